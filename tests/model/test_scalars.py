from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import msgspec
import pytest

from collab_cli.model.field_types import (
    Duration,
    Flag,
    Id,
    Mark,
    Measured,
    Moment,
    MonthDay,
    Number,
    Share,
    Time,
    Weight,
    read_custom,
)
from collab_cli.model.fields import FieldType, TextType, WordType, field_type
from collab_cli.model.scalars import BadScalar, exact_form, read_scalar
from tests.model.plain_records import ODD_TEXTS

TYPES: dict[str, Any] = {
    "text": str,
    "id": Id,
    "time": Time,
    "month-day": MonthDay,
    "flag": Flag,
    "int": int,
    "level": Annotated[int, msgspec.Meta(ge=0, le=4)],
    "number": Number,
    "share": Share,
    "weight": Weight,
    "mark": Mark,
    "measured": Measured,
    "date": date,
    "moment": Moment,
    "duration": Duration,
}


@pytest.mark.parametrize("name", TYPES)
def test_a_scalar_is_read_exactly_as_msgspec_reads_it(name: str) -> None:
    annotation = TYPES[name]
    wanted = field_type(annotation)
    for text in ODD_TEXTS:
        try:
            accepted = msgspec.convert(text, annotation, strict=False, dec_hook=read_custom)
        except msgspec.ValidationError:
            with pytest.raises(BadScalar):
                read_scalar(text, wanted)
        else:
            assert read_scalar(text, wanted) == accepted, text


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("text", "10:30", "10:30"),
        ("text", " no ", " no "),
        ("number", "13.20", Decimal("13.20")),
        ("number", "-0.5", Decimal("-0.5")),
        ("share", "1", Decimal(1)),
        ("mark", "4.5", Decimal("4.5")),
        ("weight", "0.1", Decimal("0.1")),
        ("int", "3", 3),
        ("flag", "true", Flag.TRUE),
        ("date", "2024-02-29", date(2024, 2, 29)),
        ("moment", "2025-07-02T10:05", "2025-07-02T10:05"),
        ("duration", "2wd", "2wd"),
        ("measured", "false", "false"),
        ("time", "09:30", "09:30"),
        ("month-day", "04-01", "04-01"),
        ("id", "x" * 64, "x" * 64),
    ],
)
def test_what_fits_is_typed(name: str, text: str, value: object) -> None:
    assert read_scalar(text, field_type(TYPES[name])) == value


@pytest.mark.parametrize(
    ("name", "text", "better"),
    [
        ("date", "2025/7/7", "2025-07-07"),
        ("date", "2025年7月7日", "2025-07-07"),
        ("date", "２０２５-０７-０７", "2025-07-07"),
        ("date", "2025-02-30", None),
        ("date", "2025-06-20 14:00", "2025-06-20"),
        ("date", "2025-06-20T14:00:30", "2025-06-20"),
        ("date", "7月7日", None),
        ("number", "1,200", "1200"),
        ("number", "92万", "920000"),
        ("number", "13.2 %", "13.2"),
        ("number", "about 3", None),
        ("share", "40%", "0.4"),
        ("share", "140%", None),
        ("weight", "0", None),
        ("int", "１２", "12"),
        ("level", "9", None),
        ("flag", "yes", "true"),
        ("flag", "否", "false"),
        ("flag", "True", "true"),
        ("flag", "maybe", None),
        ("duration", "2 个工作日", "2wd"),
        ("duration", "4小时", "4h"),
        ("duration", "30 days", "30d"),
        ("duration", "soon", None),
        ("moment", "2025年7月2日", "2025-07-02"),
        ("moment", "2025-06-20 14:00", "2025-06-20T14:00"),
        ("measured", "１．５", "1.5"),
    ],
)
def test_the_exact_form_of_what_was_typed(name: str, text: str, better: str | None) -> None:
    wanted = field_type(TYPES[name])
    assert exact_form(text, wanted) == better
    with pytest.raises(BadScalar) as refused:
        read_scalar(text, wanted)
    assert (refused.value.code, refused.value.better) == ("S002", better)


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("9:30", '"09:30"'),
        ("９：３０", '"09:30"'),
        ("9点半", '"09:30"'),
        ("14点", '"14:00"'),
        ("25:00", None),
        ("early", None),
    ],
)
def test_times_are_written_in_quotes(text: str, better: str | None) -> None:
    assert refusal(text, TextType("time")).better == better


@pytest.mark.parametrize(("text", "better"), [("4-1", "04-01"), ("4月1日", "04-01"), ("13-01", None), ("April", None)])
def test_months_and_days(text: str, better: str | None) -> None:
    assert refusal(text, TextType("month-day")).better == better


def test_an_id_that_is_none_is_s017() -> None:
    problem = refusal("Sales_Dept", TextType("id"))
    assert problem.code == "S017"
    assert problem.better == "sales-dept"


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("In Progress", "in_progress"),
        ("in-progress", "in_progress"),
        ("opne", "open"),
        ("OPEN", "open"),
        ("later", None),
    ],
)
def test_a_word_outside_the_list_is_s003_with_the_nearest(text: str, better: str | None) -> None:
    problem = refusal(text, WordType(("open", "in_progress", "done")))
    assert (problem.code, problem.better) == ("S003", better)


def refusal(text: str, wanted: FieldType) -> BadScalar:
    with pytest.raises(BadScalar) as refused:
        read_scalar(text, wanted)
    return refused.value


def test_the_parts_of_durations_and_moments() -> None:
    assert (Duration.read("2wd").amount, Duration.read("2wd").unit) == (2, "wd")
    assert Duration.read("4h").days.total_seconds() == 4 * 3600
    assert Duration.read("30d").days.days == 30
    with pytest.raises(ValueError, match="2wd"):
        _ = Duration.read("2wd").days
    assert Moment.read("2025-07-02T10:05+08:00").day == date(2025, 7, 2)
    assert (Measured.read("1.5").number, Measured.read("1.5").flag) == (Decimal("1.5"), None)
    assert (Measured.read("true").number, Measured.read("true").flag) == (None, True)
