"""All cases of the official YAML test suite: a right reading or a clear fault."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any

import pytest

from collab_cli.documents.nodes import Mapping, Node, Scalar, Sequence
from collab_cli.documents.reader import read_document
from tests.conftest import SHARED

FILE = SHARED / "testdata" / "yaml-test-suite" / "cases.json"
CASES: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["cases"] if FILE.exists() else {}

# Invalid YAML that both parsers read all the same, as every tool built on libyaml does: `"value"# comment`
# without a blank, a bracket or a quoted text going on at too small an indent, a lone dash in brackets,
# blanks before an empty block text. Only libyaml: a comment right behind `>`.
_BOTH = {"9C9N", "9JBA", "CVW2", "DK95/01", "G5U8", "QB6E", "S98Z", "SU5Z", "Y79Y/003", "YJV2"}
LENIENT = {"c": _BOTH | {"X4QW"}, "pure": _BOTH}

# Valid YAML 1.2 that PyYAML does not read, nor we: empty keys, tabs behind indicators, a colon on the line
# after a quoted key, nothing but `...`. Nor do we read keys that start with a dash (`-id`): somebody forgot the
# blank of a list entry. Everything the data model asks for is read by both.
_UNREAD = {
    "2EBW",
    "2JQS",
    "4MUZ/00",
    "4MUZ/01",
    "4MUZ/02",
    "58MP",
    "5MUD",
    "5T43",
    "6BCT",
    "6CA3",
    "7Z25",
    "9SA2",
    "CFD4",
    "DBG4",
    "DK3J",
    "DK95/00",
    "DK95/03",
    "DK95/04",
    "FP8R",
    "HM87/00",
    "HWV9",
    "K3WX",
    "M7A3",
    "NHX8",
    "NJ66",
    "NKF9",
    "Q5MG",
    "QT73",
    "S3PD",
    "SM9W/01",
    "UKK6/00",
    "UT92",
    "VJP3/01",
    "Y79Y/010",
}
UNREAD = {
    "c": _UNREAD | {"4ABK", "96NN/00", "96NN/01", "FRK4", "R4YG", "Y79Y/001"},
    "pure": _UNREAD | {"6HB6", "DC7X", "DK95/05", "HS5T", "J3BT", "JR7V", "K54U", "NB6Z", "UV7Q", "Y79Y/002"},
}


def same(plain: Any, wanted: Any) -> bool:
    """Return whether our text-only content is the suite's typed one."""
    if isinstance(wanted, dict):
        return (
            isinstance(plain, dict) and list(plain) == list(wanted) and all(same(plain[k], wanted[k]) for k in wanted)
        )
    if isinstance(wanted, list):
        return isinstance(plain, list) and len(plain) == len(wanted) and all(map(same, plain, wanted))
    if wanted is None:
        return plain in (None, "null", "~")
    if isinstance(wanted, bool):
        return bool(plain == str(wanted).lower())
    if isinstance(wanted, str):
        return bool(plain == wanted)
    try:
        return Decimal(plain) == Decimal(str(wanted))
    except InvalidOperation:
        return False


def spans_are_right(text: str, node: Node | None) -> bool:
    """Return whether each span holds what its node says."""
    if node is None:
        return True
    if not 0 <= node.start <= node.end <= len(text):
        return False
    source = text[node.start : node.end]
    if isinstance(node, Scalar):
        if node.style in ('"', "'"):
            return source[0] == source[-1] == node.style
        return source[:1] == node.style if node.style else source == source.strip()
    if node.flow and source[0] in "[{":
        return source[-1] == {"[": "]", "{": "}"}[source[0]]
    below = node.items if isinstance(node, Sequence) else [part for pair in node.entries.values() for part in pair]
    inside = all(node.start <= part.start and part.end <= node.end for part in below)
    return inside and all(spans_are_right(text, part) for part in below)


@pytest.mark.skipif(not CASES, reason="the shared test data is not here")
def test_the_suite_is_whole() -> None:
    assert len(CASES) == 402


@pytest.mark.no_cover
@pytest.mark.parametrize("name", CASES)
def test_case(name: str, parser: str) -> None:
    case = CASES[name]
    reading = read_document("case.yaml", case["yaml"].encode())

    assert (reading.document is None) == any(fault.code != "S025" for fault in reading.faults)
    if reading.document is None:
        assert case.get("error") or reading.faults[0].code == "S013" or name in UNREAD[parser]
        return
    assert name not in UNREAD[parser]
    assert spans_are_right(reading.document.text, reading.document.root)
    if case.get("error"):
        assert name in LENIENT[parser]
        return
    assert name not in LENIENT[parser]
    if "json_text" in case:
        assert same(reading.document.plain, json.loads(case["json_text"]) if case["json_text"] else None)
    assert same(reading.plain, reading.document.plain)
    assert isinstance(reading.document.root, Mapping | Sequence | Scalar | None)
