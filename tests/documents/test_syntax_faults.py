"""What people are told about files that are not YAML."""

from __future__ import annotations

from typing import Any

import pytest

from collab_cli.documents.nodes import Document
from collab_cli.documents.patching import apply_patches
from collab_cli.documents.reader import read_document
from collab_cli.documents.screening import LIMITS
from collab_cli.documents.syntax_faults import explain
from collab_cli.findings import Fault
from tests.documents.test_reader import faults, said

QUOTED = "the quote closes here, and text follows"
FULL = "full-width punctuation stands where YAML has its signs"


def mended(text: str, fault: Fault) -> Any:
    """Return the content of ``text`` after the fault's fix."""
    [fix] = fault.fixes
    assert not fix.safe
    data = apply_patches(Document("a.yaml", text.encode()), fix.patches)
    document = read_document("a.yaml", data).document
    return document.plain if document else None


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "place", "message", "hint", "after"),
    [
        ("title：销售部\n", "1:6", FULL, "write: `title: 销售部`", {"title": "销售部"}),
        (
            "id: a\ntitle：销售部\nowner: b\n",
            "2:6",
            FULL,
            "write: `title: 销售部`",
            {"id": "a", "title": "销售部", "owner": "b"},
        ),
        (
            "title：销售部\nowner：b\n",
            "1:6",
            FULL,
            "write: `title: 销售部`, and 1 more line likewise",
            {"title": "销售部", "owner": "b"},
        ),
        ("title：a\n# 完\n", "1:6", FULL, "write: `title: a`", {"title": "a"}),
        ("title：\n  zh: x\n", "1:6", FULL, "write: `title:`", {"title": {"zh": "x"}}),
        ("- id: a\n- id：b\n", "2:5", FULL, "write: `- id: b`", [{"id": "a"}, {"id": "b"}]),
        ("- id：b\n", "1:5", FULL, "write: `- id: b`", [{"id": "b"}]),
        ("a: {b: c，d: e}\n", "1:9", FULL, "write: `a: {b: c, d: e}`", {"a": {"b": "c", "d": "e"}}),
        ("a: {b：c，d：e}\n", "1:6", FULL, "write: `a: {b: c, d: e}`", {"a": {"b": "c", "d": "e"}}),
        ("a: [{b：c}, {d：e}]\n", "1:7", FULL, "write: `a: [{b: c}, {d: e}]`", {"a": [{"b": "c"}, {"d": "e"}]}),
        ("a: [b，c】\n", "1:6", FULL, "write: `a: [b, c]`", {"a": ["b", "c"]}),
        ("a: 【b: 1，c: 2】\n", "1:4", FULL, "write: `a: [b: 1, c: 2]`", {"a": [{"b": "1"}, {"c": "2"}]}),
        ("a: ｛b: c｝\n", "1:4", FULL, "write: `a: {b: c}`", {"a": {"b": "c"}}),
        ("a: [b，c\n", "1:6", FULL, "write: `a: [b, c]`", {"a": ["b", "c"]}),
        ("a: “x: y”\n", "1:4", FULL, 'write: `a: "x: y"`', {"a": "x: y"}),
        ("a:\n\tb: c\n", "2:1", "a tab is used to indent", "write: `  b: c`", {"a": {"b": "c"}}),
        (
            "a:\n  -\tb: c\n    d: e\n",
            "2:4",
            "a tab is used to indent",
            "write: `  - b: c`",
            {"a": [{"b": "c", "d": "e"}]},
        ),
        ("a:b\nc: d\n", "1:3", "a blank is missing behind the colon", "write: `a: b`", {"a": "b", "c": "d"}),
        ("- x: 1\n  a:b\n", "2:5", "a blank is missing behind the colon", "write: `  a: b`", [{"x": "1", "a": "b"}]),
        (
            "a: b: 请 c\n",
            "1:4",
            "a second `: ` stands in this value, or the line above is not closed",
            'write: `a: "b: 请 c"`',
            {"a": "b: 请 c"},
        ),
        (
            "id: a\nraci: sales: AR\n",
            "2:7",
            "a second `: ` stands in this value, or the line above is not closed",
            "write: `raci: {sales: AR}`",
            {"id": "a", "raci": {"sales": "AR"}},
        ),
        ("a: 'it's'\n", "1:7", QUOTED, 'write: `a: "it\'s"`', {"a": "it's"}),
        ("a: 'it's\n", "1:7", QUOTED, 'write: `a: "it\'s"`', {"a": "it's"}),
        ('- "it" x\n- b\n', "1:6", QUOTED, "write: `- '\"it\" x'`", ['"it" x', "b"]),
        ('a: "say "hi" now"\n', "1:9", QUOTED, "write: `a: 'say \"hi\" now'`", {"a": 'say "hi" now'}),
        ('a: "it\'s "so" it"\n', "1:10", QUOTED, 'write: `a: "it\'s \\"so\\" it"`', {"a": 'it\'s "so" it'}),
        (
            'a: "Fix\nb: c\nd: "x"\n',
            "1:4",
            "the quote opened here closes only in line 3, where text follows",
            'write: `a: "Fix"`',
            {"a": "Fix", "b": "c", "d": "x"},
        ),
        ('a: "x”\nb: "y"\n', "1:6", FULL, 'write: `a: "x"`', {"a": "x", "b": "y"}),
        ("a: @x\n", "1:4", "a value cannot start with this character", 'write: `a: "@x"`', {"a": "@x"}),
        ("a: - b\n", "1:4", "a list entry cannot start here", 'write: `a: "- b"`', {"a": "- b"}),
        ("- `x`\n", "1:3", "a value cannot start with this character", 'write: `- "`x`"`', ["`x`"]),
        ('a: "x\nb: c\n', "1:6", "a quote is opened here and never closed", 'write: `a: "x"`', {"a": "x", "b": "c"}),
        (
            "a: [b\nc: d\n",
            "1:6",
            "the bracket `[` is not closed, or a comma is missing",
            "write: `a: [b]`",
            {"a": ["b"], "c": "d"},
        ),
        (
            "a: {b: 1\nc: d\n",
            "1:9",
            "the bracket `{` is not closed, or a comma is missing",
            "write: `a: {b: 1}`",
            {"a": {"b": "1"}, "c": "d"},
        ),
    ],
)
def test_a_known_slip_is_told_with_the_corrected_line(
    text: str, place: str, message: str, hint: str, after: Any
) -> None:
    fault = faults(text)[0]

    assert said(fault) == ("S001", place, message, hint)
    if after is not None:
        assert mended(text, fault) == after


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("'x\n\n\n", "1:1", "a quote is opened here and never closed"),
        ("a: 1\nb\nc: 2\n", "2:1", "a key needs a colon and a blank behind it"),
        ("- a\nb: 1\n", "2:1", "the list goes on with something that is no entry"),
        ("a:\n  b: 1\n c: 2\n", "3:2", "a key with the indent of its neighbours is expected here"),
        ("a: 1\n- b\n", "2:1", "a key with the indent of its neighbours is expected here"),
        ('a: "\\q"\n', "1:5 1:6", "a backslash in double quotes starts an escape"),
        ("a: |x\n  y\n", "1:5", "something stands behind `|` or `>`, or the text is not indented"),
        ("[a, b]]\n", "1:7", "the file goes on after its end"),
        ("[,]\n", "1:2", "a value is missing here"),
    ],
)
def test_an_error_without_known_correction(text: str, place: str, message: str) -> None:
    [fault] = faults(text)

    assert said(fault)[0] == "S001"
    assert said(fault)[1] in place.split()
    assert said(fault)[2] == message
    assert said(fault)[3]
    assert fault.fixes == ()


