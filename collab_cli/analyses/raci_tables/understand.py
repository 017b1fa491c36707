"""Understand tables of responsibility as people have them: what is a party, what a duty, who holds which letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from shlex import quote

from collab_cli.analyses.raci_tables.grid import Grid
from collab_cli.analyses.raci_tables.known_names import KnownNames
from collab_cli.analyses.raci_tables.legend import joined, take_legend
from collab_cli.analyses.raci_tables.letters_layout import read_letters_table
from collab_cli.analyses.raci_tables.names_layout import read_names_table
from collab_cli.analyses.raci_tables.read_table import Note, ReadTable
from collab_cli.analyses.raci_tables.segments import Readings, segments
from collab_cli.analyses.raci_tables.sheet import Sheet, sheet_of
from collab_cli.errors import CollabError
from collab_cli.messages import msg, msgn


def understand(
    grids: Sequence[Grid], names: KnownNames, *, letters: str, meanings: Mapping[str, str]
) -> tuple[ReadTable, ...]:
    """Return what the tables say, in their order; sheets without a table of responsibilities are passed over,
    hidden ones with a note.

    ``letters`` are those of the workspace's framework, ``meanings`` the letters marks stand for, "" for none: they
    come before what the file states. Raise CollabError, naming a cell, when no table is one of responsibilities, or
    when one of them can be read in two ways.
    """
    unseen = [grid.name for grid in grids if grid.is_hidden]
    sheets = [sheet_of(grid) for grid in grids if not grid.is_hidden]
    legends = [take_legend(sheet, letters) for sheet in sheets]
    tables: list[ReadTable] = []
    for place, sheet in enumerate(sheets):
        others = [*legends[:place], *legends[place + 1 :]]
        readings = Readings(sheet, letters, joined(legends[place], others, meanings))
        found = segments(sheet, readings, letters)
        for segment in found:
            caption = segment.caption if len(found) > 1 or not sheet.grid.name else ""
            name = " ".join((caption or sheet.grid.name).split())
            read = read_names_table if segment.names else read_letters_table
            table = read(sheet, readings, segment, names, letters, name)
            tables.append(replace(table, notes=(*legends[place].notes, *table.notes)))
    if not tables and unseen:
        raise CollabError(
            msgn(
                "only a hidden sheet may hold a table of responsibilities: {names}",
                "only hidden sheets may hold a table of responsibilities: {names}",
                len(unseen),
                names=tuple(unseen),
            ),
            msg("name one with {option}", option=f"--sheet {quote(unseen[0])}"),
        )
    if not tables:
        raise _refused(sheets, letters, meanings)
    skipped = tuple(Note(name, msg("the hidden sheet is left out; --sheet reads it")) for name in unseen)
    tables[0] = replace(tables[0], notes=(*tables[0].notes, *skipped))
    return tuple(tables)


def _refused(sheets: Sequence[Sheet], letters: str, meanings: Mapping[str, str]) -> CollabError:
    """Return the error for a file without a table of responsibilities; it names the cell to look at."""
    for sheet in sheets:
        readings = Readings(sheet, letters, meanings)
        for row in range(len(sheet.texts)):
            for column in sheet.filled(row):
                if readings.at(row, column).kind == "letters":
                    return CollabError(
                        msg("{cell}: no row of headings stands above the letters", cell=sheet.address(row, column)),
                        msg("write the parties above their letters"),
                    )
    for sheet in sheets:
        for row in range(len(sheet.texts)):
            for column in sheet.filled(row):
                if len({each for row in range(len(sheet.texts)) for each in sheet.filled(row)}) == 1:
                    return CollabError(
                        msg("{cell}: the table has only one column", cell=sheet.address(row, column)),
                        msg("a table of responsibilities has a column for every party, or for every letter"),
                    )
                return CollabError(
                    msg("{cell}: no table of responsibilities begins here", cell=sheet.address(row, column)),
                    msg("it has a letter such as R in its cells, or columns headed by the letters"),
                )
    return CollabError(
        msg("the file holds no table of responsibilities"),
        msg("it has a letter such as R in its cells, or columns headed by the letters"),
    )
