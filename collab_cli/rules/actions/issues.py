"""Issues: problems that are passed on instead of solved."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.findings import Fault
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.issue import Handover, Issue
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule


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
        if issue.value.status in ("resolved", "closed"):
            continue
        back = _first_return(issue)
        if back is not None:
            index, handover = back
            party = world.parties.name(handover.to)
            message = msg("{issue} came back to {party}, who had passed it on", issue=issue.titled, party=party)
            hint = msg("escalate it, or settle who keeps it until it is solved")
            yield Fault(issue.place("handovers", index, "to"), message, hint, (issue.ref,))


def _first_return(issue: Record[Issue]) -> tuple[int, Handover] | None:
    """Return the first handover that leads back to a party which the issue had left, with its place in the list."""
    left: set[str] = set()
    for index, handover in enumerate(issue.value.handovers):
        if handover.to in left:
            return index, handover
        if handover.from_ != handover.to:
            left.add(handover.from_)
    return None
