from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.goals.goal_files import goal
from tests.rules.worlds import Found, check, found, set_check, small_company


def many(count: int, status: str = "active", level: str = "department") -> dict[str, str | None]:
    return {f"goals/g{number}.yaml": goal(f"G{number}", status, level=level) for number in range(1, count + 1)}


def test_g108_counts_the_active_goals_of_a_department_in_a_period(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, many(6)))
    text = "Marketing has 6 active goals in 2025, more than 5; keep those that matter most active"
    records = tuple(f"goal:g{number}" for number in range(1, 7))
    assert found(outcome, "G108") == [Found("G108", "warning", "goals/g1.yaml:1:1", text, records)]
    (finding,) = (finding for finding in outcome.findings if finding.code == "G108")
    assert [related.place.path for related in finding.related] == [f"goals/g{number}.yaml" for number in range(2, 7)]
    assert in_chinese(outcome, "G108") == ["市场部在 2025 有 6 个有效目标，超过 5 个；只保留最重要的为有效"]


@pytest.mark.parametrize(
    ("files", "limit"),
    [
        (many(5), 5),
        (many(6, "proposed"), 5),
        (many(6, level="team"), 5),
        (many(6, level="person"), 5),
        (many(6, level="company"), 5),
        (many(6), 6),
    ],
)
def test_g108_counts_nothing_else(tmp_path: Path, files: dict[str, str | None], limit: int) -> None:
    root = small_company(tmp_path, files)
    set_check(root, f"thresholds: {{max-goals: {limit}}}")
    assert found(check(root), "G108") == []


@pytest.mark.parametrize(("status", "limit", "count"), [("proposed", 2, 1), ("active", 3, 0), ("missed", 2, 0)])
def test_g109_counts_key_results(tmp_path: Path, status: str, limit: int, count: int) -> None:
    numbers = ", ".join(f"{{id: kr{at}, title: N{at}, baseline: 0, target: 9, unit: pieces}}" for at in (1, 2, 3))
    root = small_company(tmp_path, {"goals/a.yaml": goal("A", status, f"key_results: [{numbers}]")})
    set_check(root, f"thresholds: {{max-key-results: {limit}}}")
    text = "A (a) has 3 key results, more than 2; keep those that say whether it is reached"
    one = Found("G109", "warning", "goals/a.yaml:6:1", text, ("goal:a",))
    assert found(check(root), "G109") == [one] * count
