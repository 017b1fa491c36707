"""Attendance: the departments a meeting is for are there, report and are heard."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.meeting_figures import Attendance, attendance
from collab_cli.analyses.meeting_slots import HELD, meetings_by_series
from collab_cli.analyses.minutes_standing import quorum_of
from collab_cli.findings import Fault
from collab_cli.graph.world import World
from collab_cli.messages import Param, msg, msgn
from collab_cli.model.exact_numbers import rounded, whole_percent
from collab_cli.model.meeting import Meeting
from collab_cli.model.person import Person
from collab_cli.model.proposal import Proposal
from collab_cli.model.record import Record
from collab_cli.model.series import Series
from collab_cli.rules.rule import rule

_LATEST = 5
"""Of how many meetings of a series a department may miss only some."""


@rule(
    code="M402",
    slug="inquorate-decision",
    term="Inquorate decision",
    severity="error",
    profile="standard",
    thresholds=("meeting-quorum",),
    handbook="4.1",
    target="meeting:2025-06-30-weekly",
)
def inquorate_decision(world: World) -> Iterator[Fault]:
    """A meeting decided although too few of its departments were there.

    What it finds
        Published or approved minutes with decisions, where the share of required departments with their head, deputy or
        delegate in `present` is below the quorum: that of the series, else the limit.

    Why it matters
        A decision taken in the absence of those it binds is not kept, or must be taken again.

    Example
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei]
        agenda: [Reports]
        decisions:
          - {id: dec1, text: Offers go out on Fridays, rationale: Planning needs them, owner: zhang-wei}
        status: published

    Instead
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei, zhou-min]
        regrets:
          - {person: liu-fang, delegate: zhou-min}
        agenda: [Reports]
        decisions:
          - {id: dec1, text: Offers go out on Fridays, rationale: Planning needs them, owner: zhang-wei}
        status: published

    How to mend it
        Add to `present` and `regrets` who was there for a department. If too few were, put the decision on the agenda
        of the next meeting and take it there.
    """
    for meeting in _held(world):
        found = attendance(world, meeting)
        share, quorum = found.representation.share, quorum_of(world, meeting)
        if not meeting.value.decisions or not meeting.value.present or share is None or rounded(share) >= quorum:
            continue
        message = msg(
            "{meeting} took decisions with {count} of {all} departments, the quorum is {quorum} %",
            meeting=meeting.titled,
            count=found.representation.count,
            all=found.representation.of,
            quorum=whole_percent(quorum),
        )
        hint = msg(
            "decide again when enough are there, or name who came for {departments}", departments=_away(world, found)
        )
        yield Fault(meeting.place("present"), message, hint, (meeting.ref,))


@rule(
    code="M403",
    slug="missing-department-report",
    term="Missing report",
    severity="warning",
    profile="standard",
    handbook="4.1",
    target="meeting:2025-06-30-weekly",
)
def missing_department_report(world: World) -> Iterator[Fault]:
    """A department that must report did not.

    What it finds
        Published or approved minutes of a series without a report of a department that is under `required` there.

    Why it matters
        What a department does not report, the others plan without.

    Example
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Reports]
        reports:
          - {department: sales, by: zhang-wei, progress: Ten offers out, issues: []}
          - {department: production, by: wang-qiang, progress: Plan met, issues: []}
        status: published

    Instead
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Reports]
        reports:
          - {department: sales, by: zhang-wei, progress: Ten offers out, issues: []}
          - {department: production, by: wang-qiang, progress: Plan met, issues: []}
          - {department: marketing, by: liu-fang, progress: Report in work, issues: []}
        status: published

    How to mend it
        Ask the head of the department for the report and add it; approved minutes stay as they are, and the report
        comes with the next ones. Departments that need not report are taken out of `required` of the series.
    """
    for meeting in _held(world):
        silent = attendance(world, meeting).silent
        if silent:
            departments = _names(world, silent)
            message = msg("{meeting} has no report of {departments}", meeting=meeting.titled, departments=departments)
            yield Fault(meeting.place("reports"), message, msg("add what they report"), (meeting.ref,))


@rule(
    code="M405",
    slug="absence",
    term="Unexcused or chronic absence",
    severity="warning",
    profile="strict",
    thresholds=("absence-max",),
    handbook="4.1",
    target="meeting:2025-06-30-weekly",
)
def absence(world: World) -> Iterator[Fault]:
    """A department stayed away without sending anybody, or stays away again and again.

    What it finds
        Published or approved minutes of a series where nobody is in `present` for a required department and `regrets`
        names no delegate; and a required department that nobody came for in as many of the last 5 meetings of the
        series as the limit says.

    Why it matters
        Whoever is not there is not heard, and hears of what was decided too late.

    Example
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei, wang-qiang, chen-jie]
        agenda: [Reports]
        status: published

    Instead
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei, wang-qiang, chen-jie, zhou-min]
        regrets:
          - {person: liu-fang, delegate: zhou-min}
        agenda: [Reports]
        status: published

    How to mend it
        Whoever cannot come sends a delegate, who is named under `regrets`. Where a department stays away for long, ask
        whether the time suits it, give it a deputy, or take it out of `required` of the series.
    """
    limit = world.threshold("absence-max")
    for meeting in _held(world):
        if meeting.value.present and (missing := attendance(world, meeting).missing):
            message = msg(
                "nobody came to {meeting} for {departments}", meeting=meeting.titled, departments=_names(world, missing)
            )
            hint = msg("name the delegate under regrets, or agree on one for the next meeting")
            yield Fault(meeting.place("present"), message, hint, (meeting.ref,))
    for series, meetings in _by_series(world):
        latest = [attendance(world, meeting) for meeting in meetings[-_LATEST:] if meeting.value.present]
        for index, department in enumerate(series.value.required):
            away = sum(department in one.required and department not in one.represented for one in latest)
            if away >= limit:
                message = msg(
                    "nobody came for {department} to {count} of the last {all} meetings of {series}",
                    department=world.parties.name(department),
                    count=away,
                    all=len(latest),
                    series=series.titled,
                )
                hint = msg("agree on a time that suits it, or give it a deputy")
                yield Fault(series.place("required", index), message, hint, (series.ref,))


@rule(
    code="M415",
    slug="unheard-department",
    term="Unheard department",
    severity="info",
    profile="strict",
    thresholds=("unheard-meetings",),
    handbook="4.1",
    target="series:planning",
)
def unheard_department(world: World) -> Iterator[Fault]:
    """A department has said nothing in the latest meetings of a series.

    What it finds
        A series with at least as many published or approved meetings as the limit says, and a required department
        without a report or an opinion in the latest of them, and without a position in a proposal that names one of
        them under `meetings`.

    Why it matters
        Who is there and never says anything is either asked the wrong questions or not asked.

    Example
        # series/planning.yaml
        name: {zh: 产销协调会, en: Planning}
        cadence: {unit: month, day: 3}
        starts: 2025-03-03
        chair: zhang-wei
        secretary: chen-jie
        required: [sales, production]
        # meetings.yaml
        - id: 2025-03-03-planning
          title: {zh: 产销协调会, en: Planning}
          series: planning
          date: 2025-03-03
          present: [zhang-wei, wang-qiang, chen-jie]
          agenda: [Plan of the month]
          reports: [{department: sales, by: zhang-wei, progress: Forecast out}]
          status: approved
        - id: 2025-04-03-planning
          title: {zh: 产销协调会, en: Planning}
          series: planning
          date: 2025-04-03
          present: [zhang-wei, wang-qiang, chen-jie]
          agenda: [Plan of the month]
          reports: [{department: sales, by: zhang-wei, progress: Forecast out}]
          status: approved
        - id: 2025-05-06-planning
          title: {zh: 产销协调会, en: Planning}
          series: planning
          date: 2025-05-06
          present: [zhang-wei, wang-qiang, chen-jie]
          agenda: [Plan of the month]
          reports: [{department: sales, by: zhang-wei, progress: Forecast out}]
          status: approved
        - id: 2025-06-03-planning
          title: {zh: 产销协调会, en: Planning}
          series: planning
          date: 2025-06-03
          present: [zhang-wei, wang-qiang, chen-jie]
          agenda: [Plan of the month]
          reports: [{department: sales, by: zhang-wei, progress: Forecast out}]
          status: approved

    Instead
        # series/planning.yaml
        name: {zh: 产销协调会, en: Planning}
        cadence: {unit: month, day: 3}
        starts: 2025-03-03
        chair: zhang-wei
        secretary: chen-jie
        required: [sales, production]
        # meetings.yaml
        - id: 2025-03-03-planning
          title: {zh: 产销协调会, en: Planning}
          series: planning
          date: 2025-03-03
          present: [zhang-wei, wang-qiang, chen-jie]
          agenda: [Plan of the month]
          reports: [{department: sales, by: zhang-wei, progress: Forecast out}]
          status: approved
        - id: 2025-04-03-planning
          title: {zh: 产销协调会, en: Planning}
          series: planning
          date: 2025-04-03
          present: [zhang-wei, wang-qiang, chen-jie]
          agenda: [Plan of the month]
          reports: [{department: sales, by: zhang-wei, progress: Forecast out}]
          status: approved
        - id: 2025-05-06-planning
          title: {zh: 产销协调会, en: Planning}
          series: planning
          date: 2025-05-06
          present: [zhang-wei, wang-qiang, chen-jie]
          agenda: [Plan of the month]
          reports: [{department: sales, by: zhang-wei, progress: Forecast out}]
          status: approved
        - id: 2025-06-03-planning
          title: {zh: 产销协调会, en: Planning}
          series: planning
          date: 2025-06-03
          present: [zhang-wei, wang-qiang, chen-jie]
          agenda: [Plan of the month]
          reports: [{department: sales, by: zhang-wei, progress: Forecast out}]
          opinions: [{by: wang-qiang, text: The forecast needs regions}]
          status: approved

    How to mend it
        Ask the department first at the next meeting, and note its report and its opinion. If the meeting is not its
        concern, take it out of `required` of the series.
    """
    limit = int(world.threshold("unheard-meetings"))
    for series, meetings in _by_series(world):
        latest = meetings[-limit:]
        if len(latest) < limit:
            continue
        heard = {department for meeting in latest for department in _heard(world, meeting)}
        for index, department in enumerate(series.value.required):
            if department not in heard and world.parties.speakers(department, world.as_of):
                message = msgn(
                    "{department} has said nothing in the last meeting of {series}",
                    "{department} has said nothing in the last {count} meetings of {series}",
                    limit,
                    department=world.parties.name(department),
                    series=series.titled,
                )
                hint = msg("ask it first at the next meeting")
                yield Fault(series.place("required", index), message, hint, (series.ref,))


def _heard(world: World, meeting: Record[Meeting]) -> Iterator[str]:
    """Yield the departments that said something at a meeting or on a proposal it discussed."""
    yield from (report.department for report in meeting.value.reports)
    for opinion in meeting.value.opinions:
        person = world.get(Person, opinion.by)
        found = opinion.department or (person.value.department if person is not None else None)
        if found is not None:
            yield found
    for proposal in world.all(Proposal):
        if meeting.id in proposal.value.meetings:
            yield from (position.department for position in proposal.value.positions)


def _held(world: World) -> Iterator[Record[Meeting]]:
    return (meeting for meeting in world.all(Meeting) if meeting.value.status in HELD)


def _by_series(world: World) -> Iterator[tuple[Record[Series], list[Record[Meeting]]]]:
    """Yield the active series, each with its meetings held, by date."""
    for series in world.all(Series):
        meetings = world.once(meetings_by_series).get(series.id, ())
        held = [meeting for meeting in meetings if meeting.value.status in HELD]
        if series.value.status == "active" and held:
            yield series, held


def _away(world: World, found: Attendance) -> tuple[Param, ...]:
    return _names(world, tuple(one for one in found.required if one not in found.represented))


def _names(world: World, departments: tuple[str, ...]) -> tuple[Param, ...]:
    return tuple(world.parties.name(department) for department in departments)
