"""M401 and M416: series meet, and bring departments together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.worlds import Found, check, found, small_company

SERIES = """\
name: {zh: 跨部门周例会, en: Weekly meeting}
cadence: {unit: week, weekday: mon}
starts: 2025-06-23
chair: li-na
secretary: chen-jie
required: [sales, production, marketing]
"""
HINT = "publish the minutes, or say why with collab series skip weekly --date {} --reason TEXT"


def weekly(folder: Path, more: str = "", **files: str) -> Path:
    return small_company(folder, {"series/weekly.yaml": SERIES + more, **files})


def cancelled(day: str, status: str = "cancelled") -> dict[str, str]:
    return {f"meetings/{day}-weekly.yaml": f"title: W\nseries: weekly\ndate: {day}\nstatus: {status}\nreason: Fair\n"}


def test_m401_waits_until_the_week_is_over(tmp_path: Path) -> None:
    assert found(check(weekly(tmp_path), date(2025, 7, 6)), "M401") == []


def test_m401_warns_of_one_missed_week(tmp_path: Path) -> None:
    outcome = check(weekly(tmp_path), date(2025, 7, 7), profile="standard")
    text = "Weekly meeting (weekly) has no minutes for 2025-06-30; " + HINT.format("2025-06-30")
    assert found(outcome, "M401") == [Found("M401", "warning", "series/weekly.yaml:2:10", text, ("series:weekly",))]
    assert in_chinese(outcome, "M401") == [
        "跨部门周例会 (weekly) 缺少 2025-06-30 的会议纪要；"
        "发布会议纪要，或用 collab series skip weekly --date 2025-06-30 --reason TEXT 说明原因"
    ]


def test_m401_is_an_error_for_two_in_a_row(tmp_path: Path) -> None:
    (one,) = found(check(weekly(tmp_path), date(2025, 7, 14)), "M401")
    assert one.severity == "error"
    assert one.text.startswith("Weekly meeting (weekly) has no minutes for 2025-06-30 and 2025-07-07; ")


def test_m401_counts_weeks_around_a_skipped_one_as_in_a_row(tmp_path: Path) -> None:
    root = weekly(tmp_path, "skips: [{date: 2025-07-08, reason: Fair}]\n")
    (one,) = found(check(root, date(2025, 7, 21)), "M401")
    assert one.severity == "error"


def test_m401_is_a_warning_with_a_meeting_between(tmp_path: Path) -> None:
    root = weekly(tmp_path, **cancelled("2025-07-09", "published"))
    (one,) = found(check(root, date(2025, 7, 21)), "M401")
    assert one.severity == "warning"
    assert "2025-06-30 and 2025-07-14" in one.text


def test_m401_names_the_last_five_of_many(tmp_path: Path) -> None:
    outcome = check(weekly(tmp_path), date(2025, 8, 25))
    (one,) = found(outcome, "M401")
    assert one.text.startswith(
        "Weekly meeting (weekly) has no minutes for 8 slots, the last ones planned for "
        "2025-07-21, 2025-07-28, 2025-08-04, 2025-08-11 and 2025-08-18; "
    )


@pytest.mark.parametrize(
    ("more", "files"),
    [
        ("skips: [{date: 2025-07-04, reason: Fair}]\n", {}),
        ("ends: 2025-06-29\n", {}),
        ("status: ended\n", {}),
        ("", cancelled("2025-07-01")),
        ("", cancelled("2025-07-01", "published")),
        ("", cancelled("2025-07-01", "approved")),
    ],
)
def test_m401_knows_what_is_no_breach(tmp_path: Path, more: str, files: dict[str, str]) -> None:
    assert found(check(weekly(tmp_path, more, **files), date(2025, 7, 7)), "M401") == []


def test_m401_knows_a_week_in_which_nobody_works(tmp_path: Path) -> None:
    root = weekly(tmp_path)
    settings = root / "collab.yaml"
    off = ", ".join(["2025-06-30", *(f"2025-07-0{day}" for day in range(1, 5))])
    settings.write_text(settings.read_text("utf-8") + f"calendar: {{holidays: [{off}]}}\n", "utf-8")
    assert found(check(root, date(2025, 7, 7)), "M401") == []


def test_m401_takes_a_draft_for_no_meeting(tmp_path: Path) -> None:
    root = weekly(tmp_path, **cancelled("2025-07-01", "draft"))
    assert len(found(check(root, date(2025, 7, 7)), "M401")) == 1


def test_m416_misses_a_series_of_two_departments(tmp_path: Path) -> None:
    alone = SERIES.replace("sales, production, marketing", "sales")
    outcome = check(small_company(tmp_path, {"series/weekly.yaml": alone}))
    assert found(outcome, "M416") == [
        Found(
            "M416",
            "info",
            "collab.yaml:1:1",
            "no series brings two departments together; add a series with collab series add",
            ("series:weekly",),
        )
    ]
    assert in_chinese(outcome, "M416") == ["没有任何例会让两个以上部门一起开会；用 collab series add 新增例会"]


def test_m416_counts_neither_ended_series_nor_closed_departments(tmp_path: Path) -> None:
    assert len(found(check(weekly(tmp_path, "status: ended\n"), date(2025, 6, 30)), "M416")) == 1


def test_m416_is_silent_without_any_series_or_with_one_department(tmp_path: Path) -> None:
    root = small_company(tmp_path, {"series/weekly.yaml": None, "meetings/2025-06-23-weekly.yaml": None})
    assert found(check(root), "M416") == []
    alone = {
        "series/weekly.yaml": SERIES.replace("sales, production, marketing", "sales"),
        "departments.yaml": "- {id: sales, name: Sales, head: zhang-wei}\n",
    }
    assert found(check(small_company(tmp_path, alone)), "M416") == []
