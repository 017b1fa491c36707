"""What fills a gap: the commands that do it as they are, and what then stands in the files."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from collab_cli.analyses.find_gaps import Gap, OpenActivity, OpenDepartment, OpenPost, OpenRow, Uncatalogued
from collab_cli.analyses.likely_owner import likely_head, likely_party
from collab_cli.analyses.matters_meant import matters_meant, nearest_duties
from collab_cli.analyses.wordings import row_wordings, words_of
from collab_cli.documents.writer import flow_text
from collab_cli.graph.agreements import affected_departments, missing_approvals, needs_agreement
from collab_cli.graph.letters import allowed_letters, responsible_letter
from collab_cli.graph.lookup import words_of as names_of
from collab_cli.graph.matrix import MatrixRow, Row, charter_rows, is_effective
from collab_cli.graph.world import World
from collab_cli.messages import Bilingual
from collab_cli.model.activity import Activity
from collab_cli.model.charter import Charter
from collab_cli.model.department import Department
from collab_cli.model.person import Person
from collab_cli.model.record import Record

PLACEHOLDERS: Final = ("DEPARTMENT", "PERSON", "PARTY", "DUTY", "ACTIVITY")
"""What stands in a command where nothing suggests itself, to be filled in by hand."""


@dataclass(frozen=True, slots=True)
class Stub:
    """A piece of YAML and the file it belongs in; ``under`` is the list or the record it is part of."""

    path: str
    under: str
    text: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """What fills a gap; ``proposal`` is the party that would take it over, of an issue the activity it is likely about.

    It is None where nothing suggests itself.
    """

    commands: tuple[str, ...]
    stubs: tuple[Stub, ...] = ()
    proposal: str | None = None


def remedy(world: World, gap: Gap) -> Remedy:
    """Return what fills a gap, as a proposal."""
    match gap.about:
        case OpenActivity():
            return _own(world, gap.about)
        case OpenDepartment():
            return _charter(world, gap.about.department.id)
        case OpenRow():
            return _letters(world, gap.about)
        case OpenPost():
            return _post(world, gap.about)
        case Uncatalogued():
            return _entry(world, gap.about.row)


def _own(world: World, about: OpenActivity) -> Remedy:
    activity, issue = about.activity, about.issue
    if activity is None:
        assert issue is not None  # one without an activity
        name = _plain(issue.name)
        found = (*matters_meant(world, name).matters, *nearest_duties(world, (name,), None, 1))
        likely = next((one.record for one in found if one.kind == "activity"), None)
        meant = likely.id if likely is not None else "ACTIVITY"
        stub = Stub(issue.path, issue.ref, f"activity: {meant}")
        command = f"collab set {issue.ref} activity={meant}"
        return Remedy((command,), (stub,), likely.ref if likely is not None else None)
    draft = _draft_with(world, activity)
    if draft is not None:
        charter, row = draft
        party = next((party for party, cell in row.letters.items() if "A" in cell), None)
        stub = Stub(charter.path, charter.ref, "status: effective")
        return Remedy(tuple(_into_force(world, charter)), (stub,), party)
    department = about.proposal.department if about.proposal is not None else "DEPARTMENT"
    both = f"A{responsible_letter(world.settings)}"
    add = f"collab charter duty add {department} {activity.id} --raci {department}:{both}"
    entry = flow_text({"id": activity.id, "raci": {department: both}})
    stub = Stub(f"charters/{department}.yaml", "duties", f"- {entry}")
    commands = tuple(_in_charter(world, department, add))
    return Remedy(commands, (stub,), None if about.proposal is None else department)


def _draft_with(world: World, activity: Record[Activity]) -> tuple[Record[Charter], Row] | None:
    """Return the charter not in force yet that has a duty about an activity, and that duty, or None."""
    for charter in world.all(Charter):
        if charter.value.status == "superseded" or is_effective(charter, world.as_of):
            continue
        for row in charter_rows(charter, allowed_letters(world.settings)):
            if row.activity == activity.id and row.row.within is None:
                return charter, row
    return None


def _in_charter(world: World, department: str, add: str) -> Iterable[str]:
    """Yield ``add`` and what makes the charter it adds to, and puts it in force where it is not."""
    charter = world.get(Charter, department)
    if charter is not None and is_effective(charter, world.as_of):
        yield add
        return
    if charter is None and department not in PLACEHOLDERS:
        yield f"collab charter add --department {department}"
    yield add
    if department not in PLACEHOLDERS:
        agreeing = dict.fromkeys((department, *(affected_departments(world.parties, charter) if charter else ())))
        yield from _agreed(world, department, agreeing)


def _charter(world: World, department: str) -> Remedy:
    head = world.parties.accountable_person(department)
    before = () if head is not None else _head_named(world, department)
    charter = world.get(Charter, department)
    if charter is not None and charter.value.type != "department":
        before = (*before, f"collab set {charter.ref} type=department")
        if is_effective(charter, world.as_of):
            return Remedy(before, (Stub(charter.path, charter.ref, "type: department"),), department)
    if charter is not None:
        stub = Stub(charter.path, charter.ref, "status: effective")
        return Remedy(_once(before, _into_force(world, charter)), (stub,), department)
    both = f"A{responsible_letter(world.settings)}"
    add = f"collab charter duty add {department} DUTY --raci {department}:{both}"
    text = f"status: draft\nduties:\n  - {flow_text({'title': 'DUTY', 'raci': {department: both}})}"
    stub = Stub(f"charters/{department}.yaml", "", text)
    return Remedy(_once(before, _in_charter(world, department, add)), (stub,), department)


def _once(*parts: Iterable[str]) -> tuple[str, ...]:
    """Return the commands of all parts in order, each where it stands first."""
    return tuple(dict.fromkeys(command for part in parts for command in part))


def _head_named(world: World, department: str) -> tuple[str, ...]:
    """Return the command that names a head; none while people cannot be read: the head could be among them."""
    if "person" in world.workspace.unread:
        return ()
    return (f"collab set department:{department} head={likely_head(world, department) or 'PERSON'}",)


def _into_force(world: World, charter: Record[Charter]) -> Iterable[str]:
    """Yield what puts a charter in force that is a draft, starts later or is superseded."""
    if charter.value.status == "effective":
        yield f"collab set {charter.ref} effective_from={world.as_of.isoformat()}"
        return
    if charter.value.status == "superseded":
        yield f"collab set {charter.ref} status=draft"
    yield from _agreed(world, charter.id, missing_approvals(world.parties, charter, world.graph.digest(charter)))


def _agreed(world: World, charter: str, departments: Iterable[str]) -> Iterable[str]:
    if needs_agreement(world.settings):
        for department in departments:
            speaker = next(iter(world.parties.speakers(department, world.as_of)), None)
            by = speaker or likely_head(world, department) or "PERSON"
            if speaker is None:
                yield from _head_named(world, department)
            yield f"collab charter approve {charter} --department {department} --by {by}"
    yield f"collab charter activate {charter} --date {world.as_of.isoformat()}"


def _letters(world: World, about: OpenRow) -> Remedy:
    """Return the letters a row lacks, each with the party that could hold it."""
    row, letter = about.row, responsible_letter(world.settings)
    lacks_a = not row.parties("A")
    lacks_r = "no-responsible" in about.flaws or about.giver is not None or not row.letters
    party = likely_party(world, row, for_letter="A" if lacks_a else letter)
    before: tuple[str, ...] = ()
    if party is None and lacks_a:
        party = _headless(world, row, letter)
        if party is not None:
            before = _head_named(world, party)
    who = party or "PARTY"
    held = "".join(one for one in row.letters.get(who, "") if one in ("A", letter))
    wanted = ("A" if lacks_a else "") + (letter if lacks_r else "")
    cell = "".join(one for one in ("A", letter) if one in held + wanted)
    written = next((one for one in row.rows if who in one.letters), row.first)
    command = f"collab charter duty set {written.owner.id} {written.row.id} raci.{who}={cell}"
    raci = {**written.row.raci, who: cell}
    stub = Stub(written.owner.path, written.row.id, f"raci: {flow_text(raci)}")
    return Remedy((*before, command), (stub,), party)


def _headless(world: World, row: MatrixRow, letter: str) -> str | None:
    """Return the active department without a head that does the work of a row, or None."""
    active = {department.id for department in world.parties.active_departments}
    return next((party for party in row.parties(letter) if party in active), None)


def _post(world: World, about: OpenPost) -> Remedy:
    """Return what puts somebody behind an A: a head, a holder of the role, or the A given to the department."""
    party, (_, _, rest) = about.party, about.party.rpartition(":")
    department = world.parties.department(party)
    if about.why == "headless":
        head = likely_head(world, department) or "PERSON"
        stub = Stub("departments.yaml", rest, f"head: {head}")
        return Remedy((f"collab set department:{rest} head={head}",), (stub,), _person(head))
    if about.why == "several":
        first, *others = world.parties.holders[rest]
        return Remedy(tuple(f"collab unset person:{one} role" for one in others), (), _person(first))
    able = department if department is not None and world.parties.accountable_person(department) else None
    if about.why == "nobody" and able is None:
        holder = _without_role(world) or "PERSON"
        stub = Stub("people.yaml", holder, f"role: {rest}")
        return Remedy((f"collab set person:{holder} role={rest}",), (stub,), _person(holder))
    return _given_away(world, about, able or (world.parties.parent(rest) if about.why == "closed" else None))


def _without_role(world: World) -> str | None:
    """Return the first active person who holds no role, heads no department and not the company, or None."""
    heads = {department.value.head for department in world.all(Department)} | {world.settings.company.head}
    people = (one for one in world.all(Person) if one.value.status == "active" and one.value.role is None)
    return next((one.id for one in people if one.id not in heads), None)


def _given_away(world: World, about: OpenPost, able: str | None) -> Remedy:
    """Return what gives the letters of a party to one that has somebody who answers, else to who keeps the charter."""
    commands, stubs, receivers = [], [], []
    for written in (one for row in about.rows for one in row.rows):
        cell = written.letters.get(about.party, "")
        if "A" not in cell:
            continue
        owner = written.owner.id if written.department_charter else None
        own = owner if owner is not None and world.parties.accountable_person(owner) is not None else None
        who = able or own or "DEPARTMENT"
        receivers.append(able or own)
        held = cell + written.letters.get(who, "")
        merged = "".join(one for one in ("A", responsible_letter(world.settings)) if one in held)
        commands += [
            f"collab charter duty set {written.owner.id} {written.row.id} raci.{who}={merged}",
            f"collab unset {written.ref} raci.{about.party}",
        ]
        raci = {party: letters for party, letters in written.row.raci.items() if party != about.party} | {who: merged}
        stubs.append(Stub(written.owner.path, written.row.id, f"raci: {flow_text(raci)}"))
    return Remedy(tuple(commands), tuple(stubs), receivers[0])


def _entry(world: World, row: MatrixRow) -> Remedy:
    """Return what enters a duty into the catalogue, or names the activity it has the very wording of."""
    written = row.first
    known = _called(world, written)
    if known is not None:
        stub = Stub(written.owner.path, written.row.id, f"activity: {known.id}")
        return Remedy((f"collab charter duty set {written.owner.id} {written.row.id} activity={known.id}",), (stub,))
    title = written.row.title or written.activity
    options = [f"--id {written.activity}"]
    if isinstance(title, Bilingual) and title.zh and title.en:
        options.append(f"--name-en {shlex.quote(title.en)}")
    name: Any = title
    if isinstance(title, Bilingual):
        name = {key: text for key, text in (("zh", title.zh), ("en", title.en)) if text}
    stub = Stub("activities.yaml", "", f"- {flow_text({'id': written.activity, 'name': name})}")
    return Remedy((f"collab activity add {shlex.quote(_plain(title))} {' '.join(options)}",), (stub,))


def _called(world: World, row: Row) -> Record[Activity] | None:
    """Return the activity of the catalogue that is called as a row is, by its name or an alias, or None."""
    words = words_of(world)
    forms = {wording.form for wording in row_wordings(row, None, words)}
    for activity in world.all(Activity):
        if any(words.wording(text).form in forms for text in names_of(activity)):
            return activity
    return None


def _person(person: str) -> str | None:
    return f"person:{person}" if person not in PLACEHOLDERS else None


def _plain(name: str | Bilingual) -> str:
    return name if isinstance(name, str) else name.zh or name.en or ""


def placeholders(commands: Iterable[str]) -> tuple[str, ...]:
    """Return the words of commands that are still to be filled in, each once."""
    words = {word for command in commands for word in re.findall(r"[A-Z]+", command)}
    return tuple(word for word in PLACEHOLDERS if word in words)
