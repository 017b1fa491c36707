"""What a person owes, on one page: what is late first, each part with the command that deals with it."""

from __future__ import annotations

from typing import Any, Final

from collab_cli.analyses.owed.owed import Owed, Part, Why
from collab_cli.analyses.owed.what_is_owed import AHEAD, WhatIsOwed
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg, msgn
from collab_cli.model.department import Department
from collab_cli.model.person import Person
from collab_cli.page import Block, Cell, Heading, Report, Styled, Table, Text, Tone
from collab_cli.reports.action_list import in_a_row
from collab_cli.reports.goal_cells import percent, status

SCHEMA = "collab/me/v1"
SOON: Final = 3
"""Days before a due date from which on it is marked."""
PARTS: Final[dict[Part, Message]] = {
    "meeting": msg("Meetings"),
    "action": msg("Actions"),
    "issue": msg("Issues"),
    "agreement": msg("Asked to agree"),
    "handoff": msg("Hand-offs"),
    "goal": msg("Goals"),
    "reading": msg("To read and acknowledge"),
    "training": msg("Training"),
}
"""The headings of the parts."""
WHY: Final[dict[Why, Message]] = {
    "report": msg("report to give"),
    "attend": msg("expected there"),
    "chair": msg("chair"),
    "secretary": msg("secretary"),
    "publish": msg("publish the minutes"),
    "approve-minutes": msg("have the minutes approved"),
    "owner": msg("owner"),
    "helper": msg("helper"),
    "supervisor": msg("supervisor"),
    "holder": msg("to solve"),
    "escalated": msg("taken higher, to solve"),
    "position": msg("position to take"),
    "approval": msg("approval to give"),
    "objection": msg("objection to settle"),
    "objecting": msg("own objection, still open"),
    "accept": msg("to accept"),
    "deliver": msg("to deliver"),
    "goal-owner": msg("owner"),
    "checkin": msg("check-in"),
    "read": msg("to acknowledge"),
    "skill": msg("level to reach"),
    "course": msg("takes part"),
    "trainer": msg("trainer"),
}
"""Why something concerns a person, in a few words."""


def build(world: World, owed: WhatIsOwed, options: str = "") -> Report:
    """Return the page of what concerns a person; ``options`` are those it was asked with, such as an `--as-of`."""
    blocks: list[Block] = [Heading(_whose(world, owed))]
    blocks.append(Text(_tally(owed)))
    if owed.away is not None:
        blocks.append(Text(Styled(_away(world, owed), "warn")))
    for part, things in owed.parts:
        blocks.append(Heading(PARTS[part], 2))
        blocks.append(_table(world, part, things))
        first = next((one for one in things if one.is_owed), things[0])
        blocks.append(Text(msg("Next: {command}", command=first.command)))
    if owed.duties:
        blocks.append(Heading(msg("Duties"), 2))
        said = msgn(
            "accountable for {count} matter of charters", "accountable for {count} matters of charters", owed.duties
        )
        blocks.append(Text(said))
        command = f"collab who {owed.person.id} {options}".rstrip()
        blocks.append(Text(msg("Next: {command}", command=command)))
    return Report(SCHEMA, tuple(blocks), _record(world, owed))


def _whose(world: World, owed: WhatIsOwed) -> Message:
    department = owed.person.value.department
    if department is None:
        return msg("{person}, as of {day}", person=owed.person.name, day=world.as_of)
    name = world.name(Department, department)
    return msg("{person}, {department}, as of {day}", person=owed.person.name, department=name, day=world.as_of)


def _tally(owed: WhatIsOwed) -> Cell:
    if not any(one.is_owed for one in owed.things):
        return Styled(msg("Nothing is owed; all is done."), "good")
    said: list[Message] = []
    if owed.late:
        said.append(msgn("{count} thing is late", "{count} things are late", owed.late))
    if owed.soon:
        said.append(msgn("{count} due within {days} days", "{count} due within {days} days", owed.soon, days=AHEAD))
    if owed.undated:
        said.append(msgn("{count} asked for without a day", "{count} asked for without a day", owed.undated))
    if not said:
        said.append(msg("nothing is due within {days} days", days=AHEAD))
    return Styled(in_a_row(said), "bad" if owed.late else "strong")


