"""What the next meeting of a series has to talk about, in order and with a time for each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, Literal

from collab_cli.analyses.action_figures import ActionFigures, action_figures
from collab_cli.analyses.contested_duties import Contested, contested_duties
from collab_cli.analyses.due_history import began
from collab_cli.analyses.find_gaps import Gap, GapKind, find_gaps
from collab_cli.analyses.goals.standing import GoalStanding, goal_standings
from collab_cli.analyses.issue_figures import IssueFigures, issue_figures
from collab_cli.analyses.meeting_slots import meetings_by_series
from collab_cli.analyses.meeting_times import USUAL_LENGTH
from collab_cli.analyses.next_meetings import NextMeeting
from collab_cli.analyses.proposal_standing import ProposalStanding, standing
from collab_cli.analyses.stand_ins import Answering
from collab_cli.graph.world import World
from collab_cli.model.meeting import Meeting
from collab_cli.model.proposal import Proposal
from collab_cli.model.record import Record
from collab_cli.model.resource import Resource

Topic = Literal["minutes", "action", "report", "goal", "overlap", "gap", "issue", "proposal", "resource"]
"""What a line of an agenda is about, in the order of the agenda."""

WEIGHTS: Final[dict[Topic, int]] = {
    "minutes": 2,
    "action": 2,
    "report": 5,
    "goal": 4,
    "overlap": 5,
    "gap": 3,
    "issue": 5,
    "proposal": 5,
    "resource": 3,
}
"""The minutes a line takes where there is time enough, in the order of the agenda."""
NEAR = 1
"""Working days before the time of an issue is over from which on it is near its limit."""
_GAPS: Final[tuple[GapKind, ...]] = ("activity", "department", "duty", "owner")
"""The gaps a meeting decides about; the others are put right by whoever keeps the charter."""
_GRAVITY: Final = {"missed": 0, "off_track": 1, "at_risk": 2}
"""How grave the status of a goal is that goes on an agenda whether or not its check-ins are late."""


@dataclass(frozen=True, slots=True)
class ReportDue:
    """The report of a department, and whether the minutes prepared so far lack it."""

    answering: Answering
    is_owed: bool


About = (
    Record[Meeting]
    | ActionFigures
    | ReportDue
    | GoalStanding
    | Contested
    | Gap
    | IssueFigures
    | ProposalStanding
    | Record[Resource]
)


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A line of an agenda: the record it is about as ``ref``, and its ``minutes``, None where time is used up."""

    topic: Topic
    ref: str
    about: About
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Agenda:
    """What ``meeting`` has to talk about within ``length`` minutes."""

    meeting: NextMeeting
    length: int
    items: tuple[AgendaItem, ...]

    @property
    def spare(self) -> int:
        """Return the minutes no line takes."""
        return self.length - sum(item.minutes or 0 for item in self.items)


def agenda(world: World, meeting: NextMeeting, overlaps: Collection[frozenset[str]] | None = None) -> Agenda:
    """Return what the next meeting of a series has to talk about, as the day of ``world`` knows it.

    Of the duties with several owners only those go on it whose records are among ``overlaps``, where these are given.
    """
    found = list(_found(world, meeting, overlaps))
    coming = meeting.occurrence
    length = USUAL_LENGTH
    if coming.start is not None and coming.end is not None:
        length = coming.end - coming.start
    elif meeting.series.value.duration is not None and meeting.series.value.duration.unit == "h":
        length = meeting.series.value.duration.days or USUAL_LENGTH
    total = length // timedelta(minutes=1)
    boxes = time_boxes([WEIGHTS[topic] for topic, _, _ in found], total)
    items = (AgendaItem(*one, box) for one, box in zip(found, boxes, strict=True))
    return Agenda(meeting, total, tuple(items))


