"""The lines of a matrix: letters under their columns, as wide as they are or folded to the width of a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collab_cli.i18n import Language
from collab_cli.messages import msg
from collab_cli.page import Cell, Matrix
from collab_cli.renderers.cells import Piece, line_text, tone
from collab_cli.renderers.columns import pad, text_width, widest_piece, wrap

GAP = 2
"""Blanks between columns."""
INDENT = "  "
"""What a row stands in below the heading of its group."""
NARROW = 40
"""Below this many columns of the screen nothing stands side by side."""
_LABEL = 24
"""Columns a label gets at least, where it needs as many, before columns are folded into another band."""
_HEAD = 8
"""Columns a heading gets at least, where it needs as many."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with its texts in the reader's language; without cells it is the heading of a group."""

    label: Piece
    cells: tuple[Piece, ...] = ()
    indent: str = ""


def matrix_lines(block: Matrix, language: Language, width: int | None = None) -> Iterator[list[Piece]]:
    """Yield the lines of a matrix, at most ``width`` columns wide where one is given.

    Labels give way first, then headings break; columns that still do not fit follow in further bands below, each with
    the labels again. On a very narrow screen each row is told with its cells below it. The legend ends the lines.
    """
    rows = list(_rows(block, language))
    if not any(row.cells for row in rows) and block.empty != "":
        yield [(line_text(block.empty, language), "muted")]
        return
    heads = [line_text(column, language) for column in block.columns]
    if width is not None and width < NARROW:
        yield from _told(heads, rows, language, width)
    else:
        corner = line_text(block.corner, language)
        for number, band in enumerate(_bands(corner, heads, rows, width)):
            if number:
                yield []
            yield from _band_lines(corner, heads, rows, band)
    if block.legend:
        yield []
        text = "  ".join(f"{letter} {line_text(word, language)}" for letter, word in block.legend)
        for line in wrap(text, width) if width is not None else [text]:
            yield [(line, "muted")]


def _rows(block: Matrix, language: Language) -> Iterator[_Row]:
    for group in block.groups:
        heading = line_text(group.heading, language)
        if heading:
            yield _Row((heading, "accent"))
        for line in group.lines:
            cells = tuple(_piece(cell, language) for cell in line.cells)
            yield _Row(_piece(line.label, language), cells, INDENT if heading else "")


def _piece(cell: Cell, language: Language) -> Piece:
    return line_text(cell, language), tone(cell)


@dataclass(frozen=True, slots=True)
class _Band:
    """Columns that stand side by side: their numbers, their widths, and that of the labels before them."""

    columns: tuple[int, ...]
    widths: tuple[int, ...]
    label: int


def _bands(corner: str, heads: Sequence[str], rows: Sequence[_Row], width: int | None) -> Iterator[_Band]:
    cells = [max((text_width(row.cells[at][0]) for row in rows if row.cells), default=0) for at in range(len(heads))]
    natural = max([text_width(corner), *(text_width(row.indent + row.label[0]) for row in rows if row.cells)])
    wide = [max(text_width(head), cell) for head, cell in zip(heads, cells, strict=True)]
    numbers = tuple(range(len(heads)))
    if width is None or natural + sum(wide) + GAP * len(wide) <= width:
        yield _Band(numbers, tuple(wide), natural)
        return
    least = max([widest_piece(corner), *(widest_piece(row.label[0]) + len(row.indent) for row in rows if row.cells)])
    label = min(natural, max(least, _LABEL), width // 2)
    if label + sum(wide) + GAP * len(wide) > width:
        wide = [max(_broken_width(head), cell) for head, cell in zip(heads, cells, strict=True)]
    taken: list[int] = []
    for number in numbers:
        if taken and label + sum(wide[at] + GAP for at in (*taken, number)) > width:
            yield _band(taken, wide, natural, width)
            taken = []
        taken.append(number)
    if taken:
        yield _band(taken, wide, natural, width)


def _broken_width(head: str) -> int:
    """Return the least columns of a heading that breaks: no word is cut, and not every character has its line."""
    return max(widest_piece(head), min(text_width(head), _HEAD))


def _band(columns: Sequence[int], wide: Sequence[int], natural: int, width: int) -> _Band:
    room = width - sum(wide[at] + GAP for at in columns)
    return _Band(tuple(columns), tuple(wide[at] for at in columns), max(min(natural, room), 2))


def _band_lines(corner: str, heads: Sequence[str], rows: Sequence[_Row], band: _Band) -> Iterator[list[Piece]]:
    yield from _beside((corner, "strong"), [(heads[at], "strong") for at in band.columns], band)
    rule = sum(width + GAP for width in band.widths) + band.label
    yield [("─" * rule, "muted")]
    for row in rows:
        if not row.cells:
            yield from ([(line, row.label[1])] for line in wrap(row.label[0], rule))
            continue
        yield from _beside(row.label, [row.cells[at] for at in band.columns], band, row.indent)


def _beside(label: Piece, cells: Sequence[Piece], band: _Band, indent: str = "") -> Iterator[list[Piece]]:
    """Yield the lines of a row: its label, and the cells beside it, each broken in its column."""
    labels = [indent + line for line in wrap(label[0], max(band.label - len(indent), 2))]
    columns = [wrap(text, width) if text else [""] for (text, _), width in zip(cells, band.widths, strict=True)]
    for number in range(max(len(labels), *(len(lines) for lines in columns))):
        line: list[Piece] = [(pad(_at(labels, number), band.label), label[1])]
        for lines, width, (_, meaning) in zip(columns, band.widths, cells, strict=True):
            line += [(" " * GAP, ""), (pad(_at(lines, number), width), meaning)]
        yield line


def _at(lines: Sequence[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _told(heads: Sequence[str], rows: Sequence[_Row], language: Language, width: int) -> Iterator[list[Piece]]:
    """Yield each row with its cells, one a line, below its label; empty cells are left out."""
    for row in rows:
        yield from ([(line, row.label[1])] for line in wrap(row.label[0], width, whole=True))
        for head, (text, meaning) in zip(heads, row.cells, strict=False):
            if text:
                said = line_text(msg("{label}: {value}", label=head, value=text), language)
                yield [(INDENT + said.removesuffix(text), "muted"), (text, meaning)]
