"""The JSON Schema of a value of each field type, as YAML 1.2 tools see the value.

Such tools type a scalar before they look at the schema. A text can have become a number or a bool, an id of digits
a whole number; a number is accepted in quotes too. The keywords of one type say nothing of another, so one schema
holds them side by side, and editors can still tell what is wrong.
"""

from __future__ import annotations

from typing import Any

from collab_cli.model.field_types import (
    DURATION_PATTERN,
    ID_PATTERN,
    MONTH_DAY_PATTERN,
    NUMBER_PATTERN,
    TIME_PATTERN,
    MayRefer,
    Refers,
    RefersOpenly,
    RefersToParty,
    RefersToRow,
)
from collab_cli.model.fields import (
    DateType,
    DurationType,
    FieldType,
    FlagType,
    IntType,
    ListType,
    MapType,
    MeasuredType,
    MomentType,
    NumberType,
    StructType,
    TextType,
    UnionType,
    WordType,
)
from collab_cli.model.kinds import all_kinds

Schema = dict[str, Any]

_ID = ID_PATTERN.removeprefix("^").removesuffix("$")
_DAY = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?"


def type_schema(wanted: FieldType) -> Schema:
    """Return the schema of a value of this type; a part is referred to by its place among the definitions."""
    match wanted:
        case ListType():
            return {"type": "array", "items": type_schema(wanted.item)}
        case MapType():
            return {"type": "object", **_keys(wanted.key), "additionalProperties": type_schema(wanted.value)}
        case StructType():
            return {"$ref": f"#/definitions/{wanted.struct.__name__}"}
        case UnionType():
            return {"anyOf": [type_schema(option) for option in wanted.options]}
        case TextType():
            return _text(wanted)
        case WordType():
            return _words_of(wanted)
    return _scalar(wanted)


def limits(low: Any, high: Any, above: Any = None) -> Schema:
    """Return the keywords for the limits of a number; None is no limit, ``above`` itself is not allowed."""
    known = {"minimum": low, "maximum": high, "exclusiveMinimum": above}
    return {name: limit for name, limit in known.items() if limit is not None}


def _scalar(wanted: FieldType) -> Schema:
    match wanted:
        case FlagType():
            return {"type": ["boolean", "string"], "pattern": "^(true|false)$"}
        case IntType():
            return {"type": ["integer", "string"], **limits(wanted.low, wanted.high), "pattern": _whole(wanted)}
        case NumberType():
            known = limits(wanted.low, wanted.high, wanted.above)
            return {"type": ["number", "string"], **known, "pattern": _number(wanted)}
        case MeasuredType():
            return {"type": ["number", "boolean", "string"], "pattern": f"{NUMBER_PATTERN}|^(true|false)$"}
        case DateType():
            return _date()
        case MomentType():
            return {"anyOf": [_date(), _matching(f"{_DAY}T{_CLOCK}")]}
        case DurationType():
            return {"type": "string", "pattern": DURATION_PATTERN}
    raise TypeError(wanted)


def _text(wanted: TextType) -> Schema:
    match wanted.refers:
        case Refers():
            return _id()
        case RefersOpenly(kinds):
            return _matching(_open(kinds))
        case RefersToRow():
            return _matching(f"{_ID}/{_ID}")
        case RefersToParty():
            return {**_id(), "pattern": f"^(?:(?:department|person|role):)?{_ID}$"}
        case MayRefer():
            return {**_any_text(), "pattern": f"^(?!(?:{_kinds(())}):)|^{_open(())}$"}
    match wanted.form:
        case "id" | "period":
            return _id()
        case "time":
            return {"type": "string", "pattern": TIME_PATTERN}
        case "month-day":
            return {"type": "string", "pattern": MONTH_DAY_PATTERN}
    return _any_text()


def _words_of(wanted: WordType) -> Schema:
    """Return the schema of a word; YAML 1.1, which some tools still read, makes a bool of `off`."""
    bools = [_YAML_1_1[word] for word in wanted.values if word in _YAML_1_1]
    return {"type": ["string", "boolean"] if bools else "string", "enum": [*wanted.values, *bools]}


_YAML_1_1 = {"yes": True, "on": True, "no": False, "off": False}


def _any_text() -> Schema:
    return {"type": ["string", "number", "boolean"]}


def _id() -> Schema:
    return {"type": ["string", "integer"], "minimum": 0, "pattern": ID_PATTERN}


def _matching(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^{pattern}$"}


def _date() -> Schema:
    return {**_matching(_DAY), "format": "date"}


def _open(kinds: tuple[str, ...]) -> str:
    return f"(?:{_kinds(kinds)}):{_ID}(?:/{_ID})?"


def _kinds(kinds: tuple[str, ...]) -> str:
    return "|".join(kinds or [kind.name for kind in all_kinds()])


def _keys(wanted: FieldType) -> Schema:
    """Return what keys must be like; every tool reads them as text."""
    schema = type_schema(wanted)
    known = {name: schema[name] for name in ("enum", "pattern") if name in schema}
    return {"propertyNames": known} if known else {}


def _whole(wanted: IntType) -> str:
    """Return the pattern of a whole number in quotes; a long range is checked by its lower end alone."""
    if wanted.low is not None and wanted.high is not None:
        body = "|".join(str(number) for number in range(wanted.low, wanted.high + 1))
    else:
        body = "-?(?:0|[1-9][0-9]*)" if wanted.low is None else "0|[1-9][0-9]*" if wanted.low < 1 else "[1-9][0-9]*"
    return rf"^(?:{body})(?:\.0+)?$"


def _number(wanted: NumberType) -> str:
    """Return the pattern of a number in quotes; it has the limits that occur."""
    rest = r"(?:\.[0-9]{1,17})?"
    nothing = r"(?:\.0{1,17})?"
    if wanted.share:
        return rf"^(?:-?0{nothing}|0{rest}|1{nothing})$"
    if wanted.above == 0:
        return rf"^(?!0{nothing}$)(?:0|[1-9][0-9]{{0,17}}){rest}$"
    if (wanted.low, wanted.high) == (1, 5):
        return rf"^(?:[1-4]{rest}|5{nothing})$"
    return NUMBER_PATTERN
