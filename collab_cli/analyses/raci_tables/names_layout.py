"""Read a table with a column for each letter that holds names."""

from __future__ import annotations

import re

from collab_cli.analyses.raci_tables.cell_letters import in_order, is_one_role
from collab_cli.analyses.raci_tables.cell_text import folded, is_nothing
from collab_cli.analyses.raci_tables.columns import find_columns
from collab_cli.analyses.raci_tables.heading_rows import headings_of
from collab_cli.analyses.raci_tables.known_names import KnownNames
from collab_cli.analyses.raci_tables.no_letter import no_letter
from collab_cli.analyses.raci_tables.read_table import Note, Question, ReadCell, ReadParty, ReadRow, ReadTable
from collab_cli.analyses.raci_tables.row_kinds import body_rows, without_doubles
from collab_cli.analyses.raci_tables.segments import Readings, Segment
from collab_cli.analyses.raci_tables.sheet import Sheet
from collab_cli.errors import CollabError
from collab_cli.messages import msg

_SURELY_BETWEEN = re.compile(r"[\n、；;]")
_LIKELY_BETWEEN = re.compile(r"[,，/／+]|\s&\s|\s(?:and|und|et|y)\s")
_JOINING = re.compile(r"[与和及]")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")


def read_names_table(
    sheet: Sheet, readings: Readings, segment: Segment, names: KnownNames, allowed: str, name: str
) -> ReadTable:
    """Return what a table with names below the letters says.

    Raise CollabError, naming the cell, when someone has two letters that do not go together, or letters stand where
    names are expected.
    """
    lettered = sorted(segment.names)
    headings, notes = headings_of(sheet, segment, lettered)
    for column in lettered:
        if not set(segment.names[column]) <= set(allowed):
            raise no_letter(
                sheet.address(segment.header, column),
                sheet.texts[segment.header][column],
                next(letter for letter in segment.names[column] if letter not in allowed),
                allowed,
            )
    columns = find_columns(sheet, readings, segment.header, segment.body, headings, lettered, names, holds_names=True)
    rows, more = body_rows(sheet, readings, segment, columns)
    parties: dict[str, ReadParty] = {}
    read = []
    for row in rows:
        held: dict[str, ReadCell] = {}
        for column in (each for each in lettered if segment.names[each]):
            for cell in _cells(sheet, row.row, column, segment.names[column], names, more):
                parties.setdefault(folded(cell.party), ReadParty(cell.party, cell.address))
                known = parties[folded(cell.party)].text
                first = held.get(known)
                letters = in_order(cell.letters + (first.letters if first else ""))
                if not is_one_role(letters):
                    raise CollabError(
                        msg(
                            "{cell}: {name} has the letters {letters} in one row",
                            cell=sheet.address(row.row, column),
                            name=known,
                            letters=tuple(letters),
                        ),
                        msg("leave one of them; only A and R go together"),
                    )
                held[known] = ReadCell(known, letters, (first or cell).address, (first or cell).written)
        read.append(
            ReadRow(
                row.title,
                sheet.address(row.row, columns.title),
                tuple(held.values()),
                row.section,
                row.key,
                row.title_en,
            )
        )
    kept, doubled = without_doubles(sheet, read)
    questions = tuple(
        Question(
            headings[column],
            sheet.address(segment.header, column),
            sum(not is_nothing(sheet.texts[row.row][column]) for row in rows),
        )
        for column in lettered
        if not segment.names[column]
    )
    return ReadTable(
        name,
        "names",
        tuple(parties.values()),
        kept,
        (*notes, *columns.notes, *more, *doubled),
        questions,
        tuple(columns.left_out),
    )


def _cells(sheet: Sheet, row: int, column: int, letter: str, names: KnownNames, notes: list[Note]) -> list[ReadCell]:
    text = sheet.texts[row][column]
    if is_nothing(text):
        return []
    address = sheet.address(row, column)
    if not any(c.isalpha() for c in text):
        raise CollabError(
            msg(
                "{cell}: {text} is no name",
                cell=sheet.address(row, column),
                text=text if len(text) <= 30 else f"{text[:29]}…",
            ),
            msg("write who it is, or leave the cell empty"),
        )
    found, is_judged = _people(text, names)
    if is_judged:
        notes.append(Note(address, msg("{text} is read as {names}", text=" ".join(text.split()), names=tuple(found))))
    return [ReadCell(person, letter, address, text) for person in dict.fromkeys(found)]


def _people(text: str, names: KnownNames) -> tuple[list[str], bool]:
    """Return the names in a cell, and whether a mark between them could as well be part of a name."""
    people: list[str] = []
    is_judged = False
    for part in _parted(text, _SURELY_BETWEEN):
        if names.party(part) is not None:
            people.append(part)
            continue
        likely = _parted(part, _LIKELY_BETWEEN)
        is_judged = is_judged or len(likely) > 1
        for each in likely:
            joined = _parted(each, _JOINING)
            known = (
                len(joined) > 1 and names.party(each) is None and all(names.party(one) is not None for one in joined)
            )
            people += joined if known else [each]
            is_judged = is_judged or known
    return people, is_judged


def _parted(text: str, between: re.Pattern[str]) -> list[str]:
    """Return the parts of a text, never parted inside brackets."""
    covered = [found.span() for found in _BRACKETS.finditer(text)]
    parts, start = [], 0
    for found in between.finditer(text):
        if not any(opened <= found.start() < closed for opened, closed in covered):
            parts.append(text[start : found.start()])
            start = found.end()
    parts.append(text[start:])
    return [" ".join(part.split()) for part in parts if part.strip()]
