"""Reports: each says what was reached and what went wrong, and what became of every problem."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.contradicting_numbers import contradicting_numbers
from collab_cli.analyses.minutes_standing import incomplete_reports, is_held, open_issues_of
from collab_cli.findings import Fault
from collab_cli.graph.world import World
from collab_cli.messages import Label, msg
from collab_cli.model.fields import field_word
from collab_cli.model.meeting import DepartmentReport, Meeting
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule


@rule(
    code="M404",
    slug="incomplete-report",
    term="Incomplete report",
    severity="warning",
    profile="strict",
    handbook="4.1",
    target="meeting:2025-06-30-weekly",
)
def incomplete_report(world: World) -> Iterator[Fault]:
    """A report does not say what was reached, or not whether there are problems.

    What it finds
        A report in published or approved minutes without `progress`, or without the key `issues`; an empty list says
        that there are no problems.

    Why it matters
        Silence about problems can mean that there are none or that nobody asked; only one of the two is good news.

    Example
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Reports]
        reports:
          - {department: sales, by: zhang-wei, progress: Ten offers out}
          - {department: production, by: wang-qiang, progress: Plan met, issues: []}
          - {department: marketing, by: liu-fang, progress: Report in work, issues: []}
        next_meeting: 2025-07-07
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
        next_meeting: 2025-07-07
        status: published

    How to mend it
        Ask the head of the department and write what is missing; `issues: []` where there is nothing to tell. Approved
        minutes stay as they are, and the report is completed in the next ones.
    """
    for meeting in _held(world):
        for report in incomplete_reports(meeting):
            message = msg(
                "the report of {department} in {meeting} has no {missing}",
                department=world.parties.name(report.department),
                meeting=meeting.titled,
                missing=tuple(field_word(DepartmentReport, name) for name in report.lacks),
            )
            hint = msg("write what was reached, and issues: [] where there is no problem")
            yield Fault(meeting.place("reports", report.index), message, hint, (meeting.ref,))


@rule(
    code="M406",
    slug="issue-without-disposition",
    term="Issue without disposition",
    severity="warning",
    profile="standard",
    handbook="4.1",
    target="meeting:2025-06-30-weekly",
)
def issue_without_disposition(world: World) -> Iterator[Fault]:
    """A problem was reported, and the minutes do not say what became of it.

    What it finds
        A problem under `issues` of a report in published or approved minutes without `disposition`; or with one of
        decision, action and escalated, but without the `ref` that says which.

    Why it matters
        A problem told and not taken up comes back, larger, and whoever told it will not do so again.

    Example
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Reports]
        reports:
          - {department: sales, by: zhang-wei, progress: Ten offers out, issues: [{text: Forecast came late}]}
          - {department: production, by: wang-qiang, progress: Plan met, issues: []}
          - {department: marketing, by: liu-fang, progress: Report in work, issues: []}
        next_meeting: 2025-07-07
        status: published

    Instead
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Reports]
        reports:
          - department: sales
            by: zhang-wei
            progress: Ten offers out
            issues:
              - {text: Forecast came late, disposition: decision, ref: dec1}
          - {department: production, by: wang-qiang, progress: Plan met, issues: []}
          - {department: marketing, by: liu-fang, progress: Report in work, issues: []}
        decisions:
          - {id: dec1, text: The forecast comes on Fridays, rationale: Planning needs it, owner: zhang-wei}
        next_meeting: 2025-07-07
        status: published

    How to mend it
        Write `disposition`: decision, action or escalated with the `ref` of what takes it up, or parked where everybody
        agreed to leave it. What was forgotten goes on the agenda of the next meeting.
    """
    for meeting in _held(world):
        for found in open_issues_of(meeting.value):
            place = meeting.place("reports", found.report, "issues", found.index)
            if found.lacks == "disposition":
                message = msg(
                    "{meeting} does not say what became of: {text}", meeting=meeting.titled, text=found.issue.text
                )
                hint = msg("write a disposition: decision, action, escalated or parked")
            else:
                message = msg(
                    "{meeting} says {disposition}, but not which, of: {text}",
                    meeting=meeting.titled,
                    disposition=Label(found.issue.disposition or "", "disposition"),
                    text=found.issue.text,
                )
                hint = msg("name it under ref")
            yield Fault(place, message, hint, (meeting.ref,))


@rule(
    code="M414",
    slug="number-mismatch",
    term="Contradicting number",
    severity="warning",
    profile="strict",
    handbook="5.3",
    target="meeting:2025-06-30-weekly",
)
def number_mismatch(world: World) -> Iterator[Fault]:
    """A report tells another number than the record of what was measured.

    What it finds
        A report in published or approved minutes whose `progress` names a metric or a key result by its title, with a
        number behind it in the same sentence that is not the newest value on that day. A number written with fewer
        digits may be rounded.

    Why it matters
        Where two numbers are told for one thing, people choose the one they like.

    Example
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Reports]
        reports:
          - {department: sales, by: zhang-wei, progress: "Ten offers out, market share is 14.2 %", issues: []}
          - {department: production, by: wang-qiang, progress: Plan met, issues: []}
          - {department: marketing, by: liu-fang, progress: Report in work, issues: []}
        next_meeting: 2025-07-07
        status: published

    Instead
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-30
        present: [li-na, zhang-wei, wang-qiang, liu-fang, chen-jie]
        agenda: [Reports]
        reports:
          - {department: sales, by: zhang-wei, progress: "Ten offers out, market share is 13.6 %", issues: []}
          - {department: production, by: wang-qiang, progress: Plan met, issues: []}
          - {department: marketing, by: liu-fang, progress: Report in work, issues: []}
        next_meeting: 2025-07-07
        status: published

    How to mend it
        Find out which number is right. Record the new one with `collab metric record` or `collab goal checkin`, or
        write the recorded one into the report.
    """
    for meeting in _held(world):
        for found in contradicting_numbers(world, meeting):
            message = msg(
                "{meeting} tells {said} for {title}, recorded on {day} is {value} {unit}",
                meeting=meeting.titled,
                said=found.said,
                title=found.title,
                day=found.day,
                value=found.value,
                unit=found.unit,
            )
            hint = msg("find out which of the two is right, and mend the other")
            place = meeting.place("reports", found.report, "progress")
            yield Fault(place, message, hint, (meeting.ref, found.ref))


def _held(world: World) -> Iterator[Record[Meeting]]:
    return (meeting for meeting in world.all(Meeting) if is_held(meeting))
