"""Who must agree to what, and to which text they did: proposals, approvals, editorial changes.

An agreement is bound to the digest of the text agreed (data-model.md section 8). It holds for another text only
where the change log of the charter says, in the name of its owner, that the two mean the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from collab_cli.findings import Place
from collab_cli.graph.parties import Parties
from collab_cli.model.charter import Approval, Charter
from collab_cli.model.department import Department
from collab_cli.model.person import Person
from collab_cli.model.proposal import Position, Proposal, Subject
from collab_cli.model.record import Record
from collab_cli.model.settings import Settings
from collab_cli.model.workspace import Workspace

_BINDING = frozenset("ARDSC")
"""The letters that make a department affected; who holds only I acknowledges."""
_MISSING = "missing-agreement"
"""The slug of P201."""


@dataclass(frozen=True, slots=True)
class AgreedSubject:
    """A subject of an accepted proposal; ``index`` is its place in the list of the record's value."""

    proposal: Record[Proposal]
    subject: Subject
    index: int

    @property
    def digest_place(self) -> Place:
        """Return where the digest agreed stands."""
        return self.proposal.place("subjects", self.index, "digest")

    @property
    def decided(self) -> date:
        """Return the day of the decision; a proposal without one counts as older than any other."""
        return self.proposal.value.decided or date.min

    @property
    def order(self) -> tuple[date, date]:
        """Return what puts it after another: the day of the decision, of one day that on which it was opened."""
        return self.decided, self.proposal.value.opened or date.min


@dataclass(frozen=True, slots=True)
class GivenApproval:
    """An approval of a charter; ``index`` is its place in the list of the record's value."""

    charter: Record[Charter]
    approval: Approval
    index: int

    @property
    def digest_place(self) -> Place:
        """Return where the digest approved stands."""
        return self.charter.place("approvals", self.index, "digest")


def owning_department(parties: Parties, charter: Record[Charter]) -> str | None:
    """Return the department a charter belongs to: the one it is named after, else that of its owner."""
    if charter.value.type == "department" and parties.workspace.get(Department, charter.id) is not None:
        return charter.id
    owner = parties.workspace.get(Person, charter.value.owner)
    return owner.value.department if owner is not None else None


def charter_owner(workspace: Workspace, charter: Record[Charter]) -> str | None:
    """Return the person who keeps a charter up to date: its owner, else the head of its department."""
    if charter.value.owner is not None or charter.value.type != "department":
        return charter.value.owner
    department = workspace.get(Department, charter.id)
    return department.value.head if department is not None else None


def affected_departments(parties: Parties, charter: Record[Charter]) -> tuple[str, ...]:
    """Return the departments that must agree to a charter, in the order of the register.

    Those are the owning one and all that hold a letter other than I in any row, `person:` and `role:` parties
    counting for their department.
    """
    found = {owning_department(parties, charter)}
    for row in charter.value.duties:
        found |= {parties.department(party) for party, cell in row.raci.items() if not _BINDING.isdisjoint(cell)}
    return tuple(department.id for department in parties.workspace.all(Department) if department.id in found)


def accepted_proposals(workspace: Workspace) -> Mapping[str, AgreedSubject]:
    """Return the newest accepted proposal on each subject, by the subject's `kind:id`.

    A later one supersedes an earlier one for the subjects it names and no others. Of two decided on one day the one
    opened later counts, then the later in path order. A part (`goal:id/kr1`) is agreed with its record.
    """
    newest: dict[str, AgreedSubject] = {}
    for proposal in workspace.all(Proposal):
        if proposal.value.status != "accepted":
            continue
        for index, subject in enumerate(proposal.value.subjects):
            agreed = AgreedSubject(proposal, subject, index)
            ref = subject.ref.partition("/")[0]
            if ref not in newest or newest[ref].order <= agreed.order:
                newest[ref] = agreed
    return newest


def newest_approvals(charter: Record[Charter]) -> Mapping[str, GivenApproval]:
    """Return the newest approval of each department, in the order of the list; of one day the later entry counts."""
    newest: dict[str, GivenApproval] = {}
    for index, approval in enumerate(charter.value.approvals):
        known = newest.get(approval.department)
        if known is None or known.approval.date <= approval.date:
            newest[approval.department] = GivenApproval(charter, approval, index)
    return dict(sorted(newest.items(), key=lambda item: item[1].index))


