"""Plain text: complete, stable, one finding a line; for pipes, files and tools that read it."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.findings import Finding
from collab_cli.i18n import Language
from collab_cli.messages import msg
from collab_cli.page import Block, Branch, Code, Facts, FindingList, Heading, Report, Table, Text, Tree
from collab_cli.renderers.cells import fault_text, line_text, lines_text, place_text
from collab_cli.renderers.cleaning import clean
from collab_cli.renderers.columns import pad, text_width


def render(report: Report, language: Language, *, width: int = 80, color: bool = False, show_all: bool = False) -> str:
    """Return the page of ``report`` as plain text; ``width``, ``color`` and ``show_all`` change nothing here."""
    parts: list[str] = []
    after_heading = True
    for block in report.page:
        lines = list(_block(block, language))
        if not lines:
            continue
        if not after_heading:
            parts.append("")
        parts += lines
        after_heading = isinstance(block, Heading)
    return "".join(f"{line.rstrip()}\n" for line in parts)


def _block(block: Block, language: Language) -> Iterator[str]:
    match block:
        case Heading():
            title = line_text(block.text, language)
            yield title
            yield ("=" if block.level == 1 else "-") * text_width(title)
        case Text():
            yield from lines_text(block.text, language).split("\n")
        case Code():
            yield from (f"    {line}" for line in clean(block.text).rstrip("\n").split("\n"))
        case Facts():
            yield from _facts(block, language)
        case Table():
            yield from _table(block, language)
        case Tree():
            yield from _tree(block, language)
        case FindingList():
            yield from _findings(block, language)


def _facts(block: Facts, language: Language) -> Iterator[str]:
    labels = [line_text(label, language) for label, _ in block.pairs]
    width = max(map(text_width, labels), default=0)
    for label, (_, value) in zip(labels, block.pairs, strict=True):
        first, *rest = lines_text(value, language).split("\n")
        yield f"{pad(label, width)}  {first}"
        yield from (f"{' ' * width}  {line}" for line in rest)


def _table(block: Table, language: Language) -> Iterator[str]:
    if not block.rows and block.empty != "":
        yield line_text(block.empty, language)
        return
    rows = [[line_text(cell, language) for cell in row] for row in (block.columns, *block.rows)]
    yield from aligned(rows, block.align)


def aligned(rows: list[list[str]], align: str = "") -> Iterator[str]:
    """Yield the rows with their cells in columns two blanks apart; ``align`` is ``<`` or ``>`` a column."""
    widths = [max(text_width(row[index]) for row in rows if index < len(row)) for index in range(max(map(len, rows)))]
    for row in rows:
        cells = [pad(cell, widths[index], align[index : index + 1] or "<") for index, cell in enumerate(row)]
        yield "  ".join(cells)


def _tree(block: Tree, language: Language) -> Iterator[str]:
    if not block.roots:
        if block.empty != "":
            yield line_text(block.empty, language)
        return
    rows = [
        [guide + cells[0], *cells[1:]]
        for guide, branch in walk(block.roots)
        for cells in [[line_text(cell, language) for cell in branch.cells] or [""]]
    ]
    yield from aligned(rows)


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


def _findings(block: FindingList, language: Language) -> Iterator[str]:
    for finding in block.findings:
        yield from finding_lines(finding, language)
    if block.findings and block.closing:
        yield ""
    for cell in block.closing:
        yield line_text(cell, language)


def finding_lines(finding: Finding, language: Language) -> Iterator[str]:
    """Yield a finding as tools parse it, ``path:line:column: CODE severity: message; hint``, and its other places."""
    place = finding.place
    where = place_text(place.path, place.line, place.column)
    yield f"{where}: {finding.code} {finding.severity.value}: {fault_text(finding, language)}"
    for related in finding.related:
        where = place_text(related.place.path, related.place.line, related.place.column)
        said = f": {line_text(related.message, language)}" if related.message else ""
        yield f"  {line_text(msg('also: {place}', place=where), language)}{said}"
