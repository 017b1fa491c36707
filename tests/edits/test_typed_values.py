from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from collab_cli.documents.writer import plain_value
from collab_cli.edits.typed_values import ValueReader, exact
from collab_cli.model.field_path import find_field
from collab_cli.model.field_types import Duration, Flag, Measured, Moment, Number
from collab_cli.model.fields import FieldType
from tests.edits.plans import english, kind, plan_of, refusal
from tests.rules.worlds import green_demo


@pytest.fixture(scope="module")
def values(tmp_path_factory: pytest.TempPathFactory) -> ValueReader:
    return plan_of(green_demo(tmp_path_factory.mktemp("demo"))).values


def wanted(field: str) -> tuple[FieldType, str]:
    """Return type and name of `kind.field`; a list on the way is entered at an entry that has every field."""
    name, _, path = field.partition(".")
    entry = {"id": "1", "checkins": [{"id": "1"}]}
    plain: dict[str, Any] = {part: [entry] for part in ("key_results", "duties", "contributes_to")}
    spot = find_field(kind(name), kind(name).struct, plain, path)
    return spot.wanted, spot.name


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("action.due", "2025-07-07", date(2025, 7, 7)),
        ("action.due", "2025/7/7", date(2025, 7, 7)),
        ("action.due", "7月7日", date(2025, 7, 7)),
        ("action.due", "７．７", date(2025, 7, 7)),
        ("action.due", " 7.7 ", date(2025, 7, 7)),
        ("issue.raised_at", "7月2日", date(2025, 7, 2)),
        ("issue.raised_at", "2025/7/2 9:05", datetime(2025, 7, 2, 9, 5)),
        ("issue.raised_at", "7月2日　10：05", datetime(2025, 7, 2, 10, 5)),
        ("goal.key_results.1.target", "1,200", "1200"),
        ("goal.key_results.1.target", "92万", "920000"),
        ("goal.key_results.1.target", "13.2 %", "13.2"),
        ("goal.key_results.1.target", "１３．２", "13.2"),
        ("goal.key_results.1.checkins.1.value", "是", True),
        ("goal.contributes_to.1.weight", "40%", "0.4"),
        ("series.cadence.interval", "２", 2),
        ("series.cadence.unit", "周", "week"),
        ("series.cadence.weekday", "周一", "mon"),
        ("series.cadence.weekday", "MON", "mon"),
        ("series.time", "9点半", "09:30"),
        ("series.duration", "90天", "90d"),
        ("action.priority", "高", "high"),
        ("action.owner", "张伟", "zhang-wei"),
        ("action.assist", "生产部，市场部", ["production", "marketing"]),
        ("action.assist", "生产部、张伟", ["production", "person:zhang-wei"]),
        ("action.assist", "[production, 张伟]", ["production", "person:zhang-wei"]),
        ("action.links", "https://a.example/x,y;z", ["https://a.example/x,y;z"]),
        ("action.tags", "[a, b]", ["a", "b"]),
        ("action.title", "[urgent] call", "[urgent] call"),
        ("action.title", "{zh: 寄样, en: Samples}", {"zh": "寄样", "en": "Samples"}),
        ("action.title", "{{x}} 模板", "{{x}} 模板"),
        ("action.title", "{", "{"),
        ("action.title", "{draft} plan", "{draft} plan"),
        ("action.notes", "a\nb", "a\nb"),
        ("action.tags", "一，二；三、四", ["一", "二", "三", "四"]),
        ("person.aliases", "小张, 老张", ["小张", "老张"]),
        ("goal.key_results.1.target", "-0", "0"),
        ("goal.key_results.1.target", "-0.0", "0.0"),
        ("goal.key_results.1.checkins.1.value", "-0", "0"),
        ("goal.period", "2025年", "2025"),
        ("goal.period", "2025-Q3", "2025-q3"),
        ("person.skills", "communication:3，teamwork：2", {"communication": "3", "teamwork": "2"}),
        ("person.skills", "{communication: 3}", {"communication": "3"}),
        ("charter.duties.1.raci", "sales:AR,张伟:ｃ", {"sales": "AR", "person:zhang-wei": "C"}),
        ("charter.duties.1.raci", "person:zhang-wei:R", {"person:zhang-wei": "R"}),
        ("charter.duties.1.raci.sales", "主责", "A"),
        ("metric.points", "{date: 5/31, value: 13.5 %}", [{"date": "2025-05-31", "value": "13.5"}]),
        ("metric.points", "[{value: 1, date: 5/31}]", [{"date": "2025-05-31", "value": "1"}]),
        ("metric.points", "{date: 5/31, value: 1, x-a: b}", [{"date": "2025-05-31", "value": "1", "x-a": "b"}]),
    ],
)
def test_values_are_read_as_people_type_them(values: ValueReader, field: str, text: str, value: Any) -> None:
    read = values.read(text, *wanted(field))
    if isinstance(value, date | bool | int):
        assert read == value
    else:
        assert plain_value(read) == value


