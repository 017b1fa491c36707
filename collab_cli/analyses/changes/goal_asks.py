"""Who is asked about the goals that changed: their owners, their departments, and all who agreed to them before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from collab_cli.analyses.changes.ask import Answer, Ask, Given, Reason
from collab_cli.analyses.changes.charter_asks import given_in
from collab_cli.analyses.changes.new_names import NO_NAMES, NewNames
from collab_cli.analyses.changes.old_record import is_same_text, old_record
from collab_cli.analyses.stand_ins import answering
from collab_cli.graph.agreements import AgreedSubject, accepted_proposals, standing_positions
from collab_cli.graph.world import World
from collab_cli.model.goal import Goal
from collab_cli.model.proposal import Proposal
from collab_cli.model.record import Record

Reasons = dict[str, dict[Reason, None]]
"""Why each department is asked, in the order of the reasons."""


def goal_asks(
    before: World, after: World, names: NewNames, bound: Collection[str], removed: Iterable[Record[Goal]]
) -> Iterator[Ask]:
    """Yield who is asked about each active goal that changed, in path order, then about those ``removed``.

    ``bound`` are the records, as `kind:id` on either side, of which something changed that agreements are bound to.
    """
    for goal in after.all(Goal):
        old = old_record(before, names, goal)
        if goal.value.status != "active":
            continue
        was_active = old is not None and old.value.status == "active"
        is_same = old is not None and (goal.ref not in bound or is_same_text(before, after, names, old, goal))
        if not (was_active and is_same):
            yield from _asks(before, after, names, old if was_active else None, goal)
    for record in removed:
        if record.value.status == "active":
            yield from _asks(before, after, names, record, None)


def _asks(
    before: World, after: World, names: NewNames, old: Record[Goal] | None, goal: Record[Goal] | None
) -> Iterator[Ask]:
    """Yield who is asked about a goal: old and new owners and departments, and who was heard in its proposals."""
    record = goal or old
    assert record is not None
    owners: dict[str, None] = {}
    wanted: Reasons = {}
    for side, world in ((goal, after), (old, before)):
        if side is None:
            continue
        moved = names if world is before else NO_NAMES
        if side.value.owner is not None:
            owners[moved.id("person", side.value.owner)] = None
        own = [side.value.department] if side.value.department is not None else []
        _add(wanted, moved, "goal-department", (*own, *side.value.co_owners))
        agreed = accepted_proposals(world.workspace).get(side.ref)
        if agreed is not None:
            _add(wanted, moved, "agreed-before", agreed.proposal.value.affected)
    agreed = accepted_proposals(after.workspace).get(record.ref) if goal is not None else None
    speakers = {one: set(after.parties.speakers(one, after.as_of)) for one in wanted}
    for owner in [one for one in owners if after.parties.is_active_person(one)]:
        spoken_for = next((one for one in wanted if owner in speakers[one]), None)
        if spoken_for is not None:
            wanted[spoken_for] = {"goal-owner": None, **wanted[spoken_for]}
        else:
            answer, given = _answer_of_person(after, record, owner, agreed)
            now = answering(after, f"person:{owner}").now
            reasons: tuple[Reason, ...] = ("goal-owner",)
            yield Ask(record, "agree", None, owner, now, reasons, answer, given, is_gone=goal is None)
    for department in after.parties.active_departments:
        if department.id in wanted:
            answer, given = _answer(after, record, department.id, agreed)
            found = answering(after, department.id)
            reasons = tuple(wanted[department.id])
            yield Ask(
                *(record, "agree", department.id, found.person, found.now, reasons, answer, given),
                is_gone=goal is None,
            )


def _add(wanted: Reasons, names: NewNames, reason: Reason, departments: Iterable[str]) -> None:
    for department in departments:
        wanted.setdefault(names.id("department", department), {})[reason] = None


def _answer(
    world: World, goal: Record[Goal], department: str, agreed: AgreedSubject | None
) -> tuple[Answer, Given | None]:
    """Return what a department answered about the present text: in an accepted proposal, or agreeing in an open one.

    One that is not heard in a proposal agrees by the signature of who speaks for it.
    """
    given: Given | None = None
    speakers = world.parties.speakers(department, world.as_of)
    is_present = agreed is not None and agreed.subject.digest == world.digest(goal)
    if agreed is not None and department in agreed.proposal.value.affected:
        given = given_in(agreed, department)
        if is_present:
            return "given", given
    waiting = open_proposal(world, goal)
    for _, position in standing_positions(waiting) if waiting is not None else ():
        if waiting is not None and position.department == department and position.position == "agree":
            return "given", Given(position.by, position.date, position.via, position.evidence, waiting.id)
    for proposal in (agreed.proposal if agreed is not None and is_present else None, waiting):
        signed = _signed(proposal, speakers) if proposal is not None else None
        if signed is not None and proposal is not None and department not in proposal.value.affected:
            return "given", signed
    return ("older", given) if given is not None else ("missing", None)


def _answer_of_person(
    world: World, goal: Record[Goal], person: str, agreed: AgreedSubject | None
) -> tuple[Answer, Given | None]:
    """Return what somebody answered who speaks for no department asked: by signing a proposal, or by its outcome."""
    is_present = agreed is not None and agreed.subject.digest == world.digest(goal)
    waiting = open_proposal(world, goal)
    for proposal in (agreed.proposal if agreed is not None and is_present else None, waiting):
        signed = _signed(proposal, (person,)) if proposal is not None else None
        if signed is not None:
            return "given", signed
    if agreed is None:
        return "missing", None
    return ("given" if is_present else "older"), Given(None, agreed.proposal.value.decided, proposal=agreed.proposal.id)


def _signed(proposal: Record[Proposal], people: Collection[str]) -> Given | None:
    """Return how one of these people signed a proposal in its present round, None if nobody did."""
    signed = [one for one in proposal.value.signoffs if one.by in people and one.round == proposal.value.round]
    return Given(signed[-1].by, signed[-1].date, signed[-1].via, signed[-1].evidence, proposal.id) if signed else None


def open_proposal(world: World, goal: Record[Goal]) -> Record[Proposal] | None:
    """Return the open proposal in which the present text of a goal is put to the departments, or None."""
    present = world.digest(goal)
    found = [
        proposal
        for proposal in world.all(Proposal)
        if proposal.value.status == "open"
        and any(subject.ref == goal.ref and subject.digest == present for subject in proposal.value.subjects)
    ]
    return found[-1] if found else None
