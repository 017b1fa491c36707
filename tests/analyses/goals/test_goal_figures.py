"""Every number explained is what its formula makes of its inputs, and every input is what its line says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from collab_cli.analyses.goals.figure import Figure
from collab_cli.analyses.goals.goal_figures import goal_figures
from collab_cli.analyses.goals.standing import goal_standings
from collab_cli.graph.world import World
from collab_cli.model.exact_numbers import rounded
from tests.analyses.goals.figure_sums import check_lines, check_sums, every
from tests.conftest import MakeWorkspace
from tests.rules.worlds import green_demo, world_of

SETTINGS = """\
schema: 1
company: {name: Example}
periods:
  - {id: "2025", start: 2025-01-01, end: 2025-12-31}
check:
  thresholds: {pace-on-track: 0.9}
"""
ALL = """\
title: All measures
level: company
period: "2025"
status: active
rollup: mixed
key_results:
  - id: kr1
    title: Line
    type: milestone
    milestones:
      - {title: Design, weight: 2, due: 2025-03-31, done: 2025-04-10}
      - {title: Pilot, due: 2025-06-01}
      - {title: Sale, due: 2025-11-30, done: 2025-11-30}
    curve: milestones
  - {id: kr2, title: Certified, type: boolean, checkins: [{date: 2025-05-01, value: true}]}
  - {id: kr3, title: Level, direction: at_least, target: 9, unit: x, checkins: [{date: 2025-05-01, value: 8.5}]}
  - {id: kr4, title: Range, direction: range, low: 3, high: 5, unit: x, checkins: [{date: 2025-05-01, value: 4}]}
  - id: kr5
    title: Curve
    baseline: 30
    target: 10
    direction: decrease
    unit: x
    weight: 3
    curve: [{date: 2025-04-01, share: 0.1}, {date: 2025-08-01, share: 0.4}]
    checkins:
      - {date: 2025-04-30, value: 26}
      - {date: 2025-05-31, value: 24}
      - {date: 2025-06-30, value: 22, status: at_risk}
      - {date: 2025-07-31, value: 3}
"""
CHILD = """\
title: {title}
level: department
department: sales
period: "2025"
status: {status}
contributes_to: [{{goal: all{weight}}}]
key_results:
  - id: kr1
    title: Customers
    baseline: 0
    target: 7
    unit: x
    checkins: [{{date: 2025-06-01, value: {value}}}]
"""


@pytest.fixture
def world(make_workspace: MakeWorkspace) -> World:
    return world_of(
        make_workspace(
            {
                "collab.yaml": SETTINGS,
                "departments.yaml": "- {id: sales, name: Sales}\n",
                "goals/all.yaml": ALL,
                "goals/a.yaml": CHILD.format(title="A", status="active", weight=", weight: 0.6", value=3),
                "goals/b.yaml": CHILD.format(title="B", status="achieved", weight="", value=99),
                "goals/c.yaml": CHILD.format(title="C", status="draft", weight="", value=1),
                "goals/none.yaml": 'title: N\nlevel: company\nperiod: "2025"\nstatus: active\n',
                "goals/parent.yaml": 'title: P\nlevel: company\nperiod: "2025"\nstatus: active\n',
                "goals/again.yaml": CHILD.format(title="D", status="active", weight="", value=2)
                .replace("goal: all", "goal: parent")
                .replace("[{goal: parent}]", "[{goal: parent}, {goal: all, weight: 0.1}]"),
            }
        )
    )


def all_figures(world: World, goal: str) -> list[Figure]:
    found = goal_figures(world, goal)
    tops = [*found.goal, *(figure for figures in found.key_results for figure in figures)]
    return [each for top in tops for each in every(top)]


@pytest.mark.parametrize("goal", ["all", "a", "b", "c", "none", "parent", "again"])
@pytest.mark.parametrize("day", [date(2025, 1, 2), date(2025, 6, 30), date(2025, 8, 15), date(2026, 2, 1)])
def test_every_number_is_what_its_formula_makes_of_its_inputs(world: World, goal: str, day: date) -> None:
    root = world.workspace.snapshot.origin.root
    figures = all_figures(world_of(root, day), goal)
    check_sums(figures)
    check_lines(root, figures)


def test_the_figures_of_the_demo(tmp_path: Path) -> None:
    root = green_demo(tmp_path)
    for goal in ("increase-market-share", "increase-revenue", "raise-quality-and-efficiency", "strengthen-brand"):
        figures = all_figures(world_of(root), goal)
        check_sums(figures)
        check_lines(root, figures)


def test_the_figures_are_those_of_the_standing(world: World) -> None:
    for goal, standing in goal_standings(world).items():
        found = {figure.symbol: figure.value for figure in goal_figures(world, goal).goal}
        pace, ahead = standing.pace, standing.forecast
        assert found["P"] == standing.progress.value
        assert found.get("C - O") == standing.progress.alignment_gap
        assert (found.get("q"), found.get("g")) == ((pace.pace, pace.gap) if pace is not None else (None, None))
        assert found.get("p_end") == (ahead.at_end if ahead is not None else None)
        assert found.get("finish") == (ahead.finish if ahead is not None else None)
        assert found.get("status") == standing.status
        for each, figures in zip(standing.key_results, goal_figures(world, goal).key_results, strict=True):
            own = {figure.symbol: figure.value for figure in figures}
            assert (own["p"], own.get("status")) == (each.progress.value, each.computed)


def test_the_line_through_three_check_ins(world: World) -> None:
    own = {figure.symbol: figure for figure in goal_figures(world, "all").key_results[4]}
    slope = next(figure for figure in own["p_end"].inputs if figure.symbol == "k")
    assert rounded(slope.value) == Decimal("0.003278395")  # type: ignore[arg-type]
    assert [row.label for row in slope.inputs] == [date(2025, 4, 30), date(2025, 5, 31), date(2025, 6, 30)]
    assert isinstance(own["finish"].value, date)
    assert own["shown"].value == "at_risk"


def test_a_goal_met_twice_is_expanded_once(make_workspace: MakeWorkspace) -> None:
    link = "contributes_to: [{{goal: {0}}}]\n"
    plain = 'title: {0}\nlevel: company\nperiod: "2025"\nstatus: active\n'
    root = make_workspace(
        {
            "goals/top.yaml": plain.format("Top"),
            "goals/left.yaml": plain.format("Left") + link.format("top"),
            "goals/right.yaml": plain.format("Right") + link.format("top"),
            "goals/low.yaml": plain.format("Low") + "contributes_to: [{goal: left}, {goal: right}]\n",
        }
    )
    labels = [figure.label for figure in all_figures(world_of(root), "top") if not figure.symbol]
    assert [getattr(label, "id", None) for label in labels] == ["left", "low", "right", "low"]
    notes = [figure.note.text for figure in all_figures(world_of(root), "top") if figure.note is not None]
    assert notes.count("expanded above") == 1


def test_goals_in_a_circle_say_so(make_workspace: MakeWorkspace) -> None:
    one = 'title: {0}\nlevel: company\nperiod: "2025"\nstatus: active\ncontributes_to: [{{goal: {1}}}]\n'
    root = make_workspace({"goals/a.yaml": one.format("A", "b"), "goals/b.yaml": one.format("B", "a")})
    figures = all_figures(world_of(root), "a")
    assert [figure.note.text for figure in figures if figure.symbol == "C" and figure.note is not None] == [
        "the goals serve each other in a circle"
    ]
