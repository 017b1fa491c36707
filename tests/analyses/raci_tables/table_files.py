"""Write one table into files of every layout, and say in a few lines what was read of it."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

from collab_cli.analyses.raci_tables.read_table import ReadTable

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Shape:
    """A table, cells parted by bars and `\\n` for a line end in a cell, and what is to be read of it."""

    name: str
    table: str
    told: str
    letters: str = "ARCI"
    meanings: Mapping[str, str] = field(default_factory=dict)


class NobodyKnown:
    """A workspace without names."""

    def party(self, text: str) -> str | None:
        return None

    def duty(self, text: str) -> str | None:
        return None


def rows_of(table: str) -> tuple[tuple[str, ...], ...]:
    """Return the cells of a table written with bars."""
    rows = [[cell.strip().replace("\\n", "\n") for cell in line.split("|")] for line in table.strip("\n").split("\n")]
    width = max(map(len, rows))
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


def told(tables: Sequence[ReadTable]) -> str:
    """Return what was read: the parties, a line for each row, the columns left out and the marks to ask about."""
    return "\n--\n".join(_told(table) for table in tables)


def _told(table: ReadTable) -> str:
    lines = [f"{table.layout}: {', '.join(party.text for party in table.parties)}"]
    for row in table.rows:
        section = f"[{row.section}] " if row.section else ""
        english = f" ({row.title_en})" if row.title_en else ""
        key = f" <{row.key}>" if row.key else ""
        held = ", ".join(f"{cell.party} {cell.letters}" for cell in row.cells)
        lines.append(f"{section}{row.title}{english}{key}: {held}".rstrip())
    if table.left_out:
        lines.append(f"left out: {', '.join(column.text for column in table.left_out)}")
    lines += [f"asked: {each.mark} {each.address.split('!')[-1]} {each.count}" for each in table.questions]
    return "\n".join(lines)


def _separated(delimiter: str, encoding: str) -> Callable[[Path, Rows], None]:
    def write(path: Path, rows: Rows) -> None:
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter).writerows(rows)
        path.write_bytes(text.getvalue().encode(encoding))

    return write


def _markdown(path: Path, rows: Rows) -> None:
    lines = ["| " + " | ".join(_in_markdown(cell) for cell in row) + " |" for row in rows]
    lines.insert(1, "| " + " | ".join(":--" for _ in rows[0]) + " |")
    path.write_text("# About\n\nSome text.\n\n" + "\n".join(lines) + "\n\nMore text.\n", encoding="utf-8")


def _in_markdown(cell: str) -> str:
    return cell.replace("|", "\\|").replace("\n", "<br>")


def _xlsx(path: Path, rows: Rows) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Table 1")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell.isascii() and cell.isdigit():
                sheet.write_number(number, column, int(cell))
            elif cell:
                sheet.write_string(number, column, cell)
    book.close()


def _ods(path: Path, rows: Rows) -> None:
    def cell_of(text: str) -> str:
        paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
        return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'

    body = "".join(f"<table:table-row>{''.join(map(cell_of, row))}</table:table-row>" for row in rows)
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Table 1">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("META-INF/manifest.xml", manifest)
        parts.writestr("content.xml", content)


LAYOUTS: Mapping[str, tuple[str, Callable[[Path, Rows], None]]] = {
    "csv": ("table.csv", _separated(",", "utf-8")),
    "csv of Excel in China": ("table.csv", _separated(";", "gb18030")),
    "tsv": ("table.tsv", _separated("\t", "utf-8-sig")),
    "csv in utf-16": ("table.csv", _separated(",", "utf-16")),
    "markdown": ("table.md", _markdown),
    "xlsx": ("table.xlsx", _xlsx),
    "ods": ("table.ods", _ods),
}
"""Every layout: the file's name and how a table is written into it."""
