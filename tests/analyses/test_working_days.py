"""Which days are worked, and what a length of working time comes to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from collab_cli.analyses.working_days import WorkingDays, working_days
from collab_cli.model.field_types import Duration, Moment
from collab_cli.model.settings import Calendar, Company, Settings
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")


def days(calendar: Calendar | None = None, zone: str = "Asia/Shanghai") -> WorkingDays:
    settings = Settings(
        schema=1, company=Company(name="Brook"), periods=[], timezone=zone, calendar=calendar or Calendar()
    )
    return WorkingDays(settings)


def worked(found: WorkingDays, first: date, count: int) -> str:
    return "".join("x" if found.is_working_day(first + timedelta(days=each)) else "." for each in range(count))


def test_the_weekend_is_not_worked() -> None:
    assert worked(days(), date(2025, 6, 30), 7) == "xxxxx.."
    assert worked(days(Calendar(weekend=["fri", "sat"])), date(2025, 6, 30), 7) == "xxxx..x"


def test_the_lists_of_the_workspace_come_first() -> None:
    lists = Calendar(holidays=[date(2025, 10, 1), date(2025, 9, 28)], workdays=[date(2025, 9, 28), date(2025, 10, 3)])
    assert worked(days(lists), date(2025, 9, 26), 9) == "x.xxx.xx."
    china = Calendar(region="CN", holidays=[date(2025, 10, 11)], workdays=[date(2025, 10, 8)])
    assert worked(days(china), date(2025, 10, 6), 7) == "..xxx.."


def test_national_day_in_china_has_two_make_up_days() -> None:
    china = days(Calendar(region="CN"))
    assert worked(china, date(2025, 9, 22), 28) == "xxxxx.xxx........xxx.xxxxx.."
    assert china.is_working_day(date(2025, 9, 28))
    assert china.is_working_day(date(2025, 10, 11))
    assert not china.is_working_day(date(2025, 10, 8))


def test_a_part_of_a_country_has_holidays_of_its_own() -> None:
    assert days(Calendar(region="DE")).is_working_day(date(2026, 1, 6))
    assert not days(Calendar(region="de-by")).is_working_day(date(2026, 1, 6))


def test_years_nobody_has_announced_are_named() -> None:
    assert days(Calendar(region="CN")).uncovered(date(2024, 5, 1), date(2025, 5, 1)) == ()
    assert days(Calendar(region="CN")).uncovered(date(2025, 5, 1), date(2099, 1, 1))[-1] == 2099
    assert days(Calendar(region="DE")).uncovered(date(2025, 5, 1), date(2099, 1, 1)) == ()
    assert days(Calendar(region="XX")).uncovered(date(2025, 5, 1), date(2026, 1, 1)) == (2025, 2026)
    assert days().uncovered(date(2025, 5, 1), date(2099, 1, 1)) == ()


def test_working_days_after_a_day() -> None:
    assert days().working_days_after(date(2025, 7, 4), date(2025, 7, 7)) == 1
    assert days().working_days_after(date(2025, 7, 4), date(2025, 7, 6)) == 0
    assert days().working_days_after(date(2025, 7, 7), date(2025, 7, 7)) == 0
    assert days().working_days_after(date(2025, 7, 7), date(2025, 7, 1)) == 0
    assert days(Calendar(region="CN")).working_days_after(date(2025, 9, 26), date(2025, 9, 28)) == 1


@pytest.mark.parametrize(
    ("start", "sla", "due"),
    [
        ("2025-07-02 10:05", "2wd", "2025-07-04 10:05"),
        ("2025-07-04 10:05", "2wd", "2025-07-08 10:05"),
        ("2025-07-02 10:05", "4h", "2025-07-02 14:05"),
        ("2025-07-02 15:00", "4h", "2025-07-03 11:00"),
        ("2025-07-02 20:00", "1wd", "2025-07-03 17:00"),
        ("2025-07-05 11:00", "1h", "2025-07-07 10:00"),
        ("2025-07-02 09:00", "1wd", "2025-07-02 17:00"),
        ("2025-07-02 17:00", "1h", "2025-07-03 10:00"),
        ("2025-07-02 10:05", "30d", "2025-08-01 10:05"),
        ("2025-07-02 10:05", "0h", "2025-07-02 10:05"),
        ("2025-09-26 10:00", "3wd", "2025-09-30 10:00"),
        ("2025-09-30 10:00", "1wd", "2025-10-09 10:00"),
        ("2025-10-10 16:00", "2h", "2025-10-11 10:00"),
    ],
)
def test_when_a_time_is_over(start: str, sla: str, due: str) -> None:
    found = days(Calendar(region="CN")).due_at(datetime.fromisoformat(start), Duration(sla))
    assert found == datetime.fromisoformat(due).replace(tzinfo=SHANGHAI)
    assert f"{found:%Y-%m-%d %H:%M}" == due


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2025-07-02 10:05", "2025-07-04 10:05", 16.0),
        ("2025-07-04 16:00", "2025-07-07 10:00", 2.0),
        ("2025-07-05 10:00", "2025-07-06 10:00", 0.0),
        ("2025-07-02 12:00", "2025-07-02 10:00", 0.0),
        ("2025-07-02 07:00", "2025-07-02 22:00", 8.0),
        ("2025-09-26 16:00", "2025-09-29 10:00", 10.0),
    ],
)
def test_working_time_between_two_moments(start: str, end: str, hours: float) -> None:
    found = days(Calendar(region="CN")).working_time_between(datetime.fromisoformat(start), datetime.fromisoformat(end))
    assert found == timedelta(hours=hours)


def test_moments_of_other_zones_are_taken_into_that_of_the_workspace() -> None:
    berlin = days(zone="Europe/Berlin")
    assert berlin.due_at(datetime(2025, 3, 28, 14, tzinfo=UTC), Duration("1wd")) == datetime(
        2025, 3, 31, 15, tzinfo=BERLIN
    )
    assert berlin.working_time_between(
        datetime(2025, 3, 28, 8, tzinfo=UTC), datetime(2025, 3, 31, 15, tzinfo=UTC)
    ) == timedelta(hours=16)


def test_a_moment_as_written() -> None:
    assert days().moment(Moment("2025-07-02")) == datetime(2025, 7, 2, 9, tzinfo=SHANGHAI)
    assert days().moment(Moment("2025-07-02T10:05")) == datetime(2025, 7, 2, 10, 5, tzinfo=SHANGHAI)
    assert days().moment(Moment("2025-07-02T10:05Z")) == datetime(2025, 7, 2, 18, 5, tzinfo=SHANGHAI)


def test_a_time_without_any_working_day_is_over_at_once() -> None:
    never = days(Calendar(weekend=["mon", "tue", "wed", "thu", "fri", "sat", "sun"]))
    start = datetime(2025, 7, 2, 10, tzinfo=SHANGHAI)
    assert never.due_at(start, Duration("1h")) == start
    assert not never.within(date(2025, 7, 1), date(2025, 7, 31))


def test_a_world_has_one_calendar(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace())
    assert world.once(working_days) is world.once(working_days)