@pytest.mark.parametrize(
    ("field", "text", "line"),
    [
        ("action.due", "尽快", "due cannot be 尽快; write a date such as 2025-07-07"),
        ("action.due", "", "due cannot be ''; write a date such as 2025-07-07"),
        ("action.due", "2025-02-30", "due cannot be 2025-02-30: there is no such day; "
         "write a date such as 2025-07-07"),
        ("action.due", "2月30日", "due cannot be 2月30日: there is no such day; write a date such as 2025-07-07"),
        ("issue.raised_at", "7月2日 25:00", "raised_at cannot be 2025-07-02T25:00; "
         "write a date or a time such as 2025-07-02T10:05"),
        ("goal.contributes_to.1.weight", "1.4", "weight cannot be 1.4; write a share from 0 to 1 such as 0.4"),
        ("goal.key_results.1.target", "一百", "target cannot be 一百; write a number such as 13.2"),
        ("series.cadence.interval", "0", "interval cannot be 0; write a whole number from 1"),
        ("series.cadence.unit", "fortnight", "unit cannot be fortnight; use one of week, month"),
        ("series.cadence.unit", "weak", "unit cannot be weak; did you mean week"),
        ("series.time", "noon", "time cannot be noon; write a time such as 09:30"),
        ("activity.domain", "销售管理", "domain cannot be 销售管理; write xiao-shou-guan-li"),
        ("goal.period", "2026", "there is no period 2026 in collab.yaml; did you mean 2025; "
         "a new one is added to periods in collab.yaml"),
        ("goal.period", "soon", "there is no period soon in collab.yaml; use one of 2025, 2025-q3, "
         "or add it to periods in collab.yaml"),
        ("action.title", "a\nb", "title cannot hold line breaks or control characters; write it in one line"),
        ("action.title", "{zh: \"a\\nb\"}", "zh cannot hold line breaks or control characters; write it in one line"),
        ("action.notes", "a\x1bb", "notes cannot hold control characters; type it again without them"),
        ("action.notes", "a\u2028b", "notes cannot hold control characters; type it again without them"),
        ("action.owner", "nobody", "there is no person nobody; collab person list shows what there is"),
        ("person.skills", "communication", "skills cannot be communication; "
         "write key and value, as in sales:AR,production:C"),
        ("person.skills", "communication:9", "skills cannot be 9; write a whole number from 0 to 4"),
        ("charter.duties.1.raci", "sales:X", "raci cannot be X; "
         "use A accountable, R responsible, C consulted and I informed"),
        ("charter.duties.1.raci.sales", "RC", "raci cannot be RC; "
         "use A accountable, R responsible, C consulted and I informed"),
        ("metric.points", "3", "points cannot be 3; write {date: ..., value: ...}"),
        ("metric.points", "{date: soon, value: 1}", "date cannot be soon; write a date such as 2025-07-07"),
        ("metric.points", "[[1]]", "points cannot be a list; write a map with date, value"),
        ("series.cadence", "weekly", "cadence cannot be weekly; write {unit: ...}"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_in_one_line(values: ValueReader, field: str, text: str, line: str) -> None:
    assert refusal(lambda: values.read(text, *wanted(field))) == line


def test_brackets_that_are_not_closed(values: ValueReader) -> None:
    line = refusal(lambda: values.read("{date: 7/31", *wanted("metric.points")))
    assert line.startswith("points cannot be read: the bracket `{` is not closed")


def test_the_content_of_a_part_is_put_in_order(values: ValueReader) -> None:
    typed = {"owner": "张伟", "x-a": "1", "title": "寄样", "due": "7/7", "notes": None}
    assert values.part(typed, kind("action").struct) == {
        "title": "寄样", "owner": "zhang-wei", "due": date(2025, 7, 7), "x-a": "1",
    }  # fmt: skip
    assert list(values.part(typed, kind("action").struct)) == ["title", "owner", "due", "x-a"]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (Flag("true"), True),
        (Moment("2025-07-02"), date(2025, 7, 2)),
        (Moment("2025-07-02T10:05"), datetime(2025, 7, 2, 10, 5)),
        (Measured.read("true"), True),
        (Measured.read("1.50"), Number.read("1.50")),
        (Duration("4h"), "4h"),
        (7, 7),
    ],
)
def test_typed_values_become_those_the_writer_takes(typed: Any, value: Any) -> None:
    assert exact(typed) == value


def test_a_file_keeps_what_was_typed(tmp_path: Path) -> None:
    reader = plan_of(green_demo(tmp_path)).values
    assert str(reader.read("1.50", *wanted("goal.key_results.1.target"))) == "1.50"


def test_a_day_that_is_said_is_told_as_understood(tmp_path: Path) -> None:
    reader = plan_of(green_demo(tmp_path)).values
    assert reader.read("下周五", *wanted("action.due")) == date(2025, 7, 11)
    assert reader.read("昨天", *wanted("issue.raised_at")) == date(2025, 6, 29)
    assert [english(note) for note in reader.names.notes] == [
        "下周五 is taken for 2025-07-11",
        "昨天 is taken for 2025-06-29",
    ]
