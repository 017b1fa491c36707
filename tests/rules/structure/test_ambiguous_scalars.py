from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from collab_cli.i18n import language
from collab_cli.messages import Message
from collab_cli.rules.structure.ambiguous_scalars import _MAYBE, _SUSPECT, read_elsewhere
from tests.rules.chinese import in_chinese
from tests.rules.worlds import Found, check, found, small_company

DOCUMENT = """\
title: 010
url: u
owner_dept: sales
version: VERSION
tags: [no, "no", plain, 2025]
aliases:
  - 1e3
"""


def shown(read: str | Message | None) -> str | None:
    return language("en").say(read) if isinstance(read, Message) else read


def test_s007_names_texts_other_tools_would_change_and_quotes_them(tmp_path: Path) -> None:
    root = small_company(tmp_path, {"documents/d.yaml": DOCUMENT.replace("VERSION", "1.10")})
    outcome = check(root)
    assert found(outcome, "S007") == [
        Found("S007", "info", f"documents/d.yaml:{place}", text, ("document:d",))
        for place, text in [
            ("1:8", 'other tools read `010` as 8; put it in quotes: "010"'),
            ("4:10", 'other tools read `1.10` as 1.1; put it in quotes: "1.10"'),
            ("5:8", 'other tools read `no` as false; put it in quotes: "no"'),
            ("7:5", 'other tools read `1e3` as 1000; put it in quotes: "1e3"'),
        ]
    ]
    assert in_chinese(outcome, "S007")[1] == '其他工具会把 `1.10` 读成 1.1；加上引号："1.10"'
    text = (root / "documents/d.yaml").read_text(encoding="utf-8")
    patches = sorted(
        (patch for one in outcome.findings if one.code == "S007" for fix in one.fixes for patch in fix.patches),
        key=lambda patch: -patch.start,
    )
    assert all(fix.safe for one in outcome.findings if one.code == "S007" for fix in one.fixes)
    for patch in patches:
        text = text[: patch.start] + patch.replacement + text[patch.end :]
    (root / "documents/d.yaml").write_text(text, encoding="utf-8")
    assert found(check(root), "S007") == []


def test_s007_is_a_matter_of_profile_strict(tmp_path: Path) -> None:
    root = small_company(tmp_path, {"documents/d.yaml": DOCUMENT.replace("VERSION", "1.10")})
    assert found(check(root, profile="standard"), "S007") == []


def test_s007_looks_only_at_texts_and_ids(tmp_path: Path) -> None:
    goal = """\
title: G
level: company
period: 2025
status: draft
key_results:
  - {id: kr1, title: T, baseline: 1.50, target: 010.0, unit: u, weight: 1.0}
  - {id: kr2, title: T, type: boolean, checkins: [{date: 2025-06-30, value: true}]}
adjustments:
  - {date: 2025-06-30, field: kr1.target, from: 1.50, to: no}
x-own: 1.10
""".replace("010.0", "2.50")
    assert found(check(small_company(tmp_path, {"goals/g.yaml": goal})), "S007") == []


def test_s007_looks_at_ids_of_registers_keys_and_settings(tmp_path: Path) -> None:
    root = small_company(
        tmp_path, {"skills.yaml": "- {id: 007, name: Shooting}\n- {id: on, name: {zh: 开, en: off}}\n"}
    )
    collab = root / "collab.yaml"
    collab.write_text(collab.read_text(encoding="utf-8") + "  - [yes, 是]\n", encoding="utf-8")
    people = root / "people.yaml"
    people.write_text(people.read_text(encoding="utf-8") + "- {id: x, name: X, skills: {on: 1}}\n", encoding="utf-8")
    places = [(one.place, one.records) for one in found(check(root), "S007")]
    assert places == [
        ("collab.yaml:15:6", ()),
        ("people.yaml:7:29", ("person:x",)),
        ("skills.yaml:1:8", ("skill:007",)),
        ("skills.yaml:2:8", ("skill:on",)),
        ("skills.yaml:2:30", ("skill:on",)),
    ]


