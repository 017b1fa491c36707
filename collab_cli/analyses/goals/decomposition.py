"""What a goal is broken down into: who carries which share of it, what that asks of each, and what does not add up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, localcontext

from collab_cli.analyses.goals.contribution_shares import (
    LIVING,
    By,
    headcount,
    history_of,
    link_shares,
    party_of,
)
from collab_cli.analyses.goals.split_target import (
    Figures,
    is_divided,
    is_ratio,
    places_of,
    same_figures,
    split_key_result,
    split_number,
)
from collab_cli.graph.goal_tree import COUNTED, Link
from collab_cli.graph.world import World
from collab_cli.model.department import Department
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.field_types import Share
from collab_cli.model.goal import Goal, KeyResult
from collab_cli.model.person import Person
from collab_cli.model.record import Record

TOLERANCE = Decimal("0.001")
"""How far shares may add up to something other than the whole (rule G104)."""
WEIGHT_PLACES = 4
"""The decimal places weights are written with."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants of a decomposition.

    ``shares`` are said by party, else ``by`` says what they follow from, for ``parties`` (none: all that can carry
    the goal). ``figures`` are those set by hand, by party, key result and field. ``places`` are the decimal places
    of what is divided, None for those of each key result.
    """

    shares: Mapping[str, Decimal] = field(default_factory=dict)
    by: By | None = None
    parties: tuple[str, ...] = ()
    key_results: tuple[KeyResult, ...] = ()
    figures: Mapping[tuple[str, str], Mapping[str, Decimal]] = field(default_factory=dict)
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Portion:
    """What one party carries: its ``share``, the ``weight`` written, its ``basis`` (people, a value) and figures."""

    party: str
    share: Decimal
    weight: Share
    basis: Decimal | None
    figures: Mapping[str, Figures]


@dataclass(frozen=True, slots=True)
class Carried:
    """A key result of a goal that serves the one to be broken down already."""

    link: Link
    key_result: KeyResult


@dataclass(frozen=True, slots=True)
class SumCheck:
    """Whether the parts of a key result that is divided add up, with what ``carried`` by other goals already."""

    key_result: KeyResult
    parts: Decimal
    carried: tuple[Carried, ...]

    @property
    def total(self) -> Decimal:
        """Return what the parts and what is carried already have together."""
        return self.parts + sum((main_of(one.key_result) or Decimal() for one in self.carried), Decimal())

    @property
    def difference(self) -> Decimal:
        """Return by how much there is more than the goal asks for; negative where there is less."""
        return self.total - (main_of(self.key_result) or Decimal())


@dataclass(frozen=True, slots=True)
class Decomposition:
    """A goal broken down, before anything is written.

    ``left_out`` are those who could carry it and do not, ``serving`` the goals that serve it already, ``twice`` the
    key results on the metric of one that is not divided and is carried already, ``copied`` the amounts that are not
    divided and that several get whole.
    """

    goal: Record[Goal]
    wanted: Wanted
    portions: tuple[Portion, ...]
    sums: tuple[SumCheck, ...]
    twice: tuple[tuple[KeyResult, Carried], ...]
    left_out: tuple[str, ...]
    serving: tuple[Link, ...]
    copied: tuple[KeyResult, ...] = ()

    @property
    def weights(self) -> Decimal:
        """Return what the weights of the new links add up to."""
        return sum((part.weight for part in self.portions), Decimal())

    @property
    def all_weights(self) -> Decimal:
        """Return what all weights add up to, those of the goals that serve it already too."""
        return self.weights + sum((link.entry.weight or Decimal() for link in self.serving), Decimal())

    @property
    def needs_consent(self) -> bool:
        """Return whether somebody is left out, something lacks or is counted twice: nobody should write it unseen."""
        return bool(self.left_out or self.twice) or any(is_wrong(check) for check in self.sums)

    @property
    def counts_twice(self) -> bool:
        """Return whether a sum exceeds what is asked by what is carried already, or a party gets a figure again."""
        again = {portion.party for portion in self.portions}
        return any(is_doubled(check) for check in self.sums) or any(
            party_of(carried.link.child.value) in again for _, carried in self.twice
        )


def is_wrong(check: SumCheck) -> bool:
    """Return whether a sum is wrong: it lacks something, or has too much because others carry it already."""
    goal = check.key_result
    falls = goal.direction in ("decrease", "at_most")
    lacks = check.difference > 0 if falls else check.difference < 0
    return rounded(check.difference) != 0 and (lacks or bool(check.carried))


def is_doubled(check: SumCheck) -> bool:
    """Return whether a sum is more than asked because others carry the key result already."""
    return bool(check.carried) and rounded(check.difference) > 0


def main_of(key_result: KeyResult) -> Decimal | None:
    """Return the figure of a key result that is to be reached."""
    return same_figures(key_result).main


def carriers(world: World, goal: Record[Goal]) -> tuple[str, ...]:
    """Return who can carry a goal.

    Of the company's those are its departments, of a department's the departments below it or else its people, of a
    team's its people; the owner of the goal carries it already. Nobody carries a part of a person's goal.
    """
    value = goal.value
    if value.level == "company":
        return world.parties.columns
    if value.level == "person" or value.department is None:
        return ()
    below = tuple(
        one.id for one in world.parties.active_departments if world.parties.parent(one.id) == value.department
    )
    if below and value.level == "department":
        return below
    people = (one for one in world.all(Person) if one.value.department == value.department)
    return tuple(f"person:{one.id}" for one in people if one.value.status == "active" and one.id != value.owner)


def level_of(world: World, goal: Record[Goal], party: str) -> str:
    """Return the level of the goal a party gets: of a person, of a team below the department that has it, or else."""
    if party.startswith("person:"):
        return "person"
    above = goal.value.department
    return "team" if above is not None and world.parties.counts_for(party, above) else "department"


def owner_of(world: World, party: str) -> str | None:
    """Return who answers for the goal of a party: its active head, or the person."""
    return world.parties.accountable_person(party)


def counted_twice(world: World, parties: Sequence[str]) -> tuple[str, str] | None:
    """Return a party and another it is part of, None where all are apart."""
    for party in parties:
        for other in parties:
            is_department = world.get(Department, other) is not None
            if party != other and is_department and world.parties.counts_for(party, other):
                return party, other
    return None


def claims(world: World, goal: Record[Goal], wanted: Wanted) -> Mapping[str, Decimal]:
    """Return what the shares rest on, by party: people, what was reached before, weights of links, or 1 for each.

    Parties of whom nothing is known are left out.
    """
    parties = wanted.parties or carriers(world, goal)
    found: Mapping[str, Decimal]
    if wanted.by == "weight":
        found = link_shares(world, goal)
    elif wanted.by == "history":
        history = history_of(world, goal, wanted.key_results)
        found = history.reached if history is not None else {}
    elif wanted.by == "headcount":
        found = {party: headcount(world, party) for party in parties}
    else:
        found = dict.fromkeys(parties, Decimal(1))
    if not wanted.parties and wanted.by in ("weight", "history"):
        usual = carriers(world, goal)
        others = (party for party in found if party not in usual and _is_there(world, party))
        parties = (*usual, *others)
    return {party: found[party] for party in parties if found.get(party, Decimal()) > 0}


def stated(world: World, goal: Record[Goal]) -> Decimal:
    """Return what the weights of the goals that serve a goal already add up to."""
    links = world.goal_tree.contributors(goal.id, LIVING)
    return sum((link.entry.weight for link in links if link.entry.weight is not None), Decimal())


def decompose(world: World, goal: Record[Goal], wanted: Wanted) -> Decomposition:
    """Return how a goal is broken down: shares as said or as they follow, and what they ask of each party."""
    basis: Mapping[str, Decimal] = {}
    shares = wanted.shares
    if not shares:
        basis = claims(world, goal, wanted)
        with localcontext(prec=60):
            total = sum(basis.values(), Decimal())
            shares = {party: claim / total for party, claim in basis.items()}
    weights = split_number(Decimal(1), tuple(shares.values()), _weight_places(shares.values()))
    parts = [
        Portion(party, share, Share(_plain(weight)), basis.get(party), {})
        for (party, share), weight in zip(shares.items(), weights, strict=True)
    ]
    whole = _made_whole(tuple(shares.values()))
    for key_result in wanted.key_results:
        parts = _with_figures(parts, whole, key_result, wanted)
    serving = world.goal_tree.contributors(goal.id, LIVING)
    sums = tuple(_sum(parts, each, serving) for each in wanted.key_results if is_divided(each))
    twice = tuple(
        (each, carried) for each in wanted.key_results if not is_divided(each) for carried in _carried(each, serving)
    )
    copied = tuple(each for each in wanted.key_results if _is_copied(each, parts))
    return Decomposition(goal, wanted, tuple(parts), sums, twice, _left_out(world, goal, shares), serving, copied)


def _made_whole(shares: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Return the shares figures are divided by: what passes as the whole, as 33.33 % thrice, is stretched to it."""
    with localcontext(prec=60):
        total = sum(shares, Decimal())
        if total == 1 or abs(total - 1) > TOLERANCE:
            return tuple(shares)
        return tuple(share / total for share in shares)


