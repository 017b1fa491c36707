from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.documents.patching import apply_patches
from collab_cli.model.goal import Goal
from tests.rules.changes.two_states import changes_of, compare, outcome_of
from tests.rules.chinese import in_chinese
from tests.rules.worlds import EXAMPLE, found

PATH = "goals/fewer-returns.yaml"
GOAL = """\
title: Fewer returns
level: department
department: production
owner: wang-qiang
period: "2025"
status: active
key_results:
  - {id: kr1, title: Return rate, direction: decrease, baseline: 4, target: 2, unit: "%"}
  - {id: kr2, title: Returns, direction: decrease, target: 10, baseline: 90, unit: pieces, weight: 2}
"""


def told(folder: Path, now: str, before: str = GOAL) -> list[str]:
    """Return what is said of each field between the goal and the word about its adjustments."""
    outcome = outcome_of(folder, {PATH: before}, {PATH: now}, "D953")
    return [one.text.partition(" without a word in its `adjustments`")[0] for one in found(outcome)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("target: 2,", "target: 3,", "target of Return rate (kr1) of Fewer returns (fewer-returns) went from 2 to 3"),
        ("baseline: 4,", "", "baseline of Return rate (kr1) of Fewer returns (fewer-returns) went from 4 to nothing"),
        (
            "unit: pieces",
            "unit: tons",
            "unit of Returns (kr2) of Fewer returns (fewer-returns) went from pieces to tons",
        ),
        (", weight: 2", "", "weight of Returns (kr2) of Fewer returns (fewer-returns) went from 2 to 1"),
        (
            "direction: decrease, baseline: 4",
            "direction: at_most, baseline: 4",
            "direction of Return rate (kr1) of Fewer returns (fewer-returns) went from decrease to at_most",
        ),
    ],
)
def test_each_field_that_moves_is_named(old: str, new: str, said: str, tmp_path: Path) -> None:
    now = GOAL.replace(old, new)
    if new == "":
        now = now.replace("direction: decrease,  target", "direction: at_most, target")
    assert said in told(tmp_path, now)


def test_another_period(tmp_path: Path) -> None:
    half = "  - {id: 2025-h2, start: 2025-07-01, end: 2025-12-31}\n"
    settings = (EXAMPLE / "collab.yaml").read_text("utf-8").replace("check:\n", half + "check:\n")
    now = GOAL.replace('period: "2025"', "period: 2025-h2")
    outcome = outcome_of(tmp_path, {PATH: GOAL, "collab.yaml": settings}, {PATH: now}, "D953")
    assert [one.text.partition(" without")[0] for one in found(outcome)] == [
        "period of Fewer returns (fewer-returns) went from 2025 to 2025-h2"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("target: 2,", "target: 2.0,"),
        ("weight: 2", "confidence: 0.5, weight: 2"),
        ("title: Returns,", "title: Fewer pieces,"),
        ("  - {id: kr2, title: Returns, direction: decrease, target: 10, baseline: 90, unit: pieces, weight: 2}\n", ""),
        ("status: active", "status: cancelled"),
        ("{id: kr1,", "{id: return-rate,"),
    ],
)
def test_what_moves_no_target(old: str, new: str, tmp_path: Path) -> None:
    changed = GOAL.replace(old, new)
    assert changed != GOAL
    assert told(tmp_path, changed) == []


def test_a_proposed_goal_may_still_change(tmp_path: Path) -> None:
    now = GOAL.replace("target: 2,", "target: 3,")
    assert told(tmp_path, now, GOAL.replace("active", "proposed")) == []


@pytest.mark.parametrize("status", ["achieved", "missed", "cancelled", "proposed", "draft"])
def test_who_closes_a_goal_moves_no_target_on_the_way(status: str, tmp_path: Path) -> None:
    now = GOAL.replace("target: 2,", "target: 3,").replace("status: active", f"status: {status}")
    assert told(tmp_path, now) == ["target of Return rate (kr1) of Fewer returns (fewer-returns) went from 2 to 3"]


@pytest.mark.parametrize(
    ("status", "is_adjusted"), [("active", True), ("proposed", True), ("achieved", False), ("draft", False)]
)
def test_the_command_named_is_one_that_is_not_refused(status: str, is_adjusted: bool, tmp_path: Path) -> None:
    now = GOAL.replace("target: 2,", "target: 3,").replace("status: active", f"status: {status}")
    (finding,) = outcome_of(tmp_path, {PATH: GOAL}, {PATH: now}, "D953").findings
    assert ("collab goal adjust fewer-returns/kr1 target=3 --was 2" in str(finding.hint)) is is_adjusted


def test_a_key_result_with_a_new_id_is_the_same_one(tmp_path: Path) -> None:
    now = GOAL.replace("target: 2,", "target: 3,").replace("{id: kr1,", "{id: return-rate,")
    said = "target of Return rate (return-rate) of Fewer returns (fewer-returns) went from 2 to 3"
    assert told(tmp_path / "1", now) == [said]
    old = "  - {date: 2025-03-01, field: kr1.target, from: 1, to: 2}\n"
    new = old.replace("kr1", "return-rate")
    before = f"{GOAL}adjustments:\n{old}"
    assert told(tmp_path / "2", f"{now}adjustments:\n{new}", before) == [said]
    for number, field in enumerate(("kr1.target", "return-rate.target")):
        entry = f"  - {{date: 2025-06-30, field: {field}, from: 2, to: 3}}\n"
        assert told(tmp_path / f"told {number}", f"{now}adjustments:\n{new}{entry}", before) == []


