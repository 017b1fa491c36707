"""Shares, bars, courses and states, at their edges."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from collab_cli.analyses.goals.standing import goal_standings
from collab_cli.i18n import language
from collab_cli.page import Cell, Styled
from collab_cli.renderers.cells import line_text
from collab_cli.reports.goal_cells import (
    bar,
    bar_and_percent,
    course,
    gap_points,
    goal_tally,
    number,
    percent,
    points,
    reached,
    result_course,
    result_state,
    result_tone,
    status,
    told_forecast,
    toned_points,
)
from tests.conftest import MakeWorkspace
from tests.rules.chinese import chinese
from tests.rules.worlds import world_of

EN = language("en")


def said(cell: Cell) -> str:
    return line_text(cell, EN)


@pytest.mark.parametrize(
    ("share", "drawn"),
    [
        ("0", "░░░░░░░░░░"),
        ("0.001", "█░░░░░░░░░"),
        ("0.449", "████░░░░░░"),
        ("0.45", "█████░░░░░"),
        ("0.999", "█████████░"),
        ("1", "██████████"),
        ("1.5", "██████████"),
    ],
)
def test_a_bar_is_full_only_when_all_is_reached(share: str, drawn: str) -> None:
    assert said(bar(D(share))) == drawn


def test_what_has_no_value() -> None:
    assert (said(bar(None)), said(percent(None)), said(points(None)), said(number(None))) == (
        "··········",
        "-",
        "-",
        "-",
    )
    assert toned_points(None) == Styled("-", "muted")
    assert status(None) == Styled("-", "muted")
    assert said(status(None, is_stale=True)) == "stale"
    assert said(bar_and_percent(None)) == "·········· -"


@pytest.mark.parametrize(
    ("share", "as_percent", "in_points", "tone"),
    [
        ("0.4945", "49 %", "+49", "good"),
        ("0.495", "50 %", "+50", "good"),
        ("-0.0055", "-1 %", "-1", "bad"),
        ("0.0049", "0 %", "0", "muted"),
        ("1.0027", "100 %", "+100", "good"),
    ],
)
def test_shares_are_whole_percent_half_up(share: str, as_percent: str, in_points: str, tone: str) -> None:
    assert said(percent(D(share))) == as_percent
    assert chinese().show(percent(D(share))) == as_percent.replace(" ", "")
    assert said(points(D(share))) == in_points
    assert toned_points(D(share)) == Styled(in_points, tone)  # type: ignore[arg-type]


def test_numbers_have_their_places() -> None:
    assert (number(D("0.8089")), number(D("1.005")), number(D(2), 1)) == ("0.81", "1.01", "2.0")


def test_a_stale_state_says_so() -> None:
    assert status("off_track", is_stale=True).tone == "bad"  # type: ignore[union-attr]
    assert status("done", is_stale=True).tone == "warn"  # type: ignore[union-attr]
    assert said(status("on_track", is_stale=True)) == "on track, stale"
    assert said(status("too_early")) == "just started"


def test_a_course_lies_between_its_ends() -> None:
    assert course([]) == ""
    assert course([D(3)]) == ""
    assert course([D(3)], D(0), D(4)) == "▆"
    assert course([D(3), D(3)]) == "▁▁"
    assert course([D(number) for number in range(8)]) == "▁▂▃▄▅▆▇█"
    assert course([D(number) for number in range(20)]) == "▁▂▃▄▅▆▇█"
    assert course([D("-1.5"), D(0), D("1.5")]) == "▁▅█"


WAY = "checkins: [{date: 2025-05-01, value: 15}, {date: 2025-06-01, value: 25}]"
RANGE = "checkins: [{date: 2025-05-01, value: 3}, {date: 2025-06-01, value: 5}]"
STEPS = "milestones: [{title: A, done: 2025-06-01}, {title: B, done: 2025-07-01}, {title: C}]"
RESULTS = f"""\
title: X
level: company
period: "2025"
status: active
key_results:
  - {{id: kr1, title: Way, baseline: 10, target: 20, unit: pcs, {WAY}}}
  - {{id: kr2, title: Range, direction: range, low: 2, high: 4, unit: d, {RANGE}}}
  - {{id: kr3, title: Held, type: boolean, checkins: [{{date: 2025-06-01, value: true}}]}}
  - {{id: kr4, title: Lost, type: boolean, checkins: [{{date: 2025-06-01, value: false}}]}}
  - {{id: kr5, title: Unsaid, type: boolean}}
  - {{id: kr6, title: Steps, type: milestone, {STEPS}}}
  - {{id: kr7, title: None, baseline: 0, target: 1, unit: pcs}}
