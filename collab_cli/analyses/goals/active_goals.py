"""Which goals were being worked on in a span of days, and which of them somebody asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from collab_cli.analyses.goals.standing import GoalStanding, goal_standings
from collab_cli.graph.world import World
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record

UNDER_WAY: Final = frozenset({"active", "achieved", "missed"})
"""The states of goals that are or were worked on."""
STATES: Final = (
    *("done", "on_track", "at_risk", "off_track", "too_early", "missed"),
    *("stale", "draft", "proposed", "active", "achieved", "cancelled"),
)
"""What goals can be asked for by: where they stand, what their record says, or that a check-in is overdue."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which goals are asked for; None stands for all.

    ``department`` takes those of its sub-departments too, ``state`` is one of `STATES`.
    """

    department: str | None = None
    owner: str | None = None
    state: str | None = None
    period: str | None = None

    @property
    def is_all(self) -> bool:
        """Return whether every goal is asked for."""
        return self == Asked()

    def takes(self, world: World, standing: GoalStanding) -> bool:
        """Return whether a goal is among those asked for."""
        goal = standing.goal.value
        if self.department is not None and not belongs_to(world, standing.goal, self.department):
            return False
        if self.owner not in (None, goal.owner) or self.period not in (None, goal.period):
            return False
        if self.state in (None, goal.status, standing.status if goal.status in UNDER_WAY else None):
            return True
        return self.state == "stale" and standing.is_stale


def belongs_to(world: World, goal: Record[Goal], department: str) -> bool:
    """Return whether a goal is one of a department or of a department below it."""
    return goal.value.department is not None and world.parties.counts_for(goal.value.department, department)


def active_goals(world: World, first: date) -> Iterator[GoalStanding]:
    """Yield the goals worked on at some time from ``first`` to the day of ``world``, in path order.

    One that is still active counts though its period is over: nobody has closed it.
    """
    for standing in world.once(goal_standings).values():
        goal, period = standing.goal.value, standing.period
        if goal.status not in UNDER_WAY or (goal.activated is not None and goal.activated > world.as_of):
            continue
        if period is not None and period.start > world.as_of:
            continue
        if goal.status == "active" or period is None or period.end >= first:
            yield standing


def not_yet_active(world: World, first: date) -> Iterator[Record[Goal]]:
    """Yield the goals whose period runs between ``first`` and the day of ``world``, but that were not active by then.

    A draft is not among them: nobody was asked to agree to it.
    """
    for goal in world.goal_tree.goals:
        value, period = goal.value, world.settings.period(goal.value.period)
        if period is None or period.start > world.as_of or period.end < first:
            continue
        is_later = value.activated is not None and value.activated > world.as_of
        if value.status == "proposed" or (value.status in UNDER_WAY and is_later):
            yield goal
