"""Records as they are: a list of those of a kind, and one record whole. One file serves every kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from collab_cli.graph.letters import letter_names
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, Param, msg
from collab_cli.model.activity import Activity
from collab_cli.model.field_types import Flag, Name, Part, Refers, RefersToParty
from collab_cli.model.fields import DateType, FieldInfo, FieldType, MapType, TextType, WordType, fields_of, label_of
from collab_cli.model.kind import Kind
from collab_cli.model.record import Record
from collab_cli.model.responsibility_row import ResponsibilityRow
from collab_cli.page import Block, Branch, Cell, Facts, Heading, Report, Styled, Table, Text, Tree

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
CALLED_BY_NAME = frozenset({"person", "department", "role", "skill", "channel"})
"""Kinds whose records are shown by name where another record names them."""
HEADINGS = ("title", "text", "department", "person", "date")
"""The fields a part is called by, the first it has."""
SHOWN = 4
MOST_COLUMNS = 6
"""More columns than this do not fit a terminal; parts with more fields are shown as a tree."""


def build_list(world: World, kind: Kind) -> Report:
    """Return the list of the records of a kind: id, title and what matters most of it."""
    infos = {info.name: info for info in fields_of(kind.struct)}
    shown = [infos[name] for name in COLUMNS if name in infos and name != kind.title_field and _is_short(infos[name])][
        :SHOWN
    ]
    records = world.workspace.records.get(kind.name, {}).values()
    rows = tuple(
        (Styled(record.id, "accent"), _title(record), *(_cell(world, record.value, info) for info in shown))
        for record in records
    )
    title = next(info for info in infos.values() if info.attribute == kind.title_field)
    columns = (msg("Id"), label_of(title.name), *(label_of(info.name) for info in shown))
    empty = msg("there are no {kinds} yet", kinds=kind.many)
    block: Block = Table(columns, rows) if rows else Text(Styled(empty, "muted"))
    return Report(
        f"collab/{kind.name}-list/v1", (block,), {"records": [record_data(world, record) for record in records]}
    )


def build_one(world: World, record: Record[Any]) -> Report:
    """Return one record whole: its simple fields as facts, each list of parts as a table."""
    facts: list[tuple[Param, Cell]] = [(msg("Id"), record.id)]
    tables: list[Block] = []
    for info in fields_of(record.kind.struct):
        value = getattr(record.value, info.attribute)
        if value is None or value in ([], {}) or info.attribute == record.kind.title_field:
            continue
        if isinstance(value, list) and any(isinstance(item, Part) for item in value):
            tables += [Heading(label_of(info.name), 2), _parts(world, value)]
        elif isinstance(value, Part) and not isinstance(value, Name):
            facts += [
                (label_of(inner.name), _cell(world, value, inner))
                for inner in fields_of(type(value))
                if _has(value, inner)
            ]
        else:
            facts.append((label_of(info.name), _cell(world, record.value, info)))
    place = record.place()
    facts.append((msg("File"), Styled(f"{place.path}:{place.line}" if record.route else place.path, "muted")))
    heading = Heading(msg("{kind}: {record}", kind=record.kind.one, record=record.titled))
    return Report(f"collab/{record.kind.name}/v1", (heading, Facts(tuple(facts)), *tables), record_data(world, record))


def record_data(world: World, record: Record[Any]) -> dict[str, Any]:
    """Return a record as plain data: id, path, and every field that is written, under its written name."""
    return {"id": record.id, "kind": record.kind.name, "path": record.path, **_data(record.written)}


def _data(value: Any) -> Any:
    if isinstance(value, Part):
        found = {info.name: getattr(value, info.attribute) for info in fields_of(type(value))}
        return {name: _data(item) for name, item in found.items() if item is not None and item not in ([], {})}
    if isinstance(value, list):
        return [_data(item) for item in value]
    if isinstance(value, dict):
        return {key: _data(item) for key, item in value.items()}
    if isinstance(value, str):  # durations and moments are texts of their own type
        return str(value)
    return bool(value) if isinstance(value, Flag) else value


def _title(record: Record[Any]) -> Cell:
    return record.name if record.name != record.id else ""


def _is_short(info: FieldInfo) -> bool:
    return isinstance(info.type, TextType | WordType | DateType)


def _has(value: Part, info: FieldInfo) -> bool:
    """Return whether a field holds something worth showing: a value that is not the default."""
    found = getattr(value, info.attribute)
    return found is not None and found not in ([], {}) and (info.required or found != info.default)


def _parts(world: World, parts: list[Any]) -> Block:
    """Return the parts of a list: a table where they are simple, else a tree with a branch for each."""
    struct = next(type(part) for part in parts if isinstance(part, Part))
    own = [part for part in parts if isinstance(part, struct)]
    infos = [info for info in fields_of(struct) if any(_has(part, info) for part in own)]
    simple = all(not _is_nested(getattr(part, info.attribute)) for part in own for info in infos)
    if not simple or len(infos) > MOST_COLUMNS:
        return Tree(tuple(_branch(world, part) for part in parts))
    rows = []
    for part in parts:
        if isinstance(part, struct):
            rows.append(tuple(_cell(world, part, info) if _has(part, info) else "" for info in infos))
        else:
            rows.append((_show(world, part, None), *([""] * (len(infos) - 1))))
    return Table(tuple(label_of(info.name) for info in infos), tuple(rows))


def _branch(world: World, part: Any) -> Branch:
    """Return a part as a branch: what it is called, and its fields below."""
    if not isinstance(part, Part):
        return Branch((_show(world, part, None),))
    title, inner = _headed(world, part)
    branches = []
    for info in inner:
        value = getattr(part, info.attribute)
        label = Styled(label_of(info.name), "muted")
        if isinstance(value, list) and any(isinstance(item, Part) for item in value):
            branches.append(Branch((label,), tuple(_branch(world, item) for item in value)))
        elif isinstance(value, Part) and not isinstance(value, Name):
            below = [inside for inside in fields_of(type(value)) if _has(value, inside)]
            leaves = [Branch((Styled(label_of(i.name), "muted"), _cell(world, value, i))) for i in below]
            branches.append(Branch((label,), tuple(leaves)))
        elif isinstance(value, dict):
            branches.append(Branch((label,), tuple(_pairs(world, value, info))))
        else:
            branches.append(Branch((label, _cell(world, part, info))))
    return Branch((Styled(title, "strong"),), tuple(branches))


def _pairs(world: World, pairs: dict[str, Any], info: FieldInfo) -> Iterator[Branch]:
    """Yield the entries of a map as branches, letters of responsibility in words."""
    keys = info.type.key if isinstance(info.type, MapType) else None
    for key, value in pairs.items():
        is_cell = isinstance(keys, TextType) and isinstance(keys.refers, RefersToParty)
        shown: Param = Items(letter_names(world.settings, value)) if is_cell else _plain(value)
        yield Branch((_named(world, key, keys), shown))


def _headed(world: World, part: Part) -> tuple[Param, list[FieldInfo]]:
    """Return what a part is called, and the fields that say something beyond that."""
    infos = [info for info in fields_of(type(part)) if _has(part, info)]
    heading = next((info for name in HEADINGS for info in infos if info.name == name), None)
    title: Param | None = _show(world, getattr(part, heading.attribute), heading) if heading is not None else None
    if isinstance(part, ResponsibilityRow) and title is None:
        activity = world.get(Activity, part.activity or part.id)
        title = activity.name if activity is not None else None
    part_id = getattr(part, "id", None)
    shown = [info for info in infos if info.name != "id" and info is not heading]
    if part_id is None:
        return title or "", shown
    return msg("{title} ({id})", title=title, id=part_id) if title is not None else part_id, shown


def _is_nested(value: Any) -> bool:
    items = value if isinstance(value, list) else [value]
    return isinstance(value, dict) or any(isinstance(item, Part) and not isinstance(item, Name) for item in items)


def _cell(world: World, value: Part, info: FieldInfo) -> Cell:
    return _show(world, getattr(value, info.attribute), info)


def _show(world: World, value: Any, info: FieldInfo | None) -> Param:
    """Return a value in the words of people: references by name, words of the model translated."""
    if value is None:
        return ""
    if isinstance(value, list):
        return Items(tuple(_show(world, item, info) for item in value))
    if isinstance(value, dict):
        keys = info.type.key if info is not None and isinstance(info.type, MapType) else None
        named = [
            msg("{name} {value}", name=_named(world, key, keys), value=_plain(item)) for key, item in value.items()
        ]
        return Items(tuple(named))
    if isinstance(value, Part) and not isinstance(value, Name):
        return ", ".join(f"{key}: {_plain(item)}" for key, item in _flat(value))
    if isinstance(value, Flag):
        return msg("yes") if value else msg("no")
    if isinstance(value, str) and info is not None:
        return _named(world, value, getattr(info.type, "item", info.type))
    return value  # type: ignore[no-any-return]  # numbers, dates and names say themselves


def _named(world: World, text: str, wanted: FieldType | None) -> Param:
    """Return a text in the words of people: a party, person or department by name, a word of the model translated."""
    if isinstance(wanted, WordType):
        return Message(text)
    if isinstance(wanted, TextType):
        if isinstance(wanted.refers, RefersToParty):
            return world.parties.name(text)
        if isinstance(wanted.refers, Refers) and wanted.refers.kind in CALLED_BY_NAME:
            record = world.workspace.records[wanted.refers.kind].get(text)
            return record.name if record is not None else text
    return text


def _flat(value: Part) -> Iterator[tuple[str, Any]]:
    for info in fields_of(type(value)):
        if _has(value, info):
            yield info.name, getattr(value, info.attribute)


def _plain(value: Any) -> str:
    if isinstance(value, Name):
        return value.zh or value.en or ""
    if isinstance(value, Part):
        return ", ".join(f"{key}: {_plain(item)}" for key, item in _flat(value))
    if isinstance(value, list):
        return ", ".join(_plain(item) for item in value)
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)
