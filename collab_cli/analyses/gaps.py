"""What nobody owns yet, or owns outside the catalogue: activities, departments, duties, issues, and empty posts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from collab_cli.graph.matrix import MatrixRow, is_effective
from collab_cli.graph.world import World
from collab_cli.model.activity import Activity
from collab_cli.model.charter import Charter
from collab_cli.model.department import Department
from collab_cli.model.issue import Issue
from collab_cli.model.record import Record


def uncovered_activities(world: World) -> Iterator[Record[Activity]]:
    """Yield the required activities no row in force is about; a step within one does not cover it."""
    for activity in world.all(Activity):
        if activity.value.required and activity.id not in world.matrix.by_key:
            yield activity


def departments_without_charter(world: World) -> Iterator[Record[Department]]:
    """Yield the active departments that are part of no other one and have no charter of their own in force."""
    for department in world.parties.active_departments:
        charter = world.get(Charter, department.id)
        is_there = charter is not None and charter.value.type == "department" and is_effective(charter, world.as_of)
        if world.parties.parent(department.id) is None and not is_there:
            yield department


def duties_outside_catalogue(world: World) -> Iterator[MatrixRow]:
    """Yield the duties in force of departments whose activity is not in the catalogue; steps within one are."""
    for row in world.matrix.rows:
        if row.activity is None and row.first.department_charter and row.first.row.within is None:
            yield row


Vacancy = Literal["left", "closed", "headless", "nobody", "several"]
"""Why a party has nobody who answers: the person left, the department is closed or has no active head, nobody holds
the role, or several do."""


def vacancy(world: World, party: str) -> Vacancy | None:
    """Return why no one person answers for a party, None if one does."""
    if world.parties.accountable_person(party) is not None:
        return None
    kind, _, rest = party.rpartition(":")
    if kind == "person":
        return "left"
    if kind == "role":
        return "several" if world.parties.holders.get(rest) else "nobody"
    department = world.get(Department, rest)
    return "closed" if department is not None and department.value.status != "active" else "headless"


def vacant_parties(world: World) -> Mapping[str, tuple[MatrixRow, ...]]:
    """Return the parties accountable in rows in force that have nobody who answers, each with those rows."""
    found: dict[str, list[MatrixRow]] = {}
    for row in world.matrix.rows:
        for party in row.parties("A"):
            if vacancy(world, party) is not None:
                found.setdefault(party, []).append(row)
    return {party: tuple(rows) for party, rows in found.items()}


def issues_without_duty(world: World) -> Iterator[Record[Issue]]:
    """Yield the issues not resolved that name no activity, or one no row in force is about."""
    for issue in world.all(Issue):
        is_covered = issue.value.activity is not None and issue.value.activity in world.matrix.by_key
        if issue.value.status not in ("resolved", "closed") and not is_covered:
            yield issue
