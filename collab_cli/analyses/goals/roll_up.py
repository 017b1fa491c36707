"""How far goals are: their own key results beside what contributes to them (formulas.md F2, F3, F4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from collab_cli.analyses.goals.key_result_progress import ZERO, KeyResultProgress, key_result_progress
from collab_cli.graph.goal_tree import COUNTED, GoalTree, Link, by_end, link_weights
from collab_cli.graph.world import World
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record

RollUp = Literal["own", "children", "mixed"]


@dataclass(frozen=True, slots=True)
class GoalProgress:
    """How far a goal is; what has no value is None.

    ``own`` is the outcome of its key results (O), ``contribution`` what the goals that serve it have reached (C),
    ``value`` its progress (P) as ``rollup`` says. ``key_results`` are in the order of the goal, ``links`` those that
    count, with the weight of each. ``has_data`` is false where nothing the progress rests on was ever checked in.
    """

    value: Decimal | None
    own: Decimal | None
    contribution: Decimal | None
    rollup: RollUp
    key_results: tuple[KeyResultProgress, ...]
    links: tuple[tuple[Link, Decimal], ...]
    in_circle: bool = False
    has_data: bool = True

    @property
    def alignment_gap(self) -> Decimal | None:
        """Return how much more the contributors have reached than the goal itself (F4), None if one has no value."""
        if self.own is None or self.contribution is None:
            return None
        return self.contribution - self.own


def goal_progress(world: World) -> Mapping[str, GoalProgress]:
    """Return how far every goal is on the day of ``world``, by id."""
    return progress_on(world.goal_tree, world.as_of)


def progress_on(tree: GoalTree, day: date) -> Mapping[str, GoalProgress]:
    """Return how far every goal is on a day, by id; those in a circle have no contribution."""
    in_circle = tree.in_cycles
    found: dict[str, GoalProgress] = {}
    goals = {goal.id: goal for goal in tree.goals}
    served_by = {goal: [link.child.id for link in tree.down.get(goal, ())] for goal in goals}
    for goal in by_end(served_by):  # every goal after those that serve it
        found[goal] = _progress(tree, goals[goal], day, found, goal in in_circle)
    return found


def own_outcome(goal: Goal, key_results: tuple[KeyResultProgress, ...]) -> Decimal | None:
    """Return the weighted mean of the progress of key results (F2), those without a value left out."""
    weighed = [
        (key_result.weight, progress.value)
        for key_result, progress in zip(goal.key_results, key_results, strict=True)
        if progress.value is not None
    ]
    return _mean(weighed)


def rollup_of(goal: Goal) -> RollUp:
    """Return how a goal rolls up: as it says, else by its key results if it has any, else by what serves it."""
    return goal.rollup or ("own" if goal.key_results else "children")


def _progress(
    tree: GoalTree, goal: Record[Goal], day: date, found: Mapping[str, GoalProgress], in_circle: bool
) -> GoalProgress:
    value = goal.value
    key_results = tuple(key_result_progress(key_result, day) for key_result in value.key_results)
    own = own_outcome(value, key_results)
    links = tree.contributors(goal.id, COUNTED)
    weighed = tuple(zip(links, link_weights(links), strict=True))
    counted = [(weight, found[link.child.id].value) for link, weight in weighed if link.child.id in found]
    present = [(weight, progress) for weight, progress in counted if progress is not None]
    contribution = None if in_circle else _mean(present)
    rollup = rollup_of(value)
    own_data = rollup != "children" and any(one.has_data for one in key_results)
    below = rollup != "own" and any(found[link.child.id].has_data for link in links if link.child.id in found)
    return GoalProgress(
        _rolled_up(rollup, value, own, contribution, present),
        own,
        contribution,
        rollup,
        key_results,
        weighed,
        in_circle,
        own_data or below,
    )


def _rolled_up(
    rollup: RollUp,
    goal: Goal,
    own: Decimal | None,
    contribution: Decimal | None,
    present: Sequence[tuple[Decimal, Decimal]],
) -> Decimal | None:
    if rollup == "own":
        return own
    if rollup == "children":
        return contribution
    if own is None or contribution is None:
        return own if contribution is None else contribution
    weight = sum((key_result.weight for key_result in goal.key_results), ZERO)
    links = sum((weight for weight, _ in present), ZERO)
    return (weight * own + links * contribution) / (weight + links)


def _mean(weighed: Sequence[tuple[Decimal, Decimal]]) -> Decimal | None:
    whole = sum((weight for weight, _ in weighed), ZERO)
    if not whole:
        return None
    return sum((weight * value for weight, value in weighed), ZERO) / whole
