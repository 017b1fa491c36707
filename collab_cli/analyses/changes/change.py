"""A change of meaning between two states of a workspace, as plain values: no text, no language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from collab_cli.analyses.changes.new_names import NO_NAMES, NewNames
from collab_cli.documents.nodes import place_at
from collab_cli.findings import Place, Route
from collab_cli.model.field_types import Part
from collab_cli.model.fields import FieldInfo
from collab_cli.model.kind import Kind
from collab_cli.model.record import Record

Act = Literal["added", "removed", "changed", "renamed", "moved", "split", "merged", "letters"]
"""What happened: to a record or a part of one, except ``changed`` (a field) and ``letters`` (a matter)."""

Category = Literal[
    "accountability",
    "target",
    "terms",
    "decision",
    "consulted-informed",
    "membership",
    "added",
    "removed",
    "schedule",
    "status",
    "contact",
    "editorial",
]
"""What a change is about, weightiest first.

``terms`` are texts an agreement is bound to, ``schedule`` are dates and deadlines, ``editorial`` are texts no
agreement is bound to and those an editorial entry of the change log carries the agreements over for.
"""
CATEGORIES: Final[tuple[Category, ...]] = get_args(Category)


@dataclass(frozen=True, slots=True)
class Spot:
    """A record, or what ``route`` leads to in it, on one side of a comparison.

    ``route`` has field names as written, ids of entries that have one, and indexes in the list of ``written`` of
    those that have none. ``record`` is None for collab.yaml.
    """

    record: Record[Any] | None
    route: Route = ()

    @property
    def ref(self) -> str:
        """Return the record, with its part, as an open reference: `charter:sales/market-research`; "" for settings."""
        if self.record is None:
            return ""
        part = f"/{self.route[1]}" if len(self.route) > 1 and isinstance(self.route[1], str) else ""
        return self.record.ref + (part if self.route and self.route[0] in self.record.kind.part_fields else "")

    @property
    def record_ref(self) -> str:
        """Return the record alone as an open reference, "" for collab.yaml."""
        return self.record.ref if self.record is not None else ""

    @property
    def place(self) -> Place:
        """Return where it stands; of a field that is not written, the first key of its record."""
        if self.record is None:
            return Place("collab.yaml")
        if not self.route:
            return self.record.first_place
        record = self.record
        route = self.route if record.is_whole else record.in_file(*_with_indexes(record.written, self.route))
        return place_at(record.path, record.node, route, record.route)


def _with_indexes(value: Any, route: Route) -> Route:
    """Return a route into a record with indexes in the place of the ids of entries."""
    steps: list[str | int] = []
    for step in route:
        if isinstance(value, list):
            index = next((at for at, entry in enumerate(value) if getattr(entry, "id", None) == step), step)
            steps.append(index)
            value = value[index] if isinstance(index, int) else None
        else:
            steps.append(step)
            value = getattr(value, str(step), None)
    return tuple(steps)


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    ``before`` and ``after`` are the spots it concerns on either side: none before for what was added, none after
    for what was removed, several where a part was split or merged, or for the rows of a matter. ``old`` and ``new``
    are the values of a field (``changed``), the letters by party of a matter (``letters``), else the record's or the
    part's value (tuples of several).

    ``changed`` with a whole part on both sides says that an entry took the place of an older one about the same, such
    as an approval; with a tuple of ids, that a list has another order. A row that was added, removed, moved, split or
    merged tells its letters itself: there is no ``letters`` beside it. What is in a piece of a split and was not in the
    whole, or came into what was merged, is ``changed``; ``old`` is without what the other pieces have.

    ``field`` is the field that changed, ``struct`` what it belongs to; ``matter`` is the key of the matrix row of
    ``letters``. ``is_bound`` says that agreements are bound to what changed.
    """

    act: Act
    category: Category
    before: tuple[Spot, ...] = ()
    after: tuple[Spot, ...] = ()
    old: Any = None
    new: Any = None
    field: FieldInfo | None = None
    struct: type[Part] | None = None
    matter: str = ""
    is_bound: bool = False

    @property
    def spot(self) -> Spot:
        """Return where the change is told: on the side after it, where it has one."""
        return (self.after or self.before)[0]

    @property
    def kind(self) -> Kind | None:
        """Return the kind of the record, None for collab.yaml."""
        record = self.spot.record
        return record.kind if record is not None else None

    @property
    def records(self) -> tuple[Record[Any], ...]:
        """Return the records of both sides, each once, those after the change first."""
        found = {spot.record.ref: spot.record for spot in (*self.after, *self.before)[::-1] if spot.record is not None}
        return tuple(reversed(found.values()))


@dataclass(frozen=True, slots=True)
class CommentWaiver:
    """A comment that silences rules, put in (``is_new``) or taken out, with the reason it gives."""

    place: Place
    codes: tuple[str, ...]
    reason: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed, in the order of files and of fields.

    ``silent`` are the files whose text differs and whose meaning does not: layout, comments, quotes, order.
    ``unread`` are the files that cannot be read, in whole or in part, on one of the two sides, of which not all is
    known. ``waivers`` are the comments that silence rules on one side alone. ``names`` is what records and parts of
    before are called after, where that is something else.
    """

    all: tuple[Change, ...]
    silent: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    waivers: tuple[CommentWaiver, ...] = ()
    names: NewNames = NO_NAMES

    def __iter__(self) -> Iterator[Change]:
        return iter(self.all)

    def __bool__(self) -> bool:
        return bool(self.all)
