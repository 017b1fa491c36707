"""What the workspace would be after people leave, departments close and duties move: nothing is written."""

from __future__ import annotations

from typing import Any

from collab_cli.edits.move_duty import plan_move_duty
from collab_cli.edits.plan import Plan
from collab_cli.edits.proving import try_out
from collab_cli.errors import CollabError
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.charter import Charter
from collab_cli.model.department import Department
from collab_cli.model.person import Person
from collab_cli.model.record import Record


def without_party(world: World, text: str) -> World:
    """Return the world after a party is gone: a person left, a role held by nobody, a department closed.

    What names the party stays as it is, so that the gaps show. Raises CollabError for an unknown party, one that is
    gone already, and the last department.
    """
    plan = Plan(world)
    party = plan.names.party(text)
    kind, _, rest = party.rpartition(":")
    if kind == "person":
        person = _known(world, Person, rest)
        if person.value.status == "left":
            raise CollabError(msg("{person} has left already", person=person.titled), msg("name somebody else"))
        _put(plan, person, "status", "left")
    elif kind == "role":
        for holder in world.all(Person):
            if holder.value.role == rest:
                plan.changes.unset(holder.path, (*holder.route, "role"))
    else:
        _close(plan, rest)
    return _tried(plan)


def with_moved_duty(world: World, duty: str, to: str) -> World:
    """Return the world after a duty went to another charter; raise CollabError as moving it would."""
    return plan_move_duty(Plan(world), duty, to).planned.after


def _close(plan: Plan, department_id: str) -> None:
    world = plan.world
    department = _known(world, Department, department_id)
    if department.value.status != "active":
        raise CollabError(msg("{department} is closed already", department=department.titled), msg("name another"))
    if len(world.parties.active_departments) == 1:
        raise CollabError(msg("{department} is the last department", department=department.titled), msg("keep it"))
    _put(plan, department, "status", "closed")
    charter = world.get(Charter, department_id)
    if charter is not None and charter.value.type == "department":
        _put(plan, charter, "status", "superseded")


def _known(world: World, struct: Any, record_id: str) -> Record[Any]:
    found: Record[Any] | None = world.get(struct, record_id)
    if found is None:
        raise CollabError(
            msg("there is no record {text}", text=record_id), msg("see {command}", command="collab check")
        )
    return found


def _put(plan: Plan, record: Record[Any], name: str, value: str) -> None:
    plan.changes.set(record.path, (*record.route, name), value)


def _tried(plan: Plan) -> World:
    world = plan.world
    return try_out(world.workspace.snapshot, plan.changes.overlay, world.as_of, world, plan.changes.readings)[0]
