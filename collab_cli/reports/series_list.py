"""Regular meetings, one a line: how often each meets, when, and on which day next."""

from __future__ import annotations

from datetime import date, timedelta

from collab_cli.analyses.meeting_slots import next_slot
from collab_cli.analyses.working_days import WEEKDAYS
from collab_cli.graph.world import World
from collab_cli.messages import Label, Message, Param, msg
from collab_cli.model.series import KIND, Series
from collab_cli.page import Block, Report, Styled, Table, Text
from collab_cli.reports.records import record_data
from collab_cli.reports.week_days import dated, week_day

SCHEMA = "collab/series-list/v1"
_MONDAY = date(2024, 1, 1)


def build(world: World) -> Report:
    """Return the series one a line; one that meets no more has no next day."""
    records = list(world.workspace.records.get(KIND.name, {}).values())
    coming = {one.id: next_slot(world, one, world.as_of) for one in records}
    rows = tuple(
        (
            Styled(one.id, "accent"),
            one.name,
            rhythm(one.value),
            one.value.time or "",
            dated(slot.day) if (slot := coming[one.id]) is not None else Styled("-", "muted"),
            Label(one.value.status, "series.status"),
        )
        for one in records
    )
    columns = (
        *(msg("Id"), Label("Name", "series"), Label("Cadence", "series"), Label("Time", "series")),
        *(msg("Next meeting"), Label("Status", "series")),
    )
    if KIND.name in world.workspace.unread:
        empty = msg("some {kinds} cannot be read", kinds=KIND.many)
    else:
        empty = msg("there are no {kinds} yet", kinds=KIND.many)
    block: Block = Table(columns, rows) if rows else Text(Styled(empty, "muted"))
    data = {
        "records": [
            {**record_data(world, one), "next": slot.day if (slot := coming[one.id]) is not None else None}
            for one in records
        ],
        "unread_kinds": sorted(world.workspace.unread),
    }
    return Report(SCHEMA, (block,), data)


def rhythm(series: Series) -> Message:
    """Return how often a series meets; what its cadence leaves open is as on the day of `starts`."""
    cadence, starts = series.cadence, series.starts
    number = WEEKDAYS.index(cadence.weekday) if cadence.weekday is not None else starts.weekday()
    weekday: Param = week_day(_MONDAY + timedelta(days=number))
    if cadence.unit == "week":
        if cadence.interval == 1:
            return msg("every {weekday}", weekday=weekday)
        return msg("{weekday} every {count} weeks", weekday=weekday, count=cadence.interval)
    day = msg("day {number}", number=cadence.day or starts.day)
    if cadence.day is None and (cadence.weekday is not None or cadence.nth is not None):
        day = _nth(cadence.nth or "1", weekday)
    if cadence.interval == 1:
        return msg("{day} of every month", day=day)
    return msg("{day} of every {count} months", day=day, count=cadence.interval)


def _nth(nth: str, weekday: Param) -> Message:
    return {
        "1": msg("the first {weekday}", weekday=weekday),
        "2": msg("the second {weekday}", weekday=weekday),
        "3": msg("the third {weekday}", weekday=weekday),
        "4": msg("the fourth {weekday}", weekday=weekday),
    }.get(nth, msg("the last {weekday}", weekday=weekday))
