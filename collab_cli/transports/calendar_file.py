"""Meetings as a calendar file (RFC 5545) for the calendar programs people use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from collab_cli.analyses.meeting_figures import is_active
from collab_cli.analyses.meeting_times import Occurrence
from collab_cli.errors import CollabError
from collab_cli.graph.world import World
from collab_cli.i18n import Language
from collab_cli.messages import msg
from collab_cli.model.department import Department
from collab_cli.model.person import Person

if TYPE_CHECKING:
    from icalendar import Event

_PRODUCT = "-//collab//collab//EN"
_MAIL = ("email", "mail", "e-mail")
"""Under which names `contacts` of a person holds an address of mail."""
_FIRST_EDITION = date(2020, 1, 1)
"""From when editions of an event are counted, a day each: a calendar passes over an edition lower than its own."""


_FALLEN = {"no-working-day": msg("no day for it is worked"), "ended": msg("the series has ended")}


def calendar_file(world: World, occurrences: Sequence[Occurrence], language: Language) -> bytes:
    """Return the meetings as a calendar file, every one an event of its own.

    Readers differ in how they take recurrence rules with exceptions, and a meeting that moves off a holiday fits none;
    single events are shown alike by all. The id of an event is that of series and slot, so a file that is read again
    replaces what an older one said, however the company is called: a meeting that does not take place is there as
    cancelled, and the later day has the higher edition. Times are given in the time zone of the workspace with its
    changes; one nobody has set a time for takes the whole day. People are invited only at an address of mail under
    their `contacts`. The same meetings on the same day give the same bytes.
    Raises CollabError where the library is not installed.
    """
    try:
        from icalendar import Calendar
    except ImportError as error:
        raise CollabError(
            msg("calendar files need the extra {extra}", extra="calendar"),
            msg("install it with {command}", command="pip install 'collab-cli[calendar]'"),
        ) from error
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", language.name(world.settings.company.name))
    zone = ZoneInfo(world.settings.timezone)
    timed = [one.start.date() for one in occurrences if one.start is not None]
    if timed and zone.key != "UTC":  # which every reader knows
        calendar.add_component(_time_zone(zone, min(timed), max(timed)))
    for one in occurrences:
        calendar.add_component(_event(world, one, language))
    found: bytes = calendar.to_ical()
    return found


def slot_id(one: Occurrence) -> str:
    """Return what names the slot of a meeting: its ISO week or its month."""
    first = one.slot.first
    if one.series.value.cadence.unit == "month":
        return f"{first:%Y-%m}"
    year, week, _ = first.isocalendar()
    return f"{year}-W{week:02}"


def _event(world: World, one: Occurrence, language: Language) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{one.series.id}-{slot_id(one)}@collab")
    event.add("dtstamp", datetime.combine(world.as_of, time(), UTC))
    event.add("sequence", max((world.as_of - _FIRST_EDITION).days, 0))
    if one.start is not None and one.end is not None:
        event.add("dtstart", one.start)
        event.add("dtend", one.end)
    else:
        event.add("dtstart", one.slot.day)
        event.add("dtend", one.slot.day + timedelta(days=1))
    event.add("summary", language.name(one.series.name))
    if one.place:
        event.add("location", one.place)
    event.add("description", "\n".join(_description(world, one, language)))
    event.add("status", "CONFIRMED" if one.slot.takes_place else "CANCELLED")
    _invite(world, one, event, language)
    return event


def _description(world: World, one: Occurrence, language: Language) -> Iterable[str]:
    """Yield what an event says of itself, a line each."""
    if one.slot.reason is not None:
        yield language.say(msg("does not take place: {reason}", reason=one.slot.reason))
    elif one.slot.state in _FALLEN:
        yield language.say(msg("does not take place: {reason}", reason=_FALLEN[one.slot.state]))
    elif one.slot.day != one.slot.planned and one.slot.meeting is None:
        yield language.say(msg("planned for {day}, which is not worked", day=one.slot.planned))
    yield language.say(msg("chair: {person}", person=world.name(Person, one.chair)))
    yield language.say(msg("secretary: {person}", person=world.name(Person, one.secretary)))
    required = tuple(world.name(Department, each) for each in one.series.value.required if is_active(world, each))
    if required:
        yield language.say(msg("reports: {departments}", departments=required))
    meeting = one.slot.meeting
    agenda = (meeting.value.agenda if meeting is not None else None) or one.series.value.agenda
    yield from (f"{number}. {item}" for number, item in enumerate(agenda, 1))


def _invite(world: World, one: Occurrence, event: Event, language: Language) -> None:
    """Add chair, secretary and the heads of the departments that must report, as far as they have an address."""
    from icalendar import vCalAddress, vText

    heads = (world.parties.accountable_person(each) for each in one.series.value.required)
    for person_id in dict.fromkeys((one.chair, one.secretary, *heads)):
        person = world.get(Person, person_id)
        address = _address(person.value) if person is not None else None
        if person is None or address is None:
            continue
        attendee = vCalAddress(f"mailto:{address}")
        attendee.params["CN"] = vText(language.name(person.name))
        attendee.params["ROLE"] = vText("CHAIR" if person_id == one.chair else "REQ-PARTICIPANT")
        if person_id == one.chair:
            organizer = vCalAddress(f"mailto:{address}")
            organizer.params["CN"] = vText(language.name(person.name))
            event.add("organizer", organizer)
        event.add("attendee", attendee)


def _address(person: Person) -> str | None:
    """Return a person's address of mail, None for what is none or holds what could change the line it is put in."""
    found = next((person.contacts[name] for name in _MAIL if name in person.contacts), "").strip()
    plain = found.isascii() and found.isprintable() and found.count("@") == 1
    return found if plain and not set(found) & set(" ,;:\"'<>?&") else None


def _time_zone(zone: ZoneInfo, first: date, last: date) -> Any:
    """Return how a time zone lies to UTC from a year before ``first`` to ``last``, every change of it by itself."""
    from icalendar import Timezone

    component = Timezone()
    component.add("tzid", zone.key)
    day = datetime(first.year - 1, 1, 1, tzinfo=UTC)
    end = datetime(last.year + 1, 1, 1, tzinfo=UTC)
    local = day.astimezone(zone)
    component.add_component(_observance(local, local))
    while day < end:
        later = day + timedelta(days=1)
        if _offset(day, zone) != _offset(later, zone):
            at = _change(day, later, zone)
            component.add_component(_observance((at - timedelta(seconds=1)).astimezone(zone), at.astimezone(zone)))
        day = later
    return component


def _observance(before: datetime, after: datetime) -> Any:
    """Return what holds from ``after`` on; such a time is told by the clock that was right before."""
    from icalendar import TimezoneDaylight, TimezoneStandard

    found = TimezoneDaylight() if after.dst() else TimezoneStandard()
    start = after.astimezone(UTC) + (before.utcoffset() or timedelta())
    found.add("dtstart", start.replace(tzinfo=None))
    found.add("tzoffsetfrom", before.utcoffset())
    found.add("tzoffsetto", after.utcoffset())
    found.add("tzname", after.tzname())
    return found


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Return the first minute after ``before`` at which the clock of ``zone`` is another one."""
    old, minutes = _offset(before, zone), int((after - before) / timedelta(minutes=1))
    low, high = 0, minutes
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(before + timedelta(minutes=middle), zone) == old else (low, middle)
    return before + timedelta(minutes=high)
