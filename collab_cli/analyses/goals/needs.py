"""What about goals needs a decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal

from collab_cli.analyses.action_state import action_state
from collab_cli.analyses.consensus import consensus
from collab_cli.analyses.goals.active_goals import belongs_to
from collab_cli.analyses.goals.completion import Completed
from collab_cli.analyses.goals.guardrail_standing import guardrail_standings
from collab_cli.analyses.goals.standing import GoalStanding, KeyResultStanding, stale_since
from collab_cli.graph.agreements import accepted_proposals, is_current
from collab_cli.graph.goal_tree import PLANNED
from collab_cli.graph.world import World
from collab_cli.messages import Bilingual
from collab_cli.model.action import Action
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.goal import Goal, KeyResult
from collab_cli.model.proposal import Proposal
from collab_cli.model.record import Record

NeedKind = Literal[
    "breached", "no_measure", "unanswered", "alignment", "unclosed", "stale", "outdated", "undecided", "overdue"
]
ORDER: Final[tuple[NeedKind, ...]] = (
    "breached",
    "no_measure",
    "unanswered",
    "alignment",
    "unclosed",
    "stale",
    "outdated",
    "undecided",
    "overdue",
)
"""What can need a decision, the gravest first."""


@dataclass(frozen=True, slots=True)
class Need:
    """Something that needs a decision.

    It is about ``record``, or its key results ``parts``, or its guardrail called ``limit``; ``since`` is the day from
    which it was to be settled, or of the value, ``amount`` the figure behind it. ``departments`` are those still to be
    heard on a proposal that is open from the day ``opened``, or to be asked again where what they agreed to changed.
    """

    kind: NeedKind
    record: Record[Any]
    parts: tuple[KeyResult, ...] = ()
    limit: str | Bilingual | None = None
    owner: str | None = None
    since: date | None = None
    amount: Decimal | None = None
    departments: tuple[str, ...] = ()
    opened: date | None = None

    @property
    def ref(self) -> str:
        """Return what it is about, as a reference."""
        return f"{self.record.ref}/{self.parts[0].id}" if len(self.parts) == 1 else self.record.ref


def needs(world: World, goals: tuple[Completed, ...], department: str | None = None) -> tuple[Need, ...]:
    """Return what needs a decision about ``goals``, open proposals and overdue actions, the gravest first.

    With ``department``, of proposals and actions those that concern it alone.
    """
    found = [
        *_of_goals(world, goals),
        *_agreements(world, department),
        *_proposals(world, department),
        *_actions(world, department),
    ]
    return tuple(sorted(found, key=lambda need: ORDER.index(need.kind)))


def has_no_measure(standing: KeyResultStanding) -> bool:
    """Return whether a key result is off track by its figures and its newest check-in tells no cause or no action."""
    newest = standing.newest
    if newest is None or standing.computed != "off_track":
        return False
    return newest.entry.gap_analysis is None or not newest.entry.actions


def is_unanswered(standing: GoalStanding) -> bool:
    """Return whether a goal is at risk and none of its newest check-ins tells a cause or an action."""
    entries = [result.newest.entry for result in standing.key_results if result.newest is not None]
    if standing.status != "at_risk" or not entries:
        return False
    return not any(entry.gap_analysis is not None or entry.actions for entry in entries)


def at_risk_in_silence(goals: tuple[Completed, ...]) -> int:
    """Return how many key results of active goals are at risk and their newest check-ins tell no cause and no action.

    Those of a goal of which none tells any are not counted: the goal itself needs a decision then.
    """
    return sum(
        result.shown == "at_risk"
        and result.newest is not None
        and result.newest.entry.gap_analysis is None
        and not result.newest.entry.actions
        for goal in goals
        if goal.standing.goal.value.status == "active" and not is_unanswered(goal.standing)
        for result in goal.standing.key_results
    )


def _of_goals(world: World, goals: tuple[Completed, ...]) -> Iterator[Need]:
    shown = {goal.standing.goal.id for goal in goals}
    for goal in goals:
        standing = goal.standing
        record, period = standing.goal, standing.period
        owner = record.value.owner
        if record.value.status == "active":
            yield from _without_measure(standing)
        stale = [result for result in standing.key_results if result.is_stale]
        days = [day for one in stale if (day := stale_since(world, record.value, period, one.newest)) is not None]
        if days:
            yield Need("stale", record, tuple(one.entry for one in stale), owner=owner, since=min(days))
        gap = standing.progress.alignment_gap
        if gap is not None and rounded(gap) > rounded(world.threshold("alignment-gap")):
            yield Need("alignment", record, owner=owner, amount=gap)
        if record.value.status == "active" and period is not None and period.end < world.as_of:
            yield Need("unclosed", record, owner=owner, since=period.end)
    for guardrail in world.once(guardrail_standings):
        if guardrail.goal.id in shown and guardrail.state == "breached" and guardrail.newest is not None:
            name = guardrail.entry.name or (guardrail.metric.name if guardrail.metric is not None else None)
            value = Decimal(guardrail.newest.value)
            yield Need(
                "breached",
                guardrail.goal,
                limit=name,
                owner=guardrail.goal.value.owner,
                since=guardrail.newest.date,
                amount=value,
            )


def _without_measure(standing: GoalStanding) -> Iterator[Need]:
    """Yield the key results of an active goal nothing is done about, else the goal itself if it is one (G118)."""
    record, owner = standing.goal, standing.goal.value.owner
    lacking = [result for result in standing.key_results if has_no_measure(result)]
    for result in lacking:
        behind = result.pace.gap if result.pace is not None else None
        yield Need("no_measure", record, (result.entry,), owner=owner, amount=behind)
    if not lacking and is_unanswered(standing):
        yield Need("unanswered", record, owner=owner, amount=standing.pace.gap if standing.pace is not None else None)


def _agreements(world: World, department: str | None) -> Iterator[Need]:
    """Yield the goals whose text is no longer the one departments agreed to (P209)."""
    accepted = accepted_proposals(world.workspace)
    for goal in world.goal_tree.goals:
        agreed = accepted.get(goal.ref)
        if agreed is None or agreed.decided > world.as_of or not goal.is_whole or goal.value.status not in PLANNED:
            continue
        affected, digest = tuple(agreed.proposal.value.affected), agreed.subject.digest
        if department is not None and department not in affected and not belongs_to(world, goal, department):
            continue
        if digest is not None and not is_current(world.workspace, goal, digest, world.digest(goal)):
            yield Need("outdated", goal, owner=goal.value.owner, departments=affected)


def _proposals(world: World, department: str | None) -> Iterator[Need]:
    for proposal in world.all(Proposal):
        value = proposal.value
        if value.opened is not None and value.opened > world.as_of:
            continue
        is_open = value.status == "open" or (value.decided is not None and value.decided > world.as_of)
        if is_open and (department is None or department in value.affected):
            missing = consensus(world, proposal).missing
            yield Need("undecided", proposal, since=value.deadline, departments=missing, opened=value.opened)


def _actions(world: World, department: str | None) -> Iterator[Need]:
    for action in world.all(Action):
        state = action_state(action.value, world.as_of)
        if not state.is_overdue(world.as_of):
            continue
        if department is None or _concerns(world, action, department):
            yield Need("overdue", action, owner=action.value.owner, since=state.due)


def _concerns(world: World, action: Record[Action], department: str) -> bool:
    owner, goal = action.value.owner, world.get(Goal, action.value.goal)
    if owner is not None and world.parties.counts_for(f"person:{owner}", department):
        return True
    return goal is not None and belongs_to(world, goal, department)
