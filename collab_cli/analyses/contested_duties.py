"""Which duties different people are accountable for, by two charters or in other words."""

from __future__ import annotations

from dataclasses import dataclass

from collab_cli.analyses.duplicates import duplicate_owners
from collab_cli.graph.matrix import MatrixRow
from collab_cli.graph.world import World


@dataclass(frozen=True, slots=True)
class Contested:
    """A matter different people are accountable for: its rows in path order, and the ``owners``."""

    rows: tuple[MatrixRow, ...]
    owners: tuple[str, ...]

    @property
    def records(self) -> tuple[str, ...]:
        """Return the records of all its rows."""
        return tuple(record for row in self.rows for record in row.records)


def contested_duties(world: World) -> tuple[Contested, ...]:
    """Return the matrix rows with owners of several charters, then the rows that are one duty in other words."""
    found = []
    for row in world.matrix.rows:
        charters = {one.owner.ref for one in row.rows if any("A" in cell for cell in one.letters.values())}
        owners = tuple(world.parties.accountable_people(row.parties("A")).values())
        if len(owners) > 1 and len(charters) > 1:
            found.append(Contested((row,), owners))
    for group in duplicate_owners(world):
        parties = (party for row in group for party in row.parties("A"))
        found.append(Contested(group, tuple(world.parties.accountable_people(parties).values())))
    return tuple(found)
