"""When and where meetings take place, and which get in each other's way."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from collab_cli.analyses.meeting_times import Occurrence, clashes, occurrences, occurrences_with_fallen
from collab_cli.graph.world import World
from collab_cli.model.series import Series
from tests.analyses.meeting_company import company, meeting, series, settings
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

MONDAYS = "{unit: week, weekday: mon}"
FRIDAYS = "{unit: week, weekday: fri}"


def of(world: World, first: date, last: date) -> tuple[Occurrence, ...]:
    return occurrences(world, world.all(Series), first, last)


def test_minutes_come_before_what_the_series_says(make_workspace: MakeWorkspace) -> None:
    files = company(
        meeting("2025-06-10", 'start: "14:00"\nend: "14:30"\nplace: Room B\nchair: bo\nsecretary: cy\nmode: video\n'),
        weekly=series(MONDAYS, more='time: "09:30"\nplace: Room A\n'),
    )
    world = world_of(make_workspace(files))
    one, other = of(world, date(2025, 6, 2), date(2025, 6, 15))
    zone = ZoneInfo("Asia/Shanghai")
    assert (one.start, one.end) == (datetime(2025, 6, 2, 9, 30, tzinfo=zone), datetime(2025, 6, 2, 10, 30, tzinfo=zone))
    assert (one.place, one.room, one.chair, one.secretary) == ("Room A", "room a", "an", "ed")
    assert (other.start, other.end) == (
        datetime(2025, 6, 10, 14, tzinfo=zone),
        datetime(2025, 6, 10, 14, 30, tzinfo=zone),
    )
    assert (other.place, other.room, other.chair, other.secretary) == ("Room B", "", "bo", "cy")


def test_how_long_a_meeting_takes(make_workspace: MakeWorkspace) -> None:
    files = company(
        a=series(MONDAYS, more='time: "09:30"\nduration: 2h\n'),
        b=series(MONDAYS, more='time: "09:30"\nduration: 1wd\n'),
        c=series(MONDAYS, more='time: "09:30"\nduration: 0h\n'),
        d=series(MONDAYS),
        e=series(FRIDAYS, more='time: "09:30"\nduration: 2wd\n'),
        f=series(FRIDAYS, more='time: "09:30"\nduration: 2d\n'),
        g=series(FRIDAYS, more='time: "23:30"\nduration: 1d\n'),
    )
    found = of(world_of(make_workspace(files)), date(2025, 6, 2), date(2025, 6, 6))
    assert {one.series.id: f"{one.end:%d %H:%M}" if one.end else None for one in found} == {
        "a": "02 11:30", "b": "02 17:30", "c": "02 10:30", "d": None,
        "e": "09 17:30", "f": "07 17:30", "g": "07 07:30",
    }  # fmt: skip


def test_a_moved_meeting_counts_for_the_day_it_moved_to(make_workspace: MakeWorkspace) -> None:
    files = company({"collab.yaml": settings("{region: CN}")}, weekly=series(MONDAYS))
    world = world_of(make_workspace(files))
    assert [one.slot.day for one in of(world, date(2025, 10, 7), date(2025, 10, 12))] == [date(2025, 10, 9)]
    assert of(world, date(2025, 10, 6), date(2025, 10, 8)) == ()


def test_room_and_person_clashes(make_workspace: MakeWorkspace) -> None:
    def at(time: str, chair: str, more: str) -> str:
        return series(MONDAYS, more=f'time: "{time}"\n{more}').replace("chair: an\nsecretary: ed", f"chair: {chair}")

    files = company(
        a=at("09:30", "an\nsecretary: ed", "place: Room A\n"),
        b=at("10:00", "bo\nsecretary: cy", "place: ＲＯＯＭ A\n"),
        c=at("10:30", "an\nsecretary: di", "place: Room C\n"),
        d=at("10:15", "cy\nsecretary: ed", "place: Room A\nmode: video\n"),
        e=at("09:30", "an\nsecretary: ed", "place: Room A\nskips: [{date: 2025-06-02}]\n"),
        f=series(MONDAYS),
    )
    world = world_of(make_workspace(files))
    found = clashes(of(world, date(2025, 6, 2), date(2025, 6, 2)))
    assert [(one.one.series.id, one.other.series.id, one.place, one.people) for one in found] == [
        ("a", "b", "Room A", ()),
        ("a", "d", "", ("ed",)),
        ("b", "d", "", ("cy",)),
    ]


def test_a_meeting_over_midnight_or_of_several_days_clashes_with_the_next_day(make_workspace: MakeWorkspace) -> None:
    files = company(
        late=series(MONDAYS, more='time: "23:30"\nduration: 2h\n'),
        early=series("{unit: week, weekday: tue}", more='time: "01:00"\n'),
        after=series("{unit: week, weekday: tue}", more='time: "02:00"\n'),
        days=series("{unit: week, weekday: wed}", more='time: "09:00"\nduration: 3wd\n'),
        within=series(FRIDAYS, more='time: "09:00"\n'),
    )
    world = world_of(make_workspace(files))
    found = clashes(of(world, date(2025, 6, 2), date(2025, 6, 8)))
    assert [(one.one.series.id, one.other.series.id, one.people) for one in found] == [
        ("late", "early", ("an", "ed")),
        ("days", "within", ("an", "ed")),
    ]


def test_what_fell_away_is_told_where_it_is_asked_for(make_workspace: MakeWorkspace) -> None:
    files = company(
        {"collab.yaml": settings(f"{{holidays: [{', '.join(f'2025-07-{day}' for day in range(21, 26))}]}}")},
        weekly=series(MONDAYS, more="ends: 2025-07-28\n"),
    )
    world = world_of(make_workspace(files))
    span = (date(2025, 7, 14), date(2025, 8, 4))
    days = [(one.slot.day.day, one.slot.state) for one in occurrences_with_fallen(world, world.all(Series), *span)]
    assert days == [(14, "open"), (21, "no-working-day"), (28, "open"), (4, "ended")]
    assert [one.slot.day.day for one in of(world, *span)] == [14, 28]
