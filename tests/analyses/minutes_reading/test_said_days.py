"""Days as people say them, counted from Monday 7 July 2025; the next meeting is a week later."""

from __future__ import annotations

from datetime import date

import pytest

from collab_cli.analyses.minutes_reading.said_days import Days, order_of_days

DAYS = Days(date(2025, 7, 7), following=date(2025, 7, 14))


@pytest.mark.parametrize(
    ("text", "day", "how"),
    [
        ("2025-07-07", "2025-07-07", "exact"),
        ("2025年7月7日", "2025-07-07", "exact"),
        ("２０２５．７．７", "2025-07-07", "exact"),
        ("20250711", "2025-07-11", "exact"),
        ("7 July 2025", "2025-07-07", "exact"),
        ("July 7th, 2025", "2025-07-07", "exact"),
        ("10-Jul-2025", "2025-07-10", "exact"),
        ("Monday 7 July 2025", "2025-07-07", "exact"),
        ("07/18/2025", "2025-07-18", "exact"),
        ("08.07.2025", "2025-07-08", "exact"),
        ("07/08/2025", "2025-07-08", "day_or_month"),
        ("7月11日", "2025-07-11", "no_year"),
        ("七月十一日", "2025-07-11", "no_year"),
        ("1月5日", "2026-01-05", "no_year"),
        ("6月30日", "2025-06-30", "no_year"),
        ("7-18", "2025-07-18", "no_year"),
        ("18 July", "2025-07-18", "no_year"),
        ("周五", "2025-07-11", "relative_date"),
        ("本周五", "2025-07-11", "relative_date"),
        ("下周三", "2025-07-16", "relative_date"),
        ("下下周一", "2025-07-21", "relative_date"),
        ("周一", "2025-07-14", "relative_date"),
        ("by Friday", "2025-07-11", "relative_date"),
        ("next Wed", "2025-07-16", "relative_date"),
        ("月底", "2025-07-31", "relative_date"),
        ("本月底前", "2025-07-31", "relative_date"),
        ("下月底", "2025-08-31", "relative_date"),
        ("end of July", "2025-07-31", "relative_date"),
        ("EOM", "2025-07-31", "relative_date"),
        ("季度末", "2025-09-30", "relative_date"),
        ("end of Q3", "2025-09-30", "relative_date"),
        ("年底", "2025-12-31", "relative_date"),
        ("本周内", "2025-07-11", "relative_date"),
        ("明天", "2025-07-08", "relative_date"),
        ("tomorrow", "2025-07-08", "relative_date"),
        ("三天内", "2025-07-10", "relative_date"),
        ("两周内", "2025-07-21", "relative_date"),
        ("within 5 working days", "2025-07-14", "relative_date"),
        ("18日前", "2025-07-18", "relative_date"),
        ("下次会议", "2025-07-14", "relative_date"),
        ("2月30日", None, "no_such_day"),
    ],
)
def test_a_day_is_found(text: str, day: str | None, how: str) -> None:
    said = DAYS.only(text)
    assert said is not None
    assert (said.day.isoformat() if said.day else None, said.how) == (day, how)


@pytest.mark.parametrize(
    "text", ["每周五17点前", "every Friday", "2025年第12期", "Q3", "3家", "Room 3", "100%", "周一至"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert DAYS.only(text) is None


def test_days_first_is_learnt_from_a_day_that_can_be_no_month() -> None:
    assert order_of_days("09/07/2025 and 25/07/2025") is True
    assert order_of_days("07/15/2025") is False
    assert order_of_days("09/07/2025") is None
    said = Days(date(2025, 7, 7), day_first=True).only("09/07/2025")
    assert said is not None and said.day == date(2025, 7, 9)


def test_without_a_meeting_only_whole_dates_are_read() -> None:
    assert [said.day for said in Days(None).all("周五, 7月11日, 2025-07-12")] == [date(2025, 7, 12)]


@pytest.mark.parametrize(
    ("text", "day", "how"),
    [
        ("7月25日-8月1日", "2025-08-01", "span"),
        ("7月25至31日前", "2025-07-31", "span"),
        ("7/25-8/1", "2025-08-01", "span"),
        ("2025-07-25 ~ 2025-08-01", "2025-08-01", "span"),
        ("25 July to 1 August", "2025-08-01", "span"),
        ("周二到周五", "2025-07-11", "span"),
        ("2025-07-25", "2025-07-25", "exact"),
        ("7-18", "2025-07-18", "no_year"),
        ("7月25日-7月20日", "2025-07-25", "no_year"),
    ],
)
def test_the_limit_of_a_span_is_its_last_day(text: str, day: str, how: str) -> None:
    said = DAYS.until(text)
    assert said is not None and said.day is not None
    assert (said.day.isoformat(), said.how) == (day, how)


def test_without_a_day_there_is_no_limit() -> None:
    assert DAYS.until("尽快") is None
