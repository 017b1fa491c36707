"""How wide text is on a screen, and where its lines may break; full-width characters take two columns."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

_NO_LINE_START = frozenset("，。、；：！？）】》」』〉〕｝”’…—·%,.;:!?)]}")
_NO_LINE_END = frozenset("（【《「『〈〔｛“‘([{")


def char_width(char: str) -> int:
    """Return the columns one character takes: 0, 1 or 2."""
    if " " <= char <= "~":
        return 1
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def text_width(text: str) -> int:
    """Return the columns ``text`` takes on one line."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def pad(text: str, width: int, align: str = "<") -> str:
    """Return ``text`` filled with blanks to ``width`` columns, on the left when ``align`` is ``>``."""
    fill = " " * (width - text_width(text))
    return fill + text if align == ">" else text + fill


def cut(text: str, width: int) -> str:
    """Return ``text``, or as much of it as fits ``width`` columns with an ellipsis behind it."""
    if text_width(text) <= width:
        return text
    return text[: _fitting(text, max(width - 1, 0))].rstrip() + "…"


def line_spans(text: str, width: int, first: int | None = None, *, whole: bool = False) -> list[tuple[int, int]]:
    """Return start and end of the lines ``text`` breaks into, at most ``width`` columns each.

    ``first`` is the room of the first line where something already stands on it; nothing of the text goes
    there when not even its first word fits. Lines break at blanks and between full-width characters, never
    before closing or after opening punctuation; a word longer than a line is cut, or with ``whole`` sticks out.
    """
    width = max(width, 2)
    spans: list[tuple[int, int]] = []
    room = width if first is None else first
    start = end = used = 0
    for left, right in _pieces(text):
        size, visible = text_width(text[left:right]), text_width(text[left:right].rstrip())
        if used + visible > room and (used or room < width):
            spans.append((start, end))
            start, used, room = left, 0, width
        while visible > room and not whole:
            edge = left + _fitting(text[left:right], room)
            spans.append((left, edge))
            room = width
            start = left = edge  # noqa: PLW2901 (the rest of the word)
            size, visible = text_width(text[left:right]), text_width(text[left:right].rstrip())
        used += size
        end = right
    spans.append((start, max(start, end)))
    return [(left, left + len(text[left:right].rstrip())) for left, right in spans]


def wrap(text: str, width: int, first: int | None = None, *, whole: bool = False) -> list[str]:
    """Return the lines ``text`` breaks into; see ``line_spans``."""
    return [text[start:end] for start, end in line_spans(text, width, first, whole=whole)]


def share_room(natural: list[int], least: list[int], room: int) -> list[int]:
    """Return the widths of columns that together take at most ``room`` columns, which their ``least`` must fit.

    The widest column gives way first, none below its ``least``.
    """
    widths = list(natural)
    while sum(widths) > room:
        giving = [index for index, width in enumerate(widths) if width > least[index]]
        widths[max(giving, key=lambda index: widths[index])] -= 1
    return widths


def widest_piece(text: str) -> int:
    """Return the columns of the longest part of ``text`` no line breaks in: an id, a date, a word."""
    return max((text_width(text[left:right].rstrip()) for left, right in _pieces(text)), default=0)


def _pieces(text: str) -> list[tuple[int, int]]:
    """Return the parts between which a line may break; blanks belong to the part before them."""
    cuts = [index for index in range(1, len(text)) if _may_break(text[index - 1], text[index])]
    bounds = [0, *cuts, len(text)]
    return [(left, right) for left, right in pairwise(bounds) if left < right]


def _may_break(before: str, after: str) -> bool:
    if after == " " or after in _NO_LINE_START or before in _NO_LINE_END:
        return False
    if before == " ":
        return True
    return char_width(after) != 0 and 2 in (char_width(before), char_width(after))


def _fitting(text: str, room: int) -> int:
    used = 0
    for index, char in enumerate(text):
        used += char_width(char)
        if used > room:
            return max(index, 1)
    return len(text)
