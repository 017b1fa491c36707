"""Reading bytes: what is accepted, where everything stands, and what every hostile file ends with."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collab_cli.documents.nodes import Document, Mapping, Node, Scalar, Sequence, find
from collab_cli.documents.reader import Limits, read_document
from collab_cli.findings import Fault, Patch
from collab_cli.i18n import language
from tests.documents.hostile_inputs import HOSTILE, Hostile
from tests.documents.test_yaml_test_suite import spans_are_right

pytestmark = pytest.mark.usefixtures("parser")


LONG = {
    *("many_nodes", "many_nodes_flow", "many_empty_entries", "many_maps", "many_keys", "many_comments", "many_hashes"),
    *("comments_before_an_empty_value", "many_blank_lines", "colon_lines", "long_comment", "long_line_of_blanks"),
    *("full_width_comment", "hidden_on_many_lines", "ten_thousand_duplicates"),
}
"""The hostile files that are long repetitions and are read to their end or to the limit of nodes."""


def read(text: str) -> Document:
    """Return the document in ``text``, which must have no fault."""
    reading = read_document("a.yaml", text.encode())
    assert reading.faults == ()
    assert reading.document is not None
    return reading.document


def faults(text: str | bytes, limits: Limits | None = None) -> list[Fault]:
    """Return the faults of a file that cannot be read."""
    data = text if isinstance(text, bytes) else text.encode()
    reading = read_document("a.yaml", data, limits or Limits())
    assert reading.document is None
    return list(reading.faults)


def said(fault: Fault) -> tuple[str, str, str, str]:
    """Return code, place, message and hint of a fault, in English."""
    english = language("en")
    hint = english.say(fault.hint) if fault.hint else ""
    return fault.code, f"{fault.place.line}:{fault.place.column}", english.say(fault.message), hint


def source(document: Document, *route: str | int) -> str:
    """Return the characters a node spans."""
    node = find(document.root, route)
    assert node is not None
    return document.text[node.start : node.end]


def shortened(data: bytes) -> bytes:
    """Return the first tenth of a long repetition, in whole lines and characters."""
    part = data[: len(data) // 10].decode(errors="ignore")
    return part[: part.rfind("\n") + 1 or len(part)].encode()


@pytest.mark.no_cover
@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.name)
def test_hostile(case: Hostile, parser: str) -> None:
    # The pure parser takes seconds for a mebibyte; a tenth, with a tenth of the limit, says as much about it.
    is_long = parser == "pure" and case.name in LONG
    data, limits = (shortened(case.data), Limits(nodes=10_000)) if is_long else (case.data, Limits())
    reading = read_document("a.yaml", data, limits)

    codes = [fault.code for fault in reading.faults] or [""]
    assert codes[0] in case.codes
    assert (reading.document is not None) == (set(codes) <= {"", "S025"})
    assert len(codes) <= 100
    if reading.document is not None:
        assert spans_are_right(reading.document.text, reading.document.root)


def test_there_are_a_hundred_hostile_files() -> None:
    assert len({case.name for case in HOSTILE}) == len(HOSTILE) >= 100


@pytest.mark.no_cover
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200)
    | st.text(alphabet="ab:-?[]{}#&*!|>'\"%@`, \t\n\r\\：，部“”=<x0u", max_size=60).map(str.encode)
)
def test_no_bytes_raise(data: bytes) -> None:
    reading = read_document("a.yaml", data)

    assert (reading.document is None) == any(fault.code != "S025" for fault in reading.faults)
    if reading.document is not None:
        assert spans_are_right(reading.document.text, reading.document.root)


def test_all_scalars_are_text_and_nothing_is_none() -> None:
    document = read("a: 1\nb: no\nc: ''\nd:\ne: [~, x, {y: , z}]\nf: |\n  text\ng: >-\n  one\n  two\n")

    assert document.plain == {
        "a": "1",
        "b": "no",
        "c": "",
        "d": None,
        "e": ["~", "x", {"y": None, "z": None}],
        "f": "text\n",
        "g": "one two",
    }


def test_places_are_counted_in_characters_from_one() -> None:
    document = read("部门: 销售部\nlist:\n  - 市场: [甲, 乙]\n")

    def place(*route: str | int) -> tuple[int, int]:
        node = find(document.root, route)
        assert node is not None
        return node.line, node.column

    assert place("部门") == (1, 5)
    assert place("list") == (3, 3)
    assert place("list", 0) == (3, 5)
    assert place("list", 0, "市场") == (3, 9)
    assert place("list", 0, "市场", 1) == (3, 13)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_spans_with_every_line_end_and_byte_order_mark(end: str, mark: str) -> None:
    lines = [
        "a: 中 文  # note",
        'b: "x',
        '  y"',
        "c: |  # head",
        "  one",
        "",
        "  two",
        "",
        "d: [p, q]  # r",
        "e:",
        "  - s",
        "f:",
    ]
    reading = read_document("a.yaml", (mark + end.join(lines) + end).encode())
    document = reading.document

    assert document is not None
    assert document.bom == bool(mark)
    assert source(document, "a") == "中 文"
    assert source(document, "b") == f'"x{end}  y"'
    assert source(document, "c") == end.join(["|  # head", "  one", "", "  two"])
    assert source(document, "d") == "[p, q]"
    assert source(document, "e") == "- s"
    assert source(document, "f") == ""
    assert document.plain["c"] == "one\n\ntwo\n"
    assert isinstance(document.root, Mapping)
    assert (document.root.start, document.root.end) == (0, len(document.text) - len(end))


def test_the_end_of_a_block_text_leaves_blank_lines_out() -> None:
    document = read("a: |+\n  x\n\n\nb: |\n  y\n     \n\nc: >\n\n")

    assert source(document, "a") == "|+\n  x"
    assert source(document, "b") == "|\n  y\n     "
    assert source(document, "c") == ">"


def test_a_block_ends_with_its_last_child() -> None:
    document = read("a:\n  b:\n    - c: d  # note\n\n# about e\ne: f\n")

    assert source(document, "a") == "b:\n    - c: d"
    assert source(document, "a", "b", 0) == "c: d"


@pytest.mark.parametrize(
    ("text", "route", "start", "place"),
    [
        ("a:\nb: 1\n", ("a",), 2, (1, 3)),
        ("a:  # note\nb: 1\n", ("a",), 2, (1, 3)),
        ("a :\nb: 1\n", ("a",), 3, (1, 4)),
        ("{a: , b: 1}\n", ("a",), 3, (1, 4)),
        ("{a, b: 1}\n", ("a",), 2, (1, 3)),
        ("- x\n-  # note\n- y\n", (1,), 5, (2, 2)),
        ("-\n", (0,), 1, (1, 2)),
        ("[a: , b]\n", (0, "a"), 3, (1, 4)),
    ],
)
def test_an_empty_value_stands_behind_its_sign(
    text: str, route: tuple[str | int, ...], start: int, place: tuple[int, int]
) -> None:
    node = find(read(text).root, route)

    assert isinstance(node, Scalar)
    assert node.is_empty
    assert (node.start, node.end) == (start, start)
    assert (node.line, node.column) == place


def test_a_map_without_brackets_in_a_list_ends_with_its_value() -> None:
    document = read("[a: b , c]\n")

    assert source(document, 0) == "a: b"
    assert document.plain == [{"a": "b"}, "c"]


@pytest.mark.parametrize("text", ["", "\n", "# note\n", "---\n", "---\n# note\n...\n", "\ufeff", "# 5%\n"])
def test_an_empty_file_has_no_root(text: str) -> None:
    document = read(text)

    assert document.root is None
    assert document.plain is None


def test_all_duplicate_keys_are_told_with_the_first_place_and_their_route() -> None:
    found = faults("a: 1\na: 2\nlist:\n  - id: x\n    b: {c: 1}\n    b: 2\n  - d: 1\n    d: 2\na: 3\n")

    assert [said(fault)[:3] for fault in found] == [
        ("S014", "2:1", "key a is written twice"),
        ("S014", "6:5", "key b is written twice"),
        ("S014", "8:5", "key d is written twice"),
        ("S014", "9:1", "key a is written twice"),
    ]
    assert [fault.place.route for fault in found] == [("a",), ("list", "x", "b"), ("list", 1, "d"), ("a",)]
    assert [str(fault.related[0].place) for fault in found] == ["a.yaml:1:1", "a.yaml:5:5", "a.yaml:7:5", "a.yaml:1:1"]


def test_a_duplicate_below_a_duplicate_keeps_its_route() -> None:
    found = faults("a: 1\na:\n  b: 1\n  b: 2\n")

    assert [fault.place.route for fault in found] == [("a",), ("a", "b")]


def test_every_conflict_is_told() -> None:
    block = "<<<<<<< a\nx: 1\n=======\nx: 2\n>>>>>>> b\n"
    text = f"{block}y: 1\n{block}=======\n>>>>>>> c\n>>>>>>> d\n"

    assert [fault.place.line for fault in faults(text)] == [1, 7, 12, 14]
    assert {fault.code for fault in faults(text)} == {"S023"}


def test_seven_equal_signs_inside_a_line_are_text() -> None:
    assert read("a: <<<<<<< =======\nb: |\n  =======\n").plain == {"a": "<<<<<<< =======", "b": "=======\n"}


def test_every_control_character_is_named_with_its_place() -> None:
    found = faults("a: \x00\r\nb: 部\x85\r\rc: \u2028\x0c\n")

    assert [said(fault)[1:3] for fault in found] == [
        ("1:4", "control character U+0000"),
        ("2:5", "control character U+0085"),
        ("4:4", "control character U+2028"),
        ("4:5", "control character U+000C"),
    ]


@pytest.mark.parametrize(
    ("data", "place", "hint"),
    [
        (b"a: 1\nb: \xff\n", "2:4", "save the file as UTF-8"),
        ("名称: 销售".encode("gbk"), "1:1", "save the file as UTF-8; it looks like GBK"),
        ("a: 1".encode("utf-16"), "1:1", "save the file as UTF-8; it looks like UTF-16"),
        ("\ufeff部: ".encode() + b"\x80", "1:4", "save the file as UTF-8"),
        (b"\x81\x30\xff\x00", "1:1", "save the file as UTF-8"),
        ("名".encode("gbk") + b"\x01", "1:1", "save the file as UTF-8"),
    ],
)
def test_the_bad_byte_has_a_place(data: bytes, place: str, hint: str) -> None:
    [fault] = faults(data)

    assert fault.code == "S016"
    assert said(fault)[1] == place
    assert said(fault)[3] == hint


def test_hidden_characters_are_shown_and_leave_the_document_usable() -> None:
    reading = read_document("a.yaml", "a: 1\nb: x\u202e\u202dy  # \u200b\n".encode())

    assert reading.document is not None
    assert [said(fault)[:3] for fault in reading.faults] == [
        ("S025", "2:5", "2 hidden characters \\u202e\\u202d"),
        ("S025", "2:12", "hidden character \\u200b"),
    ]
    assert reading.faults[0].fixes[0].patches == (Patch("a.yaml", 9, 11, ""),)
    assert not reading.faults[0].fixes[0].safe


def test_hidden_characters_that_are_written_as_escapes_are_found_in_the_value() -> None:
    text = 'a: 1\nb: ["x\\u202ey\\U0000200B", "\\\\u202e", \'\\u202e\']\n"c\\ufeff": 部\n'
    reading = read_document("a.yaml", text.encode())

    assert reading.plain == {"a": "1", "b": ["x\u202ey\u200b", "\\u202e", "\\u202e"], "c\ufeff": "部"}
    assert [said(fault)[:3] for fault in reading.faults] == [
        ("S025", "2:7", "hidden character \\u202e"),
        ("S025", "2:14", "hidden character \\u200b"),
        ("S025", "3:3", "hidden character \\ufeff"),
    ]
    assert [
        text[: patch.start] + text[patch.end :] for fault in reading.faults for patch in fault.fixes[0].patches
    ] == [
        text.replace("\\u202ey", "y"),
        text.replace("\\U0000200B", ""),
        text.replace("\\ufeff", ""),
    ]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("a: 👨\u200d👩\u200d👧\n", 0),  # a family is one picture
        ("a: ❤\ufe0f\u200d🔥 👩🏽\u200d🔧\n", 0),
        ('a: "\\U0001F468\\u200D\\U0001F469"\n', 0),
        ("a: x\u200dy\n", 1),
        ("a: 👨\u200d\n", 1),
        ("a: 👨\u200d\u200d👩\n", 1),
        ("a: 👨\u200b👩\n", 1),
    ],
)
def test_the_joiner_within_an_emoji_is_not_hidden(text: str, hidden: int) -> None:
    assert [fault.code for fault in read_document("a.yaml", text.encode()).faults] == ["S025"] * hidden


def test_limits_have_exact_edges() -> None:
    small = Limits(size=20, depth=2, nodes=5, scalar=6)

    assert read_document("a.yaml", b"a: [1, 2]  # 34567890"[:20], small).document is not None
    assert said(faults(b"a: [1, 2]  # 345678901", small)[0])[:2] == ("S015", "1:1")
    assert said(faults("a: [[1]]", small)[0])[:2] == ("S015", "1:5")
    assert said(faults("[a, b, c, d, e]", small)[0])[:2] == ("S015", "1:14")
    assert said(faults("[a, b, c, d, []]", small)[0])[:2] == ("S015", "1:14")
    assert read_document("a.yaml", "a: 部门".encode(), small).document is not None
    assert said(faults("a: 部门x", small)[0])[:2] == ("S015", "1:4")


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a: 1\nb: &x 1\n", "2:4", "anchors (`&name`) are not allowed"),
        ("a: 1\nb: &x\n  c: 1\n", "2:4", "anchors (`&name`) are not allowed"),
        ("b: *x\n", "1:4", "aliases (`*name`) are not allowed"),
        ("b: !!str 1\n", "1:4", "tags (`!name`) are not allowed"),
        ("b: !x [1]\n", "1:4", "tags (`!name`) are not allowed"),
        ("a: 1\n<<: {b: 1}\n", "2:1", "merge keys (`<<`) are not allowed"),
        ("# x\n\n%YAML 1.2\n---\na: 1\n", "3:1", "directives are not allowed"),
        ("a: 1\n? b\n: c\n", "2:3", "keys introduced by `?` are not allowed"),
        ("? # why\n  b\n: c\n", "2:3", "keys introduced by `?` are not allowed"),
        ("a: 1\n---\nb: 1\n", "2:1", "a second document starts here"),
        ("a: 1\n[b]: 1\n", "2:1", "a list or map is not allowed as a key"),
    ],
)
def test_refused_features_have_a_place(text: str, place: str, message: str) -> None:
    [fault] = faults(text)

    assert said(fault)[:3] == ("S013", place, message)


def test_signs_of_refused_features_are_welcome_in_text() -> None:
    text = "a: x & y\nb: why? # is this?\nc: so! *really*\n'?': '%'\n\"d\": '&x'\ne: 5%\n"

    assert list(read(text).plain.values()) == ["x & y", "why?", "so! *really*", "%", "&x", "5%"]


def test_order_of_entries_is_the_order_of_the_file() -> None:
    document = read("z: 1\na: {y: 1, b: 2}\n")

    assert list(document.plain) == ["z", "a"]
    nodes: list[Node] = (
        [value for _, value in document.root.entries.values()] if isinstance(document.root, Mapping) else []
    )
    assert [isinstance(node, Scalar | Sequence) for node in nodes] == [True, False]
