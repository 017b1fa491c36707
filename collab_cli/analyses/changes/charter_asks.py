"""Who is asked about the charters that changed: all they concern, and their owner where only wording did."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from collab_cli.analyses.acknowledgements import readers
from collab_cli.analyses.changes.ask import Answer, Ask, Given, Reading, Reason
from collab_cli.analyses.changes.change import Change
from collab_cli.analyses.changes.new_names import NewNames
from collab_cli.analyses.changes.old_record import is_same_text, old_record
from collab_cli.analyses.changes.rewording import is_rewording, with_counting_entries
from collab_cli.analyses.stand_ins import answering
from collab_cli.graph.agreements import (
    AgreedSubject,
    GivenApproval,
    accepted_proposals,
    affected_departments,
    carried_over,
    charter_owner,
    newest_approvals,
    owning_department,
    standing_positions,
)
from collab_cli.graph.world import World
from collab_cli.model.charter import Approval, Charter
from collab_cli.model.record import Record


def charter_asks(
    before: World,
    after: World,
    names: NewNames,
    changes: Iterable[Change],
    removed: Iterable[Record[Charter]],
    people: Mapping[str, Collection[str]],
) -> Iterator[Ask]:
    """Yield who is asked about each charter that changed, in path order, then about those ``removed``.

    ``people`` are those who gained or lost a letter themselves, by `charter:id`.
    """
    bound = {record.ref for change in changes if change.is_bound for record in change.records}
    for charter in after.all(Charter):
        old = old_record(before, names, charter)
        was_in_force = old is not None and old.value.status == "effective"
        if charter.value.status != "effective":
            if old is not None and was_in_force:
                yield from _ended(before, after, names, old, charter)
            continue
        if old is None or not was_in_force:
            counting = with_counting_entries(old, charter, changes, names)
            yield from _all_concerned(after, counting, affected_departments(after.parties, charter), ())
        elif charter.ref not in bound or is_same_text(before, after, names, old, charter):
            yield from _newly_affected(before, after, names, old, charter)
        elif _is_said_to_be_reworded(before, after, names, old, charter) and is_rewording(old, charter, changes, names):
            yield _editorial(after, charter, charter_owner(after.workspace, charter))
            continue
        else:
            now = affected_departments(after.parties, charter)
            then = _still_there(after, names, affected_departments(before.parties, old))
            counting = with_counting_entries(old, charter, changes, names)
            yield from _all_concerned(after, counting, now, tuple(one for one in then if one not in now))
        yield from _people(after, old, charter, people.get(charter.ref, ()))
    for record in removed:
        if record.value.status == "effective":
            yield from _ended(before, after, names, record, None)


def _newly_affected(
    before: World, after: World, names: NewNames, old: Record[Charter], charter: Record[Charter]
) -> Iterator[Ask]:
    """Yield those a charter has come to concern though its text has not changed."""
    then = _still_there(after, names, affected_departments(before.parties, old))
    now = affected_departments(after.parties, charter)
    yield from _asks(after, charter, tuple(one for one in now if one not in then), ())


def _is_said_to_be_reworded(
    before: World, after: World, names: NewNames, old: Record[Charter], charter: Record[Charter]
) -> bool:
    """Return whether one who owned a charter before and owns it now says that both texts mean the same."""
    owner = charter_owner(after.workspace, charter)
    old_owner = charter_owner(before.workspace, old)
    is_same_owner = owner == (names.id("person", old_owner) if old_owner is not None else None)
    return is_same_owner and carried_over(after.workspace, charter, before.digest(old), after.digest(charter))


def _people(
    world: World, old: Record[Charter] | None, charter: Record[Charter], people: Collection[str]
) -> Iterator[Ask]:
    """Yield those whose own part in a charter changed: they answer by saying that they have read it, or by signing."""
    known = list(old.value.acknowledgements) if old is not None else []
    agreed = accepted_proposals(world.workspace).get(charter.ref)
    for person in people:
        given: Given | None = None
        for one in charter.value.acknowledgements:
            if one.person == person and one.version == charter.value.version and one not in known:
                given = Given(person, one.date)
        if given is None and agreed is not None and agreed.subject.digest == world.digest(charter):
            given = next(
                (
                    Given(person, one.date, one.via, one.evidence, agreed.proposal.id)
                    for one in agreed.proposal.value.signoffs
                    if one.by == person
                ),
                None,
            )
        now = answering(world, f"person:{person}").now
        answer: Answer = "given" if given is not None else "missing"
        yield Ask(charter, "agree", None, person, now, ("own-part",), answer, given)


def _all_concerned(
    world: World, charter: Record[Charter], affected: tuple[str, ...], gone: tuple[str, ...]
) -> Iterator[Ask]:
    """Yield all who must agree to a charter, then those who are only informed."""
    yield from _asks(world, charter, affected, gone)
    for department in readers(world, charter):
        if department.concern == "informed":
            reading = Reading(department.known, len(department.readers), department.missing)
            found = answering(world, department.department)
            yield Ask(
                *(charter, "acknowledge", department.department, found.person, found.now, ("informed",)),
                answer="missing" if department.missing else "given",
                reading=reading,
            )


def _asks(world: World, charter: Record[Charter], affected: Iterable[str], gone: Iterable[str]) -> Iterator[Ask]:
    owning = owning_department(world.parties, charter)
    wanted: dict[str, Reason] = {one: "owning" if one == owning else "affected" for one in affected}
    wanted |= dict.fromkeys(gone, "no-longer-affected")
    approvals = newest_approvals(charter)
    agreed = accepted_proposals(world.workspace).get(charter.ref)
    for department in _in_order(world, wanted):
        answer, given = _answer(world, charter, department, approvals.get(department), agreed)
        found = answering(world, department)
        yield Ask(
            *(charter, "agree", department, found.person, found.now, (wanted[department],)), answer=answer, given=given
        )


def _in_order(world: World, wanted: Collection[str]) -> tuple[str, ...]:
    """Return the active departments among those wanted, in the order of the register."""
    return tuple(department.id for department in world.parties.active_departments if department.id in wanted)


def _answer(
    world: World,
    charter: Record[Charter],
    department: str,
    approved: GivenApproval | None,
    agreed: AgreedSubject | None,
) -> tuple[Answer, Given | None]:
    """Return what a department answered about the present text: its newest approval, else an accepted proposal."""
    present = world.digest(charter)
    own = approved.approval if approved is not None else None
    if own is not None and own.digest == present:
        return "given", _as_given(own)
    in_proposal = agreed is not None and department in agreed.proposal.value.affected
    if agreed is not None and in_proposal and agreed.subject.digest == present:
        return "given", given_in(agreed, department)
    if own is not None and own.digest is not None and _holds(world, charter, own.digest, present):
        return "carried-over", _as_given(own)
    digest = agreed.subject.digest if agreed is not None and in_proposal else None
    if agreed is not None and digest is not None and _holds(world, charter, digest, present):
        return "carried-over", given_in(agreed, department)
    if own is not None:
        return "older", _as_given(own)
    return ("older", given_in(agreed, department)) if agreed is not None and in_proposal else ("missing", None)


def _holds(world: World, charter: Record[Charter], digest: str, present: str) -> bool:
    """Return whether the change log of ``charter``, as it is given, carries an agreement over to the present text."""
    return not charter.is_whole or carried_over(world.workspace, charter, digest, present)


def _as_given(approval: Approval) -> Given:
    return Given(approval.by, approval.date, approval.via, approval.evidence)


def given_in(agreed: AgreedSubject, department: str) -> Given:
    """Return how a department agreed in an accepted proposal: by its position, else by the decision."""
    proposal = agreed.proposal
    positions = {position.department: position for _, position in standing_positions(proposal)}
    own = positions.get(department)
    if own is None:
        return Given(None, proposal.value.decided, proposal=proposal.id)
    return Given(own.by, own.date, own.via, own.evidence, proposal.id)


def _editorial(world: World, charter: Record[Charter], owner: str | None) -> Ask:
    """Return the ask of the owner, who has answered by the entry of the change log."""
    entries = [entry for entry in charter.value.change_log if entry.editorial is not None and entry.by == owner]
    newest = entries[-1]
    found = answering(world, f"person:{owner}")
    return Ask(
        *(charter, "agree", owning_department(world.parties, charter), owner, found.now, ("editorial",)),
        answer="given",
        given=Given(newest.by, newest.date),
    )


def _ended(
    before: World, after: World, names: NewNames, old: Record[Charter], charter: Record[Charter] | None
) -> Iterator[Ask]:
    """Yield all who must agree that a charter is in force no more; ``charter`` is None where it was removed."""
    then = _still_there(after, names, affected_departments(before.parties, old))
    answers = _answers_since(before, after, old, charter) if charter is not None else {}
    owning = owning_department(before.parties, old)
    for department in _in_order(after, then):
        found, given = answering(after, department), answers.get(department)
        yield Ask(
            *(charter or old, "agree", department, found.person, found.now),
            ("owning" if department == owning else "no-longer-affected",),
            answer="given" if given is not None else "missing",
            given=given,
            is_gone=charter is None,
        )


def _answers_since(before: World, after: World, old: Record[Charter], charter: Record[Charter]) -> dict[str, Given]:
    """Return the agreements with a charter that are new: those in a new proposal, and approvals it did not have."""
    found: dict[str, Given] = {}
    agreed = accepted_proposals(after.workspace).get(charter.ref)
    known = accepted_proposals(before.workspace).get(old.ref)
    if agreed is not None and (known is None or known.proposal.id != agreed.proposal.id):
        found = {department: given_in(agreed, department) for department in agreed.proposal.value.affected}
    written = list(old.value.approvals)
    return found | {one.department: _as_given(one) for one in charter.value.approvals if one not in written}


def _still_there(after: World, names: NewNames, departments: Iterable[str]) -> tuple[str, ...]:
    """Return departments of the old state under their present ids, without those that are no more."""
    active = {department.id for department in after.parties.active_departments}
    found = (names.id("department", one) for one in departments)
    return tuple(one for one in found if one in active)
