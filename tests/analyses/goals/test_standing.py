"""The worked figures of the demo company, to the last place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest

from collab_cli.analyses.goals.pace import Pace
from collab_cli.analyses.goals.standing import GoalStanding, goal_standings
from tests.conftest import MakeWorkspace
from tests.rules.worlds import green_demo, world_of

DAY = date(2025, 6, 30)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, GoalStanding]:
    return goal_standings(world_of(green_demo(tmp_path_factory.mktemp("demo") / "company"), DAY))


def four(value: Decimal | None) -> str:
    return "-" if value is None else f"{value.quantize(Decimal('0.0001'), ROUND_HALF_UP).normalize():f}"


def paced(pace: Pace | None) -> tuple[str, ...]:
    assert pace is not None
    return four(pace.progress), four(pace.expected), four(pace.pace), four(pace.gap)


def test_the_goals_of_the_demo(demo: Mapping[str, GoalStanding]) -> None:
    found = {
        goal: (four(each.progress.own), four(each.progress.contribution), *paced(each.pace), each.status)
        for goal, each in demo.items()
    }
    assert found == {
        "increase-market-share": ("0.4", "0.47", "0.4", "0.4945", "0.8089", "0.0945", "at_risk"),
        "increase-revenue": ("0.5", "-", "0.5", "0.4945", "1.0111", "-0.0055", "on_track"),
        "raise-quality-and-efficiency": ("0.5", "-", "0.5", "0.4945", "1.0111", "-0.0055", "on_track"),
        "strengthen-brand": ("0.4", "-", "0.4", "0.4945", "0.8089", "0.0945", "at_risk"),
    }
    assert four(demo["increase-market-share"].progress.alignment_gap) == "0.07"
    assert demo["increase-revenue"].progress.alignment_gap is None


def test_the_key_results_of_the_demo(demo: Mapping[str, GoalStanding]) -> None:
    found = {
        f"{goal}/{each.entry.id}": (*paced(each.pace), each.computed)
        for goal, standing in demo.items()
        for each in standing.key_results
    }
    assert found == {
        "increase-market-share/kr1": ("0.4", "0.4945", "0.8089", "0.0945", "at_risk"),
        "increase-revenue/kr1": ("0.6", "0.4945", "1.2133", "-0.1055", "on_track"),
        "increase-revenue/kr2": ("0.4", "0.4945", "0.8089", "0.0945", "at_risk"),
        "raise-quality-and-efficiency/kr1": ("0.6", "0.4945", "1.2133", "-0.1055", "on_track"),
        "raise-quality-and-efficiency/kr2": ("0.4", "0.4945", "0.8089", "0.0945", "at_risk"),
        "strengthen-brand/kr1": ("0.3", "0.4945", "0.6067", "0.1945", "off_track"),
        "strengthen-brand/kr2": ("0.5", "0.4945", "1.0111", "-0.0055", "on_track"),
    }


def test_the_forecast_of_the_company_goal_carries_its_pace_on(demo: Mapping[str, GoalStanding]) -> None:
    found = demo["increase-market-share"].forecast
    assert found is not None
    assert (four(found.at_end), found.finish, found.slope) == ("0.8089", None, None)


def standing(make_workspace: MakeWorkspace, goal: str, day: date = DAY) -> GoalStanding:
    return goal_standings(world_of(make_workspace({"goals/grow.yaml": goal}), day))["grow"]


HEAD = "title: Grow\nlevel: company\nperiod: '2025'\nstatus: active\nactivated: 2025-02-01\n"
KR = "{id: kr1, title: Share, baseline: 0, target: 10, unit: x, checkins: [%s]}"


@pytest.mark.parametrize(
    ("checkins", "day", "is_stale"),
    [
        ("", date(2025, 3, 8), False),
        ("", date(2025, 3, 9), True),
        ("{date: 2025-06-01, value: 3}", date(2025, 7, 6), False),
        ("{date: 2025-06-01, value: 3}", date(2025, 7, 7), True),
        ("{date: 2025-07-01, value: 3}", date(2025, 6, 30), True),
    ],
)
def test_a_key_result_without_a_new_check_in_is_stale(
    make_workspace: MakeWorkspace, checkins: str, day: date, is_stale: bool
) -> None:
    goal = standing(make_workspace, f"{HEAD}key_results: [{KR % checkins}]\n", day)
    assert (goal.is_stale, goal.key_results[0].is_stale) == (is_stale, is_stale)


def test_a_goal_that_is_no_more_active_is_not_stale(make_workspace: MakeWorkspace) -> None:
    closed = HEAD.replace("status: active", "status: missed") + f"key_results: [{KR % ''}]\n"
    assert not standing(make_workspace, closed).is_stale


def test_the_worse_of_computed_and_declared_is_shown(make_workspace: MakeWorkspace) -> None:
    checkin = "{date: 2025-06-30, value: 5, status: %s}"
    found = [
        standing(make_workspace, f"{HEAD}key_results: [{KR % (checkin % word)}]\n").key_results[0]
        for word in ("on_track", "at_risk", "off_track", "done")
    ]
    assert [(each.computed, each.shown) for each in found] == [
        ("on_track", "on_track"),
        ("on_track", "at_risk"),
        ("on_track", "off_track"),
        ("on_track", "on_track"),
    ]


def test_what_has_no_value_has_no_pace(make_workspace: MakeWorkspace) -> None:
    flat = KR.replace("target: 10", "target: 0") % "{date: 2025-06-30, value: 5}"
    goal = standing(make_workspace, f"{HEAD}key_results: [{flat}]\n")
    (only,) = goal.key_results
    assert (goal.progress.value, goal.pace, goal.status, goal.forecast) == (None, None, None, None)
    assert (only.progress.value, only.pace, only.computed, only.shown, only.forecast) == (None, None, None, None, None)


def test_a_goal_of_an_unknown_period_has_progress_and_no_pace(make_workspace: MakeWorkspace) -> None:
    goal = standing(
        make_workspace, f"{HEAD.replace('2025', '1999', 1)}key_results: [{KR % '{date: 2025-06-30, value: 5}'}]\n"
    )
    assert (goal.period, goal.progress.value, goal.pace) == (None, Decimal("0.5"), None)


def test_a_line_is_laid_through_the_last_three_check_ins(make_workspace: MakeWorkspace) -> None:
    values = (("01-31", 9), ("04-30", 2), ("05-31", 3), ("06-30", 4))
    checkins = ", ".join(f"{{date: 2025-{day}, value: {value}}}" for day, value in values)
    goal = standing(make_workspace, f"{HEAD}key_results: [{KR % checkins}]\n")
    for found in (goal.forecast, goal.key_results[0].forecast):
        assert found is not None and found.slope is not None
        assert (round(found.slope, 7), round(found.at_end, 4), found.finish) == (
            *(Decimal("0.0032784"), Decimal("1.0027"), date(2025, 12, 31)),
        )
        assert [day for day, _ in found.points] == [date(2025, 4, 30), date(2025, 5, 31), date(2025, 6, 30)]


def test_a_direction_says_nothing_of_milestones(make_workspace: MakeWorkspace) -> None:
    dated = "milestones: [{title: M, due: 2025-03-31, done: 2025-03-31}, {title: N, due: 2025-12-31}]"
    text = f"{HEAD}key_results: [{{id: kr1, title: K, type: milestone, direction: at_least, {dated}}}]\n"
    (found,) = standing(make_workspace, text).key_results
    assert found.forecast is not None and found.pace is not None
    assert found.forecast.at_end == Decimal("0.5") / found.pace.expected
    assert (found.computed, found.forecast.finish) == ("on_track", None)


def test_days_before_all_was_checked_in_bend_no_line(make_workspace: MakeWorkspace) -> None:
    often = ", ".join(f"{{date: 2025-{day}, value: 5}}" for day in ("04-30", "05-31", "06-30"))
    late = KR.replace("kr1", "kr2") % "{date: 2025-06-30, value: 5}"
    goal = standing(make_workspace, f"{HEAD}key_results: [{KR % often}, {late}]\n")
    assert goal.forecast is not None
    assert (round(goal.forecast.at_end, 4), goal.forecast.points) == (Decimal("1.0111"), ())
