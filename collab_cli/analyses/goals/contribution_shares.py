"""What each party can be expected to carry of a goal: by the links there are, its people, or what it did before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from collab_cli.analyses.goals.checkins import newest_value
from collab_cli.analyses.goals.split_target import is_divided
from collab_cli.analyses.metric_change import seen_points
from collab_cli.graph.goal_tree import COUNTED, Link, link_weights
from collab_cli.graph.world import World
from collab_cli.model.goal import Goal, KeyResult
from collab_cli.model.metric import Metric
from collab_cli.model.person import Person
from collab_cli.model.record import Record

By = Literal["equal", "headcount", "history", "weight"]
BYS: Final[tuple[By, ...]] = ("equal", "headcount", "history", "weight")
"""What shares can follow from."""
LIVING = COUNTED | {"draft"}
"""The states in which a goal serves another or is going to."""


@dataclass(frozen=True, slots=True)
class History:
    """What parties reached before: the ``key_result`` of ``goal``, an earlier one, that theirs served."""

    goal: Record[Goal]
    key_result: KeyResult
    reached: Mapping[str, Decimal]


def party_of(goal: Goal) -> str | None:
    """Return the party that has a goal: the person of a personal one, else its department; None for the company."""
    if goal.level == "person":
        return f"person:{goal.owner}" if goal.owner else None
    return goal.department


def link_shares(world: World, goal: Record[Goal]) -> Mapping[str, Decimal]:
    """Return what each party carries of a goal by the links to it, drafts too; not made to add up to 1."""
    links = world.goal_tree.contributors(goal.id, LIVING)
    found: dict[str, Decimal] = {}
    for link, weight in zip(links, link_weights(links), strict=True):
        party = party_of(link.child.value)
        if party is not None and weight > 0:
            found[party] = found.get(party, Decimal()) + weight
    return found


def headcount(world: World, party: str) -> Decimal:
    """Return how many people a party has: the active ones, those of departments below too, each by capacity."""
    people = (person for person in world.all(Person) if person.value.status == "active")
    if party.startswith("person:"):
        return sum((one.value.capacity for one in people if party == f"person:{one.id}"), Decimal())
    parties = world.parties
    return sum((one.value.capacity for one in people if parties.counts_for(f"person:{one.id}", party)), Decimal())


def history_of(world: World, goal: Record[Goal], key_results: Sequence[KeyResult]) -> History | None:
    """Return what parties reached for the newest earlier goal of the same kind, None where nothing is known.

    That is a goal of the same level and department, of a period that ended sooner, with a key result on the same
    metric whose figures add up. What a party reached is the newest value of its own key result on that metric, else
    the newest point of the metric of a key result in the same unit.
    """
    wanted = {each.metric for each in key_results if is_divided(each) and each.metric is not None}
    for earlier in _earlier(world, goal):
        for key_result in earlier.value.key_results:
            if key_result.metric in wanted and is_divided(key_result):
                reached = _reached(world, earlier, key_result)
                if reached:
                    return History(earlier, key_result, reached)
    return None


def _earlier(world: World, goal: Record[Goal]) -> list[Record[Goal]]:
    own = world.settings.period(goal.value.period)
    if own is None:
        return []
    found = []
    for other in world.goal_tree.goals:
        period = world.settings.period(other.value.period)
        is_alike = (other.value.level, other.value.department) == (goal.value.level, goal.value.department)
        if other.id != goal.id and is_alike and period is not None and period.end < own.end:
            found.append((period.end, period.start, other))
    return [other for _, _, other in sorted(found, key=lambda each: each[:2], reverse=True)]


def _reached(world: World, goal: Record[Goal], wanted: KeyResult) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for link in world.goal_tree.contributors(goal.id, COUNTED):
        party, value = party_of(link.child.value), _value(world, link, wanted)
        if party is not None and value is not None and value > 0:
            found[party] = found.get(party, Decimal()) + value
    return found


def _value(world: World, link: Link, wanted: KeyResult) -> Decimal | None:
    own = link.child.value.key_results
    for key_result in own:
        if key_result.metric == wanted.metric and key_result.unit == wanted.unit:
            newest = newest_value(key_result, world.as_of)
            return newest.entry.value.number if newest is not None and newest.entry.value is not None else None
    metrics = (world.get(Metric, key_result.metric) for key_result in own if key_result.unit == wanted.unit)
    seen = [seen_points(metric.value, world.as_of) for metric in metrics if metric is not None]
    last = [points[-1] for points in seen if points]
    return max(last, key=lambda point: point.date).value if last else None
