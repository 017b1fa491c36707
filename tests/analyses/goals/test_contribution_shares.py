from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from collab_cli.analyses.goals.contribution_shares import headcount, history_of, link_shares, party_of
from collab_cli.graph.world import World
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record
from tests.growing_company import growing_company
from tests.rules.worlds import world_of


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return growing_company(tmp_path / "w")


def goal(world: World, goal_id: str) -> Record[Goal]:
    found = world.get(Goal, goal_id)
    assert found is not None
    return found


def test_weights_of_links(root: Path) -> None:
    world = world_of(root)
    found = link_shares(world, goal(world, "increase-market-share"))
    assert found == {"sales": Decimal("0.4"), "production": Decimal("0.3"), "marketing": Decimal("0.3")}
    assert link_shares(world, goal(world, "grow")) == {}


def test_people_count_by_capacity_with_those_of_departments_below(root: Path) -> None:
    world = world_of(root)
    assert headcount(world, "sales") == 4
    assert headcount(world, "marketing") == Decimal("1.5")
    assert headcount(world, "person:zhou-min") == Decimal("0.5")
    assert headcount(world, "person:gone-guo") == 0


def test_history_is_what_each_reached_on_the_metric_the_year_before(root: Path) -> None:
    world = world_of(root)
    grow = goal(world, "grow")
    found = history_of(world, grow, grow.value.key_results)
    assert found is not None
    assert (found.goal.id, found.key_result.id) == ("grow-2024", "kr1")
    assert found.reached == {"sales": 48, "marketing": 32}


def test_without_a_value_of_its_own_the_points_of_the_metric_count(root: Path) -> None:
    path = root / "goals/2024/grow-sales-2024.yaml"
    path.write_text(path.read_text("utf-8").replace("metric: sales-revenue", "metric: sales-south"), "utf-8")
    metrics = root / "metrics.yaml"
    points = "points: [{date: 2024-06-30, value: 10}, {date: 2024-12-31, value: 15}, "
    points += "{date: 2024-12-31, value: 16}, {date: 2026-01-01, value: 99}]"  # of one day the later counts
    metrics.write_text(
        metrics.read_text("utf-8") + f"- {{id: sales-south, name: S, unit: 百万元, {points}}}\n", "utf-8"
    )
    world = world_of(root)
    grow = goal(world, "grow")
    found = history_of(world, grow, grow.value.key_results)
    assert found is not None
    assert found.reached == {"sales": 16, "marketing": 32}


def test_ratios_have_no_history(root: Path) -> None:
    world = world_of(root)
    grow = goal(world, "grow")
    assert history_of(world, grow, grow.value.key_results[1:]) is None
    assert history_of(world, goal(world, "grow-2024"), grow.value.key_results) is None


def test_whose_goal_it_is(root: Path) -> None:
    world = world_of(root)
    assert party_of(goal(world, "grow").value) is None
    assert party_of(goal(world, "increase-revenue").value) == "sales"
