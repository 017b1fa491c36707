"""The slots of a series: when it is to meet, and what became of each."""

from __future__ import annotations

from datetime import date

import pytest

from collab_cli.analyses.meeting_slots import (
    Slot,
    last_held,
    meetings_by_series,
    next_slot,
    planned_days,
    slot_bounds,
    slots_of,
)
from collab_cli.graph.world import World
from collab_cli.model.record import Record
from collab_cli.model.series import Cadence, Series
from tests.analyses.meeting_company import company, meeting, series, settings
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

CHINA = {"collab.yaml": settings("{region: CN}")}


def weekly(world: World) -> Record[Series]:
    found = world.get(Series, "weekly")
    assert found is not None
    return found


def told(slots: tuple[Slot, ...]) -> list[str]:
    return [
        f"{slot.planned:%m-%d} {slot.state}" + (f" {slot.day:%m-%d}" if slot.day != slot.planned else "")
        for slot in slots
    ]


@pytest.mark.parametrize(
    ("cadence", "starts", "days"),
    [
        (Cadence(unit="week", weekday="mon"), date(2025, 6, 4), "06-09 06-16 06-23 06-30"),
        (Cadence(unit="week"), date(2025, 6, 4), "06-04 06-11 06-18 06-25"),
        (Cadence(unit="week", weekday="tue", interval=2), date(2025, 6, 4), "06-17 07-01 07-15 07-29"),
        (Cadence(unit="month", day=31), date(2025, 1, 1), "01-31 02-28 03-31 04-30"),
        (Cadence(unit="month", day=15, interval=2), date(2025, 1, 20), "03-15 05-15 07-15 09-15"),
        (Cadence(unit="month"), date(2025, 1, 30), "01-30 02-28 03-30 04-30"),
        (Cadence(unit="month", nth="2", weekday="wed"), date(2025, 1, 1), "01-08 02-12 03-12 04-09"),
        (Cadence(unit="month", nth="last", weekday="fri"), date(2025, 1, 1), "01-31 02-28 03-28 04-25"),
        (Cadence(unit="month", weekday="mon"), date(2025, 1, 1), "01-06 02-03 03-03 04-07"),
        (Cadence(unit="month", nth="1"), date(2025, 1, 1), "01-01 02-05 03-05 04-02"),
    ],
)
def test_the_days_a_cadence_names(cadence: Cadence, starts: date, days: str) -> None:
    one = Series(name="S", cadence=cadence, starts=starts, chair="a", secretary="b")
    found = list(planned_days(one, date(2026, 12, 31)))[:4]
    assert " ".join(f"{day:%m-%d}" for day in found) == days


def test_a_series_ends_with_its_last_slot() -> None:
    one = Series(
        name="S", cadence=Cadence(unit="week"), starts=date(2025, 6, 2), ends=date(2025, 6, 9), chair="a", secretary="b"
    )
    assert list(planned_days(one, date(2026, 1, 1))) == [date(2025, 6, 2), date(2025, 6, 9)]


def test_the_bounds_of_a_slot() -> None:
    week, month = Cadence(unit="week"), Cadence(unit="month")
    assert slot_bounds(week, date(2025, 7, 6)) == (date(2025, 6, 30), date(2025, 7, 6))
    assert slot_bounds(month, date(2024, 2, 5)) == (date(2024, 2, 1), date(2024, 2, 29))
    assert slot_bounds(month, date(2025, 12, 31)) == (date(2025, 12, 1), date(2025, 12, 31))


def test_what_became_of_the_slots(make_workspace: MakeWorkspace) -> None:
    files = company(
        meeting("2025-06-03"),
        meeting("2025-06-09", "reason: Fair\n", "cancelled"),
        meeting("2025-06-16", "reason: Fair\n", "cancelled"),
        meeting("2025-06-18", status="approved"),
        meeting("2025-06-25", status="draft"),
        weekly=series("{unit: week, weekday: mon}", more="skips: [{date: 2025-07-04, reason: Holiday}]\n"),
    )
    world = world_of(make_workspace(files), date(2025, 7, 8))
    slots = slots_of(world, weekly(world), date(2025, 7, 8))
    assert told(slots) == [
        "06-02 held 06-03",
        "06-09 cancelled",
        "06-16 held 06-18",
        "06-23 open 06-25",
        "06-30 skipped",
        "07-07 open",
    ]
    assert [slot.reason for slot in slots] == [None, "Fair", None, None, "Holiday", None]
    assert [slot.is_missed(world.as_of) for slot in slots] == [False, False, False, True, False, False]
    assert slots[2].meeting is not None
    assert slots[2].meeting.id == "2025-06-18-weekly"
    assert told(slots_of(world, weekly(world), date(2025, 7, 1), date(2025, 6, 24))) == ["06-30 skipped"]


