from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.goals.goal_files import SHARE, goal, result, serving
from tests.rules.worlds import Found, check, found, set_check, small_company


def share_at(value: str, status: str = "active") -> str:
    checkins = f"checkins: [{{date: 2025-06-30, value: {value}}}]"
    return goal("Share", status, result(f'baseline: 12, target: 15, unit: "%", {checkins}'), level="company")


@pytest.mark.parametrize(
    ("value", "status", "count"), [("12.3", "active", 1), ("12.9", "active", 0), ("12.3", "missed", 0)]
)
def test_g120_compares_a_goal_with_what_serves_it(tmp_path: Path, value: str, status: str, count: int) -> None:
    outcome = check(small_company(tmp_path, {f"goals/{SHARE}.yaml": share_at(value, status)}))
    text = (
        "the goals that serve Share (increase-market-share) have reached 53 %, the goal itself 10 %; ask what else "
        "moves it, or whether the goals below measure the right thing"
    )
    expected = Found("G120", "warning", f"goals/{SHARE}.yaml:5:1", text, (f"goal:{SHARE}",))
    assert found(outcome, "G120") == [expected] * count


def test_g120_keeps_to_its_limit_and_reads_in_chinese(tmp_path: Path) -> None:
    root = small_company(tmp_path, {f"goals/{SHARE}.yaml": share_at("12.3")})
    assert in_chinese(check(root), "G120") == [
        "为 Share (increase-market-share) 服务的目标已完成 53%，它自身只完成 10%；"
        "查明还有什么能推动它，或下级目标衡量得是否对路"
    ]
    set_check(root, "thresholds: {alignment-gap: 0.5}")
    assert found(check(root), "G120") == []


def added(folder: Path, *parts: str, target: int = 100, more: str = "additive: true, ") -> list[Found]:
    own = f"metric: revenue, {more}baseline: 80, target: {target}, unit: M"
    files: dict[str, str | None] = {
        "metrics.yaml": "- {id: revenue, name: Revenue, unit: M}\n",
        "goals/top.yaml": goal("Top", "active", result(own), level="company"),
    }
    for number, part in enumerate(parts):
        files[f"goals/p{number}.yaml"] = goal(f"P{number}", "active", serving("top"), result(part))
    return found(check(small_company(folder, files)), "G124")


PART = "metric: revenue, baseline: 10, target: 45, unit: M"


def test_g124_adds_up_the_targets_below(tmp_path: Path) -> None:
    text = (
        "the targets of the goals that serve Top (top) add up to 90 M of the 100 of Orders (kr1); settle who takes the "
        "rest"
    )
    (one,) = added(tmp_path, PART, PART, PART.replace("unit: M", "unit: K"), PART.replace("revenue", "nothing"))
    assert one == Found("G124", "warning", "goals/top.yaml:5:95", text, ("goal:top/kr1",))


@pytest.mark.parametrize(
    ("parts", "target", "more"),
    [((PART, PART), 90, "additive: true, "), ((PART,), 100, ""), ((), 100, "additive: true, ")],
)
def test_g124_is_silent_where_it_adds_up_or_need_not(
    tmp_path: Path, parts: tuple[str, ...], target: int, more: str
) -> None:
    assert added(tmp_path, *parts, target=target, more=more) == []


def test_g124_counts_exactly(tmp_path: Path) -> None:
    part = "metric: revenue, baseline: 0, target: 33.333333333333, unit: M"
    assert added(tmp_path, part, part, part, target=100) == []
