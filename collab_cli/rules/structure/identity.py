"""Ids: are they valid and unique, and do they say what the record says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from collab_cli.documents.nodes import entry_id, find, place_at
from collab_cli.findings import Fault, Place, Related
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.charter import Charter
from collab_cli.model.evaluation import Evaluation
from collab_cli.model.goal import Goal
from collab_cli.model.meeting import Meeting
from collab_cli.model.record import Record
from collab_cli.model.settings import NamedPeriod, Settings
from collab_cli.model.settings_file import SETTINGS_PATH
from collab_cli.rules.rule import rule

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(.*))?")
_NUMBERED = re.compile(r"(-\d+)?")
_PERIOD = re.compile(r"\d{4}(-q[1-4])?")


@rule(
    code="S004",
    slug="duplicate-id",
    term="Duplicate id",
    severity="error",
    profile="starter",
    drafts=True,
    target="goal:increase-revenue/kr1",
)
def duplicate_id(world: World) -> Iterator[Fault]:
    """Two things have the same id.

    What it finds
        Two records of a kind, two parts of a record (key results, duties, decisions) or two periods with the
        same id, whatever the case of its letters.

    Why it matters
        A reference to that id means either of them.

    Example
        # skills.yaml
        - {id: teamwork, name: {zh: 团队协作, en: Teamwork}}
        - {id: teamwork, name: {zh: 协调, en: Coordination}}

    Instead
        # skills.yaml
        - {id: teamwork, name: {zh: 团队协作, en: Teamwork}}
        - {id: coordination, name: {zh: 协调, en: Coordination}}

    How to mend it
        If both are the same thing, keep one. Else give one of them another id and correct the references to it.
    """
    yield from world.faults_of("S004")
    for record in world.workspace.every_record():
        for field in record.kind.part_fields:
            ids = [part.id for part in getattr(record.written, field)]
            for index, first in _repeated(ids):
                message = msg("{record} has two parts {id}", record=record.titled, id=ids[index])
                yield _twice(
                    message,
                    _id_place(record.path, record.node, record.in_file(field, index), record.route),
                    _id_place(record.path, record.node, record.in_file(field, first), record.route),
                    (f"{record.ref}/{ids[index]}",),
                )
    periods = [period.id for period in world.settings.periods]
    root = world.workspace.settings_document.root
    for index, first in _repeated(periods):
        message = msg("the period {id} is written twice", id=periods[index])
        places = [_id_place(SETTINGS_PATH, root, ("periods", at), ()) for at in (index, first)]
        yield _twice(message, places[0], places[1], ())


def _repeated(ids: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the index of each id that stood before, and where it stood first."""
    seen: dict[str, int] = {}
    for index, one in enumerate(ids):
        first = seen.setdefault(one.casefold(), index)
        if first != index:
            yield index, first


def _id_place(path: str, top: Any, entry: tuple[str | int, ...], before: tuple[str | int, ...]) -> Place:
    """Return where the id of a list entry stands; the entry itself gives its number to the route."""
    place = place_at(path, top, (*entry, "id"), before)
    node = find(top, entry)
    steps = (*before, *entry, "id") if node is not None and entry_id(node) else place.route
    return Place(place.path, place.line, place.column, steps)


def _twice(message: Any, place: Place, first: Place, records: tuple[str, ...]) -> Fault:
    return Fault(place, message, msg("keep one, or give one of them another id"), records, (Related(first),))


@rule(
    code="S006",
    slug="name-content-mismatch",
    term="Identity mismatch",
    severity="warning",
    profile="standard",
    drafts=True,
    fix="suggested",
    target="meeting:2025-06-16-weekly",
)
def name_content_mismatch(world: World) -> Iterator[Fault]:
    """The name of a file and its content say different things.

    What it finds
        A meeting whose id does not start with its date or does not end with its series; a goal or evaluation in
        the folder of another year, quarter or period; the charter of a department whose id is no department.

    Why it matters
        People look for a record by its path and do not find it.

    Example
        # meetings/2025-06-16-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-17
        status: draft

    Instead
        # meetings/2025-06-16-weekly.yaml
        title: {zh: 跨部门周例会, en: Weekly meeting}
        series: weekly
        date: 2025-06-16
        status: draft

    How to mend it
        Correct the date, series or period in the record; or rename or move the file, and correct the references to the
        old id.
    """
    for meeting in world.all(Meeting):
        yield from _meeting_id(meeting)
    filed: list[Record[Goal] | Record[Evaluation]] = [*world.all(Goal), *world.all(Evaluation)]
    for record in filed:
        yield from _folder(record, world.settings)
    for charter in world.all(Charter):
        if charter.value.type == "department" and not world.workspace.is_known("department", charter.id):
            message = msg(
                "{charter} is a department's, but {id} is no department", charter=charter.titled, id=charter.id
            )
            hint = msg("name the file after the department, or set its type to process or project")
            yield Fault(charter.place("type"), message, hint, (charter.ref,))


