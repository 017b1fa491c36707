"""The proof of a merge: whatever a side wrote is in the result, and what it removed has not come back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from typing import Any, TypeVar

from collab_cli.edits.merging.same_entry import STATEMENTS, field_below, item_below, key_of
from collab_cli.model.fields import FieldType

Item = TypeVar("Item", bound=Hashable)

_ANY = ("*",)
_Step = tuple[str, ...]
_Said = tuple[tuple[_Step, ...], Any]
"""A value and the way to it: names of fields, and what names the entries of lists."""


def at_least(base: Counter[Item], ours: Counter[Item], theirs: Counter[Item]) -> Counter[Item]:
    """Return how often each thing must be in what both sides make of ``base``: one both added may be one."""
    found: Counter[Item] = Counter()
    for item in (*ours, *theirs):
        old, our, their = base[item], ours[item], theirs[item]
        found[item] = max(our, their) if our >= old and their >= old else our + their - old
    return +found


def is_miscounted(plains: list[Any], result: Any, wanted: FieldType) -> bool:
    """Return whether a value or a statement is missing once in the result, or one removed has come back.

    ``plains`` are the base and both sides. Two of the same are two.
    """
    versions = (*plains, result)
    *sides, values = (Counter((_masked(way), value) for way, value in _said(plain, wanted)) for plain in versions)
    if at_least(*sides) - values:
        return True
    statements = [Counter(_entries(plain, statements_only=True)) for plain in versions]
    if at_least(*statements[:3]) - statements[3]:
        return True
    before, our, their, entries = (Counter(_entries(plain)) for plain in versions)
    return any(
        before[entry] >= max(our[entry], their[entry], 1) and count > min(our[entry], their[entry])
        for entry, count in entries.items()
    )


def is_missing(base: Any, side: Any, result: Any, wanted: FieldType) -> bool:
    """Return whether something ``side`` wrote that was not in ``base`` is not in ``result``.

    What it wrote of an entry the other side has renamed may be in the entry with the new name; what an entry had before
    ``side`` renamed it may be changed.
    """
    there = set(_said(result, wanted))
    written = [said for said in _said(side, wanted) if said not in there]
    if not written:
        return False
    before = set(_said(base, wanted))
    new, old = _ways(there), _ways(before)
    anywhere = {(_masked(way), value) for way, value in there}
    earlier = {(_masked(way), value) for way, value in before}
    for way, value in written:
        masked = _masked(way)
        is_renamed = way[:-1] not in new and (masked, value) in anywhere
        is_carried = way[:-1] not in old and (masked, value) in earlier
        if (way, value) not in before and not is_renamed and not is_carried:
            return True
    return False


def is_back(base: Any, side: Any, result: Any, wanted: FieldType) -> bool:
    """Return whether something ``side`` removed from ``base`` is in ``result``."""
    gone = set(_said(base, wanted)) - set(_said(side, wanted))
    return any(said in gone and _ANY not in said[0] for said in _said(result, wanted))


def _ways(said: set[_Said]) -> set[tuple[_Step, ...]]:
    return {way[:length] for way, _ in said for length in range(1, len(way) + 1)}


def _masked(way: tuple[_Step, ...]) -> tuple[_Step, ...]:
    return tuple(step if len(step) == 1 else _ANY for step in way)


def _entries(plain: Any, way: _Step = (), *, statements_only: bool = False) -> Iterator[tuple[_Step, str]]:
    """Yield the entries of all lists, or of all lists of statements, each with the names of the fields around it."""
    if isinstance(plain, dict):
        for key, value in plain.items():
            yield from _entries(value, (*way, key), statements_only=statements_only)
    elif isinstance(plain, list):
        for value in plain:
            if not statements_only or (way[-1:] and way[-1] in STATEMENTS):
                yield way, repr(sorted(value.items()) if isinstance(value, dict) else value)
            yield from _entries(value, way, statements_only=statements_only)


def _said(plain: Any, wanted: FieldType | None, way: tuple[_Step, ...] = (), name: str = "") -> Iterator[_Said]:
    """Yield every single value of a content; of statements any may be in any entry."""
    if isinstance(plain, dict) and plain:
        for key, value in plain.items():
            yield from _said(value, field_below(wanted, key), (*way, (key,)), key)
    elif isinstance(plain, list) and plain:
        item = item_below(wanted)
        for value in plain:
            step = _ANY if name in STATEMENTS else key_of(value, item)
            yield from _said(value, item, (*way, step))
    elif not isinstance(plain, dict | list) and (way or plain is not None):
        yield way, plain
