from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.dialogues import CTRL_C, ENTER, exit_code, on_terminal
from tests.rules.worlds import green_demo

REVENUE = "goals/2025/increase-revenue.yaml"


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return green_demo(
        tmp_path / "demo", {"collab.yaml": lambda text: text.replace("as_of: 2025-06-30", "as_of: 2025-09-01")}
    )


def test_a_goal_alone_is_asked_which_key_result_and_which_value(demo: Path, environment: dict[str, str]) -> None:
    child = on_terminal(demo, environment, "goal", "checkin", "increase-revenue")
    child.expect("Which key result of Increase revenue")
    child.send("新客户" + ENTER)
    child.expect("48 on 2025-06-30, target 120 家")
    child.expect("The value now, in 家")
    child.send("60" + ENTER)
    child.expect("How sure are you")
    child.send("50%" + ENTER)
    child.expect("It is behind the plan")
    child.send("展会推迟" + ENTER)
    child.expect(REVENUE)
    assert exit_code(child) == 0
    text = (demo / REVENUE).read_text("utf-8")
    assert "{date: 2025-09-01, value: 60, confidence: 0.5, gap_analysis: {gap: -20.11, cause: 展会推迟}}" in text


def test_a_value_that_is_hard_to_believe_is_asked_about(demo: Path, environment: dict[str, str]) -> None:
    child = on_terminal(demo, environment, "goal", "checkin", "increase-revenue/kr2")
    child.expect("The value now, in 家")
    child.send("1,250" + ENTER)
    child.expect("1250 is far beyond the target, 120; it is measured in 家. Is it so")
    child.send("n")
    child.expect("The value now, in 家")
    child.send("125" + ENTER)
    child.expect("How sure are you")
    child.send(ENTER)
    child.expect(REVENUE)
    assert exit_code(child) == 0
    assert "{date: 2025-09-01, value: 125}" in (demo / REVENUE).read_text("utf-8")
    child = on_terminal(demo, environment, "goal", "checkin", "increase-revenue/kr2", "1,250")
    child.expect("1250 is far beyond the target, 120; it is measured in 家")
    child.expect("Is it so, and to be noted")
    child.send("y")
    child.expect(REVENUE)
    assert exit_code(child) == 0


def test_which_of_two_goals_is_meant_is_asked_once(demo: Path, environment: dict[str, str]) -> None:
    child = on_terminal(demo, environment, "goal", "checkin", "increase-/kr2", "1,250")
    child.expect("Which goal is increase-")
    child.send("revenue" + ENTER)
    child.expect("Is it so, and to be noted")
    child.send("y")
    child.expect(REVENUE)
    assert exit_code(child) == 0
    assert "value: 1250}" in (demo / REVENUE).read_text("utf-8")


def test_all_that_is_due_is_asked_for_one_after_the_other(demo: Path, environment: dict[str, str]) -> None:
    child = on_terminal(demo, environment, "goal", "checkin", "--stale", "--person", "张伟", lang="zh")
    child.expect("第 1 项，共 2 项")
    child.expect("当前值（百万元）")
    child.send(ENTER)  # passed over
    child.expect("第 2 项，共 2 项")
    child.expect("当前值（家）")
    child.send("110" + ENTER)
    child.expect("达成目标的把握")
    child.send(ENTER)
    child.expect("已填报 1 个关键结果")
    assert exit_code(child) == 0
    assert "{date: 2025-09-01, value: 110}" in (demo / REVENUE).read_text("utf-8")


def test_a_dialogue_that_is_left_writes_nothing(demo: Path, environment: dict[str, str]) -> None:
    before = (demo / REVENUE).read_bytes()
    child = on_terminal(demo, environment, "goal", "checkin", "--stale", "--person", "张伟")
    child.expect("The value now, in 百万元")
    child.send("95" + ENTER)
    child.expect("How sure are you")
    child.send(CTRL_C)
    assert exit_code(child) == 130
    assert (demo / REVENUE).read_bytes() == before


def test_what_is_reached_or_not_is_asked_for_in_the_readers_words(demo: Path, environment: dict[str, str]) -> None:
    text = (demo / REVENUE).read_text("utf-8")
    flag = "  - {id: kr3, title: 资质, type: boolean, checkins: [{date: 2025-06-30, value: false}]}\n"
    (demo / REVENUE).write_text(text.replace("  - id: kr2\n", f"{flag}  - id: kr2\n"), "utf-8")
    child = on_terminal(demo, environment, "goal", "checkin", "increase-revenue/kr3", lang="zh")
    child.expect("资质 \\(increase-revenue/kr3\\)：2025-06-30 为否")
    child.expect("是否达到？（是、否）")
    child.send("是" + ENTER)
    child.expect("达成目标的把握")
    child.send(ENTER)
    child.expect(REVENUE)
    assert exit_code(child) == 0
    assert "{date: 2025-09-01, value: true}" in (demo / REVENUE).read_text("utf-8")
