"""What became of the slots of a series in a span, and how every department took part (F17)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from collab_cli.analyses.meeting_figures import (
    Attendance,
    MeetingFigures,
    Ratio,
    attendance,
    meeting_figures,
    past_slots,
    working_days_late,
)
from collab_cli.analyses.meeting_slots import HELD, Slot, slots_of
from collab_cli.graph.world import World
from collab_cli.model.meeting import Meeting
from collab_cli.model.record import Record
from collab_cli.model.series import Series


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """A meeting that was held: who was there, and how many working days later its minutes were published."""

    meeting: Record[Meeting]
    attendance: Attendance
    days_late: int | None

    @property
    def problems(self) -> int:
        """Return how many problems were reported."""
        return sum(len(report.issues or []) for report in self.meeting.value.reports)


@dataclass(frozen=True, slots=True)
class DepartmentRecord:
    """How a department took part: meetings it was represented at and reported in, and problems it raised."""

    department: str
    represented: Ratio
    reports: Ratio
    problems: int


@dataclass(frozen=True, slots=True)
class SeriesRecord:
    """A series in a span: its slots that are over or held, its indicators, its meetings held and its departments.

    Slots whose minutes are still a draft are among them from the day after; ``missed`` are those over without any.
    """

    series: Record[Series]
    slots: tuple[Slot, ...]
    figures: MeetingFigures
    held: tuple[HeldMeeting, ...]
    departments: tuple[DepartmentRecord, ...]
    missed: int
    unsent: int

    def count(self, state: str) -> int:
        """Return how many slots are in a state."""
        return sum(slot.state == state for slot in self.slots)


def series_record(world: World, series: Record[Series], since: date | None = None) -> SeriesRecord:
    """Return what became of a series, of its slots planned from ``since`` to the day of the world."""
    past = past_slots(world, series)
    drafts = [slot for slot in slots_of(world, series, world.as_of) if slot.lacks_minutes(world.as_of)]
    known = (*past, *(slot for slot in drafts if slot not in past))
    slots = tuple(slot for slot in known if since is None or slot.planned >= since)
    held = tuple(
        held_meeting(world, meeting)
        for slot in slots
        for meeting in slot.meetings
        if meeting.value.status in HELD and meeting.value.date <= world.as_of
    )
    departments = tuple(_departments(held))
    missed = sum(slot.is_missed(world.as_of) and slot.meeting is None for slot in slots)
    unsent = sum(slot in drafts for slot in slots)
    return SeriesRecord(series, slots, meeting_figures(world, [series], since), held, departments, missed, unsent)


def held_meeting(world: World, meeting: Record[Meeting]) -> HeldMeeting:
    """Return how a meeting that was held was attended and noted."""
    return HeldMeeting(meeting, attendance(world, meeting), working_days_late(world, meeting))


def other_meetings(world: World, since: date | None = None) -> tuple[HeldMeeting, ...]:
    """Return the meetings held that belong to no series, by day, from ``since`` to the day of the world."""
    found = [
        meeting
        for meeting in world.workspace.all(Meeting)
        if meeting.value.series is None
        and meeting.value.status in HELD
        and (since is None or meeting.value.date >= since)
        and meeting.value.date <= world.as_of
    ]
    return tuple(held_meeting(world, one) for one in sorted(found, key=lambda one: (one.value.date, one.id)))


def _departments(held: tuple[HeldMeeting, ...]) -> Iterator[DepartmentRecord]:
    for department in dict.fromkeys(one for each in held for one in each.attendance.required):
        asked = [each for each in held if department in each.attendance.required]
        yield DepartmentRecord(
            department,
            Ratio(sum(department in each.attendance.represented for each in asked), len(asked)),
            Ratio(sum(department not in each.attendance.silent for each in asked), len(asked)),
            sum(
                len(report.issues or [])
                for each in asked
                for report in each.meeting.value.reports
                if report.department == department
            ),
        )
