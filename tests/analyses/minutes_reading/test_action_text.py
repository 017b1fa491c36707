"""Actions written in one line."""

from __future__ import annotations

from datetime import date

import pytest

from collab_cli.analyses.minutes_reading.action_text import is_marked, read_action
from collab_cli.analyses.minutes_reading.known_people import People
from collab_cli.analyses.minutes_reading.said_days import Days
from tests.analyses.minutes_reading.worlds import company

DAYS = Days(date(2025, 7, 7))


@pytest.mark.parametrize(
    ("text", "title", "owners", "due"),
    [
        ("ACTION: Li Na to send the plan by 2025-07-11", "Send the plan", ["li-na"], "2025-07-11"),
        ("ACTION-12: Li Na to send the plan", "Send the plan", ["li-na"], None),
        ("[NEW] ACTION: Send the plan [on Li Na - due 2025-07-11]", "Send the plan", ["li-na"], "2025-07-11"),
        ("[ ] send the plan (@li-na, Friday)", "Send the plan", ["li-na"], "2025-07-11"),
        ("[Li Na] send the plan by Friday", "Send the plan", ["li-na"], "2025-07-11"),
        ("Li Na will send the plan this week", "Send the plan", ["li-na"], "2025-07-11"),
        ("Li Na - send the plan - 07/11/2025", "Send the plan", ["li-na"], "2025-07-11"),
        ("Send the plan - Li Na - 7/11", "Send the plan", ["li-na"], "2025-07-11"),
        ("Send the plan. Owner: Li Na, due: 11 July", "Send the plan", ["li-na"], "2025-07-11"),
        ("Li Na and Tom Fischer to send the plan", "Send the plan", ["li-na", "tom-fischer"], None),
        ("张伟：周五前提交预测", "提交预测", ["zhang-wei"], "2025-07-11"),
        ("请张伟于7月11日前提交预测。", "提交预测", ["zhang-wei"], "2025-07-11"),
        ("由张伟负责，7月11日前提交预测", "提交预测", ["zhang-wei"], "2025-07-11"),
        ("张伟负责7月11日前提交预测", "提交预测", ["zhang-wei"], "2025-07-11"),
        ("提交预测（张伟，7月11日前）", "提交预测", ["zhang-wei"], "2025-07-11"),
        ("提交预测（责任人：张伟，完成时限：7月11日）", "提交预测", ["zhang-wei"], "2025-07-11"),
        ("提交预测——张伟——月底", "提交预测", ["zhang-wei"], "2025-07-31"),
        ("@张伟 周五前提交预测", "提交预测", ["zhang-wei"], "2025-07-11"),
        ("张伟每周五17点前提交预测", "每周五17点前提交预测", ["zhang-wei"], None),
        ("ACTION: Li Na not to sign the contract by 2025-07-11", "Not to sign the contract", ["li-na"], "2025-07-11"),
        ("Li Na will not sign the contract", "Not sign the contract", ["li-na"], None),
        ("张伟不得签署合同", "不得签署合同", ["zhang-wei"], None),
        ("ACTION: Li Na or Tom Fischer to call", "Call", ["li-na", "tom-fischer"], None),
        ("张伟或者刘芳7月11日前打电话", "打电话", ["zhang-wei", "liu-fang"], "2025-07-11"),
        ("Send the plan. Owner: Li Na or Tom Fischer", "Send the plan", ["li-na", "tom-fischer"], None),
        ("张伟7月11日下班前提交预测", "提交预测", ["zhang-wei"], "2025-07-11"),
        ("张伟7月11日内部培训", "内部培训", ["zhang-wei"], "2025-07-11"),
        ("【张伟】【刘芳】打电话，7月11日前", "打电话", ["zhang-wei", "liu-fang"], "2025-07-11"),
        ("张伟@刘芳 打电话 7月11日", "打电话", ["zhang-wei", "liu-fang"], "2025-07-11"),
        ("请张伟、@刘芳 打电话", "打电话", ["zhang-wei", "liu-fang"], None),
        ("Action (Li Na, w/c 7 July): send the plan", "Send the plan", ["li-na"], "2025-07-07"),
        ("待办（张伟，7月11日）：打电话", "打电话", ["zhang-wei"], "2025-07-11"),
        ("Look for a second supplier", "Look for a second supplier", [], None),
    ],
)
def test_who_does_what_by_when(text: str, title: str, owners: list[str], due: str | None) -> None:
    found = read_action(text, People(company()), DAYS)
    day = found.due.day if found.due is not None else None
    assert (found.title, [one.person for one in found.owners], day.isoformat() if day else None) == (title, owners, due)


def test_a_line_with_whose_it_is_in_a_bracket_is_marked_as_an_action() -> None:
    assert is_marked("Action (Qiang Wang, w/c 30 June): raw material order")
    assert is_marked("待办（张伟）：打电话")
    assert not is_marked("Action (Qiang Wang)")


def test_of_two_days_without_a_mark_the_one_taken_is_a_guess() -> None:
    found = read_action("1. 张伟整理2025-07-05展会前期资料，2025-07-18提交", People(company()), DAYS)
    assert (found.title, found.due_text, found.is_due_guess) == (
        "整理2025-07-05展会前期资料，2025-07-18提交",
        "2025-07-18",
        True,
    )
    found = read_action("张伟整理2025-07-05展会资料，2025-07-18前提交", People(company()), DAYS)
    assert (found.title, found.due_text, found.is_due_guess) == (
        "整理2025-07-05展会资料，提交",
        "2025-07-18",
        False,
    )


def test_whose_assistant_it_is_only_stands_in_the_text() -> None:
    found = read_action("张伟的助理7月11日前订会议室", People(company()), DAYS)
    assert (found.title, [one.person for one in found.owners], found.is_guess) == (
        "张伟的助理订会议室",
        ["zhang-wei"],
        True,
    )
    assert read_action("ACTION: Li Na's assistant to call", People(company()), DAYS).owners == []


def test_those_who_help_and_who_follows_it_up_are_kept_apart() -> None:
    text = "提交预测；责任人：张伟；时限：周五；配合：生产部；督办人：李娜"
    found = read_action(text, People(company()), DAYS)
    assert (found.title, found.assist, found.supervisor) == ("提交预测", "生产部", "李娜")


def test_a_ticked_box_is_told() -> None:
    assert read_action("[x] share the slides", People(company()), DAYS).is_done
