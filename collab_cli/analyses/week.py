"""What happened since a day, and what comes next: the work of a weekly digest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from collab_cli.analyses.action_choice import by_due
from collab_cli.analyses.action_figures import ActionFigures, action_figures
from collab_cli.analyses.decisions import DecisionStanding, decision_standings
from collab_cli.analyses.due_history import began
from collab_cli.analyses.goals.pace import PaceStatus
from collab_cli.analyses.goals.standing import GoalStanding, goal_standings
from collab_cli.analyses.issue_figures import IssueFigures, issue_figures
from collab_cli.analyses.meeting_slots import HELD, Slot, slots_of
from collab_cli.analyses.next_meetings import NextMeeting, next_meetings
from collab_cli.graph.world import Graph, World
from collab_cli.model.record import Record
from collab_cli.model.series import Series

NEAR = 1
"""Working days before the time of an issue is over from which on it is near its limit."""
AHEAD = 7
"""Days ahead in which the next meetings are told."""


@dataclass(frozen=True, slots=True)
class GoalMove:
    """A goal whose status on the day differs from that on the day before ``first``."""

    standing: GoalStanding
    before: PaceStatus | None


@dataclass(frozen=True, slots=True)
class Missed:
    """A slot of a series that passed without a meeting, and nobody said why, or without minutes sent out."""

    series: Record[Series]
    slot: Slot


@dataclass(frozen=True, slots=True)
class Week:
    """What happened from ``first`` to ``last``; ``coming`` are the meetings of the next seven days, one at least.

    ``overdue`` are actions late on the last day, ``done`` and ``new`` those of the span. ``issues`` are open ones near
    or over their time. ``stale`` are goals whose check-in is overdue. ``unsent`` are slots whose minutes are a draft.
    """

    first: date
    last: date
    decisions: tuple[DecisionStanding, ...]
    done: tuple[ActionFigures, ...]
    new: tuple[ActionFigures, ...]
    overdue: tuple[ActionFigures, ...]
    goals: tuple[GoalMove, ...]
    stale: tuple[GoalStanding, ...]
    issues: tuple[IssueFigures, ...]
    missed: tuple[Missed, ...]
    unsent: tuple[Missed, ...]
    coming: tuple[NextMeeting, ...]

    @property
    def owing(self) -> tuple[str, ...]:
        """Return the departments that owe the coming meetings a report, each once."""
        return tuple(dict.fromkeys(party for one in self.coming for party in one.owing))


def week(world: World, first: date) -> Week:
    """Return what happened from ``first`` to the day of ``world``."""
    last = world.as_of
    figures = sorted(world.once(action_figures).values(), key=by_due)
    series = [one for one in world.all(Series) if one.value.status == "active"]
    standings = world.once(goal_standings)
    coming = next_meetings(world, series)
    slots = [Missed(one, slot) for one in series for slot in slots_of(world, one, last) if first <= slot.last]
    near = tuple(one for one in coming if one.occurrence.slot.day <= last + timedelta(days=AHEAD))
    return Week(
        first,
        last,
        tuple(
            one
            for one in world.once(decision_standings)
            if one.meeting.value.status in HELD and first <= one.meeting.value.date <= last
        ),
        tuple(one for one in figures if one.done_on is not None and first <= one.done_on <= last),
        tuple(one for one in figures if one.is_open and _is_new(one, first, last)),
        tuple(one for one in figures if one.is_overdue),
        tuple(_moves(world, first)),
        tuple(one for one in standings.values() if one.is_stale),
        tuple(sorted(_pressing(world), key=lambda one: (one.due, one.issue.id))),
        tuple(one for one in slots if one.slot.is_missed(last) and one.slot.meeting is None),
        tuple(one for one in slots if one.slot.lacks_minutes(last)),
        near or coming[:1],
    )


def _is_new(one: ActionFigures, first: date, last: date) -> bool:
    entries = [entry.date for entry in one.action.value.history]
    start = min(entries, default=None) or began(one.action)
    return start is not None and first <= start <= last


def _moves(world: World, first: date) -> Iterator[GoalMove]:
    """Yield the active goals whose status has changed since the day before ``first``."""
    if first <= date.min:
        return
    day = first - timedelta(days=1)
    earlier = World(world.workspace, day, world.faults, Graph(world.workspace, day))
    before = earlier.once(goal_standings)
    for goal_id, standing in world.once(goal_standings).items():
        value = standing.goal.value
        if value.status != "active" or (value.activated is not None and value.activated > day):
            continue
        if before[goal_id].status != standing.status:
            yield GoalMove(standing, before[goal_id].status)


def _pressing(world: World) -> Iterator[IssueFigures]:
    for one in world.once(issue_figures).values():
        if one.is_open and one.raised.date() <= world.as_of and (one.days is not None and one.days <= NEAR):
            yield one
