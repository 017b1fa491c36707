"""How well meetings are kept: every slot used, every department there and heard, minutes in time (formulas.md F17)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from collab_cli.analyses.meeting_slots import HELD, Slot, slots_of
from collab_cli.analyses.working_days import working_days
from collab_cli.graph.world import World
from collab_cli.model.meeting import Meeting
from collab_cli.model.record import Record
from collab_cli.model.series import Series


@dataclass(frozen=True, slots=True)
class Ratio:
    """A count of a whole, such as departments that reported of those that must."""

    count: int
    of: int

    @property
    def share(self) -> Decimal | None:
        """Return the share, from 0 to 1; None of nothing."""
        return Decimal(self.count) / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Attendance:
    """Which of the departments required at a meeting were there and reported.

    ``represented`` have their head, deputy or named delegate among those present; ``excused`` named a delegate who did
    not come; ``silent`` are those without a report, ``missing`` those neither represented nor excused.
    """

    required: tuple[str, ...]
    represented: tuple[str, ...]
    excused: tuple[str, ...]
    silent: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the departments that were not there and named nobody."""
        return tuple(one for one in self.required if one not in (*self.represented, *self.excused))

    @property
    def representation(self) -> Ratio:
        """Return how many of the required departments were represented."""
        return Ratio(len(self.represented), len(self.required))

    @property
    def reports(self) -> Ratio:
        """Return how many of the required departments reported."""
        return Ratio(len(self.required) - len(self.silent), len(self.required))


@dataclass(frozen=True, slots=True)
class MeetingFigures:
    """The indicators of one or several series over a time.

    ``adherence``: slots with a meeting of past slots, those left out or cancelled and those without a working day left
    out. ``representation`` and ``reports``: of the departments required at the meetings held. ``on_time``: minutes
    published within the working days allowed, of those that say when they were published.
    """

    adherence: Ratio
    representation: Ratio
    reports: Ratio
    on_time: Ratio


def required_at(world: World, meeting: Record[Meeting]) -> tuple[str, ...]:
    """Return the departments the series of a meeting requires; closed ones do not count."""
    series = world.get(Series, meeting.value.series)
    wanted = series.value.required if series is not None else []
    return tuple(one for one in dict.fromkeys(wanted) if is_active(world, one))


def attendance(world: World, meeting: Record[Meeting]) -> Attendance:
    """Return which departments required by the series of a meeting were there and reported; closed ones do not count.

    A delegate of the head or the deputy counts, and whoever an absence of the head on that day names.
    """
    required = required_at(world, meeting)
    present = set(meeting.value.present)
    represented, excused = [], []
    for department in required:
        speakers = world.parties.speakers(department, meeting.value.date)
        delegates = [regret.delegate for regret in meeting.value.regrets if regret.person in speakers]
        if not present.isdisjoint((*speakers, *delegates)):
            represented.append(department)
        elif any(delegate is not None for delegate in delegates):
            excused.append(department)
    reported = {report.department for report in meeting.value.reports}
    silent = tuple(one for one in required if one not in reported)
    return Attendance(required, tuple(represented), tuple(excused), silent)


def is_active(world: World, department: str) -> bool:
    """Return whether a department is in the register and not closed."""
    return any(one.id == department for one in world.parties.active_departments)


def working_days_late(world: World, meeting: Record[Meeting]) -> int | None:
    """Return how many working days after a meeting its minutes were published; None where no day is written."""
    published = meeting.value.published
    if published is None:
        return None
    return world.once(working_days).working_days_after(meeting.value.date, published)


def past_slots(world: World, series: Record[Series]) -> tuple[Slot, ...]:
    """Return the slots of a series that are over on the day of the world, or held already."""
    slots = slots_of(world, series, world.as_of)
    return tuple(slot for slot in slots if slot.is_over(world.as_of) or _was_held(world, slot))


def meeting_figures(world: World, series: Iterable[Record[Series]], since: date | None = None) -> MeetingFigures:
    """Return the indicators of series taken together, on the day of the world, of slots planned from ``since`` on."""
    slots = [slot for one in series for slot in past_slots(world, one) if since is None or slot.planned >= since]
    counted = [slot for slot in slots if slot.takes_place]
    held = [
        meeting
        for slot in slots
        for meeting in slot.meetings
        if meeting.value.status in HELD and meeting.value.date <= world.as_of
    ]
    attended = [attendance(world, meeting) for meeting in held]
    late = [days for meeting in held if (days := working_days_late(world, meeting)) is not None]
    limit = world.threshold("minutes-days")
    return MeetingFigures(
        Ratio(sum(slot.state == "held" for slot in counted), len(counted)),
        _sum(one.representation for one in attended),
        _sum(one.reports for one in attended),
        Ratio(sum(days <= limit for days in late), len(late)),
    )


def _was_held(world: World, slot: Slot) -> bool:
    return slot.state == "held" and slot.meeting is not None and slot.meeting.value.date <= world.as_of


def _sum(ratios: Iterable[Ratio]) -> Ratio:
    found = list(ratios)
    return Ratio(sum(ratio.count for ratio in found), sum(ratio.of for ratio in found))
