from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.goals.goal_files import goal, mend, result
from tests.rules.worlds import Found, check, found, small_company


def in_unit(unit: str, status: str = "draft") -> dict[str, str | None]:
    line = result(f"metric: market-share, baseline: 1, target: 9, unit: {unit}")
    return {"goals/a.yaml": goal("A", status, line)}


def test_s010_compares_the_unit_with_that_of_the_metric(tmp_path: Path) -> None:
    root = small_company(tmp_path, in_unit("points"))
    outcome = check(root)
    text = (
        "Orders (kr1) of A (a) counts in points, its metric Market share (market-share) in %; write its numbers in the "
        "unit of the metric"
    )
    assert found(outcome, "S010") == [Found("S010", "warning", "goals/a.yaml:6:92", text, ("goal:a/kr1",))]
    assert in_chinese(outcome, "S010") == [
        "A (a) 的 Orders (kr1) 以“points”计，它的指标市场占有率 (market-share) 却以“%”计；按指标的单位填写数值"
    ]
    (changed,) = mend(root, outcome, "S010").values()
    assert 'unit: "%"' in changed
    assert found(check(root), "S010") == []


@pytest.mark.parametrize("unit", ['"%"', "％", '" % "'])
def test_s010_takes_two_forms_of_a_unit_for_one(tmp_path: Path, unit: str) -> None:
    assert found(check(small_company(tmp_path, in_unit(unit))), "S010") == []


def test_s010_needs_a_metric_and_a_unit(tmp_path: Path) -> None:
    lines = ["baseline: 1, target: 9, unit: points", "metric: market-share, type: boolean", "metric: no, type: boolean"]
    files: dict[str, str | None] = {
        f"goals/g{at}.yaml": goal("A", "draft", result(line)) for at, line in enumerate(lines)
    }
    assert found(check(small_company(tmp_path, files)), "S010") == []
