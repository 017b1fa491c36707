"""What a person owes to meetings: reports of the department, the chair, minutes to publish or to approve."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.meeting_slots import next_slot
from collab_cli.analyses.minutes_standing import leaders
from collab_cli.analyses.next_meetings import NextMeeting, next_meetings
from collab_cli.analyses.owed.owed import Owed
from collab_cli.analyses.owed.spoken_for import falls_to
from collab_cli.analyses.working_days import working_days
from collab_cli.graph.world import World
from collab_cli.model.department import Department
from collab_cli.model.meeting import Meeting
from collab_cli.model.person import Person
from collab_cli.model.record import Record
from collab_cli.model.series import Series


def owed_to_meetings(world: World, person: str) -> Iterator[Owed]:
    """Yield what a person owes to the next meeting of each series, and to meetings that are over."""
    speaks = _may_speak_for(world, person)
    led = {
        meeting.value.series
        for meeting in world.all(Meeting)
        if person in (meeting.value.chair, meeting.value.secretary)
    }
    concerned = [
        one
        for one in world.all(Series)
        if one.value.status == "active"
        and (
            person in (one.value.chair, one.value.secretary)
            or one.id in led
            or not speaks.isdisjoint(one.value.required)
        )
    ]
    for coming in next_meetings(world, concerned):
        yield from _coming(world, coming, person)
    for meeting in world.all(Meeting):
        if meeting.value.date <= world.as_of:
            yield from _held(world, meeting, person)


def _may_speak_for(world: World, person: str) -> frozenset[str]:
    """Return the departments a person answers for on any day: as head, as deputy, named by an absence of the head."""
    named = {one.id for one in world.all(Person) if any(absence.deputy == person for absence in one.value.absences)} | {
        person
    }
    return frozenset(
        one.id
        for one in world.parties.active_departments
        if one.value.head in named or one.value.deputy == person or _in_unit_of_deputy(world, one.value.head, person)
    )


def _in_unit_of_deputy(world: World, head: str | None, person: str) -> bool:
    """Return whether a person is the deputy of the department a head works in, if that is another one."""
    own = world.get(Person, head)
    unit = world.get(Department, own.value.department) if own is not None else None
    return unit is not None and unit.value.deputy == person


def _coming(world: World, coming: NextMeeting, person: str) -> Iterator[Owed]:
    slot, series = coming.occurrence.slot, coming.series
    day, days = slot.day, (slot.day - world.as_of).days
    record = slot.meeting or series
    for each in coming.expected:
        spoken = falls_to(each, person)
        if spoken is not None and each.party in coming.owing:
            command = f"collab meeting new {series.id}"  # there is nothing to write the report into yet
            if slot.meeting is not None:
                command = f"collab meeting report {each.party} --meeting {slot.meeting.id}"
            yield Owed("meeting", "report", record, command, day, days, spoken=spoken)
        elif spoken is not None:
            yield Owed("meeting", "attend", record, f"collab meeting agenda {series.id}", day, days, spoken=spoken)
    if coming.occurrence.chair == person:
        yield Owed("meeting", "chair", record, f"collab meeting agenda {series.id}", day, days)
    if coming.occurrence.secretary == person:
        command = f"collab meeting new {series.id}"
        if slot.meeting is not None:
            command = f"collab meeting show {slot.meeting.id}"
        yield Owed("meeting", "secretary", record, command, day, days)


def _held(world: World, meeting: Record[Meeting], person: str) -> Iterator[Owed]:
    value = meeting.value
    chair, secretary = leaders(world, meeting)
    if value.status == "draft" and secretary == person and value.date < world.as_of:
        due = world.once(working_days).after(value.date, int(world.threshold("minutes-days")))
        command = f"collab meeting publish {meeting.id}"
        yield Owed("meeting", "publish", meeting, command, due, (due - world.as_of).days)
    if value.status == "published" and chair == person and (value.published or value.date) <= world.as_of:
        series = world.get(Series, value.series)
        slot = next_slot(world, series, world.as_of) if series is not None else None
        command = f"collab meeting approve {meeting.id}"
        if slot is not None:
            yield Owed("meeting", "approve-minutes", meeting, command, slot.day, (slot.day - world.as_of).days)