def carried_over(workspace: Workspace, charter: Record[Charter], from_digest: str, to_digest: str) -> bool:
    """Return whether an agreement on one text of a charter counts as one on another.

    It does where editorial entries of the change log, each in the name of the charter's owner, lead from the one
    to the other.
    """
    owner = charter_owner(workspace, charter)
    steps: dict[str, list[str]] = {}
    for change in charter.value.change_log:
        if change.editorial is not None and change.by is not None and change.by == owner:
            steps.setdefault(change.editorial.from_, []).append(change.editorial.to)
    reached, waiting = {from_digest}, [from_digest]
    while waiting:
        for digest in steps.get(waiting.pop(), ()):
            if digest not in reached:
                reached.add(digest)
                waiting.append(digest)
    return to_digest in reached


def is_current(workspace: Workspace, record: Record[Any], agreed: str, present: str) -> bool:
    """Return whether an agreement on the digest ``agreed`` holds for a record whose present digest is ``present``.

    Of a record that is not whole nobody can tell; it counts as holding until the record has been mended.
    """
    if agreed == present or not record.is_whole:
        return True
    charter = workspace.get(Charter, record.id) if record.kind.name == "charter" else None
    return charter is not None and carried_over(workspace, charter, agreed, present)


def last_agreed(workspace: Workspace, charter: Record[Charter]) -> str | None:
    """Return the digest of the text of a charter that was agreed to last, editorial changes followed; None if none was.

    That is the subject of the newest accepted proposal on it, or the newest approval with a digest.
    """
    found: list[tuple[date, str]] = []
    proposal = accepted_proposals(workspace).get(charter.ref)
    if proposal is not None and proposal.subject.digest is not None:
        found.append((proposal.decided, proposal.subject.digest))
    for given in newest_approvals(charter).values():
        if given.approval.digest is not None:
            found.append((given.approval.date, given.approval.digest))
    if not found:
        return None
    agreed = max(found, key=lambda one: one[0])[1]
    carried = (change.editorial.to for change in reversed(charter.value.change_log) if change.editorial is not None)
    return next((digest for digest in carried if carried_over(workspace, charter, agreed, digest)), agreed)


def needs_agreement(settings: Settings) -> bool:
    """Return whether the workspace asks for agreements on goals and charters: whether it is checked for P201.

    That rule stands in the profiles standard and strict, unless collab.yaml leaves it out.
    """
    check = settings.check
    levels = [level for name, level in check.severity.items() if _covers(name)]
    if levels[-1:] == ["off"] or any(_covers(name) for name in check.ignore):
        return False
    if any(name.upper() == "P201" or name == _MISSING for name in check.select):
        return True  # whatever the profile
    is_selected = not check.select or any(_covers(name) for name in check.select)
    return is_selected and check.profile in ("standard", "strict")


def _covers(name: str) -> bool:
    """Return whether the name of a rule, a beginning of codes or a group stands for P201."""
    return name in (_MISSING, "text") or (bool(name) and "P201".startswith(name.upper()))


def missing_approvals(parties: Parties, charter: Record[Charter], present: str) -> tuple[str, ...]:
    """Return the affected departments whose newest approval does not hold for the present digest of a charter."""
    approvals = newest_approvals(charter)
    return tuple(
        department
        for department in affected_departments(parties, charter)
        if not _holds(parties.workspace, approvals.get(department), present)
    )


def stale_approvals(parties: Parties, charter: Record[Charter], present: str) -> tuple[GivenApproval, ...]:
    """Return the newest approvals that are bound to a text which is not the present one, in file order."""
    return tuple(
        given
        for given in newest_approvals(charter).values()
        if given.approval.digest is not None and not _holds(parties.workspace, given, present)
    )


def _holds(workspace: Workspace, given: GivenApproval | None, present: str) -> bool:
    if given is None or given.approval.digest is None:
        return False
    return is_current(workspace, given.charter, given.approval.digest, present)


def standing_positions(proposal: Record[Proposal]) -> Iterator[tuple[int, Position]]:
    """Yield the newest position of each department in the present round, with its place in the list of the value."""
    newest: dict[str, tuple[int, Position]] = {}
    for index, position in enumerate(proposal.value.positions):
        if position.round != proposal.value.round:
            continue
        known = newest.get(position.department)
        if known is None or known[1].date <= position.date:
            newest[position.department] = (index, position)
    yield from sorted(newest.values())
