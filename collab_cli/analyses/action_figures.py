"""Where every action stands: late or not, how often put off, how old, and how many are done in time (F18)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from collab_cli.analyses.action_state import OPEN_STATES, ActionState, action_state
from collab_cli.analyses.due_history import began, due_history
from collab_cli.analyses.goals.standing import goal_standings
from collab_cli.graph.world import World
from collab_cli.model.action import Action
from collab_cli.model.record import Record

Colour = Literal["red", "yellow", "blue", "grey", ""]
"""Red is overdue, yellow was put off or serves a goal that is off track, blue is due soon, grey is closed."""
SOON = 3
"""Days before its due date from which on an action is due soon."""


@dataclass(frozen=True, slots=True)
class ActionFigures:
    """An action as it stood on a day.

    ``first_due`` is when it was to be done at first, ``changes`` how often that was changed. ``days`` are those left,
    negative ones those it is late; None for what is closed or has no due date. ``department`` is that of the owner,
    the highest one. ``done_on`` is the day of the entry that says it is done.
    """

    action: Record[Action]
    state: ActionState
    first_due: date | None
    changes: int
    age: int | None
    days: int | None
    colour: Colour
    department: str | None
    done_on: date | None

    @property
    def is_open(self) -> bool:
        """Return whether somebody is still to do it."""
        return self.state.status in OPEN_STATES

    @property
    def is_overdue(self) -> bool:
        """Return whether it was to be done before the day and is not."""
        return self.days is not None and self.days < 0

    @property
    def is_on_time(self) -> bool:
        """Return whether it was done by the day it was first due; one nobody dated was not."""
        return self.done_on is not None and self.first_due is not None and self.done_on <= self.first_due


@dataclass(frozen=True, slots=True)
class OnTime:
    """How many of the actions first due in a span were ``done`` by then; ``rate`` is None where there were none."""

    done: int
    due: int

    @property
    def rate(self) -> Decimal | None:
        """Return the share of actions done in time."""
        return Decimal(self.done) / Decimal(self.due) if self.due else None


def action_figures(world: World) -> Mapping[str, ActionFigures]:
    """Return where every action stands on the day of ``world``, by id, in path order."""
    return {action.id: _figures(world, action) for action in world.workspace.all(Action)}


def on_time(figures: Iterable[ActionFigures], first: date, last: date) -> OnTime:
    """Return how many of the actions with an owner that were first due from ``first`` to ``last`` were done by then."""
    due = [
        each
        for each in figures
        if each.action.value.owner is not None and each.first_due is not None and first <= each.first_due <= last
    ]
    return OnTime(sum(each.is_on_time for each in due), len(due))


def _figures(world: World, action: Record[Action]) -> ActionFigures:
    day = world.as_of
    state = action_state(action.value, day)
    dues = due_history(action, day)
    days = (state.due - day).days if state.status in OPEN_STATES and state.due is not None else None
    start = min((entry.date for entry in action.value.history if entry.date <= day), default=None) or began(action)
    owner = action.value.owner
    return ActionFigures(
        action,
        state,
        dues.first,
        dues.changes,
        (day - start).days if start is not None and start <= day else None,
        days,
        _colour(world, action, state, dues.changes, days),
        world.parties.column(f"person:{owner}") if owner is not None else None,
        _done_on(action.value, day) if state.status == "done" else None,
    )


def _colour(world: World, action: Record[Action], state: ActionState, changes: int, days: int | None) -> Colour:
    if state.status not in OPEN_STATES:
        return "grey"
    if days is not None and days < 0:
        return "red"
    standing = world.once(goal_standings).get(action.value.goal or "")
    if changes or (standing is not None and standing.status == "off_track"):
        return "yellow"
    return "blue" if days is not None and days <= SOON else ""


def _done_on(action: Action, day: date) -> date | None:
    """Return the day of the newest entry that says an action is done, None without one."""
    return max((entry.date for entry in action.history if entry.status == "done" and entry.date <= day), default=None)
