from datetime import date
from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.goals.goal_files import goal
from tests.rules.worlds import Found, check, found, small_company

SCORED = ["score: 0.4", "closing: {cause: Rain, next: keep}"]


@pytest.mark.parametrize(
    ("status", "lines", "fault"),
    [
        ("active", [], "A (a) is still active, although its period ended on 2025-12-31"),
        ("active", SCORED, "A (a) is still active, although its period ended on 2025-12-31"),
        ("missed", [], "A (a) is closed without a score and a closing"),
        ("achieved", SCORED[:1], "A (a) is closed without a closing"),
        ("achieved", SCORED[1:], "A (a) is closed without a score"),
        ("missed", SCORED, None),
        ("cancelled", [], None),
        ("proposed", [], None),
    ],
)
def test_g121_asks_what_came_of_a_goal(tmp_path: Path, status: str, lines: list[str], fault: str | None) -> None:
    root = small_company(tmp_path, {"goals/a.yaml": goal("A", status, *lines)})
    place = "5:9" if status == "active" else "1:1"
    text = f"{fault}; score it and say what was learned"
    expected = [Found("G121", "warning", f"goals/a.yaml:{place}", text, ("goal:a",))] if fault else []
    assert [one for one in found(check(root, date(2026, 1, 31)), "G121") if one.records == ("goal:a",)] == expected
    assert found(check(root, date(2026, 1, 30)), "G121") == []


def test_g121_reads_in_chinese(tmp_path: Path) -> None:
    root = small_company(tmp_path, {"goals/a.yaml": goal("A", "missed"), "goals/b.yaml": goal("B", "active")})
    said = in_chinese(check(root, date(2026, 2, 28)), "G121")
    assert said[:2] == [
        "A (a) 已结束，但缺少得分和收尾总结；评分并写明收获",
        "B (b) 的期间已于 2025-12-31 结束，却仍为有效；评分并写明收获",
    ]
