"""All that concerns a person on a day: what is late and due, what is asked, what is ahead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, get_args

from collab_cli.analyses.owed.agreements import agreements_asked
from collab_cli.analyses.owed.goals import goals_of, to_read
from collab_cli.analyses.owed.learning import learning_of
from collab_cli.analyses.owed.meetings import owed_to_meetings
from collab_cli.analyses.owed.owed import Owed, Part, SpokenFor
from collab_cli.analyses.owed.spoken_for import spoken_for
from collab_cli.analyses.owed.work import actions_of, handoffs_of, issues_on
from collab_cli.analyses.stand_ins import absences_on, answering
from collab_cli.graph.world import World
from collab_cli.model.person import Person
from collab_cli.model.record import Record

AHEAD: Final = 7
"""The days ahead in which what is due is counted."""


@dataclass(frozen=True, slots=True)
class Away:
    """A person who is away ``until`` a day; ``deputies`` stand in for the departments the person heads."""

    until: date
    deputies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhatIsOwed:
    """What concerns a person: ``parts`` with something late first, each with its things, late ones first.

    ``speaks_for`` are the departments the person answers for, ``duties`` how many matters of charters the person is
    accountable for.
    """

    person: Record[Person]
    speaks_for: tuple[SpokenFor, ...]
    away: Away | None
    parts: tuple[tuple[Part, tuple[Owed, ...]], ...]
    duties: int

    @property
    def things(self) -> tuple[Owed, ...]:
        """Return all that concerns the person."""
        return tuple(one for _, things in self.parts for one in things)

    @property
    def late(self) -> int:
        """Return how many things are late."""
        return sum(one.is_late for one in self.things)

    @property
    def soon(self) -> int:
        """Return how many things are due on the day or within a week."""
        return sum(one.is_owed and one.days is not None and 0 <= one.days <= AHEAD for one in self.things)

    @property
    def undated(self) -> int:
        """Return how many things are asked for without a day."""
        return sum(one.is_owed and one.days is None for one in self.things)


def what_is_owed(world: World, person: Record[Person]) -> WhatIsOwed:
    """Return what concerns a person on the day of the world; restricted records are left out."""
    departments = spoken_for(world, person.id)
    found: dict[Part, list[Owed]] = {}
    for one in _all(world, person.id, departments):
        if not one.record.restricted:
            found.setdefault(one.part, []).append(one)
    order: tuple[Part, ...] = get_args(Part)
    parts = [(part, tuple(sorted(found[part], key=lambda one: one.order))) for part in order if part in found]
    parts.sort(key=lambda part: not part[1][0].is_late)  # stable
    return WhatIsOwed(person, departments, _away(world, person.id), tuple(parts), _duties(world, person.id))


def _all(world: World, person: str, departments: tuple[SpokenFor, ...]) -> Iterator[Owed]:
    yield from owed_to_meetings(world, person)
    yield from actions_of(world, person, departments)
    yield from issues_on(world, person, departments)
    yield from agreements_asked(world, person, departments)
    yield from handoffs_of(world, person, departments)
    yield from goals_of(world, person)
    yield from to_read(world, person)
    yield from learning_of(world, person)


def _away(world: World, person: str) -> Away | None:
    absences = absences_on(world, person)
    if not absences:
        return None
    heads = [one.id for one in world.parties.active_departments if one.value.head == person]
    deputies = dict.fromkeys(answering(world, one).now for one in heads)
    return Away(max(one.to for one in absences), tuple(one for one in deputies if one is not None))


def _duties(world: World, person: str) -> int:
    """Return how many rows of the matrix a person is accountable for, in person or as head of a department."""
    mine = f"person:{person}"
    return sum(any(world.parties.answering(party) == mine for party in row.parties("A")) for row in world.matrix.rows)
