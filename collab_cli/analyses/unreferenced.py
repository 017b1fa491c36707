"""Records nobody refers to: an activity no charter names, a skill no role needs, a person without any part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from collab_cli.graph.reference_fields import referring_fields
from collab_cli.graph.world import World
from collab_cli.model.field_types import MayRefer, Part, Refers, RefersOpenly, RefersToParty, RefersToRow
from collab_cli.model.fields import FieldType, ListType, MapType, TextType, UnionType
from collab_cli.model.record import Record
from collab_cli.model.responsibility_row import ResponsibilityRow

KINDS = ("activity", "channel", "metric", "person", "role", "skill")
"""Kinds that are there to be referred to."""


def unreferenced(world: World) -> tuple[Record[Any], ...]:
    """Return the records of those kinds that no record and no setting names, in order of kind and path.

    It is empty where some file cannot be read, since the reference may stand there.
    """
    workspace = world.workspace
    if workspace.unread or workspace.torsos or workspace.has_restricted_folder:
        return ()
    named = set(_references(workspace.settings))
    for waiver in workspace.records.get("waiver", {}).values():  # its references are judged apart
        named.update(ref.partition("/")[0] for ref in (waiver.written.target, waiver.written.with_) if ref)
    for record in workspace.every_record():
        named.update(found for found in _references(record.written) if found != record.ref)
    return tuple(
        record for kind in KINDS for record in workspace.records.get(kind, {}).values() if record.ref not in named
    )


def _references(value: Part) -> Iterator[str]:
    """Yield what a record, part or the settings refer to, as `kind:id`; a row names its activity by its own id too."""
    if isinstance(value, ResponsibilityRow) and not value.activity:
        yield f"activity:{value.id}"
    for info in referring_fields(type(value)):
        found = getattr(value, info.attribute)
        if found is not None:
            yield from _named(found, info.type)


def _named(value: Any, wanted: FieldType) -> Iterator[str]:
    if isinstance(value, Part):
        yield from _references(value)
    elif isinstance(value, list):
        item = _option(wanted, ListType)
        for each in value:
            yield from _named(each, item.item if item else wanted)
    elif isinstance(value, dict):
        pair = _option(wanted, MapType)
        for key, each in value.items() if pair else ():
            yield from _named(key, pair.key)
            yield from _named(each, pair.value)
    elif isinstance(value, str):
        text = _option(wanted, TextType)
        if text is not None:
            yield from _one(value, text)


def _one(text: str, wanted: TextType) -> Iterator[str]:
    refers = wanted.refers
    if isinstance(refers, Refers):
        yield f"{refers.kind}:{text}"
    elif isinstance(refers, RefersToRow):
        yield f"charter:{text.partition('/')[0]}"
    elif isinstance(refers, RefersToParty):
        yield text if ":" in text else f"department:{text}"
    elif isinstance(refers, RefersOpenly | MayRefer):
        yield text.partition("/")[0]


def _option(wanted: FieldType, form: type[Any]) -> Any:
    """Return the type of this form that ``wanted`` is or has among its options, or None."""
    if isinstance(wanted, form):
        return wanted
    options = wanted.options if isinstance(wanted, UnionType) else ()
    return next((option for option in options if isinstance(option, form)), None)
