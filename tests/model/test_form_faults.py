from __future__ import annotations

import pytest

from collab_cli.documents.nodes import Mapping
from collab_cli.documents.reader import read_document
from collab_cli.i18n import language
from collab_cli.model.charter import KIND as CHARTER
from collab_cli.model.fields import FieldType, IntType, ListType, TextType
from collab_cli.model.form_faults import FormFaults
from collab_cli.model.shape import walk_slowly


class Collected(FormFaults):
    """Takes every text for one that fits."""

    def fits(self, text: str, wanted: FieldType) -> bool:
        return True


def collected(text: str) -> Collected:
    document = read_document("a.yaml", text.encode()).document
    assert document is not None
    assert document.root is not None
    return Collected(document, document.root, CHARTER, (), "charter:a")


def test_nothing_is_left_out_at_first() -> None:
    faults = collected("a: b\n")
    assert (faults.whole, faults.conclusive, faults.faults, faults.absent) == (True, True, [], set())


@pytest.mark.parametrize(("wanted", "conclusive"), [(ListType(TextType()), True), (ListType(IntType()), False)])
def test_words_that_are_free_leave_the_record_conclusive(wanted: FieldType, conclusive: bool) -> None:
    faults = collected("a: {b: c}\n")
    assert isinstance(faults.node, Mapping)
    node = faults.node.get("a")
    assert node is not None
    faults.wrong(node, ("a",), wanted)
    assert (faults.whole, faults.conclusive) == (False, conclusive)
    (fault,) = faults.faults
    assert (str(fault.place), fault.place.route, fault.records) == ("a.yaml:1:4", ("a",), ("charter:a",))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: C\nduties:\n  - {id: d, weight: １３, raci: {}}\n", "weight: 13"),
        ("title: C\nduties:\n  - id: d\n    weight: １３  # much\n", "weight: 13  # much"),
        ("title: C\nduties:\n  - id: d\n    weight: １３\n    raci: {}\n", "weight: 13"),
    ],
)
def test_a_hint_shows_the_line_or_inside_brackets_the_pair(text: str, line: str) -> None:
    document = read_document("a.yaml", text.encode()).document
    assert document is not None
    assert isinstance(document.root, Mapping)
    (fault,) = walk_slowly(document.root, CHARTER.struct, document, (), CHARTER).faults
    assert fault.hint is not None
    assert language("en").say(fault.hint) == f"write {line}"
    assert fault.place.route == ("duties", "d", "weight")
