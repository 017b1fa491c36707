"""Save a filled-in form of minutes: as a new draft, or into the draft there is, which keeps what is left empty."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from collab_cli.analyses.agenda_items import agenda
from collab_cli.analyses.minutes_reading.block import Block
from collab_cli.analyses.minutes_reading.minutes_read import Doubt
from collab_cli.analyses.minutes_reading.open_already import open_already
from collab_cli.analyses.minutes_reading.pad_head import PadHead, forms_within, head_of_pad, is_pad
from collab_cli.analyses.minutes_reading.read_pad import CarriedWord, PadRead, read_pad
from collab_cli.analyses.minutes_reading.unplaced_notes import not_placed
from collab_cli.analyses.next_meetings import meeting_on
from collab_cli.edits.add_record import Said, add_to_plan
from collab_cli.edits.import_minutes import commented, kept_notes
from collab_cli.edits.merged_minutes import merged_minutes
from collab_cli.edits.new_id import dated_id
from collab_cli.edits.plan import Plan, Planned
from collab_cli.edits.replaced_words import replaced_words
from collab_cli.edits.start_minutes import plan_minutes
from collab_cli.edits.unseen_entries import Unseen, told_unseen
from collab_cli.errors import CollabError
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.fields import fields_of
from collab_cli.model.meeting import KIND, Meeting
from collab_cli.model.record import Record
from collab_cli.model.series import Series

Say = Callable[[Message], str]


@dataclass(frozen=True, slots=True)
class SavedPad:
    """A form ready to be saved: the draft it becomes, what was read, what is noted beside actions carried over."""

    id: str
    path: str
    text: str
    pad: PadRead
    doubts: tuple[Doubt, ...]
    carried: tuple[CarriedWord, ...]
    planned: Planned


def plan_pad(
    plan: Plan, blocks: Sequence[Block], file: str, say: Say, earlier: Sequence[Block] | None = None
) -> SavedPad:
    """Return the change that saves a form; ``earlier`` is the same form as it was made or last saved, where known.

    Raise CollabError for a text that is no form or several, one that names no series there is or no day, and where the
    minutes of that meeting are published or cancelled.
    """
    head = _head(plan, blocks, file)
    assert head.day is not None
    existing = _existing(plan, head, head.day)
    if existing is not None:
        _refuse_closed(existing)
        base: Mapping[str, Any] = plan.changes.plain(existing.path, existing.route)
    else:
        base = _begun(plan, head, head.day, say)
    pad = _with_open_ones(plan.world, read_pad(blocks, plan.world, head.day, base), base)
    known = base if existing is None else None if earlier is None else _known(plan, earlier, head, base)
    fields, unseen = merged_minutes(plan.world, base, pad.read.fields, head.title, known)
    notes = _notes(fields.pop("notes", ""), kept_notes(pad.read, file, say), file, say)
    if notes:
        fields["notes"] = notes
    if existing is not None:
        return _filled(plan, existing, fields, pad, unseen, say)
    values = {name: value for name, value in fields.items() if name != "status"}
    record_id, path = add_to_plan(plan, Said(KIND, record=values))
    plan.changes.replace_bytes(path, commented(plan, path, (), pad.read.doubts, say))
    planned = plan.finish(msg("saved {file} as the draft {meeting}", file=file, meeting=record_id))
    return SavedPad(record_id, path, _text(plan, path), pad, pad.read.doubts, pad.carried, planned)


def _with_open_ones(world: World, pad: PadRead, base: Mapping[str, Any]) -> PadRead:
    """Return what a form says with a doubt for each action that is open already."""
    held = {one for one in base.get("actions") or () if isinstance(one, str)}
    doubts = sorted((*pad.read.doubts, *open_already(world, pad.read, held)), key=lambda doubt: doubt.line)
    return replace(pad, read=replace(pad.read, doubts=tuple(doubts)))


def _known(plan: Plan, earlier: Sequence[Block], head: PadHead, base: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return what an earlier form said; None where it is of another meeting."""
    before = head_of_pad(earlier, plan.world, plan.day)
    if before.day is None or (before.day, before.series) != (head.day, head.series):
        return None
    return read_pad(earlier, plan.world, before.day, base).read.fields


