"""How the whole company stands in its work together: meetings, actions, issues, goals, proposals, hand-offs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from collab_cli.analyses.action_figures import action_figures
from collab_cli.analyses.consensus import consensus
from collab_cli.analyses.due_history import began
from collab_cli.analyses.goals.pace import PaceStatus
from collab_cli.analyses.goals.standing import goal_standings
from collab_cli.analyses.handoff_figures import handoff_figures, window
from collab_cli.analyses.issue_figures import issue_figures
from collab_cli.analyses.meeting_slots import next_slot, slots_of
from collab_cli.graph.world import World
from collab_cli.model.proposal import Proposal
from collab_cli.model.record import Record
from collab_cli.model.series import Series

OFTEN = 2
"""How often an action is put off until that is told."""


@dataclass(frozen=True, slots=True)
class CompanyStanding:
    """How the work together stands on a day; records of no restricted folder count.

    ``coming`` are the active series with the day they meet next, the earliest first; ``missed`` the slots nobody
    used, ``unsent`` those whose minutes are a draft. ``goals`` counts active goals by their status, ``stale`` key
    results whose check-in is overdue. ``waiting`` are open proposals with the departments not heard yet. ``late``
    counts deliveries that did not come by their day.
    """

    coming: tuple[tuple[Record[Series], date], ...]
    missed: int
    unsent: int
    actions: int
    overdue: int
    postponed: int
    issues: int
    over_limit: int
    bounced: int
    goals: Mapping[PaceStatus, int]
    stale: int
    waiting: tuple[tuple[Record[Proposal], tuple[str, ...]], ...]
    late: int


def company_standing(world: World) -> CompanyStanding:
    """Return how the work together stands on the day of the world."""
    day = world.as_of
    series = [one for one in world.all(Series) if one.value.status == "active"]
    slots = [slot for one in series for slot in slots_of(world, one, day)]
    coming = [(one, slot.day) for one in series if (slot := next_slot(world, one, day)) is not None]
    actions = [
        one
        for one in world.once(action_figures).values()
        if one.is_open and not one.action.restricted and (began(one.action) or day) <= day
    ]
    issues = [
        one
        for one in world.once(issue_figures).values()
        if one.is_open and not one.issue.restricted and one.raised.date() <= day
    ]
    goals = [
        one
        for one in world.once(goal_standings).values()
        if one.goal.value.status == "active" and (one.goal.value.activated or day) <= day
    ]
    proposals = [one for one in world.all(Proposal) if one.value.status == "open" and (one.value.opened or day) <= day]
    return CompanyStanding(
        tuple(sorted(coming, key=lambda one: (one[1], one[0].id))),
        sum(slot.is_missed(day) and slot.meeting is None for slot in slots),
        sum(slot.lacks_minutes(day) for slot in slots),
        len(actions),
        sum(one.is_overdue for one in actions),
        sum(one.changes >= OFTEN for one in actions),
        len(issues),
        sum(one.is_overdue for one in issues),
        sum(one.is_bounced for one in issues),
        Counter(one.status for one in goals if one.status is not None),
        sum(result.is_stale for one in goals for result in one.key_results),
        tuple((one, consensus(world, one).missing) for one in proposals),
        sum(
            delivery.outcome == "missing"
            for one in handoff_figures(world, window(world), day).values()
            if one.handoff.value.status == "agreed"
            for delivery in one.deliveries
        ),
    )