def _is_copied(key_result: KeyResult, parts: Sequence[Portion]) -> bool:
    """Return whether an amount, so no ratio and nothing per something, is given whole to more than one."""
    unit = key_result.unit or ""
    if is_divided(key_result) or is_ratio(key_result) or key_result.type not in ("number", "money"):
        return False
    if key_result.target is None or any(sign in unit for sign in ("/", "／", "每", "per ")):
        return False
    return sum(part.figures[key_result.id].target == key_result.target for part in parts) > 1


def _with_figures(
    parts: list[Portion], shares: Sequence[Decimal], key_result: KeyResult, wanted: Wanted
) -> list[Portion]:
    if is_divided(key_result):
        places = wanted.places if wanted.places is not None else places_of(key_result)
        figures = split_key_result(key_result, shares, places)
    else:
        figures = (same_figures(key_result),) * len(parts)
    found = []
    for part, own in zip(parts, figures, strict=True):
        by_hand = wanted.figures.get((part.party, key_result.id), {})
        exact = own.exact if own.main is None or not {"target", "high"} & by_hand.keys() else None
        set_by_hand = replace(own, exact=exact, **by_hand)
        found.append(replace(part, figures={**part.figures, key_result.id: set_by_hand}))
    return found


def _sum(parts: Sequence[Portion], key_result: KeyResult, serving: Sequence[Link]) -> SumCheck:
    mains = (part.figures[key_result.id].main for part in parts)
    total = sum((main for main in mains if main is not None), Decimal())
    return SumCheck(key_result, total, tuple(_carried(key_result, serving)))


