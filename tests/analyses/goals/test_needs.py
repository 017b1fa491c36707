"""What needs a decision, and what does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from collab_cli.analyses.goals.completion import completion
from collab_cli.analyses.goals.needs import at_risk_in_silence, needs
from tests.analyses.goals.worlds import TURNS
from tests.conftest import MakeWorkspace
from tests.rules.worlds import green_demo, world_of

FIRST, LAST = date(2025, 6, 1), date(2025, 6, 30)


def found(root: Path, department: str | None = None, day: date = LAST) -> list[tuple[str, str, str]]:
    world = world_of(root, day)
    month = completion(world, day.replace(day=1), department)
    return [(need.kind, need.ref, str(need.since or "")) for need in needs(world, month.goals, department)]


def test_at_every_turn(make_workspace: MakeWorkspace) -> None:
    assert found(make_workspace(TURNS)) == [
        ("breached", "goal:b-revenue", "2025-06-28"),
        ("no_measure", "goal:a-share/kr1", ""),
        ("no_measure", "goal:c-leads/kr1", ""),
        ("unclosed", "goal:e-over", "2025-03-31"),
        ("stale", "goal:d-scrap", "2025-02-05"),
        ("stale", "goal:e-over/kr1", "2025-04-24"),
        ("undecided", "proposal:p-open", "2025-06-24"),
        ("undecided", "proposal:q-decided", ""),
        ("overdue", "action:2025-06-16-call", "2025-06-27"),
        ("overdue", "action:2025-06-18-test", "2025-06-27"),
    ]


def test_of_one_department(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(TURNS)
    kinds = {(kind, ref) for kind, ref, _ in found(root, "sales")}
    assert ("overdue", "action:2025-06-16-call") in kinds
    assert ("undecided", "proposal:p-open") in kinds
    assert not {ref for _, ref in kinds} & {
        "action:2025-06-18-test",
        "proposal:q-decided",
        "goal:e-over",
        "goal:d-scrap",
    }
    assert ("overdue", "action:2025-06-18-test") in {(kind, ref) for kind, ref, _ in found(root, "plant")}


def test_an_action_of_a_goal_concerns_its_department(make_workspace: MakeWorkspace) -> None:
    late = "title: Call\nowner: cem\ndue: 2025-06-27\ngoal: c-leads\n"
    root = make_workspace({**TURNS, "actions/2025-06-16-call.yaml": late})
    assert "action:2025-06-16-call" in {ref for _, ref, _ in found(root, "sales")}


def test_nothing_in_the_demo(tmp_path: Path) -> None:
    root = green_demo(tmp_path / "demo")
    assert found(root) == []
    assert [kind for kind, _, _ in found(root, day=date(2025, 7, 12))] == ["overdue", "overdue"]


def test_departments_far_ahead_of_the_company(make_workspace: MakeWorkspace) -> None:
    text = TURNS["goals/b-revenue.yaml"].replace("value: 60", "value: 72")
    assert "alignment" in {kind for kind, _, _ in found(make_workspace({**TURNS, "goals/b-revenue.yaml": text}))}
    text = TURNS["goals/b-revenue.yaml"].replace("value: 60", "value: 70")  # just at the limit
    assert "alignment" not in {kind for kind, _, _ in found(make_workspace({**TURNS, "goals/b-revenue.yaml": text}))}


CAUSE = "gap_analysis: {gap: -1, cause: late}"
ACTIONS = "actions: [2025-06-16-call]"


@pytest.mark.parametrize(
    ("more", "is_open"),
    [("", True), (f", {CAUSE}", True), (f", {ACTIONS}", True), (f", {CAUSE}, {ACTIONS}", False)],
)
def test_off_track_needs_a_cause_and_an_action(make_workspace: MakeWorkspace, more: str, is_open: bool) -> None:
    text = TURNS["goals/a-share.yaml"].replace("status: off_track", f"confidence: 0.5{more}")
    kinds = {(kind, ref) for kind, ref, _ in found(make_workspace({**TURNS, "goals/a-share.yaml": text}))}
    assert (("no_measure", "goal:a-share/kr1") in kinds) is is_open


@pytest.mark.parametrize(
    ("more", "is_open"), [("", True), (f", {CAUSE}", False), (f", {ACTIONS}", False), (", confidence: 0.4", True)]
)
def test_a_goal_at_risk_needs_a_cause_or_an_action(make_workspace: MakeWorkspace, more: str, is_open: bool) -> None:
    text = TURNS["goals/a-share.yaml"].replace("value: 1,", "value: 4,").replace("status: off_track", f"note: x{more}")
    kinds = {(kind, ref) for kind, ref, _ in found(make_workspace({**TURNS, "goals/a-share.yaml": text}))}
    assert (("unanswered", "goal:a-share") in kinds) is is_open
    assert ("no_measure", "goal:a-share/kr1") not in kinds


def test_a_goal_that_is_closed_needs_no_measure(make_workspace: MakeWorkspace) -> None:
    text = TURNS["goals/a-share.yaml"].replace("status: active", "status: missed\nclosed: 2025-06-20")
    assert {ref for _, ref, _ in found(make_workspace({**TURNS, "goals/a-share.yaml": text}))}.isdisjoint(
        {"goal:a-share", "goal:a-share/kr1"}
    )


AGREED = """\
title: Split
type: goal_set
subjects: [{ref: "goal:b-revenue", digest: "000000000000"}, {ref: "goal:f-closed", digest: "000000000000"}]
affected: [sales, plant]
status: accepted
decided: 2025-06-12
"""


def test_an_agreement_on_another_text_no_longer_holds(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({**TURNS, "proposals/s.yaml": AGREED})
    assert [one for one in found(root) if one[0] == "outdated"] == [("outdated", "goal:b-revenue", "")]
    assert "outdated" in {kind for kind, _, _ in found(root, "plant")}  # it agreed to it
    assert "outdated" not in {kind for kind, _, _ in found(root, "office")}
    assert "outdated" not in {kind for kind, _, _ in found(root, day=date(2025, 6, 11))}  # not decided yet


def test_who_is_to_be_heard_on_a_proposal(make_workspace: MakeWorkspace) -> None:
    more = "positions: [{department: plant, by: cem, date: 2025-06-12, position: agree}]\n"
    world = world_of(make_workspace({**TURNS, "proposals/p-open.yaml": TURNS["proposals/p-open.yaml"] + more}))
    (need,) = (one for one in needs(world, ()) if one.ref == "proposal:p-open")
    assert (need.departments, need.opened, need.since) == (("sales",), date(2025, 6, 10), date(2025, 6, 24))


def test_key_results_at_risk_in_silence(tmp_path: Path) -> None:
    root = green_demo(tmp_path / "demo")
    assert at_risk_in_silence(completion(world_of(root), FIRST).goals) == 2
    goal = root / "goals/2025/increase-revenue.yaml"
    goal.write_text(goal.read_text("utf-8").replace("status: active", "status: missed"), "utf-8")
    assert at_risk_in_silence(completion(world_of(root), FIRST).goals) == 1
