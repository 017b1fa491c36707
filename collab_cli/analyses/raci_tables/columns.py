"""What each column of a table is: the number, the task, its section, a party, or nothing of these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from shlex import quote

from collab_cli.analyses.raci_tables.cell_text import LONGEST_SHOWN, folded, is_chinese, is_nothing, plain, shortened
from collab_cli.analyses.raci_tables.headings import (
    NUMBERS,
    SECTIONS,
    TASKS,
    is_no_party,
    is_number,
    is_total,
    says,
)
from collab_cli.analyses.raci_tables.known_names import KnownNames
from collab_cli.analyses.raci_tables.read_table import Note, ReadParty
from collab_cli.analyses.raci_tables.segments import Readings
from collab_cli.analyses.raci_tables.sheet import Sheet
from collab_cli.errors import CollabError
from collab_cli.messages import Items, Param, msg, msgn

_ENGLISH = frozenset(
    ("english", "en", "英文", "英文名称", "英文名", "englisch", "anglais", "inglés", "英語", "english title")
)
_TOLD = 8
"""How many odd cells are told one by one."""


@dataclass(slots=True)
class Columns:
    """The columns of a table by what they are; ``numbers``, ``section`` and ``english`` are None without one."""

    title: int
    parties: list[int]
    numbers: int | None = None
    section: int | None = None
    english: int | None = None
    left_out: list[ReadParty] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def find_columns(
    sheet: Sheet,
    readings: Readings,
    header: int,
    body: Sequence[int],
    headings: Sequence[str],
    lettered: Sequence[int],
    names: KnownNames,
    *,
    holds_names: bool = False,
) -> Columns:
    """Return what each column is; ``lettered`` are those with letters in their cells, or with names below letters.

    Raise CollabError when no column holds the tasks, or a party's column holds something else than letters.
    """
    found = Columns(-1, [])
    rows = [
        row
        for row in body
        if len(sheet.distinct(row)) > 1
        and sheet.texts[row] != sheet.texts[header]
        and not is_total(sheet.texts[row][sheet.filled(row)[0]])
    ]
    texts: list[int] = []
    for column, heading in enumerate(headings):
        values = [sheet.texts[row][column] for row in rows]
        said = [value for row, value in zip(rows, values, strict=True) if readings.at(row, column).kind != "nothing"]
        if column == sheet.keys or (not heading and not said):
            continue
        is_known = bool(heading) and names.party(heading) is not None
        if column in lettered:
            if (
                not is_known
                and not holds_names
                and (is_no_party(heading) or is_total(heading) or says(heading, NUMBERS))
            ):
                _leave_out(sheet, found, header, column, heading)
            else:
                found.parties.append(column)
        elif said:
            texts.append(column)
        elif is_no_party(heading) or is_total(heading) or says(heading, NUMBERS) or says(heading, SECTIONS):
            _leave_out(sheet, found, header, column, heading)
        elif not holds_names and (is_known or any(values) or texts):
            found.parties.append(column)
            found.notes.append(
                Note(sheet.address(header, column), msg("the column {heading} has no letters", heading=heading))
            )
        else:
            _leave_out(sheet, found, header, column, heading)
    _sort_texts(sheet, readings, found, header, rows, headings, texts, names)
    for column in sorted(sheet.grid.hidden):
        heading = plain(sheet.grid.rows[header][column]) if column < len(sheet.grid.rows[header]) else ""
        if column != sheet.keys and heading:
            found.left_out.append(ReadParty(heading, sheet.address(header, column)))
            found.notes.append(
                Note(sheet.address(header, column), msg("the hidden column {heading} is left out", heading=heading))
            )
    return found


def _sort_texts(
    sheet: Sheet,
    readings: Readings,
    found: Columns,
    header: int,
    rows: Sequence[int],
    headings: Sequence[str],
    texts: list[int],
    names: KnownNames,
) -> None:
    """Tell the columns of text apart: number, title, title in English, section, and those left out."""
    values = {column: [sheet.texts[row][column] for row in rows] for column in texts}
    first = min(found.parties, default=len(headings))
    numbering = [
        column
        for column in texts
        if all(is_number(value) for value in values[column] if value)
        and (says(headings[column], NUMBERS) or column < first)
    ]
    open_columns = [column for column in texts if column not in numbering]
    tasks = [column for column in open_columns if says(headings[column], TASKS)]
    likely = [
        column
        for column in open_columns
        if column < first and not is_no_party(headings[column]) and not says(headings[column], SECTIONS)
    ]
    sections = [column for column in open_columns if column < first and says(headings[column], SECTIONS)]
    candidates = tasks or likely or sections or open_columns[:1] or numbering
    if not candidates:
        column = first if found.parties else 0
        raise CollabError(
            msg("{cell}: no column beside it holds the tasks", cell=sheet.address(header, column)),
            msg("give the tasks a column of their own, with a heading"),
        )
    found.title = max(candidates, key=lambda column: (len(set(filter(None, values[column]))), -column))
    others = [column for column in dict.fromkeys((*tasks, *likely)) if column != found.title]
    for column in others:
        if found.english is None and _are_languages(values[found.title], values[column], headings[column]):
            found.english = column
    if found.english is not None and is_chinese("".join(values[found.english])):
        found.title, found.english = found.english, found.title
    found.numbers = next((column for column in numbering if column != found.title), None)
    used = {found.title, found.english, found.numbers}
    spaced = [column for column in others if column not in used and _groups(values[column])]
    found.section = next((column for column in (*sections, *spaced) if column not in used), None)
    odd_ones: list[int] = []
    for column in texts:
        if column in used or column == found.section:
            continue
        if _is_odd_party(sheet, column, rows, headings[column], first, names):
            odd_ones.append(column)
        _leave_out(sheet, found, header, column, headings[column])
    if odd_ones:
        wrong = [(row, column) for row in rows for column in sorted((*found.parties, *odd_ones))]
        cells = [place for place in wrong if readings.is_other(*place)]
        raise odd_cells(sheet, cells or [place for place in wrong if place[1] in odd_ones])


def _are_languages(titles: Sequence[str], others: Sequence[str], heading: str) -> bool:
    """Return whether two columns say the same in two languages: one in Chinese, the other never."""
    both = [(a, b) for a, b in zip(titles, others, strict=True) if a and b]
    if len(both) * 2 < len([a for a in titles if a]) or not both:
        return False
    scripts = {(is_chinese(a), is_chinese(b)) for a, b in both}
    return scripts in ({(True, False)}, {(False, True)}) or (folded(heading) in _ENGLISH and (True, False) in scripts)


def _groups(values: Sequence[str]) -> bool:
    """Return whether a column repeats its texts or leaves cells empty, as the name of a section does."""
    said = [value for value in values if value]
    return len(set(said)) < len(values)


def _is_odd_party(sheet: Sheet, column: int, rows: Sequence[int], heading: str, first: int, names: KnownNames) -> bool:
    """Return whether a column that is left out looks like a party's with something else than letters in it."""
    filled = [row for row in rows if not is_nothing(sheet.texts[row][column])]
    is_short = column > first and all(
        len(sheet.texts[row][column]) <= 4 and not is_number(sheet.texts[row][column]) for row in filled
    )
    return bool(filled) and not is_no_party(heading) and (is_short or names.party(heading) is not None)


