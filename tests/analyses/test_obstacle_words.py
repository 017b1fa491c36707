from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from collab_cli.analyses.consensus import Obstructed
from collab_cli.analyses.obstacle_words import obstacle_said
from collab_cli.i18n import language
from tests.rules.chinese import chinese
from tests.rules.worlds import green_demo, world_of

BOTH = ("sales", "production")
DAY = date(2025, 7, 4)


@pytest.mark.parametrize(
    ("obstacle", "english", "zh"),
    [
        (Obstructed("quorum", BOTH), "too few have taken position: Sales and Production did not",
            "表态的部门不足：销售部和生产部尚未表态"),
        (Obstructed("objection", ("sales",), ("wang-qiang",)), "the objection of 王强 and Sales is not settled",
            "王强和销售部的反对意见尚未处理"),
        (Obstructed("not_agreed", BOTH), "Sales and Production did not agree", "销售部和生产部未同意"),
        (Obstructed("low_score", ("sales",)), "Sales gave less than 3", "销售部打分低于 3 分"),
        (Obstructed("no_majority", BOTH), "those who agree are no majority", "同意的未过半数"),
        (Obstructed("no_deadline"), "silence counts as agreement only after a deadline, and there is none",
            "过了截止日期才视为默认同意，而此处没有截止日期"),
        (Obstructed("deadline", day=DAY), "the deadline 2025-07-04 has not passed", "截止日期 2025-07-04 未过"),
        (Obstructed("too_short", day=DAY), "silence counts as agreement after three days at the earliest: "
            "no deadline before 2025-07-04 will do", "至少三天后才视为默认同意，截止日期不能早于 2025-07-04"),
    ],
)  # fmt: skip
def test_each_obstacle(tmp_path: Path, obstacle: Obstructed, english: str, zh: str) -> None:
    said = obstacle_said(world_of(green_demo(tmp_path)), obstacle)
    assert (language("en").say(said), chinese().say(said)) == (english, zh)
