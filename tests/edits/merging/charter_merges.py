"""A charter and a register as text, changed and merged."""

from __future__ import annotations

from collab_cli.documents.conflict_text import Marks
from collab_cli.edits.merging.merge_file import merge_file
from collab_cli.model.file_type import type_of_file

MARKS = Marks("ours (Li Na)", "theirs (Wang Wei)", removed="removed here")

CHARTER = """\
# the charter of sales
title: Sales
version: 1
duties:
  # the first one
  - id: quotes
    title: Quotes   # as agreed
    content: [prices, terms]
    raci: {sales: A, marketing: C}

  - id: visits
    title: "Visits"
    scope: all customers
change_log:
  - date: 2025-01-01
    note: start
"""

PEOPLE = """\
# everybody
- id: anna
  name: Anna
- id: zoe
  name: Zoe
"""


def merged(base: str, ours: str, theirs: str, path: str = "charters/sales.yaml") -> tuple[str, int]:
    """Return the text three versions are merged to, and how many conflicts are in it."""
    wanted = type_of_file(path)
    assert wanted is not None
    data, conflicts = merge_file(path, base.encode(), ours.encode(), theirs.encode(), wanted, MARKS)
    return data.decode(), conflicts


def changed(*pairs: tuple[str, str], text: str = CHARTER) -> str:
    """Return a text with each of the first texts, which are in it, replaced by the second."""
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text
