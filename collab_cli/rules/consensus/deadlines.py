"""Proposals are decided in time, and looked at again when that was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from collab_cli.documents.splice import set_field
from collab_cli.findings import Fault, Fix
from collab_cli.graph.world import World
from collab_cli.messages import msg, msgn
from collab_cli.model.fields import fields_of
from collab_cli.model.proposal import Proposal
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule

_HALF_A_YEAR = timedelta(days=182)


@rule(
    code="P206",
    slug="overdue-proposal",
    term="Overdue proposal",
    severity="warning",
    profile="strict",
    day=True,
    handbook="5.2",
    target="proposal:price-list",
)
def overdue_proposal(world: World) -> Iterator[Fault]:
    """A proposal is still open after its deadline.

    What it finds
        A proposal of status open whose `deadline` has passed.

    Why it matters
        A question that drifts is decided by whoever does not wait for the answer.

    Example
        # proposals/price-list.yaml
        title: {zh: 新价目表, en: New price list}
        subjects: []
        type: decision
        affected: [sales]
        deadline: 2025-06-20

    Instead
        # proposals/price-list.yaml
        title: {zh: 新价目表, en: New price list}
        subjects: []
        type: decision
        affected: [sales]
        deadline: 2025-06-20
        positions:
          - {department: sales, by: zhang-wei, date: 2025-06-18, position: agree}
        status: accepted
        decided: 2025-06-20

    How to mend it
        Ask who has not answered and close it with `collab proposal close`, as it stands with `--reject`; or move the
        deadline and tell everybody concerned.
    """
    for proposal in world.all(Proposal):
        deadline = proposal.value.deadline
        if proposal.value.status == "open" and deadline is not None and deadline < world.as_of:
            message = msgn(
                "{proposal} is open {count} day after its deadline",
                "{proposal} is open {count} days after its deadline",
                (world.as_of - deadline).days,
                proposal=proposal.titled,
            )
            hint = msg("decide it or move the deadline")
            yield Fault(proposal.place("deadline"), message, hint, (proposal.ref,))


@rule(
    code="P207",
    slug="no-review-date",
    term="No review date",
    severity="info",
    profile="strict",
    fix="suggested",
    handbook="5.2",
    target="proposal:price-list",
)
def no_review_date(world: World) -> Iterator[Fault]:
    """What was found good enough for now is never looked at again.

    What it finds
        An accepted proposal with the method consent and without `review_on`.

    Why it matters
        Consent means good enough for now and safe enough to try; without a day to look again, now lasts for ever.

    Example
        # proposals/price-list.yaml
        title: {zh: 新价目表, en: New price list}
        subjects: []
        type: decision
        method: consent
        affected: [sales]
        positions:
          - {department: sales, by: zhang-wei, date: 2025-06-10, position: agree}
        status: accepted
        decided: 2025-06-12

    Instead
        # proposals/price-list.yaml
        title: {zh: 新价目表, en: New price list}
        subjects: []
        type: decision
        method: consent
        affected: [sales]
        positions:
          - {department: sales, by: zhang-wei, date: 2025-06-10, position: agree}
        status: accepted
        decided: 2025-06-12
        review_on: 2025-12-12

    How to mend it
        Agree on the day to look at it again and write it under `review_on`.
    """
    for proposal in world.all(Proposal):
        value = proposal.value
        if value.status == "accepted" and value.method == "consent" and value.review_on is None:
            message = msg(
                "{proposal} is accepted by consent, with no day to look at it again", proposal=proposal.titled
            )
            hint = msg("agree on the day to look at it again")
            yield Fault(proposal.place("review_on"), message, hint, (proposal.ref,), fixes=_half_a_year(proposal))


def _half_a_year(proposal: Record[Proposal]) -> tuple[Fix, ...]:
    """Return the edit that has it looked at half a year after the decision."""
    decided = proposal.value.decided
    if decided is None or decided.year >= 9999:
        return ()
    day = decided + _HALF_A_YEAR
    order = tuple(info.name for info in fields_of(Proposal))
    patch = set_field(proposal.document, proposal.node, "review_on", day, order=order)
    return (Fix(False, msg("write {text}", text=f"review_on: {day}"), (patch,)),)
