"""How much lies on each party."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest

from collab_cli.analyses.responsibility_view import VIEWS, View
from collab_cli.analyses.workload import Load, column_loads, share_limits, too_often, workload
from collab_cli.graph.world import World
from tests.analyses.mixed_company import COMPANY, charter, drawn_activities, drawn_charters
from tests.conftest import MINIMAL_SETTINGS, MakeWorkspace
from tests.rules.worlds import world_of

ROWS = (
    "id: research, weight: 0.5, raci: {sales: A, north: R, production: C}",
    "id: tenders, weight: 2, raci: {sales: AR, 'person:li-na': I}",
    "id: planning, raci: {production: AR, north: C, sales: I}",
    "id: step, within: planning, raci: {marketing: AR}",
)


def world(make_workspace: MakeWorkspace, *rows: str, **files: str) -> World:
    return world_of(make_workspace({**COMPANY, "charters/sales.yaml": charter(*rows), **files}))


def briefly(loads: tuple[Load, ...]) -> dict[str, tuple[str, int, int, str, str]]:
    """Return by party: counts of A, R, C, I as one text, rows, busy rows, percentile and weight."""
    return {
        load.party: (
            "".join(str(load.counts[letter]) for letter in "ARCI"),
            load.rows,
            load.busy,
            format(load.percentile.normalize(), "f"),
            str(load.weight),
        )
        for load in loads
    }


def test_what_lies_on_departments(make_workspace: MakeWorkspace) -> None:
    loads = workload(world(make_workspace, *ROWS), "departments")
    assert briefly(loads) == {
        "sales": ("2211", 3, 2, "0.875", "2.5"),
        "production": ("1110", 2, 1, "0.625", "1"),
        "marketing": ("0000", 0, 0, "0.25", "0"),
        "person:li-na": ("0001", 1, 0, "0.25", "0"),
    }
    assert {load.total for load in loads} == {3}
    sales = loads[0]
    assert (sales.share("A"), sales.involved_share, sales.busy_share) == (
        *(Decimal("0.666666667"), Decimal(1), Decimal("0.666666667")),
    )
    assert [load.party for load in loads if load.is_only_informed] == ["person:li-na"]


def test_what_lies_on_people_who_hold_nothing_either(make_workspace: MakeWorkspace) -> None:
    assert briefly(workload(world(make_workspace, *ROWS), "people")) == {
        "person:zhang-wei": ("2101", 3, 2, "0.875", "2.5"),
        "person:chen-jie": ("0110", 2, 1, "0.5", "0.5"),
        "person:wang-qiang": ("1110", 2, 1, "0.5", "1"),
        "person:li-na": ("0001", 1, 0, "0.125", "0"),
    }
    roles = workload(world(make_workspace, *ROWS), "roles")
    assert [load.party for load in roles if not load.rows] == ["role:clerk"]


def test_of_several_charters_about_one_matter_the_heaviest_counts(make_workspace: MakeWorkspace) -> None:
    other = charter("id: research, weight: 3, raci: {sales: C, marketing: R, production: AR}")
    loads = briefly(workload(world(make_workspace, ROWS[0], **{"charters/other.yaml": other}), "departments"))
    assert loads["sales"] == ("1110", 1, 1, "0.5", "0.5")
    assert loads["production"] == ("1110", 1, 1, "0.5", "3")


def test_nothing_to_compare(make_workspace: MakeWorkspace) -> None:
    loads = workload(world_of(make_workspace(COMPANY)), "departments")
    assert [load.party for load in loads] == ["sales", "production", "marketing"]
    assert {load.total for load in loads} == {0}
    assert {load.share("A") for load in loads} == {load.involved_share for load in loads} == {Decimal(0)}
    assert workload(world_of(make_workspace({})), "departments") == ()


def test_daci_counts_who_drives(make_workspace: MakeWorkspace) -> None:
    settings = {"collab.yaml": MINIMAL_SETTINGS + "raci: {framework: daci}\n"}
    found = world(make_workspace, "id: tenders, raci: {sales: A, production: D, marketing: R}", **settings)
    assert {load.party: (dict(load.counts), load.busy) for load in workload(found, "departments")} == {
        "sales": ({"A": 1, "D": 0, "C": 0, "I": 0}, 1),
        "production": ({"A": 0, "D": 1, "C": 0, "I": 0}, 1),
        "marketing": ({"A": 0, "D": 0, "C": 0, "I": 0}, 0),
    }


@pytest.mark.parametrize(
    ("count", "limits"),
    [
        (4, {}),
        (5, {"A": "0.5", "R": "0.6"}),
    ],
)
def test_limits_need_enough_rows(make_workspace: MakeWorkspace, count: int, limits: dict[str, str]) -> None:
    rows = [f"id: d{number}, raci: {{sales: A, production: R}}" for number in range(count)]
    found = world(make_workspace, *rows)
    assert share_limits(found) == {letter: Decimal(limit) for letter, limit in limits.items()}
    loads = column_loads(found)
    assert list(loads) == ["sales", "production", "marketing"]
    assert [too_often(share_limits(found), load) for load in loads.values()] == (["A", "R", ""] if limits else [""] * 3)


def test_c_has_a_limit_where_there_is_a_crowd(make_workspace: MakeWorkspace) -> None:
    settings = MINIMAL_SETTINGS + "check: {thresholds: {crowd-min-parties: 3, load-min-rows: 1, max-c-share: 0.4}}\n"
    found = world(make_workspace, *ROWS, **{"collab.yaml": settings})
    assert share_limits(found)["C"] == Decimal("0.4")
    assert share_limits(world_of(make_workspace({}))) == {}


@pytest.mark.parametrize("seed", range(3))
def test_counts_add_up_and_no_order_of_charters_changes_them(make_workspace: MakeWorkspace, seed: int) -> None:
    rows = drawn_charters(seed)
    parts = (rows[:5], rows[5:8], rows[8:])
    found = []
    for names in list(permutations(("one", "three", "two")))[:: seed + 1]:
        charters = {f"charters/{name}.yaml": charter(*part) for name, part in zip(names, parts, strict=True)}
        files = {**COMPANY, "activities.yaml": drawn_activities(), **charters}
        shuffled = world_of(make_workspace(files))
        cells = [cell for row in shuffled.matrix.rows for cell in row.letters.values()]
        loads = {view: workload(shuffled, view) for view in VIEWS}
        for letter in "ARCI":
            written = sum(load.counts[letter] for load in loads["parties"])
            assert written == sum(letter in cell for cell in cells)
            assert all(written >= sum(load.counts[letter] for load in loads[view]) for view in VIEWS)
        found.append(loads)
    assert all(loads == found[0] for loads in found)


@pytest.mark.parametrize("view", VIEWS)
def test_percentiles_lie_around_the_middle(make_workspace: MakeWorkspace, view: View) -> None:
    loads = workload(world(make_workspace, *ROWS), view)
    assert sum(load.percentile for load in loads) / len(loads) == pytest.approx(Decimal("0.5"), abs=Decimal("1e-8"))
    assert all(0 < load.percentile < 1 for load in loads)
