"""Whether limits are kept."""

from __future__ import annotations

from datetime import date

from collab_cli.analyses.goals.guardrail_standing import guardrail_standings
from tests.analyses.goals.worlds import TURNS
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of


def states(make_workspace: MakeWorkspace, day: date) -> list[tuple[str, int, str]]:
    world = world_of(make_workspace(TURNS), day)
    return [(one.goal.id, one.index, one.state) for one in guardrail_standings(world)]


def test_the_newest_point_decides(make_workspace: MakeWorkspace) -> None:
    no_data = ("b-revenue", 2, "no_data")
    assert states(make_workspace, date(2025, 6, 30)) == [
        ("b-revenue", 0, "breached"),
        ("b-revenue", 1, "kept"),
        no_data,
    ]
    assert states(make_workspace, date(2025, 5, 31)) == [("b-revenue", 0, "kept"), ("b-revenue", 1, "kept"), no_data]
    assert {state for _, _, state in states(make_workspace, date(2025, 5, 30))} == {"no_data"}


def test_a_value_on_the_limit_keeps_it_and_below_the_lower_one_breaks_it(make_workspace: MakeWorkspace) -> None:
    files = {
        "metrics.yaml": "- {id: m, name: M, unit: pcs, points: [{date: 2025-06-01, value: 8.0}]}\n",
        "goals/x.yaml": "title: X\nlevel: company\nperiod: '2025'\nstatus: active\n"
        "guardrails: [{metric: m, at_most: 8}, {metric: m, at_least: 8}, {metric: m, at_least: 8.1}, {metric: gone}]\n",
        "goals/y.yaml": "title: Y\nlevel: company\nperiod: '2025'\nguardrails: [{metric: m, at_most: 1}]\n",
    }
    found = guardrail_standings(world_of(make_workspace(files)))
    assert [(one.state, one.metric is None) for one in found] == [
        ("kept", False),
        ("kept", False),
        ("breached", False),
        ("no_data", True),
    ]
