"""Values as they count, and as they would be written under new names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from collab_cli.analyses.changes.covered_activity import covered_activity
from collab_cli.analyses.changes.new_names import NewNames
from collab_cli.analyses.changes.normal_form import NormalForm, has_no_order, is_default
from collab_cli.analyses.changes.option_for import option_for
from collab_cli.analyses.changes.under_new_names import under_new_names, with_new_ids
from collab_cli.model.field_types import Number, Part, Weight
from collab_cli.model.fields import FieldInfo, ListType, StructType, TextType, UnionType, fields_of
from collab_cli.model.goal import Adjustment, Contribution, Goal, KeyResult, Tension
from collab_cli.model.responsibility_row import ResponsibilityRow, Scope

NAMES = NewNames(
    {"goal:up": "higher", "department:sales": "trade", "metric:rate": "speed"},
    {("goal:grow", "kr1"): ("goal:grow", "kr9")},
)


def row(**fields: object) -> ResponsibilityRow:
    return ResponsibilityRow(**{"id": "research", **fields})  # type: ignore[arg-type]


def key_result(**fields: object) -> KeyResult:
    return KeyResult(
        **{"id": "kr1", "title": "K", "baseline": Number("1"), "target": Number("2"), "unit": "m", **fields}  # type: ignore[arg-type]
    )


def goal(**fields: object) -> Goal:
    return Goal(**{"title": "Grow", "level": "company", "period": "2025", **fields})  # type: ignore[arg-type]


def field(struct: type[Part], name: str) -> FieldInfo:
    return next(info for info in fields_of(struct) if info.name == name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (row(scope="All  prices\n"), row(scope="All prices")),
        (row(scope=Scope(text="All")), row(scope="All")),
        (row(weight=Weight("1.0")), row()),
        (row(raci={"a": "AR", "b": "C"}), row(raci={"b": "C", "a": "RA"})),
        (row(supports=["a", "b"]), row(supports=["b", "a"])),
        (row(activity="research"), row()),
        (goal(rollup="children"), goal()),
        (goal(rollup="own", key_results=[key_result()]), goal(key_results=[key_result()])),
        (
            goal(key_results=[key_result(), key_result(id="kr2")]),
            goal(key_results=[key_result(id="kr2"), key_result()]),
        ),
        (goal(tensions=[Tension(between=["kr1", "kr2"])]), goal(tensions=[Tension(between=["kr2", "kr1"])])),
        (key_result(target=Number("2.00")), key_result()),
    ],
)
def test_what_counts_as_the_same(one: Part, other: Part) -> None:
    form = NormalForm(activities=["research"])
    assert form.part(one) == form.part(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (row(raci={"a": "A"}), row(raci={"a": "R"})),
        (row(content=["a", "b"]), row(content=["b", "a"])),
        (row(activity="other"), row()),
        (row(within="research"), row()),
        (row(scope=Scope(text="All", areas=["x"])), row(scope="All")),
        (goal(rollup="mixed"), goal()),
        (goal(title="grow"), goal()),
    ],
)
def test_what_counts_as_different(one: Part, other: Part) -> None:
    form = NormalForm(activities=["research"])
    assert form.part(one) != form.part(other)


def test_covered_activity() -> None:
    assert covered_activity(row(), ["research"]) == "research"
    assert covered_activity(row(), []) is None
    assert covered_activity(row(activity="x"), []) == "x"
    assert covered_activity(row(within="x"), ["research"]) is None


def test_under_new_names() -> None:
    old = goal(
        contributes_to=[Contribution(goal="up")],
        co_owners=["sales", "rd"],
        tensions=[Tension(between=["kr1", "goal:up/kr1"])],
        adjustments=[
            Adjustment(date=date(2025, 1, 2), field="contributes_to.up.weight", from_="0.1", to="0.2"),
            Adjustment(date=date(2025, 1, 2), field="kr1.metric", from_="rate", to="pace"),
        ],
        key_results=[key_result(metric="rate")],
    )
    new = under_new_names(old, NAMES, "goal:grow")
    assert new.contributes_to[0].goal == "higher"
    assert new.co_owners == ["trade", "rd"]
    assert new.tensions[0].between == ["kr9", "goal:higher/kr1"]
    assert [(entry.field, entry.from_, entry.to) for entry in new.adjustments] == [
        ("contributes_to.higher.weight", "0.1", "0.2"),
        ("kr9.metric", "speed", "pace"),
    ]
    assert (new.key_results[0].id, new.key_results[0].metric) == ("kr1", "speed")
    assert with_new_ids(old, NAMES, "goal:grow", []).key_results[0].id == "kr9"
    assert under_new_names(old, NewNames(), "goal:grow") is old
    assert with_new_ids(goal(), NAMES, "goal:grow", []) == goal()
    assert under_new_names(row(raci={"sales": "A", "rd": "R"}), NAMES, "charter:x").raci == {"trade": "A", "rd": "R"}


def test_is_default_and_has_no_order() -> None:
    assert is_default(row(), field(ResponsibilityRow, "weight"))
    assert not is_default(row(weight=Weight("2")), field(ResponsibilityRow, "weight"))
    assert has_no_order(Goal, field(Goal, "tags"))
    assert has_no_order(ResponsibilityRow, field(ResponsibilityRow, "supports"))
    assert not has_no_order(ResponsibilityRow, field(ResponsibilityRow, "workflow"))


def test_option_for() -> None:
    wanted = UnionType((TextType(), StructType(Scope), ListType(TextType())))
    assert option_for("x", wanted) == TextType()
    assert option_for(Scope(text="x"), wanted) == StructType(Scope)
    assert option_for([], wanted) == ListType(TextType())
    assert option_for(Decimal(1), wanted) == TextType()
