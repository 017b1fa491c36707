"""The words a responsibility row is compared by."""

from __future__ import annotations

import pytest

from collab_cli.analyses.wordings import row_wordings, words_of
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

ACTIVITIES = "- {id: fairs, name: {zh: 展会, en: Trade fairs}, aliases: [Exhibitions, of the]}\n"


@pytest.mark.parametrize(
    ("row", "forms"),
    [
        ("id: fairs", ["展会", "trade fairs", "exhibitions"]),  # an alias of stop words alone says nothing
        ("id: fairs, title: {zh: 参展, en: Fairs}", ["参展", "fairs", "展会", "trade fairs", "exhibitions"]),
        ("id: price-list", ["price list"]),
        ("id: price-list, title: Prices", ["prices"]),
        ("id: of-the", []),
    ],
)
def test_the_wordings_of_a_row(make_workspace: MakeWorkspace, row: str, forms: list[str]) -> None:
    charter = f"title: C\nstatus: effective\nduties:\n  - {{{row}, raci: {{sales: AR}}}}\n"
    files = {
        "departments.yaml": "- {id: sales, name: Sales}\n",
        "activities.yaml": ACTIVITIES,
        "charters/sales.yaml": charter,
    }
    world = world_of(make_workspace(files))
    [matrix_row] = world.matrix.rows
    found = row_wordings(matrix_row.first, matrix_row.activity, words_of(world))
    assert [wording.form for wording in found] == forms
    assert words_of(world) is words_of(world)
