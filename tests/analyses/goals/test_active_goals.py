"""Which goals were worked on, and which are asked for."""

from __future__ import annotations

from datetime import date

import pytest

from collab_cli.analyses.goals.active_goals import Asked, active_goals
from collab_cli.analyses.goals.standing import goal_standings
from collab_cli.graph.world import World
from tests.analyses.goals.worlds import TURNS
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of


@pytest.fixture
def world(make_workspace: MakeWorkspace) -> World:
    return world_of(make_workspace(TURNS))


@pytest.mark.parametrize(
    ("first", "last", "goals"),
    [
        ("2025-06-01", "2025-06-30", ["a-share", "b-revenue", "c-leads", "d-scrap", "e-over", "f-closed"]),
        ("2025-07-01", "2025-07-31", ["a-share", "b-revenue", "c-leads", "d-scrap", "e-over"]),
        ("2025-01-01", "2025-01-14", ["d-scrap", "e-over"]),
        ("2025-05-01", "2025-05-31", ["a-share", "b-revenue", "d-scrap", "e-over", "f-closed"]),
        ("2025-10-01", "2025-10-31", ["a-share", "b-revenue", "c-leads", "d-scrap", "e-over", "g-later"]),
        ("2024-12-01", "2024-12-31", []),
    ],
)
def test_goals_worked_on_in_a_span(make_workspace: MakeWorkspace, first: str, last: str, goals: list[str]) -> None:
    world = world_of(make_workspace(TURNS), date.fromisoformat(last))
    assert [one.goal.id for one in active_goals(world, date.fromisoformat(first))] == goals


def test_a_goal_of_an_unknown_period_is_worked_on(make_workspace: MakeWorkspace) -> None:
    text = "title: X\nlevel: company\nperiod: '1999'\nstatus: active\n"
    world = world_of(make_workspace({"goals/x.yaml": text}))
    assert [one.goal.id for one in active_goals(world, world.as_of)] == ["x"]


@pytest.mark.parametrize(
    ("asked", "goals"),
    [
        (Asked(department="sales"), ["b-revenue", "c-leads"]),
        (Asked(department="sales-east"), ["c-leads"]),
        (Asked(owner="cem", period="2025"), ["d-scrap"]),
        (Asked(state="stale"), ["d-scrap", "e-over"]),
        (Asked(state="missed"), ["e-over"]),
        (Asked(state="off_track"), ["a-share", "c-leads", "d-scrap"]),
        (Asked(state="on_track"), ["b-revenue"]),
        (Asked(state="at_risk"), ["f-closed"]),
        (Asked(state="achieved"), ["f-closed"]),
        (Asked(state="draft"), ["h-draft"]),
        (Asked(state="cancelled"), ["i-gone"]),
        (Asked(state="active", department="plant"), ["d-scrap", "e-over", "g-later"]),
        (Asked(period="2025-q4"), ["g-later"]),
        (Asked(owner="nobody"), []),
    ],
)
def test_goals_asked_for(world: World, asked: Asked, goals: list[str]) -> None:
    found = [one.goal.id for one in goal_standings(world).values() if asked.takes(world, one)]
    assert found == goals
    assert not asked.is_all


def test_without_a_wish_all_are_asked_for(world: World) -> None:
    asked = Asked()
    assert asked.is_all
    assert all(asked.takes(world, one) for one in goal_standings(world).values())
