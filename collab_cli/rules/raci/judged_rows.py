"""The rows row rules judge, and the columns column rules count in."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from collab_cli.documents.nodes import Mapping
from collab_cli.findings import Place, Route
from collab_cli.graph.letters import allowed_letters
from collab_cli.graph.matrix import MatrixRow, project_rows
from collab_cli.graph.world import World
from collab_cli.messages import Bilingual
from collab_cli.model.department import Department
from collab_cli.model.project import Project
from collab_cli.model.record import Record

_PLACES = Decimal("0.000000001")


def judged_rows(world: World) -> Iterator[MatrixRow]:
    """Yield the matrix rows of the effective charters and the task rows of active projects."""
    yield from world.matrix.rows
    allowed = allowed_letters(world.settings)
    for project in world.all(Project):
        if project.value.status == "active":
            yield from project_rows(project, allowed)


def unanswered(world: World) -> Iterator[tuple[str, Route]]:
    """Yield every cell of the rows row rules judge with an A nobody answers for: record, and route to the party."""
    for matrix_row in judged_rows(world):
        for row in matrix_row.rows:
            for party, cell in row.letters.items():
                if "A" in cell and world.parties.accountable_person(party) is None:
                    yield row.owner.ref, (row.list_field, row.index, "raci", party)


def columns_of(world: World, parties: tuple[str, ...]) -> frozenset[str]:
    """Return the columns of the matrix that some parties count in."""
    found = (world.parties.column(party) for party in parties)
    return frozenset(column for column in found if column is not None).intersection(world.parties.columns)


def column_records(world: World) -> Iterator[Record[Department]]:
    """Yield the departments that are columns of the matrix."""
    for column in world.parties.columns:
        department = world.get(Department, column)
        if department is not None:
            yield department


def department_place(department: Record[Department]) -> Place:
    """Return where a department stands: its first key."""
    place = department.place()
    node = department.node
    if isinstance(node, Mapping) and node.entries:
        key = next(iter(node.entries.values()))[0]
        return Place(place.path, key.line, key.column, place.route)
    return place


def names(world: World, parties: tuple[str, ...]) -> tuple[str | Bilingual, ...]:
    """Return what people call some parties."""
    return tuple(world.parties.name(party) for party in parties)


def compared(number: Decimal) -> Decimal:
    """Return a number as it is compared with others: rounded to 9 places, half up."""
    return number.quantize(_PLACES, ROUND_HALF_UP)


def percent(number: Decimal) -> Decimal:
    """Return a share as it is shown: in whole percent."""
    return (number * 100).quantize(Decimal(1), ROUND_HALF_UP)
