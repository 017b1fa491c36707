"""Which duties of different departments overlap, and how much (formulas.md F10 and F11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, islice, product

from collab_cli.analyses.duplicates import LOOKED_AT, duplicate_owners
from collab_cli.analyses.similarity import TokenIndex, Wording, dice, similar_pairs
from collab_cli.analyses.wordings import row_wordings, words_of
from collab_cli.graph.letters import responsible_letter
from collab_cli.graph.matrix import Matrix, MatrixRow, Row, are_disjoint
from collab_cli.graph.world import World
from collab_cli.model.activity import Activity
from collab_cli.model.department import Department

EXACT, EQUAL, SIMILAR = 1, 2, 3
"""How sure an overlap is: one activity, equal words, similar words."""

_BASE = {EXACT: Decimal("1.00"), EQUAL: Decimal("0.95")}
_MOST_BY_WORDING = Decimal("0.94")
_BOTH_ACCOUNTABLE, _BOTH_HOLD, _OTHERWISE = Decimal(1), Decimal("0.8"), Decimal("0.3")
_PLACES = Decimal("0.000000001")


@dataclass(frozen=True, slots=True)
class Overlap:
    """Rows of the charters of different departments that overlap.

    They are about one activity, of one wording, or of two wordings that are alike. ``first`` and ``second`` are
    those that overlap most, in path order; ``others`` the further rows that overlap with one of them all.
    ``score`` is that of ``first`` and ``second``: ``base`` for the strength times a weight for the letters held.
    """

    first: Row
    second: Row
    strength: int
    base: Decimal
    score: Decimal
    others: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedWork:
    """What two departments both do: the matrix keys in which each holds A or R, and two indexes from 0 to 1."""

    first: str
    second: str
    shared: tuple[str, ...]
    jaccard: Decimal
    coefficient: Decimal


@dataclass(frozen=True, slots=True)
class _Duty:
    """A row of a department charter with what its comparison needs."""

    order: int
    row: Row
    matrix_row: MatrixRow
    column: str
    holds: int
    """2 if the department holds A in the row, 1 if R, else 0."""
    people: frozenset[str]
    """Who is accountable in the matrix row."""
    duplicates: frozenset[int]
    """The groups of duties with different owners the matrix row is one of."""

    @property
    def department(self) -> str:
        """Return the department in whose charter the row stands."""
        return self.row.owner.id


Matter = tuple[Wording, ...]
"""All wordings of a row: rows with the same are one matter."""


def find_overlaps(world: World, at_least: Decimal, *, unsure: bool = False) -> tuple[Overlap, ...]:
    """Return the overlaps of rows of department charters with a score of at least ``at_least``, in path order.

    Rows about one activity make one overlap, as do rows of one wording, and those of two similar wordings.
    ``unsure`` leaves out what is sure: one activity, and duties of one wording with different owners.
    A sub-department and its parent do not overlap: they count as one column.
    """
    search = _Search(at_least, unsure)
    duties = world.once(_duties)
    if at_least > _OTHERWISE:  # what a department only takes part in cannot reach the limit
        duties = [duty for duty in duties if duty.holds]
    found = [] if unsure else [search.among(group, EXACT, _BASE[EXACT]) for group in _by_key(duties)]
    matters: dict[Matter, list[_Duty]] = defaultdict(list)
    words = words_of(world)
    for duty in duties:
        matters[tuple(row_wordings(duty.row, duty.matrix_row.activity, words))].append(duty)
    found += [search.among(group, EQUAL, _BASE[EQUAL]) for group in _by_form(matters)]
    found += search.alike(matters)
    return tuple(sorted((one for one in found if one is not None), key=_order))


def reads_like(world: World, row: Row, at_least: Decimal) -> Overlap | None:
    """Return the overlap by wording of a row, as ``first``, with that of another department it scores highest with.

    None if no score is at least ``at_least``. ``row`` is a duty of a department charter, in force or not.
    """
    written = world.once(_written)
    one = _duty(world, -1, row, _matrix_row(world, row))
    search = _Search(at_least, unsure=False)
    best: Overlap | None = None
    for wording in row_wordings(row, one.matrix_row.activity, words_of(world)):
        for at, similarity in written.index.alike(wording.tokens, at_least):
            other = written.duties[at]
            strength = EQUAL if wording.form == written.forms[at] else SIMILAR
            base = _BASE.get(strength, min(similarity, _MOST_BY_WORDING))
            score = search.score(one, other, strength, base)
            if score >= at_least and (best is None or score > best.score):
                best = Overlap(row, other.row, strength, base, score)
    return best


def overlap_of(world: World, first: Row, second: Row) -> Overlap:
    """Return how two rows of department charters overlap, however little; the score is 0 where they are kept apart."""
    one, other = (_duty(world, -1, row, _matrix_row(world, row)) for row in (first, second))
    search, words = _Search(Decimal(0), unsure=False), words_of(world)
    if one.matrix_row.key == other.matrix_row.key:
        return Overlap(first, second, EXACT, _BASE[EXACT], search.score(one, other, EXACT, _BASE[EXACT]))
    pairs = list(product(*(list(row_wordings(duty.row, duty.matrix_row.activity, words)) for duty in (one, other))))
    strength = EQUAL if any(one.form == other.form for one, other in pairs) else SIMILAR
    similarity = max((dice(one.tokens, other.tokens) for one, other in pairs), default=Decimal(0))
    base = _BASE.get(strength, min(similarity, _MOST_BY_WORDING))
    return Overlap(first, second, strength, base, search.score(one, other, strength, base))


def _matrix_row(world: World, row: Row) -> MatrixRow:
    """Return the matrix row of a row, for one not in force the one it would be alone."""
    activity = world.get(Activity, row.activity) if row.row.within is None else None
    alone = MatrixRow(row.id if activity is None else activity.id, (row,), activity)
    return world.matrix.of_row.get(row.id, alone)


def shared_work(world: World) -> tuple[SharedWork, ...]:
    """Return the departments (columns) that share work, with what they share, in order of the columns."""
    held = _held(world.matrix, world)
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    holders: dict[str, list[str]] = defaultdict(list)
    for column in world.parties.columns:
        for key in held.get(column, ()):
            holders[key].append(column)
    for key, columns in holders.items():
        for first, second in combinations(columns, 2):
            pairs[first, second].append(key)
    order = {column: place for place, column in enumerate(world.parties.columns)}
    ordered = sorted(pairs.items(), key=lambda pair: (order[pair[0][0]], order[pair[0][1]]))
    return tuple(_shared(first, second, shared, held) for (first, second), shared in ordered)


def _order(overlap: Overlap) -> tuple[str, int, str, int]:
    first, second = overlap.first, overlap.second
    return (first.owner.path, first.index, second.owner.path, second.index)


def _duties(world: World) -> list[_Duty]:
    """Return the rows of the charters of departments, in path order."""
    duties = []
    rows = [(row, matrix_row) for matrix_row in world.matrix.rows for row in matrix_row.rows]
    rows.sort(key=lambda pair: (pair[0].owner.path, pair[0].index))
    duplicates: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(duplicate_owners(world)):
        for one in group:
            duplicates[one.first.id].add(number)
    for order, (row, matrix_row) in enumerate(rows):
        if row.department_charter and world.get(Department, row.owner.id) is not None:
            groups = frozenset(duplicates.get(matrix_row.first.id, ()))
            duties.append(_duty(world, order, row, matrix_row, groups))
    return duties


def _duty(world: World, order: int, row: Row, matrix_row: MatrixRow, duplicates: frozenset[int] = frozenset()) -> _Duty:
    department, responsible = row.owner.id, responsible_letter(world.settings)
    cells = [cell for party, cell in matrix_row.letters.items() if world.parties.counts_for(party, department)]
    holds = 2 if any("A" in cell for cell in cells) else int(any(responsible in cell for cell in cells))
    people = frozenset(world.parties.accountable_people(matrix_row.parties("A")))
    return _Duty(order, row, matrix_row, world.parties.top(department), holds, people, duplicates)


@dataclass(frozen=True, slots=True)
class _Written:
    """The duties of a world by their wordings, one of each at a time."""

    duties: tuple[_Duty, ...]
    forms: tuple[str, ...]
    index: TokenIndex


def _written(world: World) -> _Written:
    words = words_of(world)
    every = [
        (duty, wording)
        for duty in world.once(_duties)
        for wording in row_wordings(duty.row, duty.matrix_row.activity, words)
    ]
    index = TokenIndex([wording.tokens for _, wording in every])
    return _Written(tuple(duty for duty, _ in every), tuple(wording.form for _, wording in every), index)


def _by_key(duties: Iterable[_Duty]) -> Iterable[list[_Duty]]:
    found: dict[str, list[_Duty]] = defaultdict(list)
    for duty in duties:
        found[duty.matrix_row.key].append(duty)
    return found.values()


def _by_form(matters: Mapping[Matter, list[_Duty]]) -> Iterator[list[_Duty]]:
    """Yield the duties of each form, one of them the title or an alias of every duty; no group within another."""
    by_form: dict[str, list[Matter]] = defaultdict(list)
    for matter in matters:
        for form in _forms(matter):
            by_form[form].append(matter)
    seen: dict[Matter, list[set[Matter]]] = defaultdict(list)
    for group in sorted(by_form.values(), key=len, reverse=True):
        members = set(group)
        if not any(members <= other for other in seen[group[0]]):
            for matter in group:
                seen[matter].append(members)
            yield [duty for matter in group for duty in matters[matter]]


def _forms(matter: Matter) -> frozenset[str]:
    return frozenset(wording.form for wording in matter)


@dataclass(frozen=True)
class _Search:
    """Compares duties; those that differ in nothing that counts are compared once.

    Of differently scoped duties of one wording each is compared with the next `LOOKED_AT`, by area.
    """

    at_least: Decimal
    unsure: bool

    def among(self, group: list[_Duty], strength: int, base: Decimal) -> Overlap | None:
        """Return the overlap within a group of duties."""
        if len(group) < 2 or all(duty.column == group[0].column for duty in group):
            return None
        kinds = _kinds(group)
        kinds.sort(key=lambda kind: sorted(kind[0].row.areas))
        pairs = ((one, other) for at, one in enumerate(kinds) for other in kinds[at + 1 : at + 1 + LOOKED_AT])
        return self._best(pairs, strength, base)

    def alike(self, matters: Mapping[Matter, list[_Duty]]) -> list[Overlap | None]:
        """Return the overlaps of every two matters that are similar."""
        known = list(matters)
        forms = list(map(_forms, known))
        columns = [frozenset(duty.column for duty in duties) for duties in matters.values()]
        written = [(at, tokens) for at, matter in enumerate(known) for tokens in {one.tokens: None for one in matter}]
        best: dict[tuple[int, int], Decimal] = {}

        def overlap(pair: tuple[int, int], base: Decimal) -> Overlap | None:
            pairs = product(_kinds(matters[known[pair[0]]]), _kinds(matters[known[pair[1]]]))
            return self._best(islice(pairs, LOOKED_AT), SIMILAR, base)

        def takes(i: int, j: int, similarity: Decimal) -> bool:
            pair = (written[i][0], written[j][0])
            base = min(similarity, _MOST_BY_WORDING)
            if pair[0] == pair[1] or not forms[pair[0]].isdisjoint(forms[pair[1]]) or overlap(pair, base) is None:
                return False
            best[pair] = max(best.get(pair, base), base)
            return True

        sides = [columns[at] for at, _ in written]
        for _ in similar_pairs([tokens for _, tokens in written], self.at_least, sides, takes):
            pass
        return [overlap(pair, base) for pair, base in best.items()]

    def _best(self, pairs: Iterable[tuple[list[_Duty], list[_Duty]]], strength: int, base: Decimal) -> Overlap | None:
        """Return the overlap of all duties of which a pair of kinds reaches the limit, None without any."""
        found: dict[int, Row] = {}
        best: tuple[Decimal, int, int] | None = None
        for ones, others in pairs:
            score = self.score(ones[0], others[0], strength, base)
            if score and score >= self.at_least:
                found |= {duty.order: duty.row for duties in (ones, others) for duty in duties}
                first, second = sorted((ones[0].order, others[0].order))
                here = (-score, first, second)
                best = min(best, here) if best is not None else here
        if best is None:
            return None
        _, first, second = best
        further = tuple(found[order] for order in sorted(found) if order not in (first, second))
        return Overlap(found[first], found[second], strength, base, -best[0], further)

    def score(self, one: _Duty, other: _Duty, strength: int, base: Decimal) -> Decimal:
        """Return the score of two duties; 0 for such as are kept apart or known."""
        return (self._weight(one, other, strength) * base).quantize(_PLACES, ROUND_HALF_UP)

    def _weight(self, one: _Duty, other: _Duty, strength: int) -> Decimal:
        """Return how much the letters of two departments count; 0 for duties that are kept apart or known."""
        is_split = strength == SIMILAR and (_splits(one, other.department) or _splits(other, one.department))
        is_known = strength != EXACT and one.matrix_row.key == other.matrix_row.key
        is_sure = self.unsure and one.people != other.people and not one.duplicates.isdisjoint(other.duplicates)
        if one.column == other.column or is_split or is_known or is_sure or are_disjoint(one.row, other.row):
            return Decimal(0)
        if one.holds == other.holds == 2:
            return _BOTH_ACCOUNTABLE
        return _BOTH_HOLD if one.holds and other.holds else _OTHERWISE


def _kinds(duties: list[_Duty]) -> list[list[_Duty]]:
    """Return duties that differ in nothing that counts in one list each, in path order."""
    if len(duties) == 1:
        return [duties]
    excluded = {row for duty in duties for row in duty.row.excludes}
    found: dict[object, list[_Duty]] = defaultdict(list)
    for duty in sorted(duties, key=lambda duty: duty.order):
        row = duty.row
        splits = frozenset(entry.department for entry in row.row.shared_with if entry.split is not None)
        key = duty.matrix_row.key if duty.matrix_row.activity is not None else ""
        own = row.id if row.id in excluded else ""
        found[
            duty.column,
            duty.department,
            duty.holds,
            duty.people,
            duty.duplicates,
            key,
            own,
            row.areas,
            row.excludes,
            splits,
        ].append(duty)
    return list(found.values())


def _splits(duty: _Duty, department: str) -> bool:
    return any(entry.department == department and entry.split is not None for entry in duty.row.row.shared_with)


def _held(matrix: Matrix, world: World) -> Mapping[str, dict[str, None]]:
    """Return the keys of the matrix rows in which each column holds A or R, in path order."""
    wanted = frozenset("A" + responsible_letter(world.settings))
    held: dict[str, dict[str, None]] = defaultdict(dict)
    for row in matrix.audited:
        for party, cell in row.letters.items():
            column = world.parties.column(party)
            if column is not None and wanted.intersection(cell):
                held[column][row.key] = None
    return held


def _shared(first: str, second: str, shared: list[str], held: Mapping[str, dict[str, None]]) -> SharedWork:
    together, smaller = len(held[first] | held[second]), min(len(held[first]), len(held[second]))
    count = Decimal(len(shared))
    jaccard, coefficient = ((count / whole).quantize(_PLACES, ROUND_HALF_UP) for whole in (together, smaller))
    return SharedWork(first, second, tuple(shared), jaccard, coefficient)
