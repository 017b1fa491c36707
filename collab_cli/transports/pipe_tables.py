"""Read the pipe tables of a Markdown document."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from collab_cli.analyses.raci_tables.grid import Grid
from collab_cli.transports.table_size import refuse_oversize

_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_CODE = re.compile(r"(`+)[ ]?([^`]+?)[ ]?\1")
_STRONG = re.compile(r"\*\*([^*\n]+)\*\*|(?<!\w)__([^_\n]+)__(?!\w)")
_STRESSED = re.compile(
    r"(?<![\w*])\*([^*\s](?:[^*\n]*[^*\s])?)\*(?![\w*])|(?<![\w_])_([^_\s](?:[^_\n]*[^_\s])?)_(?!\w)"
)
_TAG = re.compile(r"</?(?:b|i|em|strong|u|sup|sub|span|small|center)>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LONGEST_DRESSED = 2_000
_SAYS_MEANING = re.compile(r"[=：:→]|图例|legend", re.IGNORECASE)


def read_pipe_tables(name: str, text: str) -> tuple[Grid, ...]:
    """Return every pipe table of a document, named after the nearest heading above it.

    Lines of text that may say what a mark means follow as a last table of one column, without a name. Raise
    CollabError when a table is too large.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    grids: list[Grid] = []
    said: list[str] = []
    heading, fence, number = "", "", 0
    while number < len(lines):
        line = lines[number]
        mark = _FENCE.match(line)
        if fence or mark:
            closes = mark is not None and fence != "" and mark[1].startswith(fence)
            fence = "" if closes else (fence or (mark[1] if mark else ""))
            number += 1
        elif (title := _HEADING.fullmatch(line)) is not None:
            heading = inline_text(title[1])
            number += 1
        elif starts_table(lines, number):
            grid = _table(heading, lines, number)
            refuse_oversize(name, len(grid.rows), len(grid.rows[0]))
            grids.append(grid)
            number += len(grid.rows) + 1
        else:
            after = lines[number + 1] if number + 1 < len(lines) else ""
            if line.strip() and _UNDERLINE.fullmatch(after) and "|" not in line:
                heading = inline_text(line)
                number += 1
            elif _SAYS_MEANING.search(line):
                said.append(inline_text(line.strip().lstrip("*->+ ")))
            number += 1
    if grids and said:
        grids.append(Grid("", tuple((line,) for line in said)))
    return tuple(grids)


def inline_text(written: str) -> str:
    """Return a piece of Markdown as it reads: no stress, code marks, links or escapes; `<br>` is a line end."""
    if len(written) > _LONGEST_DRESSED:
        return written.strip()
    text = _BREAK.sub("\n", written)
    text = _TAG.sub("", text)
    text = _CODE.sub(r"\2", text)
    text = _LINK.sub(r"\1", text)
    for stress in (_STRONG, _STRESSED):
        text = stress.sub(lambda found: found[1] or found[2], text)
    return html.unescape(_ESCAPED.sub(r"\1", text)).strip()


def starts_table(lines: Sequence[str], number: int) -> bool:
    """Return whether a pipe table begins in a line: a row of cells over a rule of as many."""
    if "|" not in lines[number] or number + 1 >= len(lines):
        return False
    rule = lines[number + 1].strip()
    return "|" in rule and _RULE.fullmatch(rule) is not None and len(cells_of(rule)) == len(cells_of(lines[number]))


def _table(heading: str, lines: Sequence[str], start: int) -> Grid:
    rows = [cells_of(lines[start])]
    width = len(rows[0])
    for line in lines[start + 2 :]:
        if not line.strip() or "|" not in line:
            break
        cells = cells_of(line)[:width]
        rows.append([*cells, *[""] * (width - len(cells))])
    return Grid(heading, tuple(tuple(inline_text(cell) for cell in row) for row in rows), start + 1)


def cells_of(line: str) -> list[str]:
    """Return the cells of a line of a table; a bar behind a backslash belongs to the text."""
    cells, cell, escaped = [], "", False
    for character in line.strip():
        if character == "|" and not escaped:
            cells.append(cell)
            cell = ""
            continue
        if character == "|" and escaped:
            cell = cell[:-1]
        cell += character
        escaped = character == "\\" and not escaped
    if cell or not line.strip().endswith("|"):
        cells.append(cell)
    return [each.strip() for each in (cells[1:] if line.strip().startswith("|") else cells)]
