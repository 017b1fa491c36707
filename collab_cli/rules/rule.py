"""What a rule is, and the decorator that declares one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from collab_cli.findings import Fault, Severity

Profile = Literal["starter", "basic", "standard", "strict"]
PROFILES: tuple[Profile, ...] = ("starter", "basic", "standard", "strict")
"""Each profile contains the ones before it."""

FixKind = Literal["safe", "suggested", "none"]
Find = Callable[[Any], Iterable[Fault]]
"""Takes what the rule sees: a World, Waivers, or both states of a change (Compared)."""

Sees = Literal["world", "waivers", "base"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue.

    ``needs`` are the kinds of which the workspace must have a record, else the rule stays silent.
    ``absence`` are the kinds the rule concludes about from what is not there: when a file of such a kind
    cannot be read, the rule is not checked. ``drafts`` lets it see drafts. ``day`` says that its outcome can
    change although no file does. ``target`` is what a waiver of a finding such as that of the example names, and
    ``other`` the second of a pair; without a target its findings name no record a waiver could cover. ``sees`` says
    what it is given: the world, the waivers of the run, or the world beside the one it is compared with; without such
    a ``base`` the rule stays silent.
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
    target: str = ""
    other: str = ""
    sees: Sees = "world"

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
    target: str = "",
    other: str = "",
    sees: Sees = "world",
) -> Callable[[Find], Find]:
    """Declare the function below as a rule; the catalogue finds it by listing the packages of the families."""

    def declare(find: Find) -> Find:
        declared = Rule(
            code,
            slug,
            term,
            Severity(severity),
            profile,
            find,
            day=day,
            needs=needs,
            absence=absence,
            drafts=drafts,
            fix=fix,
            thresholds=thresholds,
            handbook=handbook,
            target=target,
            other=other,
            sees=sees,
        )
        find.rule = declared  # type: ignore[attr-defined]  # how the catalogue recognises a rule
        return find

    return declare
