"""What a record was called before, and whether it still says the same."""

from __future__ import annotations

from collab_cli.analyses.changes.find_changes import find_changes
from collab_cli.analyses.changes.old_record import is_same_text, old_record
from collab_cli.model.goal import Goal
from tests.analyses.changes.two_states import with_files, world_with

GOAL = "title: %s\nlevel: company\nowner: li-na\nperiod: '2025'\nstatus: active\n"
BEFORE = with_files({"goals/win.yaml": GOAL % "Win customers in all regions", "goals/keep.yaml": GOAL % "Keep them"})


def test_a_record_under_its_old_id_or_the_same() -> None:
    files = with_files(
        {"goals/win.yaml": None, "goals/gain.yaml": BEFORE["goals/win.yaml"], "goals/new.yaml": GOAL % "Another"},
        BEFORE,
    )
    before, after = world_with(BEFORE), world_with(files)
    names = find_changes(before, after).names
    goals = [goal for goal in after.all(Goal) if goal.id in ("gain", "keep", "new")]
    found = {goal.id: old_record(before, names, goal) for goal in goals}
    assert {new: old.id if old is not None else None for new, old in found.items()} == {
        "gain": "win",
        "keep": "keep",
        "new": None,
    }


def test_only_what_it_says_counts() -> None:
    moved = with_files({"goals/keep.yaml": (GOAL % "Keep them").replace("status: active", "status: missed")}, BEFORE)
    other = with_files({"goals/keep.yaml": GOAL % "Keep most"}, BEFORE)
    before = world_with(BEFORE)
    old = before.get(Goal, "keep")
    assert old is not None
    for files, is_same in ((moved, True), (other, False)):
        after = world_with(files)
        new = after.get(Goal, "keep")
        assert new is not None
        assert is_same_text(before, after, find_changes(before, after).names, old, new) is is_same