"""


def both(own: str, below: str) -> dict[str, str]:
    """Return a goal with its own outcome and what serves it."""
    text = (
        "title: {}\nlevel: company\nperiod: '2025'\nstatus: active\n{}key_results: [{{id: kr1, title: X, baseline: 0, "
    )
    text += "target: 1000, unit: pcs, checkins: [{{date: 2025-06-01, value: {}}}]}}]\n"
    return {
        "goals/x.yaml": text.format("X", "", own),
        "goals/y.yaml": text.format("Y", "contributes_to: [{goal: x}]\n", below),
    }


@pytest.mark.parametrize(
    ("own", "below", "shown"),
    [
        ("24", "136", ("2 %", "14 %", "+12")),
        ("400", "470", ("40 %", "47 %", "+7")),
        ("136", "24", ("14 %", "2 %", "-12")),
    ],
)
def test_an_alignment_gap_adds_up(make_workspace: MakeWorkspace, own: str, below: str, shown: tuple[str, ...]) -> None:
    progress = goal_standings(world_of(make_workspace(both(own, below))))["x"].progress
    assert (said(percent(progress.own)), said(percent(progress.contribution)), said(gap_points(progress))) == shown
    alone = goal_standings(world_of(make_workspace(both(own, below))))["y"].progress
    assert gap_points(alone) == "-"


@pytest.mark.parametrize(
    ("day", "own", "whole"), [("2025-07-01", True, True), ("2025-07-07", False, True), ("2025-12-01", False, False)]
)
def test_a_forecast_from_old_values_is_not_told(
    make_workspace: MakeWorkspace, day: str, own: bool, whole: bool
) -> None:
    files = both("400", "470")
    second = "{id: kr2, title: Y, baseline: 0, target: 9, unit: d, checkins: [{date: 2025-06-20, value: 5}]}"
    files["goals/x.yaml"] = files["goals/x.yaml"].replace("}]\n", f"}}, {second}]\n")
    goal = goal_standings(world_of(make_workspace(files), date.fromisoformat(day)))["x"]
    assert (told_forecast(goal, goal.key_results[0]) is not None, told_forecast(goal) is not None) == (own, whole)
    assert goal.forecast is not None


def test_what_is_not_worked_on_is_not_judged(make_workspace: MakeWorkspace) -> None:
    files = both("24", "470")
    files["goals/x.yaml"] = files["goals/x.yaml"].replace("active", "missed")
    files["goals/y.yaml"] = files["goals/y.yaml"].replace("active", "proposed")
    found = goal_standings(world_of(make_workspace(files)))
    closed = found["x"]
    (result,) = closed.key_results
    assert result.shown == "off_track"
    assert (result_state(closed, result), result_tone(closed, result)) == (status(None), "muted")
    assert (told_forecast(closed), told_forecast(closed, result)) == (None, None)
    assert said(goal_tally(found.values()).values[0]) == "1 missed"
    assert said(goal_tally(found.values()).values[1]) == "1 proposed"


def test_what_key_results_have_reached(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace({"goals/x.yaml": RESULTS}))
    standing = goal_standings(world)["x"]
    found = [(said(reached(world, one)), result_course(world, one)) for one in standing.key_results]
    assert found == [
        ("25 of 20 pcs", "▁▅█"),
        ("5, 2 to 4 d", "▁█"),
        ("yes", ""),
        ("no", ""),
        ("-", ""),
        ("1 of 3", ""),
        ("- of 1 pcs", ""),
    ]
