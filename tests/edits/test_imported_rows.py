from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.analyses.raci_tables.read_table import ReadRow
from collab_cli.edits.imported_rows import KnownRows, TableView
from tests.conftest import MakeWorkspace
from tests.edits.plans import refusal
from tests.rules.worlds import world_of

CHARTERS = {
    "charters/sales.yaml": """\
title: Charter of Sales
status: draft
duties:
  - {id: offers, title: {zh: 报价, en: Make offers}, raci: {sales: A}}
  - {id: trips, activity: travel, raci: {sales: A}}
  - {id: one, title: Check goods, raci: {sales: A}}
  - {id: books, title: Audit the books, activity: travel-2, raci: {sales: A}}
""",
    "charters/quality.yaml": """\
title: Charter of Quality
status: draft
duties:
  - {id: two, title: check goods, raci: {quality: A}}
""",
    "charters/old.yaml": "title: Old\nstatus: superseded\nduties:\n  - {id: gone, title: Gone, raci: {sales: A}}\n",
}


@pytest.fixture
def company(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(
        {
            "departments.yaml": "- {id: sales, name: Sales, head: zhang}\n- {id: quality, name: Quality}\n",
            "people.yaml": "- {id: zhang, name: Zhang, department: sales}\n- {id: li, name: Li, department: sales}\n",
            "activities.yaml": "- {id: travel, name: Travel, aliases: [出差]}\n- {id: a, name: Audit}\n"
                               "- {id: travel-2, name: Trips}\n- {id: c, name: Audit the books}\n"
                               "- {id: b, name: audit}\n",
            **CHARTERS,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("title", "key", "found"),
    [
        ("Make OFFERS", "", "sales/offers"),
        ("报价", "", "sales/offers"),
        ("出差", "", "sales/trips"),
        ("travel", "", "sales/trips"),
        ("Anything", "charter:sales/one", "sales/one"),
        ("Check goods (quality/two)", "", "quality/two"),
        ("Make offers", "charter:sales/unknown", "sales/offers"),
        ("Audit the books", "", "sales/books"),
        ("Gone", "", None),
        ("New", "", None),
    ],
)
def test_a_row_is_found_by_its_key_its_activity_or_its_words(
    title: str, key: str, found: str | None, company: Path
) -> None:
    row = KnownRows(world_of(company)).find(ReadRow(title, "A2", (), key=key))
    assert (row.key if row is not None else None) == found


def test_a_title_of_several_duties_is_refused_but_in_one_charter(company: Path) -> None:
    world = world_of(company)
    rows, title = KnownRows(world), ReadRow("Check goods", "A2", ())
    assert refusal(lambda: rows.find(title)) == (
        "A2: Check goods can mean several duties: quality/two and sales/one; "
        "say which in a column headed id, such as charter:quality/two"
    )
    found = rows.find(title, world.workspace.records["charter"]["sales"])
    assert found is not None and found.key == "sales/one"


def test_a_title_of_several_activities_is_refused(company: Path) -> None:
    rows = KnownRows(world_of(company))
    assert rows.activity(ReadRow("b", "A2", ())) == "b"
    assert rows.activity(ReadRow("Other", "A2", ())) is None
    assert refusal(lambda: rows.activity(ReadRow("AUDIT", "A2", ()))) == (
        "A2: AUDIT can mean several activities: a and b; write the id of one of them instead"
    )


def test_titles_that_compare_equal_are_one_matter(company: Path) -> None:
    rows = KnownRows(world_of(company))
    assert rows.matter(ReadRow("Plan  A", "A1", ())) == rows.matter(ReadRow("plan a", "A1", ()))
    assert rows.matter(ReadRow("?!", "A1", ())) == "?!"


@pytest.mark.parametrize(
    ("columns", "given", "shown"),
    [
        (["sales", "quality"], {"sales": "ARI", "quality": "C"}, {"sales": "ARI", "quality": "C"}),
        (["person:zhang", "person:li", "quality"], {"person:zhang": "A"}, {"person:zhang": "A", "person:li": "RI"}),
        (["sales", "person:li"], {"sales": "A", "person:li": "C"}, {"sales": "A", "person:li": "RI"}),
        (["quality"], {}, {"quality": "C"}),
        (["sales"], {"sales": "A"}, {"sales": "ARI"}),
    ],
)
def test_columns_show_letters_as_the_view_of_their_table_does(
    columns: list[str], given: dict[str, str], shown: dict[str, str], company: Path
) -> None:
    letters = {"sales": "A", "person:li": "RI", "quality": "C"}
    view = TableView(world_of(company), columns, [(letters, given)])
    assert {column: view.shown(letters, column) for column in shown} == shown
    assert view.holder({"person:li": "R", "sales": "A"}, "quality") == "quality"
