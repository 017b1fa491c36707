"""The tables of a page as spreadsheets hold them: rows of texts and numbers, and what names each row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from collab_cli.i18n import Language
from collab_cli.messages import msg
from collab_cli.page import Cell, Heading, Matrix, Report, Styled, Table, Tone, unfolded
from collab_cli.renderers.cells import line_text, tone

Value = str | int | Decimal

KEY = "id"
"""The heading of the column that names the rows for programs, the same in every language."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table or matrix as rows below headings.

    ``tones`` are those of the cells; ``keys`` name the rows, () where nothing does; ``centred`` are the columns of
    letters, which stand behind all others.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    tones: tuple[tuple[Tone, ...], ...]
    keys: tuple[str, ...] = ()
    centred: frozenset[int] = frozenset()


def sheets_of(report: Report, language: Language) -> Iterator[Sheet]:
    """Yield the tables and matrices of a page, each named by the heading above it."""
    name = ""
    for block in unfolded(report.page):
        if isinstance(block, Heading):
            name = line_text(block.text, language)
        elif isinstance(block, Table):
            yield _table(block, name, language)
        elif isinstance(block, Matrix):
            yield _matrix(block, name, language)


def _table(block: Table, name: str, language: Language) -> Sheet:
    return Sheet(
        name,
        tuple(line_text(column, language) for column in block.columns),
        tuple(tuple(_value(cell, language) for cell in row) for row in block.rows),
        tuple(tuple(tone(cell) for cell in row) for row in block.rows),
        block.keys,
    )


def _matrix(block: Matrix, name: str, language: Language) -> Sheet:
    """Return a matrix with its labels before its cells, and the headings of groups, if any, before the labels."""
    lines = [(group, line) for group in block.groups for line in group.lines]
    is_grouped = any(group.heading != "" for group in block.groups)
    heads = [line_text(column, language) for column in (block.corner, *block.columns)]
    rows = [[_value(cell, language) for cell in (line.label, *line.cells)] for _, line in lines]
    tones = [[tone(cell) for cell in (line.label, *line.cells)] for _, line in lines]
    if is_grouped:
        heads.insert(0, line_text(block.grouped if block.grouped != "" else msg("Group"), language))
        for (group, _), row, meanings in zip(lines, rows, tones, strict=True):
            row.insert(0, line_text(group.heading, language))
            meanings.insert(0, "")
    keys = tuple(line.key for _, line in lines)
    first = len(heads) - len(block.columns)
    return Sheet(
        name,
        tuple(heads),
        tuple(map(tuple, rows)),
        tuple(map(tuple, tones)),
        keys if any(keys) else (),
        frozenset(range(first, len(heads))),
    )


def _value(cell: Cell, language: Language) -> Value:
    value = cell.text if isinstance(cell, Styled) else cell
    if isinstance(value, Decimal) and value.is_finite():
        return int(value) if value == value.to_integral_value() else value.normalize()
    return value if isinstance(value, int) and not isinstance(value, bool) else line_text(cell, language)
