"""What changed between two states of a workspace: records, parts, fields and letters, each change once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from collab_cli.analyses.changes.categories import category_of
from collab_cli.analyses.changes.change import Act, Category, Change, Changes, Spot
from collab_cli.analyses.changes.comment_waivers import comment_waivers
from collab_cli.analyses.changes.compare_parts import Comparison, Sides
from collab_cli.analyses.changes.counterparts import RecordPairs, pair_records
from collab_cli.analyses.changes.divided_parts import before_merge, before_split
from collab_cli.analyses.changes.hidden import hidden_files, is_doubtful
from collab_cli.analyses.changes.letters import (
    letter_changes,
    letters_category,
    row_letters,
    same_letters,
    spots_of,
)
from collab_cli.analyses.changes.moved_parts import MovedParts, PartSpot, find_moved_parts
from collab_cli.analyses.changes.new_names import NO_NAMES, NewNames
from collab_cli.analyses.changes.normal_form import NormalForm
from collab_cli.analyses.changes.under_new_names import with_new_ids
from collab_cli.graph.agreements import carried_over
from collab_cli.graph.digest import AGREED_KINDS, digest
from collab_cli.graph.world import World
from collab_cli.model.charter import Charter
from collab_cli.model.fields import field_named
from collab_cli.model.record import Record
from collab_cli.model.responsibility_row import ResponsibilityRow
from collab_cli.model.settings_file import SETTINGS_PATH
from collab_cli.sources.entry_faults import Unreadable

_RESTRUCTURED = frozenset({"added", "removed", "moved", "split", "merged"})


def find_changes(before: World, after: World) -> Changes:
    """Return what changed in meaning from ``before`` to ``after``, in the order of files.

    Both may hold a part of a workspace only, as long as it is the same part and names of both sides are in it.
    """
    pairs, moved, names = _counterparts(before, after)
    found = [
        *_settings(before, after, names),
        *_whole_records(pairs),
        *_parts(moved, names),
        *_fields(before, after, pairs, moved, names),
    ]
    found += _letters(before, after, found, pairs, moved, names)
    found = [_editorial(before, after, _drafted(change)) for change in found]
    found.sort(key=lambda change: _path(change.spot))
    hidden = before.once(hidden_files) | after.once(hidden_files)
    silent, unsure = _untold(before, after, found, pairs, names, hidden)
    unread = {*_unread(before, after, hidden), *unsure}
    waivers = comment_waivers(before, after)
    silent = silent.difference(waiver.place.path for waiver in waivers)
    return Changes(tuple(found), tuple(sorted(silent)), tuple(sorted(unread)), waivers, names)


def _counterparts(before: World, after: World) -> tuple[RecordPairs, MovedParts, NewNames]:
    pairs = _changed(pair_records(before.workspace, after.workspace))
    records = {old.ref: new.id for old, new in pairs.renamed}
    moved = find_moved_parts(pairs, NewNames(records))
    names = NewNames(records, {one.name: other.name for one, other in moved.pairs})
    return pairs, moved, replace(names, digests=dict(_stamped(before, pairs, names)))


def _stamped(before: World, pairs: RecordPairs, names: NewNames) -> Iterator[tuple[str, str]]:
    """Yield the digests that agreed texts have under new names, each with the one it had before."""
    for old, _ in pairs.same if names else ():
        if isinstance(old.written, AGREED_KINDS):
            rewritten = with_new_ids(old.written, names, old.ref, before.workspace.known.get("activity", ()))
            if rewritten is not old.written:
                yield digest(replace(old, written=rewritten)), digest(old)


def _changed(pairs: RecordPairs) -> RecordPairs:
    """Return the pairs without those whose text is the same."""
    return RecordPairs(
        tuple(
            (old, new)
            for old, new in pairs.same
            if old.id != new.id or (old.document.data != new.document.data and old.written != new.written)
        ),
        pairs.removed,
        pairs.added,
    )


def _settings(before: World, after: World, names: NewNames) -> Iterator[Change]:
    if before.workspace.settings_document.data != after.workspace.settings_document.data:
        compared = Comparison(before.workspace, after.workspace, names)
        yield from compared.parts(before.settings, after.settings, Sides(Spot(None), Spot(None)))


def _whole_records(pairs: RecordPairs) -> Iterator[Change]:
    for record in pairs.removed:
        yield Change("removed", "removed", (Spot(record),), (), record.written, None, is_bound=_is_agreed(record))
    for record in pairs.added:
        yield Change("added", "added", (), (Spot(record),), None, record.written, is_bound=_is_agreed(record))
    for old, new in pairs.renamed:
        yield Change("renamed", "editorial", (Spot(old),), (Spot(new),), old.id, new.id)


def _is_agreed(record: Record[Any]) -> bool:
    return isinstance(record.written, AGREED_KINDS)


def _parts(moved: MovedParts, names: NewNames) -> Iterator[Change]:
    for one, other in moved.pairs:
        is_here = names.record(_record(one).ref) == _record(other).ref
        yield _structural("renamed" if is_here else "moved", (one,), (other,))
    for one, others in moved.splits:
        yield _structural("split", (one,), others)
    for ones, other in moved.merges:
        yield _structural("merged", ones, (other,))


def _structural(act: Act, ones: tuple[PartSpot, ...], others: tuple[PartSpot, ...]) -> Change:
    record = _record(others[0])
    return Change(
        act,
        "editorial" if act == "renamed" else _category(others[0]),
        *(tuple(one.spot for one in ones), tuple(other.spot for other in others)),
        ones[0].part if len(ones) == 1 else tuple(one.part for one in ones),
        others[0].part if len(others) == 1 else tuple(other.part for other in others),
        is_bound=_is_agreed(record),
    )


def _category(part: PartSpot) -> Category:
    """Return what the list is about that a part stands in."""
    record = _record(part)
    struct = record.kind.struct
    info = field_named(struct, str(part.spot.route[0]))
    return category_of(struct, info, inherited=None, is_bound=_is_agreed(record))


def _record(part: PartSpot) -> Record[Any]:
    assert part.spot.record is not None
    return part.spot.record


def _fields(before: World, after: World, pairs: RecordPairs, moved: MovedParts, names: NewNames) -> Iterator[Change]:
    compared = Comparison(before.workspace, after.workspace, names, moved.gone, moved.come)
    for old, new in pairs.same:
        yield from compared.records(old, new)
    for one, other in moved.pairs:
        yield from compared.parts(one.part, other.part, _sides(one, other))
    for one, others in moved.splits:  # of the one that lives on its record tells
        pieces = [other.part for other in others]
        for other in others:
            if not _lives_on(one, other, names):
                yield from compared.parts(before_split(one.part, other.part, pieces), other.part, _sides(one, other))
    for ones, other in moved.merges:
        if not any(_lives_on(one, other, names) for one in ones):
            together = before_merge([one.part for one in ones], other.part)
            yield from compared.parts(together, other.part, _sides(ones[0], other))


def _sides(one: PartSpot, other: PartSpot) -> Sides:
    return Sides(one.spot, other.spot, _category(other), _is_agreed(_record(other)))


def _lives_on(one: PartSpot, other: PartSpot, names: NewNames) -> bool:
    """Return whether a part still stands where it did, under its id."""
    return names.record(one.name[0]) == other.name[0] and one.spot.route == other.spot.route


def _letters(
    before: World,
    after: World,
    found: Iterable[Change],
    pairs: RecordPairs,
    moved: MovedParts,
    names: NewNames,
) -> Iterator[Change]:
    """Yield the matters with other letters that no change of whole duties tells already, then rows not in force."""
    told = [
        change
        for change in found
        if change.act in _RESTRUCTURED and change.spot.route and change.records and not _is_put_in_force(change)
    ]
    told_before = {_key(spot) for change in told for spot in change.before}
    told_after = {_key(spot) for change in told for spot in change.after}
    by_matter = not {"activity"} & (before.workspace.unlisted | after.workspace.unlisted)
    for change in letter_changes(before, after, names) if by_matter else ():
        spots_before, spots_after = spots_of(change.rows_before), spots_of(change.rows_after)
        if told_before.issuperset(map(_key, spots_before)) and told_after.issuperset(map(_key, spots_after)):
            continue
        if not is_doubtful(before, after, spots_before, spots_after, pairs, names):
            yield Change(
                *("letters", change.category, spots_before, spots_after, change.old, change.new),
                matter=change.key,
                is_bound=True,
            )
    in_force = {*before.matrix.of_row, *after.matrix.of_row} if by_matter else set()
    for one, other in _row_pairs(pairs, moved):
        if {_row_id(one), _row_id(other)} & in_force and _record(other).kind.name == "charter":
            continue
        assert isinstance(one.part, ResponsibilityRow) and isinstance(other.part, ResponsibilityRow)
        old, new = row_letters(one.part, names), row_letters(other.part, NO_NAMES)
        if not same_letters(old, new) and not is_doubtful(before, after, (one.spot,), (other.spot,), pairs, names):
            yield Change(
                *("letters", letters_category(old, new), (one.spot,), (other.spot,), old, new),
                is_bound=_is_agreed(_record(other)),
            )


def _row_pairs(pairs: RecordPairs, moved: MovedParts) -> Iterator[tuple[PartSpot, PartSpot]]:
    """Yield the rows that are on both sides."""
    for old, new in pairs.same:
        for name in ("duties", "tasks"):
            rows = {row.id: row for row in getattr(new.written, name, ())}
            for row in getattr(old.written, name, ()):
                if row.id in rows:
                    route = (name, row.id)
                    yield PartSpot(Spot(old, route), row), PartSpot(Spot(new, route), rows[row.id])
    for one, other in moved.pairs:
        if isinstance(one.part, ResponsibilityRow) and isinstance(other.part, ResponsibilityRow):
            yield one, other


def _row_id(row: PartSpot) -> str:
    return f"{_record(row).id}/{row.spot.route[1]}"


def _key(spot: Spot) -> tuple[str, object]:
    assert spot.record is not None
    return spot.record.ref, spot.route[1] if len(spot.route) > 1 else None


def _is_put_in_force(change: Change) -> bool:
    """Return whether what changed was in a draft before and no longer is, or back."""
    return bool(change.before and change.after) and _is_drafted(change.before) != _is_drafted(change.after)


def _drafted(change: Change) -> Change:
    """Return a duty that came into a draft, or was taken out of one, as that: nobody answers for it yet."""
    if not isinstance(change.old or change.new, ResponsibilityRow) or not _is_drafted((change.spot,)):
        return change
    return replace(change, category=change.act) if change.act in ("added", "removed") else change


def _is_drafted(spots: Iterable[Spot]) -> bool:
    """Return whether all that stands at spots is in drafts of charters."""
    records = [spot.record for spot in spots]
    return all(record is not None and isinstance(record.written, Charter) and record.is_draft for record in records)


def _editorial(before: World, after: World, change: Change) -> Change:
    """Return a change of wording as editorial where the change log of its charter says that it is one."""
    if change.category != "terms" or not change.before or not change.after:
        return change
    old, new = change.before[0].record, change.after[0].record
    if old is None or new is None or not isinstance(new.value, Charter):
        return change
    if carried_over(after.workspace, new, before.digest(old), after.digest(new)):
        return replace(change, category="editorial")
    return change


def _untold(
    before: World,
    after: World,
    found: Iterable[Change],
    pairs: RecordPairs,
    names: NewNames,
    hidden: frozenset[str],
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the files that differ in layout alone, and those that differ in what faults keep from being understood.

    Those in which references follow a new name are neither. What stands in a second record of one id is not seen.
    """
    olds, news = before.workspace.documents, after.workspace.documents
    told = {_path(spot) for change in found for spot in (*change.before, *change.after)}
    differing = {path for path in olds.keys() & news.keys() if path not in told and olds[path].data != news[path].data}
    forms = [NormalForm(activities=world.workspace.known.get("activity", ())) for world in (before, after)]
    follow = {
        new.path
        for old, new in pairs.same
        if new.path in differing and forms[0].part(old.written) != forms[1].part(new.written)
    }
    if forms[0].part(before.settings) != forms[1].part(after.settings):
        follow.add(SETTINGS_PATH)
    twins = {fault.place.path for world in (before, after) for fault in world.faults if fault.code == "S004"}
    unsure = (differing - hidden) & (twins if names else twins | follow)
    return frozenset(differing - follow - hidden - unsure), frozenset(unsure)


def _unread(before: World, after: World, hidden: frozenset[str]) -> tuple[str, ...]:
    """Return those of the ``hidden`` files, of which something cannot be read on a side, that are not the same on both.

    Of a file that cannot be opened on either side nobody knows whether it is.
    """
    contents = {path: (_bytes(before, path), _bytes(after, path)) for path in sorted(hidden)}
    return tuple(path for path, (old, new) in contents.items() if old is None or old != new)


def _bytes(world: World, path: str) -> bytes | None:
    """Return what a file holds, readable as a record or not; None where there is no such file to be opened."""
    document = world.workspace.documents.get(path)
    if document is not None:
        return document.data
    try:
        return world.workspace.snapshot.read(path) if path in world.workspace.snapshot.paths else None
    except Unreadable:
        return None


def _path(spot: Spot) -> str:
    return spot.record.path if spot.record is not None else SETTINGS_PATH
