"""Whom an agreement on a goal, a charter or a hand-off concerns."""

from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.graph.concerned_departments import concerned_departments
from tests.edits.moves import rewrite
from tests.rules.worlds import green_demo, world_of


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return green_demo(tmp_path)


@pytest.mark.parametrize(
    ("ref", "departments"),
    [
        ("goal:increase-revenue", ("sales",)),
        ("goal:increase-market-share", ("sales", "production", "marketing")),
        ("charter:production", ("sales", "production")),
        ("handoff:rolling-forecast", ("sales", "production")),
    ],
)
def test_who_is_concerned(root: Path, ref: str, departments: tuple[str, ...]) -> None:
    world = world_of(root)
    record = world.workspace.find(ref)
    assert record is not None
    assert sorted(concerned_departments(world, [record])) == sorted(departments)


def test_a_goal_concerns_its_owner_those_who_share_it_and_those_who_serve_it(root: Path) -> None:
    def asked() -> tuple[str, ...]:
        world = world_of(root)
        record = world.workspace.find("goal:increase-revenue")
        assert record is not None
        return concerned_departments(world, [record])

    goal = "goals/2025/increase-revenue.yaml"
    rewrite(root, goal, "level: department\ndepartment: sales", "level: company\nco_owners: [production]")
    assert asked() == ("sales", "production")  # that of the owner, then that which shares it
    rewrite(root, "goals/2025/strengthen-brand.yaml", "goal: increase-market-share", "goal: increase-revenue")
    assert asked() == ("sales", "production", "marketing")
    rewrite(root, "departments.yaml", "head: wang-qiang", "head: wang-qiang\n  status: closed")
    assert asked() == ("sales", "marketing")
