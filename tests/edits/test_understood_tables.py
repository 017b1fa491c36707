from __future__ import annotations

from pathlib import Path

from collab_cli.analyses.raci_tables.grid import Grid
from collab_cli.edits.table_names import TableNames
from collab_cli.edits.understood_tables import understood_tables
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of


def test_letters_together_are_taken_as_they_stand_but_where_a_meaning_is_given(make_workspace: MakeWorkspace) -> None:
    root: Path = make_workspace({"departments.yaml": "- {id: sales, name: Sales}\n- {id: quality, name: Quality}\n"})
    rows = (("Duty", "Sales", "Quality"), ("Make offers", "A", "RC"), ("Visit customers", "ARCI", "●"))
    grid = Grid("", rows)
    (table,) = understood_tables([grid], TableNames(world_of(root)), letters="ARCI", meanings={})
    assert [[cell.letters for cell in row.cells] for row in table.rows] == [["A", "RC"], ["ARCI"]]
    assert [question.mark for question in table.questions] == ["●"]
    (table,) = understood_tables([grid], TableNames(world_of(root)), letters="ARCI", meanings={"rc": "R", "●": ""})
    assert [[cell.letters for cell in row.cells] for row in table.rows] == [["A", "R"], ["ARCI"]]
    assert table.questions == ()
