"""Which parts of records went elsewhere, got another id, were split or put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from collab_cli.analyses.changes.change import Spot
from collab_cli.analyses.changes.counterparts import MOST_PAIRS, RecordPairs, best_pairs
from collab_cli.analyses.changes.likeness import Texts, texts_of
from collab_cli.analyses.changes.new_names import NO_NAMES, NewNames
from collab_cli.model.charter import Charter
from collab_cli.model.field_types import Part
from collab_cli.model.record import Record
from collab_cli.model.responsibility_row import ResponsibilityRow

_ALIKE = 0.6
_INSIDE = 0.6
"""The share of a part's texts that has to stand in another for the one to come from the other."""
_COVERED = 0.5
"""The share of the texts of what was split that its pieces have to have together."""
_LOST = 0.3
"""The share of a piece's texts that has to be missing in what lives on, for the piece to be taken out of it."""
_ENOUGH = 12
"""Pieces of text below which texts are too short to tell where a piece comes from."""


@dataclass(frozen=True)
class PartSpot:
    """A part of a record on one side."""

    spot: Spot
    part: Part

    @cached_property
    def texts(self) -> Texts:
        """Return what the part says in words."""
        return texts_of(self.part)

    @property
    def name(self) -> tuple[str, str]:
        """Return its record, as `kind:id`, and its id."""
        assert self.spot.record is not None
        return self.spot.record.ref, str(self.spot.route[1])


@dataclass(frozen=True, slots=True)
class MovedParts:
    """Parts that have another place or id: ``pairs`` one to one, ``splits`` one to several, ``merges`` several to one.

    In a split the part may live on among its pieces, in a merge among what was put together.
    """

    pairs: tuple[tuple[PartSpot, PartSpot], ...] = ()
    splits: tuple[tuple[PartSpot, tuple[PartSpot, ...]], ...] = ()
    merges: tuple[tuple[tuple[PartSpot, ...], PartSpot], ...] = ()

    @property
    def gone(self) -> frozenset[tuple[str, str]]:
        """Return what left its place, by record and id."""
        found = [one for one, _ in self.pairs] + [one for one, _ in self.splits]
        return frozenset(each.name for each in (*found, *(one for ones, _ in self.merges for one in ones)))

    @property
    def come(self) -> frozenset[tuple[str, str]]:
        """Return what came to its place, by record and id."""
        found = [other for _, other in self.pairs] + [other for _, other in self.merges]
        return frozenset(each.name for each in (*found, *(other for _, others in self.splits for other in others)))


@dataclass(slots=True)
class _Loose:
    """Parts of one type that have no counterpart yet, and those that have one."""

    gone: list[PartSpot] = field(default_factory=list)
    come: list[PartSpot] = field(default_factory=list)
    kept: list[tuple[PartSpot, PartSpot]] = field(default_factory=list)


def find_moved_parts(records: RecordPairs, names: NewNames) -> MovedParts:
    """Return the parts with ids of their own that are somewhere else, or called otherwise, after a change."""
    loose: Mapping[type[Part], _Loose] = defaultdict(_Loose)
    for old, new in records.same:
        before, after = _parts(old), _parts(new)
        for key, one in before.items():
            if key not in after:
                loose[type(one.part)].gone.append(one)
            elif one.part != after[key].part:
                loose[type(one.part)].kept.append((one, after[key]))
        for key, other in after.items():
            if key not in before:
                loose[type(other.part)].come.append(other)
    for record in records.removed:
        for one in _parts(record).values():
            loose[type(one.part)].gone.append(one)
    for record in records.added:
        for other in _parts(record).values():
            loose[type(other.part)].come.append(other)
    pairs: list[tuple[PartSpot, PartSpot]] = []
    splits: list[tuple[PartSpot, tuple[PartSpot, ...]]] = []
    merges: list[tuple[tuple[PartSpot, ...], PartSpot]] = []
    for of_type in loose.values():
        pairs += _of_one_duty(of_type, names)
        divided = [found for found in _splits(of_type) if not _all_go([found[0]], found[1], records)]
        _take(of_type, [each for one, others in divided for each in (one, *others)])
        united = [(pieces, whole) for whole, pieces in _splits(_turned(of_type))]
        united = [found for found in united if not _all_go(found[0], [found[1]], records)]
        _take(of_type, [each for ones, other in united for each in (*ones, other)])
        splits += divided
        merges += united
        alike = best_pairs(_with_texts(of_type.gone), _with_texts(of_type.come), _ALIKE)
        pairs += [(one, other) for one, other in alike if not _all_go([one], [other], records)]
    return MovedParts(tuple(pairs), tuple(splits), tuple(merges))


