"""What each row below the headings is: a duty, the heading of a section, a repeated heading, a total, a remark."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from shlex import quote

from collab_cli.analyses.raci_tables.cell_text import folded, shortened
from collab_cli.analyses.raci_tables.columns import Columns
from collab_cli.analyses.raci_tables.headings import depth, is_number, is_total
from collab_cli.analyses.raci_tables.read_table import Note, ReadRow
from collab_cli.analyses.raci_tables.segments import Readings, Segment
from collab_cli.analyses.raci_tables.sheet import Sheet, is_key
from collab_cli.errors import CollabError
from collab_cli.messages import msg

LONGEST_TITLE = 200
"""Characters of a duty's title."""


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A duty of a table, or in a table that lies on its side a party."""

    row: int
    title: str
    section: str = ""
    key: str = ""
    title_en: str = ""


def body_rows(sheet: Sheet, readings: Readings, segment: Segment, columns: Columns) -> tuple[list[BodyRow], list[Note]]:
    """Return the duties below the headings, and notes on every row that was taken for something else.

    Raise CollabError for a row with letters and no title, or a title that is too long.
    """
    rows: list[BodyRow] = []
    notes: list[Note] = []
    section = ""
    spoken = [row for row in segment.body if _speaks(sheet, readings, row, columns)]
    speaking = frozenset(spoken)
    for row in segment.body:
        texts = sheet.texts[row]
        title = texts[columns.title]
        address = sheet.address(row, sheet.filled(row)[0])
        if texts == sheet.texts[segment.header] or (segment.above is not None and texts == sheet.texts[segment.above]):
            notes.append(Note(address, msg("the headings are repeated here")))
            continue
        if is_total(title) or is_total(texts[sheet.filled(row)[0]]):
            notes.append(
                Note(address, msg("the row {title} adds up the others and is left out", title=title or texts[0]))
            )
            continue
        if row not in speaking:
            kind = _kind_of_silent(sheet, row, columns, spoken)
            if kind == "section":
                section = _alone(sheet, row, columns)
                notes.append(Note(address, msg("{title} is read as the heading of a section", title=section)))
                continue
            if kind == "remark":
                notes.append(
                    Note(address, msg("the text {title} is left out", title=shortened(_alone(sheet, row, columns))))
                )
                continue
            notes.append(Note(address, msg("{title} has no letters", title=title)))
        if not title:
            column = next(c for c in columns.parties if readings.says_letters(row, c) or readings.is_other(row, c))
            raise CollabError(
                msg("{cell}: the row has letters and no title", cell=sheet.address(row, column)),
                msg("write what it is about into the row"),
            )
        if columns.section is not None:
            section = texts[columns.section] or section
        key = texts[sheet.keys] if sheet.keys is not None else ""
        if sheet.keys is not None and key and not is_key(key):
            notes.append(
                Note(sheet.address(row, sheet.keys), msg("{text} is no id and is not used", text=shortened(key)))
            )
            key = ""
        if len(title) > LONGEST_TITLE:
            raise too_long(sheet.address(row, columns.title), title)
        english = texts[columns.english] if columns.english is not None else ""
        rows.append(BodyRow(row, " ".join(title.split()), " ".join(section.split()), key, english))
    return rows, notes


def without_doubles(sheet: Sheet, rows: Sequence[ReadRow]) -> tuple[tuple[ReadRow, ...], list[Note]]:
    """Return the rows with those left out that say the same again.

    Raise CollabError when a duty stands twice with different letters.
    """
    seen: dict[tuple[str, str, str], ReadRow] = {}
    notes: list[Note] = []
    for row in rows:
        first = seen.setdefault((folded(row.title), folded(row.section), row.key), row)
        if first is row:
            continue
        if {(cell.party, cell.letters) for cell in first.cells} != {(cell.party, cell.letters) for cell in row.cells}:
            raise refused_double(row, first)
        notes.append(
            Note(row.address, msg("{title} stands here again, as at {first}", title=row.title, first=first.address))
        )
    return tuple(seen.values()), notes


def refused_double(row: ReadRow, first: ReadRow) -> Exception:
    """Return the error for a duty that stands twice with different letters; sheets can be read one by one."""
    sheet = first.address.rpartition("!")[0]
    return CollabError(
        msg(
            "{cell}: {title} stands twice with different letters, first at {first}",
            cell=row.address,
            title=row.title,
            first=first.address,
        ),
        msg("leave one row, or give the two different titles")
        if sheet == row.address.rpartition("!")[0]
        else msg("read one sheet with {option}, or leave one row", option=f"--sheet {quote(sheet)}"),
    )


def too_long(address: str, title: str) -> Exception:
    """Return the error for a title no duty has."""
    return CollabError(
        msg(
            "{cell}: the title {title} has {count} characters, more than {most}",
            cell=address,
            title=shortened(title),
            count=len(title),
            most=LONGEST_TITLE,
        ),
        msg("shorten it"),
    )


def _speaks(sheet: Sheet, readings: Readings, row: int, columns: Columns) -> bool:
    """Return whether a row says something about a party; a text over merged cells does not."""
    if len(sheet.distinct(row)) == 1 and sheet.texts[row][columns.title]:
        return False
    others = [column for column in columns.parties if readings.is_other(row, column)]
    letters = any(readings.says_letters(row, column) for column in columns.parties)
    return letters or (bool(others) and len({sheet.texts[row][column] for column in (columns.title, *others)}) > 1)


def _kind_of_silent(sheet: Sheet, row: int, columns: Columns, spoken: Sequence[int]) -> str:
    """Return what a row without letters is: a "duty", the heading of a "section", or a "remark"."""
    texts = sheet.texts[row]
    if sheet.keys is not None and texts[sheet.keys] and texts[columns.title]:
        return "duty"
    rest = {folded(text) for column, text in enumerate(texts) if text and column != columns.numbers}
    if len(rest) > 1 and texts[columns.title]:
        return "duty"
    place = bisect(spoken, row)
    after = spoken[place] if place < len(spoken) else None
    if columns.numbers is not None and texts[columns.title]:
        number = texts[columns.numbers]
        near = spoken[place : place + 1] or spoken[place - 1 : place]
        beside = sheet.texts[near[0]][columns.numbers] if near else ""
        if is_number(number) and number[:1].isdigit() == beside[:1].isdigit() and depth(number) == depth(beside):
            return "duty"
    return "section" if after is not None else "remark"


def _alone(sheet: Sheet, row: int, columns: Columns) -> str:
    """Return the text that stands alone in a row, without its number."""
    texts = [text for column, text in enumerate(sheet.texts[row]) if text and column != columns.numbers]
    return " ".join((texts or [sheet.texts[row][sheet.filled(row)[0]]])[0].split())
