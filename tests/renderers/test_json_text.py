import json
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import PurePosixPath
from typing import Any

import pytest

from collab_cli.findings import Finding, Fix, Patch, Place, Related, Severity
from collab_cli.messages import Message, Titled, msg
from collab_cli.model.field_types import Duration
from collab_cli.page import Report, Styled
from collab_cli.renderers.json_text import exact_number, finding_record, plain_data, render
from tests.renderers.worlds import CHINESE, ENGLISH, OVERLAP, naughty


class Name:
    zh: str | None = "市场部"
    en: str | None = "Marketing"


class Trend(Enum):
    UP = "up"


def test_one_document_with_its_schema_first() -> None:
    record: dict[str, Any] = {
        "counts": {"error": 1, "warning": 0},
        "findings": [],
        "none": None,
        "name": Name(),
        "yes": True,
    }
    assert render(Report("collab/check/v1", (), record), CHINESE) == (
        '{\n  "schema": "collab/check/v1",\n  "counts": {\n    "error": 1,\n    "warning": 0\n  },\n'
        '  "findings": [],\n  "none": null,\n  "name": "市场部",\n  "yes": true\n}\n'
    )


def test_values_of_a_record() -> None:
    value: dict[Any, Any] = {
        "enum": Trend.UP,
        "date": date(2025, 6, 30),
        "time": datetime(2025, 6, 30, 9, 5),
        "titled": Titled(Name(), "marketing"),
        "untitled": Titled(None, "x"),
        "message": msg("{who} is late", who=Name()),
        "styled": Styled("x", "bad"),
        "place": Place("a.yaml", 2, 3, ("x",)),
        "set": {"b", "a"},
        "tuple": (1, "2"),
        "path": PurePosixPath("a/b"),
        "duration": Duration("2wd"),
        Trend.UP: 1,
        date(2025, 1, 1): 2,
    }
    assert plain_data(value, ENGLISH) == {
        "enum": "up",
        "date": "2025-06-30",
        "time": "2025-06-30T09:05:00",
        "titled": {"id": "marketing", "title": "Marketing"},
        "untitled": {"id": "x", "title": None},
        "message": "Marketing is late",
        "styled": "x",
        "place": {"path": "a.yaml", "line": 2, "column": 3},
        "set": ["a", "b"],
        "tuple": [1, "2"],
        "path": "a/b",
        "duration": "2wd",
        "up": 1,
        "2025-01-01": 2,
    }
    assert render(Report("x", (), {"sla": Duration("2wd")}), ENGLISH) == '{\n  "schema": "x",\n  "sla": "2wd"\n}\n'
    with pytest.raises(TypeError):
        plain_data(object(), ENGLISH)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("0", "0"),
        ("-0.0", "0"),
        ("12.50", "12.5"),
        ("1E+3", "1000"),
        ("0.1234567894999", "0.123456789"),
        ("0.0000000001", "0"),
        ("0.0000000005", "1E-9"),  # half up, as formulas.md asks for
        ("0.2500000005", "0.250000001"),
        ("0.00000001", "1E-8"),
        ("123456789.123456789", "123456789.123456789"),
        ("999999999999999999", "999999999999999999"),
        ("NaN", "null"),
        ("Infinity", "null"),
    ],
)
def test_numbers_are_exact(number: str, written: str) -> None:
    document = render(Report("s", (), {"n": Decimal(number)}), ENGLISH)
    assert document == f'{{\n  "schema": "s",\n  "n": {written}\n}}\n'


def test_floats_are_rounded_too() -> None:
    assert exact_number(Decimal(str(0.1 + 0.2))) == Decimal("0.3")
    assert plain_data(0.1 + 0.2, ENGLISH) == Decimal("0.3")


def test_the_keys_of_a_finding() -> None:
    fix = Fix(True, Message("Quote it"), (Patch("a.yaml", 3, 5, '"no"'),))
    one = Finding(
        *("S007", "portability-hint", Severity.INFO, Place("a.yaml", 2, 3, ("x",)), Message("no is a text")),
        records=("goal:a",),
        related=(Related(Place("b.yaml", 4, 5)),),
        fixes=(fix,),
    )
    assert finding_record(one, ENGLISH) == {
        "code": "S007",
        "slug": "portability-hint",
        "severity": "info",
        "path": "a.yaml",
        "line": 2,
        "column": 3,
        "message": "no is a text",
        "hint": None,
        "records": ["goal:a"],
        "related": [{"path": "b.yaml", "line": 4, "column": 5, "message": None}],
        "fixes": [
            {
                "safe": True,
                "title": "Quote it",
                "edits": [{"path": "a.yaml", "start": 3, "end": 5, "replacement": '"no"'}],
            }
        ],
        "fingerprint": one.fingerprint,
    }
    assert plain_data([OVERLAP], ENGLISH) == [finding_record(OVERLAP, ENGLISH)]


@pytest.mark.no_cover
@pytest.mark.parametrize("text", naughty())
def test_texts_come_back_as_they_were(text: str) -> None:
    written = render(Report("s", (), {"text": text, "list": [text], text: 1}), ENGLISH)
    parsed = json.loads(written)
    assert (parsed["text"], parsed["list"]) == (text, [text])
    assert not set(written) & set("\x1b\x00\r\x7f\x9b\u202e\u200b\ufeff\u2028")


def test_lone_surrogates_do_not_break_the_document() -> None:
    assert json.loads(render(Report("s", (), {"path": "a\udcff"}), ENGLISH))["path"] == "a\\udcff"
