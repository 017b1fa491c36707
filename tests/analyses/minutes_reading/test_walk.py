"""What headings and the lines below them say of the meeting."""

from __future__ import annotations

import pytest

from tests.analyses.minutes_reading.worlds import doubts, understood


@pytest.mark.parametrize("heading", ["Agenda item 1: Orders", "Topic 2 – Orders", "议题一：Orders"])
def test_a_heading_that_is_an_item_of_the_agenda_is_one(heading: str) -> None:
    read = understood(f"# Meeting 2025-06-26\nPresent: Li Na\n\n## {heading}\n\nDecision: accepted.")
    assert read.fields["agenda"] == ["Orders"]
    assert read.fields["decisions"] == [{"id": "dec1", "text": "Accepted"}]


def test_an_action_whose_owner_stands_in_a_bracket_is_no_decision() -> None:
    read = understood("# Meeting 2025-06-26\n\nDecision: accepted.\n\nAction (Qiang Wang, 2025-06-30): order material")
    assert read.fields["decisions"] == [{"id": "dec1", "text": "Accepted"}]
    assert read.fields["actions"] == [{"title": "Order material", "owner": "wang-qiang", "due": "2025-06-30"}]


def test_a_day_that_only_names_a_week_is_doubted() -> None:
    read = understood("# Meeting 2025-06-26\n\nAction (Qiang Wang, w/c 2025-06-30): order material")
    assert doubts(read) == ["3 actions.0.due date_in_text: w/c 2025-06-30 -> 2025-06-30"]


def test_a_decision_that_is_not_taken_yet_is_none() -> None:
    assert "decisions" not in understood("# Meeting 2025-06-26\n\nDecision: none yet.").fields


def test_a_department_that_was_away_has_no_report() -> None:
    read = understood("# 周例会 2025-06-30\n\n### 销售\n本周：签约1家\n问题：交期长\n下周：展会\n### 市场\n请假")
    assert read.fields["reports"] == [
        {"department": "sales", "progress": "签约1家", "issues": [{"text": "交期长"}], "next": "展会"}
    ]
    assert doubts(read) == ["8 regrets not_a_person: 市场: 请假"]


def test_those_away_behind_a_report_are_a_list_of_its_own() -> None:
    read = understood("# 周例会 2025-06-30\n\n### 销售\n进展：签约1家\n缺席\n刘芳")
    assert read.fields["reports"] == [{"department": "sales", "progress": "签约1家"}]
    assert (read.fields["regrets"], read.doubts) == ([{"person": "liu-fang"}], ())
