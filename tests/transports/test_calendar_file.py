"""A calendar file, read back by a second reader: python-dateutil for the time zone, plain lines for the events."""

from __future__ import annotations

import io
import re
import sys
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical

from collab_cli.analyses.meeting_times import occurrences, occurrences_with_fallen
from collab_cli.errors import CollabError
from collab_cli.i18n import language
from collab_cli.model.series import Series
from collab_cli.transports.calendar_file import calendar_file, slot_id
from tests.analyses.meeting_company import company, meeting, series, settings
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

Event = dict[str, str]


def written(
    make: MakeWorkspace,
    files: dict[str, str | bytes],
    first: date,
    last: date,
    lang: str = "en",
    as_of: date = date(2025, 6, 30),
) -> bytes:
    world = world_of(make(files), as_of)
    found = occurrences_with_fallen(world, world.all(Series), first, last)
    return calendar_file(world, found, language("zh" if lang == "zh" else "en"))


def events(data: bytes) -> list[Event]:
    """Return the events of a calendar file by their lines, unfolded, parameters kept with the name."""
    text = data.decode().replace("\r\n ", "")
    found = re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT\r\n", text, re.DOTALL)
    return [dict(line.split(":", 1) for line in event.splitlines()) for event in found]


def starts(data: bytes, zone: str) -> list[str]:
    """Return when events begin in UTC, by the definition of the zone in the file alone."""
    inside = tzical(io.StringIO(data.decode().replace("\r\n", "\n"))).get(zone)
    assert inside is not None
    found = []
    for event in events(data):
        local = datetime.strptime(event[f"DTSTART;TZID={zone}"], "%Y%m%dT%H%M%S")
        found.append(f"{local.replace(tzinfo=inside).astimezone(UTC):%m-%d %H:%M}")
    return found


@pytest.mark.parametrize(
    ("first", "last", "moments"),
    [
        (date(2025, 10, 13), date(2025, 11, 3), ["10-13 07:30", "10-20 07:30", "10-27 08:30", "11-03 08:30"]),
        (date(2026, 3, 16), date(2026, 4, 2), ["03-16 08:30", "03-23 08:30", "03-30 07:30"]),
    ],
)
def test_half_past_nine_stays_half_past_nine_when_the_clock_changes(
    make_workspace: MakeWorkspace, first: date, last: date, moments: list[str]
) -> None:
    files = company(
        {"collab.yaml": settings("{region: DE}", "Europe/Berlin")},
        weekly=series("{unit: week, weekday: mon}", more='time: "09:30"\n'),
    )
    data = written(make_workspace, files, first, last)
    assert starts(data, "Europe/Berlin") == moments
    assert {event["DTSTART;TZID=Europe/Berlin"][-6:] for event in events(data)} == {"093000"}
    assert {event["DTEND;TZID=Europe/Berlin"][-6:] for event in events(data)} == {"103000"}


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai"])
def test_the_zone_in_the_file_is_the_zone_of_the_world(make_workspace: MakeWorkspace, zone: str) -> None:
    files = company({"collab.yaml": settings(timezone=zone)}, weekly=series("{unit: week}", more='time: "09:30"\n'))
    data = written(make_workspace, files, date(2025, 6, 2), date(2027, 6, 2))
    real = ZoneInfo(zone)
    expected = [
        datetime.strptime(event[f"DTSTART;TZID={zone}"], "%Y%m%dT%H%M%S").replace(tzinfo=real).astimezone(UTC)
        for event in events(data)
    ]
    assert len(expected) == 105
    assert starts(data, zone) == [f"{moment:%m-%d %H:%M}" for moment in expected]


def test_national_day_and_its_make_up_days(make_workspace: MakeWorkspace) -> None:
    china = {"collab.yaml": settings("{region: CN}")}
    files = company(
        china,
        weekly=series("{unit: week, weekday: mon}", more='time: "09:30"\n'),
        sunday=series("{unit: month, day: 28}", more='time: "14:00"\n'),
        saturday=series("{unit: month, day: 11}", more='time: "14:00"\n'),
    )
    data = written(make_workspace, files, date(2025, 9, 22), date(2025, 10, 19))
    told = [f"{event['UID'].split('@')[0]} {event['DTSTART;TZID=Asia/Shanghai'][4:]}" for event in events(data)]
    assert told == [
        "weekly-2025-W39 0922T093000",
        "sunday-2025-09 0928T140000",
        "weekly-2025-W40 0929T093000",
        "weekly-2025-W41 1009T093000",
        "saturday-2025-10 1011T140000",
        "weekly-2025-W42 1013T093000",
    ]
    moved = events(data)[3]
    assert moved["DESCRIPTION"].startswith("planned for 2025-10-06\\, which is not worked\\nchair: An")
    assert starts(data, "Asia/Shanghai")[1] == "09-28 06:00"


