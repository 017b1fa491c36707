"""Who must agree to a change, who is to be told of it, and how weighty an approval it takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar

from collab_cli.analyses.changes.ask import Ask
from collab_cli.analyses.changes.change import Category, Change, Changes
from collab_cli.analyses.changes.changed_matters import ChangedMatter, changed_matters
from collab_cli.analyses.changes.charter_asks import charter_asks
from collab_cli.analyses.changes.goal_asks import goal_asks
from collab_cli.analyses.changes.handoff_asks import handoff_asks
from collab_cli.analyses.changes.head_asks import head_asks
from collab_cli.analyses.changes.project_asks import project_asks
from collab_cli.graph.agreements import needs_agreement
from collab_cli.graph.world import World
from collab_cli.model.charter import Charter
from collab_cli.model.field_types import KindRecord
from collab_cli.model.goal import Goal
from collab_cli.model.handoff import Handoff
from collab_cli.model.load_workspace import kind_of_path
from collab_cli.model.record import Record

ApprovalClass = Literal["none", "editorial", "consulted", "departments", "company"]
CLASSES: Final[tuple[ApprovalClass, ...]] = ("none", "editorial", "consulted", "departments", "company")
"""The approval a change takes, lightest first.

``editorial`` is the owner's word for a change of wording, ``consulted`` that of those asked where only C and I
change, ``departments`` that of all concerned, ``company`` that of the head of the company with them.
"""

_LIGHT: Final[frozenset[Category]] = frozenset({"consulted-informed", "decision", "schedule", "status", "editorial"})
"""What a charter may change in beside letters C and I without touching what its departments do."""

_DECISIVE: Final = frozenset({"charter", "goal", "handoff", "department", "person", "role", "proposal"})
"""The kinds whose records say who has to agree."""

T = TypeVar("T", bound=KindRecord)


@dataclass(frozen=True, slots=True)
class Agreements:
    """Who is asked about a change; ``asks`` by record in path order, ``matters`` those with other letters.

    ``is_asked_for`` says whether the workspace asks departments to agree at all. ``faulty`` are the records among
    those changed whose text cannot be read wholly, so that nobody can tell who agreed to it. ``unknown`` are the files
    that cannot be read on a side and may say who has to agree. ``is_about_company`` says that the company itself
    changes: its name, or its head.
    """

    asks: tuple[Ask, ...]
    matters: tuple[ChangedMatter, ...]
    approval: ApprovalClass
    is_asked_for: bool
    faulty: tuple[Record[Any], ...] = ()
    unknown: tuple[str, ...] = ()
    is_about_company: bool = False

    @property
    def agreeing(self) -> tuple[Ask, ...]:
        """Return who must agree."""
        return tuple(ask for ask in self.asks if ask.wanted == "agree")

    @property
    def acknowledging(self) -> tuple[Ask, ...]:
        """Return who is only asked to read it."""
        return tuple(ask for ask in self.asks if ask.wanted == "acknowledge")

    @property
    def unanswered(self) -> tuple[Ask, ...]:
        """Return who must agree and has not yet agreed to the present text, though a record could hold that."""
        return tuple(ask for ask in self.notable if not ask.is_answered)

    @property
    def notable(self) -> tuple[Ask, ...]:
        """Return those whose agreement a record can hold."""
        return tuple(ask for ask in self.agreeing if ask.answer != "elsewhere")


def who_agrees(before: World, after: World, changes: Changes) -> Agreements:
    """Return who must agree to the ``changes`` between two worlds, judged on the day of the second one."""
    names = changes.names
    bound = frozenset(record.ref for change in changes if change.is_bound for record in change.records)
    matters = tuple(
        matter
        for matter in changed_matters(before, after, names)
        if not any(row.owner.path in changes.unread for row in (*matter.change.rows_before, *matter.change.rows_after))
    )
    asks = (
        *charter_asks(before, after, names, changes.all, tuple(_removed(changes, Charter)), _people(matters)),
        *goal_asks(before, after, names, bound, _removed(changes, Goal)),
        *handoff_asks(before, after, names, bound, _removed(changes, Handoff)),
        *project_asks(after, names, changes),
        *head_asks(after, changes),
    )
    changed = {record.ref: record for record in (ask.record for ask in asks)}
    return Agreements(
        asks,
        matters,
        _approval(asks, changes),
        needs_agreement(after.settings),
        tuple(record for record in changed.values() if not record.is_whole),
        tuple(path for path in changes.unread if _says_who_agrees(path)),
        any(_is_about_company(change) for change in changes),
    )


def _says_who_agrees(path: str) -> bool:
    """Return whether a file may say who has to agree to a change."""
    kind = kind_of_path(path)
    return kind is not None and kind.name in _DECISIVE


def _is_about_company(change: Change) -> bool:
    return change.spot.record is None and change.field is not None and change.field.name in ("company", "head")


def _people(matters: Iterable[ChangedMatter]) -> dict[str, dict[str, None]]:
    """Return those who gained or lost a letter themselves, by the record whose rows say so."""
    found: dict[str, dict[str, None]] = {}
    for matter in matters:
        for row in (*matter.change.rows_before, *matter.change.rows_after) if matter.people else ():
            found.setdefault(row.owner.ref, {}).update(dict.fromkeys(matter.people))
    return found


def _removed(changes: Iterable[Change], struct: type[T]) -> Iterator[Record[T]]:
    """Yield the records of a kind that are gone."""
    for change in changes:
        record = change.spot.record
        is_whole_record = change.act == "removed" and not change.spot.route
        if record is not None and is_whole_record and isinstance(record.value, struct):
            yield record


def _approval(asks: Iterable[Ask], changes: Changes) -> ApprovalClass:
    """Return the weightiest approval anything in a change takes."""
    found: set[ApprovalClass] = {"none"}
    categories: dict[str, set[Category]] = {}
    for change in changes:
        for record in change.records:
            categories.setdefault(record.ref, set()).add(change.category)
        if _is_about_company(change):
            found.add("company")
    for ask in asks:
        if ask.wanted != "agree":
            continue
        value = ask.record.value
        if isinstance(value, Goal) and value.level == "company":
            found.add("company")
        elif "editorial" in ask.reasons:
            found.add("editorial")
        else:
            about = categories.get(ask.record.ref, set())
            found.add("consulted" if "consulted-informed" in about and about <= _LIGHT else "departments")
    return max(found, key=CLASSES.index)
