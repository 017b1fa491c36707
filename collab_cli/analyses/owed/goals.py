"""The goals a person owns, the key results to check in, and the goals and charters the person is to know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from collab_cli.analyses.acknowledgements import staff
from collab_cli.analyses.goals.standing import GoalStanding, due_until, goal_standings
from collab_cli.analyses.owed.owed import Owed
from collab_cli.graph.agreements import owning_department
from collab_cli.graph.matrix import is_effective
from collab_cli.graph.world import World
from collab_cli.model.charter import Charter
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record

AHEAD: Final = timedelta(days=7)
"""The days before a check-in is due from which on it is told."""


def goals_of(world: World, person: str) -> Iterator[Owed]:
    """Yield the active goals a person owns, each with the check-ins that are due within a week or late."""
    if not any(goal.value.owner == person for goal in world.all(Goal)):
        return
    for one in world.once(goal_standings).values():
        value = one.goal.value
        if value.owner != person or value.status != "active" or (value.activated or date.min) > world.as_of:
            continue
        ends = one.period.end if one.period is not None else None
        command = f"collab goal show {one.goal.id}"
        yield Owed(
            "goal",
            "goal-owner",
            one.goal,
            command,
            ends,
            (ends - world.as_of).days if ends is not None else None,
            status=one.status,
            progress=one.progress.value,
        )
        yield from _checkins(world, one)


def _checkins(world: World, one: GoalStanding) -> Iterator[Owed]:
    for each in one.key_results:
        due = due_until(world, one.goal.value, one.period, each.newest)
        if each.entry.type == "milestone" or due is None or due > world.as_of + AHEAD:
            continue
        command = f"collab goal checkin {one.goal.id}/{each.entry.id}"
        yield Owed(
            "goal",
            "checkin",
            one.goal,
            command,
            due,
            (due - world.as_of).days,
            each.entry.title,
            status=each.shown,
            progress=each.progress.value,
        )


def to_read(world: World, person: str) -> Iterator[Owed]:
    """Yield the charters in force and the active goals a person is to know and has not acknowledged."""
    units = {unit for unit, people in world.once(staff).items() if person in people}
    for charter in world.all(Charter):
        if not is_effective(charter, world.as_of) or not _concerns(world, charter, units):
            continue
        read = {entry.person for entry in charter.value.acknowledgements if entry.version == charter.value.version}
        if person not in read:
            yield Owed("reading", "read", charter, f"collab charter ack {charter.id} --by {person}")
    for goal in world.all(Goal):
        value, period = goal.value, world.settings.period(goal.value.period)
        if value.status != "active" or value.level == "company" or (value.activated or date.min) > world.as_of:
            continue
        if period is None or not period.start <= world.as_of <= period.end:
            continue
        concerned = value.owner == person if value.level == "person" else value.department in units
        if concerned and all(entry.person != person for entry in value.acknowledgements):
            yield Owed("reading", "read", goal, f"collab goal ack {goal.id} --by {person}")


def _concerns(world: World, charter: Record[Charter], units: set[str]) -> bool:
    """Return whether a charter belongs to one of some departments, or gives it a letter."""
    if owning_department(world.parties, charter) in units:
        return True
    return any(world.parties.department(party) in units for row in charter.value.duties for party in row.raci)
