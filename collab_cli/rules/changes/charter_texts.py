"""Is a change of a charter traceable, and did those whose duties it changes agree to it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from collab_cli.analyses.changes.rewording import is_rewording, with_counting_entries
from collab_cli.documents.nodes import Sequence
from collab_cli.documents.splice import insert_item, set_field
from collab_cli.documents.writer import Value
from collab_cli.findings import Fault, Fix, Patch
from collab_cli.graph.agreements import (
    accepted_proposals,
    carried_over,
    charter_owner,
    is_current,
    newest_approvals,
)
from collab_cli.graph.matrix import Row, charter_rows
from collab_cli.messages import msg
from collab_cli.model.charter import Charter
from collab_cli.model.department import Department
from collab_cli.model.fields import fields_of
from collab_cli.model.record import Record
from collab_cli.rules.changes.unseen_edits import unseen_edits
from collab_cli.rules.compared import Compared
from collab_cli.rules.rule import rule

_FIELDS = tuple(info.name for info in fields_of(Charter))


@rule(
    code="D951",
    slug="unversioned-charter-change",
    term="Unversioned change",
    severity="error",
    profile="standard",
    fix="safe",
    handbook="6.1",
    target="charter:sales",
    sees="base",
)
def unversioned_charter_change(compared: Compared) -> Iterator[Fault]:
    """A charter in force has changed, and nothing in it says so.

    What it finds
        A charter of status effective, then and now, whose text differs from the base, while its `version` was not
        raised or its `change_log` has no new entry. Where nothing but texts changed, and an editorial entry in the name
        of its owner leads from the old text to the new one, nothing more is asked for; nor where only ids changed. A
        charter that has changed and cannot be read wholly is told as well.

    Why it matters
        Nobody can trace what was in force on which day, and who has read it.

    Before
        # charters/sales.yaml
        title: Charter of Sales
        version: 1
        status: effective
        duties:
          - {id: customer-development, content: [Visit customers], raci: {sales: AR}}

    Example
        # charters/sales.yaml
        title: Charter of Sales
        version: 1
        status: effective
        duties:
          - {id: customer-development, content: [Visit customers, Follow up leads], raci: {sales: AR}}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        version: 2
        status: effective
        duties:
          - {id: customer-development, content: [Visit customers, Follow up leads], raci: {sales: AR}}
        change_log:
          - {version: 2, date: 2025-06-30, by: zhang-wei, note: Leads are followed up}

    How to mend it
        Raise `version` and say in an entry of `change_log` what has changed and why; `collab check --fix --base main`
        writes both, without the note. If only the wording changed, the owner says so with `collab charter approve
        --editorial`.
    """
    for charter, before in _changed_texts(compared):
        if _carries_over(compared, charter, before):
            continue
        is_raised = charter.value.version > before.value.version
        is_logged = _has_more(charter.value.change_log, before.value.change_log)
        if is_raised and is_logged:
            continue
        if is_raised:
            message = msg("{charter} has changed, and its change log does not say how", charter=charter.titled)
            hint = msg("add what has changed to its `change_log`")
        elif is_logged:
            message = msg(
                "{charter} has changed and is still version {version}",
                charter=charter.titled,
                version=before.value.version,
            )
            hint = msg("raise its `version`")
        else:
            message = msg(
                "{charter} has changed without a new version and an entry of its change log", charter=charter.titled
            )
            hint = msg("raise its `version` and say in its `change_log` what has changed")
        version = charter.value.version if is_raised else before.value.version + 1
        fix = _note_change(charter, version, compared.world.as_of, is_raised=is_raised, is_logged=is_logged)
        yield Fault(charter.place("version"), message, hint, (charter.ref,), fixes=fix)
    yield from unseen_edits(compared, "charter", "effective")


def _changed_texts(compared: Compared) -> Iterator[tuple[Record[Charter], Record[Charter]]]:
    """Yield the charters in force, then and now, whose text an agreement would not hold for, with how they were.

    What has changed only because something they name got another id does not count.
    """
    for charter in compared.world.all(Charter):
        before = compared.before(charter)
        if before is None or {charter.value.status, before.value.status} != {"effective"}:
            continue
        if not (charter.is_whole and before.is_whole):
            continue  # nobody can tell what it says
        present, old = compared.world.digest(charter), compared.base.digest(before)
        if present == old or not any(change.is_bound for change in compared.changes_of(charter)):
            continue
        if compared.names.digests.get(present) != old:
            yield charter, before


def _carries_over(compared: Compared, charter: Record[Charter], before: Record[Charter]) -> bool:
    """Return whether editorial entries of one who owned the charter before the change make light of it."""
    world, base = compared.world.workspace, compared.base.workspace
    if charter_owner(world, charter) != charter_owner(base, before):
        return False
    if not is_current(world, charter, compared.base.digest(before), compared.world.digest(charter)):
        return False
    return is_rewording(before, charter, compared.changes, compared.names)


def _has_more(now: Iterable[object], before: Iterable[object]) -> bool:
    """Return whether a list has an entry it did not have."""
    left = list(before)
    for entry in now:
        if entry not in left:
            return True
        left.remove(entry)
    return False


def _note_change(
    charter: Record[Charter], version: int, day: date, *, is_raised: bool, is_logged: bool
) -> tuple[Fix, ...]:
    """Return the edit that raises the version and adds an entry without a note to the change log."""
    patches: list[Patch] = []
    document, node = charter.document, charter.node
    if not is_raised:
        patches.append(set_field(document, node, "version", version, order=_FIELDS))
    if not is_logged:
        entry: Value = {"version": version, "date": day}
        log = charter.find("change_log")
        if isinstance(log, Sequence) and log.items:
            patches.append(insert_item(document, log, _newest(charter), entry))
        else:
            patches.append(set_field(document, node, "change_log", [entry], order=_FIELDS))
    return (Fix(True, msg("note the change as version {version}", version=version), tuple(patches)),)


def _newest(charter: Record[Charter]) -> int:
    """Return where the newest entry of the change log belongs: first where the log goes back in time."""
    versions = [change.version or 0 for change in charter.value.change_log]
    log = charter.find("change_log")
    end = len(log.items) if isinstance(log, Sequence) else 0
    return 0 if len(versions) > 1 and versions[0] > versions[-1] else end


@rule(
    code="D952",
    slug="missing-affected-approval",
    term="Missing affected approval",
    severity="error",
    profile="standard",
    handbook="6.2, 5.2",
    target="charter:sales",
    sees="base",
)
def missing_affected_approval(compared: Compared) -> Iterator[Fault]:
    """A charter changes the duties of a department that has not agreed to it.

    What it finds
        A charter of status effective in which a department gained, lost or changed a letter other than I since the
        base, and whose present text that department has neither approved nor agreed to in an accepted proposal. No
        editorial entry that is new since the base makes an older approval count: letters are no wording. One finding
        per charter, naming the departments.

    Why it matters
        Nobody hands out duties alone: those who get or lose one agree to it.

    Before
        # charters/sales.yaml
        title: Charter of Sales
        version: 1
        status: effective
        duties:
          - {id: complaint-handling, raci: {sales: AR}}

    Example
        # charters/sales.yaml
        title: Charter of Sales
        version: 2
        status: effective
        duties:
          - {id: complaint-handling, raci: {sales: A, production: R}}
        change_log:
          - {version: 2, date: 2025-06-30, by: zhang-wei, note: Production answers}

    Instead
        # charters/sales.yaml
        title: Charter of Sales
        version: 2
        status: effective
        duties:
          - {id: complaint-handling, raci: {sales: A, production: R}}
        approvals:
          - {department: sales, by: zhang-wei, date: 2025-06-29, digest: "fd2745cf5811"}
          - {department: production, by: wang-qiang, date: 2025-06-30, digest: "fd2745cf5811"}
        change_log:
          - {version: 2, date: 2025-06-30, by: zhang-wei, note: Production answers}

    How to mend it
        Talk it over and have each of these departments approve the charter with `collab charter approve`.
    """
    for charter in compared.world.all(Charter):
        before = compared.before(charter)
        if charter.value.status != "effective" or not charter.is_whole:
            continue
        if not before.is_whole if before is not None else compared.may_have_been(charter):
            continue  # nobody can tell what it said
        moved = _moved_letters(compared, charter)
        lacking = _without_agreement(compared, charter, moved) if moved else ()
        if lacking:
            names = tuple(compared.world.parties.name(department) for department in lacking)
            message = msg(
                "{charter} gives, takes or changes duties of {departments}, who have not approved its present text",
                charter=charter.titled,
                departments=names,
            )
            hint = msg("have it approved with {command}", command=f"collab charter approve {charter.id}")
            yield Fault(charter.key_place("approvals"), message, hint, (charter.ref,))


def _moved_letters(compared: Compared, charter: Record[Charter]) -> set[str]:
    """Return the departments that gained, lost or changed a letter other than I in a charter since the base."""
    before = compared.before(charter)
    was_in_force = before is not None and before.value.status == "effective"
    old = list(charter_rows(before)) if before is not None and was_in_force else []
    now = {row.row.id: row for row in charter_rows(charter)}
    found: set[str] = set()
    left = dict(now)
    for row in old:
        same = left.pop(row.row.id, None) or _about_same(row, left)
        if same is not None:
            left.pop(same.row.id, None)
        rows = ((row, True), (same, False)) if same is not None else ((row, True),)
        found |= _differing(compared, *rows)
    for row in left.values():
        found |= _differing(compared, (row, False))
    return found


def _about_same(row: Row, rows: Mapping[str, Row]) -> Row | None:
    """Return the row that took the place of one whose id is gone: the one about the same activity."""
    return next((other for other in rows.values() if other.activity == row.activity), None)


def _differing(compared: Compared, *rows: tuple[Row, bool]) -> set[str]:
    """Return the departments whose letters other than I are not the same in a row of the base (True) and one of now.

    Parties of a department count together, and so that a letter that moves between a head and somebody else of the
    department counts as well, parties one person answers for.
    """
    by_department: dict[str, list[set[str]]] = {}
    by_person: dict[str, list[set[str]]] = {}
    departments: dict[str, set[str]] = {}
    for row, is_old in rows:
        parties = (compared.base if is_old else compared.world).parties
        for party, cell in row.letters.items():
            department = parties.department(party) or _seen_elsewhere(compared, party, is_old)
            letters = set(cell) - {"I"}
            if department is None or not letters:
                continue
            named = compared.new_id("department", department) if is_old else department
            now = named if ":" not in party else party
            answering = compared.world.parties.answering(now)
            by_department.setdefault(named, [set(), set()])[is_old].update(letters)
            by_person.setdefault(answering, [set(), set()])[is_old].update(letters)
            departments.setdefault(answering, set()).add(named)
    found = {department for department, (now, old) in by_department.items() if now != old}
    for answering, (letters_now, letters_old) in by_person.items():
        found |= departments[answering] if letters_now != letters_old else set()
    return found


def _seen_elsewhere(compared: Compared, party: str, is_old: bool) -> str | None:
    """Return the department of a party whose record is hidden by a fault on its own side, as the other side has it."""
    here, there = (compared.base, compared.world) if is_old else (compared.world, compared.base)
    kind, _, party_id = party.partition(":")
    is_hidden = here.workspace.find(party) is None and here.workspace.is_known(kind, party_id)
    return there.parties.department(party) if is_hidden else None


def _without_agreement(compared: Compared, charter: Record[Charter], departments: Iterable[str]) -> tuple[str, ...]:
    """Return those of the active departments that did not agree to the present text, in the order of the register."""
    wanted = set(departments)
    world, before = compared.world, compared.before(charter)
    present = world.digest(charter)
    counting = charter
    if before is not None and any(entry.editorial is not None for entry in charter.value.change_log):
        counting = with_counting_entries(before, charter, compared.changes, compared.names)
    agreed = accepted_proposals(world.workspace).get(charter.ref)
    digest = agreed.subject.digest if agreed is not None else None
    if agreed is not None and digest is not None and carried_over(world.workspace, counting, digest, present):
        wanted -= set(agreed.proposal.value.affected)
    holding = {
        given.approval.department
        for given in newest_approvals(charter).values()
        if given.approval.digest is not None and carried_over(world.workspace, counting, given.approval.digest, present)
    }
    lacking = wanted - holding
    seen = world.workspace.records.get("department", {})
    hidden = sorted(one for one in lacking if one not in seen and world.workspace.is_known("department", one))
    return (
        *(one.id for one in world.all(Department) if one.id in lacking and one.value.status == "active"),
        *hidden,
    )
