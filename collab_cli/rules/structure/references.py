"""Do references lead somewhere, and to something that can still answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from collab_cli.documents.nodes import Scalar
from collab_cli.documents.splice import replace_scalar
from collab_cli.findings import Fault, Fix, Place
from collab_cli.graph.references import part_ids, parts_are_known
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.department import Department
from collab_cli.model.expectations import nearest
from collab_cli.model.goal import Goal
from collab_cli.model.meeting import Meeting
from collab_cli.model.person import Person
from collab_cli.model.record import Record
from collab_cli.rules.raci.judged_rows import unanswered
from collab_cli.rules.rule import rule
from collab_cli.rules.structure.named_parties import Named, named_parties


@rule(
    code="S005",
    slug="dangling-reference",
    term="Dangling reference",
    severity="error",
    profile="starter",
    drafts=True,
    fix="suggested",
    target="action:2025-06-24-ask-customer",
)
def dangling_reference(world: World) -> Iterator[Fault]:
    """A reference names nothing that exists.

    What it finds
        An id of a person, department, goal or other record, or of a part such as `charter/row`, that is written
        nowhere. One that differs only by case is mended safely. Nothing is said of kinds with a file that cannot
        be read.

    Why it matters
        The chain of responsibility is broken there: who was meant does not learn of it.

    Example
        # actions/2025-06-24-ask-customer.yaml
        title: Ask customer K for the reason
        owner: chen-jei
        due: 2025-07-04

    Instead
        # actions/2025-06-24-ask-customer.yaml
        title: Ask customer K for the reason
        owner: chen-jie
        due: 2025-07-04

    How to mend it
        Correct the id as the finding suggests, or add the record it names. If the thing is gone, take the reference
        out.
    """
    yield from world.faults_of("S005")
    for record in filter(parts_are_known, world.workspace.every_record()):
        for field in ("duties", "tasks"):
            yield from _next_rows(record, field)
    for goal in filter(parts_are_known, world.all(Goal)):
        results = list(part_ids(goal))
        for index, tension in enumerate(goal.value.tensions):
            for at, named in enumerate(tension.between):
                if ":" not in named and named not in results:
                    yield _no_part(goal, goal.place("tensions", index, "between", at), named, results)
    for meeting in filter(parts_are_known, world.all(Meeting)):
        decisions = list(part_ids(meeting))
        for index, report in enumerate(meeting.value.reports):
            for at, issue in enumerate(report.issues or ()):
                if issue.ref is not None and ":" not in issue.ref and issue.ref not in decisions:
                    yield _no_part(meeting, meeting.place("reports", index, "issues", at, "ref"), issue.ref, decisions)


def _next_rows(record: Record[Any], field: str) -> Iterator[Fault]:
    rows = getattr(record.value, field, ())
    ids = list(part_ids(record))
    for index, row in enumerate(rows):
        for at, following in enumerate(row.next or ()):
            if following not in ids:
                yield _no_part(record, record.place(field, index, "next", at), following, ids)


def _no_part(record: Record[Any], place: Place, named: str, parts: list[str]) -> Fault:
    better = nearest(named, parts)
    hint: Message = msg("correct the id")
    if better is not None:
        hint = msg("did you mean {better}", better=better)
    elif parts:
        hint = msg("it has {parts}", parts=", ".join(parts))
    return Fault(place, msg("{record} has no part {id}", record=record.titled, id=named), hint, (record.ref,))


@rule(
    code="S009",
    slug="inactive-reference",
    term="Inactive reference",
    severity="warning",
    profile="standard",
    drafts=True,
    fix="suggested",
    handbook="6.1",
    target="action:2025-06-24-ask-customer",
)
def inactive_reference(world: World) -> Iterator[Fault]:
    """An open record counts on somebody who is gone.

    What it finds
        A record that is not closed and names a person who has left, or a department that is closed, as owner,
        R, A, chair, secretary or member. Of an A in force R319 tells.

    Why it matters
        Nobody answers, and nobody notices until something is due.

    Example
        # people/wu-gang.yaml
        name: {zh: 吴刚, en: Wu Gang}
        department: sales
        status: left
        # actions/2025-06-24-ask-customer.yaml
        title: Ask customer K for the reason
        owner: wu-gang
        due: 2025-07-04

    Instead
        # people/wu-gang.yaml
        name: {zh: 吴刚, en: Wu Gang}
        department: sales
        status: left
        # actions/2025-06-24-ask-customer.yaml
        title: Ask customer K for the reason
        owner: chen-jie
        due: 2025-07-04

    How to mend it
        Name who has taken over: the successor, else the head of the department. If the record is finished, close it;
        closed records keep the old names.
    """
    gone = {f"person:{person.id}" for person in world.workspace.all(Person) if person.value.status == "left"}
    gone |= {f"department:{unit.id}" for unit in world.workspace.all(Department) if unit.value.status == "closed"}
    if not gone:
        return
    told = frozenset(unanswered(world))
    for record in world.workspace.every_record():
        for named in named_parties(record, world.settings):
            if named.ref in gone and (record.ref, named.route) not in told:
                yield _inactive(world, record, named)


def _inactive(world: World, record: Record[Any], named: Named) -> Fault:
    kind, _, record_id = named.ref.partition(":")
    replacement = _replacement(world, record_id) if kind == "person" else None
    name = world.parties.name(named.ref)
    if kind == "person":
        message = msg("{record} names {person}, who has left", record=record.titled, person=name)
    else:
        message = msg("{record} names {department}, which is closed", record=record.titled, department=name)
    hint = msg("name somebody who is there")
    fixes: tuple[Fix, ...] = ()
    if replacement is not None:
        hint = msg("name somebody who is there, such as {person}", person=world.parties.name(f"person:{replacement}"))
        node = record.find(*named.route)
        if isinstance(node, Scalar) and not named.is_key:
            better = node.text.removesuffix(record_id) + replacement
            patch = replace_scalar(record.document, node, better)
            fixes = (Fix(False, msg("write {text}", text=better), (patch,)),)
    place = record.key_place(*named.route) if named.is_key else record.place(*named.route)
    return Fault(place, message, hint, (record.ref,), fixes=fixes)


def _replacement(world: World, person_id: str) -> str | None:
    """Return who could take over: the head of the department of who left, else the line manager."""
    person = world.get(Person, person_id)
    if person is None:
        return None
    unit = world.get(Department, person.value.department)
    for candidate in (unit.value.head if unit is not None else None, person.value.manager):
        if candidate is not None and candidate != person_id and world.parties.is_active_person(candidate):
            return candidate
    return None


@rule(
    code="S019",
    slug="wrong-kind-reference",
    term="Wrong reference kind",
    severity="error",
    profile="starter",
    drafts=True,
    fix="suggested",
    target="action:2025-06-24-ask-customer",
)
def wrong_kind_reference(world: World) -> Iterator[Fault]:
    """A reference names a thing of a kind that makes no sense there.

    What it finds
        A reference in the form `kind:id` of a kind its field does not accept, or one without its kind.

    Why it matters
        The link says nothing, and whoever follows it is lost.

    Example
        # actions/2025-06-24-ask-customer.yaml
        title: Ask customer K for the reason
        owner: chen-jie
        due: 2025-07-04
        origin: weekly

    Instead
        # actions/2025-06-24-ask-customer.yaml
        title: Ask customer K for the reason
        owner: chen-jie
        due: 2025-07-04
        origin: "meeting:2025-06-23-weekly"

    How to mend it
        Write kind and id, such as `meeting:2025-06-23-weekly`, of one of the kinds the finding lists.
    """
    yield from world.faults_of("S019")
