"""Read a table with letters in its cells: duties down and parties across, or the other way round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from collab_cli.analyses.raci_tables.cell_letters import mark_key
from collab_cli.analyses.raci_tables.cell_text import folded
from collab_cli.analyses.raci_tables.columns import Columns, find_columns, odd_cells
from collab_cli.analyses.raci_tables.heading_rows import headings_of
from collab_cli.analyses.raci_tables.headings import PARTIES, is_date, says
from collab_cli.analyses.raci_tables.known_names import KnownNames
from collab_cli.analyses.raci_tables.letter_words import stated_letter
from collab_cli.analyses.raci_tables.no_letter import no_letter
from collab_cli.analyses.raci_tables.orientation import is_across
from collab_cli.analyses.raci_tables.read_table import Note, Question, ReadCell, ReadParty, ReadRow, ReadTable
from collab_cli.analyses.raci_tables.row_kinds import LONGEST_TITLE, BodyRow, body_rows, too_long, without_doubles
from collab_cli.analyses.raci_tables.segments import Readings, Segment, letter_columns
from collab_cli.analyses.raci_tables.sheet import Sheet
from collab_cli.errors import CollabError
from collab_cli.messages import msg


@dataclass(slots=True)
class _Marks:
    """Marks without a meaning, by the place they stand first and how often they stand."""

    first: dict[str, tuple[str, str]] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)

    def note(self, mark: str, address: str) -> None:
        key = mark_key(mark)
        self.first.setdefault(key, (mark, address))
        self.times[key] += 1

    def questions(self) -> tuple[Question, ...]:
        return tuple(Question(mark, address, self.times[key]) for key, (mark, address) in self.first.items())


def read_letters_table(
    sheet: Sheet, readings: Readings, segment: Segment, names: KnownNames, allowed: str, name: str
) -> ReadTable:
    """Return what a table of letters says.

    Raise CollabError, naming the cell, for a cell that holds something else, a letter the framework does not know,
    two parties or duties that are one, or when duties may stand in rows as well as in columns.
    """
    lettered = letter_columns(sheet, readings, [segment.header, *segment.body])
    headings, notes = headings_of(sheet, segment, lettered)
    columns = find_columns(sheet, readings, segment.header, segment.body, headings, lettered, names)
    _check_parties(sheet, segment.header, columns, headings, allowed, names)
    rows, more = body_rows(sheet, readings, segment, columns)
    marks = _Marks()
    if odd := [(row.row, column) for row in rows for column in columns.parties if readings.is_other(row.row, column)]:
        raise odd_cells(sheet, odd)
    cells = {
        (row.row, column): cell
        for row in rows
        for column in columns.parties
        if (cell := _cell(sheet, readings, row.row, column, allowed, marks, more)) is not None
    }
    _check_evidence(sheet, readings, segment, columns, cells, marks)
    turned = is_across(
        headings[columns.title],
        [row.title for row in rows],
        [headings[column] for column in columns.parties],
        {(row, column) for row, column in cells if "A" in cells[row, column].letters},
        names,
        extra_columns=sum(each is not None for each in (columns.numbers, columns.english, columns.section))
        + len(columns.left_out),
        is_exported=sheet.keys is not None,
    )
    if turned is None:
        raise CollabError(
            msg(
                "{cell}: parties may stand in the rows or in the columns",
                cell=sheet.address(segment.header, columns.title),
            ),
            msg("write {task} or {role} into this cell, for what stands below it", task="Task", role="Role"),
        )
    found = [*notes, *columns.notes, *more]
    build = _across if turned else _down
    parties, read = build(sheet, segment.header, columns, headings, rows, cells)
    if turned:
        found.append(
            Note(
                sheet.address(segment.header, columns.title),
                msg("the parties stand in the rows, the duties in the columns"),
            )
        )
    kept, doubled = without_doubles(sheet, read)
    return ReadTable(
        name,
        "letters_across" if turned else "letters",
        parties,
        kept,
        (*found, *doubled),
        marks.questions(),
        tuple(columns.left_out),
    )


def _check_parties(
    sheet: Sheet, header: int, columns: Columns, headings: Sequence[str], allowed: str, names: KnownNames
) -> None:
    """Raise CollabError when a heading cannot be a party's, two are the same, or a single one is nobody's known."""
    seen: dict[str, int] = {}
    for column in columns.parties:
        text = headings[column]
        if len(text) > LONGEST_TITLE:
            raise too_long(sheet.address(header, column), text)
        if not any(c.isalnum() for c in text):
            raise CollabError(
                msg("{cell}: a column with letters has no heading", cell=sheet.address(header, column)),
                msg("write the party above its letters"),
            )
        if is_date(text):
            raise CollabError(
                msg("{cell}: {text} is a date and no party", cell=sheet.address(header, column), text=text),
                msg("this is no table of responsibilities"),
            )
        if folded(text) in seen:
            raise CollabError(
                msg(
                    "{cell}: the party {text} stands here twice, first at {first}",
                    cell=sheet.address(header, column),
                    text=text,
                    first=sheet.address(header, seen[folded(text)]),
                ),
                msg("give each column its own heading"),
            )
        seen[folded(text)] = column
    is_known = sheet.keys is not None or any(names.party(headings[column]) is not None for column in columns.parties)
    if len(columns.parties) < 2 and not (columns.parties and is_known):
        beside = [each.address for each in columns.left_out if _heads_parties(each.text)]
        if columns.section is not None and _heads_parties(headings[columns.section]):
            beside.append(sheet.address(header, columns.section))
        if beside:
            raise CollabError(
                msg("{cell}: the parties stand in rows, one for each letter", cell=beside[0]),
                msg("write one row for each duty and one column for each party"),
            )
        column = columns.parties[0] if columns.parties else columns.title
        raise CollabError(
            msg("{cell}: only one column holds letters", cell=sheet.address(header, column)),
            msg("a table of responsibilities has at least two parties"),
        )
    lettered = [column for column in columns.parties if stated_letter(headings[column], allowed) is not None]
    if len(lettered) > 1:
        raise CollabError(
            msg("{cell}: a column for a letter holds marks instead of names", cell=sheet.address(header, lettered[0])),
            msg("write who it is into the cells, or a party above each column"),
        )


def _heads_parties(text: str) -> bool:
    """Return whether a heading is one of a column that names parties: `Department`, `责任部门`."""
    return says(text, PARTIES) or folded(text).endswith(("部门", "部門", "单位", "岗位", "责任人"))


def _check_evidence(
    sheet: Sheet,
    readings: Readings,
    segment: Segment,
    columns: Columns,
    cells: dict[tuple[int, int], ReadCell],
    marks: _Marks,
) -> None:
    """Raise CollabError for a table whose letters may be grades or answers: none of them says who does the work."""
    letters = {letter for cell in cells.values() for letter in cell.letters}
    is_told = bool(marks.first) or readings.has_meanings or sheet.keys is not None
    if is_told or letters == {"A"} or letters & set("RDI"):
        return
    row, column = next(iter(cells), (segment.header, columns.title))
    raise CollabError(
        msg("{cell}: no cell of this table says who does the work", cell=sheet.address(row, column)),
        msg("this is no table of responsibilities, or its letters have another meaning"),
    )


def _cell(
    sheet: Sheet, readings: Readings, row: int, column: int, allowed: str, marks: _Marks, notes: list[Note]
) -> ReadCell | None:
    reading = readings.at(row, column)
    written = sheet.texts[row][column]
    address = sheet.address(row, column)
    for mark in reading.marks:
        marks.note(mark, address)
    if reading.kind != "letters":
        return None
    if unknown := [letter for letter in reading.letters if letter not in allowed]:
        raise no_letter(address, written, unknown[0], allowed)
    if reading.look_alikes:
        notes.append(
            Note(
                address,
                msg(
                    "{text} is written with letters of another alphabet and is read as {letters}",
                    text=written,
                    letters=reading.letters,
                ),
            )
        )
    if reading.cleaned:
        notes.append(Note(address, msg("{text} is read as {letters}", text=written, letters=reading.letters)))
    return ReadCell("", reading.letters, address, written)


def _down(
    sheet: Sheet,
    header: int,
    columns: Columns,
    headings: Sequence[str],
    rows: Sequence[BodyRow],
    cells: dict[tuple[int, int], ReadCell],
) -> tuple[tuple[ReadParty, ...], list[ReadRow]]:
    parties = tuple(ReadParty(headings[column], sheet.address(header, column)) for column in columns.parties)
    return parties, [
        ReadRow(
            row.title,
            sheet.address(row.row, columns.title),
            tuple(
                _of(cells[row.row, column], headings[column])
                for column in columns.parties
                if (row.row, column) in cells
            ),
            row.section,
            row.key,
            row.title_en,
        )
        for row in rows
    ]


def _across(
    sheet: Sheet,
    header: int,
    columns: Columns,
    headings: Sequence[str],
    rows: Sequence[BodyRow],
    cells: dict[tuple[int, int], ReadCell],
) -> tuple[tuple[ReadParty, ...], list[ReadRow]]:
    seen: dict[str, str] = {}
    for row in rows:
        address = sheet.address(row.row, columns.title)
        if (first := seen.setdefault(folded(row.title), address)) != address:
            raise CollabError(
                msg(
                    "{cell}: the party {text} stands here twice, first at {first}",
                    cell=sheet.address(row.row, columns.title),
                    text=row.title,
                    first=first,
                ),
                msg("give each row its own party"),
            )
    parties = tuple(ReadParty(row.title, sheet.address(row.row, columns.title)) for row in rows)
    return parties, [
        ReadRow(
            headings[column],
            sheet.address(header, column),
            tuple(_of(cells[row.row, column], row.title) for row in rows if (row.row, column) in cells),
        )
        for column in columns.parties
    ]


def _of(cell: ReadCell, party: str) -> ReadCell:
    return ReadCell(party, cell.letters, cell.address, cell.written)
