from __future__ import annotations

from pathlib import Path

import pytest

from tests.edits.moves import do, planned, rewrite
from tests.edits.plans import english
from tests.rules.worlds import green_demo

MINUTES = "meetings/2025/2025-07-07-xdept-weekly.yaml"
DRAFT = "meetings/2025/2025-07-14-xdept-weekly.yaml"
APPROVE = ("meeting approve", "2025-07-07-xdept-weekly")
ALONE = ["-status: published", "+status: approved"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    demo = green_demo(tmp_path)
    rewrite(demo, MINUTES, "status: approved", "status: published")
    return demo


def test_the_draft_that_follows_says_so(root: Path) -> None:
    rewrite(root, DRAFT, "status: draft", "previous_approved: false\nstatus: draft")
    assert [english(note) for note in planned(root, *APPROVE).notes] == [
        "the draft 跨部门周例会 (2025-07-14-xdept-weekly) says so"
    ]
    assert do(root, *APPROVE) == ["-previous_approved: false", "+previous_approved: true", *ALONE]


def test_a_draft_that_says_so_stays_as_it_is(root: Path) -> None:
    rewrite(root, DRAFT, "status: draft", "previous_approved: true\nstatus: draft")
    assert planned(root, *APPROVE).notes == ()
    assert do(root, *APPROVE) == ALONE


def test_minutes_with_others_between_are_not_those_before(root: Path) -> None:
    between = (root / MINUTES).read_text(encoding="utf-8").replace("date: 2025-07-07", "date: 2025-07-09")
    (root / "meetings/2025/2025-07-09-xdept-weekly.yaml").write_text(between, encoding="utf-8")
    assert do(root, *APPROVE) == ALONE


def test_minutes_of_no_series_have_no_next_draft(root: Path) -> None:
    rewrite(root, MINUTES, "series: xdept-weekly\n", "")
    assert do(root, *APPROVE) == ALONE
