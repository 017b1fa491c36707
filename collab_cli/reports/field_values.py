"""Fields in the words of people: what a label means here, references by title, durations and letters in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from collab_cli.graph.letters import letter_names
from collab_cli.graph.world import World
from collab_cli.messages import Bilingual, Items, Label, Message, Param, Titled, msg, msgn
from collab_cli.model.activity import Activity
from collab_cli.model.field_types import (
    Duration,
    Flag,
    MayRefer,
    Name,
    Part,
    Refers,
    RefersOpenly,
    RefersToParty,
    RefersToRow,
)
from collab_cli.model.fields import FieldInfo, FieldType, MapType, TextType, WordType, fields_of, label_of
from collab_cli.model.record import Record
from collab_cli.model.responsibility_row import ResponsibilityRow

CALLED_BY_NAME = frozenset({"person", "department", "role", "skill", "channel"})
"""Kinds whose records are shown by name where another record names them."""


def field_label(struct: type[Part], info: FieldInfo) -> Label:
    """Return the label of a field, which a catalogue can give a meaning of its own in this kind or part."""
    return Label(label_of(info.name).text, struct.__name__.lower())


def shown(world: World, value: Any, info: FieldInfo | None) -> Param:
    """Return a value in the words of people: references by name or title, words of the model translated."""
    if value is None:
        return ""
    if isinstance(value, list):
        return Items(tuple(shown(world, item, info) for item in value))
    if isinstance(value, dict):
        keys = key_type(info)
        named = [
            msg("{name} {value}", name=named_in_words(world, key, keys), value=plain(item))
            for key, item in value.items()
        ]
        return Items(tuple(named))
    if isinstance(value, Part) and not isinstance(value, Name):
        return ", ".join(f"{key}: {plain(item)}" for key, item in _flat(value))
    if isinstance(value, Flag):
        return msg("yes") if value else msg("no")
    if isinstance(value, Duration):
        return in_words(value)
    if isinstance(value, str) and info is not None:
        wanted = getattr(info.type, "item", info.type)
        if isinstance(wanted, WordType):
            return Label(value, wanted.of or info.name)
        return named_in_words(world, value, wanted)
    return value  # type: ignore[no-any-return]  # numbers, dates and names say themselves


def in_words(duration: Duration) -> Message:
    """Return a duration in words: `2wd` is "2 working days"."""
    if duration.unit == "h":
        return msgn("{count} hour", "{count} hours", duration.amount)
    if duration.unit == "wd":
        return msgn("{count} working day", "{count} working days", duration.amount)
    return msgn("{count} day", "{count} days", duration.amount)


def named_in_words(world: World, text: str, wanted: FieldType | None) -> Param:
    """Return a text in the words of people: a reference by name or title, a word of the model translated."""
    if isinstance(wanted, WordType):
        return Message(text)
    match wanted.refers if isinstance(wanted, TextType) else None:
        case RefersToParty():
            return world.parties.name(text)
        case Refers(kind):
            record = world.workspace.records[kind].get(text)
            if record is None:
                return text
            return record.name if kind in CALLED_BY_NAME else record.titled
        case RefersToRow():
            return _titled(world, "charter", text, text)
        case RefersOpenly() | MayRefer():
            kind, colon, rest = text.partition(":")
            return _titled(world, kind, rest, text) if colon else text
    return text


def _titled(world: World, kind: str, target: str, text: str) -> Param:
    """Return the record or part `id` or `id/part` by its title, with the reference as written."""
    record_id, slash, part_id = target.partition("/")
    record = world.workspace.records.get(kind, {}).get(record_id)
    if record is None:
        return text
    title = _part_title(world, record, part_id) if slash else record.titled.title
    return Titled(title, text) if title else text


def _part_title(world: World, record: Record[Any], part_id: str) -> str | Bilingual | None:
    for name in record.kind.part_fields:
        for part in getattr(record.value, name):
            if part.id == part_id:
                return row_title(world, part) if isinstance(part, ResponsibilityRow) else getattr(part, "title", None)
    return None


def row_title(world: World, row: ResponsibilityRow) -> str | Bilingual | None:
    """Return what a duty is called: its title, else the name of its activity, else None."""
    if row.title:
        return row.title
    activity = world.get(Activity, row.activity or row.id)
    return activity.name if activity is not None else None


def letters_in_words(world: World, cell: str) -> Items:
    """Return the letters of a cell of responsibility in words."""
    return Items(letter_names(world.settings, cell))


def key_type(info: FieldInfo | None) -> FieldType | None:
    """Return the type of the keys of a map, None for other fields."""
    return info.type.key if info is not None and isinstance(info.type, MapType) else None


def has_value(value: Part, info: FieldInfo) -> bool:
    """Return whether a field holds something worth showing: a value that is not the default."""
    found = getattr(value, info.attribute)
    return found is not None and found not in ([], {}) and (info.required or found != info.default)


def plain(value: Any) -> str:
    """Return a value as plain text, as it is written."""
    if isinstance(value, Name):
        return value.zh or value.en or ""
    if isinstance(value, Part):
        return ", ".join(f"{key}: {plain(item)}" for key, item in _flat(value))
    if isinstance(value, list):
        return ", ".join(plain(item) for item in value)
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def _flat(value: Part) -> Iterator[tuple[str, Any]]:
    for info in fields_of(type(value)):
        if has_value(value, info):
            yield info.name, getattr(value, info.attribute)
