"""What counts as a decision, how it was taken, and what only a department reports."""

from __future__ import annotations

import pytest

from collab_cli.analyses.minutes_reading.decisions_taken import announces_decisions
from tests.analyses.minutes_reading.worlds import understood


def decisions(text: str) -> list[dict[str, str]]:
    return [dict(entry) for entry in understood(f"# 周会\n日期：2025-07-07\n{text}").fields.get("decisions", [])]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("We agreed to move the office", "Move the office"),
        ("We agreed that the office moves", "The office moves"),
        ("We decided not to buy the machine", "Not to buy the machine"),
        ("The board decided on design B", "Design B"),
        ("It was resolved: the office moves", "The office moves"),
        ("会议同意增加预算", "增加预算"),
        ("会议明确了三项任务", "三项任务"),
        ("经讨论，一致通过预算方案", "预算方案"),
        ("大家同意增加预算", "增加预算"),
        ("决定采购新设备", "采购新设备"),
        ("通过：预算方案", "预算方案"),
        ("决议：同意增加预算", "同意增加预算"),
    ],
)
def test_what_is_decided_says_who_decides_or_that_it_is(line: str, text: str) -> None:
    assert decisions(line) == [{"id": "dec1", "text": text}]


@pytest.mark.parametrize(
    "line",
    [
        "We agreed with the customer to deliver in May.",
        "The team resolved the fault on line 2.",
        "通过展会签约3家客户",
        "明确了客户需求，样品待寄",
        "确定性不足，交期未知",
        "决定性因素是价格",
        "同意张伟的看法",
    ],
)
def test_what_only_sounds_like_a_decision_is_none(line: str) -> None:
    read = understood(f"# 周会\n日期：2025-07-07\n{line}")
    assert "decisions" not in read.fields
    assert [one.text for one in read.unplaced] == [line]


def test_in_a_department_s_report_only_the_meeting_decides() -> None:
    read = understood(
        "# 周会\n日期：2025-07-07\n一、销售部\n- 通过展会签约3家客户\n- 决定采购样品柜\n- 会议决定增加预算\n"
        "二、生产部\n- We agreed to deliver in May\n- 决议：新增产线\n"
    )
    assert read.fields["reports"] == [
        {"department": "sales", "progress": "通过展会签约3家客户；决定采购样品柜"},
        {"department": "production", "progress": "We agreed to deliver in May"},
    ]
    assert read.fields["decisions"] == [{"id": "dec1", "text": "增加预算"}, {"id": "dec2", "text": "新增产线"}]


@pytest.mark.parametrize(
    ("said", "text", "method"),
    [
        ("Budget raised to 5M, unanimous", "Budget raised to 5M", "consensus"),
        ("Nothing is bought, by consensus", "Nothing is bought", "consensus"),
        ("预算不变，一致同意", "预算不变", "consensus"),
        ("预算增加（表决通过）", "预算增加", "majority"),
        ("Budget raised to 5M, not unanimous", "Budget raised to 5M, not unanimous", None),
        ("Budget raised to 5M (not yet unanimous)", "Budget raised to 5M (not yet unanimous)", None),
        ("Budget raised to 5M, non-unanimous", "Budget raised to 5M, non-unanimous", None),
        ("Budget raised to 5M without consensus", "Budget raised to 5M without consensus", None),
        ("同意增加预算，非一致同意", "同意增加预算，非一致同意", None),
        ("增加预算，未获一致通过", "增加预算，未获一致通过", None),
    ],
)
def test_a_method_that_is_denied_is_none(said: str, text: str, method: str | None) -> None:
    expected = {"id": "dec1", "text": text} | ({"method": method} if method else {})
    assert decisions(f"决议：{said}") == [expected]


@pytest.mark.parametrize(
    "line", ["Decision: nothing", "Decisions: none", "Decided: no decisions taken", "决议：没有决议", "决议：暂无"]
)
def test_nothing_decided_is_no_decision(line: str) -> None:
    read = understood(f"# 周会\n日期：2025-07-07\n{line}")
    assert "decisions" not in read.fields
    assert read.unplaced == ()


@pytest.mark.parametrize(
    "line",
    ["We agreed that:", "We agreed to:", "It was agreed that:", "The meeting decided the following:", "会议一致同意："],
)
def test_what_stands_below_a_line_that_announces_decisions_was_decided(line: str) -> None:
    read = understood(f"# Meeting 2025-06-27\n\n{line}\n1) every batch is sampled\n2) Sales tells the customer")
    assert [one["text"] for one in read.fields["decisions"]] == ["Every batch is sampled", "Sales tells the customer"]
    assert (read.unplaced, read.doubts) == ((), ())


def test_in_a_report_only_the_meeting_as_such_announces_decisions() -> None:
    assert announces_decisions("It was agreed that:", in_report=True)
    assert not announces_decisions("We agreed that:", in_report=True)
    assert not announces_decisions("We agreed that: every batch is sampled")
