"""Every number of a goal expanded to its inputs, down to file and line: `goal show --explain`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from collab_cli.analyses.goals.figure import Figure, row
from collab_cli.analyses.goals.key_result_figures import (
    elapsed_figure,
    expected_figure,
    outcome_figure,
    progress_figure,
)
from collab_cli.analyses.goals.key_result_progress import has_no_way, key_result_progress
from collab_cli.analyses.goals.pace_figures import forecast_figures, pace_figures, status_figure
from collab_cli.analyses.goals.roll_up import GoalProgress, goal_progress
from collab_cli.analyses.goals.standing import GoalStanding, KeyResultStanding, goal_standings
from collab_cli.graph.goal_tree import Link
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record


@dataclass(frozen=True, slots=True)
class GoalFigures:
    """The numbers of a goal and, in their order, of its key results."""

    goal: tuple[Figure, ...]
    key_results: tuple[tuple[Figure, ...], ...]


def goal_figures(world: World, goal_id: str) -> GoalFigures:
    """Return the numbers of a goal, each with what it was made of."""
    standing = world.once(goal_standings)[goal_id]
    progress = _progress(world, standing.goal, world.once(goal_progress)[goal_id], {goal_id})
    own = tuple(_of_goal(world, standing, progress))
    each = enumerate(standing.key_results)
    return GoalFigures(own, tuple(tuple(_of_key_result(world, standing, index, entry)) for index, entry in each))


def _of_goal(world: World, standing: GoalStanding, progress: Figure) -> Iterator[Figure]:
    yield progress
    found = standing.progress
    if found.own is not None and found.contribution is not None:
        named = (_named("C", found.contribution), _named("O", found.own))
        yield Figure("C - O", found.alignment_gap, msg("alignment gap"), "C - O", named)
    if standing.period is None or standing.pace is None or standing.status is None:
        return
    expected = elapsed_figure(world, standing.goal, standing.period, standing.pace.expected)
    yield expected
    paced = pace_figures(standing.pace, progress, expected)
    yield from paced
    if standing.forecast is not None:

        def explain(when: date, share: Decimal) -> Figure:
            return _as_point(outcome_figure(standing.goal, when))

        yield from forecast_figures(standing.forecast, progress, expected, standing.period, explain)
    over = (expected.inputs[0], expected.inputs[2])
    yield status_figure(world, standing.status, progress, expected, paced, over)


def _of_key_result(world: World, standing: GoalStanding, index: int, found: KeyResultStanding) -> Iterator[Figure]:
    goal, period = standing.goal, standing.period
    progress = progress_figure(goal, index, found.progress, world.as_of)
    yield progress
    if period is None or found.pace is None or found.computed is None:
        return
    expected = expected_figure(world, goal, index, period)
    yield expected
    paced = pace_figures(found.pace, progress, expected)
    yield from paced
    if found.forecast is not None:

        def explain(when: date, share: Decimal) -> Figure:
            then = key_result_progress(found.entry, when)
            return _as_point(progress_figure(goal, index, then, when))

        yield from forecast_figures(found.forecast, progress, expected, period, explain)
    whole = elapsed_figure(world, goal, period, None)
    all_or_nothing = has_no_way(found.entry)
    over = (whole.inputs[0], whole.inputs[2])
    computed = status_figure(world, found.computed, progress, expected, paced, over, all_or_nothing=all_or_nothing)
    yield computed
    if found.newest is not None and found.newest.entry.status is not None:
        place = goal.place("key_results", index, "checkins", found.newest.index, "status")
        declared = Figure("declared", found.newest.entry.status, msg("in the check-in"), place=place)
        named = Figure("computed", found.computed, msg("as computed"), explained=True)
        yield Figure("shown", found.shown, msg("the worse of both"), "worse(computed, declared)", (named, declared))


def _progress(world: World, goal: Record[Goal], found: GoalProgress, seen: set[str]) -> Figure:
    """Return the progress of a goal (P) with all it rests on; a goal met again is not expanded anew."""
    inputs: list[Figure] = []
    if found.own is not None or goal.value.key_results:
        inputs.append(outcome_figure(goal, world.as_of))
    if found.contribution is not None or found.links:
        inputs.append(_contribution(world, found, seen))
    rollup = Figure(
        "rollup",
        found.rollup,
        place=goal.place("rollup") if goal.value.rollup is not None else None,
        note=None if goal.value.rollup is not None else msg("not written, so {value}", value=found.rollup),
    )
    if found.value is None:
        return Figure("P", None, msg("progress"), inputs=(*inputs, rollup), note=msg("no progress follows from it"))
    formula = {"own": "O", "children": "C", "mixed": _mixed(found)}[found.rollup]
    return Figure("P", found.value, msg("progress"), formula, (*inputs, rollup))


def _mixed(found: GoalProgress) -> str:
    if found.own is None or found.contribution is None:
        return "C" if found.own is None else "O"
    return "(sum(w) * O + sum(v) * C) / (sum(w) + sum(v))"


def _contribution(world: World, found: GoalProgress, seen: set[str]) -> Figure:
    label = msg("contribution")
    if found.in_circle:
        return Figure("C", None, label, note=msg("the goals serve each other in a circle"))
    rows = tuple(_link(world, link, weight, seen) for link, weight in found.links)
    return Figure("C", found.contribution, label, "sum(v * P) / sum(v)" if rows else "", rows)


def _link(world: World, link: Link, weight: Decimal, seen: set[str]) -> Figure:
    child = link.child
    progress = world.once(goal_progress)[child.id]
    if child.id in seen:
        reached = Figure("P", progress.value, msg("progress"), note=msg("expanded above"), explained=True)
    else:
        seen.add(child.id)
        reached = _progress(world, child, progress, seen)
    is_written = link.entry.weight is not None
    place = child.place("contributes_to", link.index, "weight") if is_written else None
    note = None if is_written else msg("not written: an equal share of what the others leave")
    weighed = Figure("v", weight, msg("weight"), place=place, note=note)
    return replace(row(child.titled, reached, weighed), place=child.place())


def _named(symbol: str, value: Decimal) -> Figure:
    return Figure(symbol, value, explained=True)


def _as_point(figure: Figure) -> Figure:
    return Figure("y", figure.value, msg("progress then"), figure.formula, figure.inputs, note=figure.note)
