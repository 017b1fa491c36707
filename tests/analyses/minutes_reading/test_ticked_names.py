"""Boxes are ticked in many ways; what is noted beside one that is not is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from collab_cli.analyses.minutes_reading.collected import Collected
from collab_cli.analyses.minutes_reading.known_people import People
from collab_cli.analyses.minutes_reading.minutes_read import Doubt
from collab_cli.analyses.minutes_reading.said_days import Days
from collab_cli.analyses.minutes_reading.ticked_names import read_ticked
from tests.edits.test_save_pad import world_of


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("- [x] 李娜", "present", ["li-na"]),
        ("[ x ] 李娜", "present", ["li-na"]),
        ("[是] 李娜", "present", ["li-na"]),
        ("【√】张伟总", "present", ["zhang-wei"]),
        ("［ｘ］李娜", "present", ["li-na"]),
        ("☑ 李娜", "present", ["li-na"]),
        ("[ ] 李娜 ✓", "present", ["li-na"]),
        ("李娜", "present", ["li-na"]),
        ("[x] 张敏 (zhang-min-2)", "present", ["zhang-min-2"]),
        ("[x] 赵六（客户）", "guests", ["赵六（客户）"]),
        ("【 是 】(销售部) 张伟", "present", ["zhang-wei"]),
        ("(1) 张伟", "present", ["zhang-wei"]),
        ("(销售部) 张伟", "present", ["zhang-wei"]),
        ("[请假] 刘芳", "regrets", [{"person": "liu-fang"}]),
        ("【缺席】刘芳", "regrets", [{"person": "liu-fang"}]),
        ("[absent] 刘芳", "regrets", [{"person": "liu-fang"}]),
        ("[ ] ~~刘芳~~ 请假", "regrets", [{"person": "liu-fang"}]),
    ],
)
def test_a_line_is_taken_as_it_is_meant(tmp_path: Path, text: str, name: str, value: object) -> None:
    collected = Collected(People(world_of(tmp_path, {})), Days(date(2025, 7, 14)))
    read_ticked(collected, text, 1)
    assert (collected.fields, collected.unplaced) == ({name: value}, [])


@pytest.mark.parametrize("text", ["[ ] 李娜", "☐ 李娜", "[否] 李娜", "[no] 李娜", "[ ] 张敏 (zhang-min)", "[ ] 张伟总"])
def test_who_is_not_ticked_was_not_there(tmp_path: Path, text: str) -> None:
    collected = Collected(People(world_of(tmp_path, {})), Days(date(2025, 7, 14)))
    read_ticked(collected, text, 1)
    assert (collected.fields, collected.unplaced) == ({}, [])


@pytest.mark.parametrize("mark", ["-", "×", "?", "？", "待定", "late"])
def test_a_mark_that_tells_nothing_is_doubtful(tmp_path: Path, mark: str) -> None:
    collected = Collected(People(world_of(tmp_path, {})), Days(date(2025, 7, 14)))
    read_ticked(collected, f"[{mark}] 刘芳", 3)
    assert (collected.fields, collected.doubts) == (
        {},
        [Doubt("unclear_mark", ("present",), f"[{mark}] 刘芳", 3)],
    )


def test_who_came_instead_was_there(tmp_path: Path) -> None:
    collected = Collected(People(world_of(tmp_path, {})), Days(date(2025, 7, 14)))
    read_ticked(collected, "[ ] 刘芳（周敏代）", 1)
    assert collected.fields == {"regrets": [{"person": "liu-fang", "delegate": "zhou-min"}], "present": ["zhou-min"]}


def test_why_somebody_was_away_is_kept(tmp_path: Path) -> None:
    collected = Collected(People(world_of(tmp_path, {})), Days(date(2025, 7, 14)))
    read_ticked(collected, "[ ] 刘芳（出差）", 1)
    assert collected.fields == {"regrets": [{"person": "liu-fang"}]}
    assert [one.text for one in collected.unplaced] == ["刘芳（出差）"]


@pytest.mark.parametrize("text", ["以后再说", "李娜（晚到）"])
def test_a_remark_beside_a_name_is_kept(tmp_path: Path, text: str) -> None:
    collected = Collected(People(world_of(tmp_path, {})), Days(date(2025, 7, 14)))
    read_ticked(collected, f"[ ] {text}", 1)
    assert [one.text for one in collected.unplaced] == [text]
