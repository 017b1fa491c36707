"""Plain records as a hand might type them, for laws that hold for every kind: mostly right, now and then odd."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from collab_cli.model.field_types import Part
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
    fields_of,
)

ODD_TEXTS = (
    *("", " ", "null", "Null", "~", "None", "true", "false", "True", "yes", "a", "A b", "A", "con", "x:y", "goal:x"),
    *("1", "0", "-1", "+1", "01", "1.0", "1.", ".5", "1e3", "0.5", "2", "6", "13.2", "-0", "-0.0", "1_000", "1,000"),
    *("１２", "nan", "inf", "9" * 18, "9" * 19, "1." + "1" * 17, "1\n", " 1", "1 ", "x" * 64, "x" * 65),
    *("2025-07-07", "2025-7-7", "20250707", "2025-02-30", "2025-07-07\n", "2025-W01-1", "0000-01-01"),
    *("2025-07-07T10:05", "2025-07-07 10:05", "2025-07-07T10:05Z", "2025-07-07T25:00", "09:30", "9:30", "24:00"),
    *("04-01", "13-01", "02-30", "4h", "2wd", "30d", "1w", "04h", "high", "High", "en", "kr1", "market-share"),
)

_PLAIN: dict[type, tuple[str, ...]] = {
    FlagType: ("true", "false"),
    IntType: ("1", "3"),
    MeasuredType: ("1", "2.5", "true"),
    DateType: ("2025-07-07",),
    MomentType: ("2025-07-07", "2025-07-07T10:05"),
    DurationType: ("4h", "2wd"),
}
_FORMS = {"time": "09:30", "month-day": "04-01", "id": "kr1"}


def records(struct: type[Part], *, odd: bool = True) -> st.SearchStrategy[dict[str, Any]]:
    """Return plain maps for ``struct``; with ``odd`` off every value has the form of its field."""
    infos = fields_of(struct)

    @st.composite
    def record(draw: st.DrawFn) -> dict[str, Any]:
        chosen = draw(st.sets(st.sampled_from([info.name for info in infos]), max_size=5))
        found: dict[str, Any] = {}
        for info in infos:
            if (info.required and not (odd and draw(st.integers(0, 30)) == 0)) or info.name in chosen:
                found[info.name] = draw(_values(info.type, odd))
        if odd and draw(st.integers(0, 25)) == 0:
            found[draw(st.sampled_from(["x-own", "unknown", "id"]))] = "1"
        return found

    return record()


def _values(wanted: FieldType, odd: bool) -> st.SearchStrategy[Any]:
    right = _right(wanted, odd)
    return st.one_of(*[right] * 12, _odd_values()) if odd else right


def _odd_values() -> st.SearchStrategy[Any]:
    texts = st.sampled_from(ODD_TEXTS)
    return st.one_of(
        texts, st.none(), st.lists(texts, max_size=1), st.dictionaries(st.sampled_from(["a", "id"]), texts, max_size=1)
    )


def _right(wanted: FieldType, odd: bool) -> st.SearchStrategy[Any]:
    if isinstance(wanted, TextType):
        return (
            st.just(_FORMS[wanted.form]) if wanted.form in _FORMS else st.sampled_from(["a", "b-1", "goal:x", "文字"])
        )
    if isinstance(wanted, WordType):
        return st.sampled_from(wanted.values)
    if isinstance(wanted, NumberType):
        return st.sampled_from(["1", "0.5"] if wanted.share else ["1", "2.5", "3"])
    if isinstance(wanted, ListType):
        return st.lists(_values(wanted.item, odd), max_size=2)
    if isinstance(wanted, MapType):
        keys = _right(wanted.key, odd)
        return st.dictionaries(keys, _values(wanted.value, odd), max_size=2)
    if isinstance(wanted, StructType):
        return records(wanted.struct, odd=odd)
    if isinstance(wanted, UnionType):
        return st.one_of(*[_values(option, odd) for option in wanted.options])
    return st.sampled_from(_PLAIN[type(wanted)])


def as_yaml(value: Any) -> str:
    """Return a plain value as YAML in brackets, all texts in quotes; None is nothing at all."""
    if value is None:
        return ""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ", ".join(as_yaml(item) for item in value) + "]"
    return "{" + ", ".join(f"{as_yaml(key)}: {as_yaml(item)}" for key, item in value.items()) + "}"
