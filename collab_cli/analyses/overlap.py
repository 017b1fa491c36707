"""Which duties of different departments overlap, and how much (formulas.md F10 and F11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from collab_cli.analyses.similarity import Vocabulary, Wording, similar_pairs, vocabulary
from collab_cli.graph.letters import responsible_letter
from collab_cli.graph.matrix import Matrix, MatrixRow, Row, are_disjoint
from collab_cli.graph.world import World
from collab_cli.model.activity import Activity
from collab_cli.model.department import Department
from collab_cli.model.field_types import Name
from collab_cli.model.record import Record

EXACT, EQUAL, SIMILAR = 1, 2, 3
"""How sure an overlap is: one activity, equal words, similar words."""

_BASE = {EXACT: Decimal("1.00"), EQUAL: Decimal("0.95")}
_MOST_BY_WORDING = Decimal("0.94")
_BOTH_ACCOUNTABLE, _BOTH_HOLD, _OTHERWISE = Decimal(1), Decimal("0.8"), Decimal("0.3")
_PLACES = Decimal("0.000000001")


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two rows of the charters of two departments that overlap; ``first`` stands first in path order.

    ``score`` is weight * base * boundary: ``weight`` for the letters the two departments hold, ``base`` for
    the strength, ``boundary`` 0 where the scopes or a declared split keep the duties apart, else 1.
    """

    first: Row
    second: Row
    strength: int
    base: Decimal
    weight: Decimal
    boundary: int
    score: Decimal


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
    department: str
    column: str
    holds: int
    """2 if the department holds A in the row, 1 if R, else 0."""


def find_overlaps(world: World, at_least: Decimal) -> tuple[Overlap, ...]:
    """Return the overlaps of rows of department charters with a score of at least ``at_least``, in path order.

    A sub-department and its parent do not overlap: they count as one column. ``at_least`` is above 0.
    """
    duties = _duties(world)
    if at_least > _OTHERWISE:  # what a department only takes part in cannot reach the limit
        duties = [duty for duty in duties if duty.holds]
    found: dict[tuple[int, int], tuple[int, Decimal]] = {}
    for one, other in _across(_by_key(duties)):
        found[one, other] = (EXACT, _BASE[EXACT])
    words = vocabulary(world.settings)
    wordings = {duty.order: tuple(row_wordings(duty.row, duty.matrix_row.activity, words)) for duty in duties}
    by_form: dict[str, list[_Duty]] = defaultdict(list)
    by_tokens: dict[frozenset[str], list[_Duty]] = defaultdict(list)
    for duty in duties:
        for form in dict.fromkeys(wording.form for wording in wordings[duty.order]):
            by_form[form].append(duty)
        for tokens in dict.fromkeys(wording.tokens for wording in wordings[duty.order]):
            by_tokens[tokens].append(duty)
    for one, other in _across(by_form):
        found.setdefault((one, other), (EQUAL, _BASE[EQUAL]))
    for one, other, similarity in _similar(by_tokens, at_least):
        known = found.get((one, other))
        base = min(similarity, _MOST_BY_WORDING)
        if known is None or (known[0] == SIMILAR and known[1] < base):
            found[one, other] = (SIMILAR, base)
    by_order = {duty.order: duty for duty in duties}
    scored = (_overlap(by_order[one], by_order[other], *found[one, other]) for one, other in sorted(found))
    return tuple(overlap for overlap in scored if overlap.score >= at_least)


def duplicate_owners(world: World) -> tuple[tuple[MatrixRow, MatrixRow], ...]:
    """Return the pairs of matrix rows that say the same in other words and have different accountable people.

    Neither is a step within an activity, and their scopes are not disjoint. In path order.
    """
    words = vocabulary(world.settings)
    by_form: dict[str, dict[frozenset[str], list[int]]] = defaultdict(lambda: defaultdict(list))
    rows = [row for row in world.matrix.audited if row.parties("A")]
    for index, matrix_row in enumerate(rows):
        people = frozenset(world.parties.accountable_people(matrix_row.parties("A")))
        for form in dict.fromkeys(wording.form for wording in _matrix_wordings(matrix_row, words)):
            by_form[form][people].append(index)
    pairs: set[tuple[int, int]] = set()
    for form_groups in by_form.values():
        for first, second in combinations(form_groups.values(), 2):
            pairs.update((min(one, other), max(one, other)) for one in first for other in second)
    return tuple(
        (rows[one], rows[other])
        for one, other in sorted(pairs)
        if rows[one].key != rows[other].key and not _are_apart(rows[one].rows, rows[other].rows)
    )


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


