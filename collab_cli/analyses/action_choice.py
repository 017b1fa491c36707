"""Which actions are asked for, and in groups by what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from collab_cli.analyses.action_figures import ActionFigures, action_figures
from collab_cli.analyses.action_state import OPEN_STATES
from collab_cli.graph.world import World
from collab_cli.model.meeting import Meeting

GroupedBy = Literal["department", "owner", "meeting", "goal"]
"""What actions can be shown in groups by."""


@dataclass(frozen=True, slots=True)
class ActionChoice:
    """What actions are asked for; None asks for any.

    ``origin`` is a reference, which those agreed in a part of it have too; ``meeting`` the id of minutes that name
    them. ``states`` are those an action may be in.
    """

    owner: str | None = None
    department: str | None = None
    origin: str | None = None
    meeting: str | None = None
    overdue: bool = False
    states: frozenset[str] = OPEN_STATES

    def takes(self, world: World, one: ActionFigures) -> bool:
        """Return whether an action is asked for."""
        value = one.action.value
        if one.state.status not in self.states or (self.overdue and not one.is_overdue):
            return False
        if self.owner is not None and value.owner != self.owner:
            return False
        owner = f"person:{value.owner}"
        if self.department is not None and not world.parties.counts_for(owner, self.department):
            return False
        if self.origin is not None and self.origin not in (value.origin, (value.origin or "").partition("/")[0]):
            return False
        return (
            self.meeting is None
            or one.action.id in _named_in(world, self.meeting)
            or ((value.origin or "").partition("/")[0] == f"meeting:{self.meeting}")
        )


def chosen_actions(world: World, choice: ActionChoice) -> tuple[ActionFigures, ...]:
    """Return the actions asked for, the one due first at the top, those without a due date at the end."""
    found = (one for one in world.once(action_figures).values() if choice.takes(world, one))
    return tuple(sorted(found, key=by_due))


def by_due(one: ActionFigures) -> tuple[bool, date, str]:
    """Return what actions are ordered by: due date, then id."""
    return one.state.due is None, one.state.due or date.max, one.action.id


def grouped(
    figures: Iterable[ActionFigures], by: GroupedBy
) -> tuple[tuple[str | None, tuple[ActionFigures, ...]], ...]:
    """Return actions in groups, each with the id of what it is by, in the order of their first; None at the end."""
    found: dict[str | None, list[ActionFigures]] = {}
    for one in figures:
        found.setdefault(_group(one, by), []).append(one)
    ordered = sorted(found.items(), key=lambda group: group[0] is None)
    return tuple((key, tuple(group)) for key, group in ordered)


def _group(one: ActionFigures, by: GroupedBy) -> str | None:
    value = one.action.value
    origin, _, rest = (value.origin or "").partition("/")[0].partition(":")
    if by == "department":
        return one.department
    if by == "owner":
        return value.owner
    if by == "meeting":
        return rest if origin == "meeting" else None
    return value.goal or (rest if origin == "goal" else None)


def _named_in(world: World, meeting_id: str) -> frozenset[str]:
    """Return the actions minutes name: those agreed there, and those carried over to them."""
    meeting = world.get(Meeting, meeting_id)
    if meeting is None:
        return frozenset()
    agreed = (action for action in meeting.value.actions if isinstance(action, str))
    return frozenset((*agreed, *meeting.value.carried_over))
