"""F2 to F4: own outcome, contribution, roll-up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest

from collab_cli.analyses.goals.roll_up import GoalProgress, goal_progress
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

GOAL = "title: %s\nlevel: %s\nperiod: '2025'\nstatus: active\n"


def key_results(*shares: str, weights: tuple[str, ...] = ()) -> str:
    """Return key results that have reached these shares."""
    found = []
    for number, share in enumerate(shares):
        weight = f", weight: {weights[number]}" if weights else ""
        checkin = f"[{{date: 2025-06-01, value: {share}}}]"
        found.append(f"{{id: kr{number}, title: t, baseline: 0, target: 1, unit: x{weight}, checkins: {checkin}}}")
    return f"key_results: [{', '.join(found)}]\n"


def serves(*links: tuple[str, str]) -> str:
    """Return links to goals with their weights, "" for none."""
    found = [f"{{goal: {goal}{f', weight: {weight}' if weight else ''}}}" for goal, weight in links]
    return f"contributes_to: [{', '.join(found)}]\n"


def progress(make_workspace: MakeWorkspace, **goals: str) -> dict[str, GoalProgress]:
    files = {f"goals/{name}.yaml": GOAL % (name, "company") + text for name, text in goals.items()}
    return dict(goal_progress(world_of(make_workspace(files), date(2025, 6, 30))))


def briefly(found: GoalProgress) -> tuple[str, ...]:
    return tuple(
        "-" if each is None else f"{each.normalize():f}" for each in (found.own, found.contribution, found.value)
    )


def test_key_results_weigh_as_they_say(make_workspace: MakeWorkspace) -> None:
    found = progress(make_workspace, top=key_results("0.2", "0.8", weights=("3", "1")))
    assert briefly(found["top"]) == ("0.35", "-", "0.35")


@pytest.mark.parametrize(
    ("rollup", "value"), [("", "0.4"), ("rollup: children\n", "0.47"), ("rollup: mixed\n", "0.435")]
)
def test_the_worked_example(make_workspace: MakeWorkspace, rollup: str, value: str) -> None:
    found = progress(
        make_workspace,
        top=key_results("0.4") + rollup,
        sales=key_results("0.5") + serves(("top", "0.4")),
        production=key_results("0.5") + serves(("top", "0.3")),
        marketing=key_results("0.4") + serves(("top", "0.3")),
    )
    assert briefly(found["top"]) == ("0.4", "0.47", value)
    assert found["top"].alignment_gap == Decimal("0.07")


def test_links_without_weight_share_what_is_left(make_workspace: MakeWorkspace) -> None:
    found = progress(
        make_workspace,
        top="",
        a=key_results("1") + serves(("top", "0.5")),
        b=key_results("0") + serves(("top", "")),
        c=key_results("0.4") + serves(("top", "")),
    )
    assert briefly(found["top"]) == ("-", "0.6", "0.6")


def test_drafts_and_cancelled_goals_do_not_count(make_workspace: MakeWorkspace) -> None:
    files = {
        "goals/top.yaml": GOAL % ("top", "company"),
        "goals/a.yaml": GOAL % ("a", "company") + key_results("1") + serves(("top", "")),
    }
    for number, state in enumerate(("draft", "cancelled", "proposed")):
        text = GOAL % (state, "company") + key_results("0") + serves(("top", ""))
        files[f"goals/other-{number}.yaml"] = text.replace("status: active", f"status: {state}")
    found = dict(goal_progress(world_of(make_workspace(files), date(2025, 6, 30))))
    assert briefly(found["top"]) == ("-", "0.5", "0.5")


def test_what_has_no_value_is_left_out(make_workspace: MakeWorkspace) -> None:
    found = progress(
        make_workspace,
        top="rollup: mixed\n",
        a=key_results("0.6") + serves(("top", "0.5")),
        empty=serves(("top", "0.5")),
    )
    assert (briefly(found["top"]), briefly(found["empty"])) == (("-", "0.6", "0.6"), ("-", "-", "-"))


def test_goals_in_a_circle_have_no_contribution(make_workspace: MakeWorkspace) -> None:
    found = progress(
        make_workspace,
        a=key_results("0.2") + serves(("b", "")),
        b=serves(("a", "")),
        c=key_results("0.9") + serves(("a", "")),
    )
    assert {name: briefly(each) for name, each in found.items()} == {
        "a": ("0.2", "-", "0.2"),
        "b": ("-", "-", "-"),
        "c": ("0.9", "-", "0.9"),
    }
    assert {name for name, each in found.items() if each.in_circle} == {"a", "b"}


def test_the_order_of_goals_changes_nothing(make_workspace: MakeWorkspace) -> None:
    goals = {
        "x": key_results("0.3") + serves(("top", "0.2")),
        "y": key_results("0.7") + serves(("top", "")),
        "z": key_results("0.1", "0.9") + serves(("top", "0.3")),
    }
    found = set()
    for names in permutations(goals):
        renamed = dict(zip(("a", "b", "c"), (goals[name] for name in names), strict=True))
        found.add(briefly(progress(make_workspace, top="", **renamed)["top"]))
    assert found == {("-", "0.56", "0.56")}


def test_a_chain_of_goals_of_any_length(make_workspace: MakeWorkspace) -> None:
    goals = {f"g{number}": serves((f"g{number - 1}", "")) for number in range(1, 1500)}
    found = progress(make_workspace, g0="", **goals, last=key_results("0.25") + serves(("g1499", "")))
    assert briefly(found["g0"]) == ("-", "0.25", "0.25")
