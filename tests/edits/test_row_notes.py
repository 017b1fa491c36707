from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from collab_cli.analyses.raci_tables.read_table import ReadRow
from collab_cli.edits.imported_rows import KnownRows
from collab_cli.edits.row_notes import row_notes
from tests.conftest import MakeWorkspace
from tests.edits.plans import english
from tests.rules.worlds import world_of

SALES = """\
title: Charter of Sales
status: draft
duties:
  - {id: offers, title: {zh: 报价, en: Make offers}, raci: {sales: A}}
  - {id: trips, activity: travel, raci: {sales: A}}
"""


@pytest.fixture
def company(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(
        {
            "departments.yaml": "- {id: sales, name: Sales}\n",
            "activities.yaml": "- {id: travel, name: Travel, aliases: [出差]}\n",
            "charters/sales.yaml": SALES,
        }
    )


OFFERS = "Make offers (offers)"


@pytest.mark.parametrize(
    ("title", "key", "notes"),
    [
        ("make OFFERS", "charter:sales/offers", []),
        ("报价", "charter:sales/offers", []),
        ("Make offers (sales/offers)", "charter:sales/offers", []),
        ("出差", "charter:sales/trips", []),
        ("Bids", "charter:sales/offers", [f"the id means {OFFERS}; the title Bids is not taken over"]),
        ("Make offers", "charter:sales/trips",
         [f"the title is that of {OFFERS}, the id that of Travel (travel); the id counts"]),
        ("Make offers", "charter:x/y", ["the id charter:x/y names no duty and is passed over"]),
        ("Make ofers", "", [f"Make ofers is new and reads like {OFFERS} of Charter of Sales (sales) (95 %)"]),
        ("Courier", "", []),
        ("?", "", []),
    ],
)  # fmt: skip
def test_what_is_to_be_looked_at_in_a_row_is_told(title: str, key: str, notes: list[str], company: Path) -> None:
    known = KnownRows(world_of(company))
    row = ReadRow(title, "A2", (), key=key)
    assert [english(note) for note in row_notes(known, row, known.find(row), Decimal("0.6"))] == notes
