"""What is wrong with the letters of a row as a whole."""

from __future__ import annotations

import pytest

from collab_cli.analyses.row_flaws import row_flaws
from tests.analyses.mixed_company import COMPANY, charter
from tests.conftest import MINIMAL_SETTINGS, MakeWorkspace
from tests.rules.worlds import world_of


@pytest.mark.parametrize(
    ("raci", "settings", "flaws"),
    [
        ("{sales: AR}", "", ()),
        ("{sales: A, 'person:zhang-wei': A, north: R}", "", ()),
        ("{}", "", ("unassigned-row",)),
        ("{sales: X}", "", ("unassigned-row",)),
        ("{sales: C}", "", ("no-accountable", "no-responsible")),
        ("{sales: R}", "", ("no-accountable",)),
        ("{sales: A}", "", ("no-responsible",)),
        ("{sales: A}", "raci: {accountable_implies_responsible: true}\n", ()),
        ("{sales: C}", "raci: {accountable_implies_responsible: true}\n", ("no-accountable", "no-responsible")),
        ("{sales: AR, production: A}", "", ("multiple-accountable",)),
        ("{marketing: AR}", "", ("accountable-not-resolvable",)),
        ("{sales: AR, marketing: A}", "", ("multiple-accountable", "accountable-not-resolvable")),
        ("{sales: AR}", "raci: {framework: daci}\n", ("no-responsible",)),
        ("{sales: AD}", "raci: {framework: daci}\n", ()),
    ],
)
def test_the_flaws_of_a_row(make_workspace: MakeWorkspace, raci: str, settings: str, flaws: tuple[str, ...]) -> None:
    files = {"collab.yaml": MINIMAL_SETTINGS + settings, "charters/sales.yaml": charter(f"id: research, raci: {raci}")}
    world = world_of(make_workspace({**COMPANY, **files}))
    assert row_flaws(world, world.matrix.rows[0]) == flaws


def test_two_charters_with_an_a_each(make_workspace: MakeWorkspace) -> None:
    own, other = charter("id: research, raci: {sales: AR}"), charter("id: research, raci: {production: AR}")
    files = {**COMPANY, "charters/sales.yaml": own, "charters/production.yaml": other}
    world = world_of(make_workspace(files))
    assert [row_flaws(world, row) for row in world.matrix.rows] == [("multiple-accountable",)]
