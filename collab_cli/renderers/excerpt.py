"""One line of a file as a reader sees it, and the column a caret stands under."""

from __future__ import annotations

from collab_cli.renderers.cleaning import clean_path
from collab_cli.renderers.columns import char_width, text_width

TAB = 4


def shown_source(source: str, column: int) -> tuple[str, str]:
    """Return what stands before and from a 1-based column of a source line, tabs as blanks, hidden shown."""
    shown: list[str] = []
    used = 0
    for char in source.rstrip("\r\n"):
        text = " " * (TAB - used % TAB) if char == "\t" else clean_path(char)
        used += text_width(text)
        shown.append(text)
    return "".join(shown[: column - 1]), "".join(shown[column - 1 :])


def cut_around(before: str, after: str, room: int) -> tuple[str, int]:
    """Return a line of at most ``room`` columns around the split, and the columns left of the split in it.

    What is cut away on either side shows as ``…``; the part from the split on gets at least a third.
    """
    after = after.rstrip()
    left, right = text_width(before), text_width(after)
    if left + max(right, 1) <= room:
        return before + after, left
    right_room = max(room - left, room // 3, 2)
    right_room = min(right_room, max(right, 1))
    left_room = room - right_room
    if left > left_room:
        before = "…" + _tail(before, left_room - 1)
    if right > right_room:
        after = _head(after, right_room - 1) + "…"
    return before + after, text_width(before)


def _head(text: str, room: int) -> str:
    used = 0
    for index, char in enumerate(text):
        used += char_width(char)
        if used > room:
            return text[:index]
    return text


def _tail(text: str, room: int) -> str:
    used = 0
    for index in range(len(text) - 1, -1, -1):
        used += char_width(text[index])
        if used > room:
            return text[index + 1 :]
    return text