@pytest.mark.parametrize(
    ("entries", "is_told"),
    [
        (["from: 2, to: 3"], True),
        (["from: 2.0, to: '3.00'"], True),
        (["from: 2, to: 2.5"], False),
        (["from: 1, to: 3"], False),
        (["from: 2, to: 2.5", "from: 2.5, to: 3"], True),
        (["from: 2, to: 2.5", "from: 2.4, to: 3"], False),
        (["reason: feasibility"], True),
        (["to: 3"], True),
        (["from: 2"], True),
        (["from: two"], False),
    ],
)
def test_an_entry_excuses_the_change_it_tells(entries: list[str], is_told: bool, tmp_path: Path) -> None:
    log = "".join(f"  - {{date: 2025-06-30, field: kr1.target, {entry}}}\n" for entry in entries)
    now = f"{GOAL.replace('target: 2,', 'target: 3,')}adjustments:\n{log}"
    assert (told(tmp_path, now) == []) is is_told


def test_an_old_entry_that_is_edited_is_no_new_one(tmp_path: Path) -> None:
    old = "adjustments:\n  - {date: 2025-03-01, field: kr1.target, from: 1, to: 2, reason: other}\n"
    now = GOAL.replace("target: 2,", "target: 3,")
    for number, edited in enumerate(
        (
            old.replace("from: 1, to: 2", "from: 2, to: 3"),
            old.replace("from: 1, to: 2", "from: 2, to: 3").replace("2025-03-01", "2025-06-30"),
            old.replace("kr1", "kr2"),
        )
    ):
        before = GOAL + (old if number < 2 else old.replace("kr1", "kr2").replace("from: 1, to: 2", "from: 2, to: 3"))
        now_log = edited if number < 2 else old.replace("from: 1, to: 2", "from: 2, to: 3")
        assert len(told(tmp_path / str(number), now + now_log, before)) == 1
    new = "  - {date: 2025-03-01, field: kr1.target, from: 2, to: 3}\n"
    assert told(tmp_path / "beside", now + old.replace("other", "correction") + new, GOAL + old) == []


def test_a_fault_elsewhere_hides_nothing(tmp_path: Path) -> None:
    now = GOAL.replace("target: 2,", "target: 3,")
    faulty = {"other.yaml": "title: [", "half.yaml": "title: X\nstart: 2025-13-40\n"}
    before = {PATH: GOAL, **{f"goals/{name}": text for name, text in faulty.items()}}
    outcome = outcome_of(tmp_path / "other", before, {PATH: now}, "D953")
    assert (outcome.not_checked, len(changes_of(outcome))) == ((), 1)
    own = "checkins: nothing\n"
    assert len(told(tmp_path / "own", now + own, GOAL + own)) == 1


def test_a_faulty_target_is_not_taken_for_none(tmp_path: Path) -> None:
    faulty = GOAL.replace("baseline: 4,", "baseline: four,")
    assert told(tmp_path / "mended", GOAL, faulty) == []
    (unread,) = told(tmp_path / "broken", faulty)
    assert unread.startswith(f"{PATH} has changed, and nobody can tell how")
    note = "notes: later\n"
    assert len(told(tmp_path / "still", faulty + note, faulty)) == 1
    checkin = GOAL.replace("weight: 2}", "weight: 2, checkins: [{date: 2025-13-40}]}")
    assert told(tmp_path / "another field", checkin + note, checkin) == []


@pytest.mark.parametrize("field", ["kr1.target", " kr1.target", "key_results.kr1.target", "key_results/kr1/target"])
def test_an_adjustment_of_the_field_is_enough(field: str, tmp_path: Path) -> None:
    now = GOAL.replace("target: 2,", "target: 3,")
    log = f"adjustments:\n  - {{date: 2025-06-30, field: '{field}', from: 2, to: 3, reason: feasibility}}\n"
    assert told(tmp_path / "new", now + log) == []
    assert len(told(tmp_path / "old", now + log, GOAL + log)) == 1
    assert len(told(tmp_path / "another field", now + log.replace("target", "baseline"))) == 1


def test_the_entry_is_offered(tmp_path: Path) -> None:
    now = GOAL.replace("target: 2,", "target: 3,")
    goal = compare(tmp_path / "1", {PATH: GOAL}, {PATH: now}).world.get(Goal, "fewer-returns")
    fix = outcome_of(tmp_path / "2", {PATH: GOAL}, {PATH: now}, "D953").findings[0].fixes[0]
    assert goal is not None
    assert not fix.safe
    entry = "adjustments:\n  - date: 2025-06-30\n    field: kr1.target\n    from: 2\n    to: 3\n"
    assert apply_patches(goal.document, fix.patches).decode() == now + entry
    log = "adjustments:\n  - {date: 2025-03-01, field: kr2.target}\n"
    goal = compare(tmp_path / "3", {PATH: GOAL + log}, {PATH: now + log}).world.get(Goal, "fewer-returns")
    fix = outcome_of(tmp_path / "4", {PATH: GOAL + log}, {PATH: now + log}, "D953").findings[0].fixes[0]
    assert goal is not None
    entry = "  - {date: 2025-06-30, field: kr1.target, from: 2, to: 3}\n"
    assert apply_patches(goal.document, fix.patches).decode() == now + log + entry


def test_in_chinese(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, {PATH: GOAL}, {PATH: GOAL.replace("target: 2,", "target: 3,")}, "D953")
    assert in_chinese(outcome, "D953") == [
        "Fewer returns (fewer-returns) 的 Return rate (kr1) 的 target (目标值) 由 2 改为 3，`adjustments` 中没有说明；"
        "用 collab goal adjust fewer-returns/kr1 target=3 --was 2 --reason REASON 写明原因，或撤回改动"
    ]
