"""Better sentences on actions, issues, meetings, proposals and hand-offs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from collab_cli.analyses.changes.change import Change
from collab_cli.analyses.due_history import due_history
from collab_cli.graph.world import World
from collab_cli.messages import Items, Label, Message, Param, msg
from collab_cli.model.action import Action, HistoryEntry
from collab_cli.model.field_types import Part
from collab_cli.model.handoff import Acceptance, Delivery
from collab_cli.model.issue import Escalation, Handover
from collab_cli.model.meeting import Decision, DepartmentReport, Meeting, Opinion, Regret
from collab_cli.model.proposal import Idea, Objection, Position, Signoff
from collab_cli.model.series import Skip
from collab_cli.reports.change_subject import holder_of, owner_in, subject_of
from collab_cli.reports.change_value import excerpt, with_note

Say = Callable[[World, Change], Message | None]

_TIMES: Final[Mapping[int, Message]] = {
    2: msg("for the second time"),
    3: msg("for the third time"),
    4: msg("for the fourth time"),
    5: msg("for the fifth time"),
}


def _person(world: World, person: str) -> Param:
    return world.parties.name(f"person:{person}")


def _of_due(world: World, change: Change) -> Message | None:
    """Return to which day an action was put off, and for the how-manieth time."""
    old, new, action = change.old, change.new, owner_in(world, change.spot, Action)
    if not isinstance(new, date) or change.spot.record is None:
        return None
    what = subject_of(world, change)
    if old is None:
        return msg("Action {what} is due on {new}", what=what, new=new)
    if new < old:
        return msg("Action {what} brought forward from {old} to {new}", what=what, old=old, new=new)
    times = due_history(change.spot.record, date.max).postponed if action is not None else 1
    if times < 2:
        return msg("Action {what} postponed from {old} to {new}", what=what, old=old, new=new)
    said = _TIMES.get(times) or msg("{count} times in all", count=times)
    return msg("Action {what} postponed {times}, to {new}", what=what, times=said, new=new)


def _of_history(world: World, change: Change) -> Message | None:
    entry, action = change.new, change.spot.record
    if not isinstance(entry, HistoryEntry) or action is None:
        return None
    what: Param = action.titled
    if entry.status is not None:
        said = msg(
            "{what} since {day}: {status}", what=what, day=entry.date, status=Label(entry.status, "action.status")
        )
    elif entry.due is not None:
        said = msg("{what} on {day}: due day set to {due}", what=what, day=entry.date, due=entry.due)
    else:
        said = msg("Note on {what}, {day}", what=what, day=entry.date)
    if entry.by is not None:
        said = msg("{said} (by {person})", said=said, person=_person(world, entry.by))
    return with_note(said, entry.note)


def _of_assigned(world: World, change: Change) -> Message | None:
    if change.new is None:
        return None
    what, new = subject_of(world, change), world.parties.name(change.new)
    if change.old is None:
        return msg("{party} now has the issue {what}", party=new, what=what)
    return msg(
        "{party} now has the issue {what} instead of {old}", party=new, what=what, old=world.parties.name(change.old)
    )


def _of_handover(world: World, change: Change) -> Message | None:
    entry = change.new
    if not isinstance(entry, Handover):
        return None
    said = msg(
        "{what} handed over from {old} to {new} on {day}",
        what=holder_of(world, change.spot),
        old=world.parties.name(entry.from_),
        new=world.parties.name(entry.to),
        day=entry.at,
    )
    return with_note(said, entry.reason)


def _of_escalation(world: World, change: Change) -> Message | None:
    entry = change.new
    if not isinstance(entry, Escalation):
        return None
    what = holder_of(world, change.spot)
    return msg("{what} escalated to {person} on {day}", what=what, person=_person(world, entry.to), day=entry.at)


def _of_resolution(world: World, change: Change) -> Message | None:
    if change.old or not change.new:
        return None
    return msg("Solution of {what}: {text}", what=subject_of(world, change), text=excerpt(change.new))


def _of_decision(world: World, change: Change) -> Message | None:
    entry = change.old if change.act == "removed" else change.new
    meeting = change.spot.record
    if not isinstance(entry, Decision) or meeting is None:
        return None
    if change.act == "removed":
        return msg("Decision of {meeting} taken out: {text}", meeting=meeting.titled, text=excerpt(entry.text))
    said = msg("{meeting} decided: {text}", meeting=meeting.titled, text=excerpt(entry.text))
    return (
        said
        if entry.owner is None
        else msg("{said}; {person} sees to it", said=said, person=_person(world, entry.owner))
    )


def _of_present(world: World, change: Change) -> Message | None:
    meeting = owner_in(world, change.spot, Meeting)
    if meeting is None or change.old:
        return None
    people = tuple(_person(world, one) for one in change.new)
    return msg("Present at {what}: {people}", what=subject_of(world, change), people=Items(people))


def _of_regret(world: World, change: Change) -> Message | None:
    entry = change.new
    if not isinstance(entry, Regret):
        return None
    what, person = holder_of(world, change.spot), _person(world, entry.person)
    if entry.delegate is None:
        return msg("{person} was absent from {what}", person=person, what=what)
    delegate = _person(world, entry.delegate)
    return msg("{person} was absent from {what}, {delegate} came instead", person=person, what=what, delegate=delegate)


def _of_report(world: World, change: Change) -> Message | None:
    entry = change.new
    if not isinstance(entry, DepartmentReport):
        return None
    said = msg(
        "{department} reported to {what}",
        department=world.parties.name(entry.department),
        what=holder_of(world, change.spot),
    )
    return with_note(said, entry.progress)


def _of_opinion(world: World, change: Change) -> Message | None:
    entry = change.new
    if not isinstance(entry, Opinion) or (entry.department is None and entry.by is None):
        return None
    who = world.parties.name(entry.department) if entry.department is not None else _person(world, entry.by or "")
    said = msg(
        "Opinion of {who} in {what}: {text}", who=who, what=holder_of(world, change.spot), text=excerpt(entry.text)
    )
    if entry.disposition is None:
        return said
    return msg("{said}, {status}", said=said, status=Label(entry.disposition, "opinion.disposition"))


def _of_position(world: World, change: Change) -> Message | None:
    """Return where a department stands in a proposal."""
    entry = change.new
    if not isinstance(entry, Position):
        return None
    what, department, day = holder_of(world, change.spot), world.parties.name(entry.department), entry.date
    if entry.position is None:
        score = entry.score if entry.score is not None else "-"
        said = msg(
            "{department} gives {what} {score} of 5 ({day})", department=department, what=what, score=score, day=day
        )
    else:
        word = Label(entry.position, "position.position")
        said = msg(
            "{department} on {what}: {position} ({day})", department=department, what=what, position=word, day=day
        )
    return with_note(said, entry.comment)


def _of_signoff(world: World, change: Change) -> Message | None:
    entry = change.new
    if not isinstance(entry, Signoff):
        return None
    return msg(
        "{person} signed {what} on {day}",
        person=_person(world, entry.by),
        what=holder_of(world, change.spot),
        day=entry.date,
    )


def _of_objection(world: World, change: Change) -> Message | None:
    entry = change.new
    if not isinstance(entry, Objection):
        return None
    said = msg("{person} objects to {what}", person=_person(world, entry.by), what=holder_of(world, change.spot))
    return with_note(said, entry.reason)


def _of_idea(world: World, change: Change) -> Message | None:
    entry = change.new
    if not isinstance(entry, Idea):
        return None
    said = msg("Idea of {person} for {what}", person=_person(world, entry.by), what=holder_of(world, change.spot))
    return with_note(said, entry.text)


def _of_delivery(world: World, change: Change) -> Message | None:
    entry = change.new
    if not isinstance(entry, Delivery):
        return None
    what = holder_of(world, change.spot)
    if entry.delivered is None:
        return msg("Delivery of {what} due on {due}", what=what, due=entry.due)
    if entry.delivered > entry.due:
        return msg("{what} due on {due} delivered late, on {day}", what=what, due=entry.due, day=entry.delivered)
    return msg("{what} due on {due} delivered on {day}", what=what, due=entry.due, day=entry.delivered)


def _of_acceptance(world: World, change: Change) -> Message | None:
    entry = change.new
    if not isinstance(entry, Acceptance):
        return None
    person, what = _person(world, entry.person), subject_of(world, change)
    return msg("{person} accepted {what} on {day}", person=person, what=what, day=entry.date)


def _of_skip(world: World, change: Change) -> Message | None:
    entry = change.new
    if not isinstance(entry, Skip):
        return None
    return with_note(
        msg("{what} is left out on {day}", what=holder_of(world, change.spot), day=entry.date), entry.reason
    )


WORK_FIELDS: Final[Mapping[tuple[str, str], Say]] = {
    ("Action", "due"): _of_due,
    ("Issue", "assigned"): _of_assigned,
    ("Issue", "resolution"): _of_resolution,
    ("Meeting", "present"): _of_present,
    ("Handoff", "accepted_by"): _of_acceptance,
}
WORK_ENTRIES: Final[Mapping[type[Part], Say]] = {
    HistoryEntry: _of_history,
    Handover: _of_handover,
    Escalation: _of_escalation,
    Decision: _of_decision,
    Regret: _of_regret,
    DepartmentReport: _of_report,
    Opinion: _of_opinion,
    Position: _of_position,
    Signoff: _of_signoff,
    Objection: _of_objection,
    Idea: _of_idea,
    Delivery: _of_delivery,
    Skip: _of_skip,
}
