"""How much of what somebody must own is owned, and how clearly."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from collab_cli.analyses.coverage import duty_coverage
from tests.conftest import MakeWorkspace
from tests.rules.worlds import green_demo, red_demo, world_of


def test_coverage_of_the_demo(tmp_path: Path) -> None:
    red = duty_coverage(world_of(red_demo(tmp_path / "red")))
    assert (red.coverage, red.clarity) == (Decimal("0.888888889"), Decimal("0.777777778"))
    assert set(red.activities) - set(red.covered) == {"complaint-handling"}
    assert set(red.covered) - set(red.clear) == {"market-research"}
    green = duty_coverage(world_of(green_demo(tmp_path / "green")))
    assert (len(green.activities), green.coverage, green.clarity) == (9, Decimal(1), Decimal(1))


def test_nothing_to_cover_has_no_value(make_workspace: MakeWorkspace) -> None:
    found = duty_coverage(world_of(make_workspace()))
    assert (found.activities, found.coverage, found.clarity) == ((), None, None)


@pytest.mark.parametrize(
    ("row", "covered", "clear"),
    [
        ("id: fairs, raci: {sales: AR}", 1, 1),
        ("id: fairs, raci: {sales: A}", 1, 0),
        ("id: fairs, raci: {sales: R}", 1, 0),
        ("id: fairs, raci: {shop: AR}", 1, 0),
        ("id: fairs, raci: {sales: AR, shop: A}", 1, 0),
        ("id: step, within: fairs, raci: {sales: AR}", 0, 0),
    ],
)
def test_what_counts_as_clear(make_workspace: MakeWorkspace, row: str, covered: int, clear: int) -> None:
    files = {
        "departments.yaml": "- {id: sales, name: Sales, head: zhang-wei}\n- {id: shop, name: Shop}\n",
        "people.yaml": "- {id: zhang-wei, name: A, department: sales}\n",
        "activities.yaml": "- {id: fairs, name: Fairs}\n- {id: spare, name: Spare, required: false}\n",
        "charters/sales.yaml": f"title: Charter\nstatus: effective\nduties:\n  - {{{row}}}\n",
    }
    found = duty_coverage(world_of(make_workspace(files)))
    assert (found.activities, len(found.covered), len(found.clear)) == (("fairs",), covered, clear)
