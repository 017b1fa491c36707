"""Is a change of a charter traceable, and did those whose duties it changes agree to it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from collab_cli.documents.nodes import Sequence
from collab_cli.documents.splice import insert_item, set_field
from collab_cli.documents.writer import Value
from collab_cli.findings import Fault, Fix, Patch
from collab_cli.graph.agreements import (
    accepted_proposals,
    charter_owner,
    is_current,
    newest_approvals,
)
from collab_cli.graph.matrix import Row, charter_rows
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.charter import Charter
from collab_cli.model.department import Department
from collab_cli.model.fields import fields_of
from collab_cli.model.record import Record
from collab_cli.rules.compared import Compared
from collab_cli.rules.rule import rule

_FIELDS = tuple(info.name for info in fields_of(Charter))

Letters = Mapping[str, frozenset[str]]
"""The letters other than I that departments hold in a row, by department."""


@rule(
    code="D951",
    slug="unversioned-charter-change",
    term="Unversioned change",
    severity="error",
    profile="standard",
    absence=("charter",),
    fix="safe",
    handbook="6.1",
    target="charter:sales",
    sees="base",
)
def unversioned_charter_change(compared: Compared) -> Iterator[Fault]:
    """A charter in force has changed, and nothing in it says so.

    What it finds
        A charter of status effective, then and now, whose text differs from the base, while its `version` was not
        raised or its `change_log` has no new entry. Where an editorial entry in the name of its owner leads from the
        old text to the new one, nothing more is asked for.

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
        if compared.world.digest(charter) != compared.base.digest(before) and any(
            change.is_bound for change in compared.changes_of(charter)
        ):
            yield charter, before


def _carries_over(compared: Compared, charter: Record[Charter], before: Record[Charter]) -> bool:
    """Return whether editorial entries of one who owned the charter before the change make light of it."""
    world, base = compared.world.workspace, compared.base.workspace
    if charter_owner(world, charter) != charter_owner(base, before):
        return False
    return is_current(world, charter, compared.base.digest(before), compared.world.digest(charter))


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
    absence=("charter", "department", "person", "role"),
    handbook="6.2, 5.2",
    target="charter:sales",
    sees="base",
)
def missing_affected_approval(compared: Compared) -> Iterator[Fault]:
    """A charter changes the duties of a department that has not agreed to it.

    What it finds
        A charter of status effective in which a department gained, lost or changed a letter other than I since the
        base, and whose present text that department has neither approved nor agreed to in an accepted proposal. An
        approval an editorial entry carries over counts. One finding per charter, naming the departments.

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
        if charter.value.status != "effective" or not charter.is_whole:
            continue
        moved = _moved_letters(compared, charter)
        lacking = _without_agreement(compared.world, charter, moved) if moved else ()
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
        found |= _differing(_binding(compared, row, is_old=True), _binding(compared, same) if same else {})
    for row in left.values():
        found |= set(_binding(compared, row))
    return found


def _about_same(row: Row, rows: Mapping[str, Row]) -> Row | None:
    """Return the row that took the place of one whose id is gone: the one about the same activity."""
    return next((other for other in rows.values() if other.activity == row.activity), None)


def _differing(one: Letters, other: Letters) -> set[str]:
    return {department for department in {*one, *other} if one.get(department) != other.get(department)}


def _binding(compared: Compared, row: Row, *, is_old: bool = False) -> Letters:
    """Return the letters other than I of each department in a row; old departments by their present ids."""
    parties = (compared.base if is_old else compared.world).parties
    found: dict[str, frozenset[str]] = {}
    for party, cell in row.letters.items():
        department = parties.department(party)
        letters = frozenset(cell) - {"I"}
        if department is not None and letters:
            named = compared.new_id("department", department) if is_old else department
            found[named] = found.get(named, frozenset()) | letters
    return found


def _without_agreement(world: World, charter: Record[Charter], departments: Iterable[str]) -> tuple[str, ...]:
    """Return those of the active departments that did not agree to the present text, in the order of the register."""
    wanted = set(departments)
    present = world.digest(charter)
    agreed = accepted_proposals(world.workspace).get(charter.ref)
    digest = agreed.subject.digest if agreed is not None else None
    if agreed is not None and digest is not None and is_current(world.workspace, charter, digest, present):
        wanted -= set(agreed.proposal.value.affected)
    holding = {
        given.approval.department
        for given in newest_approvals(charter).values()
        if given.approval.digest is not None and is_current(world.workspace, charter, given.approval.digest, present)
    }
    return tuple(
        department.id
        for department in world.all(Department)
        if department.id in wanted - holding and department.value.status == "active"
    )