@pytest.mark.parametrize(
    ("cadence", "slots"),
    [
        ("{unit: week, weekday: mon}", ["09-22 open", "09-29 open", "10-06 open 10-09", "10-13 open"]),
        ("{unit: week, weekday: fri}", ["09-26 open", "10-03 open 09-30", "10-10 open", "10-17 open"]),
        ("{unit: week, weekday: sun}", ["09-28 open", "10-05 open", "10-12 open", "10-19 open"]),
        ("{unit: month, day: 28}", ["09-28 open"]),
        ("{unit: month, day: 11}", ["10-11 open"]),
        ("{unit: month, day: 1}", ["10-01 open 10-09"]),
    ],
)
def test_holidays_move_and_make_up_days_are_worked(
    make_workspace: MakeWorkspace, cadence: str, slots: list[str]
) -> None:
    world = world_of(make_workspace(company(CHINA, weekly=series(cadence))))
    assert told(slots_of(world, weekly(world), date(2025, 10, 19), date(2025, 9, 22))) == slots


@pytest.mark.parametrize("weekday", ["mon", "sat"])
def test_a_week_in_which_nobody_works_has_no_meeting(make_workspace: MakeWorkspace, weekday: str) -> None:
    off = ", ".join(f"2025-12-{day}" for day in range(22, 29))
    files = company(
        {"collab.yaml": settings(f"{{holidays: [{off}]}}")}, weekly=series(f"{{unit: week, weekday: {weekday}}}")
    )
    world = world_of(make_workspace(files))
    found = slots_of(world, weekly(world), date(2025, 12, 28), date(2025, 12, 22))
    assert [slot.state for slot in found] == ["no-working-day"]


def test_the_next_slot_passes_over_what_does_not_take_place(make_workspace: MakeWorkspace) -> None:
    files = company(
        CHINA,
        meeting("2025-09-22"),
        meeting("2025-10-13", "reason: Fair\n", "cancelled"),
        meeting("2025-10-22", status="draft"),
        weekly=series("{unit: week, weekday: mon}", more="skips: [{date: 2025-09-30}]\n"),
    )
    world = world_of(make_workspace(files))

    def following(day: date) -> date | None:
        slot = next_slot(world, weekly(world), day)
        return slot.day if slot is not None else None

    assert following(date(2025, 9, 21)) == date(2025, 9, 22)
    assert following(date(2025, 9, 22)) == date(2025, 10, 9)
    assert following(date(2025, 10, 10)) == date(2025, 10, 22)
    assert following(date(2025, 10, 22)) == date(2025, 10, 22)
    assert following(date(2025, 10, 23)) == date(2025, 10, 27)
    assert following(date(2025, 1, 1)) == date(2025, 6, 3)  # the first Monday is the Dragon Boat Festival


def test_a_series_that_is_over_has_no_next_slot(make_workspace: MakeWorkspace) -> None:
    files = company(
        weekly=series("{unit: week}", more="status: ended\n"), done=series("{unit: week}", more="ends: 2025-06-30\n")
    )
    world = world_of(make_workspace(files))
    assert next_slot(world, weekly(world), date(2025, 6, 3)) is None
    assert next_slot(world, world.all(Series)[0], date(2025, 7, 3)) is None


def test_meetings_are_known_by_their_series(make_workspace: MakeWorkspace) -> None:
    files = company(
        meeting("2025-06-09"),
        meeting("2025-06-02", status="approved"),
        meeting("2025-06-16", status="draft"),
        {"meetings/2025-06-03-fair.yaml": "title: Fair\ndate: 2025-06-03\n"},
        weekly=series("{unit: week}"),
    )
    world = world_of(make_workspace(files))
    found = world.once(meetings_by_series)
    assert {name: [one.id for one in meetings] for name, meetings in found.items()} == {
        "weekly": ["2025-06-02-weekly", "2025-06-09-weekly", "2025-06-16-weekly"]
    }
    latest = last_held(world, weekly(world), date(2025, 7, 1))
    assert latest is not None
    assert latest.id == "2025-06-09-weekly"
    assert last_held(world, weekly(world), date(2025, 6, 2)) is None
