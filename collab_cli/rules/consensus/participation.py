"""Participation: everybody concerned is heard, and says what they mean."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.consensus import consensus
from collab_cli.findings import Fault
from collab_cli.graph.agreements import standing_positions
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.person import Person
from collab_cli.model.proposal import Position, Proposal
from collab_cli.model.record import Record
from collab_cli.rules.raci.judged_rows import names, percent
from collab_cli.rules.rule import rule

_LOW = 2
"""The highest score that says there is a concern."""


@rule(
    code="P202",
    slug="quorum-not-met",
    term="Quorum not met",
    severity="error",
    profile="standard",
    thresholds=("proposal-quorum",),
    handbook="5.2",
    target="proposal:price-list",
)
def quorum_not_met(world: World) -> Iterator[Fault]:
    """A proposal is accepted although too few departments took part.

    What it finds
        An accepted proposal where the share of affected departments with a position of the present round is below its
        `quorum`, or, where it states none, below the limit. With the method lazy silence counts as agreement, and no
        quorum is asked for.

    Why it matters
        What a few have decided does not bind the others.

    Example
        # proposals/price-list.yaml
        title: {zh: 新价目表, en: New price list}
        subjects: []
        type: decision
        method: majority
        quorum: 0.6
        affected: [sales, marketing, production]
        positions:
          - {department: sales, by: zhang-wei, date: 2025-06-10, position: agree}
        status: accepted
        decided: 2025-06-12

    Instead
        # proposals/price-list.yaml
        title: {zh: 新价目表, en: New price list}
        subjects: []
        type: decision
        method: majority
        quorum: 0.6
        affected: [sales, marketing, production]
        positions:
          - {department: sales, by: zhang-wei, date: 2025-06-10, position: agree}
          - {department: marketing, by: liu-fang, date: 2025-06-11, position: agree}
        status: accepted
        decided: 2025-06-12

    How to mend it
        Take the acceptance back in the file: `status: open`, without `decided`. Then ask the departments that are
        missing, record what they say with `collab proposal position`, and close the proposal with `collab proposal
        close`, which counts them.
    """
    for proposal in world.all(Proposal):
        if proposal.value.status != "accepted" or proposal.value.method == "lazy":
            continue
        found = consensus(world, proposal)
        if found.participation is not None and rounded(found.participation) < rounded(found.quorum):
            message = msg(
                "{proposal} is accepted, but only {share} % of the departments took a position, less than {quorum} %",
                proposal=proposal.titled,
                share=percent(found.participation),
                quorum=percent(found.quorum),
            )
            hint = msg("ask {departments}", departments=names(world, found.missing))
            yield Fault(proposal.key_place("positions"), message, hint, (proposal.ref,))


@rule(
    code="P204",
    slug="unheard-stakeholder",
    term="Unheard stakeholder",
    severity="warning",
    profile="standard",
    day=True,
    handbook="5.2",
    target="proposal:price-list",
)
def unheard_stakeholder(world: World) -> Iterator[Fault]:
    """A department was not heard on what concerns it.

    What it finds
        A proposal that is accepted or rejected, or open past its deadline, where an affected department has no position
        of the present round. One finding names them all. With the method lazy silence counts as agreement.

    Why it matters
        Who was not asked does not help, and often knows what the others missed.

    Example
        # proposals/price-list.yaml
        title: {zh: 新价目表, en: New price list}
        subjects: []
        type: decision
        method: majority
        quorum: 0.5
        affected: [sales, marketing]
        positions:
          - {department: sales, by: zhang-wei, date: 2025-06-10, position: agree}
        status: accepted
        decided: 2025-06-12

    Instead
        # proposals/price-list.yaml
        title: {zh: 新价目表, en: New price list}
        subjects: []
        type: decision
        method: majority
        quorum: 0.5
        affected: [sales, marketing]
        positions:
          - {department: sales, by: zhang-wei, date: 2025-06-10, position: agree}
          - {department: marketing, by: liu-fang, date: 2025-06-11, position: abstain}
        status: accepted
        decided: 2025-06-12

    How to mend it
        Ask the department and note its position, which may be `abstain`: with `collab proposal position` while the
        proposal is open, afterwards under `positions` in the file. If the matter does not concern it, take it out of
        `affected`.
    """
    for proposal in world.all(Proposal):
        value = proposal.value
        is_late = value.status == "open" and value.deadline is not None and value.deadline < world.as_of
        if value.method == "lazy" or not (is_late or value.status in ("accepted", "rejected")):
            continue
        given = {position.department for _, position in standing_positions(proposal)}
        missing = tuple(department for department in dict.fromkeys(value.affected) if department not in given)
        if missing:
            departments = names(world, missing)
            message = msg(
                "{proposal} is decided without a position of {departments}",
                proposal=proposal.titled,
                departments=departments,
            )
            if is_late:
                message = msg(
                    "{proposal} is past its deadline without a position of {departments}",
                    proposal=proposal.titled,
                    departments=departments,
                )
            hint = msg("ask what they think and record it")
            yield Fault(proposal.key_place("affected"), message, hint, (proposal.ref,))


@rule(
    code="P208",
    slug="low-vote-without-concern",
    term="Unexplained low vote",
    severity="warning",
    profile="strict",
    handbook="5.2",
    target="proposal:price-list",
)
def low_vote_without_concern(world: World) -> Iterator[Fault]:
    """A department is against a proposal and does not say why.

    What it finds
        A position of the present round that is object or reserve, or has a score of 2 or less, without `comment`. A
        position whose objection stands with its reason under `objections` says why. Withdrawn proposals are not judged.

    Why it matters
        A concern nobody knows cannot be met.

    Example
        # proposals/price-list.yaml
        title: {zh: 新价目表, en: New price list}
        subjects: []
        type: decision
        method: consent
        affected: [sales, marketing]
        positions:
          - {department: sales, by: zhang-wei, date: 2025-06-10, position: agree}
          - {department: marketing, by: liu-fang, date: 2025-06-11, position: reserve}

    Instead
        # proposals/price-list.yaml
        title: {zh: 新价目表, en: New price list}
        subjects: []
        type: decision
        method: consent
        affected: [sales, marketing]
        positions:
          - {department: sales, by: zhang-wei, date: 2025-06-10, position: agree}
          - {department: marketing, by: liu-fang, date: 2025-06-11, position: reserve, comment: It is in print}

    How to mend it
        Ask the department what would have to change, and write it under `comment`.
    """
    for proposal in world.all(Proposal):
        if proposal.value.status == "withdrawn":
            continue
        explained = {objection.by for objection in proposal.value.objections if objection.reason}
        for index, position in standing_positions(proposal):
            is_low = position.score is not None and position.score <= _LOW
            if not (is_low or position.position in ("object", "reserve")):
                continue
            if position.comment or (position.position == "object" and position.by in explained):
                continue
            message = _unexplained(world, proposal, position)
            hint = msg("ask {person} for the reason", person=world.name(Person, position.by))
            yield Fault(proposal.place("positions", index, "comment"), message, hint, (proposal.ref,))


def _unexplained(world: World, proposal: Record[Proposal], position: Position) -> Message:
    department, titled = world.parties.name(position.department), proposal.titled
    if position.position == "object":
        return msg("{department} objects to {proposal} without a word why", department=department, proposal=titled)
    if position.position == "reserve":
        return msg(
            "{department} has reserves about {proposal} without a word why", department=department, proposal=titled
        )
    return msg(
        "{department} gives {proposal} {score} of 5 points without a word why",
        department=department,
        proposal=titled,
        score=position.score if position.score is not None else 0,
    )
