"""Edits on small files, byte by byte."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from collab_cli.documents import splice
from collab_cli.documents.nodes import Document, Mapping, Node, Scalar, Sequence, find
from collab_cli.documents.reader import read_document
from collab_cli.documents.spans import parents
from collab_cli.documents.writer import Value
from collab_cli.errors import CollabError
from collab_cli.findings import Patch


def document_of(text: str) -> Document:
    document = read_document("a.yaml", text.encode()).document
    assert document is not None
    return document


def after(document: Document, patch: Patch) -> str:
    """Return the text after ``patch``, which must be readable."""
    data = splice.apply_patches(document, [patch])
    assert read_document("a.yaml", data).document is not None
    return data.decode()


def at(document: Document, *route: str | int) -> Any:
    return find(document.root, route)


@pytest.mark.parametrize(
    ("text", "route", "new", "wanted"),
    [
        ("a: old  # note\n", ("a",), "new", "a: new  # note\n"),
        ("a: old\n", ("a",), "x: y", 'a: "x: y"\n'),
        ('a: "old"\n', ("a",), "new", 'a: "new"\n'),
        ("a: 'old'\n", ("a",), "it's", "a: 'it''s'\n"),
        ("a: 'old'\n", ("a",), "x: y", 'a: "x: y"\n'),
        ("a: 2025-01-01\n", ("a",), "2025-07-07", "a: 2025-07-07\n"),
        ("a: 13\n", ("a",), "-5", "a: -5\n"),
        ("a: 13\n", ("a",), "<<", 'a: "<<"\n'),
        ("a: x\n", ("a",), "13", 'a: "13"\n'),
        ("a: x\n", ("a",), Decimal("13.20"), "a: 13.20\n"),
        ("a: 'x'\n", ("a",), date(2025, 7, 7), "a: 2025-07-07\n"),
        ("a: x\n", ("a",), True, "a: true\n"),
        ("a:  # note\n", ("a",), "x", "a: x  # note\n"),
        ("a:\nb: 1\n", ("a",), "x", "a: x\nb: 1\n"),
        ("- \n", (0,), "x", "- x \n"),
        ("{a: , b: 1}\n", ("a",), "x", "{a: x , b: 1}\n"),
        ("[a, b]\n", (1,), "x, y", '[a, "x, y"]\n'),
        ("[a, b]\n", (1,), "x：y", '[a, "x：y"]\n'),
        ("a: |  # head\n  one\n\n  two\n\nb: 1\n", ("a",), "x\ny\n", "a: |  # head\n  x\n  y\n\nb: 1\n"),
        ("a: |  # head\n  one\nb: 1\n", ("a",), "x", "a: x  # head\nb: 1\n"),
        ("a: |\n  one\nb: 1\n", ("a",), "x\n y\n", "a: |\n  x\n   y\nb: 1\n"),
        ("a: >-\n  one\n", ("a",), "x\ny", "a: |-\n  x\n  y\n"),
        ("a: x  # note\n", ("a",), "x\ny\n", 'a: "x\\ny\\n"  # note\n'),
        ("a:\n    b: x\n", ("a", "b"), "x\ny\n", "a:\n    b: |\n        x\n        y\n"),
        ("a: x\r\nb: 1\r\n", ("a",), "x\ny\n", "a: |\r\n  x\r\n  y\r\nb: 1\r\n"),
        ("a: one\n  two\nb: 1\n", ("a",), "x", "a: x\nb: 1\n"),
        ("just text\n", (), "x\ny", '"x\\ny"\n'),
        ("a: x\n  # further in\nb: 1\n", ("a",), "x\ny\n", 'a: "x\\ny\\n"\n  # further in\nb: 1\n'),
        ("{a: b}\n", ("a",), "x\ny\n", '{a: "x\\ny\\n"}\n'),
    ],
)
def test_replace_scalar(text: str, route: tuple[str | int, ...], new: Any, wanted: str) -> None:
    document = document_of(text)
    node = find(document.root, route)
    assert isinstance(node, Scalar)

    assert after(document, splice.replace_scalar(document, node, new)) == wanted


@pytest.mark.parametrize(
    ("text", "route", "key", "value", "wanted"),
    [
        ("a: 1\n", (), "a", 2, "a: 2\n"),
        ("a: 1\n", (), "b", "x", "a: 1\nb: x\n"),
        ("a: 1", (), "b", "x", "a: 1\nb: x"),
        ("a: 1  # note\n\n# end\n", (), "b", "x", "a: 1  # note\nb: x\n\n# end\n"),
        ("a:\n  b: 1\nc: 2\n", ("a",), "d", "x", "a:\n  b: 1\n  d: x\nc: 2\n"),
        ("- a: 1\n- b: 2\n", (0,), "c", "x", "- a: 1\n  c: x\n- b: 2\n"),
        ("{}\n", (), "a", "x", "{a: x}\n"),
        ("a: {b: 1, }\n", ("a",), "c", ["x", {"w": "z"}], "a: {b: 1, c: [x, {w: z}], }\n"),
        ("a: {b: }\n", ("a",), "c", "x", "a: {b: , c: x }\n"),
        ("a: {b}\n", ("a",), "c", "x", "a: {b , c: x}\n"),
        ("a: {b}\n", ("a",), "b", "x", "a: {b: x}\n"),
        ("[a: b]\n", (0,), "c", "x", "[{a: b, c: x}]\n"),
        ("a: |+\n  t\n\nb: 1\n", (), "c", "x", "a: |+\n  t\n\nb: 1\nc: x\n"),
        ("b: 1\na: |+\n  t\n\n", (), "c", "x", "b: 1\na: |+\n  t\n\nc: x\n"),
        ("a: 1\r\n", (), "b", ["x" * 80], f"a: 1\r\nb:\r\n  - {'x' * 80}\r\n"),
        ("a:\n- 1\n", (), "b", [{"c": "d"}], "a:\n- 1\nb:\n- c: d\n"),
        ("a:\n    - 1\n", (), "b", [{"c": "d"}], "a:\n    - 1\nb:\n    - c: d\n"),
        ("a:\n", (), "a", [{"c": "d"}], "a:\n  - c: d\n"),
        ("a:  # note\nb: 1\n", (), "a", {"c": "d"}, "a:  # note\n  c: d\nb: 1\n"),
        ("a: x  # note\n", (), "a", {"c": "d"}, "a:\n  c: d  # note\n"),
        ("a: x  # note\n", (), "a", {"c": "d\ne\n"}, 'a:\n  c: "d\\ne\\n"  # note\n'),
        ("a:  # note\n  - x\nb: 1\n", (), "a", "w", "a: w  # note\nb: 1\n"),
        ("a:\n- x\nb: 1\n", (), "a", [{"w": "z"}], "a:\n- w: z\nb: 1\n"),
        ("a:  # note\n  - x\n", (), "a", "x\ny\n", 'a: "x\\ny\\n"  # note\n'),
        ("a:\n  - x\n  # end of x\nb: 1\n", (), "a", "x\ny\n", 'a: "x\\ny\\n"\n  # end of x\nb: 1\n'),
        ("a: 1\n  # about 1\nb: 2\n", (), "c", "x\ny\n", "a: 1\n  # about 1\nb: 2\nc: |\n  x\n  y\n"),
        ("a:\n  b: 1\n    # about 1\nc: 2\n", ("a",), "d", 2, "a:\n  b: 1\n    # about 1\n  d: 2\nc: 2\n"),
        ("{\n  a: 1,  # one\n  b: 2  # two\n}\n", (), "c", 3, "{\n  a: 1,  # one\n  b: 2,  # two\n  c: 3\n}\n"),
        ("{\n  a: 1,\n  b: ,\n}\n", (), "c", 3, "{\n  a: 1,\n  b: ,\n  c: 3,\n}\n"),
        ("{\n  a:\n}\n", (), "c", 3, "{\n  a: ,\n  c: 3\n}\n"),
        ("a: [x]\n", (), "a", ["w", "z"], "a: [w, z]\n"),
        ("a: []\n", (), "a", [{"w": "z"}], "a:\n  - w: z\n"),
        ("a: [x]\n", (), "a", "w", "a: w\n"),
        ("a: |  # head\n  t\nb: 1\n", (), "a", ["x"], "a: [x]  # head\nb: 1\n"),
        ("{a: {b: 1}}\n", (), "a", "x", "{a: x}\n"),
        ("a:\n  b: 1\n", (), "a", {}, "a: {}\n"),
        ('"a b": 1\n', (), "c d: e", "x", '"a b": 1\n"c d: e": x\n'),
    ],
)
def test_set_field(text: str, route: tuple[str | int, ...], key: str, value: Value, wanted: str) -> None:
    document = document_of(text)
    node = at(document, *route)
    assert isinstance(node, Mapping)

    assert after(document, splice.set_field(document, node, key, value)) == wanted


@pytest.mark.parametrize(
    ("text", "key", "wanted"),
    [
        ("a: 1\nc: 3\nx: 9\n", "b", "a: 1\nb: new\nc: 3\nx: 9\n"),
        ("c: 3\n", "a", "a: new\nc: 3\n"),
        ("a: 1\nx: 9\n", "d", "a: 1\nd: new\nx: 9\n"),
        ("a: 1\n", "unknown", "a: 1\nunknown: new\n"),
        ("# head\nb: 1\n", "a", "# head\na: new\nb: 1\n"),
        ("{b: 1, d: 2}\n", "c", "{b: 1, c: new, d: 2}\n"),
        ("a: 1\n# about d\nd: 2\n", "b", "a: 1\nb: new\n# about d\nd: 2\n"),
    ],
)
def test_a_new_field_goes_where_the_order_wants_it(text: str, key: str, wanted: str) -> None:
    document = document_of(text)
    assert isinstance(document.root, Mapping)

    assert after(document, splice.set_field(document, document.root, key, "new", order=("a", "b", "c", "d"))) == wanted


def test_an_entry_before_a_map_without_brackets() -> None:
    document = document_of("[a: b]\n")
    node = at(document, 0)
    assert isinstance(node, Mapping)

    assert after(document, splice.insert_entry(document, node, "c", "d", before="a")) == "[{c: d, a: b}]\n"


@pytest.mark.parametrize(
    ("text", "route", "index", "value", "wanted"),
    [
        ("- a\n- b\n", (), 2, "c", "- a\n- b\n- c\n"),
        ("- a\n- b\n", (), 0, "c", "- c\n- a\n- b\n"),
        ("- a\n# about b\n- b\n", (), 1, "c", "- a\n- c\n# about b\n- b\n"),
        ("- a\n\n- b\n", (), 2, "c", "- a\n\n- b\n\n- c\n"),
        ("- a\n\n- b\n", (), 1, "c", "- a\n\n- c\n\n- b\n"),
        ("- a\n\n- b\n", (), 0, "c", "- c\n\n- a\n\n- b\n"),
        ("- a\n- b\n\n# part two\n- c\n", (), 2, "d", "- a\n- b\n- d\n\n# part two\n- c\n"),
        ("# register\n- a\n", (), 0, "c", "# register\n- c\n- a\n"),
        ("# register\n\n# about a\n- a\n", (), 0, "c", "# register\n\n- c\n# about a\n- a\n"),
        (
            "# register\n# collab: ignore[S007] so typed\n- a\n",
            (),
            0,
            "c",
            "# register\n- c\n# collab: ignore[S007] so typed\n- a\n",
        ),
        ("- a\n  # about a\n# about b\n- b\n", (), 1, "c", "- a\n  # about a\n- c\n# about b\n- b\n"),
        ("- {id: a}\n# about b\n- {id: b}\n", (), 1, {"id": "c"}, "- {id: a}\n- {id: c}\n# about b\n- {id: b}\n"),
        ("- {id: a}\n- {id: b}\n", (), 0, {"id": "c"}, "- {id: c}\n- {id: a}\n- {id: b}\n"),
        ("- id: a\n  t: 1\n", (), 0, {"id": "c", "t": 2}, "- id: c\n  t: 2\n- id: a\n  t: 1\n"),
        ("-   id: a\n    t: 1\n", (), 1, {"id": "c", "t": 2}, "-   id: a\n    t: 1\n-   id: c\n    t: 2\n"),
        ("[\n  a,  # one\n  b,  # two\n]\n", (), 2, "c", "[\n  a,  # one\n  b,  # two\n  c,\n]\n"),
        ("[\n  a,\n  b\n]\n", (), 1, "c", "[\n  a,\n  c,\n  b\n]\n"),
        ("-\n  a: 1\n", (), 1, {"id": "c", "t": 2}, "-\n  a: 1\n- id: c\n  t: 2\n"),
        ("-   {id: a}\n", (), 1, {"id": "c"}, "-   {id: a}\n-   {id: c}\n"),
        ("[]\n", (), 0, {"id": "a"}, "- id: a\n"),
        ("[]\n", (), 0, "a", "[a]\n"),
        (
            "x:\n  - a  # note\ny: 1\n",
            ("x",),
            1,
            {"b": "c", "d": ["e"]},
            "x:\n  - a  # note\n  - b: c\n    d: [e]\ny: 1\n",
        ),
        ("- {id: a}\n", (), 1, {"id": "b"}, "- {id: a}\n- {id: b}\n"),
        ("- {id: a}\n", (), 1, "b", "- {id: a}\n- b\n"),
        ("- - a\n", (0,), 0, "b", "- - b\n  - a\n"),
        ("- - a\n", (0,), 1, "b", "- - a\n  - b\n"),
        ("x: [a, b]\n", ("x",), 2, "c", "x: [a, b, c]\n"),
        ("x: [a, b]\n", ("x",), 1, "c", "x: [a, c, b]\n"),
        ("x: [a, b, ]\n", ("x",), 2, 7, "x: [a, b, 7, ]\n"),
        ("x: []\n", ("x",), 0, "c", "x: [c]\n"),
        ("x: []  # note\n", ("x",), 0, {"a": "b"}, "x:\n  - a: b  # note\n"),
        ("{x: []}\n", ("x",), 0, {"a": "b"}, "{x: [{a: b}]}\n"),
        ("- a", (), 1, "b\nc\n", "- a\n- |\n  b\n  c"),
        ("- a\n", (), 1, ["b", {"c": "d"}], "- a\n- - b\n  - c: d\n"),
    ],
)
def test_insert_item(text: str, route: tuple[str | int, ...], index: int, value: Value, wanted: str) -> None:
    document = document_of(text)
    node = at(document, *route)
    assert isinstance(node, Sequence)

    assert after(document, splice.insert_item(document, node, index, value)) == wanted
    if index == len(node.items):
        assert splice.append_item(document, node, value) == splice.insert_item(document, node, index, value)


@pytest.mark.parametrize(
    ("text", "route", "step", "wanted"),
    [
        ("a: 1\nb: 2\n", (), "a", "b: 2\n"),
        ("a: 1\nb: 2\n", (), "b", "a: 1\n"),
        ("a: 1\nb: 2", (), "b", "a: 1"),
        ("a: 1\n# about b\nb:\n  - x  # note\n\n# end\n", (), "b", "a: 1\n\n# end\n"),
        ("a: 1\n", (), "a", "{}\n"),
        ("x:\n  a: 1\ny: 2\n", ("x",), "a", "x: {}\ny: 2\n"),
        ("- a: 1\n  b: 2\n", (0,), "a", "- b: 2\n"),
        ("- a: 1  # note\n  # about b\n  b: 2\n", (0,), "a", "- # about b\n  b: 2\n"),
        ("- a: 1\n  b: 2\n", (0,), "b", "- a: 1\n"),
        ("- a: 1\n", (0,), "a", "- {}\n"),
        ("{a: 1, b: 2}\n", (), "a", "{b: 2}\n"),
        ("{a: 1, b: 2}\n", (), "b", "{a: 1}\n"),
        ("{a: , b: 2}\n", (), "b", "{a: }\n"),
        ("{a: 1, }\n", (), "a", "{}\n"),
        ("[a: 1]\n", (0,), "a", "[{}]\n"),
        ("- a\n- b\n- c\n", (), 1, "- a\n- c\n"),
        ("- a\n", (), 0, "[]\n"),
        ("x:\n- a\ny: 1\n", ("x",), 0, "x: []\ny: 1\n"),
        ("x:  # note\n- a\ny: 1\n", ("x",), 0, "x: []  # note\ny: 1\n"),
        ("- - a\n  - b\n", (0,), 0, "- - b\n"),
        ("- - a\n", (0,), 0, "- []\n"),
        ("- \n- b\n", (), 0, "- b\n"),
        ("[a, b, c]\n", (), 1, "[a, c]\n"),
        ("[a, b]\n", (), 1, "[a]\n"),
        ("a: |+\n  t\n\nb: 1\n", (), "a", "b: 1\n"),
        ("a: |+\n  t\nb: 1\n\n\nc: 2\n", (), "b", "a: |+\n  t\nc: 2\n"),
        ("a: 1\r\nb: 2\r\nc: 3\r\n", (), "b", "a: 1\r\nc: 3\r\n"),
        ("a: 1\r\nb: 2", (), "b", "a: 1"),
        ("a: |+\n  t\n\nb: 1", (), "b", "a: |+\n  t\n\n"),
        ("a: |+\n  t\nb: 1", (), "b", "a: |+\n  t"),
        ("- a\n# about b\n- b  # note\n- c\n", (), 1, "- a\n- c\n"),
        ("- a\n# part two\n\n# about b\n- b\n- c\n", (), 1, "- a\n# part two\n\n- c\n"),
        ("- a\n# part two\n\n- b\n- c\n", (), 1, "- a\n# part two\n\n- c\n"),
        ("- a\n- b\n  # about b\n# about c\n- c\n", (), 1, "- a\n# about c\n- c\n"),
        ("- a\n\n- b\n\n- c\n", (), 1, "- a\n\n- c\n"),
        ("- a\n\n- b\n\n- c\n", (), 2, "- a\n\n- b\n"),
        ("- a\n\n- b\n\n- c\n", (), 0, "- b\n\n- c\n"),
        ("# register\n- a\n- b\n", (), 0, "# register\n- b\n"),
        ("# register\n\n# about a\n- a\n- b\n", (), 0, "# register\n\n- b\n"),
        ("# register\n# collab: ignore[S007] so typed\n- a\n- b\n", (), 0, "# register\n- b\n"),
        ("# register\n- a\n\n# part two\n- b\n", (), 0, "# register\n\n# part two\n- b\n"),
        ("# register\n- a: 1\n  b: 2  # note\n# end\n", (), 0, "# register\n[]\n# end\n"),
        ("# register\n\n# more\n- a\n", (), 0, "# register\n\n# more\n[]\n"),
        ("# register\n  # collab: ignore[S007] so typed\n  - a\n", (), 0, "# register\n  []\n"),
        ("x:  # note\n  # all\n  - a  # one\n  # end\ny: 1\n", ("x",), 0, "x: []  # note\n  # all\n  # end\ny: 1\n"),
        ("[\n  a,  # one\n  # about b\n  b,  # two\n  c\n]\n", (), 1, "[\n  a,  # one\n  c\n]\n"),
        ("[\n  a,  # one\n  b  # two\n]\n", (), 1, "[\n  a,  # one\n]\n"),
        ("[a,  # one\n  b]\n", (), 1, "[a,  # one\n  ]\n"),
        ("[  # all\n  a  # one\n]\n", (), 0, "[  # all\n]\n"),
        ("[  # all\n  a]\n", (), 0, "[  # all\n  ]\n"),
    ],
)
def test_remove(text: str, route: tuple[str | int, ...], step: str | int, wanted: str) -> None:
    document = document_of(text)
    node = at(document, *route)

    if isinstance(step, str):
        assert isinstance(node, Mapping)
        assert after(document, splice.remove_entry(document, node, step)) == wanted
    else:
        assert isinstance(node, Sequence)
        assert after(document, splice.remove_item(document, node, step)) == wanted


def test_a_byte_order_mark_stays() -> None:
    document = document_of("\ufeffa: 1\n")
    assert isinstance(document.root, Mapping)

    assert after(document, splice.set_field(document, document.root, "b", 2)) == "\ufeffa: 1\nb: 2\n"


def test_a_node_of_another_document_has_no_parents() -> None:
    other: Node = Scalar("x", "", 0, 1, 1, 1)

    assert parents(document_of("a: 1\n"), other) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: one\n  two\n", "one two"),
        ("a: 'x'\n", "x"),
        ('a: "13"\n', 13),
        ("a: [ x , y ]  # note\n", ["x", "y"]),
        ("a:\n- x  # note\n- y\n", ["x", "y"]),
        ("a: {b: 1, c: 2}\n", {"c": 2, "b": 1}),
        ("a: |\n   x\n   y\n", "x\ny\n"),
    ],
)
def test_the_value_a_field_has_already_is_not_written_again(text: str, value: Value) -> None:
    document = document_of(text)
    assert isinstance(document.root, Mapping)
    patch = splice.set_field(document, document.root, "a", value)

    assert (patch.start, patch.replacement) == (patch.end, "")
    assert splice.rename_key(document, document.root, "a", "a").replacement == ""
    assert after(document, patch) == text


@pytest.mark.parametrize(
    ("text", "key", "new_key", "wanted"),
    [
        ("a: 1  # note\nb: 2\n", "a", "c", "c: 1  # note\nb: 2\n"),
        ("'a': 1\n", "a", "it's", "'it''s': 1\n"),
        ("'a': 1\n", "a", "x: y", '"x: y": 1\n'),
        ('{"a":1}\n', "a", "c", '{"c":1}\n'),
        ("{a: 1}\n", "a", "x, y", '{"x, y": 1}\n'),
        ("2025: 1\n", "2025", "2026", "2026: 1\n"),
        ("a :\n  - x\n", "a", "2026", '"2026" :\n  - x\n'),
        ("a: 1\n", "a", "销售部", "销售部: 1\n"),
    ],
)
def test_rename_key(text: str, key: str, new_key: str, wanted: str) -> None:
    document = document_of(text)
    assert isinstance(document.root, Mapping)

    assert after(document, splice.rename_key(document, document.root, key, new_key)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", "- id: a\n  t: |\n    x\n    y\n"),
        ("# register\n", "# register\n- id: a\n  t: |\n    x\n    y\n"),
        ("\ufeff# register\r\n\r\n", "\ufeff# register\r\n\r\n- id: a\r\n  t: |\r\n    x\r\n    y\r\n"),
        ("# register", "# register\n- id: a\n  t: |\n    x\n    y\n"),
        ("---\n", "---\n- id: a\n  t: |\n    x\n    y\n"),
        ("[]", "- id: a\n  t: |\n    x\n    y"),
        ("# register\n[]  # none yet\n# end\n", "# register\n# none yet\n- id: a\n  t: |\n    x\n    y\n# end\n"),
        ("--- []\n", "---\n- id: a\n  t: |\n    x\n    y\n"),
        ("  [  # none\n  ]\n", "# none\n- id: a\n  t: |\n    x\n    y\n"),
    ],
)
def test_first_entry(text: str, wanted: str) -> None:
    document = document_of(text)

    assert splice.first_entry(document, {"id": "a", "t": "x\ny\n"}).decode() == wanted


@pytest.mark.parametrize("text", ["a: 1\n", "{}\n", "- a\n", "text\n", "~\n"])
def test_a_file_that_holds_something_gets_no_first_entry(text: str) -> None:
    with pytest.raises(CollabError):
        splice.first_entry(document_of(text), {"id": "a"})


@pytest.mark.parametrize("text", ["", "# register\n", "# register\r\n\r\n# end\r\n", "\ufeff# register\n"])
def test_the_only_entry_comes_and_goes(text: str) -> None:
    full = document_of(splice.first_entry(document_of(text), {"id": "a"}).decode())
    assert isinstance(full.root, Sequence)
    empty = document_of(after(full, splice.remove_item(full, full.root, 0)))

    assert empty.plain == []
    assert splice.first_entry(empty, {"id": "a"}) == full.data
