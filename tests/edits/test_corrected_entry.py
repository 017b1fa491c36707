from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from collab_cli.documents.writer import Value
from collab_cli.edits.corrected_entry import CorrectedEntry, corrected_entry
from collab_cli.edits.key_result_meant import key_result_meant
from tests.edits.plans import english, plan_of
from tests.rules.worlds import green_demo

LAST = {
    "date": "2025-06-30",
    "value": "38",
    "confidence": "0.4",
    "status": "off_track",
    "note": "first",
    "gap_analysis": {"gap": "-1.95", "cause": "late"},
    "actions": ["a1", "a2"],
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return green_demo(tmp_path_factory.mktemp("demo") / "company")


def corrected(root: Path, **entry: Value) -> CorrectedEntry:
    plan = plan_of(root)
    meant = key_result_meant(plan, "strengthen-brand/kr1")
    return corrected_entry(plan.world, meant, date(2025, 6, 30), entry, LAST)


def test_a_value_behind_keeps_what_explains_it(root: Path) -> None:
    found = corrected(root, value=Decimal(37))
    assert list(found.entry.items()) == [
        ("value", Decimal(37)),
        ("confidence", Decimal("0.4")),
        ("gap_analysis", {"gap": Decimal("-2.95"), "cause": "late"}),
        ("actions", ["a1", "a2"]),
    ]
    assert [english(note) for note in found.notes] == [
        "the confidence is kept from the entry before: 40 %",
        "the cause is kept from the entry before: late",
        "the actions are kept from the entry before: a1 and a2",
    ]


def test_a_value_that_is_not_behind_keeps_the_confidence_alone(root: Path) -> None:
    found = corrected(root, value=Decimal(41))
    assert found.entry == {"value": Decimal(41), "confidence": Decimal("0.4")}
    assert [english(note) for note in found.notes] == [
        "the confidence is kept from the entry before: 40 %",
        "the cause given before is not kept, as nothing is behind: late",
        "the actions given before are not kept, as nothing is behind: a1 and a2",
    ]


def test_a_remark_keeps_all_that_was_said_of_the_value_unsaid(root: Path) -> None:
    found = corrected(root, note="more")
    assert found.entry == {
        "confidence": Decimal("0.4"),
        "status": "off_track",
        "note": "more",
        "gap_analysis": {"gap": Decimal("-1.95"), "cause": "late"},
        "actions": ["a1", "a2"],
    }
    assert found.notes == ()


def test_what_is_said_anew_is_not_kept(root: Path) -> None:
    both: dict[str, Value] = {"value": Decimal(37), "confidence": Decimal("0.2"), "actions": ["a3"]}
    found = corrected(root, **both, gap_analysis={"cause": "later"})
    assert found.entry == {**both, "gap_analysis": {"cause": "later"}}
    assert found.notes == ()
