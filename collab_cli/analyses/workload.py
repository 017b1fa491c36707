"""How much lies on each party: in how many rows of the matrix it holds which letter, and whether that is too much."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from collab_cli.analyses.responsibility_view import View, column_of, ordered_columns
from collab_cli.graph.letters import allowed_letters, responsible_letter
from collab_cli.graph.matrix import MatrixRow
from collab_cli.graph.world import World
from collab_cli.model.person import Person
from collab_cli.model.role import Role

_PLACES = Decimal("0.000000001")


@dataclass(frozen=True, slots=True)
class Load:
    """What lies on a party, itself a column of a view.

    ``counts`` are the rows in which it holds each letter of the framework, ``rows`` those in which it holds any,
    ``busy`` those in which it answers or does the work (A or R, in the framework daci A or D), ``total`` all rows
    that were compared. ``weight`` is the sum of the weights of the busy rows; of several written rows about one
    matter the heaviest counts. ``percentile`` is the percentile rank of ``busy`` among all parties, from 0 to 1: the
    share of parties with less, and half of those with as much, itself included.
    """

    party: str
    counts: Mapping[str, int]
    rows: int
    busy: int
    total: int
    weight: Decimal
    percentile: Decimal

    def share(self, letter: str) -> Decimal:
        """Return the share of all rows in which the party holds ``letter``, from 0 to 1; 0 where there is no row."""
        return _share(self.counts[letter], self.total)

    @property
    def busy_share(self) -> Decimal:
        """Return the share of all rows in which the party answers or does the work, from 0 to 1."""
        return _share(self.busy, self.total)

    @property
    def involved_share(self) -> Decimal:
        """Return the share of all rows in which the party holds a letter, from 0 to 1."""
        return _share(self.rows, self.total)

    @property
    def is_only_informed(self) -> bool:
        """Return whether the party holds letters, all of them I."""
        return self.rows > 0 and all(count == 0 for letter, count in self.counts.items() if letter != "I")


def workload(world: World, view: View, rows: Iterable[MatrixRow] | None = None) -> tuple[Load, ...]:
    """Return what lies on each party of a view, those with nothing included, in the order of the registers.

    ``rows`` are the rows compared: those the column rules count, process steps left out, if none are given.
    """
    compared = world.matrix.audited if rows is None else tuple(rows)
    letters, work = allowed_letters(world.settings), {"A", responsible_letter(world.settings)}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    held: Counter[str] = Counter()
    busy: Counter[str] = Counter()
    weights: dict[str, Decimal] = defaultdict(Decimal)
    columns: dict[str, str] = {}
    for row in compared:
        seen: dict[str, set[str]] = {}
        for party, cell in row.letters.items():
            if party not in columns:
                columns[party] = column_of(world, party, view)
            seen.setdefault(columns[party], set()).update(cell)
        held.update(seen.keys())
        for column, found in seen.items():
            counts[column].update(found)
            if not work.isdisjoint(found):
                busy[column] += 1
        for column, weight in _weights(row, columns, work).items():
            weights[column] += weight
    parties = _parties(world, held, view)
    amounts = Counter(busy[party] for party in parties)
    return tuple(
        Load(
            party,
            {letter: counts[party][letter] for letter in letters},
            held[party],
            busy[party],
            len(compared),
            weights[party],
            _percentile(amounts, busy[party]),
        )
        for party in parties
    )


def column_loads(world: World) -> Mapping[str, Load]:
    """Return what lies on each column of the matrix, by department, over the rows the column rules count."""
    columns = frozenset(world.parties.columns)
    return {load.party: load for load in workload(world, "departments") if load.party in columns}


def share_limits(world: World) -> Mapping[str, Decimal]:
    """Return by letter the share of rows above which a column holds it too often; a letter without limit is left out.

    There is none where there are too few rows to compare, for C also where there are too few columns for a crowd.
    """
    columns = len(world.parties.columns)
    if not columns or len(world.matrix.audited) < world.threshold("load-min-rows"):
        return {}
    limits = {
        "A": max(world.threshold("max-a-share"), Decimal("1.5") / columns),
        responsible_letter(world.settings): world.threshold("max-r-share"),
    }
    if columns >= world.threshold("crowd-min-parties"):
        limits["C"] = world.threshold("max-c-share")
    return limits


def too_often(limits: Mapping[str, Decimal], load: Load) -> str:
    """Return the letters a column holds in more than the share of rows ``limits`` allow."""
    return "".join(letter for letter, limit in limits.items() if load.share(letter) > _rounded(limit))


def _weights(row: MatrixRow, columns: Mapping[str, str], work: set[str]) -> Mapping[str, Decimal]:
    """Return the weight of a row for each column that answers or does the work in it."""
    found: dict[str, Decimal] = {}
    for written in row.rows:
        for party, cell in written.letters.items():
            if not work.isdisjoint(cell):
                column, weight = columns[party], written.row.weight
                found[column] = max(found.get(column, weight), weight)
    return found


def _parties(world: World, held: Iterable[str], view: View) -> tuple[str, ...]:
    """Return the columns of a view, and in that of people or roles also those that hold nothing."""
    found = ordered_columns(world, held, view)
    idle: tuple[str, ...] = ()
    if view == "roles":
        idle = tuple(f"role:{one.id}" for one in world.all(Role))
    elif view == "people":
        idle = tuple(f"person:{one.id}" for one in world.all(Person) if one.value.status == "active")
    return (*found, *(party for party in idle if party not in set(found)))


def _percentile(amounts: Counter[int], amount: int) -> Decimal:
    below = sum(count for other, count in amounts.items() if other < amount)
    return _rounded((Decimal(below) + Decimal(amounts[amount]) / 2) / amounts.total())


def _share(part: int, whole: int) -> Decimal:
    return _rounded(Decimal(part) / whole) if whole else Decimal(0)


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(_PLACES, ROUND_HALF_UP)
