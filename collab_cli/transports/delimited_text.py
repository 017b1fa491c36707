"""Read a table written as separated values: comma, semicolon, tab or bar."""

from __future__ import annotations

import csv
import io
from collections import Counter

from collab_cli.analyses.raci_tables.grid import Grid
from collab_cli.errors import CollabError
from collab_cli.messages import msg
from collab_cli.transports.table_size import refuse_oversize

_DELIMITERS = ("\t", ";", ",", "|")
"""In this order where two part the lines equally well; the first is the least likely inside a text."""


def read_delimited(name: str, text: str, delimiter: str | None = None) -> tuple[Grid, ...]:
    """Return the one table of a text; without ``delimiter`` it is the one that parts the lines most evenly.

    Raise CollabError when a quote is not closed or the table is too large.
    """
    text = text.removeprefix("\ufeff")
    first_line = 1
    head, _, rest = text.partition("\n")
    if head.strip().lower().startswith("sep=") and len(head.strip()) <= 5:
        delimiter, text, first_line = head.strip("\r\n")[4:5] or delimiter, rest, 2
    rows = _rows(name, text, delimiter or _likeliest(text))
    width = max((len(row) for row in rows), default=0)
    refuse_oversize(name, len(rows), width)
    return (Grid("", tuple((*row, *[""] * (width - len(row))) for row in rows), first_line),)


def _rows(name: str, text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return list(reader)
    except csv.Error:
        raise CollabError(
            msg("{file}:{line}: a quote is not closed", file=name, line=max(reader.line_num, 1)),
            msg('close it, or write a quote inside a cell as ""'),
        ) from None


def _likeliest(text: str) -> str:
    """Return the delimiter that gives the most rows the same number of cells, then the most cells."""

    def evenness(delimiter: str) -> tuple[int, int]:
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
        except csv.Error:
            return (0, 0)
        counts = Counter(len(row) for row in rows if len(row) > 1 and any(cell.strip() for cell in row))
        if not counts:
            return (0, 0)
        width, times = max(counts.items(), key=lambda found: (found[1], found[0]))
        return (times, width)

    return max(_DELIMITERS, key=evenness) if any(evenness(each) > (0, 0) for each in _DELIMITERS) else ","
