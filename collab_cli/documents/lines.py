"""Lines of a text: LF, CR LF and a lone CR end a line, as they do for the YAML parser."""

from __future__ import annotations

import re
from dataclasses import dataclass

from collab_cli.findings import Place

_BREAK = re.compile("[\r\n]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text: its offset, its text without the line end, and the line end."""

    start: int
    text: str
    ending: str


def split_lines(text: str) -> list[Line]:
    """Return the lines of a text that holds no other line separators (the reader refuses those)."""
    lines: list[Line] = []
    start = 0
    for whole in text.splitlines(keepends=True):
        bare = whole.rstrip("\r\n")
        lines.append(Line(start, bare, whole[len(bare) :]))
        start += len(whole)
    return lines


def place_of_offset(path: str, text: str, offset: int) -> Place:
    """Return the place of the character at ``offset``."""
    breaks = text.count("\n", 0, offset) + text.count("\r", 0, offset) - text.count("\r\n", 0, offset)
    return Place(path, breaks + 1, offset - line_start(text, offset) + 1)


def line_start(text: str, offset: int) -> int:
    """Return the offset of the first character of the line at ``offset``."""
    start = text.rfind("\n", 0, offset) + 1
    return max(start, text.rfind("\r", start, offset) + 1)


def line_end(text: str, offset: int) -> int:
    """Return the offset behind the last character of the line at ``offset``, before its line end."""
    found = _BREAK.search(text, offset)
    return found.start() if found else len(text)


def after_break(text: str, offset: int) -> int:
    """Return the offset behind the line end at ``offset``; ``offset`` itself where there is none."""
    if text.startswith("\r\n", offset):
        return offset + 2
    return offset + 1 if text[offset : offset + 1] in ("\n", "\r") else offset


def before_break(text: str, offset: int) -> int:
    """Return the offset before the line end that stops at ``offset``; ``offset`` itself where there is none."""
    if text.endswith("\r\n", 0, offset):
        return offset - 2
    return offset - 1 if offset and text[offset - 1] in "\n\r" else offset


def behind_sign(text: str, position: int, sign: str) -> int:
    """Return the offset behind ``sign`` if only blanks, line ends and comments stand before it, else ``position``."""
    here, size = position, len(text)
    while here < size and text[here] in " \t\r\n#":
        here = line_end(text, here) if text[here] == "#" else here + 1
    return here + 1 if text.startswith(sign, here) else position