def test_what_does_not_take_place_is_cancelled(make_workspace: MakeWorkspace) -> None:
    off = ", ".join(f"2025-07-{day}" for day in range(21, 26))
    files = company(
        {"collab.yaml": settings(f"{{holidays: [{off}]}}")},
        meeting("2025-07-07", "reason: Fair\n", "cancelled"),
        weekly=series(
            "{unit: week, weekday: mon}", more='time: "09:30"\nskips: [{date: 2025-07-14, reason: "Stock; all"}]\n'
        ),
    )
    found = events(written(make_workspace, files, date(2025, 6, 30), date(2025, 7, 28)))
    assert [(one["UID"], one["STATUS"], one["DTSTART;TZID=Asia/Shanghai"]) for one in found] == [
        ("weekly-2025-W27@collab", "CONFIRMED", "20250630T093000"),
        ("weekly-2025-W28@collab", "CANCELLED", "20250707T093000"),
        ("weekly-2025-W29@collab", "CANCELLED", "20250714T093000"),
        ("weekly-2025-W30@collab", "CANCELLED", "20250721T093000"),
        ("weekly-2025-W31@collab", "CONFIRMED", "20250728T093000"),
    ]
    assert found[1]["DESCRIPTION"].startswith("does not take place: Fair\\n")
    assert found[2]["DESCRIPTION"].startswith("does not take place: Stock\\; all\\n")
    assert found[3]["DESCRIPTION"].startswith("does not take place: no day for it is worked\\n")


@pytest.mark.parametrize(
    ("more", "held"),
    [
        ("ends: 2025-07-10\n", ["W27", "W28"]),
        ("status: ended\n", ["W27"]),
        ("status: ended\nends: 2025-08-01\n", ["W27"]),
    ],
)
def test_what_an_end_leaves_out_is_cancelled(make_workspace: MakeWorkspace, more: str, held: list[str]) -> None:
    files = company(meeting("2025-07-24"), weekly=series("{unit: week, weekday: mon}", more=f'time: "09:30"\n{more}'))
    found = events(written(make_workspace, files, date(2025, 6, 30), date(2025, 8, 4)))
    assert [one["UID"].split("@")[0][-3:] for one in found if one["STATUS"] == "CONFIRMED"] == [*held, "W30"]
    gone = [one for one in found if one["STATUS"] == "CANCELLED"]
    assert len(found) == 6
    assert {one["DESCRIPTION"].split("\\n")[0] for one in gone} == {"does not take place: the series has ended"}
    assert events(written(make_workspace, files, date(2027, 1, 1), date(2027, 2, 1))) == []


def test_a_later_file_is_of_a_higher_edition_and_a_name_changes_no_event(make_workspace: MakeWorkspace) -> None:
    span = (date(2025, 7, 21), date(2025, 7, 21))
    weekly = series("{unit: week, weekday: mon}", more='time: "09:30"\n')
    skipped = weekly + "skips: [{date: 2025-07-21, reason: Fair}]\n"
    renamed = {"collab.yaml": settings().replace("{name: Brook}", "{name: {zh: 溪流, en: Creek}}")}
    editions = [
        (company(weekly=weekly), date(2025, 6, 30), "CONFIRMED"),
        (company(weekly=skipped), date(2025, 7, 1), "CANCELLED"),
        (company(renamed, weekly=weekly), date(2025, 7, 2), "CONFIRMED"),
        (company(renamed, weekly=weekly.replace("09:30", "14:00")), date(2025, 7, 3), "CONFIRMED"),
    ]
    found = [events(written(make_workspace, files, *span, as_of=day))[0] for files, day, _ in editions]
    assert [(one["UID"], one["STATUS"]) for one in found] == [("weekly-2025-W30@collab", each[2]) for each in editions]
    assert [int(one["SEQUENCE"]) - int(found[0]["SEQUENCE"]) for one in found] == [0, 1, 2, 3]
    (early,) = events(written(make_workspace, company(weekly=weekly), *span, as_of=date(2019, 1, 1)))
    assert early["SEQUENCE"] == "0"


