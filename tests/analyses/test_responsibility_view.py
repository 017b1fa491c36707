"""Whose letters stand in which column."""

from __future__ import annotations

import pytest

from collab_cli.analyses.responsibility_view import VIEWS, View, column_of, letters_seen, view_columns
from collab_cli.graph.world import World
from tests.analyses.mixed_company import COMPANY, charter, drawn_activities, drawn_charters
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of


@pytest.fixture
def world(make_workspace: MakeWorkspace) -> World:
    """One duty that names every kind of party."""
    row = (
        "id: research, raci: {north: R, sales: A, production: C, 'person:li-na': I, 'role:key-account': C,"
        " 'role:clerk': I, marketing: S, archive: I}"
    )
    settings = "schema: 1\ncompany: {name: Example}\nlocale: en\nperiods: []\nraci: {framework: rasci}\n"
    return world_of(make_workspace({**COMPANY, "collab.yaml": settings, "charters/sales.yaml": charter(row)}))


@pytest.mark.parametrize(
    ("party", "columns"),
    [
        ("sales", ("sales", "person:zhang-wei", "role:key-account", "sales")),
        ("north", ("sales", "person:chen-jie", "person:chen-jie", "north")),
        ("production", ("production", "person:wang-qiang", "person:wang-qiang", "production")),
        ("marketing", ("marketing", "marketing", "marketing", "marketing")),
        ("archive", ("archive", "archive", "archive", "archive")),
        ("person:li-na", ("person:li-na", "person:li-na", "person:li-na", "person:li-na")),
        ("role:key-account", ("sales", "person:zhang-wei", "role:key-account", "role:key-account")),
        ("role:clerk", ("marketing", "role:clerk", "role:clerk", "role:clerk")),
    ],
)
def test_where_the_letters_of_a_party_stand(world: World, party: str, columns: tuple[str, ...]) -> None:
    assert tuple(column_of(world, party, view) for view in VIEWS) == columns


@pytest.mark.parametrize(
    ("view", "letters"),
    [
        (
            "departments",
            {"sales": "ARC", "production": "C", "person:li-na": "I", "marketing": "SI", "archive": "I"},
        ),
        (
            "people",
            {
                "person:chen-jie": "R", "person:zhang-wei": "AC", "person:wang-qiang": "C", "person:li-na": "I",
                "role:clerk": "I", "marketing": "S", "archive": "I",
            },
        ),
        (
            "roles",
            {
                "person:chen-jie": "R", "role:key-account": "AC", "person:wang-qiang": "C", "person:li-na": "I",
                "role:clerk": "I", "marketing": "S", "archive": "I",
            },
        ),
        (
            "parties",
            {
                "north": "R", "sales": "A", "production": "C", "person:li-na": "I", "role:key-account": "C",
                "role:clerk": "I", "marketing": "S", "archive": "I",
            },
        ),
    ],
)  # fmt: skip
def test_letters_of_parties_that_share_a_column_are_united(world: World, view: View, letters: dict[str, str]) -> None:
    assert letters_seen(world, world.matrix.rows[0], view) == letters


def test_columns_stand_in_the_order_of_the_registers(world: World) -> None:
    rows = world.matrix.rows
    assert view_columns(world, rows, "departments") == ("sales", "production", "marketing", "archive", "person:li-na")
    assert view_columns(world, rows, "people") == (
        *("marketing", "archive", "role:clerk", "person:zhang-wei", "person:chen-jie", "person:wang-qiang"),
        "person:li-na",
    )
    assert view_columns(world, rows, "roles")[2:4] == ("role:key-account", "role:clerk")
    assert view_columns(world, (), "departments") == ("sales", "production", "marketing")
    assert view_columns(world, (), "parties") == ()


@pytest.mark.parametrize("seed", range(4))
def test_every_view_shows_the_same_letters(make_workspace: MakeWorkspace, seed: int) -> None:
    rows = drawn_charters(seed)
    files = {**COMPANY, "activities.yaml": drawn_activities(), "charters/sales.yaml": charter(*rows)}
    world = world_of(make_workspace(files))
    for row in world.matrix.rows:
        written = set("".join(row.letters.values()))
        for view in VIEWS:
            seen = letters_seen(world, row, view)
            assert set("".join(seen.values())) == written
            assert set(seen) <= set(view_columns(world, world.matrix.rows, view))
            for party, cell in row.letters.items():
                assert set(cell) <= set(seen[column_of(world, party, view)])
