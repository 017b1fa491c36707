"""The words of printed minutes are known in both languages."""

from __future__ import annotations

import pytest

from collab_cli.analyses.minutes_reading.filed_words import column_meant, filed_id, label_meant, title_within


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("Filed as meeting:2025-07-07-xdept-weekly", "2025-07-07-xdept-weekly"),
        ("存档编号：meeting:2025-07-07-xdept-weekly ", "2025-07-07-xdept-weekly"),
        ("Filed as meeting:2025-07-07 or so", None),
        ("Filed as goal:grow", None),
        ("", None),
    ],
)
def test_the_line_that_files_minutes_names_them(line: str, meant: str | None) -> None:
    assert filed_id(line) == meant


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Minutes: Weekly", "Weekly"),
        ("Draft minutes: Weekly", "Weekly"),
        ("Minutes of the board (draft)", "Minutes of the board"),
        ("跨部门周例会纪要", "跨部门周例会"),
        ("跨部门周例会纪要（草稿）", "跨部门周例会"),
        ("Weekly", "Weekly"),
    ],
)
def test_a_title_is_told_from_what_says_that_these_are_minutes(text: str, title: str) -> None:
    assert title_within(text) == title


def test_labels_and_columns_are_known_in_both_languages() -> None:
    assert [label_meant(one) for one in ("How it was decided", "表决方式", "Quorum", "天气")] == [
        "method", "method", "derived", None,
    ]  # fmt: skip
    assert [column_meant(one) for one in ("Owner", "完成时限", "Weather")] == ["owner", "due", None]