def row_wordings(row: Row, activity: Record[Activity] | None, words: Vocabulary) -> Iterator[Wording]:
    """Yield the words a row is compared by: its title, the name of its activity in each language, its aliases.

    Of a row with none of them it is the id.
    """
    names = _texts(row.row.title)
    if activity is not None:
        names += [*_texts(activity.value.name), *activity.value.aliases]
    for wording in map(words.wording, names or [row.row.id]):
        if wording.form:
            yield wording


def _texts(name: str | Name | None) -> list[str]:
    if name is None or isinstance(name, str):
        return [name] if name else []
    return [text for text in (name.zh, name.en) if text]


def _matrix_wordings(matrix_row: MatrixRow, words: Vocabulary) -> Iterator[Wording]:
    for row in matrix_row.rows:
        yield from row_wordings(row, matrix_row.activity, words)


def _duties(world: World) -> list[_Duty]:
    """Return the rows of the charters of departments, in path order."""
    duties = []
    rows = [(row, matrix_row) for matrix_row in world.matrix.rows for row in matrix_row.rows]
    rows.sort(key=lambda pair: (pair[0].owner.path, pair[0].index))
    responsible = responsible_letter(world.settings)
    for order, (row, matrix_row) in enumerate(rows):
        department = row.owner.id
        if row.department_charter and world.get(Department, department) is not None:
            cells = [cell for party, cell in matrix_row.letters.items() if world.parties.counts_for(party, department)]
            holds = 2 if any("A" in cell for cell in cells) else int(any(responsible in cell for cell in cells))
            duties.append(_Duty(order, row, matrix_row, department, world.parties.top(department), holds))
    return duties


def _by_key(duties: list[_Duty]) -> Mapping[str, list[_Duty]]:
    found: dict[str, list[_Duty]] = defaultdict(list)
    for duty in duties:
        found[duty.matrix_row.key].append(duty)
    return found


def _across(groups: Mapping[str, list[_Duty]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of duties of one group whose departments count in different columns."""
    for group in groups.values():
        if len(group) > 1:
            columns = list(_columns(group).values())
            for first, second in combinations(columns, 2):
                yield from _pairs(first, second)


def _similar(groups: Mapping[frozenset[str], list[_Duty]], at_least: Decimal) -> Iterator[tuple[int, int, Decimal]]:
    sets = list(groups)
    columns = [_columns(groups[tokens]) for tokens in sets]
    for group in columns:
        for first, second in combinations(group.values(), 2):
            for one, other in _pairs(first, second):
                yield one, other, Decimal(1)
    for i, j, similarity in similar_pairs(sets, at_least):
        for column, first in columns[i].items():
            for other_column, second in columns[j].items():
                if column != other_column:
                    for one, other in _pairs(first, second):
                        yield one, other, similarity


def _columns(group: Iterable[_Duty]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for duty in group:
        found[duty.column].append(duty.order)
    return found


def _pairs(first: list[int], second: list[int]) -> Iterator[tuple[int, int]]:
    for one in first:
        for other in second:
            yield (one, other) if one < other else (other, one)


def _overlap(one: _Duty, other: _Duty, strength: int, base: Decimal) -> Overlap:
    boundary = 0 if _are_bounded(one, other, strength) else 1
    weight = _BOTH_HOLD if one.holds and other.holds else _OTHERWISE
    if one.holds == other.holds == 2:
        weight = _BOTH_ACCOUNTABLE
    score = (weight * base * boundary).quantize(_PLACES, ROUND_HALF_UP)
    return Overlap(one.row, other.row, strength, base, weight, boundary, score)


def _are_bounded(one: _Duty, other: _Duty, strength: int) -> bool:
    is_split = strength == SIMILAR and (_splits(one, other.department) or _splits(other, one.department))
    return is_split or are_disjoint(one.row, other.row)


def _splits(duty: _Duty, department: str) -> bool:
    return any(entry.department == department and entry.split is not None for entry in duty.row.row.shared_with)


def _are_apart(rows: tuple[Row, ...], others: tuple[Row, ...]) -> bool:
    return all(are_disjoint(row, other) for row in rows for other in others)


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
