"""GitHub Markdown: the same blocks, with everything from files shown as the text it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from collab_cli.findings import Finding, Place
from collab_cli.i18n import Language
from collab_cli.messages import Param, msg
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
    Tree,
)
from collab_cli.renderers.bars import drawn
from collab_cli.renderers.cells import fault_text, line_text, lines_text, place_text, tone
from collab_cli.renderers.cleaning import clean, clean_line

_BREAK = "\u200b"
"""A zero-width space: hosts look for mentions in the finished page, where no escape would be left."""

BAR = 20
"""Characters a bar takes at most."""

_SPECIAL = re.compile(r"[\\`*_\[\]#!|~$^]")
_LINE_START = re.compile(r"^(\s*)(?:([-+=:])|(\d{1,9})([.)])(?=\s|$))")
_MENTION = re.compile(r"(?<![A-Za-z0-9_])@(?=[A-Za-z0-9_])")
_NUMBER = re.compile(r"(?:#|\bGH-|(?<![A-Za-z0-9])[!&%])(?=\d)", re.IGNORECASE)


def render(report: Report, language: Language, *, width: int = 80, color: bool = False, show_all: bool = False) -> str:
    """Return the page of ``report`` as Markdown; ``width``, ``color`` and ``show_all`` change nothing here."""
    blocks = ["\n".join(_block(block, language)) for block in report.page]
    return "".join(f"{block}\n" for block in "\n\n".join(filter(None, blocks)).splitlines())


def escape(text: str) -> str:
    """Return one cleaned line as Markdown that shows exactly it: no mark-up, HTML, image, mention or issue number."""
    text = _MENTION.sub("@" + _BREAK, text)
    text = _NUMBER.sub(lambda found: found.group() + _BREAK, text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _SPECIAL.sub(lambda found: "\\" + found.group(), text)
    return _LINE_START.sub(_escape_start, text)


def code_span(text: str) -> str:
    """Return one cleaned line as inline code, whatever backticks it holds."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    blank = " " if longest or not text.strip() else ""
    return f"{fence}{blank}{text}{blank}{fence}"


def _escape_start(match: re.Match[str]) -> str:
    blanks, mark, digits, after = match.groups()
    return f"{blanks}\\{mark}" if mark else f"{blanks}{digits}\\{after}"


def _line(cell: Param, language: Language) -> str:
    return escape(line_text(cell, language))


def _cell(cell: Cell, language: Language) -> str:
    text = escape(line_text(cell, language))
    return f"**{text}**" if text and tone(cell) == "strong" else text


def _block(block: Block, language: Language) -> Iterator[str]:
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
            yield from _findings(block, language)


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


def _findings(block: FindingList, language: Language) -> Iterator[str]:
    for finding in block.findings:
        yield from _finding(finding, language)
    if block.findings and block.closing:
        yield ""
    if block.closing:
        yield "\\\n".join(_cell(cell, language) for cell in block.closing)


def _finding(finding: Finding, language: Language) -> Iterator[str]:
    where = _where(finding.place)
    said = escape(fault_text(finding, language))
    yield f"- {where} **{escape(finding.code)} {finding.severity.value}**: {said}"
    for related in finding.related:
        # The place is inline code and must not be escaped again: it is put in afterwards.
        also = escape(line_text(msg("also: {place}", place="PLACE"), language)).replace("PLACE", _where(related.place))
        tail = f": {_line(related.message, language)}" if related.message else ""
        yield f"  - {also}{tail}"


def _where(place: Place) -> str:
    return code_span(clean_line(place_text(place.path, place.line, place.column)))