def _head(plan: Plan, blocks: Sequence[Block], file: str) -> PadHead:
    if forms_within(blocks) > 1:
        raise CollabError(
            msg("{file} holds several meetings", file=file), msg("save each meeting as a file of its own")
        )
    if not is_pad(blocks):
        raise CollabError(
            msg("{file} is no form of minutes", file=file),
            msg(
                "make one with {new}; minutes of another form go through {import_them}",
                new="collab meeting new SERIES --pad",
                import_them="collab meeting import",
            ),
        )
    head = head_of_pad(blocks, plan.world, plan.day)
    if head.said_series and head.series is None:
        raise CollabError(
            msg("{file} names a series that is not there: {series}", file=file, series=head.said_series),
            msg("see {command} for the series there are", command="collab series list"),
        )
    if head.series is None and not head.title:
        raise CollabError(
            msg("{file} does not say which meeting it is of", file=file),
            msg("write the title or the series at its head, as in a new form"),
        )
    if head.day is None:
        raise CollabError(
            msg("{file} does not say on which day the meeting was", file=file),
            msg("write it behind the date at its head, such as 2025-07-07"),
        )
    return head


def _existing(plan: Plan, head: PadHead, day: date) -> Record[Meeting] | None:
    """Return the minutes of that day: of the series, else of that title."""
    found = [
        one for one in plan.world.workspace.all(Meeting) if one.value.date == day and one.value.series == head.series
    ]
    if head.series is None:
        own = dated_id(day, head.title)
        found = [one for one in found if one.id == own or head.title in _forms(plan.changes.plain(one.path, one.route))]
    open_ones = [one for one in found if one.value.status == "draft"]
    return next(iter((*open_ones, *found)), None)


def _forms(plain: Any) -> tuple[str, ...]:
    title = plain.get("title") if isinstance(plain, dict) else None
    return tuple(map(str, title.values())) if isinstance(title, dict) else (str(title),)


def _refuse_closed(meeting: Record[Meeting]) -> None:
    if meeting.value.status == "draft":
        return
    if meeting.value.status == "cancelled":
        raise CollabError(
            msg("the meeting {meeting} was cancelled", meeting=meeting.titled),
            msg("correct the date at the head of the form"),
        )
    raise CollabError(
        msg("the minutes {meeting} are published already", meeting=meeting.titled),
        msg("correct the date at the head of the form, or put it right in the minutes of the next meeting"),
    )


def _begun(plan: Plan, head: PadHead, day: date, say: Say) -> Mapping[str, Any]:
    """Return the draft as it is begun before anybody has said anything."""
    series = plan.world.get(Series, head.series)
    if series is None:
        return {"title": head.title, "date": day.isoformat()}
    begun = Plan(plan.world)
    planned = plan_minutes(begun, agenda(plan.world, meeting_on(plan.world, series, day)), say)
    found: Mapping[str, Any] = begun.changes.plain(planned.writes[0].path)
    return found


def _filled(
    plan: Plan, meeting: Record[Meeting], fields: Mapping[str, Any], pad: PadRead, unseen: Unseen, say: Say
) -> SavedPad:
    """Return the change that brings a draft to what the form says; nothing where it says so already."""
    order = tuple(info.name for info in fields_of(Meeting))
    base = plan.changes.plain(meeting.path, meeting.route)
    changed = [name for name in order if name in fields and fields[name] != base.get(name)]
    if "notes" in base and "notes" not in fields:
        plan.changes.unset(meeting.path, (*meeting.route, "notes"))
    values = plan.values.part({name: fields[name] for name in changed}, Meeting)
    for name in changed:
        plan.changes.set(meeting.path, (*meeting.route, name), values[name], order)
    doubts = [doubt for doubt in pad.read.doubts if doubt.route[0] in changed]
    if doubts:
        data = commented(plan, meeting.path, meeting.route, doubts, say)
        plan.changes.replace_bytes(meeting.path, data)
    told = replaced_words(plan.world, base.get("reports") or (), fields.get("reports") or ())
    planned = plan.finish(
        msg("filled in the minutes {meeting}", meeting=meeting.titled), *told, *told_unseen(plan.world, unseen)
    )
    return SavedPad(meeting.id, meeting.path, _text(plan, meeting.path), pad, pad.read.doubts, pad.carried, planned)


def _notes(before: object, kept: str, file: str, say: Say) -> str:
    """Return the notes with the lines that found no place, in place of those an earlier reading of the form left."""
    known = str(before or "")
    head = re.escape(say(not_placed(file)))
    rest = re.sub(rf"(?:\A|\n+){head}\n\n?(?:- .*(?:\n|\Z))*", "\n\n", known).strip("\n")
    found = f"{rest.rstrip()}\n\n{kept}" if rest and kept else rest or kept
    return known if found.split() == known.split() else found


def _text(plan: Plan, path: str) -> str:
    document = plan.changes.document(path)
    assert document is not None
    return document.data.decode()
