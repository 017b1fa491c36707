from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.goals.goal_files import SHARE, goal, serving
from tests.rules.worlds import Found, check, found, small_company

PERIODS = (
    '{id: "2025", start: 2025-01-01, end: 2025-12-31}, {id: 2025-h1, start: 2025-01-01, end: 2025-06-30}, '
    "{id: 2026-q1, start: 2026-01-01, end: 2026-03-31}"
)
SETTINGS = f"schema: 1\ncompany: {{name: Brook, head: li-na}}\nperiods: [{PERIODS}]\n"


def in_period(text: str, period: str) -> str:
    return text.replace("period: '2025'", f"period: {period}")


def test_g110_finds_a_goal_that_ends_after_the_one_it_serves(tmp_path: Path) -> None:
    late = in_period(goal("A", "proposed", serving(SHARE)), "2026-q1")
    outcome = check(small_company(tmp_path, {"collab.yaml": SETTINGS, "goals/a.yaml": late}))
    text = (
        "A (a) ends on 2026-03-31, but Increase market share (increase-market-share), which it serves, already on "
        "2025-12-31; give it a period that ends no later, or link it to a later goal"
    )
    records = ("goal:a", f"goal:{SHARE}")
    assert found(outcome, "G110") == [Found("G110", "warning", "goals/a.yaml:4:9", text, records)]


@pytest.mark.parametrize(
    ("status", "period"), [("active", "'2025'"), ("active", "2025-h1"), ("missed", "2026-q1"), ("active", "nowhere")]
)
def test_g110_says_nothing_of_a_goal_that_ends_in_time(tmp_path: Path, status: str, period: str) -> None:
    text = in_period(goal("A", status, serving(SHARE)), period)
    outcome = check(small_company(tmp_path, {"collab.yaml": SETTINGS, "goals/a.yaml": text}))
    assert found(outcome, "G110") == []


def without_marketing(folder: Path, files: dict[str, str | None]) -> Path:
    root = small_company(folder, {"collab.yaml": SETTINGS} | files)
    path = root / "goals" / "increase-revenue.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("co_owners: [marketing]\n", ""), encoding="utf-8")
    return root


def test_g111_asks_every_department_for_a_goal(tmp_path: Path) -> None:
    outcome = check(without_marketing(tmp_path, {}))
    text = (
        "Marketing has no goal in 2025, although the company has one; agree on a goal of its own, or on one it shares"
    )
    assert found(outcome, "G111") == [Found("G111", "warning", "departments.yaml:3:4", text, ("department:marketing",))]
    assert in_chinese(outcome, "G111") == ["公司在 2025 有目标，市场部却没有；商定它自己的目标，或它共担的目标"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (goal("A", "proposed"), 0),
        (goal("A", "active", level="person"), 0),
        (in_period(goal("A"), "2025-h1"), 0),
        (in_period(goal("A"), "2026-q1"), 1),
        (goal("A", "draft"), 1),
        (goal("A", "cancelled"), 1),
        (goal("A", "active", "co_owners: [marketing]", level="company"), 0),
    ],
)
def test_g111_takes_any_goal_of_the_time(tmp_path: Path, text: str, count: int) -> None:
    assert len(found(check(without_marketing(tmp_path, {"goals/a.yaml": text})), "G111")) == count


def test_g111_is_silent_without_a_goal_of_the_company(tmp_path: Path) -> None:
    share = goal("Share", "proposed", level="company")
    outcome = check(without_marketing(tmp_path, {f"goals/{SHARE}.yaml": share}))
    assert found(outcome, "G111") == []


def test_g111_is_not_checked_when_a_goal_cannot_be_read(tmp_path: Path) -> None:
    outcome = check(without_marketing(tmp_path, {"goals/a.yaml": "title: [\n"}))
    assert found(outcome, "G111") == []
    assert "G111" in {rule.code for rule in outcome.not_checked}


@pytest.mark.parametrize(("status", "count"), [("active", 1), ("proposed", 0), ("missed", 0)])
def test_g122_asks_for_a_duty(tmp_path: Path, status: str, count: int) -> None:
    outcome = check(small_company(tmp_path, {"goals/a.yaml": goal("A", status)}))
    text = "no duty of an effective charter supports A (a); name it under supports of the duty that serves it"
    assert found(outcome, "G122") == [Found("G122", "info", "goals/a.yaml:1:1", text, ("goal:a",))] * count


def test_g122_is_silent_where_there_are_no_charters(tmp_path: Path) -> None:
    names = ("sales", "production", "marketing")
    files: dict[str, str | None] = {f"charters/{name}.yaml": None for name in names}
    assert found(check(small_company(tmp_path, files)), "G122") == []
