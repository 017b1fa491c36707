"""The headings of a table, put together where they stand in two rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from collab_cli.analyses.raci_tables.cell_text import folded, is_chinese
from collab_cli.analyses.raci_tables.read_table import Note
from collab_cli.analyses.raci_tables.segments import Segment, are_translations
from collab_cli.analyses.raci_tables.sheet import Sheet
from collab_cli.errors import CollabError
from collab_cli.messages import msg


def headings_of(sheet: Sheet, segment: Segment, lettered: Sequence[int]) -> tuple[list[str], list[Note]]:
    """Return the heading of each column: of two rows, the lower one, the upper where it is empty, both where the lower
    one says the same twice.

    Raise CollabError when two rows may be the headings and nothing tells which.
    """
    lower = list(sheet.texts[segment.header])
    row = segment.above
    if row is None or row != segment.header - 1 or len(sheet.distinct(row)) < 2:
        return lower, []
    upper = _filled_right(sheet.texts[row], lettered)
    over = [folded(upper[column]) for column in lettered]
    below = [folded(lower[column]) for column in lettered]
    note = Note(sheet.address(row, min(lettered, default=0)), msg("the headings stand in two rows"))
    if are_translations(sheet, row, segment.header):
        first, second = (upper, lower) if is_chinese("".join(sheet.texts[row])) else (lower, upper)
        return [one or other for one, other in zip(first, second, strict=True)], [note]
    is_doubled = len(set(filter(None, below))) < len([text for text in below if text])
    is_merged = any(a and a == b for a, b in pairwise(over)) and len(set(over)) > 1
    if is_doubled or "" in below or is_merged:
        if not any(over):
            return lower, []
        joined = [
            _joined(a, b, is_doubled and c in lettered) for c, (a, b) in enumerate(zip(upper, lower, strict=True))
        ]
        return joined, [note]
    if len(lettered) > 1 and all(over) and len(set(over)) == len(over) and over != below:
        raise CollabError(
            msg("{cell}: two rows may be the headings", cell=sheet.address(row, min(lettered))),
            msg("leave one row of headings, directly above the first task"),
        )
    return lower, []


def _filled_right(texts: Sequence[str], lettered: Sequence[int]) -> list[str]:
    """Return a row with the texts over several columns repeated over each of them."""
    filled, last = list(texts), ""
    for column in range(min(lettered, default=0), max(lettered, default=-1) + 1):
        last = filled[column] = filled[column] or last
    return filled


def _joined(upper: str, lower: str, is_doubled: bool) -> str:
    if is_doubled and upper and lower and folded(upper) != folded(lower):
        return f"{upper} / {lower}"
    return lower or upper
