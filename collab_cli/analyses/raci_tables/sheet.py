"""A grid while it is being understood: plain texts, and how to name a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collab_cli.analyses.raci_tables.cell_text import folded, plain
from collab_cli.analyses.raci_tables.grid import Grid

_KEY = re.compile(r"[a-z][a-z-]*:\S+")


@dataclass(slots=True)
class Sheet:
    """The plain texts of a grid. Texts that were used up, such as a legend, are made empty; ``keys`` is the column
    that holds what rows of an exported matrix came from."""

    grid: Grid
    texts: list[list[str]]
    keys: int | None = None

    def address(self, row: int, column: int) -> str:
        """Return the address of a cell."""
        return self.grid.address(row, column)

    def filled(self, row: int) -> list[int]:
        """Return the columns of a row that hold text."""
        return [column for column, text in enumerate(self.texts[row]) if text]

    def distinct(self, row: int) -> set[str]:
        """Return the different texts of a row; a text over merged cells counts once."""
        return {folded(text) for text in self.texts[row] if text}


def sheet_of(grid: Grid) -> Sheet:
    """Return a grid's plain texts, without hidden columns; the column of keys is kept apart."""
    width = max((len(row) for row in grid.rows), default=0)
    texts = [[plain(cell) for cell in (*row, *[""] * (width - len(row)))] for row in grid.rows]
    keys = next((column for column in range(width) if _holds_keys(texts, column)), None)
    for row in texts:
        for column in grid.hidden:
            if column != keys and column < width:
                row[column] = ""
    return Sheet(grid, texts, keys)


def blocks(sheet: Sheet) -> Iterator[list[int]]:
    """Return the rows between blank rows."""
    block: list[int] = []
    for row in range(len(sheet.texts)):
        if sheet.filled(row):
            block.append(row)
        elif block:
            yield block
            block = []
    if block:
        yield block


def is_key(text: str) -> bool:
    """Return whether a text is what a column of keys holds: `charter:id/row`, several parted by blanks."""
    return bool(text) and all(_KEY.fullmatch(part) for part in text.split())


def _holds_keys(texts: Sequence[Sequence[str]], column: int) -> bool:
    values = [row[column] for row in texts if row[column]]
    head = folded(values[0]) if values else ""
    below = [value for value in values[1:] if folded(value) != "id"]
    return head == "id" and bool(below) and 2 * sum(is_key(value) for value in below) >= len(below)
