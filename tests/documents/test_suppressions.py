"""Comments that silence rules, and text that only looks like one."""

from __future__ import annotations

import pytest

from collab_cli.documents.reader import read_document
from collab_cli.documents.suppressions import Suppression, find_suppressions


def suppressions(text: str) -> tuple[list[Suppression], str]:
    document = read_document("a.yaml", text.encode()).document
    assert document is not None
    return find_suppressions(document), document.text


def test_a_comment_behind_a_value() -> None:
    [found], text = suppressions("a: 1\nb: 2  # collab: ignore[R305, S007] 已说明 # more\n")

    assert (found.codes, found.reason, found.line) == (("R305", "S007"), "已说明 # more", 2)
    assert str(found.place) == "a.yaml:2:7"
    assert text[: found.start] + text[found.end :] == "a: 1\nb: 2\n"


def test_comments_on_lines_of_their_own() -> None:
    found, text = suppressions("# collab: ignore[A1]\n\n  # collab: ignore[A2] why\na: 1\n# collab: ignore[A3]\n")

    assert [(each.codes, each.reason, each.line) for each in found] == [
        (("A1",), "", 4),
        (("A2",), "why", 4),
        (("A3",), "", 5),
    ]
    assert text[: found[1].start] + text[found[1].end :] == "# collab: ignore[A1]\n\na: 1\n# collab: ignore[A3]\n"


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\n",
        'a: "x # collab: ignore[A1]"\n',
        "a: 'x\n  # collab: ignore[A1]'\n",
        "a: |\n  # collab: ignore[A1]\n",
        "a: |\n  x # collab: ignore[A1]\n",
        "a: 1 # collab: ignore[]\n",
        "a: 1 # collab: ignore[A1\n",
        "a: 1 # see collab: ignore[A1]\n",
        "# collab: ignore[",
    ],
)
def test_what_is_no_suppression(text: str) -> None:
    assert suppressions(text)[0] == []


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('a: "x # y"  # collab: ignore[A1]\n', 1, 13),
        ("a: |  # collab: ignore[A1]\n  text # no\n", 1, 7),
        ("a: [x, '#']  # collab: ignore[A1]\nb: |\n  #\n", 1, 14),
        ("a:\r\n  - b  # collab: ignore[A1]\r\n", 2, 8),
        ("a: x#y ## collab: ignore[A1]\n", 1, 8),
        ("- a\n- 'b # c'\n- d # collab: ignore[A1]\n", 3, 5),
        ("a: {b: c} # collab: ignore[A1,A1]", 1, 11),
        ("#collab: ignore[A1]\na: 1\n", 1, 1),
    ],
)
def test_where_a_real_comment_stands(text: str, line: int, column: int) -> None:
    [found] = suppressions(text)[0]

    assert found.codes == ("A1",)
    assert (found.place.line, found.place.column) == (line, column)


def test_a_file_without_values() -> None:
    assert len(suppressions("# collab: ignore[A1]\n")[0]) == 1
