"""Who was at a meeting: people, the heads of its departments or those who stand in for them, guests, apologies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from collab_cli.analyses.meeting_figures import Attendance, attendance
from collab_cli.analyses.minutes_standing import leaders, minutes_standing
from collab_cli.documents.writer import Value
from collab_cli.edits.plan import Plan, Planned
from collab_cli.edits.states import check_not_closed
from collab_cli.errors import CollabError
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.department import Department
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.fields import fields_of
from collab_cli.model.meeting import KIND, Meeting
from collab_cli.model.one_line import is_one_line
from collab_cli.model.person import KIND as PERSON
from collab_cli.model.person import Person
from collab_cli.model.record import Record


@dataclass(frozen=True, slots=True)
class SaidPresence:
    """What was said of those at a meeting, as typed.

    ``regrets`` are people who could not come, each with who came instead behind a colon; ``all_heads`` means the head
    of every department the meeting needs, or who stands in, and those who lead it and write its minutes.
    """

    meeting: str
    people: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    regrets: tuple[str, ...] = ()
    all_heads: bool = False


def plan_presence(plan: Plan, said: SaidPresence) -> Planned:
    """Return the change that notes who was at a meeting; raise CollabError for what is unfit or names nobody.

    Who came is taken off the apologies. Says how many departments are represented, and how many are needed.
    """
    meeting: Record[Meeting] = plan.world.workspace.records[KIND.name][plan.names.id_of(KIND, said.meeting)]
    check_not_closed(meeting, "present")
    if not (said.people or said.guests or said.regrets or said.all_heads):
        raise CollabError(
            msg("nobody is named"),
            msg("name who was there, or use {options}", options=("--all-heads", "--guest", "--regret")),
        )
    people = [plan.names.id_of(PERSON, text) for text in said.people]
    regrets = [_regret(plan, text) for text in said.regrets]
    if said.all_heads:
        noted = [(one.person, one.delegate) for one in meeting.value.regrets if one.person not in people]
        regrets += [one for one in noted if one[0] not in {person for person, _ in regrets}]
        heads, away = _heads(plan.world, meeting, {person for person, _ in regrets})
        people += heads
        regrets += away
    people += [delegate for _, delegate in regrets if delegate is not None]
    _check_once(plan, people, regrets)
    _write(plan, meeting, people, regrets, said.guests)
    planned = plan.finish(msg("noted who was at {meeting}", meeting=meeting.titled))
    after = planned.after.get(Meeting, meeting.id)
    notes = _standing(planned.after, after) if after is not None else ()
    return replace(planned, notes=(*planned.notes, *notes))


def _regret(plan: Plan, text: str) -> tuple[str, str | None]:
    person, _, delegate = text.replace("：", ":").replace("=", ":").partition(":")
    found = plan.names.id_of(PERSON, person.strip())
    return found, plan.names.id_of(PERSON, delegate.strip()) if delegate.strip() else None


def _heads(world: World, meeting: Record[Meeting], excused: set[str]) -> tuple[list[str], list[tuple[str, str | None]]]:
    """Return who comes for the departments a meeting needs, and the heads away that day with who stands in."""
    day = meeting.value.date
    people, away = [person for person in leaders(world, meeting) if person is not None and person not in excused], []
    found: Attendance = attendance(world, meeting)
    if not found.required:
        raise CollabError(
            msg("{meeting} belongs to no series that names departments", meeting=meeting.titled),
            msg("name the people, without {option}", option="--all-heads"),
        )
    for department in found.required:
        head = _head(world, department)
        there = [
            person
            for person in world.parties.speakers(department, day)
            if person not in excused and not _is_away(world, person, meeting)
        ]
        if head is not None and head not in there and head not in excused:
            away.append((head, there[0] if there else None))
        people += there[:1]
    return people, away


def _head(world: World, department: str) -> str | None:
    found = world.get(Department, department)
    return found.value.head if found is not None else None


def _is_away(world: World, person_id: str, meeting: Record[Meeting]) -> bool:
    person = world.get(Person, person_id)
    absences = person.value.absences if person is not None else ()
    return any(absence.from_ <= meeting.value.date <= absence.to for absence in absences)


def _check_once(plan: Plan, people: Sequence[str], regrets: Sequence[tuple[str, str | None]]) -> None:
    both = next((person for person, _ in regrets if person in people), None)
    if both is not None:
        raise CollabError(
            msg("{person} cannot be there and away", person=plan.world.name(Person, both)),
            msg("leave the name out on one side"),
        )


def _write(
    plan: Plan,
    meeting: Record[Meeting],
    people: Sequence[str],
    regrets: Sequence[tuple[str, str | None]],
    guests: Sequence[str],
) -> None:
    order = tuple(info.name for info in fields_of(Meeting))
    path, route = meeting.path, meeting.route

    def entries(name: str) -> list[Value]:
        found = plan.changes.plain(path, (*route, name))
        return found if isinstance(found, list) else []

    away = {person for person, _ in regrets}
    _drop(plan, meeting, "present", [at for at, one in enumerate(entries("present")) if one in away])
    known = set(map(str, entries("present")))
    new = [person for person in dict.fromkeys(people) if person not in known]
    plan.changes.insert_all(path, (*route, "present"), [(None, person) for person in new], order)
    came = [
        at
        for at, one in enumerate(entries("regrets"))
        if isinstance(one, dict) and (one.get("person") in people or one.get("person") in away)
    ]
    _drop(plan, meeting, "regrets", came)
    for person, delegate in regrets:
        entry: Value = {"person": person} if delegate is None else {"person": person, "delegate": delegate}
        plan.changes.insert(path, (*route, "regrets"), entry, order=order)
    there = set(map(str, entries("guests")))
    for guest in dict.fromkeys(text.strip() for text in guests):
        if not guest or not is_one_line(guest):
            raise CollabError(msg("{option} is empty", option="--guest"), msg("leave it out, or write something"))
        if guest not in there:
            plan.changes.insert(path, (*route, "guests"), guest, order=order)


def _drop(plan: Plan, meeting: Record[Meeting], name: str, places: Sequence[int]) -> None:
    """Take entries off a list; a list that is left with none goes."""
    path, route = meeting.path, (*meeting.route, name)
    found = plan.changes.plain(path, route)
    if places and isinstance(found, list) and len(found) == len(places):
        plan.changes.unset(path, route)
        return
    for place in sorted(places, reverse=True):
        plan.changes.unset(path, (*route, place))


def _standing(world: World, meeting: Record[Meeting]) -> tuple[Message, ...]:
    """Return how many departments are represented, and which are not."""
    standing = minutes_standing(world, meeting)
    found = standing.attendance
    if standing.quorum is None:
        return ()
    reached = msg("the quorum is reached") if standing.is_quorate else msg("the quorum is not reached")
    notes = [
        msg(
            "{count} of {all} departments are represented, {quorum} % are needed: {reached}",
            count=found.representation.count,
            all=found.representation.of,
            quorum=rounded(standing.quorum * 100),
            reached=reached,
        )
    ]
    absent = tuple(world.parties.name(one) for one in found.required if one not in found.represented)
    if absent:
        notes.append(msg("nobody is there for {departments}", departments=absent))
    return tuple(notes)
