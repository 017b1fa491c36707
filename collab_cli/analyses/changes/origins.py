"""Which commit each field of a record got its value in: the last one that changed its meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from collab_cli.analyses.changes.change import Change, Spot
from collab_cli.analyses.changes.trail import Followed, Step
from collab_cli.findings import Route
from collab_cli.model.field_types import Part
from collab_cli.model.fields import FieldInfo, fields_of
from collab_cli.model.record import Record

_LETTERS = "raci"
_NAMES = ("id",)


@dataclass(frozen=True, slots=True)
class Origin:
    """A field of a record, or of its part ``part_id``, with its value, and the step that gave it that.

    ``step`` is None where the clone does not go back far enough to tell.
    """

    owner: Part
    part_id: str | None
    field: FieldInfo
    value: Any
    step: Step | None


def followed_parts(record: Record[Any], part: str | None) -> tuple[Followed, ...]:
    """Return a record, or its part, and with a record each of its parts: every one has a way of its own."""
    if part is not None:
        return (Followed(record.ref, part, record.path),)
    parts = (Followed(record.ref, one.id, record.path) for _, one in _parts(record))
    return (Followed(record.ref, None, record.path), *parts)


def find_origins(record: Record[Any], part: str | None, steps: Iterable[Step]) -> tuple[Origin, ...]:
    """Return every field that is written in a record, or in its part, in the order of the fields.

    ``steps`` are those of ``followed_parts``, the newest first; they are taken only until all is told.
    """
    units = [_Unit(record, record.written, (), None)]
    units += [_Unit(record, one, (name, one.id), one.id) for name, one in _parts(record)]
    if part is not None:
        units = [unit for unit in units if unit.part_id == part]
    for step in steps:
        for unit in units:
            unit.take(step)
        if all(unit.is_done for unit in units):
            break
    return tuple(origin for unit in units for origin in unit.origins())


class _Unit:
    """A record without its parts, or one part: its fields, and where it stood before the steps taken so far."""

    def __init__(self, record: Record[Any], owner: Part, route: Route, part_id: str | None) -> None:
        self.part_id = part_id
        self._owner = owner
        self._names = frozenset((Followed(record.ref, part_id, record.path),))
        left_out = _NAMES if route else (*_NAMES, *record.kind.part_fields)
        self._infos = {
            info.name: info
            for info in fields_of(type(owner))
            if info.name not in left_out and record.find(*route, info.name) is not None
        }
        self._found: dict[str, Step] = {}
        self.is_done = not self._infos

    def take(self, step: Step) -> None:
        """Note the fields a step gave their values to."""
        if self.is_done or step.before is None:
            return
        own = [change for change in step.changes if self._spots(change)]
        for change in own:
            for name in self._fields_of(change):
                self._found.setdefault(name, step)
        if not step.is_unread:  # what cannot be read has kept its name
            self._names = frozenset(earlier for name in self._names for earlier in name.before(own, step.before))
        self.is_done = self._found.keys() >= self._infos.keys() or not self._names

    def origins(self) -> Iterator[Origin]:
        """Yield what is known of each field."""
        for name, info in self._infos.items():
            value = getattr(self._owner, info.attribute)
            yield Origin(self._owner, self.part_id, info, value, self._found.get(name))

    def _spots(self, change: Change) -> tuple[Spot, ...]:
        """Return where a change stands in it; what was taken away, where it stood."""
        return tuple(spot for spot in change.after or change.before if any(name.is_at(spot) for name in self._names))

    def _fields_of(self, change: Change) -> Iterable[str]:
        """Return the fields a change gave a value to."""
        start = 0 if self.part_id is None else 2
        spots = self._spots(change)
        if change.act == "letters":
            return (_LETTERS,) if self.part_id is not None and _is_own(change, spots) else ()
        if change.act == "added" and any(len(spot.route) <= start for spot in spots):
            return self._infos
        if change.act in ("added", "removed", "changed"):
            return [str(spot.route[start]) for spot in spots if len(spot.route) > start]
        return ()


def _is_own(change: Change, spots: Iterable[Spot]) -> bool:
    """Return whether letters of a matter changed in these rows, and not in those of other charters alone."""
    before = [_letters(spot) for spot in change.before]
    return any(_letters(spot) not in before for spot in spots)


def _letters(spot: Spot) -> tuple[object, dict[str, str]]:
    """Return the row a spot leads to, and the letters in it."""
    name = spot.route[1] if len(spot.route) > 1 else None
    rows = getattr(spot.record.written, str(spot.route[0]), ()) if spot.record is not None and spot.route else ()
    return name, next((row.raci for row in rows if row.id == name), {})


def _parts(record: Record[Any]) -> Iterator[tuple[str, Any]]:
    for name in record.kind.part_fields:
        for one in getattr(record.written, name):
            yield name, one
