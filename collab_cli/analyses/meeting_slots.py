"""The slots of a series: when it is to meet, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

import msgspec

from collab_cli.analyses.working_days import WEEKDAYS, WorkingDays, working_days
from collab_cli.graph.world import World
from collab_cli.model.meeting import Meeting
from collab_cli.model.record import Record
from collab_cli.model.series import Cadence, Series

SlotState = Literal["held", "skipped", "cancelled", "no-working-day", "ended", "open"]
"""What became of a slot: minutes published, left out on purpose, meeting cancelled, nobody at work, or the series has
ended; else it is open."""

HELD = frozenset({"published", "approved"})
"""The states of a meeting that has taken place."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A week or month in which a series is to meet.

    ``first`` and ``last`` are its days, ``planned`` is the day the cadence says, ``day`` the one it comes to: that of
    the meeting if there is one that was not cancelled, else ``planned``, moved off a day that is not worked.
    ``meetings`` are those of the series in it, by date, cancelled ones included. ``reason`` says why it was left out.
    """

    first: date
    last: date
    planned: date
    day: date
    state: SlotState
    meetings: tuple[Record[Meeting], ...] = ()
    reason: str | None = None

    @property
    def meeting(self) -> Record[Meeting] | None:
        """Return the minutes of the slot, those of a meeting held first, None without any not cancelled."""
        found = sorted(self.meetings, key=lambda meeting: meeting.value.status not in HELD)
        return next((meeting for meeting in found if meeting.value.status != "cancelled"), None)

    @property
    def takes_place(self) -> bool:
        """Return whether people met, or are to meet, in this slot."""
        return self.state in ("held", "open")

    def is_over(self, as_of: date) -> bool:
        """Return whether the week or month has passed on a day."""
        return self.last < as_of

    def is_missed(self, as_of: date) -> bool:
        """Return whether the slot has passed on a day without a meeting, and nobody has said why."""
        return self.state == "open" and self.is_over(as_of)

    def lacks_minutes(self, as_of: date) -> bool:
        """Return whether its day has passed on a day and its minutes are still a draft."""
        return self.state == "open" and self.meeting is not None and self.day < as_of


def slots_of(world: World, series: Record[Series], until: date, since: date | None = None) -> tuple[Slot, ...]:
    """Return the slots of a series whose planned day lies from ``since`` (its start) to ``until``, in order.

    None is planned before `starts` or after `ends`. A planned day that is not worked moves to the next day of its slot
    that is, else to the last one before it; a series whose weekday belongs to the weekend stays on it. A slot without
    any working day has no meeting.
    """
    days = world.once(working_days)
    own = world.once(meetings_by_series).get(series.id, ())
    start = max(since or series.value.starts, series.value.starts)
    return tuple(_slot(series.value, day, own, days) for day in planned_days(series.value, until) if day >= start)


def slots_with_fallen(world: World, series: Record[Series], until: date, since: date) -> tuple[Slot, ...]:
    """Return the slots of a series with a planned day from ``since`` to ``until``, those that fell away by its end too.

    A series ends after `ends`, one of status ended after the day of the world as well; for a year from then on its
    slots are told as ended, but for those with a meeting of their own.
    """
    days = world.once(working_days)
    own = world.once(meetings_by_series).get(series.id, ())
    over = _over(series.value, world.as_of)
    last = until if over is None else min(until, over + timedelta(days=366))
    found = [
        _slot(series.value, day, own, days)
        for day in planned_days(msgspec.structs.replace(series.value, ends=None), last)
        if day >= since
    ]
    return tuple(
        replace(slot, state="ended")
        if over is not None and slot.planned > over and slot.state == "open" and slot.meeting is None
        else slot
        for slot in found
    )


def slot_on(world: World, series: Record[Series], day: date) -> Slot | None:
    """Return the slot of a series that a day lies in, None for none."""
    near = timedelta(days=31)
    return next(
        (slot for slot in slots_of(world, series, day + near, day - near) if slot.first <= day <= slot.last), None
    )


def next_slot(world: World, series: Record[Series], since: date) -> Slot | None:
    """Return the first slot of an active series, on or after a day, in which people are still to meet; None for none.

    One that is left out, cancelled, without a working day or held already is passed over; minutes of a later day are of
    a meeting to come.
    """
    if series.value.status != "active":
        return None
    days = world.once(working_days)
    own = world.once(meetings_by_series).get(series.id, ())
    from_slot = since - timedelta(days=31)
    for day in planned_days(series.value, _horizon(series.value, since)):
        if day < from_slot:
            continue
        slot = _slot(series.value, day, own, days)
        if slot.takes_place and (slot.day > since or (slot.day == since and slot.state == "open")):
            return slot
    return None


def last_held(world: World, series: Record[Series], before: date) -> Record[Meeting] | None:
    """Return the newest meeting of a series that was held before a day, or None."""
    held = [
        meeting
        for meeting in world.once(meetings_by_series).get(series.id, ())
        if meeting.value.status in HELD and meeting.value.date < before
    ]
    return held[-1] if held else None


def meetings_by_series(world: World) -> dict[str, tuple[Record[Meeting], ...]]:
    """Return the meetings of each series by its id, in the order of their dates, drafts and cancelled ones included."""
    found: dict[str, tuple[Record[Meeting], ...]] = {}
    meetings = world.workspace.all(Meeting)
    for meeting in sorted(meetings, key=lambda record: (record.value.date, record.id)):
        if meeting.value.series is not None:
            found[meeting.value.series] = (*found.get(meeting.value.series, ()), meeting)
    return found


def planned_days(series: Series, until: date) -> Iterator[date]:
    """Yield the days the cadence of a series names, from `starts` to ``until`` or `ends`, whatever is worked.

    Weeks and months are counted from those of `starts`. What the cadence leaves open is as on the day of `starts`; a
    weekday of the month is the first one unless `nth` says which.
    """
    from dateutil.rrule import rrule

    last = until if series.ends is None else min(until, series.ends)
    begun = datetime.combine(series.starts, datetime.min.time())
    over = datetime.combine(last, datetime.min.time())
    for moment in rrule(dtstart=begun, until=over, **_rule(series.cadence, series.starts)):
        yield moment.date()


def slot_bounds(cadence: Cadence, day: date) -> tuple[date, date]:
    """Return the first and the last day of the ISO week or month that ``day`` lies in."""
    if cadence.unit == "week":
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _rule(cadence: Cadence, starts: date) -> dict[str, Any]:
    """Return what a cadence is in the words of a recurrence rule."""
    from dateutil.rrule import MONTHLY, WEEKLY, weekday

    number = WEEKDAYS.index(cadence.weekday) if cadence.weekday is not None else starts.weekday()
    if cadence.unit == "week":
        return {"freq": WEEKLY, "interval": cadence.interval, "byweekday": number, "wkst": 0}
    monthly: dict[str, Any] = {"freq": MONTHLY, "interval": cadence.interval}
    if cadence.day is None and (cadence.weekday is not None or cadence.nth is not None):
        nth = -1 if cadence.nth == "last" else int(cadence.nth or 1)
        return {**monthly, "byweekday": weekday(number, nth)}
    wanted = cadence.day or starts.day
    return {**monthly, "bymonthday": (wanted, -1), "bysetpos": 1}  # the day, or the last one of a shorter month


def _slot(series: Series, planned: date, own: tuple[Record[Meeting], ...], days: WorkingDays) -> Slot:
    first, last = slot_bounds(series.cadence, planned)
    meetings = tuple(meeting for meeting in own if first <= meeting.value.date <= last)
    skip = next((skip for skip in series.skips if first <= skip.date <= last), None)
    moved = _worked(series.cadence, planned, (first, last), days)
    state: SlotState = "open"
    reason = None
    if any(meeting.value.status in HELD for meeting in meetings):
        state = "held"
    elif skip is not None:
        state, reason = "skipped", skip.reason
    elif meetings and all(meeting.value.status == "cancelled" for meeting in meetings):
        state, reason = "cancelled", meetings[-1].value.reason
    elif moved is None:
        state = "no-working-day"
    slot = Slot(first, last, planned, moved or planned, state, meetings, reason)
    if slot.meeting is None:
        return slot
    return Slot(first, last, planned, slot.meeting.value.date, state, meetings, reason)


def _worked(cadence: Cadence, planned: date, bounds: tuple[date, date], days: WorkingDays) -> date | None:
    """Return the day a slot is to meet on: the planned one, or the nearest one worked; None without any."""
    first, last = bounds
    if cadence.weekday is not None and days.is_weekend(WEEKDAYS.index(cadence.weekday)):
        return planned if days.within(first, last) else None
    later = (planned + timedelta(days=number) for number in range((last - planned).days + 1))
    before = (planned - timedelta(days=number) for number in range(1, (planned - first).days + 1))
    return next((day for day in (*later, *before) if days.is_working_day(day)), None)


def _over(series: Series, as_of: date) -> date | None:
    """Return the last day on which a series meets, None where none is known."""
    known = (series.ends, as_of if series.status == "ended" else None)
    return min((day for day in known if day is not None), default=None)


def _horizon(series: Series, since: date) -> date:
    """Return the day up to which the next slot is looked for: two years, and time for a rare meeting."""
    days = 730 + 31 * series.cadence.interval
    return max(since, series.starts) + timedelta(days=min(days, 3660))
