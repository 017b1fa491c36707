from __future__ import annotations

from datetime import date
from pathlib import Path

from collab_cli.edits.stale_key_results import stale_key_results
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
