"""Part a Word document into headings, lines, items and tables."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from collab_cli.analyses.minutes_reading.block import Block
from collab_cli.errors import CollabError
from collab_cli.messages import msg
from collab_cli.transports.minutes_blocks import LARGEST_TEXT, MOST_LINES, blocks_of, check_turned, too_long, visible

_LARGEST_PART = 32 * 2**20
_MOST_PARTS = 2_000
_LEVEL = re.compile(r"(\d)")


def _tag(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


_AROUND: Final = frozenset(map(_tag, ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")))
"""What may stand around paragraphs, tables, rows and cells."""
_UNREAD: Final = frozenset(map(_tag, ("pPr", "rPr", "del", "moveFrom", "sdtPr", "txbxContent", "instrText")))
"""What holds no text of a paragraph as it stands; a box has paragraphs of its own."""
_SIGNS: Final = {_tag("tab"): "\t", _tag("br"): "\n", _tag("cr"): "\n", _tag("noBreakHyphen"): "-"}
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The same again for older programs."""


def blocks_of_document(name: str, content: bytes) -> tuple[Block, ...]:
    """Return the blocks of a Word document; a paragraph, and a row of a table, counts as a line.

    Changes that were tracked count as accepted. Raise CollabError when it is none, is larger unpacked than is read, has
    too many lines, or the extra that reads it is missing.
    """
    try:
        import docx
        from docx.opc.exceptions import PackageNotFoundError
    except ImportError:
        raise CollabError(
            msg("Word documents need the extra docx"), msg("run {command}", command="pip install 'collab-cli[docx]'")
        ) from None
    _check_size(name, content)
    try:
        document = docx.Document(io.BytesIO(content))
        found = _Document(name, _styles(document))
        _read(found, document.element.body)
        return tuple(found.blocks)
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, SyntaxError) as error:
        raise _unreadable(name) from error


def _check_size(name: str, content: bytes) -> None:
    """Raise CollabError for what is no archive, or unpacks to more than is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            sizes = [part.file_size for part in parts.infolist()]
    except (zipfile.BadZipFile, OSError, ValueError):
        raise _unreadable(name) from None
    if len(sizes) > _MOST_PARTS or any(size > _LARGEST_PART for size in sizes):
        raise CollabError(
            msg("{file} is larger than {limit} MB", file=name, limit=_LARGEST_PART // 2**20),
            msg("save only the text of the minutes"),
        )


def _unreadable(name: str) -> CollabError:
    return CollabError(
        msg("{file} is no Word document that can be read", file=name),
        msg("open it and save it again as .docx, or as text"),
    )


@dataclass
class _Document:
    """The blocks found so far; a paragraph, and a row of a table, counts as a line."""

    name: str
    styles: dict[str, str]
    blocks: list[Block] = field(default_factory=list)
    line: int = 0
    length: int = 0

    def next_line(self, text: str) -> int:
        """Return the number of the next line; raise CollabError where it is none of minutes, or one too many."""
        self.line += 1 + text.count("\n")
        self.length += len(text)
        if self.line > MOST_LINES or self.length > LARGEST_TEXT:
            raise too_long(self.name)
        first = self.line - text.count("\n")
        check_turned(self.name, text, first)
        return first


def _read(found: _Document, part: Any) -> None:
    """Take the paragraphs and tables of a part of a document, those in a box behind its paragraph."""
    for element in _inside(part, ("p", "tbl")):
        if element.tag == _tag("tbl"):
            _table(found, element)
        else:
            _paragraph(found, element)
            _read_boxes(found, element)


def _read_boxes(found: _Document, element: Any) -> None:
    for each in element:
        if each.tag == _tag("txbxContent"):
            _read(found, each)
        elif each.tag != _FALLBACK:
            _read_boxes(found, each)


def _inside(part: Any, names: tuple[str, ...]) -> Iterator[Any]:
    """Yield the elements so named of a part, those in controls and insertions too; what is deleted is left out."""
    wanted = {_tag(name) for name in names}
    for element in part:
        if element.tag in wanted:
            yield element
        elif element.tag in _AROUND:
            yield from _inside(element, names)


def _paragraph(found: _Document, paragraph: Any) -> None:
    written = "".join(_texts(paragraph))
    line = found.next_line(written)
    text = visible(written).strip()
    if not text:
        return
    about = paragraph.find(_tag("pPr"))
    name = about.find(_tag("pStyle")) if about is not None else None
    style = found.styles.get(name.get(_tag("val")), "") if name is not None else ""
    if style == "title" or style.startswith("heading"):
        number = _LEVEL.search(style)
        found.blocks.append(Block("heading", text, line, int(number[1]) if number is not None else 1))
    elif style.startswith("list") or (about is not None and about.find(_tag("numPr")) is not None):
        found.blocks.append(Block("item", text, line))
    else:
        found.blocks += (
            Block(block.kind, block.text, line, block.level, block.rows, tuple(line for _ in block.rows))
            for block in blocks_of(text)
        )


def _texts(element: Any) -> Iterator[str]:
    """Yield what a paragraph says as it stands once all changes to it are accepted."""
    for each in element:
        if each.tag in _SIGNS:
            yield _SIGNS[each.tag]
        elif each.tag == _tag("t"):
            yield each.text or ""
        elif each.tag not in _UNREAD and each.tag != _FALLBACK:
            yield from _texts(each)


def _table(found: _Document, table: Any) -> None:
    """Take a table, and behind it the tables and boxes in its cells."""
    rows: list[list[str]] = []
    lines: list[int] = []
    above: dict[int, str] = {}
    for row in _inside(table, ("tr",)):
        if row.find(f"{_tag('trPr')}/{_tag('del')}") is None:
            cells = _cells(row, above)
            lines.append(found.next_line("\n".join(cells).replace("\n", " ")))
            rows.append(cells)
    width = max((len(row) for row in rows), default=0)
    if rows:
        even = tuple((*row, *[""] * (width - len(row))) for row in rows)
        found.blocks.append(Block("table", "", lines[0], 0, even, tuple(lines)))
    for row in _inside(table, ("tr",)):
        for cell in _inside(row, ("tc",)):
            for inner in _inside(cell, ("p", "tbl")):
                if inner.tag == _tag("tbl"):
                    _table(found, inner)
                else:
                    _read_boxes(found, inner)


def _cells(row: Any, above: dict[int, str]) -> list[str]:
    """Return the cells of a row; one that spans several columns is taken once, one that spans rows in each of them.

    ``above`` holds what such a cell says, by its column.
    """
    cells: list[str] = []
    column = 0
    for cell in _inside(row, ("tc",)):
        about = cell.find(_tag("tcPr"))
        span = about.find(_tag("gridSpan")) if about is not None else None
        merged = about.find(_tag("vMerge")) if about is not None else None
        if merged is None or merged.get(_tag("val")) == "restart":
            above[column] = _cell_text(cell)
        cells.append(above.get(column, ""))
        column += int(span.get(_tag("val"), 1)) if span is not None else 1
    return cells


def _cell_text(cell: Any) -> str:
    paragraphs = ("".join(_texts(each)) for each in _inside(cell, ("p",)))
    return "\n".join(visible(text).strip() for text in paragraphs).strip()


def _styles(document: Any) -> dict[str, str]:
    """Return the names of styles, in lower case, by their ids."""
    found = {}
    for style in document.styles.element.iter(_tag("style")):
        name = style.find(_tag("name"))
        if name is not None:
            found[style.get(_tag("styleId"))] = str(name.get(_tag("val"))).casefold()
    return found
