"""Agreements are bound to the text that was agreed."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.findings import Fault
from collab_cli.graph.agreements import accepted_proposals, newest_approvals
from collab_cli.graph.matrix import is_effective
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.charter import Charter
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule


@rule(
    code="P210",
    slug="unbound-agreement",
    term="Unbound agreement",
    severity="info",
    profile="standard",
    handbook="5.2",
    target="charter:production",
)
def unbound_agreement(world: World) -> Iterator[Fault]:
    """Nobody can show to which text a department agreed.

    What it finds
        An active goal or effective charter whose newest accepted proposal states no `digest` for it; a department's
        newest approval of an effective charter without `digest`.

    Why it matters
        When the text changes, nobody notices that the agreement was about another one.

    Example
        # charters/production.yaml
        title: {zh: 生产部职责说明书, en: Charter of Production}
        status: effective
        duties:
          - {id: production-planning, raci: {production: AR}}
        approvals:
          - {department: production, by: wang-qiang, date: 2025-01-25}

    Instead
        # charters/production.yaml
        title: {zh: 生产部职责说明书, en: Charter of Production}
        status: effective
        duties:
          - {id: production-planning, raci: {production: AR}}
        approvals:
          - {department: production, by: wang-qiang, date: 2025-01-25, digest: "0f3a12bc4d5e"}

    How to mend it
        Let the commands write it: `collab proposal open` and `collab charter approve` bind what is agreed to the
        present text. What was agreed without a digest is agreed once more.
    """
    accepted = accepted_proposals(world.workspace)
    goals = [goal for goal in world.all(Goal) if goal.value.status == "active"]
    charters = [charter for charter in world.all(Charter) if is_effective(charter, world.as_of)]
    hint = msg("let them agree to the present text; the command writes its digest")
    records: list[Record[Goal] | Record[Charter]] = [*goals, *charters]
    for record in records:
        agreed = accepted.get(record.ref)
        if agreed is not None and agreed.subject.digest is None:
            message = msg(
                "{proposal} does not say to which text of {record} it agrees",
                proposal=agreed.proposal.titled,
                record=record.titled,
            )
            yield Fault(agreed.digest_place, message, hint, (agreed.proposal.ref, record.ref))
    for charter in charters:
        for department, given in newest_approvals(charter).items():
            if given.approval.digest is None:
                message = msg(
                    "{department} has approved {charter} without a word to which text",
                    department=world.parties.name(department),
                    charter=charter.titled,
                )
                yield Fault(given.digest_place, message, hint, (charter.ref,))
