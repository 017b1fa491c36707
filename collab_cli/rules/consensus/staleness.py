"""Stale agreements: what was agreed and has changed since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from collab_cli.findings import Fault, Place, Related, Severity
from collab_cli.graph.agreements import (
    AgreedSubject,
    GivenApproval,
    accepted_proposals,
    affected_departments,
    is_current,
    missing_approvals,
    stale_approvals,
)
from collab_cli.graph.matrix import is_effective
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.charter import Charter
from collab_cli.model.goal import Goal
from collab_cli.model.handoff import Handoff
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule

_Subject = Record[Goal] | Record[Handoff] | Record[Charter]


@rule(
    code="P209",
    slug="stale-agreement",
    term="Stale agreement",
    severity="error",
    profile="standard",
    absence=("proposal",),
    handbook="5.2, 5.3",
    target="goal:fewer-returns",
)
def stale_agreement(world: World) -> Iterator[Fault]:
    """What was agreed has changed since.

    What it finds
        A subject of the newest accepted proposal on it whose `digest` is not that of the present text; a charter with a
        department whose newest approval is bound to another text than the present one. Entries of the change log that
        the owner of a charter marks as editorial carry agreements over. A charter whose present text every affected
        department has approved is never stale. A warning, unless the subject is an active goal or an effective charter.

    Why it matters
        They agreed to something else.

    Example
        # goals/fewer-returns.yaml
        title: {zh: 降低退货率, en: Fewer returns}
        level: department
        department: production
        owner: wang-qiang
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, weight: 0.4, how: Quality keeps customers}
        key_results:
          - {id: kr1, title: Return rate, direction: decrease, baseline: 4, target: 3.5, unit: "%"}

    Instead
        # goals/fewer-returns.yaml
        title: {zh: 降低退货率, en: Fewer returns}
        level: department
        department: production
        owner: wang-qiang
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, weight: 0.4, how: Quality keeps customers}
        key_results:
          - {id: kr1, title: Return rate, direction: decrease, baseline: 4, target: 3.5, unit: "%"}
        # proposals/easier-returns.yaml
        title: {zh: 调整退货率目标, en: An easier target for returns}
        type: goal_adjust
        subjects:
          - {ref: "goal:fewer-returns", digest: "b6cf8b9dccea"}
        affected: [production]
        positions:
          - {department: production, by: wang-qiang, date: 2025-06-20, position: agree}
        status: accepted
        decided: 2025-06-20

    How to mend it
        Ask the departments to agree to the present text, with `collab charter approve` for a charter or a new `collab
        proposal open` for a goal; or take the change back. If only the wording of a charter changed, its owner says so
        with `collab charter approve --editorial`.
    """
    accepted = accepted_proposals(world.workspace)
    subjects: list[_Subject] = [*world.all(Goal), *world.all(Handoff)]
    for record in subjects:
        agreed = accepted.get(record.ref)
        if agreed is not None and _is_stale(world, agreed, record):
            yield _changed_subject(world, record, agreed, agreed.proposal.value.affected)
    for charter in world.all(Charter):
        yield from _stale_charter(world, charter, accepted.get(charter.ref))


def _is_stale(world: World, agreed: AgreedSubject, record: _Subject) -> bool:
    digest = agreed.subject.digest
    return digest is not None and not is_current(world.workspace, record, digest, world.digest(record))


def _stale_charter(world: World, charter: Record[Charter], agreed: AgreedSubject | None) -> Iterator[Fault]:
    present = world.digest(charter)
    affected = affected_departments(world.parties, charter)
    missing = missing_approvals(world.parties, charter, present)
    if affected and not missing:
        return
    if agreed is not None and _is_stale(world, agreed, charter):
        yield _changed_subject(world, charter, agreed, missing or agreed.proposal.value.affected)
        return
    stale = [given for given in stale_approvals(world.parties, charter, present) if not _agreed_since(agreed, given)]
    if stale:
        asked = [given for given in stale if given.approval.department in affected] or stale
        yield _changed(world, charter, asked[0].digest_place, [given.approval.department for given in asked])


def _agreed_since(agreed: AgreedSubject | None, given: GivenApproval) -> bool:
    """Return whether the department has agreed to the present text in a proposal decided after its approval."""
    return (
        agreed is not None
        and agreed.subject.digest is not None
        and given.approval.department in agreed.proposal.value.affected
        and given.approval.date <= agreed.decided
    )


def _changed_subject(world: World, record: _Subject, agreed: AgreedSubject, departments: Sequence[str]) -> Fault:
    related = (Related(record.first_place),)
    return _changed(world, record, agreed.digest_place, departments, related)


def _changed(
    world: World, record: _Subject, place: Place, departments: Sequence[str], related: tuple[Related, ...] = ()
) -> Fault:
    names = tuple(world.parties.name(department) for department in departments)
    message = msg("{record} has changed since it was agreed", record=record.titled)
    if names:
        message = msg("{record} has changed since {departments} agreed to it", record=record.titled, departments=names)
    if record.kind.name == "charter" and len(names) == 1:
        hint = msg(
            "ask {department} to approve the present text, or mark the change as editorial if it means the same",
            department=names[0],
        )
    elif record.kind.name == "charter":
        hint = msg("ask them to approve the present text, or mark the change as editorial if it means the same")
    else:
        hint = msg("put it in a new proposal, or take the change back")
    severity = Severity.ERROR if _is_in_force(world, record) else Severity.WARNING
    return Fault(place, message, hint, (record.ref,), related, severity=severity)


def _is_in_force(world: World, record: _Subject) -> bool:
    """Return whether the subject is an active goal or a charter in force."""
    if isinstance(record.value, Charter):
        return is_effective(record, world.as_of)
    return isinstance(record.value, Goal) and record.value.status == "active"
