"""What became of decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from collab_cli.analyses.decisions import decision_standings
from collab_cli.graph.world import World
from collab_cli.model.record import Record
from tests.rules.worlds import small_company, world_of

MEETING = """\
title: Weekly meeting
date: {day}
present: [li-na]
agenda: [Returns]
decisions:
{decisions}
status: {status}
"""


def meeting(day: str, *decisions: str, status: str = "published") -> dict[str, str | None]:
    lines = "\n".join(f"  - {{{each}}}" for each in decisions)
    return {f"meetings/{day}-returns.yaml": MEETING.format(day=day, decisions=lines, status=status)}


def states(world: World) -> dict[str, str]:
    return {one.ref.removeprefix("meeting:"): one.state for one in decision_standings(world)}


def digests(found: Mapping[str, str] | None) -> Any:
    def before(day: date, records: Sequence[Record[Any]]) -> Mapping[str, str] | None:
        return found

    return before


def test_states_and_order(tmp_path: Path) -> None:
    files = {
        **meeting("2025-06-02", "id: dec1, text: A, changes: [goal:fewer-returns]", "id: dec2, text: B"),
        **meeting("2025-06-09", 'id: dec1, text: C, supersedes: "meeting:2025-06-02-returns/dec2"', status="approved"),
        **meeting("2025-06-16", 'id: dec1, text: D, supersedes: "meeting:2025-06-09-returns/dec1"', status="draft"),
        **meeting("2025-06-17", "id: dec1, text: E", status="cancelled\nreason: Fair"),
    }
    world = world_of(small_company(tmp_path, files))
    assert list(states(world).items()) == [
        ("2025-06-23-weekly/dec1", "open"),  # its action is open
        ("2025-06-16-returns/dec1", "draft"),
        ("2025-06-09-returns/dec1", "untold"),  # a draft supersedes nothing
        ("2025-06-02-returns/dec1", "open"),
        ("2025-06-02-returns/dec2", "superseded"),
    ]
    by_ref = {one.ref: one for one in decision_standings(world)}
    assert by_ref["meeting:2025-06-02-returns/dec2"].superseded_by == ("meeting:2025-06-09-returns/dec1",)
    assert [one.action.id for one in by_ref["meeting:2025-06-23-weekly/dec1"].actions] == [
        "2025-06-23-photograph-returns"
    ]


@pytest.mark.parametrize(
    ("status", "state"),
    [("in_progress", "open"), ("done", "implemented"), ("cancelled", "untold")],
)
def test_the_actions_of_a_decision_tell(tmp_path: Path, status: str, state: str) -> None:
    action = (
        f'title: A\nowner: chen-jie\ndue: 2025-07-04\norigin: "meeting:2025-06-02-returns/dec1"\nstatus: {status}\n'
    )
    files = {**meeting("2025-06-02", "id: dec1, text: A"), "actions/2025-06-02-a.yaml": action}
    assert states(world_of(small_company(tmp_path, files)))["2025-06-02-returns/dec1"] == state


def test_decisions_that_supersede_each_other_stay_in_force(tmp_path: Path) -> None:
    ref = "meeting:2025-06-02-returns"
    files = meeting(
        "2025-06-02",
        f"id: dec1, text: A, supersedes: {ref}/dec2",
        f"id: dec2, text: B, supersedes: {ref}/dec1",
        f"id: dec3, text: C, supersedes: {ref}/dec3",
        "id: dec4, text: D",
        f"id: dec5, text: E, supersedes: {ref}/dec4",
    )
    found = states(world_of(small_company(tmp_path, files)))
    assert [found[f"2025-06-02-returns/dec{number}"] for number in range(1, 6)] == [
        "untold", "untold", "untold", "superseded", "untold",
    ]  # fmt: skip


def test_a_goal_with_an_entry_of_that_day_has_changed(tmp_path: Path) -> None:
    root = small_company(tmp_path, meeting("2025-06-02", "id: dec1, text: A, changes: [goal:fewer-returns]"))
    goal = root / "goals/fewer-returns.yaml"
    entry = "adjustments:\n  - {date: DAY, field: kr1.target, reason: correction}\n"
    text = goal.read_text("utf-8")
    for day, state in (("2025-06-01", "open"), ("2025-06-02", "implemented")):
        goal.write_text(text + entry.replace("DAY", day), "utf-8")
        assert states(world_of(root))["2025-06-02-returns/dec1"] == state


def test_a_charter_with_an_entry_of_a_later_day_has_changed(tmp_path: Path) -> None:
    root = small_company(tmp_path, meeting("2025-06-02", "id: dec1, text: A, changes: [charter:sales]"))
    charter = root / "charters/sales.yaml"
    assert states(world_of(root))["2025-06-02-returns/dec1"] == "open"
    entry = "change_log:\n  - {version: 2, date: 2025-06-05, text: Samples, by: li-na}\n"
    charter.write_text(charter.read_text("utf-8") + entry, "utf-8")
    assert states(world_of(root))["2025-06-02-returns/dec1"] == "implemented"


def test_with_a_history_the_text_before_the_meeting_tells(tmp_path: Path) -> None:
    names = "[goal:fewer-returns, charter:sales/complaint-handling]"
    world = world_of(small_company(tmp_path, meeting("2025-06-02", f"id: dec1, text: A, changes: {names}")))
    goal, charter = (world.workspace.find(ref) for ref in ("goal:fewer-returns", "charter:sales"))
    assert goal is not None and charter is not None
    same = {goal.ref: world.digest(goal), charter.ref: world.digest(charter)}
    for then, changed in (
        (same, [False, False]),
        ({**same, goal.ref: "000000000000"}, [True, False]),
        ({charter.ref: same[charter.ref]}, [True, False]),  # it was not there
        ({}, [True, True]),
        (None, [False, False]),  # nothing tells: no entry of theirs does
    ):
        (one,) = (
            one
            for one in decision_standings(replace(world, digests_before=digests(then)))
            if one.meeting.id == "2025-06-02-returns"
        )
        assert list(one.changed.values()) == changed
