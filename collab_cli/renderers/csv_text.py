"""CSV: the first table or matrix of a page, for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io

from collab_cli.errors import CollabError
from collab_cli.i18n import Language
from collab_cli.messages import msg
from collab_cli.page import Report
from collab_cli.renderers.sheets import KEY, Value, sheets_of

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that spreadsheets take for a formula."""
_MARKED = tuple(f"'{sign}" for sign in _FORMULA)
"""How one begins that would be taken for a marked one, and is marked for that."""


def render(report: Report, language: Language, *, width: int = 80, color: bool = False, show_all: bool = False) -> str:
    """Return the first table of ``report`` as CSV (RFC 4180 with plain line ends).

    What names the rows, where something does, is a last column headed ``id``. A text a spreadsheet would take for a
    formula begins with ``'``. ``width``, ``color`` and ``show_all`` change nothing. Raises CollabError where the page
    has no table.
    """
    sheet = next(sheets_of(report, language), None)
    if sheet is None:
        raise CollabError(msg("there is no table to write as CSV"), msg("choose another format"))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*map(_text, sheet.heads), *([KEY] if sheet.keys else [])])
    for number, row in enumerate(sheet.rows):
        writer.writerow([*map(_text, row), *sheet.keys[number : number + 1]])
    return out.getvalue()


def _text(value: Value) -> str:
    text = str(value)
    return f"'{text}" if isinstance(value, str) and len(text) > 1 and text.startswith((*_FORMULA, *_MARKED)) else text
