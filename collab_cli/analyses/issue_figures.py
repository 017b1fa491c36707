"""Where every issue stands: who has it, when it was to be solved, how it was passed on (F24)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median

from collab_cli.analyses.working_days import WorkingDays, working_days
from collab_cli.graph.world import World
from collab_cli.model.field_types import Duration
from collab_cli.model.issue import Handover, Issue
from collab_cli.model.record import Record
from collab_cli.model.thresholds import duration_of

OPEN_STATES = frozenset({"open", "assigned", "escalated"})
"""The states of an issue that nobody has solved yet."""
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class IssueFigures:
    """An issue on the day of a world.

    ``holder`` is the party that has it, ``department`` the highest one that counts for. ``due`` is when its time is
    over, ``days`` the working days left until then, negative ones those since; None for what is solved. ``to_owner``
    and ``to_resolve`` are working times, None where there is none. ``is_escalated_in_time`` says whether somebody
    higher up was asked on the day its time was over, or later. ``returned`` is the first handover that leads back to a
    party it had left, with its place in the list.
    """

    issue: Record[Issue]
    holder: str
    department: str | None
    raised: datetime
    sla: Duration
    due: datetime
    age: int
    days: int | None
    is_breached: bool
    to_owner: timedelta | None
    to_resolve: timedelta | None
    is_escalated_in_time: bool
    returned: tuple[int, Handover] | None

    @property
    def is_open(self) -> bool:
        """Return whether it is still to be solved."""
        return self.issue.value.status in OPEN_STATES

    @property
    def is_bounced(self) -> bool:
        """Return whether it came back to a party that had passed it on."""
        return self.returned is not None

    @property
    def is_overdue(self) -> bool:
        """Return whether its time is over and it is not solved."""
        return self.is_open and self.is_breached


@dataclass(frozen=True, slots=True)
class IssueIndicators:
    """What many issues come to: medians are hours of working time, None where no issue has a value."""

    total: int
    open: int
    bounced: int
    breached: int
    hours_to_owner: Decimal | None
    hours_to_resolve: Decimal | None

    @property
    def bounce_rate(self) -> Decimal | None:
        """Return the share of issues that came back to a party they had left."""
        return Decimal(self.bounced) / Decimal(self.total) if self.total else None


def issue_figures(world: World) -> Mapping[str, IssueFigures]:
    """Return where every issue stands on the day of ``world``, by id, in path order."""
    return {issue.id: _figures(world, issue) for issue in world.workspace.all(Issue)}


def issue_indicators(figures: Iterable[IssueFigures]) -> IssueIndicators:
    """Return what issues come to."""
    each = tuple(figures)
    return IssueIndicators(
        len(each),
        sum(one.is_open for one in each),
        sum(one.is_bounced for one in each),
        sum(one.is_breached for one in each),
        _median_hours(one.to_owner for one in each),
        _median_hours(one.to_resolve for one in each),
    )


def holder_of(issue: Issue) -> str:
    """Return who has an issue: to whom it is assigned, else the first person asked, else who raised it."""
    return str(issue.assigned or f"person:{issue.first_contact or issue.raised_by}")


def first_return(handovers: Iterable[Handover]) -> tuple[int, Handover] | None:
    """Return the first handover that leads back to a party which the issue had left, with its place in the list."""
    left: set[str] = set()
    for index, handover in enumerate(handovers):
        if handover.to in left:
            return index, handover
        if handover.from_ != handover.to:
            left.add(handover.from_)
    return None


def _figures(world: World, issue: Record[Issue]) -> IssueFigures:
    value, worked, day = issue.value, world.once(working_days), world.as_of
    raised = worked.moment(value.raised_at)
    sla = value.sla or duration_of(world.settings, "issue-sla")
    due = worked.due_at(raised, sla)
    resolved = worked.moment(value.resolved_at) if value.resolved_at is not None else None
    is_open = value.status in OPEN_STATES
    holder = holder_of(value)
    return IssueFigures(
        issue,
        holder,
        world.parties.column(holder),
        raised,
        sla,
        due,
        max((day - raised.date()).days, 0),
        _days_left(worked, due, world) if is_open else None,
        due.date() < day if is_open else resolved is not None and resolved > due,
        _to_owner(worked, value, raised),
        worked.working_time_between(raised, resolved) if resolved is not None else None,
        any(worked.moment(each.at).date() >= due.date() for each in value.escalations),
        first_return(value.handovers),
    )


def _days_left(worked: WorkingDays, due: datetime, world: World) -> int:
    """Return the working days up to a day, negative where it is over; at least 1 once a day has passed."""
    day = due.date()
    if day < world.as_of:
        return -max(worked.working_days_after(day, world.as_of), 1)
    return worked.working_days_after(world.as_of, day)


def _to_owner(worked: WorkingDays, value: Issue, raised: datetime) -> timedelta | None:
    if value.handovers:
        return worked.working_time_between(raised, worked.moment(value.handovers[0].at))
    return timedelta() if value.assigned is not None else None


def _median_hours(times: Iterable[timedelta | None]) -> Decimal | None:
    hours = [
        Decimal(time // timedelta(seconds=1)) / Decimal(_HOUR // timedelta(seconds=1))
        for time in times
        if time is not None
    ]
    return median(hours) if hours else None
