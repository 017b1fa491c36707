"""Who answers for a party on a day, with whoever stands in for those who are away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from collab_cli.graph.world import World
from collab_cli.model.department import Department
from collab_cli.model.person import Absence, Person

Lack = Literal["", "away", "several", "vacant"]
"""Why nobody answers for a party: the person is away without a deputy, several hold the role, nobody is named."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers for a party on a day.

    ``person`` is the one it falls to, ``now`` who is to be asked: that person, or the one standing in ``until``
    the last day away. ``people`` are all holders of a role. ``lack`` says why ``now`` is None.
    """

    party: str
    department: str | None
    person: str | None
    now: str | None
    until: date | None = None
    people: tuple[str, ...] = ()
    lack: Lack = ""


def answering(world: World, party: str) -> Answering:
    """Return who answers for a party on the day of the world.

    On days of an absence that is the deputy it names, else the deputy of the department. A deputy who is away too
    does not count. For a department without a head its deputy stands in.
    """
    parties = world.parties
    person = parties.accountable_person(party)
    department = parties.department(party)
    if person is None:
        holders = parties.holders.get(party.removeprefix("role:"), ()) if party.startswith("role:") else ()
        if holders:
            return Answering(party, department, None, None, people=holders, lack="several")
        deputy = _deputy(world, department) if ":" not in party else None
        return Answering(party, department, None, deputy, lack="" if deputy is not None else "vacant")
    absences = absences_on(world, person)
    if not absences:
        return Answering(party, department, person, person, people=(person,))
    named = [(absence.deputy, absence) for absence in absences]
    own = world.get(Person, person)
    units = dict.fromkeys((department, own.value.department if own is not None else None))
    named += [(_deputy(world, unit), absences[0]) for unit in units]
    for deputy, absence in named:
        if deputy is not None and deputy != person and is_there(world, deputy):
            return Answering(party, department, person, deputy, absence.to, (person,))
    return Answering(party, department, person, None, absences[0].to, (person,), "away")


def absences_on(world: World, person: str) -> tuple[Absence, ...]:
    """Return the absences of a person on the day of the world, as written."""
    record = world.get(Person, person)
    absences = record.value.absences if record is not None else []
    return tuple(absence for absence in absences if absence.from_ <= world.as_of <= absence.to)


def is_there(world: World, person: str) -> bool:
    """Return whether a person works here and is not away on the day of the world."""
    return world.parties.is_active_person(person) and not absences_on(world, person)


def _deputy(world: World, department: str | None) -> str | None:
    """Return the deputy of an active department who is there, or None."""
    record = world.get(Department, department)
    if record is None or record.value.status != "active" or record.value.deputy is None:
        return None
    return record.value.deputy if is_there(world, record.value.deputy) else None
