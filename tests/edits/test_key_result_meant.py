from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.edits.key_result_meant import key_result_meant
from collab_cli.edits.plan import Plan
from tests.edits.plans import plan_of, refusal
from tests.rules.worlds import green_demo


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return plan_of(green_demo(tmp_path_factory.mktemp("demo")))


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("increase-revenue/kr2", "increase-revenue/kr2"),
        ("goal:increase-revenue/新客户", "increase-revenue/kr2"),
        ("增加销售额/kr1", "increase-revenue/kr1"),
        ("increase-market-share", "increase-market-share/kr1"),
        ("提高市场占有率", "increase-market-share/kr1"),
    ],
)
def test_what_people_write(plan: Plan, text: str, ref: str) -> None:
    assert key_result_meant(plan, text).ref == ref


def test_where_a_key_result_stands(plan: Plan) -> None:
    meant = key_result_meant(plan, "increase-revenue/kr2")
    assert (meant.record_path, meant.route) == ("goals/2025/increase-revenue.yaml", ("key_results", 1))


def test_a_goal_with_several_key_results_names_them(plan: Plan) -> None:
    assert refusal(lambda: key_result_meant(plan, "increase-revenue")) == (
        "Increase revenue (increase-revenue) has several key results; "
        "name one of increase-revenue/kr1 销售额 and increase-revenue/kr2 新客户"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("increase-revenue/kr9", "Increase revenue (increase-revenue) has no part kr9; did you mean kr1"),
        ("nope/kr1", "there is no goal nope; collab goal list shows what there is"),
        ("", "there is no goal ; collab goal list shows what there is"),
    ],
)
def test_what_is_not_there(plan: Plan, text: str, said: str) -> None:
    assert refusal(lambda: key_result_meant(plan, text)) == said


def test_only_active_goals_are_tracked(tmp_path: Path) -> None:
    root = green_demo(
        tmp_path,
        {"goals/2025/increase-revenue.yaml": lambda text: text.replace("status: active", "status: proposed")},
    )
    said = refusal(lambda: key_result_meant(plan_of(root), "increase-revenue/kr1"))
    assert said.startswith(
        "Increase revenue (increase-revenue) is proposed, and only active goals take check-ins; from"
    )
    assert "active (collab goal activate increase-revenue)" in said


def test_a_goal_without_key_results(tmp_path: Path) -> None:
    def without(text: str) -> str:
        return text[: text.index("key_results:")]

    root = green_demo(tmp_path, {"goals/2025/increase-revenue.yaml": without})
    assert refusal(lambda: key_result_meant(plan_of(root), "increase-revenue")) == (
        "Increase revenue (increase-revenue) has no key result; add one with collab goal kr add increase-revenue TITLE"
    )
