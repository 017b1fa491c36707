"""Which duties of one wording have different owners."""

from __future__ import annotations

import pytest

from collab_cli.analyses.duplicates import LOOKED_AT, duplicate_owners
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

DEPARTMENTS = """\
- {id: sales, name: Sales, head: zhang-wei}
- {id: marketing, name: Marketing, head: liu-fang}
- {id: shop, name: Shop, head: chen-jie}
"""
PEOPLE = "".join(f"- {{id: {name}, name: {name}}}\n" for name in ("zhang-wei", "liu-fang", "chen-jie"))
ACTIVITIES = "- {id: prices, name: {zh: 价格, en: Prices}, aliases: [price list]}\n"


def groups(make_workspace: MakeWorkspace, **charters: list[str]) -> list[list[str]]:
    files = {"departments.yaml": DEPARTMENTS, "people.yaml": PEOPLE, "activities.yaml": ACTIVITIES}
    for name, rows in charters.items():
        duties = "".join(f"  - {{{row}}}\n" for row in rows)
        files[f"charters/{name}.yaml"] = f"title: Charter\nstatus: effective\nduties:\n{duties}"
    found = duplicate_owners(world_of(make_workspace(files)))
    return [[row.id for matrix_row in group for row in matrix_row.rows] for group in found]


def duty(number: int, owner: str, title: str, more: str = "") -> str:
    return f"id: d{number}, title: {title}, raci: {{{owner}: AR}}{more}"


@pytest.mark.parametrize(
    ("marketing", "sales", "shop", "expected"),
    [
        ([duty(1, "marketing", "Fairs")], [duty(1, "sales", "fairs")], [], [["marketing/d1", "sales/d1"]]),
        ([duty(1, "marketing", "Fairs")], [duty(1, "sales", "Prices")], [], []),
        (
            [duty(1, "marketing", "Fairs")],
            [duty(1, "sales", "fairs"), duty(2, "sales", "FAIRS")],
            [duty(1, "shop", "Fairs")],
            [["marketing/d1", "sales/d1", "sales/d2", "shop/d1"]],
        ),
        (
            [duty(1, "marketing", "Fairs"), duty(2, "marketing", "Fairs", ", scope: {areas: [eu]}")],
            [duty(1, "sales", "Fairs", ", scope: {areas: [asia], excludes: [marketing/d1]}")],
            [duty(1, "shop", "Fairs", ", scope: {areas: [eu]}")],
            [["marketing/d1", "marketing/d2", "shop/d1"]],
        ),
        (
            [duty(1, "marketing", "Fairs", ", scope: {areas: [eu]}")],
            [duty(1, "sales", "Fairs", ", scope: {areas: [eu]}"), duty(2, "sales", "Fairs", ", scope: {areas: [us]}")],
            [duty(1, "shop", "Fairs", ", scope: {areas: [us]}")],
            [["marketing/d1", "sales/d1"], ["sales/d2", "shop/d1"]],
        ),
        # the catalogue knows two names: the group of the one is part of that of the other
        (
            ["id: prices, raci: {marketing: AR}"],
            [duty(1, "sales", "price list")],
            [duty(1, "shop", "价格"), duty(2, "shop", "Price List")],
            [["marketing/prices", "sales/d1", "shop/d2"], ["marketing/prices", "shop/d1"]],
        ),
    ],
)
def test_groups_of_one_wording(
    make_workspace: MakeWorkspace, marketing: list[str], sales: list[str], shop: list[str], expected: list[list[str]]
) -> None:
    assert groups(make_workspace, marketing=marketing, sales=sales, shop=shop) == expected


def test_each_of_many_scopes_meets_its_own(make_workspace: MakeWorkspace) -> None:
    areas = range(2 * LOOKED_AT)
    found = groups(
        make_workspace,
        marketing=[duty(n, "marketing", "Fairs", f", scope: {{areas: [a{n}]}}") for n in areas],
        sales=[duty(n, "sales", "Fairs", f", scope: {{areas: [a{n}]}}") for n in areas],
    )
    assert found == [[f"marketing/d{n}", f"sales/d{n}"] for n in areas]
