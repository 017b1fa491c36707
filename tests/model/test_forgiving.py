from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab_cli.model.field_types import Number
from collab_cli.model.forgiving import halfwidth, names_no_day, read_date, read_number

TODAY = date(2025, 6, 30)


@pytest.mark.parametrize(
    "text",
    [
        "2025-07-07",
        "2025-7-7",
        "2025/7/7",
        "2025.7.7",
        "2025年7月7日",
        "2025 年 7 月 7 日",
        "２０２５年７月７日",
        "2025年7月7号",
    ],
)
def test_a_date_with_its_year(text: str) -> None:
    assert read_date(text) == date(2025, 7, 7)
    assert read_date(text, TODAY) == date(2025, 7, 7)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("7月7日", date(2025, 7, 7)),
        ("7/7", date(2025, 7, 7)),
        ("7.7", date(2025, 7, 7)),
        ("12月31日", date(2025, 12, 31)),
        ("1月1日", date(2025, 1, 1)),
        ("12-30", date(2025, 12, 30)),
    ],
)
def test_a_date_without_a_year_is_a_near_one(text: str, day: date) -> None:
    assert read_date(text, TODAY) == day


def test_a_date_without_a_year_may_be_in_another_one() -> None:
    assert read_date("1月2日", date(2025, 12, 30)) == date(2026, 1, 2)
    assert read_date("12月30日", date(2026, 1, 2)) == date(2025, 12, 30)
    assert read_date("2月29日", date(2025, 1, 1)) == date(2024, 2, 29)


def test_a_day_in_the_past_is_the_last_such_day_that_is_not_long_after_today() -> None:
    assert read_date("7/31", date(2025, 6, 30), past=True) == date(2025, 7, 31)
    assert read_date("12/1", date(2025, 6, 30), past=True) == date(2024, 12, 1)
    assert read_date("6月30日", date(2025, 6, 30), past=True) == date(2025, 6, 30)
    assert read_date("2月29日", date(2025, 6, 30), past=True) == date(2024, 2, 29)
    assert read_date("2025-12-01", date(2025, 6, 30), past=True) == date(2025, 12, 1)


@pytest.mark.parametrize("text", ["", "soon", "2025-13-01", "2025-02-30", "25-07-07", "2025-07", "7月7日", "7月"])
def test_what_is_no_date_by_itself(text: str) -> None:
    assert read_date(text) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_way_to_write_a_day_means_that_day(day: date) -> None:
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day.year}年{day.month}月{day.day}日") == day
    assert read_date(f"{day.year}/{day.month}/{day.day}") == day


@given(st.dates(min_value=date(1001, 1, 1), max_value=date(9000, 1, 1)), st.integers(-100, 100))
def test_a_day_near_today_needs_no_year(today: date, away: int) -> None:
    day = today + timedelta(days=away)
    if (day.month, day.day) != (2, 29):
        assert read_date(f"{day.month}月{day.day}日", today) == day


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("1200", "1200"),
        ("1,200", "1200"),
        ("1,200,000.50", "1200000.5"),
        ("92万", "920000"),
        ("1.5亿", "150000000"),
        ("3k", "3000"),
        ("2M", "2000000"),
        ("13.2 %", "13.2"),
        ("-0.5", "-0.5"),
        ("１３．２", "13.2"),
        (" 7 ", "7"),
        ("0", "0"),
    ],
)
def test_a_number(text: str, exact: str) -> None:
    assert read_number(text) == exact


@pytest.mark.parametrize(
    "text", ["", "abc", "1,2", "12,00", "1 2", "--1", "1e3", "99999999999999999999", "9" * 18 + "万"]
)
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(("text", "exact"), [("40%", "0.4"), ("12.5 %", "0.125"), ("100%", "1"), ("0.4", "0.4")])
def test_a_percentage_where_a_share_is_wanted(text: str, exact: str) -> None:
    assert read_number(text, percent=True) == exact


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_a_number_in_its_exact_form_means_itself(value: Decimal) -> None:
    exact = read_number(format(value, "f"))
    assert exact is not None
    assert Number.read(exact) == value


@given(st.integers(0, 10**12))
def test_commas_change_nothing(value: int) -> None:
    assert read_number(f"{value:,}") == str(value)


def test_full_width_forms_become_ordinary() -> None:
    assert halfwidth(" １２，３４：ａ（ｂ） ") == "12,34:a(b)"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("2025-02-30", True),
        ("2025年2月29日", True),
        ("2024-02-29", False),
        ("2/29", False),
        ("2月30日", True),
        ("13/1", True),
        ("明天", False),
    ],
)
def test_a_date_no_calendar_has(text: str, answer: bool) -> None:
    assert names_no_day(text) is answer
