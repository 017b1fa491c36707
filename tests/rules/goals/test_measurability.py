from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.goals.goal_files import goal, mend, result, serving, shown
from tests.rules.worlds import Found, check, found, small_company

NUMBERS = "baseline: 10, target: 20, unit: pieces"


def test_g105_asks_for_a_key_result(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, {"goals/a.yaml": goal("A")}), profile="basic")
    message = "A (a) is active but has no key result; add a key result with baseline, target and unit"
    assert found(outcome, "G105") == [Found("G105", "error", "goals/a.yaml:1:1", message, ("goal:a",))]
    assert in_chinese(outcome, "G105") == ["A (a) 已生效，但没有关键结果；增加一个关键结果，写明基期值、目标值和单位"]


def test_g105_stands_at_the_empty_list(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, {"goals/a.yaml": goal("A", "active", "key_results: []")}))
    assert [one.place for one in found(outcome, "G105")] == ["goals/a.yaml:6:14"]


@pytest.mark.parametrize("status", ["draft", "proposed", "achieved", "missed", "cancelled"])
def test_g105_is_about_active_goals(tmp_path: Path, status: str) -> None:
    assert found(check(small_company(tmp_path, {"goals/a.yaml": goal("A", status)})), "G105") == []


@pytest.mark.parametrize(
    ("rollup", "child", "count"),
    [
        ([], "active", 0),
        (["rollup: children"], "active", 0),
        (["rollup: children"], "proposed", 0),
        (["rollup: children"], "achieved", 0),
        (["rollup: children"], "draft", 1),
        (["rollup: children"], "cancelled", 1),
        (["rollup: own"], "active", 1),
        (["rollup: mixed"], "active", 1),
    ],
)
def test_g105_lets_a_goal_live_on_what_serves_it(tmp_path: Path, rollup: list[str], child: str, count: int) -> None:
    files = {
        "goals/a.yaml": goal("A", "active", *rollup),
        "goals/b.yaml": goal("B", child, serving("a"), result(NUMBERS)),
    }
    assert len(found(check(small_company(tmp_path, files)), "G105")) == count


def test_g105_concludes_nothing_while_a_goal_cannot_be_read(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, {"goals/a.yaml": goal("A"), "goals/x.yaml": "title: [\n"}))
    assert found(outcome, "G105") == []
    assert "G105" in [rule.code for rule in outcome.not_checked]


SAME = "its baseline is its target, {}; set another target, or hold the level with direction at_least or at_most"
DOWN = "it is to increase from {} to {}; correct the target, or write direction: decrease"
UP = "it is to decrease from {} to {}; correct the target, or write direction: increase"
RANGE = "its low {} is not below its high {}; correct low or high"
WEIGHTS = "the weights of its milestones add up to 0; give the milestones weights above 0"


@pytest.mark.parametrize(
    ("fields", "there", "fault"),
    [
        ("baseline: 10, target: 10, unit: x", "10, unit", SAME.format(10)),
        ("baseline: 10, target: 10.0, unit: x", "10.0, unit", SAME.format(10)),
        ("baseline: 1, target: 1.0000000004, unit: x", "1.0000000004", SAME.format("1.0000000004")),
        ("baseline: 10, target: 9, unit: x", "9, unit", DOWN.format(10, 9)),
        ("type: money, baseline: 0, target: -0.5, unit: x", "-0.5", DOWN.format(0, "-0.5")),
        ("direction: decrease, baseline: 3, target: 4, unit: x", "4, unit", UP.format(3, 4)),
        ("direction: decrease, baseline: 3, target: 3, unit: x", "3, unit", SAME.format(3)),
        ("direction: range, low: 5, high: 5, unit: x", "5, high", RANGE.format(5, 5)),
        ("direction: range, low: 6, high: 5, unit: x", "6, high", RANGE.format(6, 5)),
        ("type: milestone, milestones: [{title: M, weight: 0}]", "0}]", WEIGHTS),
        ("type: milestone, milestones: [{title: M, weight: 1}, {title: N, weight: -1}]", "1}, ", WEIGHTS),
    ],
)
def test_g106_names_what_cannot_be_reached(tmp_path: Path, fields: str, there: str, fault: str) -> None:
    root = small_company(tmp_path, {"goals/a.yaml": goal("A", "draft", result(fields))})
    outcome = check(root, profile="starter")
    (one,) = found(outcome, "G106")
    assert (one.severity, one.text, one.records) == ("error", f"Orders (kr1) of A (a): {fault}", ("goal:a/kr1",))
    assert shown(root, outcome, "G106")[0].startswith(there)


def test_g106_reads_in_chinese(tmp_path: Path) -> None:
    files = {"goals/a.yaml": goal("A", "draft", result("baseline: 10, target: 9, unit: x"))}
    assert in_chinese(check(small_company(tmp_path, files)), "G106") == [
        "A (a) 的 Orders (kr1)：要提高，却从 10 到 9；改正目标值，或写 direction: decrease"
    ]


@pytest.mark.parametrize(
    "fields",
    [
        NUMBERS,
        "baseline: 1, target: 1.0000000005, unit: x",
        "direction: decrease, baseline: 4, target: 3.9, unit: x",
        "direction: at_least, baseline: 5, target: 5, unit: x",
        "direction: at_most, baseline: 5, target: 9, unit: x",
        "direction: range, low: 4.9, high: 5, unit: x",
        "type: boolean, baseline: 1, target: 1",
        "type: milestone, baseline: 1, target: 1, milestones: [{title: M}, {title: N, weight: 0}]",
    ],
)
def test_g106_is_silent_about_what_can_be_reached(tmp_path: Path, fields: str) -> None:
    files = {"goals/a.yaml": goal("A", "active", result(fields))}
    assert found(check(small_company(tmp_path, files)), "G106", "S002", "S003") == []


@pytest.mark.parametrize("status", ["draft", "proposed", "active", "achieved", "cancelled"])
def test_g106_judges_every_goal(tmp_path: Path, status: str) -> None:
    files = {"goals/a.yaml": goal("A", status, result("baseline: 2, target: 1, unit: x"))}
    assert len(found(check(small_company(tmp_path, files)), "G106")) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("baseline: 2, target: 1, unit: x", "direction: decrease, baseline: 2, target: 1, unit: x"),
        (
            "direction: decrease, baseline: 1, target: 2, unit: x",
            "direction: increase, baseline: 1, target: 2, unit: x",
        ),
    ],
)
def test_g106_suggests_the_direction_of_the_numbers(tmp_path: Path, before: str, after: str) -> None:
    root = small_company(tmp_path, {"goals/a.yaml": goal("A", "draft", result(before))})
    assert mend(root, check(root), "G106") == {"goals/a.yaml": goal("A", "draft", result(after))}
    assert found(check(root), "G106") == []
