"""Where the tables of a sheet begin: the rows of headings and the rows below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from collab_cli.analyses.raci_tables.cell_letters import Reading, in_order, mark_key, read_cell
from collab_cli.analyses.raci_tables.cell_text import is_chinese
from collab_cli.analyses.raci_tables.headings import NUMBERS, PARTIES, TASKS, is_total, says
from collab_cli.analyses.raci_tables.letter_words import heading_letters, is_unsure_word
from collab_cli.analyses.raci_tables.sheet import Sheet, blocks
from collab_cli.errors import CollabError
from collab_cli.messages import msg

MOST_TABLES = 50

_LOOKED_AT = 60
"""Rows that are enough to tell what stands below a heading."""


@dataclass(slots=True)
class Segment:
    """The rows of one table: those before ``header`` are titles, those after it its body.

    ``names`` are the letters over columns that hold names, "" where the heading leaves it open; none in a table of
    letters. ``caption`` is the text
    above the table.
    """

    rows: list[int]
    header: int
    names: dict[int, str]
    caption: str = ""

    @property
    def body(self) -> list[int]:
        """Return the rows below the headings."""
        return self.rows[self.rows.index(self.header) + 1 :]

    @property
    def above(self) -> int | None:
        """Return the row right above the headings, or None."""
        place = self.rows.index(self.header)
        return self.rows[place - 1] if place else None


class Readings:
    """What the cells of a sheet say, each read once."""

    def __init__(self, sheet: Sheet, allowed: str, meanings: Mapping[str, str]) -> None:
        self._sheet, self._allowed, self._meanings = sheet, allowed, meanings
        self._known: dict[str, Reading] = {}

    def at(self, row: int, column: int) -> Reading:
        """Return what a cell says."""
        text = self._sheet.texts[row][column]
        if text not in self._known:
            self._known[text] = (
                Reading("letters", text) if self._is_united(text) else read_cell(text, self._allowed, self._meanings)
            )
        return self._known[text]

    def _is_united(self, text: str) -> bool:
        """Return whether a cell of an exported matrix holds the letters of several parties of a column together."""
        return (
            self._sheet.keys is not None
            and len(text) > 1
            and text == in_order(text)
            and set(text) <= set(self._allowed)
        )

    @property
    def has_meanings(self) -> bool:
        """Return whether the file or an answer says what a mark stands for."""
        return bool(self._meanings)

    def meaning(self, text: str) -> str | None:
        """Return the letters a word or mark stands for, None when neither the file nor an answer says so."""
        return self._meanings.get(mark_key(text))

    def says_letters(self, row: int, column: int) -> bool:
        """Return whether a cell holds letters or a mark."""
        return self.at(row, column).kind in ("letters", "mark")

    def is_other(self, row: int, column: int) -> bool:
        """Return whether a cell holds something else than letters."""
        return self.at(row, column).kind == "other"


def segments(sheet: Sheet, readings: Readings, allowed: str) -> list[Segment]:
    """Return the tables of a sheet from top to bottom; none when no row is a row of headings.

    Raise CollabError when there are too many.
    """
    found: list[Segment] = []
    pending: list[int] = []
    for block in blocks(sheet):
        if (segment := _headed(sheet, readings, block, allowed)) is None:
            if found and _continues(sheet, readings, found[-1], block):
                found[-1].rows += [*pending, *block]
                pending = []
                continue
            segment = _headed(sheet, readings, [*pending, *block], allowed) if pending else None
            if segment is None:
                pending = [*pending, *block][-_LOOKED_AT:]
                continue
        segment.caption = segment.caption or _caption(sheet, pending)
        pending = []
        rest: Segment | None = segment
        while rest is not None:
            if len(found) == MOST_TABLES:
                raise CollabError(
                    msg(
                        "{cell}: the sheet has more than {most} tables",
                        cell=sheet.address(rest.header, sheet.filled(rest.header)[0]),
                        most=MOST_TABLES,
                    ),
                    msg("save only the tables that are meant"),
                )
            found.append(rest)
            rest = _split(sheet, readings, rest, allowed)
    return found


def letter_columns(sheet: Sheet, readings: Readings, rows: Sequence[int]) -> list[int]:
    """Return the columns whose cells are letters at least as often as anything else, the heading left out."""
    columns = []
    told = [row for row in rows if len(sheet.distinct(row)) > 1]
    for column in range(len(sheet.texts[0])):
        letters = sum(readings.says_letters(row, column) for row in told)
        other = sum(readings.is_other(row, column) for row in told)
        holds_titles = any(says(sheet.texts[row][column], TASKS) for row in told[:_LOOKED_AT])
        if letters and letters >= other - 1 and column != sheet.keys and not holds_titles:
            columns.append(column)
    return columns


def _headed(sheet: Sheet, readings: Readings, rows: list[int], allowed: str) -> Segment | None:
    for place, row in enumerate(rows[:_LOOKED_AT]):
        if names := _names_header(sheet, readings, rows, place, allowed):
            return Segment(rows, row, names, _caption(sheet, rows[:place]))
    columns = letter_columns(sheet, readings, rows)
    first = _first_body_row(sheet, readings, rows, columns)
    if first is None:
        return None
    for row in reversed(rows[: rows.index(first)]):
        if len(sheet.distinct(row)) > 1 and any(sheet.texts[row][column] for column in columns):
            return Segment(rows, row, {}, _caption(sheet, rows[: rows.index(row)]))
    return None


def _first_body_row(sheet: Sheet, readings: Readings, rows: list[int], columns: list[int]) -> int | None:
    has_heading = False
    top = next((row for row in rows if len(sheet.distinct(row)) > 1), None)
    for row in rows:
        if row == top and any(says(text, TASKS | PARTIES) for text in sheet.texts[row]):
            has_heading = True
            continue
        letters = sum(readings.says_letters(row, column) for column in columns)
        other = sum(readings.is_other(row, column) for column in columns)
        odd = sum(_is_odd(sheet.texts[row][column]) for column in columns if readings.is_other(row, column))
        if has_heading and odd and letters + odd >= other - odd:
            return row
        if letters and (letters > other or (letters == other and has_heading)):
            return row
        has_heading = has_heading or (letters == 0 and other > 1 and len(sheet.distinct(row)) > 1)
    return None


def _names_header(sheet: Sheet, readings: Readings, rows: list[int], place: int, allowed: str) -> dict[int, str]:
    """Return the letters over the columns of a row when names stand below them, else nothing."""
    row = rows[place]
    filled = sheet.filled(row)
    texts = [sheet.texts[row][column] for column in filled]
    answered = [readings.meaning(text) for text in texts]
    stated = heading_letters(
        [f"({said[0]})" if said else text for said, text in zip(answered, texts, strict=True)], allowed
    )
    letters = {
        column: said or letter
        for column, letter, said in zip(filled, stated, answered, strict=True)
        if letter is not None
    }
    unsure = {
        column: ""
        for column, said in zip(filled, answered, strict=True)
        if column not in letters and said is None and is_unsure_word(sheet.texts[row][column])
    }
    if (
        not letters
        or (len(set(letters.values())) + len(unsure) < 2 and "AR" not in letters.values())
        or not (unsure or set("".join(letters.values())) & set("ARD"))
    ):
        return {}
    letters |= unsure
    following = rows[place + 1 : place + 1 + _LOOKED_AT]
    below = [each for each in following if not is_total(sheet.texts[each][filled[0]])]
    said = [(each, column) for each in below for column in letters]
    names = sum(_is_name(sheet.texts[each][column]) and readings.is_other(each, column) for each, column in said)
    above = [each for each in rows[:place] if _is_above(sheet, readings, each, letters)]
    if above and not any(says(text, TASKS | NUMBERS) for text in texts):
        return {}
    marks = sum(_is_meant(sheet, readings, each, column) for each, column in said)
    return letters if names > marks and not (marks and above) else {}


def _is_meant(sheet: Sheet, readings: Readings, row: int, column: int) -> bool:
    """Return whether a cell holds letters or a mark, one that was given the meaning of none too."""
    text = sheet.texts[row][column]
    return readings.says_letters(row, column) or bool(text and readings.meaning(text) is not None)


def _is_above(sheet: Sheet, readings: Readings, row: int, letters: Mapping[int, str]) -> bool:
    """Return whether a row has headings of its own over at least two of the columns."""
    return len({sheet.texts[row][column] for column in letters if readings.is_other(row, column)}) > 1


def _is_odd(text: str) -> bool:
    """Return whether a text is one letter or none, such as `R?`, which is no heading."""
    return sum(c.isalnum() for c in text) <= 1 and not is_chinese(text)


def _is_name(text: str) -> bool:
    return any(c.isalpha() for c in text)


def _continues(sheet: Sheet, readings: Readings, segment: Segment, block: list[int]) -> bool:
    """Return whether rows below a blank row go on with the table above it."""
    if segment.names:
        return any(len(sheet.distinct(row)) > 1 and sheet.texts[row][min(segment.names)] for row in block)
    columns = letter_columns(sheet, readings, segment.rows[:_LOOKED_AT])
    return any(readings.says_letters(row, column) for row in block for column in columns)


def _split(sheet: Sheet, readings: Readings, segment: Segment, allowed: str) -> Segment | None:
    """Cut a segment where another row of headings stands; return what stands below, None when there is none."""
    columns = letter_columns(sheet, readings, segment.rows)
    first = segment.rows.index(segment.header) + 1
    for place, row in enumerate(segment.rows[first:], first):
        if _is_same(sheet, row, segment.header):
            continue
        if segment.names:
            is_heading = bool(_names_header(sheet, readings, segment.rows, place, allowed))
        else:
            other = sum(readings.is_other(row, column) for column in columns)
            letters = sum(readings.says_letters(row, column) for column in columns)
            is_heading = other > 1 and letters * 2 < other and len(sheet.distinct(row)) > 2
            is_heading = is_heading and _has_letters(readings, segment.rows[place + 1 : place + 4], columns)
        if is_heading:
            return _cut(sheet, readings, segment, place, allowed)
    return None


def _has_letters(readings: Readings, rows: list[int], columns: list[int]) -> bool:
    return any(readings.says_letters(row, column) for row in rows for column in columns)


def _cut(sheet: Sheet, readings: Readings, segment: Segment, place: int, allowed: str) -> Segment | None:
    while place > 1 and len(sheet.distinct(segment.rows[place - 1])) == 1:
        place -= 1
    below = _headed(sheet, readings, segment.rows[place:], allowed)
    if below is None or segment.rows[place - 1] == segment.header:
        return None
    segment.rows = segment.rows[:place]
    return below


def _is_same(sheet: Sheet, row: int, header: int) -> bool:
    return sheet.texts[row] == sheet.texts[header]


def _caption(sheet: Sheet, rows: Sequence[int]) -> str:
    """Return the last text that stands alone in a row above a table."""
    alone = [sheet.texts[row][sheet.filled(row)[0]] for row in rows if len(sheet.distinct(row)) == 1]
    return alone[-1] if alone else ""


def are_translations(sheet: Sheet, one: int, other: int) -> bool:
    """Return whether one row is in Chinese where the other is not."""
    both = [(a, b) for a, b in zip(sheet.texts[one], sheet.texts[other], strict=True) if a and b and a != b]
    scripts = {(is_chinese(a), is_chinese(b)) for a, b in both}
    return len(both) > 1 and scripts in ({(True, False)}, {(False, True)})
