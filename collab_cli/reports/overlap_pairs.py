"""The pairs of duties that are asked for within overlaps, each with its own score."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from math import comb
from typing import Final

from collab_cli.analyses.domains import domain_of
from collab_cli.analyses.overlap import Overlap, overlap_of
from collab_cli.graph.matrix import Row
from collab_cli.graph.world import World
from collab_cli.model.record import Record
from collab_cli.model.waiver import Waiver

COUNTED_PAIRS: Final = 2000
"""How many pairs of one overlap are looked at, each duty with its neighbours first."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which overlaps are asked for, whether for a spreadsheet: as one table, and of which revision, None for now."""

    at_least: Decimal
    department: str | None = None
    domain: str | None = None
    strength: int | None = None
    pair: tuple[Row, Row] | None = None
    as_table: bool = False
    at: str | None = None

    def takes(self, world: World, first: Row, second: Row) -> bool:
        """Return whether two rows are among those asked for."""
        rows = (first, second)
        if self.department is not None and self.department not in {row.owner.id for row in rows}:
            return False
        return self.domain is None or any(domain_of(world, world.matrix.of_row[row.id]) == self.domain for row in rows)


@dataclass(frozen=True, slots=True)
class Known:
    """What the rules say of pairs: the code that reports one, if any, and the verdicts that two are not the same."""

    reported: Callable[[Row, Row], str | None]
    verdicts: tuple[Record[Waiver], ...] = ()

    def judged(self, first: Row, second: Row) -> tuple[Record[Waiver], ...]:
        """Return the verdicts on two rows."""
        return tuple(record for record in self.verdicts if _is_on(record.value, first.ref, second.ref))


def _is_on(verdict: Waiver, one: str, other: str) -> bool:
    sides = (verdict.target, str(verdict.with_))
    return any(
        all(ref == side or ref.startswith(f"{side}/") for ref, side in zip(refs, sides, strict=True))
        for refs in ((one, other), (other, one))
    )


def overlap_pairs(world: World, overlaps: Sequence[Overlap], wanted: Wanted, known: Known) -> tuple[Overlap, ...]:
    """Return the pairs of duties within overlaps, each once with its own score, as asked for, worst first."""
    found: dict[tuple[str, str], Overlap] = {}
    for one in overlaps:
        if not one.others:
            found.setdefault((one.first.id, one.second.id), one)
            continue
        for pair in islice(_neighbours((one.first, one.second, *one.others)), COUNTED_PAIRS):
            key = (pair[0].id, pair[1].id)
            if key in found or not wanted.takes(world, *pair) or known.judged(*pair):
                continue
            of_pair = overlap_of(world, *pair)
            if of_pair.score >= wanted.at_least and wanted.strength in (None, of_pair.strength):
                found[key] = of_pair
    return tuple(sorted(found.values(), key=worst_first))


def are_cut(overlaps: Sequence[Overlap]) -> bool:
    """Return whether an overlap has more pairs than are looked at."""
    return any(comb(len(one.others) + 2, 2) > COUNTED_PAIRS for one in overlaps)


def worst_first(one: Overlap) -> tuple[Decimal, int, str, str]:
    """Return what overlaps are ordered by."""
    return (-one.score, one.strength, one.first.id, one.second.id)


def scores_within(overlap: Overlap, pairs: Sequence[Overlap]) -> Mapping[str, Decimal]:
    """Return the best score of each duty of an overlap with another of it; none for a pair, which has one score."""
    members = {row.id for row in (overlap.first, overlap.second, *overlap.others)}
    found: dict[str, Decimal] = {}
    for pair in pairs if overlap.others else ():
        both = (pair.first.id, pair.second.id)
        for one in both if members.issuperset(both) else ():
            found[one] = max(found.get(one, pair.score), pair.score)
    return found


def _neighbours(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield every two rows, in path order, those that stand nearest first."""
    ordered = sorted(rows, key=lambda row: (row.owner.path, row.index))
    for distance in range(1, len(ordered)):
        yield from zip(ordered, ordered[distance:], strict=False)
