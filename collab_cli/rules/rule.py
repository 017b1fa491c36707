"""What a rule is, and the decorator that declares one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from collab_cli.findings import Fault, Severity
from collab_cli.graph.world import World

Profile = Literal["starter", "basic", "standard", "strict"]
PROFILES: tuple[Profile, ...] = ("starter", "basic", "standard", "strict")
"""Each profile contains the ones before it."""

FixKind = Literal["safe", "suggested", "none"]
Find = Callable[[World], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue.

    ``needs`` are the kinds of which the workspace must have a record, else the rule stays silent.
    ``absence`` are the kinds the rule concludes about from what is not there: when a file of such a kind
    cannot be read, the rule is not checked. ``drafts`` lets it see drafts. ``day`` says that its outcome can
    change although no file does.
    """

    code: str
    slug: str
    term: str
    severity: Severity
    profile: Profile
    find: Find
    day: bool = False
    needs: tuple[str, ...] = ()
    absence: tuple[str, ...] = ()
    drafts: bool = False
    fix: FixKind = "none"
    thresholds: tuple[str, ...] = ()
    handbook: str = "-"

    @property
    def documentation(self) -> str:
        """Return the docstring the rule is explained by."""
        return self.find.__doc__ or ""


def rule(
    *,
    code: str,
    slug: str,
    term: str,
    severity: Literal["error", "warning", "info"],
    profile: Profile,
    day: bool = False,
    needs: tuple[str, ...] = (),
    absence: tuple[str, ...] = (),
    drafts: bool = False,
    fix: FixKind = "none",
    thresholds: tuple[str, ...] = (),
    handbook: str = "-",
) -> Callable[[Find], Find]:
    """Declare the function below as a rule; the catalogue finds it by listing the packages of the families."""

    def declare(find: Find) -> Find:
        declared = Rule(
            code, slug, term, Severity(severity), profile, find, day, needs, absence, drafts, fix, thresholds, handbook
        )
        find.rule = declared  # type: ignore[attr-defined]  # how the catalogue recognises a rule
        return find

    return declare