def test_s007_quotes_a_text_that_is_written_in_brackets_or_over_lines(tmp_path: Path) -> None:
    root = small_company(tmp_path, {"skills.yaml": "- {id: a, name: 2025-07-02 10:05:00, levels: [1.0]}\n"})
    outcome = check(root)
    assert [one.text for one in found(outcome, "S007")] == [
        'other tools read `2025-07-02 10:05:00` as a point in time; put it in quotes: "2025-07-02 10:05:00"',
        'other tools read `1.0` as 1; put it in quotes: "1.0"',
    ]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("yes", "true"),
        ("No", "false"),
        ("ON", "true"),
        ("off", "false"),
        ("True", "true"),
        ("true", None),
        ("y", None),
        ("~", "no value"),
        ("null", "no value"),
        ("nil", None),
        ("010", "8"),
        ("08", "8"),
        ("0", None),
        ("0x1F", "31"),
        ("0b101", "5"),
        ("0o17", "15"),
        ("1_000", "1000"),
        ("+1", "1"),
        ("-1", None),
        ("-0", "0"),
        ("10:30", "630"),
        ("1:30:00", "5400"),
        ("09:30", None),
        ("10:75", None),
        ("-10:30", "-630"),
        ("1.10", "1.1"),
        ("1.5", None),
        ("1.0", "1"),
        ("1.", "1"),
        (".5", "0.5"),
        ("1e3", "1000"),
        ("1E-2", "0.01"),
        ("1e999", "a number without end"),
        ("1e-999", "0"),
        (".inf", "a number without end"),
        ("-.INF", "a number without end"),
        (".nan", "no number"),
        ("9007199254740992", None),
        ("9007199254740993", "a rounded number"),
        ("2025", None),
        ("2025-07-02", None),
        ("2025-07", None),
        ("2025-07-02T10:05:00", "a point in time"),
        ("2025-07-02T10:05", None),
        ("1.2.3", None),
        ("v1.10", None),
        ("12 monkeys", None),
        ("", None),
        ("e3", None),
        ("_", None),
        (".", None),
        ("+", None),
        ("530e8ad", None),
        ("53e0123", None),
    ],
)
def test_what_other_tools_read(text: str, read: str | None) -> None:
    if text == "53e0123":
        assert shown(read_elsewhere(text)) == "53" + "0" * 123
    else:
        assert shown(read_elsewhere(text)) == read


AROUND = (
    "name: {}\n",
    "name: {}\r\n",
    "name: {}",
    "name:   {}  # why\n",
    "name:\n  {}\n",
    "- {}\n",
    "- - {}\n",
    "- [a, {}]\n",
    "[{},b]",
    "{{{}: a}}",
    "{{a: {}}}",
    '{{"a":{}}}',
    "{}: a\n",
    "a: [\n  {},\n]\n",
)
"""Where a scalar can stand in a file."""

SCALARS = st.text(alphabet="0123456789eExXobnrtfyslaNOTuT_.:+-~ ", min_size=1, max_size=12).map(str.strip)


@given(SCALARS)
@example("0o17")
@example("1_0")
@example("-.inf")
@example("1.e3")
def test_a_quick_look_misses_nothing(text: str) -> None:
    if read_elsewhere(text) is not None:
        assert _MAYBE.match(text)
        for around in AROUND:
            assert _SUSPECT.search(around.format(text)), around


@given(st.integers(-(2**53), 2**53))
def test_a_whole_number_as_programs_write_it_is_fine(number: int) -> None:
    assert read_elsewhere(json.dumps(number)) is None


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-(10**6), max_value=10**6).map(lambda x: round(x, 3)))
def test_what_is_read_as_a_number_is_written_back_as_the_same(number: float) -> None:
    text = repr(number)
    read = shown(read_elsewhere(text))
    assert read is None or float(read) == number
