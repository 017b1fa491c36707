"""Which records of two states are the same one: by id, and where an id is gone by what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from collab_cli.analyses.changes.likeness import Texts, texts_of
from collab_cli.analyses.changes.new_names import NewNames
from collab_cli.analyses.changes.same_users import same_users
from collab_cli.analyses.changes.under_new_names import under_new_names
from collab_cli.model.kind import Kind
from collab_cli.model.kinds import all_kinds
from collab_cli.model.record import Record
from collab_cli.model.workspace import Workspace

_ALIKE = 0.75
_ALIKE_IN_PLACE = 0.5
"""The likeness of a record and one that is referred to in its stead."""
_ENOUGH = 12
"""Pieces of text below which texts are too short to tell a renamed record by."""
MOST_PAIRS = 40_000
"""Pairs of records, or parts, above which nobody looks for the same one by its texts: that was no renaming."""
_DAY = len("2025-06-30")

T = TypeVar("T")


@dataclass(frozen=True)
class RecordPairs:
    """The records of two states: those on both sides (some under a new id), those gone, those new."""

    same: tuple[tuple[Record[Any], Record[Any]], ...]
    removed: tuple[Record[Any], ...]
    added: tuple[Record[Any], ...]

    @cached_property
    def gone(self) -> frozenset[str]:
        """Return what was removed, as `kind:id`."""
        return frozenset(record.ref for record in self.removed)

    @cached_property
    def come(self) -> frozenset[str]:
        """Return what was added, as `kind:id`."""
        return frozenset(record.ref for record in self.added)

    @property
    def renamed(self) -> tuple[tuple[Record[Any], Record[Any]], ...]:
        """Return the records that have a new id."""
        return tuple(pair for pair in self.same if pair[0].id != pair[1].id)


def pair_records(before: Workspace, after: Workspace) -> RecordPairs:
    """Return which records of two workspaces correspond.

    A record that is written on the other side but cannot be read there is left out: nothing is known of it.
    """
    same: list[tuple[Record[Any], Record[Any]]] = []
    removed: list[Record[Any]] = []
    added: list[Record[Any]] = []
    known: dict[str, str] = {}
    for kind in all_kinds():
        olds, news = before.records.get(kind.name, {}), after.records.get(kind.name, {})
        gone = [record for record in _only(olds, news) if not is_hidden(after, record)]
        come = [record for record in _only(news, olds) if not is_hidden(before, record)]
        pairs = list(_of_one_content(gone, come, NewNames(known)))
        gone, come = _others(gone, pairs), _others(come, pairs)
        pairs += _renamed(before, after, kind, gone, come)
        place = {new.ref: at for at, new in enumerate(news.values())}
        same += [(old, news[old_id]) for old_id, old in olds.items() if old_id in news]
        same += sorted(pairs, key=lambda pair: place[pair[1].ref])
        known |= {old.ref: new.id for old, new in pairs}
        removed += _others(gone, pairs)
        added += _others(come, pairs)
    return RecordPairs(tuple(same), tuple(removed), tuple(added))


def _only(of: Mapping[str, Record[Any]], others: Mapping[str, Record[Any]]) -> Iterator[Record[Any]]:
    return (record for record_id, record in of.items() if record_id not in others)


def is_hidden(workspace: Workspace, record: Record[Any]) -> bool:
    """Return whether a record may be written in a workspace that does not show it: with faults, or not readable."""
    return workspace.is_known(record.kind.name, record.id)


def _others(records: Iterable[Record[Any]], pairs: Sequence[tuple[Record[Any], Record[Any]]]) -> list[Record[Any]]:
    taken = {record.ref for pair in pairs for record in pair}
    return [record for record in records if record.ref not in taken]


def _of_one_content(
    gone: Sequence[Record[Any]], come: Sequence[Record[Any]], names: NewNames
) -> Iterator[tuple[Record[Any], Record[Any]]]:
    """Yield what differs in nothing but the id and the new names of records it refers to."""
    if gone and come:
        olds = [(record, repr(under_new_names(record.written, names, record.ref))) for record in gone]
        yield from _of_one(olds, [(record, repr(record.written)) for record in come])


def _renamed(
    before: Workspace, after: Workspace, kind: Kind, gone: Sequence[Record[Any]], come: Sequence[Record[Any]]
) -> list[tuple[Record[Any], Record[Any]]]:
    if not gone or not come:
        return []
    olds = [(record, texts_of(record.written)) for record in gone]
    news = [(record, texts_of(record.written)) for record in come]
    title = _dated_title if kind.ids in ("dated", "meeting") else _title
    pairs = list(_of_one([(each[0], title(*each)) for each in olds], [(each[0], title(*each)) for each in news]))
    taken = {record.ref for pair in pairs for record in pair}
    olds = [each for each in olds if each[0].ref not in taken and len(each[1].pieces) >= _ENOUGH]
    news = [each for each in news if each[0].ref not in taken and len(each[1].pieces) >= _ENOUGH]
    pairs += best_pairs(olds, news, _ALIKE)
    return [*pairs, *_of_one_place(before, after, olds, news, pairs)]


def _of_one_place(
    before: Workspace,
    after: Workspace,
    olds: Sequence[tuple[Record[Any], Texts]],
    news: Sequence[tuple[Record[Any], Texts]],
    pairs: Sequence[tuple[Record[Any], Record[Any]]],
) -> Iterator[tuple[Record[Any], Record[Any]]]:
    """Yield what is less alike, but named wherever the other was."""
    taken = {record.ref for pair in pairs for record in pair}
    ones = {record.ref: (record, texts) for record, texts in olds if record.ref not in taken}
    others = {record.ref: (record, texts) for record, texts in news if record.ref not in taken}
    for old, new in same_users(before, after, ones.keys(), others.keys()):
        if ones[old][1].likeness(others[new][1]) >= _ALIKE_IN_PLACE:
            yield ones[old][0], others[new][0]


def _of_one(
    olds: Sequence[tuple[Record[Any], str]], news: Sequence[tuple[Record[Any], str]]
) -> Iterator[tuple[Record[Any], Record[Any]]]:
    """Yield what has the same key as nothing else on either side."""
    counts = [Counter(key for _, key in side) for side in (olds, news)]
    by_key = {key: record for record, key in news}
    for record, key in olds:
        if key and all(count[key] == 1 for count in counts):
            yield record, by_key[key]


def _title(record: Record[Any], texts: Texts) -> str:
    return texts.title


def _dated_title(record: Record[Any], texts: Texts) -> str:
    """Return the title of a dated record with the day in its id: those of one title follow each other."""
    return record.id[:_DAY] + texts.title if texts.title else ""


def best_pairs(olds: Sequence[tuple[T, Texts]], news: Sequence[tuple[T, Texts]], least: float) -> list[tuple[T, T]]:
    """Return the pairs most alike first come first served, none that is less alike than ``least``; none of too many."""
    if len(olds) * len(news) > MOST_PAIRS:
        return []
    found = [
        (-one.likeness(other), number, place)
        for number, (_, one) in enumerate(olds)
        for place, (_, other) in enumerate(news)
    ]
    pairs: list[tuple[T, T]] = []
    olds_taken: set[int] = set()
    news_taken: set[int] = set()
    for likeness, number, place in sorted(found):
        if -likeness < least:
            break
        if number not in olds_taken and place not in news_taken:
            olds_taken.add(number)
            news_taken.add(place)
            pairs.append((olds[number][0], news[place][0]))
    return pairs
