"""Read minutes people have written into the fields of a record, with everything that is not certain marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from collab_cli.analyses.minutes_reading.actions_taken import finish_actions
from collab_cli.analyses.minutes_reading.attendance import note_present
from collab_cli.analyses.minutes_reading.block import Block
from collab_cli.analyses.minutes_reading.collected import Collected
from collab_cli.analyses.minutes_reading.filed_minutes import read_filed
from collab_cli.analyses.minutes_reading.folded_text import folded
from collab_cli.analyses.minutes_reading.heading_facts import type_of
from collab_cli.analyses.minutes_reading.known_people import People
from collab_cli.analyses.minutes_reading.minutes_read import MinutesRead
from collab_cli.analyses.minutes_reading.said_days import Days, order_of_days
from collab_cli.analyses.minutes_reading.series_meant import series_meant
from collab_cli.analyses.minutes_reading.walk import Walk
from collab_cli.graph.world import World

_BEGINNING = 8
"""Blocks among which the day of the meeting is looked for where no label tells it."""


def read_minutes(
    blocks: Sequence[Block],
    world: World,
    as_of: date,
    *,
    name: str = "",
    day: date | None = None,
    series: str | None = None,
) -> MinutesRead:
    """Return what minutes say; ``name`` is that of their file, ``day`` and ``series`` are given where they are known.

    Dates without a year and those such as 周五 are counted from the day of the meeting. Nothing is lost: a line that
    belongs to no field is among ``unplaced``. Minutes as they are printed here are read by their own layout.
    """
    filed = read_filed(blocks, world)
    if filed is not None and _agrees(filed, day, series):
        return filed
    order = order_of_days("\n".join(line for block in blocks for line in (block.text, *sum(block.rows, ()))))
    first = _walked(blocks, world, Days(day, order), day)
    near = day or _day_of(first) or _day_in_text(blocks, order) or _day_in(name, as_of, order) or as_of
    following = first.fields.get("next_meeting")
    days = Days(near, order, date.fromisoformat(following) if following else None)
    if not following:
        again = _walked(blocks, world, days, day).fields.get("next_meeting")
        days = Days(near, order, date.fromisoformat(again) if again else None)
    collected = _walked(blocks, world, days, day, here=set(first.fields.get("present", ())))
    _settle_day(collected, blocks, name, as_of, order)
    _settle_title(collected, world, name, series)
    finish_actions(collected)
    collected.doubts.sort(key=lambda doubt: doubt.line)
    return MinutesRead(
        collected.fields,
        tuple(collected.understood),
        tuple(collected.doubts),
        tuple(collected.unplaced),
        collected.names,
        collected.dates,
    )


def _agrees(filed: MinutesRead, day: date | None, series: str | None) -> bool:
    """Return whether what was given besides a text is what it says itself."""
    said = filed.fields
    return (day is None or said["date"] == day.isoformat()) and (series is None or said.get("series") == series)


def _walked(
    blocks: Sequence[Block], world: World, days: Days, day: date | None, here: set[str] | None = None
) -> Collected:
    """Return what a walk through the blocks collects; ``day`` is that of the meeting where it is told."""
    people = People(world)
    people.here |= here or set()
    collected = Collected(people, days)
    if day is not None:
        collected.fields["date"] = day.isoformat()
    walk = Walk(collected)
    for block in blocks:
        walk.read(block)
    _settle_speakers(collected, blocks)
    return collected


def _day_of(collected: Collected) -> date | None:
    found = collected.fields.get("date")
    return date.fromisoformat(found) if found else None


def _day_in(name: str, as_of: date, order: bool | None) -> date | None:
    said = Days(as_of, order).first(re.sub(r"[_]", " ", name))
    return said.day if said is not None and said.how in ("exact", "no_year") else None


def _day_in_text(blocks: Sequence[Block], order: bool | None) -> date | None:
    """Return the first day written whole in the first lines of a text."""
    days = Days(None, order)
    found = (said for block in blocks[:_BEGINNING] for said in days.all(block.text))
    return next((said.day for said in found if said.how == "exact"), None)


def _settle_day(collected: Collected, blocks: Sequence[Block], name: str, as_of: date, order: bool | None) -> None:
    """Give a meeting whose day nobody tells the first one in the text, that of the file's name, else today."""
    if "date" not in collected.fields and (said := _day_in_text(blocks, order)) is not None:
        collected.fields["date"] = said.isoformat()
        collected.doubt("date_in_text", ("date",), said.isoformat(), 0, said.isoformat())
    elif "date" not in collected.fields:
        named = _day_in(name, as_of, order)
        collected.fields["date"] = (named or as_of).isoformat()
        collected.doubt("no_date", ("date",), name if named else "", 0, collected.fields["date"])


def _settle_title(collected: Collected, world: World, name: str, series: str | None) -> None:
    title = collected.fields.get("title")
    if series is not None:
        collected.fields["series"] = series
    else:
        found = series_meant(world, title or name, date.fromisoformat(collected.fields["date"]))
        if found is not None:
            collected.fields["series"] = found.series
            if not found.is_exact:
                collected.doubt("series_alike", ("series",), title or name, 0, found.series)
    kind = type_of(title or name)
    if kind is not None:
        collected.fields["type"] = kind
    if title is None:
        stem = re.sub(r"\.\w{1,8}$", "", name).replace("_", " ")
        said = Days(None).first(stem)
        bare = f"{stem[: said.start]} {stem[said.end :]}".strip(" -") if said is not None else stem
        if "series" not in collected.fields:
            collected.fields["title"] = bare.strip() or stem or collected.fields["date"]
            collected.doubt("no_title", ("title",), name, 0, collected.fields["title"])


def _settle_speakers(collected: Collected, blocks: Sequence[Block]) -> None:
    """Propose those who wrote in a log of messages as those who were there, unless it says who was."""
    told: dict[str, int] = {}
    for block in blocks:
        if block.speaker:
            told.setdefault(folded(block.speaker), block.line)
    if collected.fields.get("present") or len(told) < 2:
        return
    speakers = {folded(block.speaker): block.speaker for block in blocks if block.speaker}
    for key, line in told.items():
        meant = collected.people.meant(speakers[key])
        if meant.person is None:
            collected.doubt(meant.why or "unknown_name", ("present",), speakers[key], line)
            continue
        note_present(collected, meant.person, speakers[key], line)
        at = collected.fields["present"].index(meant.person)
        collected.names += 1
        collected.doubt("spoke", ("present", at), speakers[key], line, meant.person)
