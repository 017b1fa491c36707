from __future__ import annotations

import pytest

from collab_cli.documents.entry_lines import entry_lines, write_entry_lines
from collab_cli.documents.nodes import Document, Sequence, find
from collab_cli.documents.patching import apply_patches
from collab_cli.documents.reader import read_document

ROWS = """\
duties:
  # what sells
  - id: a
    text: |
      one

      two   # no comment
  # the second
  # of two
  - id: b  # b
    list: [x,
      y]
    # inside
  - id: c
"""


def read(text: str) -> tuple[Document, Sequence]:
    document = read_document("a.yaml", text.encode()).document
    assert document is not None
    found = find(document.root, ("duties",))
    assert isinstance(found, Sequence)
    return document, found


@pytest.mark.parametrize(
    ("index", "lines"),
    [
        (0, ["- id: a", "  text: |", "    one", "", "    two   # no comment"]),
        (1, ["# the second", "# of two", "- id: b  # b", "  list: [x,", "    y]", "  # inside"]),
        (2, ["- id: c"]),
    ],
)
def test_an_entry_as_its_lines(index: int, lines: list[str]) -> None:
    assert entry_lines(*read(ROWS), index) == lines
    assert entry_lines(*read(ROWS.replace("\n", "\r\n")), index) == lines


def test_an_entry_in_brackets_has_no_lines_of_its_own() -> None:
    document, rows = read("duties: [{id: a}, {id: b}]\n")
    assert entry_lines(document, rows, 0) is None
    assert write_entry_lines(document, rows, 0, ["- id: c"]) is None


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_lines_in_place_of_an_entry(ends: str) -> None:
    document, rows = read("duties:\n- id: x\n- id: y\ntitle: z\n".replace("\n", ends))
    lines = entry_lines(*read(ROWS), 0)
    assert lines is not None
    patch = write_entry_lines(document, rows, 1, ["# kept", *lines])
    assert patch is not None
    assert apply_patches(document, [patch]).decode() == (
        "duties:\n- id: x\n# kept\n- id: a\n  text: |\n    one\n\n    two   # no comment\ntitle: z\n"
    ).replace("\n", ends)
