"""The columns lines start in: what they would be with plain blanks, and which others they could have."""

from __future__ import annotations

import re

from collab_cli.documents import corrections
from collab_cli.documents.lines import Line

_BLOCK_TEXT = re.compile(r"(?:^|[:\-]) *[|>][-+0-9]*\s*(?:#.*)?$")
_STRUCTURE = re.compile(r"-(?:\s|$)|[^\s#\"'\[\]{},:][^:：]*[:：](?:\s|$|(?<=：))|[\"'].*[\"']\s*[:：]")
"""How a line with a key or a list entry starts; ``\\s`` matches full-width and no-break blanks too."""
_TRIED_COLUMNS = 6


def with_blanks(lines: list[Line], tab: int, wide: int, first: int) -> dict[int, str]:
    """Return number and new text of the lines from ``first`` on that have odd blanks where structure is.

    A tab is worth ``tab`` columns, a full-width blank ``wide``. Texts behind ``|`` and ``>`` keep theirs,
    unless the text would not be indented otherwise.
    """
    edits: dict[int, str] = {}
    outer: int | None = None  # the column of the key or entry a block text belongs to
    for number, line in enumerate(lines, 1):
        body = line.text.lstrip(corrections.BLANKS)
        if not body:
            continue
        lead = line.text[: len(line.text) - len(body)]
        if outer is not None and len(line.text) - len(line.text.lstrip(" ")) > outer:
            continue
        new: str | None = None
        if outer is not None and len(plain := corrections.plain_blanks(lead, tab, wide)) > outer:
            new = plain + body
        else:
            outer = None
            if _STRUCTURE.match(body):
                new = corrections.with_blanks(line.text, tab, wide)
        if new is not None and new != line.text and number >= first:
            edits[number] = new
        now = edits.get(number, line.text)
        if outer is None and _BLOCK_TEXT.search(now):
            outer = len(corrections.split_lead(now)[0])
    return edits


def aligned(lines: list[Line], number: int) -> list[str]:
    """Return the line ``number`` moved to each column the lines above it leave open, the deepest first."""
    text = lines[number - 1].text
    body = text.lstrip(corrections.BLANKS)
    if not _STRUCTURE.match(body) or (body[0] == "-" and body[1:2] not in corrections.BLANKS):
        return []
    if has_odd_indent(text) and text[0] == " ":
        return []  # may be a text behind `|` that starts with a tab
    here = -1 if has_odd_indent(text) else len(text) - len(body)
    columns: list[int] = []
    for line in reversed(lines[: number - 1]):
        if not line.text.strip() or line.text.lstrip().startswith("#"):
            continue
        for column in (len(corrections.split_lead(line.text)[0]), len(line.text) - len(line.text.lstrip(" "))):
            if not columns or column < columns[-1]:
                columns.append(column)
        if columns[-1] == 0 or len(columns) >= _TRIED_COLUMNS:
            break
    return [" " * column + body.rstrip() for column in columns if column != here]


def has_odd_indent(text: str) -> bool:
    """Return whether anything but plain blanks stands before the text of a line."""
    return text.lstrip(" ")[:1] in tuple(corrections.ODD_BLANKS)
