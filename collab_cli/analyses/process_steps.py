"""The steps of processes, and which step hands its output to which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from collab_cli.graph.letters import responsible_letter
from collab_cli.graph.matrix import MatrixRow, Row
from collab_cli.graph.world import World
from collab_cli.model.charter import Charter


@dataclass(frozen=True, slots=True)
class Step:
    """A row of a process with its matrix row and the places of the steps it leads to."""

    row: Row
    matrix_row: MatrixRow
    leads_to: tuple[int, ...]


def processes(world: World) -> Iterator[list[Step]]:
    """Yield the steps of every effective process charter, in order."""
    charters: dict[str, list[tuple[Row, MatrixRow]]] = {}
    for matrix_row in world.matrix.rows:
        for row in matrix_row.rows:
            if isinstance(row.owner.value, Charter) and row.owner.value.type == "process":
                charters.setdefault(row.owner.id, []).append((row, matrix_row))
    for rows in charters.values():
        rows.sort(key=lambda pair: pair[0].index)
        places = {row.row.id: place for place, (row, _) in enumerate(rows)}
        yield [
            Step(row, matrix_row, _targets(row, place, places, len(rows)))
            for place, (row, matrix_row) in enumerate(rows)
        ]


def handovers(world: World) -> Iterator[tuple[Step, Step]]:
    """Yield the steps that pass on an output, each with one receiver."""
    for steps in processes(world):
        for step in steps:
            if step.row.row.output:
                for target in step.leads_to:
                    yield step, steps[target]


def broken_handovers(world: World) -> Iterator[tuple[Step, Step]]:
    """Yield the steps that pass on an output, each with a receiver nobody carries out."""
    letter = responsible_letter(world.settings)
    for giver, receiver in handovers(world):
        if not receiver.matrix_row.parties(letter):
            yield giver, receiver


def _targets(row: Row, place: int, places: dict[str, int], count: int) -> tuple[int, ...]:
    if row.row.next is None:
        return (place + 1,) if place + 1 < count else ()
    return tuple(places[target] for target in row.row.next if target in places)
