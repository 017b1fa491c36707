"""Who is asked about the charters that changed: all they concern, and their owner where only wording did."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from collab_cli.analyses.acknowledgements import readers
from collab_cli.analyses.changes.ask import Answer, Ask, Given, Reading, Reason
from collab_cli.analyses.changes.new_names import NewNames
from collab_cli.analyses.stand_ins import answering
from collab_cli.graph.agreements import (
    AgreedSubject,
    GivenApproval,
    accepted_proposals,
    affected_departments,
    carried_over,
    charter_owner,
    is_current,
    newest_approvals,
    owning_department,
    standing_positions,
)
from collab_cli.graph.world import World
from collab_cli.model.charter import Approval, Charter
from collab_cli.model.record import Record


def charter_asks(
    before: World, after: World, names: NewNames, bound: Collection[str], removed: Iterable[Record[Charter]]
) -> Iterator[Ask]:
    """Yield who is asked about each charter that changed, in path order, then about those ``removed``.

    ``bound`` are the records, as `kind:id` on either side, of which something changed that agreements are bound to.
    """
    old_ids = {new: ref.partition(":")[2] for ref, new in names.records.items() if ref.startswith("charter:")}
    for charter in after.all(Charter):
        old = before.get(Charter, charter.id) or before.get(Charter, old_ids.get(charter.id))
        was_in_force = old is not None and old.value.status == "effective"
        if charter.value.status != "effective":
            if old is not None and was_in_force:
                yield from _ended(before, after, names, old, charter)
        elif old is None or not was_in_force:
            yield from _all_concerned(after, charter, affected_departments(after.parties, charter), ())
        else:
            yield from _changed(before, after, names, old, charter, is_other=charter.ref in bound)
    for record in removed:
        if record.value.status == "effective":
            yield from _ended(before, after, names, record, None)


def _changed(
    before: World, after: World, names: NewNames, old: Record[Charter], charter: Record[Charter], *, is_other: bool
) -> Iterator[Ask]:
    now = affected_departments(after.parties, charter)
    then = _still_there(after, names, affected_departments(before.parties, old))
    if not is_other or before.digest(old) == after.digest(charter):
        yield from _asks(after, charter, tuple(one for one in now if one not in then), ())
        return
    owner = charter_owner(after.workspace, charter)
    is_same_owner = owner == _renamed(names, "person", charter_owner(before.workspace, old))
    if is_same_owner and carried_over(after.workspace, charter, before.digest(old), after.digest(charter)):
        yield _editorial(after, charter, owner)
        return
    yield from _all_concerned(after, charter, now, tuple(one for one in then if one not in now))


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
    if own is not None and own.digest is not None and is_current(world.workspace, charter, own.digest, present):
        return "carried-over", _as_given(own)
    digest = agreed.subject.digest if agreed is not None and in_proposal else None
    if agreed is not None and digest is not None and is_current(world.workspace, charter, digest, present):
        return "carried-over", given_in(agreed, department)
    if own is not None:
        return "older", _as_given(own)
    return ("older", given_in(agreed, department)) if agreed is not None and in_proposal else ("missing", None)


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
    found = (str(_renamed(names, "department", one)) for one in departments)
    return tuple(one for one in found if one in active)


def _renamed(names: NewNames, kind: str, record_id: str | None) -> str | None:
    return names.records.get(f"{kind}:{record_id}", record_id) if record_id is not None else None
