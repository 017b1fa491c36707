"""A schema accepts a scalar where reading it does, in quotes exactly then."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from collab_cli.documents.nodes import Mapping, Scalar
from collab_cli.documents.reader import read_document
from collab_cli.model.field_schema import type_schema
from collab_cli.model.field_types import MayRefer, Refers, RefersOpenly, RefersToParty, RefersToRow
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
    TextType,
    UnionType,
    WordType,
    fields_of,
)
from collab_cli.model.scalars import BadScalar, read_scalar
from tests.model.plain_records import ODD_TEXTS
from tests.model.schema_runs import refusals
from tests.model.struct_walk import all_structs, types_in

SCALARS: list[FieldType] = [
    TextType(),
    TextType("id"),
    TextType("time"),
    TextType("month-day"),
    WordType(("high", "normal", "low")),
    FlagType(),
    IntType(),
    IntType(0),
    IntType(1),
    IntType(0, 5),
    IntType(1, 31),
    NumberType(),
    NumberType(share=True, low=0, high=1),
    NumberType(above=0),
    NumberType(low=1, high=5),
    MeasuredType(),
    DateType(),
    MomentType(),
    DurationType(),
]

MORE_TEXTS = (
    *("5", "5.0", "5.1", "31", "32", "00", "0.00", "1.00", "-0.5", "4.9", "2wd ", "0h", "100000h", "12e03"),
    *("2025-13-01", "2025-00-10", "2024-02-29", "2025-02-29", "2025-07-02T10:05:30+08:00", "2025-07-02T10:05+25:00"),
    *("23:59", "00:00", "12-31", "00-10", "02-29", "off", "on", "no"),
)
TEXTS = tuple(dict.fromkeys((*ODD_TEXTS, *MORE_TEXTS)))

MEANS_NOTHING = frozenset({"null", "Null", "~"})
"""What every other tool reads as no value; here a text, where a text is wanted."""

ODD_WHOLE_NUMBERS = frozenset({"1e3", "12e03", "-0", "-0.0"})
"""Forms of whole numbers that are read, and that no schema has to offer in quotes."""


def is_read(text: str, wanted: FieldType) -> bool:
    try:
        read_scalar(text, wanted)
    except BadScalar:
        return False
    return True


def accepted(wanted: FieldType, written: Sequence[str], scratch: Path) -> list[bool]:
    """Return for each value, as written in YAML, whether the schema of ``wanted`` accepts it."""
    names = [f"v{number}" for number in range(len(written))]
    path = scratch / "values.yaml"
    path.write_text("".join(f"{name}: {text}\n" for name, text in zip(names, written, strict=True)), "utf-8")
    schema = {"properties": {name: type_schema(wanted) for name in names}}
    refused = {
        where.removeprefix("$.").partition("[")[0].partition(".")[0]
        for where in refusals(schema, [path], scratch)[path]
    }
    return [name not in refused for name in names]


def plain_texts() -> list[str]:
    """Return the texts that can stand in a file without quotes and are the same text there."""
    found = []
    for text in TEXTS:
        document = read_document("x.yaml", f"v: {text}\n".encode()).document
        value = document.root.get("v") if document and isinstance(document.root, Mapping) else None
        if isinstance(value, Scalar) and text and value.text == text and not value.style:
            found.append(text)
    return found


@pytest.mark.no_cover
@pytest.mark.parametrize("wanted", SCALARS, ids=str)
def test_in_quotes_the_schema_accepts_exactly_what_is_read(wanted: FieldType, tmp_path: Path) -> None:
    said = accepted(wanted, [json.dumps(text, ensure_ascii=False) for text in TEXTS], tmp_path)
    differing = {text for text, ok in zip(TEXTS, said, strict=True) if ok != is_read(text, wanted)}
    assert differing <= (ODD_WHOLE_NUMBERS if isinstance(wanted, IntType) else set())


@pytest.mark.no_cover
@pytest.mark.parametrize("wanted", SCALARS, ids=str)
def test_without_quotes_the_schema_accepts_all_that_is_read(wanted: FieldType, tmp_path: Path) -> None:
    texts = [text for text in plain_texts() if text not in MEANS_NOTHING]
    assert len(texts) > 60
    said = accepted(wanted, texts, tmp_path)
    refused = {text for text, ok in zip(texts, said, strict=True) if not ok and is_read(text, wanted)}
    assert refused == ({"true", "false"} if wanted == TextType("id") else set())


@pytest.mark.parametrize(
    ("wanted", "right", "wrong"),
    [
        (Refers("person"), ["zhang-wei", "2025"], ["Zhang Wei", "person:zhang-wei", "张伟", "-1", "a/b", "[a]"]),
        (RefersOpenly(("goal",)), ["goal:a", "goal:a/kr1"], ["a", "charter:a", "goal:", "goal:a/", "goal:A", "12"]),
        (RefersOpenly(), ["goal:a", "person:b", "meeting:c/dec1"], ["team:a", "goal: a", "a"]),
        (RefersToRow(), ["sales/contract-signing"], ["sales", "charter:sales/x", "sales/x/y", "sales/"]),
        (RefersToParty(), ["sales", "person:a", "role:b", "department:c"], ["goal:a", "Sales", "person:"]),
        (
            MayRefer(),
            ["OA-2025-0415", "报告: 第三页", "meeting:a/dec1", "7", "true"],
            ["meeting:A", "goal:", "case: x"],
        ),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, list) else "",
)
def test_references_have_a_form(wanted: Refers, right: list[str], wrong: list[str], tmp_path: Path) -> None:
    quoted = [f'"{text}"' if ":" in text else text for text in [*right, *wrong]]
    said = accepted(TextType(refers=wanted), quoted, tmp_path)
    assert [text for text, ok in zip(quoted, said, strict=True) if ok] == quoted[: len(right)]


def test_nested_types(tmp_path: Path) -> None:
    days = ListType(DateType())
    assert accepted(days, ["[2025-07-07]", "[]", "[soon]", "2025-07-07"], tmp_path) == [True, True, False, False]
    levels = MapType(TextType(refers=Refers("skill")), IntType(0, 4))
    written = ["{teamwork: 3}", "{}", "{teamwork: 5}", "{Team work: 3}", "[3]"]
    assert accepted(levels, written, tmp_path) == [True, True, False, False, False]
    curve = UnionType((WordType(("linear",)), days))
    assert accepted(curve, ["linear", "[2025-07-07]", "steep", "{}"], tmp_path) == [True, True, False, False]
    words = MapType(WordType(("zh", "en")), TextType())
    assert accepted(words, ["{zh: 1}", "{fr: x}"], tmp_path) == [True, False]


def test_every_type_that_occurs_has_a_schema() -> None:
    occurring = [part for struct in all_structs() for info in fields_of(struct) for part in types_in(info.type)]
    assert all(type_schema(part) for part in occurring)
    limited = {part for part in occurring if isinstance(part, IntType | NumberType)}
    assert {part for part in limited if isinstance(part, NumberType)} <= set(SCALARS)