def _parts(record: Record[Any]) -> dict[tuple[str, str], PartSpot]:
    found = {}
    for name in record.kind.part_fields:
        for part in getattr(record.written, name):
            part_id = getattr(part, "id", None)
            if part_id:
                found[name, part_id] = PartSpot(Spot(record, (name, part_id)), part)
    return found


def _of_one_duty(loose: _Loose, names: NewNames) -> list[tuple[PartSpot, PartSpot]]:
    """Return the duties that went to another charter, or were called otherwise with their activity.

    Of a department's duties the id, or the activity, says what they are about.
    """
    come: dict[str, list[PartSpot]] = defaultdict(list)
    for other in loose.come:
        for key in _matters(other, NO_NAMES):
            come[key].append(other)
    taken: set[int] = set()
    pairs: list[tuple[PartSpot, PartSpot]] = []
    for one in loose.gone:
        matters = _matters(one, names)
        found = {id(other): other for key in matters for other in come[key] if id(other) not in taken}
        here = {key: other for key, other in found.items() if other.name[0] == names.record(one.name[0])}
        if len(here or found) == 1:
            (other,) = (here or found).values()
            taken.add(id(other))
            pairs.append((one, other))
    _take(loose, [each for pair in pairs for each in pair])
    return pairs


def _matters(spot: PartSpot, names: NewNames) -> tuple[str, ...]:
    """Return what a duty of a department is about, under the new names of activities; () for any other part."""
    row, charter = spot.part, spot.spot.record
    if not isinstance(row, ResponsibilityRow) or row.within is not None or charter is None:
        return ()
    if not isinstance(charter.written, Charter) or charter.written.type != "department":
        return ()
    activity = row.activity or row.id
    return tuple(dict.fromkeys((row.id, names.id("activity", activity))))


def _splits(loose: _Loose) -> list[tuple[PartSpot, tuple[PartSpot, ...]]]:
    """Return what was split: its pieces are new, one may live on under its id."""
    pieces_of: dict[int, list[PartSpot]] = defaultdict(list)
    wholes = [(one, None) for one in loose.gone] + list(loose.kept)
    if len(loose.come) * len(wholes) > MOST_PAIRS:
        return []
    for piece in loose.come:
        if len(piece.texts.pieces) < _ENOUGH:
            continue
        rated = [(piece.texts.inside(one.texts), number) for number, (one, _) in enumerate(wholes)]
        share, number = max(rated, default=(0.0, 0))
        if share >= _INSIDE:
            pieces_of[number].append(piece)
    found: list[tuple[PartSpot, tuple[PartSpot, ...]]] = []
    for number, pieces in pieces_of.items():
        whole, rest = wholes[number]
        if rest is None and len(pieces) > 1 and _is_covered(whole, pieces):
            found.append((whole, tuple(pieces)))
        elif rest is not None:
            lost = whole.texts.pieces - rest.texts.pieces
            taken = tuple(piece for piece in pieces if _share(piece.texts.pieces, lost) >= _LOST)
            if taken:
                found.append((whole, (rest, *taken)))
    return found


def _is_covered(whole: PartSpot, pieces: Iterable[PartSpot]) -> bool:
    together = frozenset().union(*(piece.texts.pieces for piece in pieces))
    return _share(whole.texts.pieces, together) >= _COVERED


def _share(of: frozenset[str], within: frozenset[str]) -> float:
    return len(of & within) / len(of) if of else 0.0


def _turned(loose: _Loose) -> _Loose:
    """Return the way back: what was put together is split there."""
    return _Loose(loose.come, loose.gone, [(other, one) for one, other in loose.kept])


def _take(loose: _Loose, found: Iterable[PartSpot]) -> None:
    names = {id(each) for each in found}
    loose.gone[:] = [each for each in loose.gone if id(each) not in names]
    loose.come[:] = [each for each in loose.come if id(each) not in names]


def _with_texts(parts: Sequence[PartSpot]) -> list[tuple[PartSpot, Texts]]:
    return [(part, part.texts) for part in parts]


def _all_go(ones: Iterable[PartSpot], others: Iterable[PartSpot], records: RecordPairs) -> bool:
    """Return whether parts only share the fate of their records, some removed, others added; duties have their own."""
    return all(one.name[0] in records.gone and not isinstance(one.part, ResponsibilityRow) for one in ones) and all(
        other.name[0] in records.come for other in others
    )
