from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from collab_cli.edits.key_result_meant import key_result_meant
from collab_cli.edits.value_gap import ValueGap, gap_analysis, gap_line, value_gap
from tests.edits.plans import english, plan_of
from tests.rules.worlds import green_demo

END_OF_JUNE = date(2025, 6, 30)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return green_demo(tmp_path_factory.mktemp("demo") / "company")


@pytest.mark.parametrize(
    ("ref", "value", "distance", "line"),
    [
        ("increase-market-share/kr1", "13.2", "-0.28", "that is 0.28% behind what was to be expected"),
        ("increase-revenue/kr1", "92", "2.11", "that is 2.11 百万元 ahead of what was to be expected"),
        ("raise-quality-and-efficiency/kr1", "2.1", "-0.16", "that is 0.16% ahead of what was to be expected"),
        ("raise-quality-and-efficiency/kr1", "2.6", "0.34", "that is 0.34% behind what was to be expected"),
    ],
)
def test_the_distance_is_the_value_less_the_expected_one(
    root: Path, ref: str, value: str, distance: str, line: str
) -> None:
    plan = plan_of(root)
    meant = key_result_meant(plan, ref)
    gap = value_gap(plan.world, meant, END_OF_JUNE, Decimal(value))
    assert gap == ValueGap(Decimal(distance), is_behind="behind" in line)
    said = gap_line(gap, meant.key_result.unit)
    assert said is not None
    assert english(said) == line


def test_what_is_only_reached_or_not_has_no_distance(tmp_path: Path) -> None:
    def hold(text: str) -> str:
        return text.replace("baseline: 35\n    target: 45", "direction: at_least\n    target: 45")

    plan = plan_of(green_demo(tmp_path, {"goals/2025/strengthen-brand.yaml": hold}))
    meant = key_result_meant(plan, "strengthen-brand/kr1")
    assert value_gap(plan.world, meant, END_OF_JUNE, Decimal(44)) == ValueGap(None, is_behind=True)
    assert value_gap(plan.world, meant, END_OF_JUNE, Decimal(45)) == ValueGap(None, is_behind=False)
    assert gap_analysis(plan.world, meant, END_OF_JUNE, Decimal(44), "late") == {"cause": "late"}
    assert gap_line(ValueGap(None, is_behind=True), "%") is None


def test_a_value_beside_milestones_has_no_gap(tmp_path: Path) -> None:
    def steps(text: str) -> str:
        measured = "    baseline: 35\n    target: 45\n"
        return text.replace(measured, "    milestones: [{title: 上线}]\n").replace(
            "type: percent", "type: milestone", 1
        )

    plan = plan_of(green_demo(tmp_path, {"goals/2025/strengthen-brand.yaml": steps}))
    meant = key_result_meant(plan, "strengthen-brand/kr1")
    assert meant.key_result.type == "milestone"
    assert gap_analysis(plan.world, meant, END_OF_JUNE, None, "late") == {"cause": "late"}


def test_a_cause_without_a_value_has_the_gap_of_the_newest(root: Path) -> None:
    plan = plan_of(root)
    meant = key_result_meant(plan, "increase-revenue/kr2")
    assert gap_analysis(plan.world, meant, END_OF_JUNE, None, "late") == {"gap": Decimal("-11.34"), "cause": "late"}
    assert gap_analysis(plan.world, meant, date(2025, 3, 31), None, "late") == {"cause": "late"}
