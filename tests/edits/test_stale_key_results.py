from __future__ import annotations

from datetime import date
from pathlib import Path

from collab_cli.edits.stale_key_results import ComingCheckIns, coming_check_ins, stale_key_results
from tests.rules.worlds import green_demo, world_of


def test_what_is_due_of_whom(tmp_path: Path) -> None:
    root = green_demo(tmp_path)
    assert stale_key_results(world_of(root, date(2025, 8, 4)), None) == ()
    later = world_of(root, date(2025, 8, 5))
    assert [each.ref for each in stale_key_results(later, None)] == [
        "increase-market-share/kr1",
        "increase-revenue/kr1",
        "increase-revenue/kr2",
        "raise-quality-and-efficiency/kr1",
        "raise-quality-and-efficiency/kr2",
        "strengthen-brand/kr1",
        "strengthen-brand/kr2",
    ]
    assert [each.ref for each in stale_key_results(later, "zhang-wei")] == [
        "increase-revenue/kr1",
        "increase-revenue/kr2",
    ]
    assert stale_key_results(later, "chen-jie") == ()


def test_what_will_be_due_next_and_what_has_no_value_yet(tmp_path: Path) -> None:
    def bare(text: str) -> str:
        return text.replace("    checkins:\n      - {date: 2025-06-30, value: 48, note: 下半年展会集中签约}\n", "")

    root = green_demo(tmp_path, {"goals/2025/increase-revenue.yaml": bare})
    world = world_of(root, date(2025, 5, 1))
    coming = coming_check_ins(world, "zhang-wei")
    assert (coming.count, [each.ref for each in coming.unmeasured]) == (
        2,
        ["increase-revenue/kr1", "increase-revenue/kr2"],
    )
    assert coming.due == date(2025, 5, 21)  # activated on 15 April, 35 days and one more
    assert coming_check_ins(world_of(root, date(2025, 6, 30)), None).due == date(2025, 5, 21)
    assert coming_check_ins(world, "chen-jie") == ComingCheckIns(0, (), None)
