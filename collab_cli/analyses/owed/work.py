"""What a person works on: actions as owner, helper or supervisor, issues, and what departments deliver."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from collab_cli.analyses.action_figures import ActionFigures, action_figures
from collab_cli.analyses.due_history import began
from collab_cli.analyses.issue_figures import issue_figures
from collab_cli.analyses.owed.owed import Owed, SpokenFor, Why
from collab_cli.graph.world import World
from collab_cli.model.handoff import Delivery, Handoff
from collab_cli.model.record import Record

Departments = Collection[SpokenFor]


def actions_of(world: World, person: str, departments: Departments) -> Iterator[Owed]:
    """Yield the open actions a person owns, helps with or follows up."""
    for one in world.once(action_figures).values():
        start = began(one.action)
        if not one.is_open or (one.age is None and start is not None and start > world.as_of):
            continue
        for why, spoken in _parts_in(world, one, person, departments):
            command = f"collab action {'done' if why == 'owner' else 'show'} {one.action.id}"
            yield Owed("action", why, one.action, command, one.state.due, one.days, spoken=spoken)


def _parts_in(
    world: World, one: ActionFigures, person: str, departments: Departments
) -> Iterator[tuple[Why, SpokenFor | None]]:
    value = one.action.value
    if value.owner == person:
        yield "owner", None
        return
    if value.supervisor == person:
        yield "supervisor", None
        return
    for party in value.assist:
        falls, spoken = _falls(world, party, person, departments)
        if falls:
            yield "helper", spoken
            return


def issues_on(world: World, person: str, departments: Departments) -> Iterator[Owed]:
    """Yield the open issues that are on a person, on the department the person answers for, or were taken there."""
    for one in world.once(issue_figures).values():
        if not one.is_open or one.raised.date() > world.as_of:
            continue
        value, due = one.issue.value, one.due.date()
        falls, spoken = _falls(world, one.holder, person, departments)
        command = f"collab issue resolve {one.issue.id} --resolution TEXT"
        days = (due - world.as_of).days
        if falls:
            yield Owed("issue", "holder", one.issue, command, due, days, spoken=spoken)
        elif value.status == "escalated" and value.escalations and value.escalations[-1].to == person:
            yield Owed("issue", "escalated", one.issue, command, due, days)


def handoffs_of(world: World, person: str, departments: Departments) -> Iterator[Owed]:
    """Yield the hand-offs the departments of a person are to accept, and what they are to deliver."""
    by_id = {one.department: one for one in departments}
    for handoff in world.all(Handoff) if by_id else ():
        value = handoff.value
        receiving, supplying = by_id.get(value.to), by_id.get(value.from_)
        if receiving is not None and value.status == "draft" and value.accepted_by is None:
            command = f"collab handoff accept {handoff.id} --by {person}"
            yield Owed("handoff", "accept", handoff, command, spoken=receiving)
        if supplying is not None and value.status == "agreed":
            for delivery in sorted(value.deliveries, key=lambda each: each.due):
                if _is_to_come(delivery, world.as_of):
                    yield _delivery(world, handoff, delivery, supplying)


def _delivery(world: World, handoff: Record[Handoff], delivery: Delivery, supplying: SpokenFor) -> Owed:
    command = f"collab handoff deliver {handoff.id} --due {delivery.due}"
    days = (delivery.due - world.as_of).days
    return Owed("handoff", "deliver", handoff, command, delivery.due, days, spoken=supplying)


def _is_to_come(delivery: Delivery, day: date) -> bool:
    return delivery.delivered is None or delivery.delivered > day


def _falls(world: World, party: str, person: str, departments: Departments) -> tuple[bool, SpokenFor | None]:
    """Return whether a party is a person, or a department that person answers for, which is named then."""
    if party.startswith("person:"):
        return party == f"person:{person}", None
    if party.startswith("role:"):
        return person in world.parties.holders.get(party.removeprefix("role:"), ()), None
    spoken = next((one for one in departments if one.department == party), None)
    return spoken is not None, spoken
