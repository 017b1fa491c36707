"""JSON Schemas of records, registers and settings, for editors and validators.

They are draft-07, as editors know it, and made from the same description of fields that types the records. They
accept what loading accepts, with references of the right form; whether one leads somewhere is for `collab check`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from collab_cli.model.charter import Charter
from collab_cli.model.field_schema import Schema, limits, type_schema
from collab_cli.model.field_types import Flag, Name, Part
from collab_cli.model.fields import (
    DurationType,
    FieldInfo,
    FieldType,
    ListType,
    MapType,
    NumberType,
    StructType,
    TextType,
    UnionType,
    field_doc,
    fields_of,
    struct_doc,
)
from collab_cli.model.goal import Goal, KeyResult
from collab_cli.model.kind import Kind
from collab_cli.model.kinds import all_kinds
from collab_cli.model.meeting import Meeting
from collab_cli.model.settings import CheckSettings, Sender, Settings
from collab_cli.model.settings_file import ENVIRONMENT_NAME_PATTERN, SCHEMA
from collab_cli.model.thresholds import THRESHOLDS, Threshold

DRAFT = "http://json-schema.org/draft-07/schema#"


def schema_of(kind: Kind) -> Schema:
    """Return the schema of a file that holds one record of ``kind``."""
    return _document(kind.one.text.capitalize(), _object(kind.struct), kind.struct)


def register_schema_of(kind: Kind) -> Schema:
    """Return the schema of the register of ``kind``: a list of records with their ids, or a file without any."""
    entry = _object(kind.struct)
    own_id = {"description": f"The id of the {kind.one.text}, unique among all {kind.many.text}."}
    entry["properties"] = {"id": own_id | type_schema(TextType("id")), **entry["properties"]}
    entry["required"] = ["id", *entry["required"]]
    register = {
        "description": f"The {kind.many.text} of the workspace, one entry each.",
        "type": ["array", "null"],
        "items": entry,
    }
    return _document(kind.many.text.capitalize(), register, kind.struct)


def settings_schema() -> Schema:
    """Return the schema of collab.yaml."""
    return _document("Settings", _object(Settings), Settings)


def all_schemas() -> dict[str, Schema]:
    """Return every schema by the name of its file: `goal.schema.json`, `goals.register.schema.json`, ..."""
    found = {"collab.schema.json": settings_schema()}
    for kind in all_kinds():
        found[f"{kind.name}.schema.json"] = schema_of(kind)
        found[f"{kind.folder}.register.schema.json"] = register_schema_of(kind)
    return found


def _document(title: str, body: Schema, struct: type[Part]) -> Schema:
    """Return a whole schema: ``body`` with every part that ``struct`` can hold among its definitions."""
    parts = {part.__name__: _object(part) for part in sorted(_parts_below(struct), key=lambda part: part.__name__)}
    return {"$schema": DRAFT, "title": title, **body, "definitions": parts}


def _parts_below(struct: type[Part]) -> set[type[Part]]:
    found: set[type[Part]] = set()
    waiting = [struct]
    while waiting:
        below = {part for info in fields_of(waiting.pop()) for part in _structs_in(info.type)} - found
        found |= below
        waiting += below
    return found


def _structs_in(wanted: FieldType) -> Iterator[type[Part]]:
    match wanted:
        case StructType():
            yield wanted.struct
        case ListType():
            yield from _structs_in(wanted.item)
        case MapType():
            yield from _structs_in(wanted.value)
        case UnionType():
            for option in wanted.options:
                yield from _structs_in(option)


def _object(struct: type[Part]) -> Schema:
    infos = fields_of(struct)
    return {
        "description": struct_doc(struct),
        "type": "object",
        "properties": {info.name: _property(struct, info) for info in infos},
        "required": [info.name for info in infos if info.required],
        "additionalProperties": False,
        "patternProperties": {"^x-": {}},
        **_NEEDS.get(struct, {}),
    }


def _property(struct: type[Part], info: FieldInfo) -> Schema:
    schema = _OWN.get((struct, info.name)) or type_schema(info.type)
    if not info.required:
        schema = _or_nothing(schema)
    elif "$ref" in schema:  # what stands beside a $ref is not read
        schema = {"allOf": [schema]}
    default = _default(info.default)
    return {
        "description": field_doc(struct, info.attribute),
        **schema,
        **({} if default is None else {"default": default}),
    }


def _or_nothing(schema: Schema) -> Schema:
    """Return the schema that also accepts a field left empty."""
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    types = schema["type"]
    schema = {**schema, "type": [*([types] if isinstance(types, str) else types), "null"]}
    return {**schema, "enum": [*schema["enum"], None]} if "enum" in schema else schema


def _default(value: Any) -> Any:
    """Return a default as JSON holds it, or None when it is nothing, a list or a map."""
    if isinstance(value, Flag):
        return bool(value)
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value if isinstance(value, str | int) else None


def _threshold(threshold: Threshold) -> Schema:
    about = {"description": threshold.doc.text}
    if threshold.low is None or threshold.high is None:
        return {**about, **type_schema(DurationType()), "default": str(threshold.default)}
    known = limits(_default(threshold.low), _default(threshold.high))
    return {**about, **type_schema(NumberType()), **known, "default": _default(threshold.default)}


_ENVIRONMENT_NAME: Schema = {"type": "string", "pattern": ENVIRONMENT_NAME_PATTERN}

_OWN: Mapping[tuple[type[Part], str], Schema] = {
    (Settings, "schema"): {"enum": [SCHEMA, str(SCHEMA)]},
    (CheckSettings, "thresholds"): {
        "type": "object",
        "properties": {name: _threshold(threshold) for name, threshold in THRESHOLDS.items()},
        "additionalProperties": False,
    },
    (Sender, "webhook_env"): _ENVIRONMENT_NAME,
    (Sender, "secret_env"): _ENVIRONMENT_NAME,
}
"""Fields of the settings that loading them checks more closely than their type says."""


def _is(field: str, *words: str) -> Schema:
    return {"required": [field], "properties": {field: {"enum": list(words)}}}


def _with(*fields: str, words: bool = False) -> Schema:
    """Return the condition that these fields hold something; ``words`` refuses an empty text too."""
    nothing: list[Any] = [None, [], ""] if words else [None, []]
    return {"required": list(fields), "properties": {field: {"not": {"enum": nothing}} for field in fields}}


_NEEDS: Mapping[type[Part], Schema] = {
    Name: {"anyOf": [_with("zh", words=True), _with("en", words=True)]},
    Goal: {"if": _is("level", "company"), "else": _with("department")},
    Charter: {"if": _is("type", "process", "project"), "then": _with("owner")},
    Meeting: {"if": _is("status", "cancelled"), "then": _with("reason", words=True)},
    KeyResult: {
        "if": _is("type", "milestone"),
        "then": _with("milestones"),
        "else": {
            "if": _is("type", "boolean"),
            "else": {
                "if": _is("direction", "range"),
                "then": _with("low", "high", "unit"),
                "else": {
                    "if": _is("direction", "at_least", "at_most"),
                    "then": _with("target", "unit"),
                    "else": _with("baseline", "target", "unit"),
                },
            },
        },
    },
}
"""What a part needs because of what stands in other fields; the same as its ``__post_init__`` checks."""
