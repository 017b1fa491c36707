"""Trees as flowcharts: boxes, arrows, colours, and nothing from a file that means something."""

from __future__ import annotations

import re

import pytest

from collab_cli.errors import CollabError
from collab_cli.i18n import language
from collab_cli.page import Branch, Heading, Report, Styled, Text, Tree
from collab_cli.renderers.mermaid import render

EN = language("en")


def drawn(*roots: Branch, title: str = "") -> list[str]:
    heading = (Heading(title),) if title else ()
    lines = render(Report("collab/x/v1", (*heading, Tree(roots))), EN).splitlines()
    assert lines[0] == "flowchart TD"
    return [line.strip() for line in lines[1:] if not line.startswith("  classDef")]


def test_boxes_and_arrows() -> None:
    leaf = Branch(("Leads", Styled("███░", "good"), "", "40 %", Styled("at risk", "warn"), Styled("late", "bad")))
    assert drawn(Branch(("Grow",), (leaf, Branch((Styled("Save", "good"),)))), title="Goals") == [
        "accTitle: Goals",
        'b1["Grow"]',
        'b2["Leads<br>40 % · at risk · late"]:::bad',
        "b1 --> b2",
        'b3["Save"]:::good',
        "b1 --> b3",
    ]


def test_one_thing_at_two_places_is_one_box() -> None:
    both = Branch(("Both",), key="both")
    again = Branch(("Both", "what serves it stands above"), key="both")
    tops = (Branch(("A",), (both,), "a"), Branch(("B",), (again,), "b"))
    assert drawn(*tops) == ['b1["A"]', 'b2["Both"]', "b1 --> b2", 'b3["B"]', "b3 --> b2"]


def test_boxes_without_a_key_stay_apart() -> None:
    assert drawn(Branch(("A",)), Branch(("A",)), Branch(())) == ['b1["A"]', 'b2["A"]', 'b3[""]']


@pytest.mark.parametrize(
    "text",
    [
        '"]; click b1 "https://example.com"',
        "<script>alert(1)</script>",
        "%%{init: {}}%%",
        "a\nb1 --> b2",
        "`x`",
        "#quot;",
        "😀",
    ],
)
def test_nothing_from_a_file_means_anything(text: str) -> None:
    (line,) = drawn(Branch((text,)))
    label = re.fullmatch(r'b1\["(.*)"\]', line)
    assert label is not None
    assert not re.search(r'["<>\[\]{}`|&]', label[1])
    assert re.sub(r"#(\d+);", lambda code: chr(int(code[1])), label[1]) == text.replace("\n", " ")


def test_a_page_without_a_tree_is_refused() -> None:
    with pytest.raises(CollabError) as caught:
        render(Report("collab/x/v1", (Text("x"),)), EN)
    assert EN.say(caught.value.message) == "there is no tree to draw"
