"""Better sentences on charters: their agreements and versions, and their duties beside the letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from collab_cli.analyses.changes.change import Change
from collab_cli.graph.digest import digest
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, forms_of, msg
from collab_cli.model.activity import Activity
from collab_cli.model.agreement import Acknowledgement
from collab_cli.model.charter import Approval, Charter, CharterAcknowledgement
from collab_cli.model.charter import Change as LogEntry
from collab_cli.model.field_types import Part
from collab_cli.model.fields import field_named
from collab_cli.model.record import Record
from collab_cli.model.responsibility_row import ResponsibilityRow, SharedWith
from collab_cli.reports.change_subject import holder_of, owner_in, subject_of
from collab_cli.reports.change_value import excerpt, told, with_note
from collab_cli.reports.field_values import row_title

Say = Callable[[World, Change], Message | None]


def _person(world: World, person: str) -> Param:
    return world.parties.name(f"person:{person}")


def _of_approval(world: World, change: Change) -> Message | None:
    """Return which department approved which version, and who spoke for it."""
    entry = change.old if change.act == "removed" else change.new
    charter = owner_in(world, change.spot, Charter)
    if not isinstance(entry, Approval) or charter is None:
        return None
    department, what = world.parties.name(entry.department), holder_of(world, change.spot)
    if change.act == "removed":
        return msg(
            "The approval of {what} by {department} of {day} is gone", what=what, department=department, day=entry.date
        )
    record = change.spot.record
    if record is not None and entry.digest is not None and record.is_whole and entry.digest != digest(record):
        return msg(
            "{department} approved another text of {what} than the present one (by {person}, {day})",
            department=department,
            what=what,
            person=_person(world, entry.by),
            day=entry.date,
        )
    return msg(
        "{department} approved version {version} of {what} (by {person}, {day})",
        department=department,
        version=charter.version,
        what=what,
        person=_person(world, entry.by),
        day=entry.date,
    )


def _of_approved_text(world: World, change: Change) -> Message | None:
    """Return that a department approved the text as it is now."""
    entry = owner_in(world, change.spot, Approval)
    charter = change.spot.record
    if entry is None or charter is None or change.new is None:
        return None
    department = world.parties.name(entry.department)
    if change.new == digest(charter):
        return msg("{department} approved the new text of {what}", department=department, what=charter.titled)
    return msg(
        "The approval of {what} by {department} is for another text now", what=charter.titled, department=department
    )


def _of_acknowledgement(world: World, change: Change) -> Message | None:
    entry = change.old if change.act == "removed" else change.new
    if not isinstance(entry, Acknowledgement | CharterAcknowledgement):
        return None
    what, person = holder_of(world, change.spot), _person(world, entry.person)
    if change.act == "removed":
        return msg("The acknowledgement of {what} by {person} is gone", what=what, person=person)
    if isinstance(entry, CharterAcknowledgement) and entry.version is not None:
        return msg(
            "{person} acknowledged version {version} of {what} on {day}",
            person=person,
            version=entry.version,
            what=what,
            day=entry.date,
        )
    return msg("{person} acknowledged {what} on {day}", person=person, what=what, day=entry.date)


def _of_log(world: World, change: Change) -> Message | None:
    entry = change.new
    if not isinstance(entry, LogEntry):
        return None
    what = holder_of(world, change.spot)
    if entry.editorial is not None:
        said = msg("Wording corrected in {what}, agreements carry over", what=what)
    elif entry.version is not None:
        said = msg("Change log of {what}, version {version}", what=what, version=entry.version)
    else:
        said = msg("Change log of {what}", what=what)
    if entry.editorial is None and not (entry.note or "").strip():
        return msg("{said}: no note yet", said=said)
    return with_note(said, entry.note)


def _of_version(world: World, change: Change) -> Message | None:
    return msg(
        "{what} is now version {new}, it was {old}", what=subject_of(world, change), new=change.new, old=change.old
    )


def _of_start(world: World, change: Change) -> Message | None:
    if change.new is None:
        return None
    what = subject_of(world, change)
    if change.old is None:
        return msg("{what} takes effect on {new}", what=what, new=change.new)
    return msg("{what} takes effect on {new}, before {old}", what=what, new=change.new, old=change.old)


def _of_review(world: World, change: Change) -> Message | None:
    if change.new is None:
        return None
    what = subject_of(world, change)
    if change.old is None:
        return msg("{what} is to be reviewed by {new}", what=what, new=change.new)
    return msg("{what} is to be reviewed by {new}, before {old}", what=what, new=change.new, old=change.old)


def is_titled_as_before(world: World, change: Change) -> bool:
    """Return whether a duty lost a title that its activity has as well, so that people see the same as before."""
    if change.new is not None or change.field is None or change.field.name != "title":
        return False
    activity = _activity(world, change)
    return activity is not None and set(forms_of(change.old)) <= set(forms_of(activity.name))


def _activity(world: World, change: Change) -> Record[Activity] | None:
    row = owner_in(world, change.spot, ResponsibilityRow)
    return world.get(Activity, row.activity or row.id) if row is not None else None


def _of_row_title(world: World, change: Change) -> Message | None:
    what = subject_of(world, change)
    if is_titled_as_before(world, change):
        return msg("{what} has no title of its own any more, it goes by that of the catalogue", what=what)
    if change.new is not None or _activity(world, change) is None:
        return None
    old = told(world, change.old, field_named(ResponsibilityRow, "title"))
    return msg("{what} is now called as in the catalogue, before {old}", what=what, old=old)


def _of_supports(world: World, change: Change) -> Message | None:
    """Return which goals a duty serves now, and which no longer."""
    info, what = change.field, subject_of(world, change)
    if info is None:
        return None
    come = told(world, [one for one in change.new if one not in change.old], info)
    gone = told(world, [one for one in change.old if one not in change.new], info)
    if come and gone:
        return msg("{what} now serves {new}, no longer {old}", what=what, new=come, old=gone)
    if come:
        return msg("{what} now serves {goal}", what=what, goal=come)
    return msg("{what} no longer serves {goal}", what=what, goal=gone)


def _of_next(world: World, change: Change) -> Message | None:
    """Return which steps a step of a process passes its output to."""
    record = change.spot.record
    if record is None or not change.new:
        return None
    rows = {row.id: row_title(world, row) or row.id for row in getattr(record.written, "duties", ())}
    steps = tuple(rows.get(step, step) for step in change.new)
    return msg("{what} now hands on to {steps}", what=subject_of(world, change), steps=steps)


def _of_required(world: World, change: Change) -> Message | None:
    what = subject_of(world, change)
    if change.new:
        return msg("{what} must be owned by a department", what=what)
    return msg("{what} need not be owned by a department any more", what=what)


def _of_purpose(world: World, change: Change) -> Message | None:
    if change.old or not change.new:
        return None
    return msg("Purpose of {what} stated: {text}", what=subject_of(world, change), text=excerpt(change.new))


def _of_sharing(world: World, change: Change) -> Message | None:
    entry: Any = change.old if change.act == "removed" else change.new
    if not isinstance(entry, SharedWith):
        return None
    what, department = holder_of(world, change.spot), world.parties.name(entry.department)
    if change.act == "removed":
        return msg("{what} is no longer shared with {department}", what=what, department=department)
    said = msg("{what} is now shared with {department}", what=what, department=department)
    split = entry.split
    if split is None or not split.lead or not split.assist:
        return said
    return msg("{said}: {lead} here, {assist} there", said=said, lead=excerpt(split.lead), assist=excerpt(split.assist))


def _of_row_due(world: World, change: Change) -> Message | None:
    old, new = change.old, change.new
    if (
        not isinstance(old, date)
        or not isinstance(new, date)
        or owner_in(world, change.spot, ResponsibilityRow) is None
    ):
        return None
    what = subject_of(world, change)
    if new < old:
        return msg("{what} brought forward from {old} to {new}", what=what, old=old, new=new)
    return msg("{what} postponed from {old} to {new}", what=what, old=old, new=new)


CHARTER_FIELDS: Final[Mapping[tuple[str, str], Say]] = {
    ("Approval", "digest"): _of_approved_text,
    ("Charter", "version"): _of_version,
    ("Charter", "effective_from"): _of_start,
    ("Charter", "purpose"): _of_purpose,
    ("Charter", "review_by"): _of_review,
    ("Activity", "required"): _of_required,
    ("ResponsibilityRow", "next"): _of_next,
    ("ResponsibilityRow", "supports"): _of_supports,
    ("ResponsibilityRow", "title"): _of_row_title,
    ("ResponsibilityRow", "due"): _of_row_due,
}
CHARTER_ENTRIES: Final[Mapping[type[Part], Say]] = {
    Approval: _of_approval,
    Acknowledgement: _of_acknowledgement,
    CharterAcknowledgement: _of_acknowledgement,
    LogEntry: _of_log,
    SharedWith: _of_sharing,
}
