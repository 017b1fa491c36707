"""Who was there and who was not, where a name alone does not tell."""

from __future__ import annotations

import pytest

from tests.analyses.minutes_reading.worlds import doubts, understood


def read(text: str) -> tuple[list[str], list[dict[str, str]], list[str]]:
    found = understood(f"# 周会\n日期：2025-07-07\n{text}")
    return found.fields.get("present", []), found.fields.get("regrets", []), doubts(found)


def test_those_said_not_to_be_meant_are_not_there() -> None:
    assert read("Present: all heads except Sarah Jones, not Tom Fischer, 李娜") == (
        ["li-na"],
        [],
        [
            "3 present not_a_person: all heads except Sarah Jones",
            "3 present not_a_person: not Tom Fischer",
        ],
    )
    assert read("出席：除张伟、李娜") == (["li-na"], [], ["3 present not_a_person: 除张伟"])


def test_one_of_two_or_somebody_s_assistant_is_nobody() -> None:
    assert read("出席：张伟或刘芳、王强的助理、李娜") == (
        ["li-na"],
        [],
        ["3 present not_a_person: 张伟或刘芳", "3 present not_a_person: 王强的助理"],
    )


@pytest.mark.parametrize("line", ["Present: 李娜, Tom Fischer (not present)", "出席：李娜、Tom Fischer不在"])
def test_one_among_those_there_who_did_not_come_is_away(line: str) -> None:
    assert read(line) == (["li-na"], [{"person": "tom-fischer"}], [])


@pytest.mark.parametrize(
    "line",
    [
        "Present: Li Na, Zhang Wei, Wang Qiang; Zhou Min for Liu Fang",
        "出席：李娜、张伟；王强、周敏（代刘芳）",
        "出席：李娜 张伟 王强；周敏代刘芳",
    ],
)
def test_groups_between_semicolons_are_people_each(line: str) -> None:
    away = [{"person": "liu-fang", "delegate": "zhou-min"}]
    assert read(line) == (["li-na", "zhang-wei", "wang-qiang", "zhou-min"], away, [])


def test_what_stands_behind_a_name_up_to_the_semicolon_tells_of_it() -> None:
    line = "Apologies: Liu Fang, Zhou Min stands in; Wang Qiang, plant"
    away = [{"person": "liu-fang", "delegate": "zhou-min"}, {"person": "wang-qiang"}]
    assert read(line) == (["zhou-min"], away, [])


def test_why_somebody_was_away_or_came_late_is_kept() -> None:
    found = understood(
        "# 周会\n日期：2025-07-07\n出席：李娜（主持）、刘芳 (迟到)、王强（生产部）\n缺席：周敏(病假)、张伟（请假）"
    )
    assert found.fields["present"] == ["li-na", "liu-fang", "wang-qiang"]
    assert found.fields["regrets"] == [{"person": "zhou-min"}, {"person": "zhang-wei"}]
    assert [one.text for one in found.unplaced] == ["刘芳 (迟到)", "周敏(病假)"]


@pytest.mark.parametrize(
    ("lines", "doubt"),
    [
        ("出席：李娜、王强\n缺席：王强", "4 regrets.0.person here_and_away: 王强"),
        ("缺席：王强\n出席：李娜、王强", "4 present.1 here_and_away: 王强"),
    ],
)
def test_one_who_is_there_and_away_is_doubtful(lines: str, doubt: str) -> None:
    assert read(lines) == (["li-na", "wang-qiang"], [{"person": "wang-qiang"}], [doubt])
