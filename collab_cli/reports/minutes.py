"""Minutes as they are sent out: who met, what was reported, decided and agreed, in the customary order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from collab_cli.analyses.minutes_reading.unplaced_notes import own_notes
from collab_cli.analyses.minutes_standing import MinutesStanding, leaders, minutes_standing
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, Param, forms_of, msg
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.meeting import Meeting
from collab_cli.model.record import Record
from collab_cli.page import Block, Cell, Facts, Heading, Report, Styled, Text
from collab_cli.reports.minutes_parts import (
    action_blocks,
    carried_blocks,
    decision_blocks,
    opinion_blocks,
    report_blocks,
)
from collab_cli.reports.people_names import PeopleNames
from collab_cli.reports.records import record_data
from collab_cli.reports.week_days import dated_in_full, in_full

_CALLED_SO = ("纪要", "minutes")
"""Words of a title that says already what the paper is."""
_RECORD = re.compile(r"\s*[(（]([a-z][a-z-]*:[^\s()（）]+)[)）]\s*$")
"""A record in brackets at the end of a line."""
MODES: Mapping[str, Message] = {
    "in_person": msg("in person"),
    "video": msg("by video"),
    "hybrid": msg("in person and by video"),
}


def build(world: World, meeting: Record[Meeting]) -> Report:
    """Return the minutes of a meeting as a paper; what is empty is left out."""
    names = PeopleNames(world)
    standing = minutes_standing(world, meeting)
    blocks = tuple(_blocks(world, names, meeting, standing))
    return Report("collab/meeting/v1", blocks, {**record_data(world, meeting), **_attendance(standing)}, is_paper=True)


def _blocks(world: World, names: PeopleNames, meeting: Record[Meeting], standing: MinutesStanding) -> Iterator[Block]:
    value = meeting.value
    yield Heading(_title(meeting))
    if value.status == "draft":
        yield Text(Styled(msg("Draft: not published yet"), "warn"))
    elif value.status == "cancelled":
        yield Text(Styled(msg("Cancelled: {reason}", reason=value.reason or ""), "bad"))
    yield Facts(tuple(_header(world, names, meeting, standing)))
    if value.agenda:
        yield Heading(msg("Agenda"), 2)
        yield Text("\n".join(f"{number}. {_item(world, item)}" for number, item in enumerate(value.agenda, 1)))
    yield from report_blocks(world, names, meeting)
    yield from opinion_blocks(world, names, meeting)
    yield from decision_blocks(world, names, meeting)
    yield from action_blocks(world, names, meeting)
    yield from carried_blocks(world, names, meeting)
    notes = _notes(value)
    if notes:
        yield Heading(msg("Notes"), 2)
        yield Text(notes)
    closing = tuple(_closing(names, meeting))
    if closing:
        yield Heading(msg("Next meeting and distribution"), 2)
        yield Facts(closing)
    yield Text(Styled(msg("Filed as {ref}", ref=meeting.ref), "muted"))


def _title(meeting: Record[Meeting]) -> Message:
    title = meeting.name
    says_so = any(word in form.casefold() for form in forms_of(title) for word in _CALLED_SO)
    if meeting.value.status == "draft":
        return msg("{title} (draft)", title=title) if says_so else msg("Draft minutes: {title}", title=title)
    return msg("{title}", title=title) if says_so else msg("Minutes: {title}", title=title)


def _header(
    world: World, names: PeopleNames, meeting: Record[Meeting], standing: MinutesStanding
) -> Iterator[tuple[Param, Cell]]:
    value = meeting.value
    chair, secretary = leaders(world, meeting)
    if value.number:
        yield msg("Number"), value.number
    yield msg("When"), _time(value)
    if value.place:
        yield msg("Place"), value.place
    yield msg("Mode"), mode_said(value)
    if chair is not None:
        yield msg("Chair"), names.person(chair)
    if secretary is not None:
        yield msg("Minutes taken by"), names.person(secretary)
    if value.present:
        yield msg("Present"), Items(tuple(names.with_department(person) for person in value.present))
    if value.guests:
        yield msg("Guests"), Items(tuple(value.guests))
    if value.regrets:
        yield msg("Apologies"), Items(tuple(_regret(names, one.person, one.delegate) for one in value.regrets))
    if value.present and standing.attendance.missing:
        missing = tuple(world.parties.name(one) for one in standing.attendance.missing)
        yield msg("Nobody came for"), Styled(Items(missing), "warn")
    if value.present and standing.quorum is not None:
        yield msg("Quorum"), _quorum(standing)
    if value.previous_approved is not None:
        said = msg("approved at this meeting") if value.previous_approved else msg("not approved")
        yield msg("Previous minutes"), said


def _time(value: Meeting) -> Param:
    day = dated_in_full(value.date)
    if value.start is None:
        return day
    if value.end is None:
        return msg("{day}, {start}", day=day, start=value.start)
    return msg("{day}, {start}–{end}", day=day, start=value.start, end=value.end)


def mode_said(value: Meeting) -> Param:
    """Return how people met, with the reason where one is given."""
    mode = MODES[value.mode]
    return msg("{mode} ({reason})", mode=mode, reason=value.mode_reason) if value.mode_reason else mode


def _regret(names: PeopleNames, person: str, delegate: str | None) -> Param:
    if delegate is None:
        return names.with_department(person)
    return msg("{person} ({delegate} instead)", person=names.person(person), delegate=names.person(delegate))


def _quorum(standing: MinutesStanding) -> Cell:
    found = standing.attendance.representation
    said = msg(
        "{count} of {all} departments represented, {quorum} % needed",
        count=found.count,
        all=found.of,
        quorum=rounded((standing.quorum or 0) * 100),
    )
    return said if standing.is_quorate else Styled(said, "bad")


def _item(world: World, item: str) -> str:
    """Return an item of the agenda without the record it is about, which its title names."""
    found = _RECORD.search(item)
    known = found is not None and world.workspace.find(found[1].partition("/")[0]) is not None
    return item[: found.start()] if found is not None and found.start() and known else item


def _notes(value: Meeting) -> str:
    """Return the notes; what found no place in them is shown as long as the minutes are a draft."""
    notes = (value.notes or "").strip()
    return notes if value.status == "draft" else own_notes(notes)


def _closing(names: PeopleNames, meeting: Record[Meeting]) -> Iterator[tuple[Param, Cell]]:
    value = meeting.value
    if value.next_meeting is not None:
        yield msg("Next meeting"), dated_in_full(value.next_meeting)
    if value.cc:
        yield msg("Copies to"), Items(tuple(value.cc))
    if value.issued_by is not None:
        yield msg("Issued by"), names.person(value.issued_by)
    if value.published is not None:
        yield msg("Published on"), in_full(value.published)
    for label, words in ((msg("Tags"), value.tags), (msg("Aliases"), value.aliases), (msg("Links"), value.links)):
        if words:
            yield label, Items(tuple(str(word) for word in words))


def _attendance(standing: MinutesStanding) -> dict[str, Any]:
    """Return who was there as programs read it; nothing where no series requires a department."""
    found = standing.attendance
    if not found.required:
        return {}
    return {
        "attendance": {
            "required": list(found.required),
            "represented": list(found.represented),
            "excused": list(found.excused),
            "missing": list(found.missing),
            "without_report": list(found.silent),
            "quorum": standing.quorum,
            "is_quorate": standing.is_quorate,
        }
    }
