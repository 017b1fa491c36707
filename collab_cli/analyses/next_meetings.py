"""The next meeting of a series: when, where, who is expected, and who still has to report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from collab_cli.analyses.meeting_figures import is_active
from collab_cli.analyses.meeting_slots import Slot, last_held, meetings_by_series, next_slot, slot_on
from collab_cli.analyses.meeting_times import Clash, Occurrence, clashes, occurrence, occurrences
from collab_cli.analyses.stand_ins import Answering, answering
from collab_cli.graph.world import World
from collab_cli.model.meeting import Meeting
from collab_cli.model.record import Record
from collab_cli.model.series import Series


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The next meeting of a series.

    ``expected`` says for each required department who answers for it on that day; ``owing`` are those without a report
    in the minutes prepared so far. ``last`` is the meeting held before, ``clashes`` those that get in its way.
    """

    occurrence: Occurrence
    expected: tuple[Answering, ...]
    owing: tuple[str, ...]
    last: Record[Meeting] | None
    clashes: tuple[Clash, ...]

    @property
    def series(self) -> Record[Series]:
        """Return the series it belongs to."""
        return self.occurrence.series


def next_meetings(world: World, series: Iterable[Record[Series]]) -> tuple[NextMeeting, ...]:
    """Return the next meeting of each series that has one on or after the day of the world, the earliest first."""
    found = [(one, slot) for one in series if (slot := next_slot(world, one, world.as_of)) is not None]
    on_day = {day: _clashes_on(world, day) for day in {slot.day for _, slot in found}}
    return tuple(
        sorted(
            (_next(world, occurrence(world, one, slot), on_day[slot.day]) for one, slot in found),
            key=lambda one: (one.occurrence.slot.day, str(one.occurrence.start or ""), one.series.id),
        )
    )


def meeting_on(world: World, series: Record[Series], day: date) -> NextMeeting:
    """Return the meeting of a series on a day that somebody names, whether its cadence says so or not."""
    slot = slot_on(world, series, day)
    own = tuple(one for one in world.once(meetings_by_series).get(series.id, ()) if one.value.date == day)
    if slot is None:
        slot = Slot(day, day, day, day, "open", own)
    return _next(world, occurrence(world, series, replace(slot, day=day, meetings=own)), _clashes_on(world, day))


def _clashes_on(world: World, day: date) -> tuple[Clash, ...]:
    active = [one for one in world.all(Series) if one.value.status == "active"]
    return clashes(occurrences(world, active, day, day))


def _next(world: World, coming: Occurrence, on_day: Iterable[Clash]) -> NextMeeting:
    day = coming.slot.day
    then = replace(world, as_of=day)
    required = [one for one in dict.fromkeys(coming.series.value.required) if is_active(world, one)]
    meeting = coming.slot.meeting
    reported = {report.department for report in meeting.value.reports} if meeting is not None else set()
    return NextMeeting(
        coming,
        tuple(answering(then, one) for one in required),
        tuple(one for one in required if one not in reported),
        last_held(world, coming.series, min(day, world.as_of + timedelta(days=1))),
        tuple(one for one in on_day if coming.series.id in (one.one.series.id, one.other.series.id)),
    )