def odd_cell(sheet: Sheet, row: int, column: int) -> Exception:
    """Return the error for a cell of a party that holds something else than letters."""
    text = sheet.texts[row][column]
    if (row, column) in sheet.grid.formulas:
        return CollabError(
            msg("{cell}: the formula has no stored result", cell=sheet.address(row, column)),
            msg("open the file in the spreadsheet program and save it there"),
        )
    hint = (
        msg("correct the cell, or say what it means: {option}", option=_option(text))
        if len(text) <= LONGEST_SHOWN
        else msg("correct the cell")
    )
    return CollabError(
        msg("{cell}: {text} is no letter of responsibility", cell=sheet.address(row, column), text=shortened(text)),
        hint,
    )


def odd_cells(sheet: Sheet, cells: Sequence[tuple[int, int]]) -> Exception:
    """Return one error for all cells of parties that hold something else than letters, each text told once."""
    first: dict[str, tuple[int, int]] = {}
    for row, column in cells:
        first.setdefault(folded(sheet.texts[row][column]), (row, column))
    places = list(first.values())
    if len(places) == 1:
        return odd_cell(sheet, *places[0])
    listed: list[Param] = [
        msg("{text} ({place})", text=shortened(sheet.texts[row][column]), place=sheet.address(row, column))
        for row, column in places[:_TOLD]
    ]
    if len(places) > _TOLD:
        listed.append(msgn("and {count} more", "and {count} more", len(places) - _TOLD))
    texts = [sheet.texts[row][column] for row, column in places[:_TOLD]]
    options = " ".join(_option(text) for text in texts if len(text) <= LONGEST_SHOWN)
    return CollabError(
        msg("these are no letters of responsibility: {marks}", marks=Items(tuple(listed))),
        msg("correct the cells, or say what they mean: {option}", option=options)
        if options
        else msg("correct the cells"),
    )


def _option(text: str) -> str:
    return f"--meaning {quote(' '.join(text.split()) + '=LETTERS')}"


def _leave_out(sheet: Sheet, found: Columns, header: int, column: int, heading: str) -> None:
    address = sheet.address(header, column)
    found.left_out.append(ReadParty(heading, address))
    found.notes.append(Note(address, msg("the column {heading} is no party and is left out", heading=heading)))
