"""Timely minutes: published soon, and agreed at the next meeting."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.meeting_figures import working_days_late
from collab_cli.analyses.meeting_slots import HELD, meetings_by_series
from collab_cli.findings import Fault
from collab_cli.graph.world import World
from collab_cli.messages import msg, msgn
from collab_cli.model.meeting import Meeting
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule


@rule(
    code="M408",
    slug="previous-minutes-unapproved",
    term="Unapproved minutes",
    severity="warning",
    profile="strict",
    handbook="4.1",
    target="meeting:2025-06-23-weekly",
)
def previous_minutes_unapproved(world: World) -> Iterator[Fault]:
    """Minutes were not approved although a later meeting of the series is published.

    What it finds
        A published meeting of a series that is not approved, with a later meeting of that series that is published or
        approved.

    Why it matters
        What nobody has confirmed can be disputed when it counts; after two meetings nobody remembers.

    Example
        # meetings/2025-06-23-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-23
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Reports]
        status: published
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Reports]
        status: published

    Instead
        # meetings/2025-06-23-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-23
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Reports]
        status: approved
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Reports]
        previous_approved: true
        status: published

    How to mend it
        Begin the next meeting with the minutes of the last one, and run `collab meeting approve` when nobody objects.
        What turns out to be wrong is put right in the minutes of the next meeting.
    """
    for meetings in world.once(meetings_by_series).values():
        held = [meeting for meeting in meetings if meeting.value.status in HELD]
        for meeting in held:
            later = _later(meeting, held)
            if meeting.value.status == "published" and later is not None:
                message = msg(
                    "{meeting} is not approved although {later} is published",
                    meeting=meeting.titled,
                    later=later.titled,
                )
                hint = msg("approve it with {command}", command=f"collab meeting approve {meeting.id}")
                yield Fault(meeting.place("status"), message, hint, (meeting.ref,))


def _later(meeting: Record[Meeting], held: list[Record[Meeting]]) -> Record[Meeting] | None:
    return next((other for other in held if other.value.date > meeting.value.date), None)


@rule(
    code="M410",
    slug="late-minutes",
    term="Late minutes",
    severity="info",
    profile="strict",
    thresholds=("minutes-days",),
    handbook="2.1",
    target="meeting:2025-06-23-weekly",
)
def late_minutes(world: World) -> Iterator[Fault]:
    """Minutes were published late.

    What it finds
        A meeting whose `published` lies more working days after its `date` than the limit; weekends and holidays do not
        count, make-up days do.

    Why it matters
        Those who were not there act on what they knew before, and those who were begin to forget.

    Example
        # meetings/2025-06-23-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-23
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Reports]
        published: 2025-06-26
        status: approved

    Instead
        # meetings/2025-06-23-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-23
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Reports]
        published: 2025-06-24
        status: approved

    How to mend it
        Write the minutes while people meet and publish them the same day with `collab meeting publish`. What is past
        stays as it was; a company that needs longer raises `minutes-days`.
    """
    limit = world.threshold("minutes-days")
    for meeting in world.all(Meeting):
        days = working_days_late(world, meeting)
        if days is not None and meeting.value.status in HELD and days > limit:
            message = msgn(
                "{meeting} was published {count} working day after it was held",
                "{meeting} was published {count} working days after it was held",
                days,
                meeting=meeting.titled,
            )
            hint = msgn(
                "publish minutes within {count} working day", "publish minutes within {count} working days", int(limit)
            )
            yield Fault(meeting.place("published"), message, hint, (meeting.ref,))
