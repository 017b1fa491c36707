"""What nobody owns yet, or owns outside the catalogue: activities, departments and duties."""

from __future__ import annotations

from pathlib import Path

from collab_cli.analyses.gaps import departments_without_charter, duties_outside_catalogue, uncovered_activities
from tests.rules.worlds import small_company, world_of

SALES = """\
title: Charter of Sales
status: effective
duties:
  - {id: customer-development, raci: {sales: AR}}
  - {id: price-list, raci: {sales: AR}}
  - {id: answer, within: complaint-handling, raci: {sales: AR}}
"""


def test_a_company_without_gaps(tmp_path: Path) -> None:
    world = world_of(small_company(tmp_path))
    assert list(uncovered_activities(world)) == []
    assert list(departments_without_charter(world)) == []
    assert list(duties_outside_catalogue(world)) == []


def test_the_gaps_of_a_company(tmp_path: Path) -> None:
    world = world_of(small_company(tmp_path, {"charters/sales.yaml": SALES, "charters/production.yaml": None}))
    assert [activity.id for activity in uncovered_activities(world)] == ["complaint-handling", "production-planning"]
    assert [department.id for department in departments_without_charter(world)] == ["production"]
    assert [row.first.id for row in duties_outside_catalogue(world)] == ["sales/price-list"]
