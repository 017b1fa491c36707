"""Pieces joined to the text of a file; conflicts stand at their entries between the markers git uses."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, NamedTuple

from collab_cli.documents.pieces import Block, Clash, Entry, Leaf, body_of, filled, is_on_own_line

Side = Literal["ours", "theirs"]


class Marks(NamedTuple):
    """What is written beside the markers of a conflict, and how long these are.

    ``removed`` is added where a side has nothing.
    """

    ours: str
    theirs: str
    size: int = 7
    removed: str = ""


def conflict_text(top: Entry | Clash, marks: Marks) -> str:
    """Return the text of a file; a conflict inside a line is told at the entry that begins on the line."""
    top = _lifted(top)
    if isinstance(top, Clash):
        sides = ["".join(_with_end(body_of(entry)) for entry in side) for side in (top.ours, top.theirs)]
        return _marked(sides[0], sides[1], marks) + "\n"
    text = _entry_text(top, marks)
    return _with_end(text) if _ends_with_clash(top) else text


def chosen(entry: Entry, side: Side) -> Entry:
    """Return an entry with ``side`` taken in every conflict in it; its pieces joined are its text."""
    value = entry.value
    if isinstance(value, Leaf):
        return entry
    found: list[Entry | Clash] = []
    for below in value.entries:
        if isinstance(below, Clash):
            found += below.ours if side == "ours" else below.theirs
        else:
            found.append(chosen(below, side))
    return filled(entry, found, is_map=value.is_map, column=value.column)


def count_conflicts(top: Entry | Clash) -> int:
    """Return how many conflicts a file has."""
    if isinstance(top, Clash):
        return 1
    return sum(map(count_conflicts, top.value.entries)) if isinstance(top.value, Block) else 0


def _lifted(entry: Entry | Clash) -> Entry | Clash:
    """Return an entry whose conflicts all begin on lines of their own; itself a conflict if one in it cannot."""
    if isinstance(entry, Clash) or isinstance(entry.value, Leaf):
        return entry
    value = Block(entry.value.is_map, entry.value.column, [_lifted(below) for below in entry.value.entries])
    entry = replace(entry, value=value)
    if value.entries and isinstance(value.entries[0], Clash) and not is_on_own_line(entry.lead):
        return Clash([chosen(entry, "ours")], [chosen(entry, "theirs")])
    return entry


def _entry_text(entry: Entry, marks: Marks) -> str:
    if isinstance(entry.value, Leaf):
        return body_of(entry)
    block = entry.value
    pad = " " * (block.column - 1)
    text = entry.lead
    for number, below in enumerate(block.entries):
        if isinstance(below, Clash):
            text = (text + "\n" if number else text.rstrip(" ")) + _clash_text(below, pad, marks)
        else:
            text += below.gap + _entry_text(below, marks)
    return text + entry.tail


def _clash_text(clash: Clash, pad: str, marks: Marks) -> str:
    """Return a conflict as whole lines but the end of the last; blank lines above both sides stand above it."""
    sides = [
        "".join(f"{entry.gap.removeprefix(chr(10)) or pad}{body_of(entry)}\n" for entry in side)
        for side in (clash.ours, clash.theirs)
    ]
    blank = ""
    while any(sides) and all(side.startswith("\n") for side in sides if side):
        sides = [side[1:] for side in sides]
        blank += "\n"
    return blank + _marked(sides[0], sides[1], marks)


def _marked(ours: str, theirs: str, marks: Marks) -> str:
    size = marks.size
    labels = [
        label if text or not marks.removed else f"{label}: {marks.removed}"
        for label, text in ((marks.ours, ours), (marks.theirs, theirs))
    ]
    return f"{'<' * size} {labels[0]}\n{ours}{'=' * size}\n{theirs}{'>' * size} {labels[1]}"


def _with_end(text: str) -> str:
    return text if text.endswith("\n") or not text else text + "\n"


def _ends_with_clash(entry: Entry | Clash) -> bool:
    if isinstance(entry, Clash):
        return True
    block = entry.value
    return isinstance(block, Block) and bool(block.entries) and _ends_with_clash(block.entries[-1])
