"""What keeps a row of the matrix from saying who answers and who does the work."""

from __future__ import annotations

from typing import Literal

from collab_cli.graph.letters import responsible_letter
from collab_cli.graph.matrix import MatrixRow
from collab_cli.graph.world import World

Flaw = Literal[
    "unassigned-row", "no-accountable", "multiple-accountable", "accountable-not-resolvable", "no-responsible"
]
"""A flaw by the slug of the rule about it; several A in two charters are `multiple-accountable` too."""


def row_flaws(world: World, row: MatrixRow) -> tuple[Flaw, ...]:
    """Return what is wrong with the letters of a row as a whole, the worst first."""
    if not row.letters:
        return ("unassigned-row",)
    found: list[Flaw] = []
    accountable = row.parties("A")
    if not accountable:
        found.append("no-accountable")
    if len(world.parties.accountable_people(accountable)) > 1:
        found.append("multiple-accountable")
    if any(world.parties.accountable_person(party) is None for party in accountable):
        found.append("accountable-not-resolvable")
    if lacks_responsible(world, row):
        found.append("no-responsible")
    return tuple(found)


def lacks_responsible(world: World, row: MatrixRow) -> bool:
    """Return whether a row has letters but no R (in the framework daci no D); A may count as R by collab.yaml."""
    if not row.letters or row.parties(responsible_letter(world.settings)):
        return False
    return not (world.settings.raci.accountable_implies_responsible and row.parties("A"))
