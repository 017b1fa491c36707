"""Read the sheets of a spreadsheet."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time, timedelta

from collab_cli.analyses.raci_tables.grid import Grid
from collab_cli.errors import CollabError
from collab_cli.messages import msg
from collab_cli.transports.sheet_formulas import unsaved_formulas
from collab_cli.transports.sheet_parts import sheet_parts
from collab_cli.transports.table_size import refuse_oversize

_HEAD_OF_SHEET = 2**16
_COLUMN = re.compile(r"<(?:\w+:)?col [^>]*>")
_SPAN = re.compile(r'\b(min|max|hidden)="(\w+)"')
_WIDEST = 16_384


def read_spreadsheet(name: str, content: bytes) -> tuple[Grid, ...]:
    """Return the sheets of a spreadsheet that hold something; a merged cell is repeated over its place.

    Raise CollabError when it is none, is locked with a password, is too large, or the extra that reads it is missing.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum
    except ImportError:
        raise CollabError(
            msg("spreadsheets need the extra xlsx"), msg("run {command}", command="pip install 'collab-cli[xlsx]'")
        ) from None
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        hidden = _hidden_columns(content)
        formulas = unsaved_formulas(content)
        grids = []
        for number, about in enumerate(book.sheets_metadata):
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_index(number)
            refuse_oversize(name, sheet.total_height, sheet.total_width)
            rows = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
            unsaved = frozenset(
                (row, column)
                for row, column in formulas.get(about.name, ())
                if row < len(rows) and column < len(rows[row]) and rows[row][column] in ("", "0")
            )
            for row, column in unsaved:
                rows[row][column] = "0"
            _repeat_merged(rows, sheet.merged_cell_ranges or [])
            if any(cell for row in rows for cell in row):
                shown = tuple(tuple(row) for row in rows)
                is_hidden = about.visible != SheetVisibleEnum.Visible
                grids.append(Grid(about.name, shown, None, hidden.get(about.name, frozenset()), is_hidden, unsaved))
    except PasswordError:
        raise CollabError(
            msg("{file} is locked with a password", file=name), msg("save a copy without the password")
        ) from None
    except (CalamineError, OSError, ValueError) as error:
        encrypted = content.startswith(b"\xd0\xcf\x11\xe0") and "EncryptedPackage".encode("utf-16-le") in content
        if encrypted:
            raise CollabError(
                msg("{file} is locked with a password", file=name), msg("save a copy without the password")
            ) from None
        raise CollabError(
            msg("{file} is no spreadsheet that can be read", file=name),
            msg("open it and save it again as .xlsx, or as .csv"),
        ) from error
    return tuple(grids)


def _text(value: object) -> str:
    """Return what a cell holds as people read it: whole numbers without a point, dates as ISO."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value).strip()


def _repeat_merged(rows: list[list[str]], merged: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    for (top, left), (bottom, right) in merged:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for row in rows[top : bottom + 1]:
            for column in range(left, min(right + 1, len(row))):
                row[column] = value


def _hidden_columns(content: bytes) -> dict[str, frozenset[int]]:
    """Return the hidden columns of each sheet of an .xlsx file, none for the other formats.

    Only the beginning of a sheet is looked at, where its columns are described.
    """
    return {name: _hidden(beginning) for name, beginning in sheet_parts(content, _HEAD_OF_SHEET).items()}


def _hidden(beginning: str) -> frozenset[int]:
    columns: set[int] = set()
    for written in _COLUMN.findall(beginning.partition("<sheetData")[0]):
        about = dict(_SPAN.findall(written))
        if about.get("hidden") in ("1", "true") and about.get("min", "").isdigit() and about.get("max", "").isdigit():
            columns.update(range(int(about["min"]) - 1, min(int(about["max"]), _WIDEST)))
    return frozenset(columns)
