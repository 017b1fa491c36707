from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.goals.goal_files import goal, result
from tests.rules.worlds import Found, check, found, small_company

UP = result('metric: return-rate, baseline: 4, target: 6, unit: "%"')


def test_g113_finds_goals_that_pull_one_metric_apart(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, {"goals/a.yaml": goal("A", "active", UP)}))
    text = (
        "Return rate (kr1) of Fewer returns (fewer-returns) and Orders (kr1) of A (a) pull Return rate (return-rate) "
        "in opposite directions; settle what counts more and write it under tensions"
    )
    place, records = "goals/fewer-returns.yaml:13:13", ("goal:fewer-returns/kr1", "goal:a/kr1")
    assert found(outcome, "G113") == [Found("G113", "warning", place, text, records)]
    assert in_chinese(outcome, "G113") == [
        "降低退货率 (fewer-returns) 的退货率 (kr1) 与 A (a) 的 Orders (kr1) 把退货率 (return-rate) 往相反方向拉；"
        "商定哪个优先，写入 tensions"
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [UP, 'tensions: [{between: [kr1, "goal:fewer-returns/kr1"], resolution: Returns within 14 days}]'],
        [UP, 'tensions: [{between: ["goal:fewer-returns"], resolution: Returns within 14 days}]'],
        [result('metric: return-rate, direction: at_most, target: 3, unit: "%"')],
        [result('metric: return-rate, direction: range, low: 1, high: 3, unit: "%"')],
        [result('metric: market-share, baseline: 4, target: 6, unit: "%"')],
        [result("metric: return-rate, type: boolean")],
    ],
)
def test_g113_is_silent_where_nothing_pulls_or_it_is_settled(tmp_path: Path, lines: list[str]) -> None:
    outcome = check(small_company(tmp_path, {"goals/a.yaml": goal("A", "active", *lines)}))
    assert found(outcome, "G113") == []


def test_g113_judges_active_goals(tmp_path: Path) -> None:
    assert found(check(small_company(tmp_path, {"goals/a.yaml": goal("A", "proposed", UP)})), "G113") == []


def test_g113_asks_how_a_tension_is_settled(tmp_path: Path) -> None:
    text = goal("A", "proposed", "tensions: [{between: [kr1, kr2]}, {between: [kr1], resolution: So}]")
    assert found(check(small_company(tmp_path, {"goals/a.yaml": text})), "G113") == [
        Found(
            "G113",
            "warning",
            "goals/a.yaml:6:13",
            "A (a) names a tension, but not how it is settled; write its resolution",
            ("goal:a",),
        )
    ]


def test_g113_names_a_few_of_many(tmp_path: Path) -> None:
    files: dict[str, str | None] = {f"goals/g{number}.yaml": goal("A", "active", UP) for number in range(9)}
    (one,) = found(check(small_company(tmp_path, files)), "G113")
    assert one.records == ("goal:fewer-returns/kr1", *(f"goal:g{number}/kr1" for number in range(5)))
