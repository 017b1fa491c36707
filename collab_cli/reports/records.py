"""Records as they are: a list of those of a kind, and one record whole. One file serves every kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from collab_cli.graph.world import World
from collab_cli.messages import Param, msg
from collab_cli.model.field_types import Flag, Measured, Name, Part, RefersToParty
from collab_cli.model.fields import DateType, FieldInfo, TextType, WordType, fields_of
from collab_cli.model.kind import Kind
from collab_cli.model.record import Record
from collab_cli.model.responsibility_row import ResponsibilityRow
from collab_cli.page import Block, Branch, Cell, Facts, Heading, Report, Styled, Table, Text, Tree
from collab_cli.reports.field_values import (
    field_label,
    has_value,
    key_type,
    letters_in_words,
    named_in_words,
    plain,
    row_title,
    shown,
)

COLUMNS = (
    "status",
    "level",
    "type",
    "department",
    "from",
    "to",
    "head",
    "owner",
    "role",
    "period",
    "date",
    "due",
    "expires",
    "unit",
)
"""The fields a list shows, the first four a kind has of them."""
HEADINGS = ("title", "text", "department", "person", "date")
"""The fields a part is called by, the first it has."""
SHOWN = 4
MOST_COLUMNS = 6
"""More columns than this do not fit a terminal; parts with more fields are shown as a tree."""


def build_list(world: World, kind: Kind) -> Report:
    """Return the list of the records of a kind: id, title and what matters most of it."""
    infos = {info.name: info for info in fields_of(kind.struct)}
    short = (name for name in COLUMNS if name in infos and name != kind.title_field and _is_short(infos[name]))
    columns_of = [infos[name] for name in short][:SHOWN]
    records = world.workspace.records.get(kind.name, {}).values()
    rows = tuple(
        (Styled(record.id, "accent"), _title(record), *(_cell(world, record.value, info) for info in columns_of))
        for record in records
    )
    title = next(info for info in infos.values() if info.attribute == kind.title_field)
    columns: tuple[Param, ...] = (msg("Id"), *(field_label(kind.struct, info) for info in (title, *columns_of)))
    unread = world.workspace.unread
    if kind.name in unread:
        empty = msg("some {kinds} cannot be read", kinds=kind.many)
    else:
        empty = msg("there are no {kinds} yet", kinds=kind.many)
    block: Block = Table(columns, rows) if rows else Text(Styled(empty, "muted"))
    data = {"records": [record_data(world, record) for record in records], "unread_kinds": sorted(unread)}
    return Report(f"collab/{kind.name}-list/v1", (block,), data)


def build_one(world: World, record: Record[Any]) -> Report:
    """Return one record whole: its simple fields as facts, each map and each list of parts under its heading."""
    struct = record.kind.struct
    facts: list[tuple[Param, Cell]] = [(msg("Id"), record.id)]
    below: list[Block] = []
    for info in fields_of(struct):
        value = getattr(record.value, info.attribute)
        if value is None or value in ([], {}) or info.attribute == record.kind.title_field:
            continue
        label = field_label(struct, info)
        if isinstance(value, list) and any(isinstance(item, Part) for item in value):
            below += [Heading(label, 2), _parts(world, value)]
        elif isinstance(value, Part) and not isinstance(value, Name):
            below += [Heading(label, 2), _part(world, value)]
        else:
            facts.append((label, _cell(world, record.value, info)))
    place = record.place()
    facts.append((msg("File"), Styled(f"{place.path}:{place.line}" if record.route else place.path, "muted")))
    heading = Heading(msg("{kind}: {record}", kind=record.kind.one, record=record.titled))
    return Report(f"collab/{record.kind.name}/v1", (heading, Facts(tuple(facts)), *below), record_data(world, record))


def record_data(world: World, record: Record[Any]) -> dict[str, Any]:
    """Return a record as plain data: id, path, and every field that is written, under its written name."""
    return {"id": record.id, "kind": record.kind.name, "path": record.path, **field_data(record.written)}


def field_data(value: Any) -> Any:
    """Return a value of a field as plain data: parts as maps of what is written in them."""
    if isinstance(value, Part):
        found = {info.name: getattr(value, info.attribute) for info in fields_of(type(value))}
        return {name: field_data(item) for name, item in found.items() if item is not None and item not in ([], {})}
    if isinstance(value, list):
        return [field_data(item) for item in value]
    if isinstance(value, dict):
        return {key: field_data(item) for key, item in value.items()}
    if isinstance(value, Measured):
        return value.flag if value.number is None else value.number
    if isinstance(value, str):  # durations and moments are texts of their own type
        return str(value)
    return bool(value) if isinstance(value, Flag) else value


def _title(record: Record[Any]) -> Cell:
    return record.name if record.name != record.id else ""


def _is_short(info: FieldInfo) -> bool:
    return isinstance(info.type, TextType | WordType | DateType)


def _part(world: World, part: Part) -> Block:
    """Return a map of known fields: facts where they are simple, else a tree."""
    infos = [info for info in fields_of(type(part)) if has_value(part, info)]
    if any(_is_nested(getattr(part, info.attribute)) for info in infos):
        return Tree(tuple(_fields(world, part, infos)))
    return Facts(tuple((field_label(type(part), info), _cell(world, part, info)) for info in infos))


def _parts(world: World, parts: list[Any]) -> Block:
    """Return the parts of a list: a table where they are simple, else a tree with a branch for each."""
    struct = next(type(part) for part in parts if isinstance(part, Part))
    own = [part for part in parts if isinstance(part, struct)]
    infos = [info for info in fields_of(struct) if any(has_value(part, info) for part in own)]
    simple = all(not _is_nested(getattr(part, info.attribute)) for part in own for info in infos)
    if not simple or len(infos) > MOST_COLUMNS:
        return Tree(tuple(_branch(world, part) for part in parts))
    rows = []
    for part in parts:
        if isinstance(part, struct):
            rows.append(tuple(_cell(world, part, info) if has_value(part, info) else "" for info in infos))
        else:
            rows.append((shown(world, part, None), *([""] * (len(infos) - 1))))
    return Table(tuple(field_label(struct, info) for info in infos), tuple(rows))


def _branch(world: World, part: Any) -> Branch:
    """Return a part as a branch: what it is called, and its fields below."""
    if not isinstance(part, Part):
        return Branch((shown(world, part, None),))
    title, infos = _headed(world, part)
    return Branch((Styled(title, "strong"),), tuple(_fields(world, part, infos)))


def _fields(world: World, part: Part, infos: list[FieldInfo]) -> Iterator[Branch]:
    """Yield fields of a part as branches."""
    for info in infos:
        value = getattr(part, info.attribute)
        label = Styled(field_label(type(part), info), "muted")
        if isinstance(value, list) and any(isinstance(item, Part) for item in value):
            yield Branch((label,), tuple(_branch(world, item) for item in value))
        elif isinstance(value, Part) and not isinstance(value, Name):
            inner = [inside for inside in fields_of(type(value)) if has_value(value, inside)]
            yield Branch((label,), tuple(_fields(world, value, inner)))
        elif isinstance(value, dict):
            yield Branch((label,), tuple(_pairs(world, value, info)))
        else:
            yield Branch((label, _cell(world, part, info)))


def _pairs(world: World, pairs: dict[str, Any], info: FieldInfo) -> Iterator[Branch]:
    """Yield the entries of a map as branches, letters of responsibility in words."""
    keys = key_type(info)
    for key, value in pairs.items():
        is_cell = isinstance(keys, TextType) and isinstance(keys.refers, RefersToParty)
        said: Param = letters_in_words(world, value) if is_cell else plain(value)
        yield Branch((named_in_words(world, key, keys), said))


def _headed(world: World, part: Part) -> tuple[Param, list[FieldInfo]]:
    """Return what a part is called, and the fields that say something beyond that."""
    infos = [info for info in fields_of(type(part)) if has_value(part, info)]
    heading = next((info for name in HEADINGS for info in infos if info.name == name), None)
    title: Param | None = shown(world, getattr(part, heading.attribute), heading) if heading is not None else None
    if isinstance(part, ResponsibilityRow) and title is None:
        title = row_title(world, part)
    part_id = getattr(part, "id", None)
    rest = [info for info in infos if info.name != "id" and info is not heading]
    if part_id is None:
        return title or "", rest
    return msg("{title} ({id})", title=title, id=part_id) if title is not None else part_id, rest


def _is_nested(value: Any) -> bool:
    items = value if isinstance(value, list) else [value]
    return isinstance(value, dict) or any(isinstance(item, Part) and not isinstance(item, Name) for item in items)


def _cell(world: World, value: Part, info: FieldInfo) -> Cell:
    return shown(world, getattr(value, info.attribute), info)
