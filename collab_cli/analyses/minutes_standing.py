"""What minutes leave open: the header, the quorum, reports and problems, and the actions of the meetings before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from collab_cli.analyses.action_state import OPEN_STATES, action_state
from collab_cli.analyses.due_history import began
from collab_cli.analyses.meeting_figures import Attendance, attendance
from collab_cli.analyses.meeting_slots import HELD, meetings_by_series
from collab_cli.documents.nodes import Scalar
from collab_cli.graph.world import World
from collab_cli.model.action import Action
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.meeting import Meeting, ReportIssue
from collab_cli.model.record import Record
from collab_cli.model.series import Series

HEADER = ("chair", "secretary", "present", "agenda")
"""The fields minutes cannot be without."""
_OF_SERIES = frozenset({"chair", "secretary"})
"""Those that a series says for its meetings."""
_TAKEN_UP = frozenset({"decision", "action", "escalated"})
"""What became of problems that are taken up elsewhere."""


@dataclass(frozen=True, slots=True)
class OpenIssue:
    """A problem of a report that nobody says what became of, or where it was taken up.

    ``report`` and ``index`` are the places of the report in the minutes and of the problem in the report.
    """

    issue: ReportIssue
    report: int
    index: int
    lacks: Literal["disposition", "ref"]


@dataclass(frozen=True, slots=True)
class IncompleteReport:
    """A report and which of `progress` and `issues` it does not hold."""

    index: int
    department: str
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MinutesStanding:
    """What minutes hold and what they leave open.

    ``lacking`` are the fields of the header that are not there. ``quorum`` is the share of departments the meeting
    needs, None where no series requires any.
    """

    lacking: tuple[str, ...]
    attendance: Attendance
    quorum: Decimal | None
    open_issues: tuple[OpenIssue, ...]
    incomplete: tuple[IncompleteReport, ...]
    has_next_step: bool

    @property
    def is_quorate(self) -> bool:
        """Return whether enough departments were there for decisions."""
        share = self.attendance.representation.share
        return self.quorum is None or share is None or rounded(share) >= self.quorum


def minutes_standing(world: World, meeting: Record[Meeting]) -> MinutesStanding:
    """Return what the minutes of a meeting hold and leave open."""
    value = meeting.value
    found = attendance(world, meeting)
    return MinutesStanding(
        lacking_header(world, meeting),
        found,
        quorum_of(world, meeting) if found.required else None,
        tuple(open_issues_of(value)),
        tuple(incomplete_reports(meeting)),
        bool(value.actions) or value.next_meeting is not None,
    )


def lacking_header(world: World, meeting: Record[Meeting]) -> tuple[str, ...]:
    """Return the fields of the header minutes do not hold; chair and secretary may be those of the series."""
    inherited = _OF_SERIES if world.get(Series, meeting.value.series) is not None else frozenset()
    return tuple(name for name in HEADER if not getattr(meeting.value, name) and name not in inherited)


def quorum_of(world: World, meeting: Record[Meeting]) -> Decimal:
    """Return the share of departments that must be there for decisions: that of the series, else the limit."""
    series = world.get(Series, meeting.value.series)
    own = series.value.quorum if series is not None else None
    return Decimal(own) if own is not None else world.threshold("meeting-quorum")


def leaders(world: World, meeting: Record[Meeting]) -> tuple[str | None, str | None]:
    """Return who led a meeting and who wrote its minutes: those named, else those of its series."""
    series = world.get(Series, meeting.value.series)
    chair, secretary = (series.value.chair, series.value.secretary) if series is not None else (None, None)
    return meeting.value.chair or chair, meeting.value.secretary or secretary


def unreviewed_actions(world: World, meeting: Record[Meeting]) -> tuple[Record[Action], ...]:
    """Return the actions of earlier meetings of the series that were open on the day of a meeting it does not name.

    Those that a later meeting of the series names, if only its draft, are left out: they are not lost.
    """
    day = meeting.value.date
    agreed = world.once(_agreed_in_series).get(meeting.value.series or "", ())
    return tuple(one.action for one in agreed if one.since < day and one.was_lost(day))


@dataclass(frozen=True, slots=True)
class _Agreed:
    """An action agreed in a meeting of a series held on ``since``, and the last day a meeting of it names it."""

    action: Record[Action]
    since: date
    named: date | None

    def was_lost(self, day: date) -> bool:
        """Return whether no meeting names it from ``day`` on although it was open on that day."""
        if self.named is not None and self.named >= day:
            return False
        value = self.action.value
        if value.status not in OPEN_STATES and all(entry.date <= day for entry in value.history):
            return False
        start = began(self.action)
        return action_state(value, day).status in OPEN_STATES and (start is None or start <= day)


def _agreed_in_series(world: World) -> dict[str, tuple[_Agreed, ...]]:
    """Return the actions agreed in the meetings of each series, by its id."""
    by_meeting: dict[str, list[Record[Action]]] = {}
    for action in world.workspace.all(Action):
        kind, _, rest = (action.value.origin or "").partition(":")
        if kind == "meeting":
            by_meeting.setdefault(rest.partition("/")[0], []).append(action)
    found: dict[str, tuple[_Agreed, ...]] = {}
    for series, meetings in world.once(meetings_by_series).items():
        named: dict[str, date] = {}
        for one in meetings:  # by their dates
            if one.value.status != "cancelled":
                entries = (*one.value.carried_over, *one.value.actions)
                named |= {entry: one.value.date for entry in entries if isinstance(entry, str)}
        found[series] = tuple(
            _Agreed(action, one.value.date, named.get(action.id))
            for one in meetings
            for action in by_meeting.get(one.id, ())
        )
    return found


def next_draft(world: World, meeting: Record[Meeting]) -> Record[Meeting] | None:
    """Return the earliest draft of a later meeting of the series, None without one."""
    meetings = world.once(meetings_by_series).get(meeting.value.series or "", ())
    drafts = [one for one in meetings if one.value.status == "draft" and one.value.date > meeting.value.date]
    return min(drafts, key=lambda one: one.value.date, default=None)


def is_held(meeting: Record[Meeting]) -> bool:
    """Return whether the minutes of a meeting are published or approved."""
    return meeting.value.status in HELD


def open_issues_of(meeting: Meeting) -> list[OpenIssue]:
    """Return the problems reported of which the minutes do not say what became, or not where."""
    found = []
    for at, report in enumerate(meeting.reports):
        for index, issue in enumerate(report.issues or ()):
            if issue.disposition is None:
                found.append(OpenIssue(issue, at, index, "disposition"))
            elif issue.disposition in _TAKEN_UP and issue.ref is None:
                found.append(OpenIssue(issue, at, index, "ref"))
    return found


def _is_unread(meeting: Record[Meeting], *route: str | int) -> bool:
    """Return whether something is written at ``route`` that cannot be read as what belongs there."""
    node = meeting.find(*route)
    return node is not None and not (isinstance(node, Scalar) and node.is_empty)


def incomplete_reports(meeting: Record[Meeting]) -> list[IncompleteReport]:
    """Return the reports that lack what was reached, or whether there are problems."""
    found = []
    for index, report in enumerate(meeting.value.reports):
        empty = (("progress", not report.progress), ("issues", report.issues is None))
        # What has a wrong form is told as that, and is not missing.
        lacks = tuple(name for name, is_empty in empty if is_empty and not _is_unread(meeting, "reports", index, name))
        if lacks:
            found.append(IncompleteReport(index, report.department, lacks))
    return found
