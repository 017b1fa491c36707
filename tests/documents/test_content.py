from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from collab_cli.documents.composer import compose
from collab_cli.documents.content import ODD, content_of, quick_content
from collab_cli.documents.nodes import Document
from collab_cli.documents.parsing import parse_error
from collab_cli.documents.reader import read_document
from collab_cli.documents.screening import LIMITS, Limits


def in_detail(text: str, limits: Limits = LIMITS) -> Any:
    """Return the content by way of the composer, ODD where it has faults."""
    root, faults = compose("a.yaml", text, limits)
    return ODD if faults else content_of(root)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("", None),
        ("# only a comment\n", None),
        ("~", "~"),
        ("''", ""),
        ("a: 1\nb:\nc: ''\nd: [x, [], {}]\n", {"a": "1", "b": None, "c": "", "d": ["x", [], {}]}),
        ("- a: {b: c}\n  d: |\n    text\n-\n", [{"a": {"b": "c"}, "d": "text\n"}, None]),
        ("[a: b, {c, d: }]", [{"a": "b"}, {"c": None, "d": None}]),
        ("a: R&D, what? yes! 5%\n", {"a": "R&D, what? yes! 5%"}),
    ],
)
def test_what_is_sound_is_read_at_once(text: str, content: Any) -> None:
    assert quick_content(text, LIMITS) == content == in_detail(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n",
        "a: &x 1\n",
        "a: !x 1\n",
        "a: *x\n",
        "? a\n: 1\n",
        "{a, ?b}",
        "<<: a\n",
        "[a]: b\n",
        "a: 1\n---\nb: 2\n",
        "---\n---\n",
        "# first\n%YAML 1.1\n---\na: 1\n",
        'a: "\\ud800"\n',
        "[" * 51 + "]" * 51,
        "a: " + "x" * (16 << 10) + "\n",
    ],
)
def test_what_is_odd_is_left_to_the_composer(text: str) -> None:
    assert quick_content(text, LIMITS) is ODD


@given(st.text("ab:-?&!*%<|['\"]{},# \n\\u~", max_size=40), st.integers(0, 4))
@example("a: b\n" * 2, 3)
@example("[[[[a]]]]", 3)
@settings(max_examples=400)
def test_both_ways_agree_about_every_text(text: str, depth: int) -> None:
    limits = Limits(depth=depth)
    try:
        content = quick_content(text, limits)
    except parse_error() as problem:
        with pytest.raises(parse_error()) as caught:
            in_detail(text, limits)
        assert str(caught.value) == str(problem)
        return
    if content is not ODD:
        assert content == in_detail(text, limits)


def test_a_document_keeps_its_bytes_and_makes_the_rest_when_asked() -> None:
    reading = read_document("a.yaml", "\ufeffa: 1\r\n".encode())
    document = reading.document
    assert document == Document("a.yaml", b"\xef\xbb\xbfa: 1\r\n")
    assert vars(document) == {"path": "a.yaml", "data": b"\xef\xbb\xbfa: 1\r\n"}
    assert (reading.plain, document.plain, document.bom) == ({"a": "1"}, {"a": "1"}, True)
    assert document.text == "a: 1\r\n"
    assert document.root is document.root
