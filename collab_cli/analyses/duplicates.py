"""Which duties are the same in other words and have different owners (formulas.md F10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from collab_cli.analyses.similarity import Vocabulary
from collab_cli.analyses.wordings import row_wordings, words_of
from collab_cli.graph.matrix import MatrixRow, are_disjoint
from collab_cli.graph.world import World

LOOKED_AT = 200
"""With how many differently scoped duties of its wording one is compared at most."""


@dataclass(frozen=True, slots=True)
class _Owned:
    """A matrix row, its place in path order, and who is accountable for it."""

    order: int
    row: MatrixRow
    people: frozenset[str]


def duplicate_owners(world: World) -> tuple[tuple[MatrixRow, ...], ...]:
    """Return the groups of matrix rows that say the same in other words and have different accountable people.

    Every row of a group collides with another of it: their people differ and their scopes are not disjoint. No
    row is a step within an activity. Groups and their rows are in path order.
    """
    return world.once(_duplicate_owners)


def _duplicate_owners(world: World) -> tuple[tuple[MatrixRow, ...], ...]:
    words = words_of(world)
    by_form: dict[str, list[_Owned]] = defaultdict(list)
    for order, row in enumerate(world.matrix.audited):
        if row.parties("A"):
            owned = _Owned(order, row, frozenset(world.parties.accountable_people(row.parties("A"))))
            for form in _forms(row, words):
                by_form[form].append(owned)
    found: dict[tuple[int, ...], tuple[MatrixRow, ...]] = {}
    for same in by_form.values():
        if len(same) > 1 and any(one.people != same[0].people for one in same):
            for group in _collisions(same):
                found[tuple(one.order for one in group)] = tuple(one.row for one in group)
    return tuple(found[orders] for orders in sorted(_largest(found)))


def _forms(matrix_row: MatrixRow, words: Vocabulary) -> Iterator[str]:
    rows = (wording.form for row in matrix_row.rows for wording in row_wordings(row, matrix_row.activity, words))
    yield from dict.fromkeys(rows)


def _collisions(same: list[_Owned]) -> Iterator[list[_Owned]]:
    """Yield the rows of one wording that collide, directly or through others; rows alike in all are judged once."""
    kinds = _kinds(same)
    group = list(range(len(kinds)))
    for at, ones in enumerate(kinds):
        for other in range(at + 1, min(at + 1 + LOOKED_AT, len(kinds))):
            if _collide(ones[0], kinds[other][0]):
                group[first_of(group, other)] = first_of(group, at)
    found: dict[int, list[_Owned]] = defaultdict(list)
    for at, kind in enumerate(kinds):
        found[first_of(group, at)] += kind
    for members in found.values():
        if any(one.people != members[0].people for one in members):
            yield sorted(members, key=lambda one: one.order)


def first_of(group: list[int], at: int) -> int:
    """Return the member that stands for the group of a kind, and shorten the way to it."""
    while group[at] != at:
        group[at] = group[group[at]]
        at = group[at]
    return at


def _collide(one: _Owned, other: _Owned) -> bool:
    if one.people == other.people or one.row.key == other.row.key:
        return False
    return any(not are_disjoint(row, another) for row in one.row.rows for another in other.row.rows)


def _kinds(same: list[_Owned]) -> list[list[_Owned]]:
    """Return rows with the same owners and scopes in one list each, those with areas in common near one another."""
    excluded = {row for one in same for written in one.row.rows for row in written.excludes}
    found: dict[object, list[_Owned]] = defaultdict(list)
    for one in same:
        scopes = frozenset((row.areas, row.excludes) for row in one.row.rows)
        own = excluded.intersection(row.id for row in one.row.rows)
        found[one.people, scopes, frozenset(own)].append(one)
    return sorted(found.values(), key=lambda kind: [sorted(row.areas) for row in kind[0].row.rows])


def _largest(groups: dict[tuple[int, ...], tuple[MatrixRow, ...]]) -> Iterator[tuple[int, ...]]:
    """Yield the groups that are not part of another one."""
    seen: dict[int, list[frozenset[int]]] = defaultdict(list)
    for group in sorted(groups, key=len, reverse=True):
        members = frozenset(group)
        if not any(members <= other for other in seen[group[0]]):
            for member in group:
                seen[member].append(members)
            yield group
