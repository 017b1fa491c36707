"""Understand the tables of a file for an import: letters written together are taken as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from collab_cli.analyses.raci_tables.cell_letters import in_order
from collab_cli.analyses.raci_tables.grid import Grid
from collab_cli.analyses.raci_tables.known_names import KnownNames
from collab_cli.analyses.raci_tables.read_table import ReadTable
from collab_cli.analyses.raci_tables.understand import understand


def understood_tables(
    grids: Sequence[Grid], names: KnownNames, *, letters: str, meanings: Mapping[str, str]
) -> tuple[ReadTable, ...]:
    """Return what the tables say; letters together, such as `RC`, are no question where no meaning is given for them.

    So an exported matrix shows a column of several parties; an import that would have to write such letters refuses.
    """
    known = dict(meanings)
    while True:
        tables = understand(grids, names, letters=letters, meanings=known)
        marks = {question.mark for table in tables for question in table.questions} - set(known)
        united = {mark: mark for mark in marks if mark == in_order(mark) and set(mark) <= set(letters)}
        if not united:
            return tables
        known |= united
