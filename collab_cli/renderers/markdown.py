"""GitHub Markdown: the same blocks, with everything from files shown as the text it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from collab_cli.i18n import Language
from collab_cli.messages import Param, msgn
from collab_cli.page import (
    Block,
    Branch,
    Cell,
    Chart,
    Code,
    Facts,
    FindingList,
    Fold,
    Heading,
    Matrix,
    Report,
    Table,
    Text,
    Tree,
)
from collab_cli.renderers.bars import drawn
from collab_cli.renderers.cells import line_text, lines_text, tone
from collab_cli.renderers.cleaning import clean
from collab_cli.renderers.comment_size import LARGEST, Piece, fitted
from collab_cli.renderers.escaping import escape, escape_html
from collab_cli.renderers.finding_tables import finding_tables

BAR = 20
"""Characters a bar takes at most."""

_ACCOUNT = re.compile(r"@[A-Za-z0-9](?:[A-Za-z0-9_./-]*[A-Za-z0-9_])?")
"""An account that may be mentioned: nothing in it means anything in Markdown."""


def render(report: Report, language: Language, *, width: int = 80, color: bool = False, show_all: bool = False) -> str:
    """Return the page of ``report`` as Markdown; ``width``, ``color`` and ``show_all`` change nothing here."""
    if report.comment:
        return _comment(report, language)
    blocks = ["\n".join(_block(block, report, language)) for block in report.page]
    return "".join(f"{block}\n" for block in "\n\n".join(filter(None, blocks)).splitlines())


def _comment(report: Report, language: Language) -> str:
    """Return a page as a comment: a mark first, and no longer than a comment may be."""

    def left_out(count: int) -> str:
        command = f"collab {report.comment}"
        said = msgn(
            "{count} line is left out here: {command}",
            "{count} lines are left out here: {command}",
            count,
            command=command,
        )
        return f"*{_line(said, language)}*"

    mark = f"<!-- collab {report.comment} -->\n"
    pieces = [_piece(block, report, language) for block in report.page]
    return mark + fitted([piece for piece in pieces if any(piece.lines)], LARGEST - len(mark), left_out)


def _piece(block: Block, report: Report, language: Language) -> Piece:
    lines = tuple("\n".join(_block(block, report, language)).strip("\n").splitlines())
    match block:
        case Fold():
            return Piece(lines, short=f"**{_line(block.summary, language)}**")
        case Table():
            return Piece(lines, kept=2)
        case Tree() | FindingList():
            return Piece(lines, kept=0 if isinstance(block, Tree) else 2)
    return Piece(lines)


def _line(cell: Param, language: Language) -> str:
    return escape(line_text(cell, language))


def _cell(cell: Cell, language: Language) -> str:
    text = line_text(cell, language)
    if tone(cell) == "mention" and _ACCOUNT.fullmatch(text):
        return text
    text = escape(text)
    return f"**{text}**" if text and tone(cell) == "strong" else text


def _block(block: Block, report: Report, language: Language) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {_line(block.text, language)}"
        case Text():
            lines = lines_text(block.text, language).split("\n")
            yield "\\\n".join(escape(line.strip()) for line in lines if line.strip())
        case Code():
            yield from _code(block)
        case Facts():
            for label, value in block.pairs:
                yield f"- **{_line(label, language)}**: {_cell(value, language)}"
        case Table():
            yield from _table(block, language)
        case Matrix():
            yield from _matrix(block, language)
        case Chart():
            yield from _chart(block, language)
        case Tree():
            yield from _tree(block, language)
        case FindingList():
            yield from finding_tables(block, report.run.folder, language)
        case Fold():
            yield from _fold(block, report, language)


def _fold(block: Fold, report: Report, language: Language) -> Iterator[str]:
    yield "<details>"
    yield f"<summary><b>{escape_html(line_text(block.summary, language))}</b></summary>"
    for inner in block.blocks:
        yield ""
        yield "\n".join(_block(inner, report, language)).strip("\n")
    yield ""
    yield "</details>"


def _code(block: Code) -> Iterator[str]:
    text = clean(block.text).rstrip("\n")
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
    yield fence + re.sub(r"[^A-Za-z0-9_+-]", "", block.syntax)
    yield text
    yield fence


def _table(block: Table, language: Language) -> Iterator[str]:
    if not block.rows and block.empty != "":
        yield _line(block.empty, language)
        return
    yield f"| {' | '.join(_line(column, language) for column in block.columns)} |"
    rules = ["---:" if block.align[index : index + 1] == ">" else "---" for index in range(len(block.columns))]
    yield f"| {' | '.join(rules)} |"
    for row in block.rows:
        yield f"| {' | '.join(_cell(cell, language) for cell in row)} |"


def _matrix(block: Matrix, language: Language) -> Iterator[str]:
    if not any(group.lines for group in block.groups) and block.empty != "":
        yield _line(block.empty, language)
        return
    heads = [_line(column, language) for column in (block.corner, *block.columns)]
    yield f"| {' | '.join(heads)} |"
    yield f"| --- |{' :---: |' * len(block.columns)}"
    for group in block.groups:
        if group.heading != "":
            yield f"| **{_line(group.heading, language)}** |{'  |' * len(block.columns)}"
        for line in group.lines:
            yield f"| {' | '.join(_cell(cell, language) for cell in (line.label, *line.cells))} |"
    if block.legend:
        yield ""
        yield escape("  ".join(f"{letter} {line_text(word, language)}" for letter, word in block.legend))


def _chart(block: Chart, language: Language) -> Iterator[str]:
    if not block.bars and block.empty != "":
        yield _line(block.empty, language)
    for bar in block.bars:
        yield f"- {_line(bar.label, language)}: {_line(bar.text, language)} {drawn(bar.length, BAR)}".rstrip()


def _tree(block: Tree, language: Language) -> Iterator[str]:
    if not block.roots and block.empty != "":
        yield _line(block.empty, language)
    for root in block.roots:
        yield from _branch(root, language, "")


def _branch(branch: Branch, language: Language, indent: str) -> Iterator[str]:
    cells = [text for cell in branch.cells if (text := _cell(cell, language))]
    yield f"{indent}- {' · '.join(cells)}"
    for child in branch.branches:
        yield from _branch(child, language, indent + "  ")
