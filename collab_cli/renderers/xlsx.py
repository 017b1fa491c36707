"""XLSX: every table and matrix of a page as a sheet of a workbook."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from collab_cli.errors import CollabError
from collab_cli.i18n import Language
from collab_cli.messages import msg
from collab_cli.page import Report
from collab_cli.renderers.columns import text_width
from collab_cli.renderers.sheets import KEY, Sheet, sheets_of

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_LONGEST_TEXT = 32_767
_WIDEST = 60
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 (a fixed day: the same report gives the same bytes)
_FILLS = {"bad": "#F8D7DA", "warn": "#FFF3CD", "strong": "#DCE9F9", "accent": "#DCE9F9", "good": "#DDF1E1"}


def render(
    report: Report, language: Language, *, width: int = 80, color: bool = False, show_all: bool = False
) -> bytes:
    """Return the tables of ``report`` as a workbook; ``width``, ``color`` and ``show_all`` change nothing.

    Headings stay in sight and can be filtered by; what names the rows is a hidden last column. No text becomes a
    formula. Raises CollabError where the page has no table or the library is not installed.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise CollabError(
            msg("spreadsheets need the extra {extra}", extra="xlsx"),
            msg("install it with {command}", command="pip install 'collab-cli[xlsx]'"),
        ) from error
    sheets = list(sheets_of(report, language))
    if not sheets:
        raise CollabError(msg("there is no table to write as a spreadsheet"), msg("choose another format"))
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _CREATED})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    formats: dict[tuple[str, bool], Any] = {}
    for sheet, name in zip(sheets, _names(sheet.name for sheet in sheets), strict=True):
        _write(book, sheet, book.add_worksheet(name), head, formats)
    book.close()
    return out.getvalue()


def _write(book: Any, sheet: Sheet, page: Any, head: Any, formats: dict[tuple[str, bool], Any]) -> None:
    for column, text in enumerate(sheet.heads):
        page.write_string(0, column, text, head)
    for number, (row, tones) in enumerate(zip(sheet.rows, sheet.tones, strict=True), 1):
        for column, (value, meaning) in enumerate(zip(row, tones, strict=True)):
            key = (_FILLS.get(meaning, "") if column in sheet.centred else "", column in sheet.centred)
            if key not in formats:
                formats[key] = _format(book, *key)
            if isinstance(value, str):
                page.write_string(number, column, _cut(value), formats[key])
            else:
                page.write_number(number, column, float(value) if isinstance(value, Decimal) else value, formats[key])
    for column, text in enumerate(sheet.heads):
        widest = max([text_width(text) + 3, *(text_width(str(row[column])) + 1 for row in sheet.rows)])
        page.set_column(column, column, min(widest, _WIDEST))
    if sheet.keys:
        last = len(sheet.heads)
        page.write_string(0, last, KEY, head)
        for number, key_text in enumerate(sheet.keys, 1):
            page.write_string(number, last, key_text)
        page.set_column(last, last, None, None, {"hidden": True})
    page.freeze_panes(1, min(sheet.centred, default=0))
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.heads) - 1)


def _cut(text: str) -> str:
    """Return a text as far as a cell may hold one."""
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"


def _format(book: Any, fill: str, is_centred: bool) -> Any:
    wanted: dict[str, Any] = {"valign": "top", "text_wrap": True}
    if is_centred:
        wanted["align"] = "center"
    if fill:
        wanted["bg_color"] = fill
    return book.add_format(wanted)


def _names(headings: Iterable[str]) -> list[str]:
    """Return names sheets may have: short, without forbidden characters, no two alike."""
    names: list[str] = []
    taken = {"history", ""}  # the first is kept by Excel for itself
    for number, heading in enumerate(headings, 1):
        plain = name = _FORBIDDEN.sub(" ", heading).strip(" '")[:_LONGEST_NAME].strip(" '")
        while name.casefold() in taken:
            ending = f" {number}"
            name = (plain[: _LONGEST_NAME - len(ending)] + ending).strip()
            number += 1  # noqa: PLW2901 (the next to try)
        taken.add(name.casefold())
        names.append(name)
    return names
