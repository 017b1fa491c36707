from __future__ import annotations

from typing import Annotated, Literal

import msgspec
import pytest

from collab_cli.model.action import Action
from collab_cli.model.charter import Charter
from collab_cli.model.evaluation import Rating
from collab_cli.model.field_types import (
    Coded,
    Date,
    DepartmentId,
    Duration,
    Flag,
    KindRecord,
    Mark,
    MayRefer,
    Measured,
    Moment,
    Name,
    NameField,
    Number,
    Part,
    Party,
    PersonId,
    Refers,
    RefersOpenly,
    RefersToParty,
    RefersToRow,
    RowRef,
    Share,
    TextOrRef,
    Time,
)
from collab_cli.model.fields import (
    DateType,
    DurationType,
    FieldInfo,
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
    field_doc,
    field_type,
    fields_of,
    is_common,
    label_of,
    struct_doc,
)
from collab_cli.model.handoff import Handoff
from collab_cli.model.kinds import all_kinds
from collab_cli.model.proposal import Position
from collab_cli.model.responsibility_row import ResponsibilityRow
from collab_cli.model.settings import Calendar, Settings


class Sample(KindRecord, frozen=True, kw_only=True):
    """A record for these tests.

    Its second line is not shown.
    """

    from_: DepartmentId = msgspec.field(name="from")
    """Who sends,
    and from where."""
    owner: Annotated[PersonId | None, Coded("G107")] = None
    plain: str | None = None
    """A text."""
    days: list[str] = msgspec.field(default_factory=lambda: ["sat", "sun"])
    """Some days."""


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (str, TextType()),
        (str | None, TextType()),
        (Time, TextType("time")),
        (PersonId, TextType(refers=Refers("person"))),
        (PersonId | None, TextType(refers=Refers("person"))),
        (Annotated[PersonId | None, Coded("A501")], TextType(refers=Refers("person"))),
        (Annotated[str, RefersOpenly(("goal", "charter"))], TextType(refers=RefersOpenly(("goal", "charter")))),
        (RowRef, TextType(refers=RefersToRow())),
        (TextOrRef | None, TextType(refers=MayRefer())),
        (Literal["up", "down"], WordType(("up", "down"))),
        (Flag | None, FlagType()),
        (int, IntType()),
        (Annotated[int, msgspec.Meta(ge=1, le=5)], IntType(1, 5)),
        (Annotated[int, msgspec.Meta(ge=1)] | None, IntType(1)),
        (Number, NumberType()),
        (Share | None, NumberType(share=True, low=0, high=1)),
        (Mark, NumberType(low=1, high=5)),
        (Measured, MeasuredType()),
        (Date | None, DateType()),
        (Moment, MomentType()),
        (Duration, DurationType()),
        (list[Date], ListType(DateType())),
        (dict[Party, str], MapType(TextType(refers=RefersToParty()), TextType())),
        (Name, StructType(Name)),
        (NameField | None, UnionType((TextType(), StructType(Name)))),
        (list[list[str]], ListType(ListType(TextType()))),
    ],
)
def test_annotations_become_field_types(annotation: object, expected: FieldType) -> None:
    assert field_type(annotation) == expected


@pytest.mark.parametrize("annotation", [float, bytes, dict, tuple[str, ...], object])
def test_types_outside_the_closed_set_are_refused(annotation: object) -> None:
    with pytest.raises(TypeError):
        field_type(annotation)


def test_own_fields_come_before_the_common_ones() -> None:
    names = ["from", "owner", "plain", "days", "aliases", "tags", "notes", "links"]
    assert [info.name for info in fields_of(Sample)] == names
    assert [info.name for info in fields_of(Sample) if is_common(info)] == names[4:]
    assert [info.name for info in fields_of(Position)][-2:] == ["via", "evidence"]


def test_a_field_is_described_in_full() -> None:
    first, owner, _, days = fields_of(Sample)[:4]
    assert first == FieldInfo("from", "from_", True, None, TextType(refers=Refers("department")))
    assert owner == FieldInfo("owner", "owner", False, None, TextType(refers=Refers("person")), "G107")
    assert days == FieldInfo("days", "days", False, ["sat", "sun"], ListType(TextType()))


def test_defaults_are_the_values_of_fields_that_are_not_written() -> None:
    for kind in all_kinds():
        assert all(info.default is None for info in fields_of(kind.struct) if info.required)
    row = {info.name: info for info in fields_of(ResponsibilityRow)}
    assert (row["weight"].default, row["next"].default, row["content"].default) == (Number("1"), None, [])
    assert {info.name: info.default for info in fields_of(Settings)}["calendar"] == Calendar()


def test_documentation_is_the_text_under_the_field() -> None:
    assert field_doc(Sample, "from_") == "Who sends, and from where."
    assert field_doc(Sample, "owner") == ""
    assert field_doc(Sample, "aliases") == "Other words for the same thing."
    assert field_doc(Sample, "no_such_field") == ""
    assert field_doc(Position, "via") == "The way it was given."
    assert struct_doc(Sample) == "A record for these tests."


def test_written_names_of_keywords_have_no_underscore() -> None:
    assert [(info.name, info.attribute) for info in fields_of(Handoff)][1:3] == [("from", "from_"), ("to", "to")]


def test_labels_are_the_written_names_made_readable() -> None:
    assert label_of("key_results").text == "Key results"
    assert label_of("due").text == "Due"


def test_forms_of_the_data_model() -> None:
    charter = {info.name: info.type for info in fields_of(Charter)}
    assert charter["duties"] == ListType(StructType(ResponsibilityRow))
    row = {info.name: info for info in fields_of(ResponsibilityRow)}
    assert row["raci"].type == MapType(TextType(refers=RefersToParty()), TextType())
    assert {info.code for info in row.values()} == {None, "R328", "R317", "R312"}
    assert isinstance(row["scope"].type, UnionType)
    assert {info.name: info.type for info in fields_of(Rating)}["rating"] == IntType(1, 5)
    assert {info.name: info.type for info in fields_of(Action)}["assist"] == ListType(TextType(refers=RefersToParty()))


def test_parts_without_fields_have_none() -> None:
    class Empty(Part, frozen=True):
        """Nothing."""

    assert fields_of(Empty) == ()
