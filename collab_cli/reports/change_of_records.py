"""Sentences on whole records: new, gone, with another id, moved, and in another state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from collab_cli.analyses.changes.change import Change, Spot
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, Param, forms_of, msg, msgn
from collab_cli.model.charter import Charter
from collab_cli.model.fields import field_named, fields_of
from collab_cli.model.record import Record
from collab_cli.model.responsibility_row import ResponsibilityRow
from collab_cli.reports.change_of_letters import letters_said
from collab_cli.reports.change_subject import named, owner_in, row_named, subject_of
from collab_cli.reports.change_value import MANY, holdings, in_order, told
from collab_cli.reports.field_values import field_label, row_title

_TELLING: Final = (
    "level",
    "department",
    "head",
    "owner",
    "from",
    "to",
    "role",
    "period",
    "date",
    "due",
    "raised_by",
    "assigned",
    "deadline",
    "target",
    "for",
    "expires",
    "unit",
)
_MOST_TOLD: Final = 3
"""How many fields are told of a new record."""

_KINDS: Final[Mapping[str, Message]] = {
    "action": msg("Action"),
    "activity": msg("Activity"),
    "case": msg("Case"),
    "channel": msg("Channel"),
    "charter": msg("Charter"),
    "department": msg("Department"),
    "document": msg("Document"),
    "evaluation": msg("Evaluation"),
    "event": msg("Event"),
    "goal": msg("Goal"),
    "handoff": msg("Handoff"),
    "issue": msg("Issue"),
    "meeting": msg("Meeting"),
    "metric": msg("Metric"),
    "person": msg("Person"),
    "project": msg("Project"),
    "proposal": msg("Proposal"),
    "recognition": msg("Recognition"),
    "resource": msg("Resource request"),
    "role": msg("Role"),
    "series": msg("Series"),
    "skill": msg("Skill"),
    "training": msg("Training"),
    "waiver": msg("Waiver"),
}
"""The kinds of records at the beginning of a sentence."""
_IN_TITLES: Final[Mapping[str, Mapping[str, str]]] = {"charter": {"en": "charter", "zh": "职责说明书"}}
"""The words for a kind that stand in the titles of its records, in small letters."""

_STATES: Final[Mapping[tuple[str, str], Message]] = {
    ("Action", "open"): msg("is open again"),
    ("Action", "in_progress"): msg("is being worked on"),
    ("Action", "done"): msg("is done"),
    ("Action", "cancelled"): msg("is cancelled"),
    ("Case", "draft"): msg("is a draft again"),
    ("Case", "published"): msg("is published"),
    ("Charter", "draft"): msg("is a draft again and not in force"),
    ("Charter", "effective"): msg("is in force"),
    ("Charter", "superseded"): msg("is superseded"),
    ("Department", "active"): msg("is open again"),
    ("Department", "closed"): msg("is closed"),
    ("Evaluation", "draft"): msg("is a draft again"),
    ("Evaluation", "published"): msg("is published"),
    ("Evaluation", "replied"): msg("has been replied to"),
    ("Evaluation", "final"): msg("is final"),
    ("Event", "planned"): msg("is planned again"),
    ("Event", "held"): msg("has taken place"),
    ("Event", "cancelled"): msg("is cancelled"),
    ("Goal", "draft"): msg("is a draft again"),
    ("Goal", "proposed"): msg("is put forward"),
    ("Goal", "active"): msg("is active"),
    ("Goal", "achieved"): msg("is achieved"),
    ("Goal", "missed"): msg("is missed"),
    ("Goal", "cancelled"): msg("is given up"),
    ("Handoff", "draft"): msg("is a draft again"),
    ("Handoff", "agreed"): msg("is agreed"),
    ("Handoff", "ended"): msg("has ended"),
    ("Issue", "open"): msg("is open again"),
    ("Issue", "assigned"): msg("is assigned"),
    ("Issue", "escalated"): msg("is escalated"),
    ("Issue", "resolved"): msg("is resolved"),
    ("Issue", "closed"): msg("is closed"),
    ("Meeting", "draft"): msg("is a draft again"),
    ("Meeting", "published"): msg("is published"),
    ("Meeting", "approved"): msg("is approved"),
    ("Meeting", "cancelled"): msg("is cancelled"),
    ("Objection", "open"): msg("is open again"),
    ("Objection", "resolved"): msg("is resolved"),
    ("Objection", "withdrawn"): msg("is withdrawn"),
    ("Objection", "overruled"): msg("is overruled"),
    ("Person", "active"): msg("is back"),
    ("Person", "left"): msg("has left"),
    ("Project", "planned"): msg("is planned again"),
    ("Project", "active"): msg("has started"),
    ("Project", "closed"): msg("is closed"),
    ("Project", "cancelled"): msg("is cancelled"),
    ("Proposal", "open"): msg("is open again"),
    ("Proposal", "accepted"): msg("is accepted"),
    ("Proposal", "rejected"): msg("is rejected"),
    ("Proposal", "withdrawn"): msg("is withdrawn"),
    ("Recognition", "nominated"): msg("is open for decision again"),
    ("Recognition", "decided"): msg("is decided"),
    ("Recognition", "published"): msg("is published"),
    ("Resource", "draft"): msg("is a draft again"),
    ("Resource", "submitted"): msg("is submitted"),
    ("Resource", "approved"): msg("is approved"),
    ("Resource", "partly"): msg("is approved in part"),
    ("Resource", "rejected"): msg("is rejected"),
    ("Resource", "allocated"): msg("is allocated"),
    ("Resource", "released"): msg("is released"),
    ("ResponsibilityRow", "open"): msg("is open again"),
    ("ResponsibilityRow", "done"): msg("is done"),
    ("Series", "active"): msg("is held again"),
    ("Series", "ended"): msg("has ended"),
    ("Training", "planned"): msg("is planned again"),
    ("Training", "held"): msg("has taken place"),
    ("Training", "cancelled"): msg("is cancelled"),
}
"""What the states of records are in sentences, after the name of the record."""


def sentence_of_record(world: World, change: Change) -> Message:
    """Return that a record is new, with what matters most of it, or that it is gone."""
    record = change.spot.record
    if record is None:
        return (
            msg("{file} is new", file="collab.yaml")
            if change.act == "added"
            else msg("{file} is gone", file="collab.yaml")
        )
    says_kind = _says_kind(record)
    if change.act == "removed":
        return _removed(record, says_kind)
    kind = record.kind.one
    details = tuple(_details(world, record))
    if says_kind:
        in_all = says_kind == "all"
        said = (
            msg("{record} is new", record=record.titled)
            if in_all
            else msg("New charter {record}", record=record.titled)
        )
        return msg("{said}: {details}", said=said, details=Items(details)) if details else said
    if not details:
        return msg("New {kind} {record}", kind=kind, record=record.titled)
    return msg("New {kind} {record}: {details}", kind=kind, record=record.titled, details=Items(details))


def _removed(record: Record[Any], says_kind: str) -> Message:
    if says_kind == "all":
        return msg("{record} is removed", record=record.titled)
    if says_kind:
        return msg("Charter {record} is removed", record=record.titled)
    return msg("{kind} {record} is removed", kind=_KINDS[record.kind.name], record=record.titled)


def _says_kind(record: Record[Any]) -> Literal["", "all", "zh"]:
    """Return in which languages the title of a record says of which kind it is: "Charter of Sales" need not twice."""
    words = _IN_TITLES.get(record.kind.name, {})
    forms = [form.casefold() for form in forms_of(record.titled.title or "")]
    said = {code for code, word in words.items() if any(word in form for form in forms)}
    return "all" if "en" in said else "zh" if said else ""


def _details(world: World, record: Record[Any]) -> list[Param]:
    infos = {info.name: info for info in fields_of(record.kind.struct)}
    found: list[Param] = []
    for name in _TELLING:
        info = infos.get(name)
        value = getattr(record.written, info.attribute) if info is not None else None
        if info is None or value in (None, "", [], {}):
            continue
        said = told(world, value, info, record.written)
        found.append(msg("{label} {value}", label=field_label(record.kind.struct, info), value=said))
    return [*found[:_MOST_TOLD], *_drafted_duties(world, record)]


def _drafted_duties(world: World, record: Record[Any]) -> Iterator[Message]:
    """Yield the duties of a new charter that is a draft; those of one in force are told with their letters."""
    rows = record.written.duties if isinstance(record.written, Charter) and record.is_draft else []
    if rows:
        info = field_named(Charter, "duties")
        names = tuple(row_title(world, row) or row.id for row in rows[:MANY])
        more = len(rows) - len(names)
        said = (*names, msgn("{count} more", "{count} more", more)) if more else names
        yield msg("{label} {value}", label=field_label(Charter, info), value=said)


def sentence_of_status(world: World, change: Change) -> Message | None:
    """Return the state something is in now, None for a word that is no state."""
    assert change.struct is not None
    state = _STATES.get((change.struct.__name__, str(change.new)))
    if state is None:
        return None
    record = change.spot.record
    what = subject_of(world, change)
    if record is not None and change.struct is record.kind.struct and record.kind.name != "person":
        says_kind = _says_kind(record)
        if says_kind == "zh":
            return msg("Charter {record} {state}", record=what, state=state)
        if not says_kind:
            return msg("{kind} {record} {state}", kind=_KINDS[record.kind.name], record=what, state=state)
    return msg("{what} {state}", what=what, state=state)


def sentence_of_way(world: World, change: Change) -> Message:
    """Return where records and parts went: a new id, another charter, in two, into one."""
    if change.act == "renamed":
        return _renamed(world, change)
    if change.act == "moved":
        return _moved(world, change)
    old, new = _all(world, change.before), _all(world, change.after)
    if change.act == "split":
        said = msg("{old} is split into {new}", old=old, new=new)
    else:
        said = msg("{old} are merged into {new}", old=old, new=new)
    for letters in _other_letters(world, change):
        said = msg("{change}; {more}", change=said, more=letters)
    return said


def _moved(world: World, change: Change) -> Message:
    """Return between which records a part moved; of a duty also whose it is now."""
    before, after = change.before[0], change.after[0]
    old, new = owner_in(world, before, ResponsibilityRow), owner_in(world, after, ResponsibilityRow)
    here, there = before.record, after.record
    if old is None or new is None or here is None or there is None:
        return msg("{what} moves from {old} to {new}", what=named(world, after), old=_name(here), new=_name(there))
    row = row_named(world, there.id, new)
    said = msg("{row} moves from {old} to {new}", row=row, old=here.name, new=there.name)
    letters = letters_said(world, row, in_order(old.raci), in_order(new.raci), names=False)
    return said if letters is None else msg("{change}; {more}", change=said, more=letters)


def _renamed(world: World, change: Change) -> Message:
    old, new = change.before[0], change.after[0]
    if len(new.route) > 1:
        name = named(world, new)
        return msg("{what} has another id, it was {old}", what=name, old=str(old.route[-1]))
    assert old.record is not None
    assert new.record is not None
    says_kind = _says_kind(new.record)
    if says_kind == "zh":
        return msg("Charter {record} has another id, it was {old}", record=new.record.titled, old=old.record.id)
    if says_kind:
        return msg("{what} has another id, it was {old}", what=new.record.titled, old=old.record.id)
    kind = _KINDS[new.record.kind.name]
    return msg("{kind} {record} has another id, it was {old}", kind=kind, record=new.record.titled, old=old.record.id)


def _all(world: World, spots: tuple[Spot, ...]) -> tuple[Param, ...]:
    return tuple(msg("{part}", part=named(world, spot)) for spot in spots)


def _other_letters(world: World, change: Change) -> Iterator[Message]:
    """Yield who holds which letters in each piece, or in the whole, where that is not as in what it comes from."""
    before = [owner_in(world, spot, ResponsibilityRow) for spot in change.before]
    known = [in_order(row.raci) for row in before if row is not None]
    for spot in change.after:
        row = owner_in(world, spot, ResponsibilityRow)
        if row is not None and row.raci and spot.record is not None and any(in_order(row.raci) != one for one in known):
            yield msg(
                "{matter}: {change}",
                matter=row_named(world, spot.record.id, row),
                change=holdings(world, in_order(row.raci)),
            )


def _name(record: Record[Any] | None) -> Param:
    return record.name if record is not None else "collab.yaml"
