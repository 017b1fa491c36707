"""Which departments have no part in what the company wants (G111)."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.graph.goal_tree import PLANNED
from collab_cli.graph.world import World


def uncovered_departments(world: World) -> tuple[tuple[str, str], ...]:
    """Return the periods with an active company goal, each with every department that has no goal in it.

    A department has the goals of its sub-departments and those it is co-owner of; a goal of another period counts
    where the two have days in common.
    """
    return tuple(_uncovered(world))


def _uncovered(world: World) -> Iterator[tuple[str, str]]:
    planned = [goal.value for goal in world.goal_tree.goals if goal.value.status in PLANNED]
    asked = dict.fromkeys(goal.period for goal in planned if goal.level == "company" and goal.status == "active")
    have: dict[str, set[str]] = {}
    for goal in planned:
        own = [goal.department] if goal.department is not None and goal.level != "company" else []
        have.setdefault(goal.period, set()).update(world.parties.top(part) for part in (*own, *goal.co_owners))
    for period in asked:
        found = [departments for other, departments in have.items() if _have_days_in_common(world, period, other)]
        covered: set[str] = set().union(*found)
        yield from ((period, department) for department in world.parties.columns if department not in covered)


def _have_days_in_common(world: World, one: str, other: str) -> bool:
    first, second = world.settings.period(one), world.settings.period(other)
    if first is None or second is None:
        return one == other
    return first.start <= second.end and second.start <= first.end
