"""What each person is late with: actions past their day and key results whose check-in is overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from collab_cli.analyses.action_choice import by_due
from collab_cli.analyses.action_figures import ActionFigures, action_figures
from collab_cli.analyses.goals.standing import KeyResultStanding, goal_standings, stale_since
from collab_cli.graph.world import World
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record


@dataclass(frozen=True, slots=True)
class StaleCheckIn:
    """A key result of an active goal whose check-in is overdue for ``days`` days."""

    goal: Record[Goal]
    key_result: KeyResultStanding
    days: int


@dataclass(frozen=True, slots=True)
class Overdue:
    """What ``owner``, None for nobody, is late with, the latest first."""

    owner: str | None
    actions: tuple[ActionFigures, ...]
    checkins: tuple[StaleCheckIn, ...]


def overdue_by_owner(world: World) -> tuple[Overdue, ...]:
    """Return what is late, person by person in the order of their names' ids; what nobody owns comes last."""
    actions: dict[str | None, list[ActionFigures]] = {}
    checkins: dict[str | None, list[StaleCheckIn]] = {}
    for one in sorted(world.once(action_figures).values(), key=by_due):
        if one.is_overdue:
            actions.setdefault(one.action.value.owner, []).append(one)
    for standing in world.once(goal_standings).values():
        for key_result in standing.key_results:
            since: date | None = stale_since(world, standing.goal.value, standing.period, key_result.newest)
            if key_result.is_stale and since is not None:
                late = StaleCheckIn(standing.goal, key_result, (world.as_of - since).days)
                checkins.setdefault(standing.goal.value.owner, []).append(late)
    owners = sorted({*actions, *checkins}, key=lambda owner: (owner is None, owner or ""))
    return tuple(Overdue(one, tuple(actions.get(one, ())), tuple(checkins.get(one, ()))) for one in owners)