def _away(world: World, owed: WhatIsOwed) -> Message:
    assert owed.away is not None
    names = tuple(world.name(Person, one) for one in owed.away.deputies)
    if not names:
        return msg("Absent until {day}.", day=owed.away.until)
    return msg("Absent until {day}; {deputies} for the department.", day=owed.away.until, deputies=names)


def _table(world: World, part: Part, things: tuple[Owed, ...]) -> Table:
    is_dated = any(one.due is not None for one in things)
    columns: tuple[Param, ...] = (msg("What"), msg("Why"))
    if is_dated:
        columns = (*columns, msg("Due") if part not in ("meeting", "training") else msg("Day"), msg("Left"))
    rows = tuple(_row(world, one, is_dated=is_dated) for one in things)
    return Table(columns, rows, "<" * len(columns), keys=tuple(one.record.ref for one in things))


def _row(world: World, one: Owed, *, is_dated: bool) -> tuple[Cell, ...]:
    title: Param = one.record.name
    if one.detail:
        title = msg("{title}: {detail}", title=title, detail=one.detail)
    row: tuple[Cell, ...] = (title, _why(world, one))
    if not is_dated:
        return row
    tone = _tone(one)
    return (*row, Styled(one.due, tone) if one.due is not None else "", _left(one, tone))


def _why(world: World, one: Owed) -> Cell:
    said: Message = WHY[one.why]
    if one.why in ("goal-owner", "checkin"):
        shown = status(one.status)
        state = shown.text if isinstance(shown, Styled) else shown
        if one.progress is not None and one.status is not None:
            said = msg("{why}: {progress}, {status}", why=said, progress=percent(one.progress), status=state)
        return Styled(said, shown.tone) if isinstance(shown, Styled) and one.status is not None else said
    if one.needs is not None:
        return msg("{why}: {needs}, now {has}", why=said, needs=one.needs, has=one.has or 0)
    if one.spoken is None:
        return said
    name = world.name(Department, one.spoken.department)
    if one.spoken.head is None:
        return msg("{why} ({department})", why=said, department=name)
    head = world.name(Person, one.spoken.head)
    if one.spoken.until is None:
        return msg("{why} ({department}), for {head}", why=said, department=name, head=head)
    return msg(
        "{why} ({department}), for {head}, absent until {day}",
        why=said,
        department=name,
        head=head,
        day=one.spoken.until,
    )


def _tone(one: Owed) -> Tone:
    if one.is_late:
        return "bad"
    return "accent" if one.is_owed and one.days is not None and one.days <= SOON else ""


def _left(one: Owed, tone: Tone) -> Cell:
    if one.days is None:
        return ""
    if one.days < 0:
        return Styled(msgn("{count} day late", "{count} days late", -one.days), tone)
    if not one.days:
        return Styled(msg("today"), tone)
    return Styled(msgn("in {count} day", "in {count} days", one.days), tone)


def _record(world: World, owed: WhatIsOwed) -> dict[str, Any]:
    away = owed.away
    return {
        "as_of": world.as_of,
        "person": owed.person.id,
        "name": owed.person.name,
        "department": owed.person.value.department,
        "absent_until": away.until if away is not None else None,
        "deputies": list(away.deputies) if away is not None else [],
        "speaks_for": [{"department": one.department, "for": one.head, "until": one.until} for one in owed.speaks_for],
        "late": owed.late,
        "due_within_7_days": owed.soon,
        "undated": owed.undated,
        "duties": owed.duties,
        "parts": [{"part": part, "things": [_thing(one) for one in things]} for part, things in owed.parts],
    }


def _thing(one: Owed) -> dict[str, Any]:
    return {
        "why": one.why,
        "record": one.record.ref,
        "title": one.record.name,
        "detail": one.detail or None,
        "due": one.due,
        "days_left": one.days,
        "owed": one.is_owed,
        "late": one.is_late,
        "department": one.spoken.department if one.spoken is not None else None,
        "for": one.spoken.head if one.spoken is not None else None,
        "status": one.status,
        "progress": one.progress,
        "level": one.has,
        "level_needed": one.needs,
        "command": one.command,
    }
