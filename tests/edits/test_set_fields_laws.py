"""What `set` promises for every field of the demo: its own value changes nothing, another one is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from collab_cli.edits.plan import Plan
from collab_cli.edits.set_fields import Assignment, assign, target_of
from collab_cli.errors import CollabError
from collab_cli.graph.world import World
from collab_cli.model.field_path import find_field
from collab_cli.model.fields import (
    DateType,
    DurationType,
    FieldType,
    FlagType,
    IntType,
    MeasuredType,
    MomentType,
    NumberType,
    TextType,
    WordType,
)
from collab_cli.model.record import Record
from tests.rules.worlds import green_demo, world_of

pytestmark = pytest.mark.no_cover  # laws over many examples: measured they take twice as long


class Spot(NamedTuple):
    """A scalar field of a record of the demo, as a path; its text, and its type."""

    record: Record[Any]
    path: str
    text: str
    wanted: FieldType


@cache
def world() -> World:
    return world_of(green_demo(Path(mkdtemp())))


def _paths(plain: Any, above: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(plain, str):
        yield above, plain
    for key, value in (
        plain.items() if isinstance(plain, dict) else enumerate(plain, 1) if isinstance(plain, list) else ()
    ):
        if "." not in str(key):
            yield from _paths(value, f"{above}.{key}" if above else str(key))


@cache
def spots() -> tuple[Spot, ...]:
    found = []
    for record in world().workspace.every_record():
        plain = Plan(world()).changes.plain(record.path, record.route)
        for path, text in _paths(plain):
            if (
                not text
                or path == "id"
                or path.endswith((".id", "digest"))
                or path.rpartition(".")[0].endswith("editorial")
            ):
                continue
            wanted = find_field(record.kind, record.kind.struct, plain, path).wanted
            found.append(Spot(record, path, text, wanted))
    return tuple(found)


def test_there_are_many() -> None:
    assert len(spots()) > 500
    assert {type(spot.wanted).__name__ for spot in spots()} >= {"TextType", "DateType", "WordType", "NumberType"}


def test_its_own_value_changes_nothing() -> None:
    for spot in spots():
        plan = Plan(world())
        assign(plan, target_of(spot.record), [Assignment(spot.path, "", spot.text)])
        assert plan.changes.writes == (), (spot.record.ref, spot.path, spot.text)


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf")), min_size=1, max_size=20
).map(str.strip).filter(bool) | st.sampled_from(
    ["yes", "12:30", "010", "a: b # c", "- x", "{", "'", "~", "2025-07-07", "中文：#"]
)


def others(spot: Spot) -> st.SearchStrategy[str]:
    """Return texts the field of a spot can be set to."""
    match spot.wanted:
        case WordType(values):
            return st.sampled_from(values)
        case DateType() | MomentType():
            return (
                st.dates().map(lambda day: f"{day.year:04}/{day.month}/{day.day}").filter(lambda text: text[0] != "0")
            )
        case NumberType(share=True):
            return st.integers(0, 100).map(lambda number: f"{number} %")
        case NumberType() | IntType() | MeasuredType():
            return st.integers(1, 5).map(str)
        case FlagType():
            return st.sampled_from(["true", "false", "是", "否"])
        case DurationType():
            return st.integers(1, 999).map(lambda number: f"{number} 天")
        case TextType(form="", refers=None):
            return TEXTS
    return st.just(spot.text)


@given(data=st.data())
@settings(max_examples=300, deadline=None)
def test_another_value_set_back_gives_the_original_bytes(data: st.DataObject) -> None:
    spot = data.draw(st.sampled_from(spots()), label="spot")
    text = data.draw(others(spot), label="text")
    plan = Plan(world())
    target = target_of(spot.record)
    try:
        assign(plan, target, [Assignment(spot.path, "", text)])
    except CollabError:
        assume(False)
    quoted = False
    for write in plan.changes.writes:
        assert write.expected is not None and write.data is not None
        before, after = write.expected.splitlines(), write.data.splitlines()
        assert len(before) == len(after)
        assert sum(old != new for old, new in zip(before, after, strict=True)) <= 1
        quoted = write.data.count(b'"') > write.expected.count(b'"')
    assign(plan, target, [Assignment(spot.path, "", spot.text)])
    if quoted:  # a text that needed quotes leaves them behind
        assert plan.changes.plain(spot.record.path) == Plan(world()).changes.plain(spot.record.path)
    else:
        assert plan.changes.writes == ()
