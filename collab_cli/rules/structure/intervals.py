"""Do beginnings come before ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from collab_cli.analyses.working_days import working_days
from collab_cli.findings import Fault, Place
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.action import Action
from collab_cli.model.field_types import Moment
from collab_cli.model.goal import Goal
from collab_cli.model.issue import Issue
from collab_cli.model.kinds import all_kinds
from collab_cli.model.person import Person
from collab_cli.model.record import Record
from collab_cli.model.settings_file import setting_place
from collab_cli.rules.rule import rule

_PAIRS = {
    "project": (("start", "end"),),
    "series": (("starts", "ends"),),
    "meeting": (("start", "end"),),
    "proposal": (("opened", "deadline"), ("opened", "decided")),
}
"""The fields of a kind that begin and end something."""

CHECKIN_GRACE = timedelta(days=31)
"""How far outside the period of its goal a check-in may lie."""

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})-.*")


@rule(
    code="S008",
    slug="invalid-interval",
    term="Invalid interval",
    severity="error",
    profile="starter",
    drafts=True,
    target="project:second-plant",
)
def invalid_interval(world: World) -> Iterator[Fault]:
    """Something ends before it begins.

    What it finds
        A start after the end, an issue handed over, escalated or resolved before it was raised, handovers of an issue
        that are not in order, an action due before the day it was raised, or a check-in more than 31 days outside the
        period of its goal.

    Why it matters
        Pace and delays counted from such dates mean nothing.

    Example
        # projects/second-plant.yaml
        title: {zh: 二厂搬迁, en: Second plant}
        owner: wang-qiang
        members: [production, sales]
        start: 2025-09-01
        end: 2025-08-01

    Instead
        # projects/second-plant.yaml
        title: {zh: 二厂搬迁, en: Second plant}
        owner: wang-qiang
        members: [production, sales]
        start: 2025-09-01
        end: 2025-12-01

    How to mend it
        Correct the date that is wrong. A check-in that belongs to another period goes into the goal of that period.
    """
    yield from _periods(world)
    for kind in all_kinds():
        for start, end in _PAIRS.get(kind.name, ()):
            for record in world.all(kind.struct):
                yield from _pair(record, start, end)
    for issue in world.all(Issue):
        yield from _resolved(world, issue)
        yield from _passed_on(world, issue)
    for person in world.all(Person):
        yield from _absences(person)
    for action in world.all(Action):
        yield from _due(action)
    for goal in world.all(Goal):
        yield from _checkins(goal, world)


def _periods(world: World) -> Iterator[Fault]:
    for index, period in enumerate(world.settings.periods):
        if period.start > period.end:
            place = setting_place(world.workspace.settings_document, "periods", index, "end")
            message = msg("the period {id} ends on {end}, before it starts", id=period.id, end=period.end)
            yield Fault(place, message, msg("correct one of the two"))


def _pair(record: Record[Any], start: str, end: str) -> Iterator[Fault]:
    begins, ends = getattr(record.value, start), getattr(record.value, end)
    if begins is not None and ends is not None and begins > ends:
        yield _reversed(record, record.place(end), start, end, begins, ends)


def _resolved(world: World, issue: Record[Issue]) -> Iterator[Fault]:
    raised, resolved = issue.value.raised_at, issue.value.resolved_at
    if resolved is not None and _is_before(world, resolved, raised):
        yield _reversed(issue, issue.place("resolved_at"), "raised_at", "resolved_at", raised, resolved)


def _passed_on(world: World, issue: Record[Issue]) -> Iterator[Fault]:
    """Yield what was done with an issue before it was raised, and each handover before the one above it."""
    raised = issue.value.raised_at
    for index, escalation in enumerate(issue.value.escalations):
        if _is_before(world, escalation.at, raised):
            place = issue.place("escalations", index, "at")
            yield _reversed(issue, place, "raised_at", "escalations.at", raised, escalation.at)
    before, name = raised, "raised_at"
    for index, handover in enumerate(issue.value.handovers):
        if _is_before(world, handover.at, before):
            place = issue.place("handovers", index, "at")
            yield _reversed(issue, place, name, "handovers.at", before, handover.at)
        before, name = handover.at, "handovers.at"


def _absences(person: Record[Person]) -> Iterator[Fault]:
    for index, absence in enumerate(person.value.absences):
        if absence.from_ > absence.to:
            place = person.place("absences", index, "to")
            yield _reversed(person, place, "from", "to", absence.from_, absence.to)


def _reversed(record: Record[Any], place: Place, start: str, end: str, begins: Any, ends: Any) -> Fault:
    message = msg(
        "{record} has {end} {ends} before {start} {begins}",
        record=record.titled,
        start=start,
        begins=begins,
        end=end,
        ends=ends,
    )
    return Fault(place, message, msg("correct one of the two"), (record.ref,))


def _is_before(world: World, one: Moment, other: Moment) -> bool:
    """Compare moments in the time zone of the workspace, by the day where one of them is a mere date."""
    days = world.once(working_days)
    first, second = days.moment(one), days.moment(other)
    if len(one) == len("2025-07-02") or len(other) == len("2025-07-02"):
        return first.date() < second.date()
    return first < second


def _due(action: Record[Action]) -> Iterator[Fault]:
    due, raised = action.value.due, _raised(action)
    if due is not None and raised is not None and due < raised:
        message = msg(
            "{action} is due on {due}, before it was raised on {raised}", action=action.titled, due=due, raised=raised
        )
        yield Fault(action.place("due"), message, msg("correct the date"), (action.ref,))


def _raised(action: Record[Action]) -> date | None:
    """Return the day an action was raised: the one its id begins with, else that of its first history entry."""
    dated = _DATED.fullmatch(action.id)
    if dated is not None:
        try:
            return date.fromisoformat(dated[1])
        except ValueError:
            pass
    return min((entry.date for entry in action.value.history), default=None)


def _checkins(goal: Record[Goal], world: World) -> Iterator[Fault]:
    period = world.settings.period(goal.value.period)
    if period is None or period.start > period.end:  # nothing lies in a reversed period: that one is reported
        return
    for index, result in enumerate(goal.value.key_results):
        for at, checkin in enumerate(result.checkins):
            outside = max(period.start - checkin.date, checkin.date - period.end)
            if outside > CHECKIN_GRACE:
                message = msg(
                    "{goal} has a check-in on {date}, {days} days outside its period {period}",
                    goal=goal.titled,
                    date=checkin.date,
                    days=outside.days,
                    period=period.id,
                )
                place = goal.place("key_results", index, "checkins", at, "date")
                records = (goal.ref, f"{goal.ref}/{result.id}")
                yield Fault(place, message, msg("correct the date, or the period of the goal"), records)
