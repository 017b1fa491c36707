"""Plain text: complete, stable, one finding a line; for pipes, files and tools that read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from collab_cli.findings import Finding, Severity
from collab_cli.i18n import Language
from collab_cli.messages import msg
from collab_cli.page import (
    Block,
    Branch,
    Cell,
    Chart,
    Code,
    Facts,
    FindingList,
    Heading,
    Matrix,
    Report,
    Table,
    Text,
    Tone,
    Tree,
    unfolded,
)
from collab_cli.renderers.bars import chart_lines
from collab_cli.renderers.cells import Piece, fault_text, line_text, lines_text, place_text, tone
from collab_cli.renderers.cleaning import clean
from collab_cli.renderers.colors import painted
from collab_cli.renderers.columns import text_width
from collab_cli.renderers.matrix_layout import matrix_lines

_UNDERLINES = {1: "=", 2: "-"}
SEVERITY_TONES: dict[Severity, Tone] = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "accent"}


def render(report: Report, language: Language, *, width: int = 80, color: bool = False, show_all: bool = False) -> str:
    """Return the page of ``report`` as plain text.

    ``color`` paints it and moves nothing; ``width`` and ``show_all`` change nothing here.
    """
    parts: list[str] = []
    after_heading = True
    for block in unfolded(report.page):
        lines = list(_block(block, language, color))
        if not lines:
            continue
        if not after_heading:
            parts.append("")
        parts += lines
        after_heading = isinstance(block, Heading)
    return "".join(f"{line.rstrip()}\n" for line in parts)


def _block(block: Block, language: Language, color: bool) -> Iterator[str]:
    match block:
        case Heading():
            title = line_text(block.text, language)
            yield painted(title, "strong", color)
            if block.level in _UNDERLINES:
                yield painted(_UNDERLINES[block.level] * text_width(title), "muted", color)
        case Text():
            for line in lines_text(block.text, language).split("\n"):
                yield painted(line.rstrip(), tone(block.text), color)
        case Code():
            yield from (f"    {line}" for line in clean(block.text).rstrip("\n").split("\n"))
        case Facts():
            yield from _facts(block, language, color)
        case Table():
            yield from _table(block, language, color)
        case Matrix():
            yield from (_painted(line, color) for line in matrix_lines(block, language))
        case Chart():
            yield from (_painted(line, color) for line in chart_lines(block, language))
        case Tree():
            yield from _tree(block, language, color)
        case FindingList():
            yield from _findings(block, language, color)


def _facts(block: Facts, language: Language, color: bool) -> Iterator[str]:
    labels = [line_text(label, language) for label, _ in block.pairs]
    width = max(map(text_width, labels), default=0)
    for label, (_, value) in zip(labels, block.pairs, strict=True):
        first, *rest = (painted(line.rstrip(), tone(value), color) for line in lines_text(value, language).split("\n"))
        yield f"{painted(label, 'muted', color)}{' ' * (width - text_width(label))}  {first}"
        yield from (f"{' ' * width}  {line}" for line in rest)


def _table(block: Table, language: Language, color: bool) -> Iterator[str]:
    if not block.rows and block.empty != "":
        yield line_text(block.empty, language)
        return
    rows = [[_pieces(cell, language) for cell in row] for row in block.rows]
    heads: list[list[Piece]] = [[(line_text(column, language), "strong")] for column in block.columns]
    yield from _aligned([heads, *rows], color, block.align)


def _pieces(cell: Cell, language: Language) -> list[Piece]:
    return [(line_text(cell, language), tone(cell))]


def _aligned(rows: list[list[list[Piece]]], color: bool, align: str = "") -> Iterator[str]:
    """Yield the rows with their cells in columns two blanks apart; ``align`` is ``<`` or ``>`` a column."""
    widths = [max(map(_wide, column)) for column in zip_longest(*rows, fillvalue=())]
    for row in rows:
        cells = []
        for index, cell in enumerate(row):
            fill = " " * (widths[index] - _wide(cell))
            text = "".join(painted(text, meaning, color) for text, meaning in cell)
            cells.append(fill + text if align[index : index + 1] == ">" else text + fill)
        yield "  ".join(cells)


def _painted(line: Iterable[Piece], color: bool) -> str:
    return "".join(painted(text, meaning, color) for text, meaning in line)


def _wide(cell: Iterable[Piece]) -> int:
    return sum(text_width(text) for text, _ in cell)


def _tree(block: Tree, language: Language, color: bool) -> Iterator[str]:
    if not block.roots:
        if block.empty != "":
            yield line_text(block.empty, language)
        return
    rows = []
    for guide, branch in walk(block.roots):
        cells = [_pieces(cell, language) for cell in branch.cells] or [[("", "")]]
        rows.append([[(guide, "muted"), *cells[0]], *cells[1:]])
    yield from _aligned(rows, color)


def walk(roots: tuple[Branch, ...]) -> Iterator[tuple[str, Branch]]:
    """Yield every branch in order with the guide lines that stand before it; roots have none."""
    for root in roots:
        yield "", root
        yield from _below(root, "")


def _below(branch: Branch, indent: str) -> Iterator[tuple[str, Branch]]:
    for index, child in enumerate(branch.branches):
        is_last = index == len(branch.branches) - 1
        yield indent + ("└── " if is_last else "├── "), child
        yield from _below(child, indent + ("    " if is_last else "│   "))


def _findings(block: FindingList, language: Language, color: bool) -> Iterator[str]:
    for finding in block.findings:
        yield from _finding_lines(finding, language, color)
    if block.findings and block.closing:
        yield ""
    for cell in block.closing:
        yield painted(line_text(cell, language), tone(cell), color)


def _finding_lines(finding: Finding, language: Language, color: bool) -> Iterator[str]:
    """Yield a finding as tools parse it, ``path:line:column: CODE severity: message; hint``, and its other places."""
    place = finding.place
    where = painted(place_text(place.path, place.line, place.column), "accent", color)
    code = painted(finding.code, "strong", color)
    severity = painted(finding.severity.value, SEVERITY_TONES[finding.severity], color)
    yield f"{where}: {code} {severity}: {fault_text(finding, language)}"
    for related in finding.related:
        where = place_text(related.place.path, related.place.line, related.place.column)
        said = f": {line_text(related.message, language)}" if related.message else ""
        yield f"  {painted(line_text(msg('also: {place}', place=where), language), 'accent', color)}{said}"
