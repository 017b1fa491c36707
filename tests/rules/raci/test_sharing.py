"""Do both sides of a shared duty know of it."""

from __future__ import annotations

import pytest

from collab_cli.documents.patching import apply_patches
from collab_cli.documents.reader import read_document
from tests.rules.raci.conftest import Check, charter, told

SHARED = "id: tenders, raci: {sales: AR%s}, shared_with: [{department: marketing}]"


@pytest.mark.parametrize(
    ("more", "is_found"),
    [
        ("", True),
        (", marketing: I", True),
        (", marketing: C", False),
        (", marketing: R", False),
        (', "person:liu-fang": C', False),
    ],
)
def test_a_department_that_takes_no_part(checked: Check, more: str, is_found: bool) -> None:
    outcome = checked({"charters/sales.yaml": charter(SHARED % more)}, "R325")
    said = ["Tenders (tenders) is shared with Marketing, which has no part in it"] if is_found else []
    assert [message for _, message in told(outcome)] == said


def test_sharing_both_ways(checked: Check) -> None:
    files = {
        "charters/sales.yaml": charter(SHARED % ", production: C"),
        "charters/marketing.yaml": charter("id: tenders, raci: {production: I}, shared_with: [{department: sales}]"),
    }
    assert told(checked(files, "R325")) == []


@pytest.mark.parametrize(("more", "is_safe"), [("", True), (", marketing: I", False)])
def test_the_c_is_added(checked: Check, more: str, is_safe: bool) -> None:
    text = charter(SHARED % more)
    (finding,) = checked({"charters/sales.yaml": text}, "R325").findings
    (fix,) = finding.fixes
    assert fix.safe is is_safe
    document = read_document("charters/sales.yaml", text.encode()).document
    assert document is not None
    assert apply_patches(document, fix.patches).decode() == charter(SHARED % ", marketing: C")