def _meeting_id(meeting: Record[Meeting]) -> Iterator[Fault]:
    value = meeting.value
    day = value.date.isoformat()
    parts = _DATED.fullmatch(meeting.id)
    if parts is None or parts[1] != day:
        message = msg("{meeting} is dated {date}, its id says otherwise", meeting=meeting.titled, date=value.date)
        if parts is None:
            message = msg("the id of {meeting} does not start with its date", meeting=meeting.titled)
        rest = value.series or (parts[2] if parts is not None else meeting.id) or value.type.replace("_", "-")
        yield Fault(meeting.place("date"), message, _correct(f"{day}-{rest}"), (meeting.ref,))
    elif value.series and not _is_numbered(parts[2] or "", value.series):
        message = msg(
            "{meeting} belongs to the series {series}, its id says otherwise",
            meeting=meeting.titled,
            series=value.series,
        )
        yield Fault(meeting.place("series"), message, _correct(f"{day}-{value.series}"), (meeting.ref,))


def _is_numbered(text: str, name: str) -> bool:
    """Return whether ``text`` is ``name``, or that with a number behind it: `weekly`, `weekly-2`."""
    return text.startswith(name) and _NUMBERED.fullmatch(text, len(name)) is not None


def _correct(better: str) -> Message:
    return msg("correct it, or make the id {id}", id=better)


def _folder(record: Record[Goal] | Record[Evaluation], settings: Settings) -> Iterator[Fault]:
    """A folder named like a year, a quarter or a period of collab.yaml must fit the period of the records in it."""
    period = settings.period(record.value.period)
    folders = record.path.split("/")[1:-1]
    if period is None or not folders:
        return
    fitting = set(_names(period, settings))
    known = {named.id.casefold() for named in settings.periods}
    for folder in folders:
        name = folder.casefold()
        if name not in fitting and (name in known or _PERIOD.fullmatch(name)):
            message = msg(
                "{record} is for the period {period}, but lies in the folder {folder}",
                record=record.titled,
                period=period.id,
                folder=folder,
            )
            hint = msg("correct the period, or move the file")
            yield Fault(record.place("period"), message, hint, (record.ref,))
            return


def _names(period: NamedPeriod, settings: Settings) -> Iterator[str]:
    """Yield what a folder for a period may be called: it, those it is part of, the years it touches, its quarter."""
    for year in range(period.start.year, period.end.year + 1):
        yield str(year)
    first, last = ((day.year, (day.month + 2) // 3) for day in (period.start, period.end))
    if first == last:
        yield f"{first[0]}-q{first[1]}"
    seen: set[str] = set()
    above: NamedPeriod | None = period
    while above is not None and above.id not in seen:
        seen.add(above.id)
        yield above.id.casefold()
        above = settings.period(above.parent) if above.parent is not None else None


@rule(
    code="S017",
    slug="invalid-id",
    term="Invalid id",
    severity="error",
    profile="starter",
    drafts=True,
    fix="suggested",
)
def invalid_id(world: World) -> Iterable[Fault]:
    """An id does not work on every machine.

    What it finds
        An id or file name with other signs than lower-case letters, digits and `-`, longer than 64 of them, a
        name Windows keeps for devices, or one that differs from another only by case.

    Why it matters
        The file cannot be checked out on every machine, or overwrites another one there.

    Example
        # goals/Cut_Costs.yaml
        title: {zh: 降低成本, en: Cut costs}
        level: company
        owner: li-na
        period: "2025"

    Instead
        # goals/cut-costs.yaml
        title: {zh: 降低成本, en: Cut costs}
        level: company
        owner: li-na
        period: "2025"

    How to mend it
        Rename the file or change the id to lower-case letters, digits and `-`, such as `cut-costs`; what people call it
        goes into `title` or `name`. Correct the references to it.
    """
    return world.faults_of("S017")