def _carried(key_result: KeyResult, serving: Sequence[Link]) -> Iterator[Carried]:
    """Yield the key results of goals that serve this one already and measure the same."""
    for link in serving:
        for own in link.child.value.key_results:
            on_metric = key_result.metric is not None and own.metric == key_result.metric
            alike = key_result.metric is None and own.metric is None and own.title == key_result.title
            if (on_metric or alike) and own.unit == key_result.unit:
                yield Carried(link, own)


def _left_out(world: World, goal: Record[Goal], shares: Mapping[str, Decimal]) -> tuple[str, ...]:
    """Return those who could carry the goal, have no part of it, and no goal that serves it."""
    links = world.goal_tree.contributors(goal.id, COUNTED | LIVING)
    present = {*shares, *(party for link in links if (party := party_of(link.child.value)) is not None)}
    counts = world.parties.counts_for
    return tuple(
        party
        for party in carriers(world, goal)
        if party not in present and not any(counts(each, party) for each in present if ":" not in party)
    )


def _is_there(world: World, party: str) -> bool:
    if party.startswith("person:"):
        return world.parties.is_active_person(party.removeprefix("person:"))
    return any(one.id == party for one in world.parties.active_departments)


def _weight_places(shares: Collection[Decimal]) -> int:
    """Return the places weights need: those of the shares as said, at least four where they are worked out."""
    exponents = [share.as_tuple().exponent for share in shares]
    widest = max((-each for each in exponents if isinstance(each, int)), default=0)
    return min(widest, WEIGHT_PLACES) if widest > WEIGHT_PLACES else max(widest, 2)


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
