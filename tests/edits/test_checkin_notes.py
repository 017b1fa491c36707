"""What is told after a check-in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from collab_cli.edits.check_in import SaidCheckIn, plan_check_in
from tests.edits.plans import english, plan_of
from tests.rules.worlds import green_demo


def notes(root: Path, ref: str, value: str | None = None, cause: str | None = None, **fields: Any) -> list[str]:
    actions = fields.pop("actions", ())
    planned = plan_check_in(plan_of(root), SaidCheckIn(ref, value, fields, cause, actions), is_sure=True)
    return [english(note) for note in planned.notes]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return green_demo(tmp_path_factory.mktemp("demo") / "company")


REPLACED = "2025-06-30 had {} before; that stays in the file, and the later entry counts"
BRAND = "Strengthen brand and customer relations (strengthen-brand)"


def test_progress_of_the_key_result_and_of_its_goal(root: Path) -> None:
    assert notes(root, "increase-revenue/kr2", "60") == [
        REPLACED.format(48),
        "新客户 (increase-revenue/kr2): 40 % → 50 %, 49 % expected, pace 1.01, on track",
        "Increase revenue (increase-revenue): 50 % → 55 %, on track",
    ]


def test_what_is_off_track_needs_a_cause_and_an_action(root: Path) -> None:
    assert notes(root, "increase-revenue/kr1", "82") == [
        REPLACED.format(92),
        "销售额 (increase-revenue/kr1): 60 % → 10 %, 49 % expected, pace 0.20, off track",
        "Increase revenue (increase-revenue): 50 % → 25 %, off track",
        "it is off track: say why and what is done about it with "
        "collab goal checkin increase-revenue/kr1 --cause TEXT --action ID",
        "an action is added with collab action add TITLE --origin goal:increase-revenue/kr1",
    ]
    assert notes(root, "increase-revenue/kr1", "82", cause="淡季")[-2:] == [
        "it is off track: say what is done about it with collab goal checkin increase-revenue/kr1 --action ID",
        "an action is added with collab action add TITLE --origin goal:increase-revenue/kr1",
    ]
    assert notes(root, "increase-revenue/kr1", "82", actions=("2025-06-30-media-budget-plan",))[-1] == (
        "it is off track: say why with collab goal checkin increase-revenue/kr1 --cause TEXT"
    )
    assert notes(root, "strengthen-brand/kr1", "37")[-1] == f"{BRAND}: 40 % → 35 %, off track"  # both kept


def test_a_goal_at_risk_needs_a_word(root: Path) -> None:
    assert notes(root, "increase-revenue/kr1", "87.5")[2:] == [
        "Increase revenue (increase-revenue): 50 % → 39 %, at risk",
        "Increase revenue (increase-revenue) is at risk: say why with "
        "collab goal checkin increase-revenue/kr1 --cause TEXT",
    ]
    assert notes(root, "increase-revenue/kr1", "87.5", cause="淡季")[2:] == [
        "that is 2.39 百万元 behind what was to be expected",
        "Increase revenue (increase-revenue): 50 % → 39 %, at risk",
    ]


def test_a_watermelon_is_told(root: Path) -> None:
    assert notes(root, "increase-revenue/kr2", status="done")[-1] == (
        "it is called done, and the figures say at risk; the worse of the two is shown"
    )
    assert "it is called" not in " ".join(notes(root, "increase-revenue/kr2", status="off_track"))


@pytest.mark.parametrize(
    ("ref", "value", "doubt"),
    [
        ("increase-revenue/kr1", "79", "79 is worse than at the start, 80: the target is 100"),
        ("raise-quality-and-efficiency/kr1", "3.4", "3.4 is worse than at the start, 3: the target is 1.5"),
        ("increase-revenue/kr1", "1000", "1000 is far beyond the target, 100; it is measured in 百万元"),
        ("strengthen-brand/kr1", "380", "380 is far beyond the target, 45; it is measured in %"),
        ("increase-market-share", "0.131", "0.131 reads like a share; in % it would be 13.1"),
        ("raise-quality-and-efficiency/kr1", "0.021", "0.021 reads like a share; in % it would be 2.1"),
        ("strengthen-brand/kr1", "-500", "-500 is far beyond the target, 45; it is measured in %"),
    ],
)
def test_what_is_hard_to_believe_is_told(root: Path, ref: str, value: str, doubt: str) -> None:
    assert doubt in notes(root, ref, value)


def test_days_that_change_nothing_now(root: Path) -> None:
    assert notes(root, "increase-revenue/kr1", "85", date="2025-03-31") == [
        "a newer check-in of 2025-06-30 counts on",
        "as of 2025-03-31: 销售额 (increase-revenue/kr1): 25 %, 24 % expected, pace 1.02, on track",
    ]
    assert notes(root, "increase-revenue/kr1", "85", date="2024-12-31")[0] == "2024-12-31 lies outside the period 2025"


def test_an_earlier_day_is_judged_as_of_that_day_and_of_today_where_that_differs(tmp_path: Path) -> None:
    def bare(text: str) -> str:
        return text.replace("    checkins:\n      - {date: 2025-06-30, value: 48, note: 下半年展会集中签约}\n", "")

    root = green_demo(tmp_path, {"goals/2025/increase-revenue.yaml": bare})
    assert notes(root, "increase-revenue/kr2", "12", cause="新人", date="2025-01-31") == [
        "as of 2025-01-31: 新客户 (increase-revenue/kr2): 10 %, just started",
        "that is 2.11 家 ahead of what was to be expected",
        "as of 2025-06-30: 新客户 (increase-revenue/kr2): 10 %, 49 % expected, pace 0.20, off track",
        "Increase revenue (increase-revenue): 30 % → 35 %, off track",
        "it is off track: say what is done about it with "
        "collab goal checkin increase-revenue/kr2 --date 2025-01-31 --action ID",
        "an action is added with collab action add TITLE --origin goal:increase-revenue/kr2",
    ]


def test_a_level_to_keep_to_has_no_pace(tmp_path: Path) -> None:
    def hold(text: str) -> str:
        return text.replace("baseline: 35\n    target: 45", "direction: at_least\n    target: 45")

    root = green_demo(tmp_path, {"goals/2025/strengthen-brand.yaml": hold})
    assert "品牌认知度 (strengthen-brand/kr1): 0 % → 100 %, on track" in notes(
        root, "strengthen-brand/kr1", "46", date="2025-06-30", status="on_track"
    )
