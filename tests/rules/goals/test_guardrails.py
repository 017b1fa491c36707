from datetime import date
from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.goals.goal_files import goal
from tests.rules.worlds import Found, check, found, small_company

POINTS = "[{date: 2025-05-31, value: 11}, {date: 2025-06-30, value: 9}, {date: 2025-07-31, value: 2}]"


def guarded(folder: Path, guardrail: str, status: str = "active") -> Path:
    metrics = f"- {{id: discount, name: Discount, unit: '%', points: {POINTS}}}\n"
    files = {"metrics.yaml": metrics, "goals/a.yaml": goal("A", status, f"guardrails: [{{{guardrail}}}]")}
    return small_company(folder, files)


@pytest.mark.parametrize(
    ("guardrail", "fault", "place"),
    [
        ("metric: discount, at_most: 8", "Discount, a limit of A (a), is 9, above 8", "6:42"),
        ("name: Rebate, metric: discount, at_most: 8.9", "Rebate, a limit of A (a), is 9, above 8.9", "6:56"),
        ("metric: discount, at_least: 10", "Discount, a limit of A (a), is 9, below 10", "6:43"),
        ("metric: discount, at_most: 9", None, ""),
        ("name: Rebate, at_most: 8", None, ""),
        ("metric: nothing, at_most: 8", None, ""),
    ],
)
def test_g125_compares_the_newest_point_with_the_limit(
    tmp_path: Path, guardrail: str, fault: str | None, place: str
) -> None:
    outcome = check(guarded(tmp_path, guardrail))
    text = f"{fault}; bring it back inside the limit before pushing on"
    records = ("goal:a", "metric:discount")
    expected = [Found("G125", "error", f"goals/a.yaml:{place}", text, records)] if fault else []
    assert found(outcome, "G125") == expected
    related = [str(one.place) for finding in outcome.findings if finding.code == "G125" for one in finding.related]
    assert related == ["metrics.yaml:1:111"] * len(expected)


def test_g125_judges_active_goals_on_the_day(tmp_path: Path) -> None:
    assert found(check(guarded(tmp_path / "a", "metric: discount, at_most: 8", "proposed")), "G125") == []
    root = guarded(tmp_path / "b", "metric: discount, at_most: 8")
    assert found(check(root, date(2025, 8, 1)), "G125") == []


def test_g125_reads_in_chinese(tmp_path: Path) -> None:
    outcome = check(guarded(tmp_path, "metric: discount, at_most: 8"))
    assert in_chinese(outcome, "G125") == ["A (a) 的底线指标“Discount”为 9，高于 8；先拉回底线之内再往前推"]
