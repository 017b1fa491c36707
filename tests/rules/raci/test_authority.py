"""Does who answers for a matter also decide in it."""

from __future__ import annotations

import pytest

from tests.rules.raci.conftest import Check, charter, in_chinese, told

SAID = "Sales answers for Tenders (tenders), but the right to decide in it stands in Market research (market-research)"


@pytest.mark.parametrize(
    ("own", "right", "is_found"),
    [
        ("raci: {sales: AR}", "Prices of tenders", True),
        ("raci: {sales: AR}", "投标报价", True),
        ("raci: {sales: AR}", "the tendersheet", False),
        ("raci: {sales: R}", "Prices of tenders", False),
        ("raci: {sales: AR}, decision_rights: [Prices]", "Prices of tenders", False),
        ("raci: {'person:liu-fang': AR}", "Prices of tenders", False),
    ],
)
def test_rights_that_stand_elsewhere(checked: Check, own: str, right: str, is_found: bool) -> None:
    files = {
        "charters/marketing.yaml": charter(f"id: market-research, raci: {{marketing: AR}}, decision_rights: [{right}]"),
        "charters/sales.yaml": charter(f"id: tenders, {own}"),
    }
    expected = [("charters/sales.yaml:4:19", SAID)] if is_found else []
    assert told(checked(files, "R321")) == expected


def test_in_chinese(checked: Check) -> None:
    files = {
        "charters/marketing.yaml": charter("id: market-research, raci: {marketing: A}, decision_rights: [投标报价]"),
        "charters/sales.yaml": charter("id: tenders, raci: {sales: AR}"),
    }
    assert in_chinese(checked(files, "R321").findings[0]) == (
        "销售部对投标 (tenders) 负主责，决定权却写在市场调研 (market-research) 中；"
        "填写 decision_rights，或把 A 交给有决定权的一方"
    )
