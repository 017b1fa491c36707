"""Compare two states of one record: field by field, and in its lists entry by entry."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from collab_cli.analyses.changes.categories import category_of, is_about_itself
from collab_cli.analyses.changes.change import Category, Change, Spot
from collab_cli.analyses.changes.covered_activity import covered_activity
from collab_cli.analyses.changes.entries import Entry, Matched, entries_of, match_entries
from collab_cli.analyses.changes.new_names import NewNames
from collab_cli.analyses.changes.normal_form import NormalForm
from collab_cli.analyses.changes.option_for import option_for
from collab_cli.findings import Route
from collab_cli.graph.digest import AGREED_KINDS, is_agreed
from collab_cli.model.charter import Charter
from collab_cli.model.field_types import Name, Part
from collab_cli.model.fields import FieldInfo, ListType, StructType, UnionType, fields_of
from collab_cli.model.record import Record
from collab_cli.model.responsibility_row import ResponsibilityRow
from collab_cli.model.workspace import Workspace

_LETTERS = (ResponsibilityRow, "raci")


@dataclass(frozen=True, slots=True)
class Sides:
    """One record, or part of it, on both sides; ``category`` is that of the list it stands in."""

    before: Spot
    after: Spot
    category: Category | None = None
    is_bound: bool = False

    def at(self, old: Route, new: Route, category: Category | None, is_bound: bool) -> Sides:
        """Return what stands below."""
        return Sides(
            Spot(self.before.record, (*self.before.route, *old)),
            Spot(self.after.record, (*self.after.route, *new)),
            category,
            is_bound,
        )


class Comparison:
    """Compares the states of records in two workspaces; ``names`` are the new names of what was renamed.

    ``moved`` are the parts, by `kind:id` and id of the part, that went elsewhere or came from there: those are told
    by somebody else.
    """

    def __init__(
        self,
        before: Workspace,
        after: Workspace,
        names: NewNames,
        gone: frozenset[tuple[str, str]] = frozenset(),
        come: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        self._before = before
        self._after = after
        self._names = names
        self._gone = gone
        self._come = come

    def records(self, old: Record[Any], new: Record[Any]) -> Iterator[Change]:
        """Yield the changes of one record, without the letters of its rows."""
        sides = Sides(Spot(old), Spot(new), None, isinstance(new.written, AGREED_KINDS))
        yield from self.parts(old.written, new.written, sides)

    def parts(self, old: Part, new: Part, sides: Sides) -> Iterator[Change]:
        """Yield the changes of a record or of a part of one."""
        struct = type(new)
        one, other = self._forms(sides)
        before, after = one.renamed(old), other.renamed(new)
        for info in fields_of(struct):
            is_same = getattr(before, info.attribute) == getattr(after, info.attribute) and info.name != "activity"
            if is_same or (info.name == "id" and sides.after.route) or (struct, info.name) == _LETTERS:
                continue
            if one.field(before, info) != other.field(after, info):
                yield from self._field(old, new, info, sides)

    def _forms(self, sides: Sides) -> tuple[NormalForm, NormalForm]:
        before, after = (self._known_activities(workspace) for workspace in (self._before, self._after))
        return (
            NormalForm(self._names, sides.before.record_ref, before),
            NormalForm(self._names, sides.after.record_ref, after),
        )

    @staticmethod
    def _known_activities(workspace: Workspace) -> Collection[str]:
        return workspace.known.get("activity", ())

    def _field(self, old: Part, new: Part, info: FieldInfo, sides: Sides) -> Iterator[Change]:
        struct = type(new)
        before, after = self._values(old, new, info)
        is_bound = sides.is_bound and is_agreed(struct, info.name)
        category = category_of(struct, info, inherited=sides.category, is_bound=is_bound)
        below = sides.at((info.name,), (info.name,), category, is_bound)
        wanted = info.type
        if isinstance(wanted, UnionType):
            wanted = option_for(after if after is not None else before, wanted)
        if isinstance(wanted, ListType) and isinstance(wanted.item, StructType):
            yield from self._entries(before or (), after or (), info, struct, below)
        elif isinstance(wanted, StructType) and type(before) is type(after) and not isinstance(after, Name):
            above = category if is_about_itself(struct, info) else sides.category
            yield from self.parts(before, after, replace(below, category=above))
        elif not self._is_lost(below.before, self._before) and not self._is_lost(below.after, self._after):
            yield Change(
                "changed", category, (below.before,), (below.after,), before, after, info, struct, is_bound=is_bound
            )

    def _values(self, old: Part, new: Part, info: FieldInfo) -> tuple[Any, Any]:
        """Return both values of a field; of the activity of a row, those it has by the id of the row too."""
        if isinstance(old, ResponsibilityRow) and isinstance(new, ResponsibilityRow) and info.name == "activity":
            before, after = (self._known_activities(workspace) for workspace in (self._before, self._after))
            return covered_activity(old, before), covered_activity(new, after)
        return getattr(old, info.attribute), getattr(new, info.attribute)

    def _entries(
        self, old: Sequence[Part], new: Sequence[Part], info: FieldInfo, struct: type[Part], sides: Sides
    ) -> Iterator[Change]:
        """Yield the changes of a list of parts: those added, removed, changed, and of their order where it counts.

        Where the list lacks entries because of faults in them, nobody knows what was removed, or added.
        """
        matched = match_entries(old, new, *self._forms(sides))
        category, is_bound = sides.category, sides.is_bound
        assert category is not None
        for entry in () if self._is_lost(sides.after, self._after, itself=True) else matched.removed:
            if not _is_elsewhere(sides.before, entry, self._gone):
                spot = Spot(sides.before.record, (*sides.before.route, entry.step))
                yield Change("removed", category, (spot,), (), entry.part, None, info, struct, is_bound=is_bound)
        for one, other in matched.pairs:
            below = sides.at((one.step,), (other.step,), category, is_bound)
            if _day(one.part) == _day(other.part):
                yield from self.parts(one.part, other.part, below)
            else:
                spots = ((below.before,), (below.after,))
                yield Change("changed", category, *spots, one.part, other.part, info, struct, is_bound=is_bound)
        for entry in () if self._is_lost(sides.before, self._before, itself=True) else matched.added:
            if not _is_elsewhere(sides.after, entry, self._come):
                spot = Spot(sides.after.record, (*sides.after.route, entry.step))
                yield Change("added", category, (), (spot,), None, entry.part, info, struct, is_bound=is_bound)
        if _is_sequence(sides.after):
            yield from _order(old, matched, info, struct, sides)

    def _is_lost(self, spot: Spot, workspace: Workspace, *, itself: bool = False) -> bool:
        """Return whether a fault hides something at a spot, in it or (``itself``) of the list it is."""
        record = spot.record
        if record is None or record.is_whole:
            return False
        route = spot.place.route
        lost = (gone for path, gone in workspace.absent if path == record.path)
        return any(gone == route if itself else gone[: len(route)] == route for gone in lost)


def _is_elsewhere(spot: Spot, entry: Entry, known: frozenset[tuple[str, str]]) -> bool:
    return spot.record is not None and (spot.record.ref, str(entry.step)) in known and len(spot.route) == 1


def _order(
    old: Sequence[Part], matched: Matched, info: FieldInfo, struct: type[Part], sides: Sides
) -> Iterator[Change]:
    """Yield the change of the order of rows that follow each other."""
    names = {one.step: other.step for one, other in matched.pairs}
    before = tuple(entry.step for entry in entries_of(old) if entry.step in names)
    after = tuple(names.values())
    if tuple(names[step] for step in before) != after:
        yield Change(
            *("changed", "terms" if sides.is_bound else "schedule", (sides.before,), (sides.after,)),
            *(before, after, info, struct),
            is_bound=sides.is_bound,
        )


def _day(part: Part) -> Any:
    """Return the day of an entry that is one of a series of events: one of another day took its place."""
    is_event = any(info.name == "date" and info.required for info in fields_of(type(part)))
    return getattr(part, "date", None) if is_event else None


def _is_sequence(spot: Spot) -> bool:
    """Return whether the entries of a list of rows follow each other: those of processes and projects do."""
    if spot.record is None or spot.route not in (("duties",), ("tasks",)):
        return False
    value = spot.record.written
    return not isinstance(value, Charter) or value.type != "department"
