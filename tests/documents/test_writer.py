"""Values as YAML text that every tool reads back the same."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from collab_cli.documents import writer
from collab_cli.documents.reader import read_document
from collab_cli.documents.writer import Layout, document_text, plain_value, scalar_text
from collab_cli.errors import CollabError
from tests.conftest import SHARED

BLNS = SHARED / "testdata" / "blns" / "blns.json"
NAUGHTY: list[str] = json.loads(BLNS.read_text(encoding="utf-8")) if BLNS.exists() else []

TEXTS = st.text(max_size=40) | st.text(alphabet="ab :-?#\n\t'\"[]{},&*!|>%@`：，0123.\\\u202e\u00a0~=<", max_size=20)
SCALARS = (
    TEXTS | st.booleans() | st.integers() | st.dates() | st.decimals(allow_nan=False, allow_infinity=False, places=3)
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS, lambda below: st.lists(below, max_size=4) | st.dictionaries(TEXTS, below, max_size=4), max_leaves=12
)


def read(text: str) -> Any:
    reading = read_document("a.yaml", text.encode())
    assert {fault.code for fault in reading.faults} <= {"S025"}  # what cannot be seen is told of, and read
    assert reading.document is not None
    return reading.document.plain


@pytest.mark.skipif(not NAUGHTY, reason="the shared test data is not here")
def test_naughty_strings_read_back_everywhere() -> None:
    value: dict[str, Any] = {
        "a": NAUGHTY,
        "b": {text or "empty": text for text in NAUGHTY},
        "c": [{"t": text} for text in NAUGHTY],
    }

    assert read(document_text(value)) == value
    for text in NAUGHTY:
        assert read(f"[{scalar_text(text, flow=True, item=True)}]") == [text]
        assert read(f"{{{scalar_text(text, flow=True)}: {scalar_text(text, flow=True)}}}") == {text: text}
        assert yaml.safe_load(f"a: {scalar_text(text)}") == {"a": text}
        assert yaml.safe_load(f"a: [{scalar_text(text, flow=True)}]") == {"a": [text]}


@pytest.mark.no_cover
@given(st.dictionaries(TEXTS, VALUES, max_size=5) | st.lists(VALUES, max_size=5))
@settings(max_examples=250, deadline=None)
def test_what_is_written_reads_back(value: Any) -> None:
    assert read(document_text(value)) == plain_value(value)


@given(TEXTS)
@settings(max_examples=500, deadline=None)
def test_a_text_is_the_same_for_other_tools(text: str) -> None:
    assert yaml.safe_load(f"- {scalar_text(text)}\n") == [text]
    assert yaml.safe_load(f"{{k: {scalar_text(text, flow=True)}}}\n") == {"k": text}


@pytest.mark.parametrize(
    "text", ["市场部", "a b", "2025-q3", "4h", "goal:x", "it's", 'say "x"', "a\\b", "x#y", "5%", "🏭", "10d"]
)
def test_safe_texts_stay_plain(text: str) -> None:
    assert scalar_text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "No",
        "TRUE",
        "null",
        "~",
        "12",
        "-3",
        "1.5",
        "1e3",
        "0x1f",
        "010",
        "1_000",
        "12:30",
        "1:20:30",
        "2025-07-07",
        ".5",
        ".inf",
        "=",
        "<<",
        "-a",
        "@x",
        "%y",
        "`z",
        "#c",
    ],
)
def test_texts_other_tools_would_change_are_quoted(text: str) -> None:
    assert scalar_text(text) == f'"{text}"'


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("", '""'),
        (" a", '" a"'),
        ("a: b", '"a: b"'),
        ("a:", '"a:"'),
        ("a #b", '"a #b"'),
        ('"\\', '"\\"\\\\"'),
        ("a\n\t\r\0", '"a\\n\\t\\r\\0"'),
        ("\x1b\x7f", '"\\x1b\\x7f"'),
        ("\x85\u2028\u202e\ufeff", '"\\u0085\\u2028\\u202e\\ufeff"'),
        ("1,5", '"1,5"'),
    ],
)
def test_escapes(text: str, written: str) -> None:
    assert scalar_text(text) == written


def test_brackets_and_lists_are_stricter() -> None:
    assert scalar_text("a, b") == "a, b"
    assert scalar_text("a, b", flow=True) == '"a, b"'
    assert scalar_text("目标：x") == "目标：x"
    assert scalar_text("目标：x", item=True) == '"目标：x"'


def test_half_a_character_is_refused() -> None:
    with pytest.raises(CollabError) as caught:
        scalar_text("a\udc80")

    assert caught.value.message.params == {"code": "U+DC80"}


def test_a_new_document() -> None:
    value: dict[str, Any] = {
        "title": {"zh": "提高市场占有率", "en": "Increase market share"},
        "owner": "li-na",
        "due": date(2025, 7, 7),
        "at": datetime(2025, 7, 2, 10, 5),
        "from": time(9, 30),
        "until": time(9, 30, 15),
        "share": Decimal("0.670"),
        "max": 3,
        "open": True,
        "done": False,
        "tags": ["a", "x: y"],
        "none": [],
        "empty": {},
        "key_results": [
            {"id": "kr1", "levels": ["一", "二"], "deep": {"a": "1"}},
            {},
            "x",
            7,
            ["a", ["b"]],
            "two\nlines\n",
        ],
        "notes": "first\n\n- second\n",
        "strip": "a\nb",
        "trailing": "a \nb",
        "indented": " a\nb",
        "two ends": "a\n\n",
        "long": ["x" * 40, "y" * 40],
    }

    text = document_text(value, comment="A goal\n\nwith a note")

    assert (
        text
        == """\
# A goal
#
# with a note
title:
  zh: 提高市场占有率
  en: Increase market share
owner: li-na
due: 2025-07-07
at: 2025-07-02T10:05
from: 09:30
until: 09:30:15
share: 0.670
max: 3
open: true
done: false
tags: [a, "x: y"]
none: []
empty: {{}}
key_results:
  - id: kr1
    levels: [一, 二]
    deep:
      a: "1"
  - {{}}
  - x
  - 7
  - - a
    - [b]
  - |
    two
    lines
notes: |
  first

  - second
strip: |-
  a
  b
trailing: "a \\nb"
indented: " a\\nb"
two ends: "a\\n\\n"
long:
  - {}
  - {}
""".format("x" * 40, "y" * 40)
    )
    assert read(text) == plain_value(value)


def test_a_document_without_content() -> None:
    assert document_text({}) == "{}\n"
    assert document_text([], comment="none yet") == "# none yet\n[]\n"


def test_a_layout_of_its_own() -> None:
    layout = Layout(step=4, indented_lists=False, literals=False, flow_lists=False)

    assert writer.entry_text("a", {"b": ["c"], "d": "e\nf\n"}, 0, layout) == 'a:\n    b:\n    - c\n    d: "e\\nf\\n"'
    assert writer.item_text("e\nf\n", 0, layout) == '- "e\\nf\\n"'


def test_a_full_width_comma_in_brackets_is_quoted() -> None:
    assert scalar_text("归档，装订", flow=True, item=True) == '"归档，装订"'
    assert scalar_text("归档，装订", item=True) == "归档，装订"
