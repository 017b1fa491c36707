"""M408 and M410: minutes are agreed on and come in time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.worlds import Found, check, found, set_check, small_company


def minutes(day: str, status: str, more: str = "series: weekly\n") -> dict[str, str | None]:
    text = f"title: {{zh: 周会, en: Weekly}}\ndate: {day}\n{more}present: [li-na]\nagenda: [News]\nstatus: {status}\n"
    return {f"meetings/{day}-weekly.yaml": text}


def test_m408_names_the_later_meeting(tmp_path: Path) -> None:
    files = {**minutes("2025-06-23", "published"), **minutes("2025-06-30", "approved")}
    outcome = check(small_company(tmp_path, files))
    assert found(outcome, "M408") == [
        Found(
            "M408",
            "warning",
            "meetings/2025-06-23-weekly.yaml:6:9",
            "Weekly (2025-06-23-weekly) is not approved although Weekly (2025-06-30-weekly) is published; "
            "approve it with collab meeting approve 2025-06-23-weekly",
            ("meeting:2025-06-23-weekly",),
        )
    ]
    assert in_chinese(outcome, "M408") == [
        "周会 (2025-06-23-weekly) 尚未确认，而 周会 (2025-06-30-weekly) 已经发布；"
        "用 collab meeting approve 2025-06-23-weekly 确认"
    ]


@pytest.mark.parametrize(
    ("first", "second", "more"),
    [
        ("approved", "published", "series: weekly\n"),
        ("published", "draft", "series: weekly\n"),
        ("cancelled\nreason: Fair", "published", "series: weekly\n"),
        ("published", "published", ""),
    ],
)
def test_m408_is_silent(tmp_path: Path, first: str, second: str, more: str) -> None:
    files = {**minutes("2025-06-23", first, more), **minutes("2025-06-30", second, more)}
    assert found(check(small_company(tmp_path, files)), "M408") == []


def test_m410_counts_working_days(tmp_path: Path) -> None:
    more = "series: weekly\npublished: 2025-07-01\n"
    outcome = check(small_company(tmp_path, minutes("2025-06-27", "published", more)), date(2025, 7, 2))
    assert found(outcome, "M410") == [
        Found(
            "M410",
            "info",
            "meetings/2025-06-27-weekly.yaml:4:12",
            "Weekly (2025-06-27-weekly) was published 2 working days after it was held; "
            "publish minutes within 1 working day",
            ("meeting:2025-06-27-weekly",),
        )
    ]
    assert in_chinese(outcome, "M410") == [
        "周会 (2025-06-27-weekly) 在会后 2 个工作日才发布；会议纪要应在 1 个工作日内发布"
    ]


@pytest.mark.parametrize("more", ["published: 2025-06-30\n", "published: 2025-06-27\n", ""])
def test_m410_leaves_a_weekend_out(tmp_path: Path, more: str) -> None:
    assert found(check(small_company(tmp_path, minutes("2025-06-27", "approved", more))), "M410") == []


@pytest.mark.parametrize(("limit", "count"), [(0, 1), (1, 1), (2, 0)])
def test_m410_honours_its_limit(tmp_path: Path, limit: int, count: int) -> None:
    root = small_company(tmp_path, minutes("2025-06-30", "published", "series: weekly\npublished: 2025-07-02\n"))
    set_check(root, f"thresholds: {{minutes-days: {limit}}}")
    assert len(found(check(root), "M410")) == count
