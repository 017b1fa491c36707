"""Line ends, lines and layout of files."""

from __future__ import annotations

import pytest

from collab_cli.documents.lines import (
    after_break,
    before_break,
    behind_sign,
    line_end,
    line_start,
    place_of_offset,
    split_lines,
)
from collab_cli.documents.nodes import Document
from collab_cli.documents.reader import read_document
from collab_cli.documents.spans import layout_of, newline
from collab_cli.documents.writer import Layout


def document_of(text: str) -> Document:
    document = read_document("a.yaml", text.encode()).document
    assert document is not None
    return document


@pytest.mark.parametrize(
    ("text", "end"), [("", "\n"), ("a: 1", "\n"), ("a: 1\r\nb: 2\n", "\r\n"), ("a: 1\rb: 2", "\r")]
)
def test_the_line_end_of_a_file_is_its_first(text: str, end: str) -> None:
    assert newline(document_of(text)) == end


def test_lines_and_places() -> None:
    text = "ab\r\nc\rd\n\ne"

    assert [(line.start, line.text, line.ending) for line in split_lines(text)] == [
        (0, "ab", "\r\n"),
        (4, "c", "\r"),
        (6, "d", "\n"),
        (8, "", "\n"),
        (9, "e", ""),
    ]
    places = [place_of_offset("a", text, offset) for offset in (0, 1, 4, 6, 8, 9, 10)]
    assert [(place.line, place.column) for place in places] == [(1, 1), (1, 2), (2, 1), (3, 1), (4, 1), (5, 1), (5, 2)]
    assert [line_start(text, offset) for offset in (1, 4, 7, 10)] == [0, 4, 6, 9]
    assert [line_end(text, offset) for offset in (0, 4, 6, 8, 9)] == [2, 5, 7, 8, 10]
    assert [after_break(text, offset) for offset in (0, 2, 5, 7, 10)] == [0, 4, 6, 8, 10]
    assert [before_break(text, offset) for offset in (0, 2, 4, 6, 8, 9, 10)] == [0, 2, 2, 5, 7, 8, 10]


@pytest.mark.parametrize(("text", "found"), [("a :", 3), ("a # :\n  :", 9), ("a x:", 1), ("a", 1)])
def test_a_sign_is_found_behind_blanks_and_comments(text: str, found: int) -> None:
    assert behind_sign(text, 1, ":") == found


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        ("", Layout()),
        ("a: 1\n", Layout()),
        ("a:\n    b: 1\n", Layout(step=4)),
        ("a:\n- b\n", Layout(indented_lists=False)),
        ("a:\n   - b\n", Layout(step=3)),
        ("- a:\n  - b: {c: [d]}\n    e:\n       f: 1\n", Layout(step=3, indented_lists=False)),
        ("{a: {b: [c]}}\n", Layout()),
    ],
)
def test_layout_is_what_the_file_shows(text: str, layout: Layout) -> None:
    assert layout_of(document_of(text)) == layout
