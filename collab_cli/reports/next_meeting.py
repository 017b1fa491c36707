"""The next meetings: when and where, who is expected, who still has to report, what gets in the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from collab_cli.analyses.meeting_times import Clash, Occurrence
from collab_cli.analyses.next_meetings import NextMeeting
from collab_cli.analyses.stand_ins import Answering
from collab_cli.graph.world import World
from collab_cli.messages import Label, Message, Param, msg, msgn
from collab_cli.model.person import Person
from collab_cli.page import Block, Cell, Facts, Heading, Report, Styled, Table, Text
from collab_cli.reports.minutes import MODES
from collab_cli.reports.week_days import hours, week_day

SCHEMA = "collab/meeting-next/v1"


def build(world: World, meetings: Sequence[NextMeeting]) -> Report:
    """Return the next meetings, the earliest first, each with what is known of it."""
    blocks: list[Block] = [Heading(msg("Next meetings"))]
    if not meetings:
        blocks.append(Text(Styled(msg("no series has a meeting to come"), "muted")))
    for one in meetings:
        blocks.append(Heading(one.series.titled, 2))
        blocks.append(Facts(tuple(_facts(world, one))))
        if one.expected:
            columns = (msg("Department"), msg("Who is expected"), msg("Report to the meeting"))
            rows = tuple(_row(world, one, each) for each in one.expected)
            blocks.append(Table(columns, rows))
    found = {_key(clash): clash for one in meetings for clash in one.clashes}.values()
    if found:
        blocks.append(Heading(msg("Clashes"), 2))
        heads = (Label("Date", "meeting"), msg("Regular meeting"), msg("At the same time"), msg("Both want"))
        blocks.append(Table(heads, tuple(_clash(world, clash) for clash in found)))
    return Report(SCHEMA, tuple(blocks), _record(world, meetings))


def clash_said(world: World, clash: Clash) -> Message:
    """Return in a sentence what two meetings both want."""
    return msg(
        "{one} and {other} meet at the same time on {day} and both want {what}",
        one=clash.one.series.titled,
        other=clash.other.series.titled,
        day=clash.one.slot.day,
        what=_wanted(world, clash),
    )


def clashes_said(world: World, clashes: Sequence[Clash]) -> Iterator[Message]:
    """Yield in sentences what meetings want at the same time, one for those of the same two series and wants."""
    alike: dict[tuple[Param, ...], list[Clash]] = {}
    for clash in clashes:
        series = sorted((clash.one.series.id, clash.other.series.id))
        alike.setdefault((*series, clash.place, *sorted(clash.people)), []).append(clash)
    for first, *more in alike.values():
        if not more:
            yield clash_said(world, first)
            continue
        yield msg(
            "{one} and {other} meet at the same time {count} times from {first} to {last} and both want {what}",
            one=first.one.series.titled,
            other=first.other.series.titled,
            count=len(more) + 1,
            first=first.one.slot.day,
            last=more[-1].one.slot.day,
            what=_wanted(world, first),
        )


def _facts(world: World, one: NextMeeting) -> Iterator[tuple[Param, Cell]]:
    coming = one.occurrence
    slot, usual = coming.slot, one.series.value
    yield Label("Date", "meeting"), _day(world, coming)
    if coming.start is not None and coming.end is not None:
        during = hours(coming.start, coming.end)
        yield msg("When"), msg("{hours} ({zone})", hours=during, zone=world.settings.timezone)
    if slot.day != slot.planned and slot.meeting is None:
        yield msg("Moved"), msg("planned for {day}, which is not worked", day=slot.planned)
    if coming.place:
        yield Label("Place", "series"), coming.place
    elif usual.mode is not None:
        yield Label("Mode", "series"), MODES[usual.mode]
    yield Label("Chair", "series"), world.name(Person, coming.chair)
    yield Label("Secretary", "series"), world.name(Person, coming.secretary)
    if slot.meeting is not None:
        status = Label(slot.meeting.value.status, "meeting.status")
        yield msg("Minutes"), msg("{meeting} ({status})", meeting=slot.meeting.id, status=status)
    yield msg("Last held"), _last(world, one)


def _day(world: World, coming: Occurrence) -> Param:
    day, days = coming.slot.day, (coming.slot.day - world.as_of).days
    when = msg("today") if not days else msgn("in {count} day", "in {count} days", days)
    return msg("{day} ({weekday}), {when}", day=day, weekday=week_day(day), when=when)


def _last(world: World, one: NextMeeting) -> Cell:
    if one.last is None:
        return Styled(msg("never held"), "muted")
    day = one.last.value.date
    days = (world.as_of - day).days
    ago = msg("today") if not days else msgn("{count} day ago", "{count} days ago", days)
    return msg("{day}, {ago}", day=day, ago=ago)


def _row(world: World, one: NextMeeting, each: Answering) -> tuple[Cell, ...]:
    who: Cell = Styled(msg("nobody"), "bad")
    if each.now is not None and each.now == each.person:
        who = world.name(Person, each.now)
    elif each.now is not None:
        name = world.name(Person, each.now)
        who = msg("{person} for {head}", person=name, head=world.name(Person, each.person)) if each.person else name
    owes = each.party in one.owing
    return world.parties.name(each.party), who, Styled(msg("owed"), "warn") if owes else Styled(msg("there"), "good")


def _clash(world: World, clash: Clash) -> tuple[Cell, ...]:
    return clash.one.slot.day, clash.one.series.titled, clash.other.series.titled, _wanted(world, clash)


def _key(clash: Clash) -> tuple[Param, ...]:
    return clash.one.slot.day, clash.one.series.id, clash.other.series.id


def _wanted(world: World, clash: Clash) -> Param:
    people = tuple(world.name(Person, who) for who in clash.people)
    return (*((clash.place,) if clash.place else ()), *people)


def _record(world: World, meetings: Sequence[NextMeeting]) -> dict[str, Any]:
    return {"as_of": world.as_of, "meetings": [_meeting(one) for one in meetings]}


def _meeting(one: NextMeeting) -> dict[str, Any]:
    coming = one.occurrence
    return {
        "series": one.series.id,
        "date": coming.slot.day,
        "planned": coming.slot.planned,
        "start": coming.start.isoformat() if coming.start is not None else None,
        "end": coming.end.isoformat() if coming.end is not None else None,
        "place": coming.place or None,
        "chair": coming.chair,
        "secretary": coming.secretary,
        "meeting": coming.slot.meeting.ref if coming.slot.meeting is not None else None,
        "expected": [{"department": each.party, "person": each.now, "for": _for(each)} for each in one.expected],
        "reports_owed": list(one.owing),
        "last_held": one.last.value.date if one.last is not None else None,
        "clashes": [
            {
                "series": other.series.id,
                "start": other.start.isoformat() if other.start is not None else None,
                "place": clash.place or None,
                "people": list(clash.people),
            }
            for clash in one.clashes
            for other in (clash.other if clash.one.series.id == one.series.id else clash.one,)
        ],
    }


def _for(each: Answering) -> str | None:
    return each.person if each.person != each.now else None
