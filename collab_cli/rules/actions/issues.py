"""Issues: problems that nobody was asked about, that are passed on instead of solved, or that take too long."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.escalation import next_in_escalation
from collab_cli.analyses.issue_figures import OPEN_STATES, first_return, issue_figures
from collab_cli.analyses.issue_routing import duty_of, is_covered
from collab_cli.documents.nodes import Sequence
from collab_cli.documents.splice import append_item, set_field
from collab_cli.documents.writer import Value
from collab_cli.findings import Fault, Fix
from collab_cli.graph.world import World
from collab_cli.messages import msg, msgn
from collab_cli.model.activity import Activity
from collab_cli.model.fields import fields_of
from collab_cli.model.issue import Issue
from collab_cli.model.person import Person
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule


@rule(
    code="A508",
    slug="no-first-contact",
    term="No first contact",
    severity="error",
    profile="standard",
    handbook="2.3",
    target="issue:2025-06-24-colour-complaint",
)
def no_first_contact(world: World) -> Iterator[Fault]:
    """Nobody is named who was first asked about an issue.

    What it finds
        An issue without `first_contact`.

    Why it matters
        Whoever is asked first is responsible until somebody takes the issue on; without a name nobody is.

    Example
        # issues/2025-06-24-colour-complaint.yaml
        title: Colours of a batch differ
        raised_by: zhang-wei
        raised_at: 2025-06-24T10:00
        activity: complaint-handling
        resolution: Batch exchanged
        resolved_at: 2025-06-25T15:00
        status: resolved

    Instead
        # issues/2025-06-24-colour-complaint.yaml
        title: Colours of a batch differ
        raised_by: zhang-wei
        raised_at: 2025-06-24T10:00
        first_contact: chen-jie
        activity: complaint-handling
        resolution: Batch exchanged
        resolved_at: 2025-06-25T15:00
        status: resolved

    How to mend it
        Write under `first_contact` the person who was asked first. The command `collab issue raise` takes whoever
        raises the issue if nobody else is named.
    """
    for issue in world.all(Issue):
        if issue.written.first_contact is None:
            message = msg("{issue} has no first contact", issue=issue.titled)
            hint = msg("name the person who was asked first")
            yield Fault(issue.place("first_contact"), message, hint, (issue.ref,))


@rule(
    code="A509",
    slug="bounced-issue",
    term="Bounced issue",
    severity="warning",
    profile="standard",
    fix="suggested",
    handbook="2.3",
    target="issue:2025-06-24-colour-complaint",
)
def bounced_issue(world: World) -> Iterator[Fault]:
    """An open issue came back to somebody who had passed it on.

    What it finds
        An issue that is neither resolved nor closed, with a handover to a party that had handed it over before.

    Why it matters
        What is pushed to and fro is nobody's, and whoever raised it waits.

    Example
        # issues/2025-06-24-colour-complaint.yaml
        title: Colours of a batch differ
        raised_by: zhang-wei
        raised_at: 2025-06-24T10:00
        first_contact: chen-jie
        activity: complaint-handling
        assigned: sales
        handovers:
          - {from: sales, to: production, at: 2025-06-25, reason: Made there}
          - {from: production, to: sales, at: 2025-06-26, reason: The customer must send a sample}

    Instead
        # issues/2025-06-24-colour-complaint.yaml
        title: Colours of a batch differ
        raised_by: zhang-wei
        raised_at: 2025-06-24T10:00
        first_contact: chen-jie
        activity: complaint-handling
        assigned: production
        handovers:
          - {from: sales, to: production, at: 2025-06-25, reason: Made there}

    How to mend it
        Let the one above both sides decide who keeps it and record that under `escalations`; whoever keeps it solves it
        and writes `status: resolved`. Where the charters leave open whose duty it is, add the duty to one of them.
    """
    for issue in world.all(Issue):
        if issue.value.status not in OPEN_STATES:
            continue
        back = first_return(issue.value.handovers)
        if back is not None:
            index, handover = back
            party = world.parties.name(handover.to)
            message = msg("{issue} came back to {party}, who had passed it on", issue=issue.titled, party=party)
            hint = msg("escalate it, or settle who keeps it until it is solved")
            yield Fault(issue.place("handovers", index, "to"), message, hint, (issue.ref,))


@rule(
    code="A510",
    slug="sla-breach-not-escalated",
    term="SLA breach not escalated",
    severity="error",
    profile="standard",
    day=True,
    thresholds=("issue-sla",),
    fix="suggested",
    handbook="2.3",
    target="issue:2025-06-24-colour-complaint",
)
def sla_breach_not_escalated(world: World) -> Iterator[Fault]:
    """The time to solve an issue is over, and nobody higher up was asked.

    What it finds
        An issue of status open or assigned whose time, `sla` or else the limit, ran out on a day before the as-of
        date, without an entry under `escalations` of that day or later. Hours and working days are counted in working
        time: eight hours from 9:00 on the working days of the calendar.

    Why it matters
        Whoever raised it waits longer than was promised, and whoever could help does not know.

    Example
        # issues/2025-06-24-colour-complaint.yaml
        title: Colours of a batch differ
        raised_by: zhang-wei
        raised_at: 2025-06-24T10:00
        first_contact: chen-jie
        activity: complaint-handling
        assigned: sales
        sla: 2wd
        status: assigned

    Instead
        # issues/2025-06-24-colour-complaint.yaml
        title: Colours of a batch differ
        raised_by: zhang-wei
        raised_at: 2025-06-24T10:00
        first_contact: chen-jie
        activity: complaint-handling
        assigned: sales
        sla: 2wd
        escalations:
          - {to: zhang-wei, at: 2025-06-26}
        status: escalated

    How to mend it
        Solve it and note that with `collab issue resolve`, or take it to the next person above whoever has it with
        `collab issue escalate`, which names that person.
    """
    for one in world.once(issue_figures).values():
        issue = one.issue
        if issue.value.status not in ("open", "assigned") or not one.is_overdue or one.is_escalated_in_time:
            continue
        late = -(one.days or 0)
        message = msgn(
            "{issue} was to be solved by {due}, {count} working day ago; {party} has it",
            "{issue} was to be solved by {due}, {count} working days ago; {party} has it",
            late,
            issue=issue.titled,
            due=one.due.date(),
            party=world.parties.name(one.holder),
        )
        above = next_in_escalation(world, issue.value)
        hint = (
            msg("solve it, or escalate it to {person}", person=world.name(Person, above))
            if above is not None
            else msg("solve it, or escalate it")
        )
        place = issue.place("sla") if issue.value.sla is not None else issue.place("raised_at")
        yield Fault(place, message, hint, (issue.ref,), fixes=_escalated(world, issue))


@rule(
    code="A511",
    slug="issue-without-duty",
    term="Issue maps to no duty",
    severity="warning",
    profile="strict",
    absence=("charter",),
    fix="suggested",
    handbook="2.3",
    target="issue:2025-06-24-late-samples",
)
def issue_without_duty(world: World) -> Iterator[Fault]:
    """An issue belongs to no duty that somebody has.

    What it finds
        An issue without `activity`, or with an activity that no row of an effective charter is about.

    Why it matters
        A customer or a colleague has found a gap: what nobody has to do will go wrong again.

    Example
        # issues/2025-06-24-late-samples.yaml
        title: Samples reached the customer late
        raised_by: zhang-wei
        raised_at: 2025-06-24T10:00
        first_contact: chen-jie
        resolution: Sent by courier
        resolved_at: 2025-06-24T16:00
        status: resolved

    Instead
        # issues/2025-06-24-late-samples.yaml
        title: Samples reached the customer late
        raised_by: zhang-wei
        raised_at: 2025-06-24T10:00
        first_contact: chen-jie
        activity: customer-development
        resolution: Sent by courier
        resolved_at: 2025-06-24T16:00
        status: resolved

    How to mend it
        Name under `activity` the activity of the catalogue it belongs to; `collab who` finds it. Where there is none,
        add one, and a duty to the charter of the department that takes it over.
    """
    for issue in world.all(Issue):
        written, activity = issue.written.activity, issue.value.activity
        if written is not None and (activity is None or is_covered(world, activity)):
            continue
        if activity is None:
            message = msg("{issue} belongs to no duty", issue=issue.titled)
            hint = msg("name its activity, or add one to the catalogue and a duty to one charter")
            yield Fault(issue.place("activity"), message, hint, (issue.ref,), fixes=_with_activity(world, issue))
        else:
            record = world.get(Activity, activity)
            message = msg(
                "{issue} belongs to {activity}, which no effective charter covers",
                issue=issue.titled,
                activity=record.titled if record is not None else activity,
            )
            refs = (issue.ref, f"activity:{activity}")
            yield Fault(issue.place("activity"), message, msg("add a duty to one charter"), refs)


def _escalated(world: World, issue: Record[Issue]) -> tuple[Fix, ...]:
    """Return the edit that takes an issue to the next person above whoever has it; none if it is there already."""
    above = next_in_escalation(world, issue.value)
    if above is None or issue.value.status == "escalated":
        return ()
    entry: dict[str, Value] = {"to": above, "at": world.as_of}
    present = issue.node.get("escalations")
    order = tuple(info.name for info in fields_of(Issue))
    if isinstance(present, Sequence):
        patch = append_item(issue.document, present, entry)
    else:
        patch = set_field(issue.document, issue.node, "escalations", [entry], order=order)
    status = set_field(issue.document, issue.node, "status", "escalated", order=order)
    return (Fix(False, msg("escalate it to {person}", person=world.name(Person, above)), (patch, status)),)


def _with_activity(world: World, issue: Record[Issue]) -> tuple[Fix, ...]:
    """Return the edit that names the one activity the title of an issue means."""
    activity = duty_of(world, issue)
    if activity is None:
        return ()
    order = tuple(info.name for info in fields_of(Issue))
    patch = set_field(issue.document, issue.node, "activity", activity, order=order)
    return (Fix(False, msg("write {text}", text=f"activity: {activity}"), (patch,)),)
