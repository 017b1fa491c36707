"""Which entry of a list each entry of a form stands for: the one that says the same, else the one it corrects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

_ALIKE = 0.6
"""How much of a text stays at least when somebody corrects it."""


def paired_entries(
    before: Sequence[Any], said: Sequence[Mapping[str, Any]], name: str, shown: Sequence[Mapping[str, Any]] | None
) -> list[Mapping[str, Any] | None]:
    """Return for each entry of ``said`` that of ``before``, told apart by the field ``name``; None for a new one.

    ``shown`` is the list as the form had it before: only what it showed can be corrected; None where nobody knows.
    """
    entries = [entry for entry in before if isinstance(entry, dict)]
    found: list[Mapping[str, Any] | None] = []
    for one in said:
        same = (entry for entry in entries if bare(one.get(name)) & bare(entry.get(name)))
        found.append(next((entry for entry in same if not any(entry is other for other in found)), None))
    gone = [entry for entry in entries if not any(entry is other for other in found)]
    if shown is not None:
        texts = frozenset[str]().union(*(bare(one.get(name)) for one in shown))
        gone = [entry for entry in gone if texts & bare(entry.get(name))]
    new = [number for number, entry in enumerate(found) if entry is None]
    alike = [(_alike(entry.get(name), said[number].get(name)), number, entry) for number in new for entry in gone]
    for share, number, entry in sorted(alike, key=lambda one: -one[0]):
        if share >= _ALIKE and found[number] is None and not any(entry is other for other in found):
            found[number] = entry
    return found


def bare(value: Any) -> frozenset[str]:
    """Return a text without blanks, in each of its languages."""
    texts = value.values() if isinstance(value, dict) else (value,)
    return frozenset("".join(str(text).split()) for text in texts)


def _alike(value: Any, text: Any) -> float:
    pairs = ((one, other) for one in bare(value) for other in bare(text))
    return max(SequenceMatcher(None, one, other, autojunk=False).ratio() for one, other in pairs)