def time_boxes(weights: Sequence[int], total: int) -> tuple[int | None, ...]:
    """Return the minutes of each line: its weight, or less in proportion where all would take more than ``total``.

    Each line has one minute at least; those at the end for which none is left have None.
    """
    kept = weights[:total]
    if sum(kept) > total:
        spare, over = total - len(kept), sum(kept) - len(kept)
        exact = [Decimal(spare * (weight - 1)) / over for weight in kept]
        boxes = [1 + int(each) for each in exact]
        by_rest = sorted(range(len(kept)), key=lambda at: (int(exact[at]) - exact[at], at))
        for at in by_rest[: total - sum(boxes)]:
            boxes[at] += 1
    else:
        boxes = list(kept)
    return (*boxes, *(None for _ in weights[total:]))


def _found(
    world: World, meeting: NextMeeting, overlaps: Collection[frozenset[str]] | None
) -> Iterator[tuple[Topic, str, About]]:
    day = meeting.occurrence.slot.day
    earlier = [
        one
        for one in world.once(meetings_by_series).get(meeting.series.id, ())
        if one.value.date < day and one.value.date <= world.as_of and one.value.status != "cancelled"
    ]
    for one in earlier[-1:]:
        if one.value.status != "approved":
            yield "minutes", one.ref, one
    prepared = meeting.occurrence.slot.meeting
    for action in carried_over(world, earlier, prepared.value.carried_over if prepared is not None else ()):
        yield "action", action.action.ref, action
    for each in meeting.expected:
        yield "report", f"department:{each.party}", ReportDue(each, each.party in meeting.owing)
    for goal in _goals(world):
        yield "goal", goal.goal.ref, goal
    for contested in contested_duties(world):
        if overlaps is None or any(records.issuperset(contested.records) for records in overlaps):
            yield "overlap", contested.rows[0].records[0], contested
    for gap in find_gaps(world):
        if gap.kind in _GAPS:
            yield "gap", gap.ref, gap
    for issue in _issues(world, day):
        yield "issue", issue.issue.ref, issue
    for proposal in _proposals(world):
        yield "proposal", proposal.proposal.ref, proposal
    wanted = (one for one in world.workspace.all(Resource) if one.value.status == "submitted")
    for request in sorted(wanted, key=lambda one: (one.value.needed_by, one.id)):
        yield "resource", request.ref, request


def carried_over(
    world: World, earlier: Sequence[Record[Meeting]], noted: Sequence[str] = ()
) -> tuple[ActionFigures, ...]:
    """Return the open actions agreed in or named by earlier meetings, and those ``noted``, the oldest first."""
    meetings = {one.ref for one in earlier}
    entries = (entry for one in earlier for entry in (*one.value.actions, *one.value.carried_over))
    named = {*noted, *(entry for entry in entries if isinstance(entry, str))}
    found = [
        one
        for one in world.once(action_figures).values()
        if one.is_open
        and ((one.action.value.origin or "").partition("/")[0] in meetings or one.action.id in named)
        and (one.age is not None or began(one.action) is None)
    ]
    return tuple(sorted(found, key=lambda one: (-(one.age or 0), one.state.due or date.max, one.action.id)))


def _goals(world: World) -> list[GoalStanding]:
    """Return the active goals that are behind, and those whose check-ins are late, the gravest first."""
    found = [
        one
        for one in world.once(goal_standings).values()
        if one.goal.value.status == "active" and (one.status in _GRAVITY or one.is_stale)
    ]
    return sorted(found, key=lambda one: _GRAVITY.get(one.status or "", len(_GRAVITY)))


def _issues(world: World, day: date) -> list[IssueFigures]:
    """Return the open issues whose time is over by the day of the meeting, or nearly so, the latest first."""
    found = (
        one
        for one in world.once(issue_figures).values()
        if one.is_open and one.raised.date() <= world.as_of and one.days is not None
    )
    near = [one for one in found if one.due.date() <= day or (one.days is not None and one.days <= NEAR)]
    return sorted(near, key=lambda one: (one.due, one.issue.id))


def _proposals(world: World) -> list[ProposalStanding]:
    found = (standing(world, one) for one in world.all(Proposal) if (one.value.opened or date.min) <= world.as_of)
    still = [one for one in found if not one.is_decided]
    return sorted(still, key=lambda one: (one.proposal.value.deadline or date.max, one.proposal.id))
