"""Problems that every meeting talks about and nobody owns."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.issue_routing import route_issue
from collab_cli.analyses.recurring_problems import RecurringProblem, is_owned, recurring_problems
from collab_cli.documents.nodes import Mapping
from collab_cli.documents.splice import set_field
from collab_cli.findings import Fault, Fix, Patch, Related
from collab_cli.graph.world import World
from collab_cli.messages import msg, msgn
from collab_cli.model.activity import Activity
from collab_cli.rules.rule import rule


@rule(
    code="X962",
    slug="recurring-problem-unowned",
    term="Recurring unowned problem",
    severity="warning",
    profile="standard",
    absence=("charter",),
    fix="suggested",
    thresholds=("recurring-meetings", "recurring-days", "overlap-warn"),
    handbook="2.3, 4.1",
    target="meeting:2025-06-09-weekly",
)
def recurring_problem_unowned(world: World) -> Iterator[Fault]:
    """The same problem comes up in meeting after meeting, and nobody answers for it.

    What it finds
        A problem of reports that came up in as many published meetings within as many days as the limits say: with the
        same `topic`, or without topic in words as alike as the limit or more. Either nobody is A of the topic, or there
        is no topic. There is one finding for a problem; it names the meetings.

    Why it matters
        It is discussed for ever, each time with as little effect, because nobody has to do anything about it.

    Example
        # meetings/2025-06-09-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        date: 2025-06-09
        present: [li-na, zhang-wei]
        agenda: [Reports]
        reports:
          - department: sales
            by: zhang-wei
            progress: Ten offers out
            issues: [{text: Samples reach customers late, disposition: parked}]
        published: 2025-06-09
        status: published
        # meetings/2025-06-16-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        date: 2025-06-16
        present: [li-na, zhang-wei]
        agenda: [Reports]
        reports:
          - department: sales
            by: zhang-wei
            progress: Eight offers out
            issues: [{text: Samples reach customers late, disposition: parked}]
        published: 2025-06-16
        status: published
        # meetings/2025-06-30-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        date: 2025-06-30
        present: [li-na, zhang-wei]
        agenda: [Reports]
        reports:
          - department: sales
            by: zhang-wei
            progress: Nine offers out
            issues: [{text: Samples again reach customers late, disposition: parked}]
        published: 2025-06-30
        status: published

    Instead
        # meetings/2025-06-09-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        date: 2025-06-09
        present: [li-na, zhang-wei]
        agenda: [Reports]
        reports:
          - department: sales
            by: zhang-wei
            progress: Ten offers out
            issues: [{text: Samples reach customers late, topic: customer-development, disposition: parked}]
        published: 2025-06-09
        status: published

    How to mend it
        Name under `topic` the activity it belongs to. Where nobody is A of that activity, add a duty to the charter of
        the department that takes it over; then raise the problem as an issue, so that it has an owner and a date.
    """
    for problem in recurring_problems(world):
        if is_owned(world, problem):
            continue
        first = problem.mentions[0]
        topic = world.get(Activity, problem.topic)
        if topic is not None:
            message = msgn(
                "{topic} was a problem in {count} meeting, and nobody answers for it",
                "{topic} was a problem in {count} meetings, and nobody answers for it",
                len(problem.meetings),
                topic=topic.titled,
            )
            hint = msg("add a duty to one charter")
        else:
            message = msgn(
                "the problem “{text}” came up in {count} meeting and belongs to nobody's duty",
                "the problem “{text}” came up in {count} meetings and belongs to nobody's duty",
                len(problem.meetings),
                text=" ".join(first.issue.text.split()),
            )
            hint = msg("name under topic the activity it belongs to")
        field = "topic" if topic is not None else "text"
        places = [one.meeting.place("reports", one.report, "issues", one.index, field) for one in problem.mentions]
        records = tuple(meeting.ref for meeting in problem.meetings)
        if topic is not None:
            records = (*records, topic.ref)
        related = tuple(map(Related, places[1:]))
        yield Fault(
            places[0], message, hint, records, related, () if topic is not None else _with_topic(world, problem)
        )


def _with_topic(world: World, problem: RecurringProblem) -> tuple[Fix, ...]:
    """Return the edit that names the one activity a problem reads like, wherever minutes are not approved yet."""
    activity = route_issue(world, problem.mentions[0].issue.text).activity
    if activity is None or any(one.meeting.value.status == "approved" for one in problem.mentions):
        return ()
    patches: list[Patch] = []
    for one in problem.mentions:
        node = one.meeting.find("reports", one.report, "issues", one.index)
        if isinstance(node, Mapping):
            order = ("text", "topic", "disposition", "ref")
            patches.append(set_field(one.meeting.document, node, "topic", activity, order=order))
    return (Fix(False, msg("write {text}", text=f"topic: {activity}"), tuple(patches)),)
