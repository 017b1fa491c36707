"""The responsibility matrix as it is looked at: whose letters stand in which column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from collab_cli.graph.letters import LETTER_ORDER
from collab_cli.graph.matrix import MatrixRow
from collab_cli.graph.world import World
from collab_cli.model.department import Department
from collab_cli.model.person import Person
from collab_cli.model.role import Role

View = Literal["departments", "people", "roles", "parties"]
"""What the columns are: departments, the people who answer, their roles, or the parties as they are written."""

VIEWS: Final[tuple[View, ...]] = ("departments", "people", "roles", "parties")


def column_of(world: World, party: str, view: View) -> str:
    """Return the column, itself a party, in which the letters of ``party`` stand.

    A party that has no department, no single person or no role stands for itself.
    """
    if view == "departments":
        return world.parties.column(party) or party
    if view == "parties":
        return party
    person = world.parties.accountable_person(party)
    if person is None:
        return party
    record = world.get(Person, person) if view == "roles" else None
    role = record.value.role if record is not None else None
    return f"role:{role}" if role is not None else f"person:{person}"


def letters_seen(world: World, row: MatrixRow, view: View) -> Mapping[str, str]:
    """Return the letters of a row by column, united where several parties share one, most involved first."""
    found: dict[str, set[str]] = {}
    for party, cell in row.letters.items():
        found.setdefault(column_of(world, party, view), set()).update(cell)
    return {column: "".join(sorted(held, key=LETTER_ORDER.index)) for column, held in found.items()}


def view_columns(world: World, rows: Iterable[MatrixRow], view: View) -> tuple[str, ...]:
    """Return the columns of a view of ``rows``: every active department, else whoever holds a letter in one of them.

    Departments, roles and people come in the order of their registers, in this order.
    """
    held = {column_of(world, party, view) for row in rows for party in row.letters}
    return ordered_columns(world, held, view)


def ordered_columns(world: World, held: Iterable[str], view: View) -> tuple[str, ...]:
    """Return the columns of a view in which ``held`` are those that hold a letter, as `view_columns` does."""
    found = set(held)
    if view == "departments":
        found.update(world.parties.columns)
    ordered = [*(one.id for one in world.workspace.all(Department))]
    ordered += [f"role:{one.id}" for one in world.workspace.all(Role)]
    ordered += [f"person:{one.id}" for one in world.workspace.all(Person)]
    known = tuple(column for column in ordered if column in found)
    return (*known, *sorted(found.difference(known)))
