"""Who is asked about the hand-offs that changed: the department that receives, and both where one is taken away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from collab_cli.analyses.changes.ask import Answer, Ask, Given, Reason
from collab_cli.analyses.changes.charter_asks import given_in
from collab_cli.analyses.changes.new_names import NewNames
from collab_cli.analyses.changes.old_record import is_same_text, old_record
from collab_cli.analyses.stand_ins import answering
from collab_cli.graph.agreements import accepted_proposals
from collab_cli.graph.world import World
from collab_cli.model.handoff import Handoff
from collab_cli.model.record import Record


def handoff_asks(
    before: World, after: World, names: NewNames, bound: Collection[str], removed: Iterable[Record[Handoff]]
) -> Iterator[Ask]:
    """Yield the receiver of each agreed hand-off that changed or is new, in path order, then both of those ``removed``.

    ``bound`` are the records, as `kind:id` on either side, of which something changed that agreements are bound to.
    Who received it before and no longer does is told.
    """
    active = {department.id for department in after.parties.active_departments}
    for handoff in after.all(Handoff):
        if handoff.value.status != "agreed" or handoff.value.to not in active:
            continue
        old = old_record(before, names, handoff)
        was_agreed = old is not None and old.value.status == "agreed"
        is_same = old is not None and (handoff.ref not in bound or is_same_text(before, after, names, old, handoff))
        if was_agreed and is_same:
            continue
        answer, given = _answer(after, handoff, old if was_agreed else None)
        found = answering(after, handoff.value.to)
        yield Ask(handoff, "agree", handoff.value.to, found.person, found.now, ("receiver",), answer, given)
        before_it = names.id("department", old.value.to) if old is not None and was_agreed else handoff.value.to
        if before_it != handoff.value.to and before_it in active:
            found = answering(after, before_it)
            yield Ask(handoff, "acknowledge", before_it, found.person, found.now, ("received-before",), "missing")
    for record in removed:
        if record.value.status != "agreed":
            continue
        sides: tuple[tuple[str, Reason], ...] = ((record.value.from_, "supplier"), (record.value.to, "receiver"))
        for old_id, reason in sides:
            department = names.id("department", old_id)
            if department in active:
                found = answering(after, department)
                yield Ask(record, "agree", department, found.person, found.now, (reason,), "missing", is_gone=True)


def _answer(world: World, handoff: Record[Handoff], old: Record[Handoff] | None) -> tuple[Answer, Given | None]:
    """Return what the receiver answered; nothing says to which text, so that only a new acceptance counts.

    That of somebody of another department is none.
    """
    accepted = handoff.value.accepted_by
    agreed = accepted_proposals(world.workspace).get(handoff.ref)
    if agreed is not None and agreed.subject.digest == world.digest(handoff):
        return "given", given_in(agreed, handoff.value.to)
    if accepted is None or not world.parties.counts_for(f"person:{accepted.person}", handoff.value.to):
        return "missing", None
    given = Given(accepted.person, accepted.date, accepted.via, accepted.evidence)
    is_new = old is None or old.value.accepted_by != accepted
    return ("given" if is_new else "older"), given
