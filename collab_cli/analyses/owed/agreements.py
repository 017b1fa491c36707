"""What a person is asked to agree to: positions on proposals, charters to approve, objections to settle."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from collab_cli.analyses.consensus import consensus
from collab_cli.analyses.owed.owed import Owed, SpokenFor
from collab_cli.analyses.proposal_standing import accepted_subjects
from collab_cli.graph.agreements import (
    affected_departments,
    charter_owner,
    is_current,
    missing_approvals,
    needs_agreement,
)
from collab_cli.graph.world import World
from collab_cli.model.charter import Charter
from collab_cli.model.goal import Goal
from collab_cli.model.handoff import Handoff
from collab_cli.model.proposal import Proposal
from collab_cli.model.record import Record


def agreements_asked(world: World, person: str, departments: Collection[SpokenFor]) -> Iterator[Owed]:
    """Yield the positions and approvals asked of a person, and the objections that wait for one."""
    for proposal in world.all(Proposal):
        value = proposal.value
        if value.status == "open" and (value.opened is None or value.opened <= world.as_of):
            yield from _positions(world, proposal, person, departments)
            yield from _objections(world, proposal, person)
    if departments and needs_agreement(world.settings):
        for charter in world.all(Charter):
            if charter.value.status != "superseded":
                yield from _approvals(world, charter, person, departments)


def _positions(
    world: World, proposal: Record[Proposal], person: str, departments: Collection[SpokenFor]
) -> Iterator[Owed]:
    asked = [one for one in departments if one.department in proposal.value.affected]
    if not asked:
        return
    due = proposal.value.deadline
    days = (due - world.as_of).days if due is not None else None
    said = "--score 4" if proposal.value.method == "fist_to_five" else "agree"
    missing = consensus(world, proposal).missing
    for one in asked:
        if one.department in missing:
            command = f"collab proposal position {proposal.id} {said} --department {one.department} --by {person}"
            yield Owed("agreement", "position", proposal, command, due, days, spoken=one)


def _objections(world: World, proposal: Record[Proposal], person: str) -> Iterator[Owed]:
    """Yield the open objections against what a person keeps, and those of the person."""
    due = proposal.value.deadline
    days = (due - world.as_of).days if due is not None else None
    open_ones = [(at, one) for at, one in enumerate(proposal.value.objections) if one.status == "open"]
    keeps = bool(open_ones) and person in _keepers(world, proposal)
    for at, one in open_ones:
        number = int(proposal.in_file("objections", at)[-1]) + 1
        detail = one.reason or ""
        if keeps:
            command = f"collab proposal resolve {proposal.id} {number} --resolution TEXT"
            yield Owed("agreement", "objection", proposal, command, due, days, detail)
        elif one.by == person:
            command = f"collab proposal status {proposal.id}"
            yield Owed("agreement", "objecting", proposal, command, due, days, detail)


def _keepers(world: World, proposal: Record[Proposal]) -> frozenset[str | None]:
    """Return who keeps the subjects of a proposal: owners of goals and charters, heads of those that supply."""
    found: set[str | None] = set()
    for subject in proposal.value.subjects:
        kind, _, rest = subject.ref.partition("/")[0].partition(":")
        if kind == "goal" and (goal := world.get(Goal, rest)) is not None:
            found.add(goal.value.owner)
        elif kind == "charter" and (charter := world.get(Charter, rest)) is not None:
            found.add(charter_owner(world.workspace, charter))
        elif kind == "handoff" and (handoff := world.get(Handoff, rest)) is not None:
            found.add(world.parties.accountable_person(handoff.value.from_))
    return frozenset(found)


def _approvals(
    world: World, charter: Record[Charter], person: str, departments: Collection[SpokenFor]
) -> Iterator[Owed]:
    affected = affected_departments(world.parties, charter)
    asked = [one for one in departments if one.department in affected]
    if not asked or not charter.is_whole:
        return
    present = world.digest(charter)
    agreed = world.once(accepted_subjects).get(charter.ref)
    bound = agreed.subject.digest if agreed is not None else None
    if bound is not None and is_current(world.workspace, charter, bound, present):
        return
    missing = missing_approvals(world.parties, charter, present)
    starts = charter.value.effective_from
    due = starts if starts is not None and starts >= world.as_of else None
    for one in asked:
        if one.department in missing:
            command = f"collab charter approve {charter.id} --department {one.department} --by {person}"
            days = (due - world.as_of).days if due is not None else None
            yield Owed("agreement", "approval", charter, command, due, days, spoken=one)
