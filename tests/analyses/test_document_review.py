"""When documents are to be reviewed."""

from __future__ import annotations

from datetime import date

import pytest

from collab_cli.analyses.document_review import is_stale, review_due
from collab_cli.model.document import SharedDocument
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of


@pytest.mark.parametrize(
    ("more", "due"),
    [
        ("", None),
        (", last_reviewed: 2025-06-20", None),
        (", review_every: 30d", None),
        (", last_reviewed: 2025-06-20, review_every: 10d", date(2025, 6, 30)),
        (", last_reviewed: 2025-06-20, review_every: 5wd", date(2025, 6, 27)),
        (", last_reviewed: 2025-06-20, review_every: 1wd", date(2025, 6, 23)),
        (", last_reviewed: 2025-06-20, review_every: 24h", date(2025, 6, 21)),
    ],
)
def test_a_review_is_due_after_its_span(make_workspace: MakeWorkspace, more: str, due: date | None) -> None:
    entry = f'- {{id: a, title: A, url: "https://docs.example.com/a", owner_dept: sales{more}}}\n'
    world = world_of(make_workspace({"documents.yaml": entry, "departments.yaml": "- {id: sales, name: Sales}\n"}))
    (document,) = world.all(SharedDocument)
    assert review_due(world, document.value) == due
    assert is_stale(world, document.value) == (due is not None and due < date(2025, 6, 30))
