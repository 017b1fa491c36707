from datetime import date
from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.goals.goal_files import goal, result
from tests.rules.worlds import Found, check, found, set_check, small_company


def measured(folder: Path, checkins: str, more: str = "", status: str = "active") -> Path:
    line = result(f"baseline: 0, target: 100, unit: orders, {more}checkins: [{checkins}]")
    return small_company(folder, {"goals/a.yaml": goal("A", status, line)})


HINT = "ask what would have to happen, and agree on it"


def test_g123_forecasts_a_miss(tmp_path: Path) -> None:
    outcome = check(measured(tmp_path, "{date: 2025-06-30, value: 30}"))
    text = f"Orders (kr1) of A (a) is heading for 61 % of its target; {HINT}"
    assert found(outcome, "G123") == [Found("G123", "info", "goals/a.yaml:6:61", text, ("goal:a/kr1",))]
    assert in_chinese(outcome, "G123") == ["A (a) 的 Orders (kr1) 预计期末只完成 61%；问清需要什么，并商定措施"]


@pytest.mark.parametrize(
    ("checkins", "more", "place"),
    [
        ("{date: 2025-06-30, value: 60, confidence: 0.4}", "", "6:133"),
        ("{date: 2025-06-01, value: 60, confidence: 0.4}, {date: 2025-06-30, value: 60}", "", "6:133"),
        ("{date: 2025-06-30, value: 60}", "confidence: 0.4, ", "6:92"),
        ("{date: 2025-06-30, value: 60, confidence: 0.5}", "confidence: 0.4, ", None),
        ("{date: 2025-06-30, value: 100, confidence: 0.1}", "", None),
    ],
)
def test_g123_takes_the_newest_confidence(tmp_path: Path, checkins: str, more: str, place: str | None) -> None:
    text = f"the confidence that Orders (kr1) of A (a) is reached is 40 %; {HINT}"
    expected = [Found("G123", "info", f"goals/a.yaml:{place}", text, ("goal:a/kr1",))] if place else []
    assert found(check(measured(tmp_path, checkins, more)), "G123") == expected


def test_g123_keeps_to_its_limits(tmp_path: Path) -> None:
    root = measured(tmp_path, "{date: 2025-06-30, value: 30, confidence: 0.4}")
    set_check(root, "thresholds: {forecast-min: 0.6, confidence-min: 0.4}")
    assert found(check(root), "G123") == []


@pytest.mark.parametrize(
    ("checkins", "status", "day"),
    [
        ("", "active", date(2025, 6, 30)),
        ("{date: 2025-06-30, value: 30}", "proposed", date(2025, 6, 30)),
        ("{date: 2025-02-01, value: 1}", "active", date(2025, 2, 1)),
        ("{date: 2025-12-30, value: 30}", "active", date(2026, 1, 2)),
    ],
)
def test_g123_says_nothing_where_nothing_can_be_foretold(tmp_path: Path, checkins: str, status: str, day: date) -> None:
    found_there = found(check(measured(tmp_path, checkins, status=status), day), "G123")
    assert [one for one in found_there if one.records == ("goal:a/kr1",)] == []
