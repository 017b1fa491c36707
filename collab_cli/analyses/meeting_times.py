"""When and where the meetings of series take place, and which of them get in each other's way."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from collab_cli.analyses.meeting_slots import Slot, slots_of, slots_with_fallen
from collab_cli.analyses.working_days import DAY_LENGTH, WorkingDays, working_days
from collab_cli.graph.world import World
from collab_cli.model.field_types import Duration
from collab_cli.model.record import Record
from collab_cli.model.series import Series

USUAL_LENGTH = timedelta(hours=1)
"""How long a meeting takes whose series does not say."""
_Slots = Callable[[World, Record[Series], date, date], tuple[Slot, ...]]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A meeting of a series at its time; ``start`` and ``end`` are None where nobody has said when it begins.

    The minutes of the slot come before what the series says of every meeting. ``place`` is empty without one, ``room``
    for a video meeting too.
    """

    series: Record[Series]
    slot: Slot
    start: datetime | None
    end: datetime | None
    place: str
    room: str
    chair: str
    secretary: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Two meetings of different series at overlapping times that want one place, or one chair or secretary."""

    one: Occurrence
    other: Occurrence
    place: str
    people: tuple[str, ...]


def occurrence(world: World, series: Record[Series], slot: Slot) -> Occurrence:
    """Return when and where the meeting of a slot takes place, in the time zone of the workspace."""
    usual, meeting = series.value, slot.meeting
    minutes = meeting.value if meeting is not None else None
    begins = (minutes.start if minutes is not None else None) or usual.time
    ends = minutes.end if minutes is not None else None
    place = (minutes.place if minutes is not None else None) or usual.place or ""
    says_mode = meeting is not None and meeting.node.get("mode") is not None
    mode = minutes.mode if minutes is not None and says_mode else usual.mode
    start = end = None
    if begins is not None:
        days = world.once(working_days)
        start = datetime.combine(slot.day, _time(begins), days.zone)
        end = datetime.combine(slot.day, _time(ends), days.zone) if ends is not None else None
        if end is None or end <= start:
            end = _end(start, usual.duration, days)
    return Occurrence(
        series,
        slot,
        start,
        end,
        place,
        "" if mode == "video" else unicodedata.normalize("NFKC", place).casefold().strip(),
        (minutes.chair if minutes is not None else None) or usual.chair,
        (minutes.secretary if minutes is not None else None) or usual.secretary,
    )


def occurrences(world: World, series: Iterable[Record[Series]], first: date, last: date) -> tuple[Occurrence, ...]:
    """Return the meetings of series on days from ``first`` to ``last``, by day, time and series; all states of slots.

    A slot without a working day has no meeting.
    """
    found = _within(world, series, first, last, slots_of)
    return tuple(one for one in found if one.slot.state != "no-working-day")


def occurrences_with_fallen(
    world: World, series: Iterable[Record[Series]], first: date, last: date
) -> tuple[Occurrence, ...]:
    """Return the meetings of series as ``occurrences`` does, and those that fell away: no working day, or an end."""
    return tuple(_within(world, series, first, last, slots_with_fallen))


def _within(world: World, series: Iterable[Record[Series]], first: date, last: date, slots: _Slots) -> list[Occurrence]:
    found = [
        occurrence(world, one, slot)
        for one in series
        for slot in slots(world, one, last + timedelta(days=31), first - timedelta(days=31))
        if first <= slot.day <= last
    ]
    return sorted(found, key=lambda one: (one.slot.day, str(one.start or ""), one.series.id, one.slot.first))


def clashes(found: Iterable[Occurrence]) -> tuple[Clash, ...]:
    """Return where two meetings that take place get in each other's way, by the beginning of the first."""
    timed = [(one.start, one.end, one) for one in found if one.slot.takes_place and one.start and one.end]
    timed.sort(key=lambda each: (each[0], each[2].series.id))
    told: list[Clash] = []
    for number, (_, end, one) in enumerate(timed):
        for start, _, other in timed[number + 1 :]:
            if start >= end:
                break
            clash = _clash(one, other) if one.series.id != other.series.id else None
            if clash is not None:
                told.append(clash)
    return tuple(told)


def _clash(one: Occurrence, other: Occurrence) -> Clash | None:
    """Return what two meetings at overlapping times both want, None for nothing."""
    place = one.place if one.room and one.room == other.room else ""
    people = tuple(who for who in dict.fromkeys((one.chair, one.secretary)) if who in (other.chair, other.secretary))
    return Clash(one, other, place, people) if place or people else None


def _end(start: datetime, duration: Duration | None, days: WorkingDays) -> datetime:
    """Return when a meeting ends; one of several days on the last of them, as late as if it took that day alone."""
    if duration is None or not duration.amount:
        return start + USUAL_LENGTH
    if duration.unit == "h":
        return start + timedelta(hours=duration.amount)
    more = duration.amount - 1
    last = days.after(start.date(), more) if duration.unit == "wd" else start.date() + timedelta(days=more)
    return start + DAY_LENGTH + (last - start.date())


def _time(text: str) -> time:
    hour, _, minute = text.partition(":")
    return time(int(hour), int(minute[:2]))
