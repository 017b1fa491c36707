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

Names = frozenset[Followed]
"""What something is called, or was called before it was put together."""


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
    """A record without its parts, or one part: its fields, and where each stood before the steps taken so far."""

    def __init__(self, record: Record[Any], owner: Part, route: Route, part_id: str | None) -> None:
        self.part_id = part_id
        self._owner = owner
        left_out = _NAMES if route else (*_NAMES, *record.kind.part_fields)
        self._infos = {
            info.name: info
            for info in fields_of(type(owner))
            if info.name not in left_out and record.find(*route, info.name) is not None
        }
        self._names = dict.fromkeys(self._infos, frozenset((Followed(record.ref, part_id, record.path),)))
        self._found: dict[str, Step] = {}

    @property
    def is_done(self) -> bool:
        """Return whether of no field more can be told."""
        return not self._names

    def take(self, step: Step) -> None:
        """Note the fields a step gave their values to."""
        if step.before is None:
            return
        for names in set(self._names.values()):
            own = [change for change in step.changes if _spots(change, names)]
            given = {name for change in own for name in self._fields_of(change, names)}
            earlier = frozenset(one for name in names for one in name.before(own, step.before))
            for name in [name for name, those in self._names.items() if those == names]:
                before = self._stood(self._infos[name], own, names, earlier)
                if name in given or before is None:
                    self._found[name] = step
                    del self._names[name]
                elif before and not step.is_unread:
                    self._names[name] = before
                elif not step.is_unread:  # what cannot be read has kept its name
                    del self._names[name]

    def origins(self) -> Iterator[Origin]:
        """Yield what is known of each field."""
        for name, info in self._infos.items():
            value = getattr(self._owner, info.attribute)
            yield Origin(self._owner, self.part_id, info, value, self._found.get(name))

    def _stood(self, info: FieldInfo, own: Iterable[Change], names: Names, earlier: Names) -> Names | None:
        """Return where a field stood before changes, of what was put together where it was the same.

        ``earlier`` is where all may have stood. It is None for a field that was nowhere as it is now.
        """
        if self.part_id is None:
            return earlier
        for change in own:
            if change.act not in ("moved", "split", "merged") or not change.spot.route:
                continue
            if change.act == "moved" and info.name != _LETTERS:
                continue  # a field that changed on the way is told by itself
            value = next(_value(spot, info) for spot in _spots(change, names))
            same = {(spot.record_ref, spot.route[1]) for spot in change.before if _value(spot, info) == value}
            return frozenset(one for one in earlier if (one.ref, one.part) in same) if same else None
        return earlier

    def _fields_of(self, change: Change, names: Names) -> Iterable[str]:
        """Return the fields a change gave a value to."""
        start = 0 if self.part_id is None else 2
        spots = _spots(change, names)
        if change.act == "letters":
            return (_LETTERS,) if self.part_id is not None and _is_own(change, spots) else ()
        if change.act == "added" and any(len(spot.route) <= start for spot in spots):
            return self._infos
        if change.act in ("added", "removed", "changed"):
            return [str(spot.route[start]) for spot in spots if len(spot.route) > start]
        return ()


def _spots(change: Change, names: Names) -> tuple[Spot, ...]:
    """Return where a change stands in what has these names; what was taken away, where it stood."""
    return tuple(spot for spot in change.after or change.before if any(name.is_at(spot) for name in names))


def _value(spot: Spot, info: FieldInfo) -> Any:
    """Return the value of a field of the part a spot leads to, of letters whatever their order."""
    name, part_id = spot.route[:2]
    parts = getattr(spot.record.written, str(name), ()) if spot.record is not None else ()
    value = next((getattr(one, info.attribute, None) for one in parts if one.id == part_id), None)
    if info.name == _LETTERS and isinstance(value, dict):
        return {party: frozenset(cell) for party, cell in value.items()}
    return value


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
