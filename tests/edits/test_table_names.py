from __future__ import annotations

from collab_cli.edits.table_names import TableNames
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

CHARTER = """\
title: Charter of Sales
status: draft
duties:
  - {id: offers, title: Make offers, raci: {sales: A}}
  - {id: one, title: Check goods, raci: {sales: A}}
  - {id: two, title: check goods, raci: {sales: A}}
"""


def test_a_text_is_a_party_a_duty_or_nothing(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(
        {
            "departments.yaml": "- {id: sales, name: 销售部}\n",
            "people.yaml": "- {id: li, name: Li Na}\n- {id: li-2, name: Li Na}\n",
            "activities.yaml": "- {id: travel, name: Travel, aliases: [出差]}\n",
            "charters/sales.yaml": CHARTER,
        }
    )
    names = TableNames(world_of(root))
    for _ in range(2):
        assert [names.party(text) for text in ("销售部", "销售", "li", "Li Na", "x")] == [
            "sales", "sales", "person:li", None, None,
        ]  # fmt: skip
        assert [names.duty(text) for text in ("MAKE offers", "出差", "Check goods", "x")] == [
            "sales/offers", "travel", "Check goods", None,
        ]  # fmt: skip
