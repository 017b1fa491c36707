"""DOCX: the same blocks as a document to be printed, signed and sent, with the fonts Chinese offices use."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime

from collab_cli.errors import CollabError
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
from collab_cli.renderers.bars import drawn
from collab_cli.renderers.cells import fault_text, line_text, lines_text, place_text, tone
from collab_cli.renderers.cleaning import clean
from collab_cli.renderers.columns import share_room, text_width, widest_piece
from collab_cli.renderers.paper import Paper

_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 (a fixed day: the same report gives the same bytes)
_BAR = 20
_PORTRAIT_COLUMNS = 86
"""Columns of small text that fit the width of an upright page."""
_LANDSCAPE_COLUMNS = 132
_MOST_UPRIGHT = 8
"""Tables with more columns turn the page."""

Row = Sequence[tuple[str, Tone]]


def render(
    report: Report, language: Language, *, width: int = 80, color: bool = False, show_all: bool = False
) -> bytes:
    """Return the page of ``report`` as a Word document; ``width``, ``color`` and ``show_all`` change nothing.

    Raises CollabError where the library is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise CollabError(
            msg("Word documents need the extra {extra}", extra="docx"),
            msg("install it with {command}", command="pip install 'collab-cli[docx]'"),
        ) from error
    blocks = tuple(unfolded(report.page))
    title = next((line_text(block.text, language) for block in blocks if isinstance(block, Heading)), "collab")
    document = docx.Document()
    about = document.core_properties
    about.title, about.author, about.comments, about.last_modified_by = title[:255], "", "", ""
    about.created = about.modified = _CREATED
    is_wide = any(_columns(block) > _MOST_UPRIGHT for block in blocks)
    paper = Paper(document, title, is_wide=is_wide, label_columns=_label_columns(report, language))
    for block in blocks:
        _write(paper, block, language)
    out = io.BytesIO()
    document.save(out)
    return _dateless(out.getvalue())


def _dateless(data: bytes) -> bytes:
    """Return a zipped document without the hour it was written at."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _CREATED.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()


def _columns(block: Block) -> int:
    if isinstance(block, Table):
        return len(block.columns)
    return len(block.columns) + 1 if isinstance(block, Matrix) else 0


def _label_columns(report: Report, language: Language) -> int:
    """Return the columns the labels of a paper need; each table of another page has its own width."""
    if not report.is_paper:
        return 0
    labels = [label for block in unfolded(report.page) if isinstance(block, Facts) for label, _ in block.pairs]
    return max((text_width(line_text(label, language)) for label in labels), default=0)


def _write(paper: Paper, block: Block, language: Language) -> None:
    match block:
        case Heading():
            paper.heading(line_text(block.text, language), block.level)
        case Text():
            for line in lines_text(block.text, language).split("\n"):
                paper.paragraph(line.rstrip(), tone(block.text))
        case Code():
            for line in clean(block.text).rstrip("\n").split("\n"):
                paper.code(line.expandtabs(4))
        case Facts():
            paper.pairs([(line_text(label, language), _lines(value, language)) for label, value in block.pairs])
        case Table():
            heads = [line_text(column, language) for column in block.columns]
            rows = [[_piece(cell, language) for cell in row] for row in block.rows]
            rights = frozenset(at for at, align in enumerate(block.align) if align == ">")
            _grid(paper, heads, rows, block.empty, language, right=rights)
        case Matrix():
            _matrix(paper, block, language)
        case Chart():
            _chart(paper, block, language)
        case Tree():
            _nothing(paper, block.empty, language, when=not block.roots)
            for depth, branch in _walk(block.roots, 0):
                paper.item([_piece(cell, language) for cell in branch.cells], depth)
        case FindingList():
            _findings(paper, block, language)


def _nothing(paper: Paper, said: Cell, language: Language, *, when: bool) -> None:
    if when and said != "":
        paper.paragraph(line_text(said, language), "muted")


def _grid(
    paper: Paper,
    heads: list[str],
    rows: Sequence[Row],
    empty: Cell,
    language: Language,
    *,
    right: frozenset[int] = frozenset(),
    centred: frozenset[int] = frozenset(),
) -> None:
    if not rows and empty != "":
        _nothing(paper, empty, language, when=True)
        return
    room = _LANDSCAPE_COLUMNS if paper.is_wide else _PORTRAIT_COLUMNS
    texts = [[head, *(row[at][0] for row in rows if len(row) > at)] for at, head in enumerate(heads)]
    natural = [max(map(text_width, column)) + 2 for column in texts]
    least = [min(max(map(widest_piece, column)) + 2, 24) for column in texts]
    widths = share_room(natural, least, max(room, sum(least)))
    paper.grid(heads, rows, widths, right=right, centred=centred)


def _matrix(paper: Paper, block: Matrix, language: Language) -> None:
    heads = [line_text(column, language) for column in (block.corner, *block.columns)]
    rows: list[Row] = []
    for group in block.groups:
        if group.heading != "" and group.lines:
            rows.append([(line_text(group.heading, language), "accent")])
        rows += [[_piece(cell, language) for cell in (line.label, *line.cells)] for line in group.lines]
    _grid(paper, heads, rows, block.empty, language, centred=frozenset(range(1, len(heads))))
    if rows and block.legend:
        legend = "  ".join(f"{letter} {line_text(word, language)}" for letter, word in block.legend)
        paper.paragraph(legend, "muted")


def _chart(paper: Paper, block: Chart, language: Language) -> None:
    rows: list[Row] = [
        [
            (line_text(bar.label, language), ""),
            (line_text(bar.text, language), "strong"),
            (drawn(bar.length, _BAR), bar.tone or "accent"),
        ]
        for bar in block.bars
    ]
    _nothing(paper, block.empty, language, when=not rows)
    if rows:
        paper.rows(rows, right=frozenset({1}))


def _findings(paper: Paper, block: FindingList, language: Language) -> None:
    for finding in block.findings:
        place = place_text(finding.place.path, finding.place.line, finding.place.column)
        code = f"{finding.code} {finding.severity.value}"
        paper.item([(place, "muted"), (code, "strong"), (fault_text(finding, language), "")], 0)
        for related in finding.related:
            where = place_text(related.place.path, related.place.line, related.place.column)
            said = f": {line_text(related.message, language)}" if related.message else ""
            paper.item([(line_text(msg("also: {place}", place=where), language) + said, "muted")], 1)
    for cell in block.closing:
        paper.paragraph(line_text(cell, language), tone(cell))


def _walk(branches: tuple[Branch, ...], depth: int) -> Iterator[tuple[int, Branch]]:
    for branch in branches:
        yield depth, branch
        yield from _walk(branch.branches, depth + 1)


def _piece(cell: Cell, language: Language) -> tuple[str, Tone]:
    return line_text(cell, language), tone(cell)


def _lines(cell: Cell, language: Language) -> tuple[list[str], Tone]:
    return lines_text(cell, language).split("\n"), tone(cell)