@pytest.mark.usefixtures("parser")
def test_an_open_bracket_is_shown_where_it_was_opened() -> None:
    [fault] = faults("a: [b,\n  c\nd: e\nf: g\n")

    assert [str(each.place) for each in fault.related] == ["a.yaml:1:4"]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "text",
    [
        "a: 会议：周会\nb: [目标：提升, x]\nc:\n  - 目标：提升\n  - 议题：二\n",
        "- a: 1\n- b: '：'\n",
        "a: |\n  标题：x\n",
        "# 说明：x\na: {b：c: d}\n",
        "'标题：x'\n",
        "a: [{b: 1}]\nc：: 2\n",
    ],
)
def test_full_width_colons_in_texts_are_welcome(text: str) -> None:
    assert read_document("a.yaml", text.encode()).faults == ()


@pytest.mark.usefixtures("parser")
def test_a_full_width_text_of_several_lines_is_mended_as_a_whole() -> None:
    text = "title：a\n说明\nowner：b\n"
    [fault] = faults(text)

    assert [patch.replacement for patch in fault.fixes[0].patches] == ["title: a", "owner: b"]


def test_a_full_width_colon_that_has_no_correction_is_let_be() -> None:
    assert read_document("a.yaml", "a: 1：\n".encode()).faults == ()
    assert read_document("a.yaml", "- “x：y\n".encode()).faults == ()


def test_corrections_are_not_tried_in_long_files() -> None:
    [fault] = faults("# " + "x" * 70_000 + "\na:b\nc: d\n")

    assert said(fault)[2] == "a second `: ` stands in this value, or the line above is not closed"
    assert fault.fixes == ()


class _Unknown(Exception):
    """An error nobody foresaw."""


def test_an_unknown_error_is_passed_on_in_its_words() -> None:
    fault = explain("a.yaml", "", _Unknown("strange\nand long"), LIMITS)

    assert said(fault) == ("S001", "1:1", "not valid YAML: strange", "")


def test_an_unknown_error_may_still_have_a_known_correction() -> None:
    fault = explain("a.yaml", "a: b: 请 c\n", _Unknown("strange"), LIMITS)

    assert said(fault) == ("S001", "1:4", "this line is not valid YAML", 'write: `a: "b: 请 c"`')


def test_a_correction_that_uncovers_deep_nesting_is_not_offered() -> None:
    [fault] = faults("a:b\nc: " + "[" * 60 + "]" * 60 + "\n")

    assert fault.fixes == ()
