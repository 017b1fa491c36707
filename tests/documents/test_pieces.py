"""Files cut into entries: joined they are the same bytes, and entries can be moved in and out."""

from __future__ import annotations

from collab_cli.documents.pieces import (
    Block,
    Clash,
    Entry,
    Leaf,
    block_of,
    body_of,
    comments_of,
    count_comments,
    filled,
    pieces_of,
    plain_of,
    shifted,
    text_of,
)
from collab_cli.documents.reader import read_document
from tests.documents.real_files import shipped_files
from tests.edits.merging.generated_merges import merge_case

TEXT = """\
# about all
title: x  # behind
duties:
  # first
  - id: a
    content: [one, two]
    # inside

  # second
  - id: b
    text: |
      # no comment
      more
"""


def test_every_shipped_file_is_its_pieces() -> None:
    for path in shipped_files():
        document = read_document(path.name, path.read_bytes()).document
        if document is None:
            continue
        text = document.text.replace("\r\n", "\n")
        top = pieces_of(text)
        assert body_of(top) == text, path
        assert plain_of(top.value) == document.plain, path
        assert body_of(shifted(shifted(top, 3), -3)) == text, path


def test_generated_files_are_their_pieces() -> None:
    for number in range(40):
        case = merge_case(number)
        for data in (case.base, case.ours, case.theirs):
            text = data.decode().replace("\r\n", "\n")
            assert body_of(pieces_of(text)) == text


def test_an_entry_has_the_comments_right_above_it_and_those_inside() -> None:
    top = pieces_of(TEXT)
    assert isinstance(top.value, Block)
    assert top.lead == "# about all\n"
    title, duties = top.value.own
    assert title.tail == "  # behind"
    assert isinstance(duties.value, Block)
    first, second = duties.value.own
    assert duties.lead == "duties:\n  # first\n  "
    assert (first.tail, second.gap) == ("\n    # inside", "\n\n  # second\n  ")
    assert comments_of(second) == ["# second"]
    assert comments_of(top) == ["# about all", "# behind", "# first", "# inside", "# second"]


def test_moving_an_entry_leaves_blank_lines_and_what_a_text_says() -> None:
    top = pieces_of(TEXT)
    assert isinstance(top.value, Block)
    further = shifted(top.value.own[1], 2)
    assert further.gap + body_of(further) == (
        "\n  duties:\n    # first\n    - id: a\n      content: [one, two]\n      # inside\n\n"
        "    # second\n    - id: b\n"
        "      text: |\n        # no comment\n        more"
    )


def test_nothing_but_comments_is_an_entry_without_a_value() -> None:
    assert pieces_of("# nobody yet\n") == Entry("", "", "", Leaf("", None), "# nobody yet\n")


def test_a_collection_written_anew() -> None:
    assert text_of(block_of(["a", "b: c"])) == '- a\n- "b: c"'
    assert text_of(block_of({"a": ["x", {"b": "1"}]})) == 'a:\n  - x\n  - b: "1"'
    assert block_of([]) == Block(False, 1)


def test_what_was_first_elsewhere_begins_a_line_and_the_other_way_round() -> None:
    top = pieces_of("- id: a\n# about b\n- id: b\n")
    assert isinstance(top.value, Block)
    first, second = top.value.own
    assert body_of(filled(top, [second, first], is_map=False, column=1)) == "# about b\n- id: b\n- id: a\n"


def test_blank_lines_and_no_end_of_the_last_line() -> None:
    assert body_of(pieces_of("a: b\n\n\n# x\nc: d")) == "a: b\n\n\n# x\nc: d"


def test_comments_are_counted_wherever_they_stand() -> None:
    top = pieces_of(
        "# a\nx: [one, 'two # no', # b\n  \"three # no\", don't] # c\ny: |  # d\n  # no\n  text\n# a\nz: 'it # no'\n"
    )
    assert count_comments(top) == {"# a": 2, "# b": 1, "# c": 1, "# d": 1}
    other = pieces_of("# a\nx: 1  # e\n")
    assert count_comments(Clash([top], [other])) == {"# a": 2, "# b": 1, "# c": 1, "# d": 1, "# e": 1}
