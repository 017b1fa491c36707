"""Where the formulas of a spreadsheet stand that were never worked out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from collab_cli.transports.sheet_parts import sheet_parts

_LARGEST_SHEET = 32 * 2**20
_FORMULA = re.compile(r'<c r="([A-Z]{1,3})(\d{1,7})"([^>]*)><f(?:[^>]*/>|[^>]*>[^<]*</f>)(?:<v>0?</v>|<v ?/>)?</c>')


def unsaved_formulas(content: bytes) -> Mapping[str, frozenset[tuple[int, int]]]:
    """Return row and column of the formulas of each sheet of an .xlsx file that read 0 or have no stored result.

    Other formats have none.
    """
    return {name: _formulas(sheet) for name, sheet in sheet_parts(content, _LARGEST_SHEET).items()}


def _formulas(sheet: str) -> frozenset[tuple[int, int]]:
    if "<f" not in sheet:
        return frozenset()
    return frozenset(
        (int(row) - 1, _number(letters)) for letters, row, about in _FORMULA.findall(sheet) if 't="str"' not in about
    )


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
