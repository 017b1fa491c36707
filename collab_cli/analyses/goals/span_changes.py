"""What became of goals in a span of days: which began, which were adjusted, which came to their end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from collab_cli.graph.world import World
from collab_cli.model.goal import Adjustment, Goal
from collab_cli.model.record import Record

GoalChangeKind = Literal["begun", "adjusted", "closed"]
_CLOSED = frozenset({"achieved", "missed", "cancelled"})


@dataclass(frozen=True, slots=True)
class GoalChange:
    """What happened to a goal on a day; ``adjustment`` is the change of a target, ``index`` its place in the list.

    ``day`` is None for one closed before the end of its period: its record tells no day of that.
    """

    kind: GoalChangeKind
    day: date | None
    goal: Record[Goal]
    adjustment: Adjustment | None = None
    index: int = 0


def span_changes(world: World, first: date) -> tuple[GoalChange, ...]:
    """Return what happened to goals from ``first`` to the day of ``world``, oldest first.

    A goal that is closed tells no day for it. It counts for the span in which its period ended; while its period still
    runs, for every span of it, without a day and last.
    """
    return tuple(sorted(_changes(world, first), key=lambda change: change.day or date.max))


def _changes(world: World, first: date) -> Iterator[GoalChange]:
    for goal in world.goal_tree.goals:
        value = goal.value
        if value.activated is not None and first <= value.activated <= world.as_of:
            yield GoalChange("begun", value.activated, goal)
        for index, entry in enumerate(value.adjustments):
            if first <= entry.date <= world.as_of:
                yield GoalChange("adjusted", entry.date, goal, entry, index)
        period = world.settings.period(value.period)
        if value.status not in _CLOSED or period is None or (value.activated or date.min) > world.as_of:
            continue
        if first <= period.end <= world.as_of:
            yield GoalChange("closed", period.end, goal)
        elif period.start <= world.as_of < period.end:
            yield GoalChange("closed", None, goal)
