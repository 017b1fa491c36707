"""The key results whose check-in is due, as commands go through them, and when the next one will be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from collab_cli.analyses.goals.standing import GoalStanding, KeyResultStanding, due_until, goal_standings
from collab_cli.edits.key_result_meant import MeantKeyResult
from collab_cli.graph.world import World


@dataclass(frozen=True, slots=True)
class ComingCheckIns:
    """The key results checked in regularly: ``count`` of them, ``unmeasured`` those that have no value yet.

    ``due`` is the first day on which a check-in will be missing, None where there is no key result.
    """

    count: int
    unmeasured: tuple[MeantKeyResult, ...]
    due: date | None


def stale_key_results(world: World, person_id: str | None) -> tuple[MeantKeyResult, ...]:
    """Return the key results of active goals whose check-in is due, of one owner's goals or, without one, of all."""
    tracked = _tracked(world, person_id)
    return tuple(meant for _, key_result, meant in tracked if key_result.is_stale)


def coming_check_ins(world: World, person_id: str | None) -> ComingCheckIns:
    """Return what will be due of active goals, of one owner's or, without one, of all; milestones are not counted."""
    tracked = [found for found in _tracked(world, person_id) if found[1].entry.type != "milestone"]
    days = (due_until(world, one.goal.value, one.period, key_result.newest) for one, key_result, _ in tracked)
    last = min((day for day in days if day is not None), default=None)
    unmeasured = tuple(meant for _, key_result, meant in tracked if not key_result.progress.has_data)
    return ComingCheckIns(len(tracked), unmeasured, None if last is None else last + timedelta(days=1))


def _tracked(world: World, person_id: str | None) -> Iterator[tuple[GoalStanding, KeyResultStanding, MeantKeyResult]]:
    """Yield the key results of active goals, of one owner's goals or, without one, of all."""
    for standing in world.once(goal_standings).values():
        goal = standing.goal
        if goal.value.status == "active" and person_id in (None, goal.value.owner):
            for index, key_result in enumerate(standing.key_results):
                yield standing, key_result, MeantKeyResult(goal, key_result.entry, index)
