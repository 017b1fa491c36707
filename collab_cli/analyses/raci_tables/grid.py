"""A table as it was read: texts in rows and columns, each with the address people know it by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grid:
    """A rectangle of texts: one sheet, or one table of a document.

    ``name`` is the sheet or the heading above the table, "" without one. ``first_line`` is the line of the file that
    holds the first row where rows are lines of text, None in a spreadsheet. ``hidden`` are the columns nobody sees;
    ``is_hidden`` tells that nobody sees the sheet. ``formulas`` are row and column of formulas that read 0 or have no
    stored result.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    first_line: int | None = None
    hidden: frozenset[int] = frozenset()
    is_hidden: bool = False
    formulas: frozenset[tuple[int, int]] = frozenset()

    def address(self, row: int, column: int) -> str:
        """Return the address of a cell, counted from 0, as spreadsheets write it: `B3`, in a named one `Sales!B3`."""
        letters = ""
        column += 1
        while column:
            column, rest = divmod(column - 1, 26)
            letters = chr(ord("A") + rest) + letters
        cell = f"{letters}{row + 1}"
        return f"{self.name}!{cell}" if self.name else cell
