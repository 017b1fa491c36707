"""Better sentences on departments and people: who heads, who joins, who leaves, who is away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from collab_cli.analyses.changes.change import Change
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg
from collab_cli.model.field_types import Part
from collab_cli.model.person import Absence
from collab_cli.reports.change_subject import subject_of

Say = Callable[[World, Change], Message | None]


def _person(world: World, person: str) -> Param:
    return world.parties.name(f"person:{person}")


def _of_head(world: World, change: Change) -> Message | None:
    department = change.spot.record
    what: Param = department.name if department is not None else subject_of(world, change)
    if change.new is None:
        return msg("{what} has no head any more, it was {old}", what=what, old=_person(world, change.old))
    if change.old is None:
        return msg("{person} now heads {what}", person=_person(world, change.new), what=what)
    old, new = _person(world, change.old), _person(world, change.new)
    return msg("{person} now heads {what} instead of {old}", person=new, what=what, old=old)


def _of_deputy(world: World, change: Change) -> Message | None:
    if change.new is None or change.spot.record is None:
        return None
    what, new = change.spot.record.name, _person(world, change.new)
    if change.old is None:
        return msg("{person} is now deputy in {what}", person=new, what=what)
    return msg(
        "{person} is now deputy in {what} instead of {old}", person=new, what=what, old=_person(world, change.old)
    )


def _of_company_head(world: World, change: Change) -> Message | None:
    if change.new is None:
        return None
    if change.old is None:
        return msg("{person} now heads the company", person=_person(world, change.new))
    old, new = _person(world, change.old), _person(world, change.new)
    return msg("{person} now heads the company instead of {old}", person=new, old=old)


def _of_department(world: World, change: Change) -> Message | None:
    """Return which department a person joined, and which one they left."""
    person = change.spot.record
    if person is None:
        return None
    old = world.parties.name(change.old) if change.old else None
    new = world.parties.name(change.new) if change.new else None
    if old is not None and new is not None:
        return msg("{person} moves from {old} to {new}", person=person.name, old=old, new=new)
    if new is not None:
        return msg("{person} joins {department}", person=person.name, department=new)
    return msg("{person} leaves {department}", person=person.name, department=old or "")


def _of_role(world: World, change: Change) -> Message | None:
    person = change.spot.record
    if person is None or not change.new:
        return None
    new = world.parties.name(f"role:{change.new}")
    if not change.old:
        return msg("{person} is now {role}", person=person.name, role=new)
    old = world.parties.name(f"role:{change.old}")
    return msg("{person} is now {role}, before {old}", person=person.name, role=new, old=old)


def _of_parent(world: World, change: Change) -> Message | None:
    department = change.spot.record
    if department is None:
        return None
    if not change.new:
        return msg(
            "{department} is no longer part of {parent}",
            department=department.name,
            parent=world.parties.name(change.old),
        )
    parent = world.parties.name(change.new)
    if not change.old:
        return msg("{department} is now part of {parent}", department=department.name, parent=parent)
    old = world.parties.name(change.old)
    return msg(
        "{department} is now part of {parent} instead of {old}", department=department.name, parent=parent, old=old
    )


def _of_absence(world: World, change: Change) -> Message | None:
    entry, person = change.new, change.spot.record
    if not isinstance(entry, Absence) or person is None:
        return None
    said = msg("{person} is away from {start} to {end}", person=person.name, start=entry.from_, end=entry.to)
    if entry.deputy is None:
        return said
    return msg("{said}; {deputy} stands in", said=said, deputy=_person(world, entry.deputy))


PEOPLE_FIELDS: Final[Mapping[tuple[str, str], Say]] = {
    ("Department", "head"): _of_head,
    ("Department", "deputy"): _of_deputy,
    ("Department", "parent"): _of_parent,
    ("Company", "head"): _of_company_head,
    ("Person", "department"): _of_department,
    ("Person", "role"): _of_role,
}
PEOPLE_ENTRIES: Final[Mapping[type[Part], Say]] = {
    Absence: _of_absence,
}
