from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.changes.two_states import changes_of, outcome_of
from tests.rules.chinese import in_chinese
from tests.rules.worlds import EXAMPLE, Found, found

PATH = "meetings/2025-06-23-weekly.yaml"
MINUTES = (EXAMPLE / PATH).read_text(encoding="utf-8")
HINT = "take the change back; what is new belongs in the next minutes or under `notes`"


def told(folder: Path, now: str | None, before: str = MINUTES) -> list[Found]:
    return found(outcome_of(folder, {PATH: before}, {PATH: now}, "D954"))


def test_every_field_that_was_edited_is_named(tmp_path: Path) -> None:
    now = MINUTES.replace("Every return is", "Some returns are").replace("present: [li-na, ", "present: [")
    text = f"Weekly meeting (2025-06-23-weekly) was approved and has been edited: present and decisions; {HINT}"
    assert told(tmp_path, now) == [Found("D954", "error", f"{PATH}:5:10", text, ("meeting:2025-06-23-weekly",))]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title:", "# looked over\ntitle:"),
        ("[Reports, Returns]", "\n  - Reports\n  - 'Returns'"),
        ("status: approved", "status: approved\nnotes: Some returns only\nlinks: ['https://x.example']"),
    ],
)
def test_layout_notes_and_links_are_free(old: str, new: str, tmp_path: Path) -> None:
    assert old in MINUTES
    assert told(tmp_path, MINUTES.replace(old, new)) == []


def test_published_minutes_may_still_change(tmp_path: Path) -> None:
    published = MINUTES.replace("status: approved", "status: published")
    assert told(tmp_path / "1", published.replace("Every return is", "Some returns are"), published) == []
    assert told(tmp_path / "2", MINUTES, published) == []
    assert len(told(tmp_path / "3", published, MINUTES)) == 1


def test_minutes_that_are_gone(tmp_path: Path) -> None:
    assert told(tmp_path, None) == [
        Found(
            "D954",
            "error",
            "collab.yaml:1:1",
            "Weekly meeting (2025-06-23-weekly) was approved and has been removed; put it back",
            ("meeting:2025-06-23-weekly",),
        )
    ]


def test_a_new_id_is_no_edit(tmp_path: Path) -> None:
    action = "actions/2025-06-23-photograph-returns.yaml"
    now = {
        action: None,
        "actions/2025-06-23-photograph-all.yaml": (EXAMPLE / action).read_text("utf-8"),
        PATH: None,
        "meetings/2025-06-23-weekly-2.yaml": MINUTES.replace("photograph-returns", "photograph-all"),
    }
    assert (
        found(outcome_of(tmp_path, {PATH: MINUTES, action: (EXAMPLE / action).read_text("utf-8")}, now, "D954")) == []
    )


def test_minutes_that_cannot_be_read_are_not_called_removed(tmp_path: Path) -> None:
    (finding,) = changes_of(outcome_of(tmp_path, {PATH: MINUTES}, {PATH: "title: ["}, "D954"))
    assert finding.text.startswith(f"{PATH} has changed, and nobody can tell how: something in it cannot be read")


@pytest.mark.parametrize("fault", ["title: [", "title: X\ndate: 2025-13-40\n"])
def test_a_fault_in_other_minutes_hides_nothing(fault: str, tmp_path: Path) -> None:
    before = {PATH: MINUTES, "meetings/faulty.yaml": fault}
    for name, now in {"edited": MINUTES.replace("Every", "No"), "removed": None}.items():
        outcome = outcome_of(tmp_path / name, before, {PATH: now}, "D954")
        assert (outcome.not_checked, len(changes_of(outcome))) == ((), 1)


def test_in_chinese(tmp_path: Path) -> None:
    now = MINUTES.replace("Every return is", "Some returns are")
    assert in_chinese(outcome_of(tmp_path, {PATH: MINUTES}, {PATH: now}, "D954"), "D954") == [
        "跨部门周例会 (2025-06-23-weekly) 已批准，又被改动：decisions (决议)；撤回改动；新情况写入下次纪要或 `notes`"
    ]
