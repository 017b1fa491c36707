"""Meetings: whether they are held, who comes and reports, how soon the minutes are out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from collab_cli.analyses.meeting_figures import MeetingFigures, Ratio
from collab_cli.analyses.meeting_slots import Slot
from collab_cli.analyses.series_record import HeldMeeting, SeriesRecord
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, Param, msg, msgn
from collab_cli.model.meeting import KIND
from collab_cli.model.series import KIND as SERIES
from collab_cli.page import Block, Cell, Facts, Heading, Report, Styled, Table, Text
from collab_cli.reports.goal_cells import percent
from collab_cli.reports.minutes import MODES, mode_said
from collab_cli.reports.unread_said import unread_said

SCHEMA = "collab/meetings/v1"
_LEFT_OUT: dict[str, Message] = {
    "skipped": msg("left out on purpose"),
    "cancelled": msg("cancelled"),
    "no-working-day": msg("no working day"),
}


def build(
    world: World,
    records: Sequence[SeriesRecord],
    others: Sequence[HeldMeeting] = (),
    first: date | None = None,
    *,
    as_tables: bool = False,
) -> Report:
    """Return the report on series and on ``others``, meetings of none, from ``first`` to the day of the world."""
    company = world.settings.company.name
    title = (
        msg("Meetings of {company}, {first} to {last}", company=company, first=first, last=world.as_of)
        if first is not None
        else msg("Meetings of {company} up to {last}", company=company, last=world.as_of)
    )
    blocks: list[Block] = [Heading(title)]
    unread = unread_said(world, SERIES.name, KIND.name)
    if unread is not None:
        blocks.append(Text(Styled(unread, "warn")))
    if as_tables:
        blocks.append(_all_meetings(world, records, others))
    elif not records and not others:
        blocks.append(Text(Styled(msg("No meeting was held or missed in these days."), "muted")))
    else:
        for one in records:
            blocks += _series(world, one)
        if others:
            blocks += [Heading(msg("Meetings of no series"), 2), _others(world, others)]
    record = {
        "as_of": world.as_of,
        "from": first,
        "series": [_series_record(world, one) for one in records],
        "others": [_held_record(one) for one in others],
        "unread_kinds": sorted(world.workspace.unread),
    }
    return Report(SCHEMA, tuple(blocks), record)


def _series(world: World, one: SeriesRecord) -> Iterator[Block]:
    yield Heading(one.series.name, 2)
    if not one.slots:
        yield Text(Styled(msg("No day of it lies in this span."), "muted"))
        return
    yield Facts(tuple(_facts(world, one)))
    if one.departments:
        yield Heading(msg("Who took part"), 3)
        yield _departments(world, one)
    yield Heading(msg("Day by day"), 3)
    yield _days(world, one)


def _facts(world: World, one: SeriesRecord) -> Iterator[tuple[Param, Cell]]:
    slots = msgn("{count} slot: {parts}", "{count} slots: {parts}", len(one.slots), parts=Items(tuple(_states(one))))
    yield msg("Planned"), slots
    kept, there, reported = one.figures.adherence, one.figures.representation, one.figures.reports
    yield msg("Kept"), _share(kept, msg("{count} of {all} meetings to be held", count=kept.count, all=kept.of))
    yield msg("Represented"), _share(there, msg("{count} of {all} seats", count=there.count, all=there.of))
    yield msg("Reported"), _share(reported, msg("{count} of {all} reports due", count=reported.count, all=reported.of))
    limit = int(world.threshold("minutes-days"))
    in_time = msgn(
        "{number} of {all} minutes within {count} working day",
        "{number} of {all} minutes within {count} working days",
        limit,
        number=one.figures.on_time.count,
        all=one.figures.on_time.of,
    )
    yield msg("Minutes in time"), msg("{share} ({said})", share=percent(one.figures.on_time.share), said=in_time)
    if one.held:
        yield msg("How people met"), Items(tuple(_modes(one.held)))


def _share(ratio: Ratio, said: Message) -> Cell:
    """Return a share with what it was counted from, marked where something is missing."""
    shown = msg("{share} ({said})", share=percent(ratio.share), said=said)
    return shown if ratio.count == ratio.of else Styled(shown, "warn")


def _states(one: SeriesRecord) -> Iterator[Message]:
    yield msg("{count} held", count=one.count("held"))
    if one.missed:
        yield msg("{count} missed", count=one.missed)
    if one.unsent:
        yield msg("{count} with minutes not out", count=one.unsent)
    if one.count("skipped"):
        yield msg("{count} left out", count=one.count("skipped"))
    if one.count("cancelled"):
        yield msg("{count} cancelled", count=one.count("cancelled"))
    if one.count("no-working-day"):
        yield msg("{count} without a working day", count=one.count("no-working-day"))


def _modes(held: Sequence[HeldMeeting]) -> Iterator[Message]:
    for mode, said in MODES.items():
        count = sum(one.meeting.value.mode == mode for one in held)
        if count:
            yield msg("{mode}: {count}", mode=said, count=count)


def _departments(world: World, one: SeriesRecord) -> Table:
    columns = (msg("Department"), msg("Represented"), msg("Reported"), msg("Problems raised"))
    rows = tuple(
        (world.parties.name(each.department), _of(each.represented), _of(each.reports), each.problems)
        for each in one.departments
    )
    return Table(columns, rows, "<>>>", keys=tuple(each.department for each in one.departments))


def _days(world: World, one: SeriesRecord) -> Table:
    rows: list[tuple[Cell, ...]] = []
    keys: list[str] = []
    for slot in one.slots:
        for key, row in _slot_rows(world, one, slot):
            keys.append(key)
            rows.append(row)
    return Table(_columns(), tuple(rows), "<<<>>>>", keys=tuple(keys))


def _columns() -> tuple[Message, ...]:
    return (
        *(msg("Held on"), msg("How it went"), msg("Way or reason")),
        *(msg("There"), msg("Reports"), msg("Problems"), msg("Minutes")),
    )


def _slot_rows(world: World, one: SeriesRecord, slot: Slot) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """Yield a line for every meeting held in a slot; for one without, what became of it and why."""
    held = [each for each in one.held if any(each.meeting.id == meeting.id for meeting in slot.meetings)]
    for each in held:
        yield each.meeting.id, _held_row(world, each)
    if held:
        return
    key = slot.meetings[-1].id if slot.meetings else ""
    if slot.state in _LEFT_OUT:
        said: Cell = Styled(_LEFT_OUT[slot.state], "muted")
    elif slot.meeting is not None:
        said = Styled(msg("minutes not out"), "warn")
    else:
        said = Styled(msg("not held"), "bad")
    yield key, (slot.day, said, slot.reason or "", "", "", "", "")


def _held_row(world: World, one: HeldMeeting) -> tuple[Cell, ...]:
    return (
        one.meeting.value.date,
        Styled(msg("took place"), "good"),
        mode_said(one.meeting.value),
        _of(one.attendance.representation),
        _of(one.attendance.reports),
        one.problems,
        _late(world, one),
    )


def _late(world: World, one: HeldMeeting) -> Cell:
    """Return how many working days after a meeting its minutes were out."""
    if one.days_late is None:
        return "-"
    said = msgn("{count} working day", "{count} working days", one.days_late)
    if not one.days_late:
        said = msg("same day")
    return Styled(said, "warn") if one.days_late > world.threshold("minutes-days") else said


def _of(ratio: Ratio) -> Cell:
    if not ratio.of:
        return "-"
    shown = f"{ratio.count}/{ratio.of}"
    return shown if ratio.count == ratio.of else Styled(shown, "warn")


def _others(world: World, others: Sequence[HeldMeeting]) -> Table:
    columns = (msg("Held on"), msg("Meeting"), msg("Way or reason"), msg("Problems"), msg("Minutes"))
    rows = tuple(
        (one.meeting.value.date, one.meeting.name, mode_said(one.meeting.value), one.problems, _late(world, one))
        for one in others
    )
    return Table(columns, rows, "<<<>>", keys=tuple(one.meeting.id for one in others))


def _all_meetings(world: World, records: Sequence[SeriesRecord], others: Sequence[HeldMeeting]) -> Table:
    """Return one table of every slot and meeting, to count with."""
    rows: list[tuple[Cell, ...]] = []
    keys: list[str] = []
    for one in records:
        for slot in one.slots:
            for key, row in _slot_rows(world, one, slot):
                keys.append(key)
                rows.append((one.series.name, *row))
    for each in others:
        keys.append(each.meeting.id)
        rows.append((each.meeting.name, *_held_row(world, each)))
    columns = (msg("Meeting"), *_columns())
    empty = msg("No meeting was held or missed in these days.")
    return Table(columns, tuple(rows), "<<<<>>>>", keys=tuple(keys), empty=empty)


def _series_record(world: World, one: SeriesRecord) -> dict[str, Any]:
    return {
        "id": one.series.id,
        "name": one.series.name,
        "held": one.count("held"),
        "missed": one.missed,
        "unsent": one.unsent,
        "skipped": one.count("skipped"),
        "cancelled": one.count("cancelled"),
        "no_working_day": one.count("no-working-day"),
        **_figures_record(one.figures),
        "departments": [
            {
                "department": each.department,
                "meetings": each.represented.of,
                "represented": each.represented.count,
                "reports": each.reports.count,
                "problems": each.problems,
            }
            for each in one.departments
        ],
        "slots": [
            {
                "planned": slot.planned,
                "day": slot.day,
                "state": _state(world, slot),
                "reason": slot.reason,
                "meetings": [meeting.id for meeting in slot.meetings],
            }
            for slot in one.slots
        ],
        "meetings": [_held_record(each) for each in one.held],
    }


def _state(world: World, slot: Slot) -> str:
    if slot.lacks_minutes(world.as_of):
        return "unsent"
    return "missed" if slot.is_missed(world.as_of) else slot.state


def _figures_record(figures: MeetingFigures) -> dict[str, Any]:
    return {
        "adherence": figures.adherence.share,
        "representation": figures.representation.share,
        "report_rate": figures.reports.share,
        "minutes_on_time": figures.on_time.share,
    }


def _held_record(one: HeldMeeting) -> dict[str, Any]:
    value = one.meeting.value
    return {
        "id": one.meeting.id,
        "title": one.meeting.name,
        "date": value.date,
        "status": value.status,
        "mode": value.mode,
        "mode_reason": value.mode_reason,
        "required": one.attendance.required,
        "represented": one.attendance.represented,
        "silent": one.attendance.silent,
        "problems": one.problems,
        "published": value.published,
        "working_days_after": one.days_late,
    }
