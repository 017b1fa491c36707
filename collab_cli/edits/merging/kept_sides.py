"""The proof of a merge: whatever a side wrote is in the result, and what it removed has not come back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from collab_cli.edits.merging.same_entry import STATEMENTS, field_below, item_below, key_of
from collab_cli.model.fields import FieldType

_ANY = ("*",)
_Step = tuple[str, ...]
_Said = tuple[tuple[_Step, ...], Any]
"""A value and the way to it: names of fields, and what names the entries of lists."""


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
