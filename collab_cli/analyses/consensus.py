"""Whether departments agree on a proposal: formulas.md F19, each method by its own measure.

References: the W3C process for consensus and dissent; fist to five.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, Literal

from collab_cli.graph.agreements import standing_positions
from collab_cli.graph.world import World
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.proposal import Position, Proposal
from collab_cli.model.record import Record

Obstacle = Literal[
    "quorum", "objection", "not_agreed", "low_score", "no_majority", "no_deadline", "deadline", "too_short"
]
"""What keeps a proposal from being accepted."""

Verdict = Literal["accepted", "rejected", "undecided"]
"""What a proposal can be closed with."""

SHORTEST: Final = timedelta(days=3)
"""The shortest time silence may be taken for agreement after: 72 hours."""
LEAST_SCORE: Final = 3
"""The score from which a department carries a proposal with fist to five."""
HIGHEST_SCORE: Final = 5

_VOTES: Final = frozenset({"majority", "fist_to_five"})
"""The methods that count votes, so that a proposal can lose; the others go on until all that is open is settled."""
ENOUGH_SETTLED: Final = frozenset({"consent", "lazy"})
"""The methods for which it is enough that objections are settled; the others ask for another position too."""

_SCORES: Final[Mapping[str, int]] = {"agree": 4, "reserve": 3, "object": 1}
"""What a word counts where a score is asked for; who abstains is left out."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a department stands in the present round; ``index`` is the place of its newest position in the list."""

    department: str
    position: Position | None = None
    index: int | None = None

    @property
    def score(self) -> int | None:
        """Return the score from 0 to 5: the one given, else what the word counts; None for one who abstains."""
        if self.position is None:
            return None
        if self.position.score is not None:
            return self.position.score
        return _SCORES.get(self.position.position or "")

    @property
    def carries(self) -> bool:
        """Return whether the department agrees or agrees with reserve."""
        return self.score is not None and self.score >= LEAST_SCORE


@dataclass(frozen=True, slots=True)
class Obstructed:
    """An obstacle with the departments it lies with, or the day it ends."""

    by: Obstacle
    departments: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Consensus:
    """How far a proposal is agreed, on a day and in its present round.

    ``stands`` has every department to be heard, in the order of the proposal. ``participation`` is the share of them
    that took position, ``index`` the mean score by the highest; None where there is nobody or no score.
    ``objecting`` are those nobody has answered yet, whether or not the method asks for it. ``is_lost`` is a vote that
    went against the proposal and is over.
    """

    stands: tuple[Stand, ...]
    participation: Decimal | None
    quorum: Decimal
    index: Decimal | None
    obstacles: tuple[Obstructed, ...]
    objecting: Obstructed | None
    is_lost: bool

    @property
    def verdict(self) -> Verdict:
        """Return what the proposal can be closed with: nothing is accepted over an objection nobody answered."""
        if self.is_lost:
            return "rejected"
        return "accepted" if self.is_accepted and self.objecting is None else "undecided"

    @property
    def is_accepted(self) -> bool:
        """Return whether nothing keeps the proposal from being accepted."""
        return not self.obstacles

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the departments without a position in the present round."""
        return tuple(stand.department for stand in self.stands if stand.position is None)


def consensus(world: World, proposal: Record[Proposal]) -> Consensus:
    """Return how far a proposal is agreed on the day of ``world``."""
    value = proposal.value
    positions = {
        position.department: Stand(position.department, position, index)
        for index, position in standing_positions(proposal)
    }
    stands = tuple(positions.get(department, Stand(department)) for department in dict.fromkeys(value.affected))
    given = sum(stand.position is not None for stand in stands)
    participation = Decimal(given) / len(stands) if stands else None
    quorum = value.quorum if value.quorum is not None else world.threshold("proposal-quorum")
    scores = [stand.score for stand in stands if stand.score is not None]
    index = Decimal(sum(scores)) / len(scores) / HIGHEST_SCORE if scores else None
    objecting = next(_objections(world, value, stands), None)
    obstacles = tuple(_obstacles(world, value, stands, participation, quorum))
    return Consensus(
        stands, participation, quorum, index, obstacles, objecting, _is_lost(world, value, stands, obstacles)
    )


def _is_lost(world: World, value: Proposal, stands: tuple[Stand, ...], obstacles: tuple[Obstructed, ...]) -> bool:
    """Return whether the votes are against a proposal and all are in, or as many as are asked for by the deadline."""
    against = {each.by for each in obstacles}
    if value.method not in _VOTES or not against or "quorum" in against:
        return False
    is_over = value.deadline is not None and value.deadline < world.as_of
    return is_over or all(stand.position is not None for stand in stands)


def _obstacles(
    world: World, value: Proposal, stands: tuple[Stand, ...], participation: Decimal | None, quorum: Decimal
) -> Iterator[Obstructed]:
    waiting = tuple(stand.department for stand in stands if stand.position is None)
    if value.method != "lazy" and participation is not None and rounded(participation) < rounded(quorum):
        yield Obstructed("quorum", waiting)
    match value.method:
        case "consent":
            yield from _objections(world, value, stands)
        case "consensus":
            yield from _objections(world, value, stands)
            if 2 * sum(stand.carries for stand in stands) <= len(stands):
                yield Obstructed("no_majority", _not(stands))
        case "fist_to_five":
            low = tuple(stand.department for stand in stands if stand.score is not None and not stand.carries)
            if low:
                yield Obstructed("low_score", low)
        case "majority":
            agree = sum(stand.carries for stand in stands)
            against = tuple(stand.department for stand in stands if stand.score is not None and not stand.carries)
            if agree <= len(against):
                yield Obstructed("no_majority", against or waiting)
        case "lazy":
            yield from _objections(world, value, stands)
            yield from _silence(value, world.as_of)
        case "sign_off":
            open_ones = tuple(stand.department for stand in stands if not _agrees(stand))
            if open_ones:
                yield Obstructed("not_agreed", open_ones)


def _agrees(stand: Stand) -> bool:
    position = stand.position
    if position is None:
        return False
    return position.position == "agree" or (position.position is None and stand.carries)


def _not(stands: tuple[Stand, ...]) -> tuple[str, ...]:
    return tuple(stand.department for stand in stands if not stand.carries)


def _objections(world: World, value: Proposal, stands: tuple[Stand, ...]) -> Iterator[Obstructed]:
    """Yield the objections that are open, and positions against of which none is on record."""
    people = tuple(objection.by for objection in value.objections if objection.status == "open")
    recorded = {objection.by for objection in value.objections}
    heard = {world.parties.department(f"person:{person}") for person in recorded}
    departments = tuple(
        stand.department
        for stand in stands
        if stand.position is not None
        and stand.position.position == "object"
        and stand.position.by not in recorded
        and stand.department not in heard
    )
    if people or departments:
        yield Obstructed("objection", departments, tuple(dict.fromkeys(people)))


def _silence(value: Proposal, day: date) -> Iterator[Obstructed]:
    """Yield what keeps silence from being taken for agreement: the deadline, or too short a time for an answer."""
    if value.deadline is None:
        yield Obstructed("no_deadline")
        return
    if day <= value.deadline:
        yield Obstructed("deadline", day=value.deadline)
    if value.opened is not None and value.deadline < value.opened + SHORTEST:
        yield Obstructed("too_short", day=value.opened + SHORTEST)