def test_an_event_says_what_people_want_to_know(make_workspace: MakeWorkspace) -> None:
    more = 'time: "09:30"\nplace: "Room A, first floor"\nagenda: [Actions, Reports]\n'
    files = company(weekly=series("{unit: week, weekday: mon}", more=more, name="{zh: 周会, en: Weekly}"))
    (one,) = events(written(make_workspace, files, date(2025, 7, 7), date(2025, 7, 7), "zh"))
    assert one["SUMMARY"] == "周会"
    assert one["LOCATION"] == "Room A\\, first floor"
    assert one["DTSTAMP"] == "20250630T000000Z"
    assert one["DESCRIPTION"].endswith("汇报部门：销售部、生产部和 Law\\n1. Actions\\n2. Reports")
    assert [name for name in one if name.startswith(("ATTENDEE", "ORGANIZER"))] == [
        "ATTENDEE;CN=安;ROLE=CHAIR",
        "ORGANIZER;CN=安",
    ]
    assert one["ATTENDEE;CN=安;ROLE=CHAIR"] == "mailto:an@example.com"


@pytest.mark.parametrize("address", ["an", "an@x@y", "an@example.com;X=1", "a n@example.com", "an@exämple.com"])
def test_nobody_is_invited_at_what_is_no_address(make_workspace: MakeWorkspace, address: str) -> None:
    people = f'- {{id: an, name: An, department: sales, contacts: {{email: "{address}"}}}}\n'
    files = company({"people.yaml": people}, weekly=series("{unit: week}"))
    assert b"mailto" not in written(make_workspace, files, date(2025, 7, 7), date(2025, 7, 7))


def test_without_a_time_it_takes_the_day(make_workspace: MakeWorkspace) -> None:
    files = company(weekly=series("{unit: month, day: 7}"))
    data = written(make_workspace, files, date(2025, 7, 7), date(2025, 7, 7))
    (one,) = events(data)
    assert (one["DTSTART;VALUE=DATE"], one["DTEND;VALUE=DATE"]) == ("20250707", "20250708")
    assert b"VTIMEZONE" not in data


def test_utc_needs_no_definition(make_workspace: MakeWorkspace) -> None:
    files = company({"collab.yaml": settings(timezone="UTC")}, weekly=series("{unit: week}", more='time: "09:30"\n'))
    data = written(make_workspace, files, date(2025, 7, 7), date(2025, 7, 7))
    assert events(data)[0]["DTSTART"] == "20250707T093000Z"
    assert b"VTIMEZONE" not in data


def test_the_same_meetings_give_the_same_bytes(make_workspace: MakeWorkspace) -> None:
    files = company(weekly=series("{unit: week}", more='time: "09:30"\n'))
    span = (date(2025, 7, 1), date(2025, 12, 31))
    assert written(make_workspace, files, *span) == written(make_workspace, files, *span)
    assert all(len(line) <= 75 for line in written(make_workspace, files, *span, "zh").split(b"\r\n"))


def test_hostile_text_stays_inside_its_line(make_workspace: MakeWorkspace) -> None:
    name = '"Weekly\\nEND:VEVENT\\r\\nATTENDEE:mailto:x@example.com"'
    files = company(weekly=series("{unit: week}", name=name))
    found = events(written(make_workspace, files, date(2025, 7, 1), date(2025, 7, 7)))
    assert len(found) == 1
    assert not any(name.startswith("ATTENDEE:") for name in found[0])


def test_the_slot_of_a_month_is_named_by_the_month(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace(company(a=series("{unit: month, day: 31}"), b=series("{unit: week}"))))
    found = occurrences(world, world.all(Series), date(2025, 12, 29), date(2025, 12, 31))
    assert [slot_id(one) for one in found] == ["2026-W01", "2025-12"]


def test_the_extra_is_named(make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(CollabError) as caught:
        written(make_workspace, company(), date(2025, 7, 1), date(2025, 7, 7))
    assert language("en").say(caught.value.message) == "calendar files need the extra calendar"
