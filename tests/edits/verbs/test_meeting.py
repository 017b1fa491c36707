from __future__ import annotations

from pathlib import Path

import pytest

from tests.edits.moves import do, planned, refused, rewrite
from tests.edits.plans import english
from tests.rules.worlds import green_demo


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return green_demo(tmp_path)


def test_a_meeting_is_cancelled_with_the_reason(root: Path) -> None:
    assert refused(root, "meeting cancel", "2025-07-14-xdept-weekly").startswith("collab meeting cancel needs --reason")
    assert do(root, "meeting cancel", "2025-07-14-xdept-weekly", reason="Trade fair") == [
        "-status: draft",
        "+status: cancelled",
        "+reason: Trade fair",
    ]


def test_published_minutes_are_approved(root: Path) -> None:
    assert refused(root, "meeting approve", "2025-07-14-xdept-weekly") == (
        "跨部门周例会 (2025-07-14-xdept-weekly) is draft, and collab meeting approve is for what is published; "
        "from draft it can become published (collab meeting publish 2025-07-14-xdept-weekly), "
        "cancelled (collab meeting cancel 2025-07-14-xdept-weekly)"
    )
    rewrite(root, "meetings/2025/2025-07-07-xdept-weekly.yaml", "status: approved", "status: published")
    change = planned(root, "meeting approve", "2025-07-07-xdept-weekly")
    assert [english(note) for note in change.notes] == ["the draft 跨部门周例会 (2025-07-14-xdept-weekly) says so"]
    assert do(root, "meeting approve", "2025-07-07-xdept-weekly") == [
        "+previous_approved: true",
        "-status: published",
        "+status: approved",
    ]


DRAFT = "meetings/2025/2025-07-14-xdept-weekly.yaml"
STUB = "actions:\n  - {title: 整理区域预测口径, owner: chen-jie, due: 2025-07-18}\n"


def test_draft_minutes_are_published(root: Path) -> None:
    rewrite(root, DRAFT, STUB, "present: [li-na, zhang-wei]\nagenda: [Reports]\n")
    assert do(root, "meeting publish", "2025-07-14-xdept-weekly", date="2025-07-15") == [
        "-status: draft",
        "+published: 2025-07-15",
        "+status: published",
    ]


def test_minutes_are_published_when_nothing_is_missing(root: Path) -> None:
    titled = "跨部门周例会 (2025-07-14-xdept-weekly)"
    assert refused(root, "meeting publish", "2025-07-14-xdept-weekly") == (
        f"{titled} cannot be published without present and agenda; "
        "write it with collab meeting present 2025-07-14-xdept-weekly and "
        "collab meeting agenda-item add 2025-07-14-xdept-weekly TEXT"
    )
    rewrite(root, DRAFT, "status: draft", "status: draft\npresent: [li-na]\nagenda: [Reports]")
    rewrite(root, DRAFT, ", owner: chen-jie, due: 2025-07-18", "")
    assert refused(root, "meeting publish", "2025-07-14-xdept-weekly") == (
        f"{titled} cannot be published: action 1, 整理区域预测口径, has no owner and due; "
        "write it with collab meeting action set 2025-07-14-xdept-weekly 1 owner=... due=..."
    )
    rewrite(root, DRAFT, "series: xdept-weekly\n", "")
    assert refused(root, "meeting publish", "2025-07-14-xdept-weekly").startswith(
        f"{titled} cannot be published without chair and secretary; "
    )


def test_a_slot_is_left_out(root: Path) -> None:
    assert do(root, "series skip", "xdept-weekly", date="2025-10-06", reason="Holiday") == [
        "+skips:",
        "+  - date: 2025-10-06",
        "+    reason: Holiday",
    ]
    assert do(root, "series skip", "跨部门周例会", date="9/1", reason="Fair") == [
        "+  - date: 2025-09-01",
        "+    reason: Fair",
    ]
    assert do(root, "series skip", "xdept-weekly", date="9/1", reason="Trade fair") == [
        "-    reason: Fair",
        "+    reason: Trade fair",
    ]


def test_a_slot_needs_its_day_and_the_reason(root: Path) -> None:
    assert refused(root, "series skip", "xdept-weekly").startswith("collab series skip needs DATE and --reason")
