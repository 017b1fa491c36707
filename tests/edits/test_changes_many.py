"""Many entries and many fields of one file, planned in one step."""

from __future__ import annotations

import pytest

from collab_cli.documents.writer import Value
from tests.conftest import MakeWorkspace
from tests.edits.plans import plan_of, refusal

FILE = "charters/sales.yaml"
BLOCK = "duties:\n  - {id: b}  # one\n\n  - {id: d}\nnotes: x\n"


@pytest.mark.parametrize(
    ("before", "entries", "after"),
    [
        (BLOCK, [(None, {"id": "e"}), (None, {"id": "f"})],
         "duties:\n  - {id: b}  # one\n\n  - {id: d}\n\n  - {id: e}\n\n  - {id: f}\nnotes: x\n"),
        ("duties:\n  - {id: b}\n  - {id: d}", [(None, {"id": "e"}), (0, {"id": "a"}), (1, {"id": "c"})],
         "duties:\n  - {id: a}\n  - {id: b}\n  - {id: c}\n  - {id: d}\n  - {id: e}"),
        ("title: x\n", [(None, {"id": "a"}), (None, {"id": "b"})], "title: x\nduties:\n  - id: a\n  - id: b\n"),
        ("duties: []\n", [(None, {"id": "a"}), (None, {"id": "b"})], "duties:\n  - id: a\n  - id: b\n"),
        ("duties: [{id: a}]\n", [(None, {"id": "b"}), (None, {"id": "c"})],
         "duties: [{id: a}, {id: b}, {id: c}]\n"),
        (BLOCK, [], BLOCK),
    ],
)  # fmt: skip
def test_entries_are_put_into_a_list(
    before: str, entries: list[tuple[int | None, Value]], after: str, make_workspace: MakeWorkspace
) -> None:
    changes = plan_of(make_workspace({FILE: before})).changes
    changes.insert_all(FILE, ("duties",), entries)
    document = changes.document(FILE)
    assert document is not None and document.text == after


def test_fields_of_several_maps_are_set_and_removed(make_workspace: MakeWorkspace) -> None:
    before = "duties:\n  - raci: {a: A, b: C}\n  - raci:\n      a: R  # one\n      b: I\n"
    changes = plan_of(make_workspace({FILE: before})).changes
    changes.set_apart(FILE, [(("duties", 0, "raci", "b"), None), (("duties", 1, "raci", "a"), "AR")])
    changes.set_apart(FILE, [(("duties", 0, "raci", "c"), "I"), (("duties", 1, "raci", "c"), "C")])
    document = changes.document(FILE)
    assert document is not None
    assert document.text == "duties:\n  - raci: {a: A, c: I}\n  - raci:\n      a: AR  # one\n      b: I\n      c: C\n"
    assert refusal(lambda: changes.set_apart(FILE, [(("duties", 0, "x", "y"), "A")])) == (
        "duties.0.x.y of charters/sales.yaml cannot be changed as it is written; make this change in an editor"
    )
