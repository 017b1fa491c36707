"""For people at a terminal: colour by meaning, lines that fit, source lines with a caret under the fault."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table as Grid
from rich.text import Text as Line

from collab_cli.i18n import Language
from collab_cli.messages import Param, msg
from collab_cli.page import (
    Block,
    Cell,
    Chart,
    Code,
    Facts,
    FindingList,
    Heading,
    Matrix,
    Report,
    Styled,
    Table,
    Text,
    Tree,
    unfolded,
)
from collab_cli.renderers.bars import chart_lines
from collab_cli.renderers.cells import Piece, line_text, lines_text, tone
from collab_cli.renderers.cleaning import clean
from collab_cli.renderers.colors import COLORS
from collab_cli.renderers.columns import line_spans, pad, share_room, text_width, widest_piece
from collab_cli.renderers.finding_layout import lay_out
from collab_cli.renderers.matrix_layout import matrix_lines
from collab_cli.renderers.plain import walk

GAP = 2
"""Blanks between the columns of a table."""

NARROW = 40
"""Below this many columns nothing stands side by side, and ids and places stick out rather than break."""


LEAST = 8
"""In fewer columns a text of more than four lines is not broken."""


def render(report: Report, language: Language, *, width: int = 80, color: bool = False, show_all: bool = False) -> str:
    """Return the page of ``report`` for a terminal of ``width`` columns.

    ``color`` writes ANSI colours, else none at all; ``show_all`` opens folded findings.
    """
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(width, 20),
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    after_heading = True
    blocks = _fitted(tuple(unfolded(report.page)), language, console.width)
    for block in blocks:
        parts = list(_block(block, language, console.width, show_all))
        if not parts:
            continue
        if not after_heading:
            console.print()
        for part in parts:
            console.print(part, no_wrap=True if isinstance(part, Line) else None, overflow="ignore", crop=False)
        after_heading = isinstance(block, Heading)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().split("\n")[:-1])


def _fitted(blocks: tuple[Block, ...], language: Language, width: int) -> tuple[Block, ...]:
    """Return the blocks without the spare columns of their tables, of all of them if the rows of one would break."""
    tables = [block for block in blocks if isinstance(block, Table) and block.spare]
    if all(sum(_natural(table, language)) + GAP * (len(table.columns) - 1) <= width for table in tables):
        return blocks
    return tuple(_slim(block) if isinstance(block, Table) and block.spare else block for block in blocks)


def _natural(block: Table, language: Language) -> list[int]:
    """Return the widths of the columns of a table whose rows do not break."""
    return [
        max(text_width(line_text(cell, language)) for cell in cells)
        for cells in zip(block.columns, *block.rows, strict=True)
    ]


def _slim(block: Table) -> Table:
    kept = [index for index in range(len(block.columns)) if index not in block.spare]
    return replace(
        block,
        columns=tuple(block.columns[index] for index in kept),
        rows=tuple(tuple(row[index] for index in kept) for row in block.rows),
        align="".join(block.align[index] for index in kept if index < len(block.align)),
        spare=(),
    )


def _block(block: Block, language: Language, width: int, show_all: bool) -> Iterator[RenderableType]:
    match block:
        case Heading():
            style = "bold cyan" if block.level == 2 else "bold"
            yield from _wrapped(Line(line_text(block.text, language), style), width)
        case Text():
            for line in lines_text(block.text, language).split("\n"):
                yield from _wrapped(Line(line, COLORS[tone(block.text)]), width)
        case Code():
            for text in clean(block.text).rstrip("\n").split("\n"):
                shown = Line(f"    {text}", COLORS["accent"])
                # What people copy is never broken.
                yield from _wrapped(shown, width, hang=" " * 6) if block.is_prose else (shown,)
        case Facts():
            yield from _facts(block, language, width)
        case Table():
            yield from _table(block, language, width)
        case Matrix():
            yield from map(_line, matrix_lines(block, language, width))
        case Chart():
            yield from map(_line, chart_lines(block, language, width))
        case Tree():
            yield from _tree(block, language, width)
        case FindingList():
            yield from _findings(block, language, width, show_all)


def _wrapped(line: Line, width: int, hang: str = "", *, whole: bool = False) -> Iterator[Line]:
    """Yield ``line`` broken to ``width``; lines after the first start with ``hang``; ``whole`` leaves words whole."""
    spans = line_spans(line.plain, width - text_width(hang), width, whole=whole or width < NARROW)
    for index, (start, end) in enumerate(spans):
        yield line[start:end] if index == 0 else _run(Line(hang), line[start:end])


def _run(*parts: Line) -> Line:
    """Return the parts as one line in which each keeps its own style alone."""
    line = Line()
    for part in parts:
        line.append_text(part)
    return line


def _facts(block: Facts, language: Language, width: int) -> Iterator[Line]:
    if width < NARROW:
        for label, value in block.pairs:
            yield from _labelled(label, value, language, width)
        return
    labels = [line_text(label, language) for label, _ in block.pairs]
    wide = min(max(map(text_width, labels), default=0), width // 2)
    for label, (_, value) in zip(labels, block.pairs, strict=True):
        head = Line(pad(label, wide) + "  ", COLORS["muted"])
        for text in lines_text(value, language).split("\n"):
            for start, end in line_spans(text, width - wide - 2):
                yield _run(head, Line(text[start:end], COLORS[tone(value)]))
                head = Line(" " * (wide + 2))


def _cell(cell: Cell, language: Language) -> Line:
    return Line(line_text(cell, language), COLORS[tone(cell)])


def _table(block: Table, language: Language, width: int) -> Iterator[RenderableType]:
    if not block.rows and block.empty != "":
        yield Line(line_text(block.empty, language), COLORS["muted"])
        return
    rows = [[_cell(cell, language) for cell in row] for row in block.rows]
    heads = [line_text(column, language) for column in block.columns]
    widths = _widths(heads, rows, width)
    if not widths:
        yield from _records(block, language, width)
        return
    grid = Grid(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="bold",
        border_style="bright_black",
    )
    for index, head in enumerate(heads):
        is_right = block.align[index : index + 1] == ">"
        column = _broken(Line(head), widths[index])
        grid.add_column(column, justify="right" if is_right else "left", width=widths[index], no_wrap=True)
    for row in rows:
        grid.add_row(*(_broken(cell, widths[index]) for index, cell in enumerate(row)))
    yield grid


def _widths(heads: list[str], rows: list[list[Line]], width: int) -> list[int]:
    """Return the widths of the columns of a table; nothing where they have no room beside each other.

    An id broken in two cannot be copied, and a long text in a column of three characters is no pleasure to read.
    """
    bodies = [[row[index].plain for row in rows] for index in range(len(heads))]
    least = [max(map(widest_piece, (head, *body))) for head, body in zip(heads, bodies, strict=True)]
    room = width - GAP * (len(heads) - 1)
    if width < NARROW or sum(least) > room:
        return []
    natural = [max(map(text_width, (head, *body))) for head, body in zip(heads, bodies, strict=True)]
    widths = share_room(natural, least, room)
    for body, wide in zip(bodies, widths, strict=True):
        if wide < LEAST and any(text_width(text) > 4 * wide for text in body):
            return []
    return widths


def _records(block: Table, language: Language, width: int) -> Iterator[Line]:
    """Yield the rows of a table one below the other, each cell with its heading; empty cells are left out."""
    for index, row in enumerate(block.rows):
        if index:
            yield Line("")
        for column, cell in zip(block.columns, row, strict=False):
            if line_text(cell, language):
                yield from _labelled(column, cell, language, width)


def _labelled(label: Param, value: Cell, language: Language, width: int) -> Iterator[Line]:
    """Yield ``label: value`` broken to ``width``, with every word whole."""
    text = line_text(value, language)
    said = line_text(msg("{label}: {value}", label=label, value=text), language)
    head = Line(said.removesuffix(text), COLORS["muted"])
    yield from _wrapped(_run(head, Line(text, COLORS[tone(value)])), width, hang="  ", whole=True)


def _broken(cell: Line, width: int) -> Line:
    """Return the text of a cell broken into lines of at most ``width`` columns."""
    return Line("\n").join(cell[start:end] for start, end in line_spans(cell.plain, width))


def _tree(block: Tree, language: Language, width: int) -> Iterator[Line]:
    if not block.roots:
        if block.empty != "":
            yield Line(line_text(block.empty, language), COLORS["muted"])
        return
    rows = [(guide, [_cell(cell, language) for cell in branch.cells]) for guide, branch in walk(block.roots)]
    count = max(len(cells) for _, cells in rows)
    after = [
        max((text_width(cells[i].plain) for _, cells in rows if i < len(cells)), default=0) for i in range(1, count)
    ]
    room = width - sum(wide + 2 for wide in after)
    needed = max(text_width(guide) + text_width(cells[0].plain) for guide, cells in rows if cells)
    first = min(needed, room)
    if first < min(needed, 24):
        indent = max(text_width(guide) for guide, _ in rows) + 4
        if width >= NARROW and indent - 2 <= room:  # the others fit below the first
            for guide, cells in rows:
                yield from _two_lines(guide, cells, indent, after, width)
            return
        # The columns after the first take all the room: a line each, unaligned and broken where needed.
        after, first = [], width
        rows = [(guide, [_joined(cells)]) for guide, cells in rows]
    for guide, cells in rows:
        yield from _tree_lines(guide, cells, first, after, whole=width < NARROW)


def _tree_lines(guide: str, cells: list[Line], first: int, after: list[int], *, whole: bool) -> Iterator[Line]:
    below = guide.replace("├── ", "│   ").replace("└── ", "    ")
    head = cells[0] if cells else Line("")
    spans = line_spans(head.plain, max(first - text_width(guide), 8), whole=whole)
    for index, (start, end) in enumerate(spans):
        line = _run(Line(guide if index == 0 else below, COLORS["muted"]), head[start:end])
        if index == 0 and len(cells) > 1:
            line.append(" " * (first - text_width(line.plain)))
            for cell, wide in zip(cells[1:], after, strict=False):
                line = _run(line, Line("  "), cell, Line(" " * (wide - text_width(cell.plain))))
        yield line


def _two_lines(guide: str, cells: list[Line], indent: int, after: list[int], width: int) -> Iterator[Line]:
    """Yield the first cell over the whole width, and below it, from ``indent`` on, the others in their columns."""
    yield from _tree_lines(guide, cells[:1], width, [], whole=False)
    below = guide.replace("├── ", "│   ").replace("└── ", "    ")
    line = Line(pad(below, indent), COLORS["muted"])
    for index, (cell, wide) in enumerate(zip(cells[1:], after, strict=False)):
        line = _run(line, Line("  " if index else ""), cell, Line(" " * (wide - text_width(cell.plain))))
    if len(cells) > 1:
        yield line


def _joined(cells: list[Line]) -> Line:
    return Line("  ").join(cells)


def _findings(block: FindingList, language: Language, width: int, show_all: bool) -> Iterator[Line]:
    is_empty = True
    for line in lay_out(block, language, width, show_all):
        is_empty = False
        yield _line(line)
    if block.closing and not is_empty:
        yield Line("")
    for cell in block.closing:
        text = cell.text if isinstance(cell, Styled) else cell
        yield from _wrapped(_cell(Styled(text, tone(cell)), language), width)


def _line(pieces: list[Piece]) -> Line:
    line = Line()
    for text, meaning in pieces:
        line.append(text, COLORS[meaning] or None)
    return line
