"""How much of what somebody must own is owned, and how clearly (formulas.md F12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from collab_cli.graph.letters import responsible_letter
from collab_cli.graph.matrix import MatrixRow
from collab_cli.graph.world import World
from collab_cli.model.activity import Activity

_PLACES = Decimal("0.000000001")


@dataclass(frozen=True, slots=True)
class DutyCoverage:
    """The activities that count, by id in the order of the catalogue, and which of them have and are clear.

    ``coverage`` and ``clarity`` are shares from 0 to 1, None when no activity counts.
    """

    activities: tuple[str, ...]
    covered: tuple[str, ...]
    clear: tuple[str, ...]
    coverage: Decimal | None
    clarity: Decimal | None


def duty_coverage(world: World) -> DutyCoverage:
    """Return the coverage and clarity of the duties of a workspace.

    What counts is every required activity and every activity an effective charter covers.
    """
    by_key = world.matrix.by_key
    activities = tuple(a.id for a in world.all(Activity) if a.value.required or a.id in by_key)
    covered = tuple(activity for activity in activities if activity in by_key)
    clear = tuple(activity for activity in covered if all(is_clear(world, row) for row in by_key[activity]))
    return DutyCoverage(activities, covered, clear, _share(covered, activities), _share(clear, activities))


def is_clear(world: World, row: MatrixRow) -> bool:
    """Return whether a matrix row has exactly one accountable person and at least one party that does the work."""
    accountable = {world.parties.accountable_person(party) for party in row.parties("A")}
    return len(accountable) == 1 and None not in accountable and bool(row.parties(responsible_letter(world.settings)))


def _share(part: Sequence[str], whole: Sequence[str]) -> Decimal | None:
    return (Decimal(len(part)) / len(whole)).quantize(_PLACES, ROUND_HALF_UP) if whole else None
