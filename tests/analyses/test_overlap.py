"""Which duties of different departments overlap, and how much."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from collab_cli.analyses.duplicates import duplicate_owners
from collab_cli.analyses.overlap import EQUAL, EXACT, SIMILAR, find_overlaps, reads_like, shared_work
from collab_cli.analyses.similarity import PARTNERS
from collab_cli.graph.world import World
from tests.conftest import MakeWorkspace
from tests.rules.worlds import green_demo, red_demo, world_of

DEPARTMENTS = """\
- {id: sales, name: Sales, head: zhang-wei}
- {id: marketing, name: Marketing, head: liu-fang}
- {id: shop, name: Shop, head: chen-jie, parent: sales}
"""
PEOPLE = "- {id: zhang-wei, name: A, department: sales}\n- {id: liu-fang, name: B, department: marketing}\n"
ACTIVITIES = "- {id: market-research, name: {zh: 市场调研}, aliases: [市场调查]}\n"


def _charter(*rows: str) -> str:
    duties = "".join(f"  - {{{row}}}\n" for row in rows)
    return f"title: Charter\nstatus: effective\nduties:\n{duties}"


@pytest.mark.parametrize(
    ("sales", "marketing", "expected"),
    [
        ("id: market-research, raci: {sales: AR}", "id: market-research, raci: {marketing: AR}", (EXACT, "1.00", "1")),
        (
            "id: s, title: 市场调查, raci: {sales: AR}",
            "id: market-research, raci: {marketing: AR}",
            (EQUAL, "0.95", "0.95"),
        ),
        (
            "id: s, title: 处理客户投诉, raci: {sales: A}",
            "id: m, title: 客户投诉处理, raci: {marketing: R}",
            (SIMILAR, "0.8", "0.64"),
        ),
        (
            "id: s, title: 处理客户投诉, raci: {sales: A}",
            "id: m, title: 客户投诉处理, raci: {marketing: A}",
            (SIMILAR, "0.8", "0.8"),
        ),
        (
            "id: s, title: 投诉处理客户, raci: {sales: A}",
            "id: m, title: 客户投诉处理客户投诉, raci: {marketing: A}",
            (SIMILAR, "0.909090909", "0.909090909"),
        ),
        (
            "id: s, title: survey market, raci: {sales: A}",
            "id: m, title: market survey, raci: {marketing: A}",
            (SIMILAR, "0.94", "0.94"),
        ),
        ("id: prices, raci: {sales: A}", "id: prices, raci: {marketing: A}", (EQUAL, "0.95", "0.95")),
        ("id: s, title: Prices, raci: {sales: A}", "id: m, title: prices, raci: {marketing: C}", None),
        (
            "id: s, title: Prices, raci: {sales: A}, scope: {areas: [eu]}",
            "id: m, title: prices, raci: {marketing: A}, scope: {areas: [asia]}",
            None,
        ),
        ("id: d1, title: Prices, raci: {sales: A}", "id: d1, title: Fairs, raci: {marketing: A}", None),
    ],
)
def test_the_score(
    make_workspace: MakeWorkspace, sales: str, marketing: str, expected: tuple[int, str, str] | None
) -> None:
    world = world_of(
        make_workspace(
            {
                "departments.yaml": DEPARTMENTS,
                "people.yaml": PEOPLE,
                "activities.yaml": ACTIVITIES,
                "charters/sales.yaml": _charter(sales),
                "charters/marketing.yaml": _charter(marketing),
            }
        )
    )
    found = [(overlap.strength, overlap.base, overlap.score) for overlap in find_overlaps(world, Decimal("0.5"))]
    assert found == ([(expected[0], Decimal(expected[1]), Decimal(expected[2]))] if expected else [])


def test_a_low_limit_lists_what_a_department_only_takes_part_in(make_workspace: MakeWorkspace) -> None:
    files = {
        "departments.yaml": DEPARTMENTS,
        "charters/sales.yaml": _charter("id: s, title: Prices, raci: {sales: A}"),
        "charters/marketing.yaml": _charter("id: m, title: prices, raci: {marketing: C}"),
    }
    world = world_of(make_workspace(files))
    assert [overlap.score for overlap in find_overlaps(world, Decimal("0.285"))] == [Decimal("0.285")]
    assert find_overlaps(world, Decimal("0.286")) == ()


def test_a_sub_department_does_not_overlap_with_its_parent(make_workspace: MakeWorkspace) -> None:
    files = {
        "departments.yaml": DEPARTMENTS,
        "charters/sales.yaml": _charter("id: s, title: Prices, raci: {sales: A}"),
        "charters/shop.yaml": _charter("id: m, title: prices, raci: {shop: A}"),
    }
    assert find_overlaps(world_of(make_workspace(files)), Decimal("0.1")) == ()


def test_the_order_of_files_decides_who_comes_first(make_workspace: MakeWorkspace) -> None:
    files = {
        "departments.yaml": DEPARTMENTS,
        "people.yaml": PEOPLE,
        "charters/sales.yaml": _charter(
            "id: s1, title: Prices, raci: {sales: A}", "id: s2, title: Fairs, raci: {sales: A}"
        ),
        "charters/marketing.yaml": _charter(
            "id: m1, title: fairs, raci: {marketing: A}", "id: m2, title: prices, raci: {marketing: A}"
        ),
    }
    world = world_of(make_workspace(files))
    pairs = [(overlap.first.id, overlap.second.id) for overlap in find_overlaps(world, Decimal("0.5"))]
    assert pairs == [("marketing/m1", "sales/s2"), ("marketing/m2", "sales/s1")]
    assert [(one.key, other.key) for one, other in duplicate_owners(world)] == pairs


def test_many_duties_of_one_owner_with_one_name_cost_nothing(make_workspace: MakeWorkspace) -> None:
    rows = [f"id: d{number}, title: Prices, raci: {{sales: A}}" for number in range(3000)]
    files = {"departments.yaml": DEPARTMENTS, "people.yaml": PEOPLE, "charters/sales.yaml": _charter(*rows)}
    world = world_of(make_workspace(files))
    assert (find_overlaps(world, Decimal("0.5")), duplicate_owners(world)) == ((), ())


def _two(make_workspace: MakeWorkspace, sales: list[str], marketing: list[str]) -> World:
    files = {
        "departments.yaml": DEPARTMENTS,
        "people.yaml": PEOPLE,
        "charters/sales.yaml": _charter(*sales),
        "charters/marketing.yaml": _charter(*marketing),
    }
    return world_of(make_workspace(files))


def _shown(world: World, at_least: str = "0.5", *, unsure: bool = False) -> list[tuple[list[str], str]]:
    return [
        ([row.id for row in (one.first, one.second, *one.others)], str(one.score.normalize()))
        for one in find_overlaps(world, Decimal(at_least), unsure=unsure)
    ]


def test_rows_of_one_wording_are_one_overlap(make_workspace: MakeWorkspace) -> None:
    world = _two(
        make_workspace,
        ["id: s1, title: Prices, raci: {sales: A}", "id: s2, title: prices, raci: {sales: R}"],
        ["id: m1, title: PRICES, raci: {marketing: A}", "id: m2, title: prices, raci: {marketing: C}"],
    )
    assert _shown(world) == [(["marketing/m1", "sales/s1", "sales/s2"], "0.95")]
    # the two with A are sure; what is left is the one that only does the work
    assert _shown(world, unsure=True) == [(["marketing/m1", "sales/s2"], "0.76")]


def test_rows_of_two_similar_wordings_are_one_overlap(make_workspace: MakeWorkspace) -> None:
    world = _two(
        make_workspace,
        ["id: s1, title: 处理客户投诉, raci: {sales: A}", "id: s2, title: 处理客户投诉, raci: {sales: R}"],
        ["id: m1, title: 客户投诉处理, raci: {marketing: A}"],
    )
    assert _shown(world, unsure=True) == [(["marketing/m1", "sales/s1", "sales/s2"], "0.8")]


def test_scopes_keep_equal_rows_apart(make_workspace: MakeWorkspace) -> None:
    world = _two(
        make_workspace,
        [f"id: s{n}, title: Shop, raci: {{sales: R}}, scope: {{areas: [a{n}]}}" for n in range(300)],
        [f"id: m{n}, title: Shop, raci: {{marketing: A}}, scope: {{areas: [a{n + 299}]}}" for n in range(300)],
    )
    assert _shown(world) == [(["marketing/m0", "sales/s299"], "0.76")]


def test_a_mass_of_equal_and_similar_duties_stays_cheap(make_workspace: MakeWorkspace) -> None:
    count = 400
    equal = _two(
        make_workspace,
        [f"id: s{n}, title: manage customer relations part, raci: {{sales: A}}" for n in range(count)],
        [f"id: m{n}, title: manage customer relations part, raci: {{marketing: A}}" for n in range(count)],
    )
    [group] = duplicate_owners(equal)
    assert len(group) == 2 * count
    assert (len(find_overlaps(equal, Decimal("0.5"))), find_overlaps(equal, Decimal("0.5"), unsure=True)) == (1, ())
    similar = _two(
        make_workspace,
        [f"id: s{n}, title: customer relations part s{n}, raci: {{sales: A}}" for n in range(count)],
        [f"id: m{n}, title: customer relations part m{n}, raci: {{marketing: A}}" for n in range(count)],
    )
    found = find_overlaps(similar, Decimal("0.65"))
    assert len({row.id for one in found for row in (one.first, one.second)}) == 2 * count
    assert len(found) <= 2 * count * PARTNERS


def test_shared_work_of_the_demo(tmp_path: Path) -> None:
    (work,) = shared_work(world_of(red_demo(tmp_path / "red")))
    assert (work.first, work.second, work.shared) == ("sales", "marketing", ("market-research",))
    assert (work.jaccard, work.coefficient) == (Decimal("0.2"), Decimal("0.333333333"))
    green = world_of(green_demo(tmp_path / "green"))
    assert (shared_work(green), find_overlaps(green, Decimal("0.5"))) == ((), ())


def test_the_red_demo_overlaps_once(tmp_path: Path) -> None:
    found = find_overlaps(world_of(red_demo(tmp_path)), Decimal("0.4"))
    assert [(overlap.first.id, overlap.second.id, overlap.score) for overlap in found] == [
        ("marketing/market-research", "sales/market-research", 1),
        ("marketing/customer-relationship", "sales/customer-development", Decimal("0.4")),
    ]


@pytest.mark.parametrize(
    ("sales", "marketing", "expected"),
    [
        ("id: s, title: 处理客户投诉, raci: {sales: A}", "id: m, title: 客户投诉处理, raci: {marketing: A}", "0.8"),
        ("id: s, title: 处理客户投诉, raci: {sales: A}", "id: m, title: 客户投诉处理, raci: {marketing: R}", None),
        ("id: s, title: 市场调查, raci: {sales: A}", "id: market-research, raci: {marketing: A}", "0.95"),
        ("id: market-research, raci: {sales: A}", "id: market-research, raci: {marketing: A}", None),
        ("id: s, title: 的, raci: {sales: A}", "id: m, title: 的, raci: {marketing: A}", None),
    ],
    ids=["similar", "below the limit", "equal", "one activity", "no words"],
)
def test_one_row_against_all(make_workspace: MakeWorkspace, sales: str, marketing: str, expected: str | None) -> None:
    world = world_of(
        make_workspace(
            {
                "departments.yaml": DEPARTMENTS,
                "people.yaml": PEOPLE,
                "activities.yaml": ACTIVITIES,
                "charters/marketing.yaml": _charter(marketing, "id: fairs, title: Fairs, raci: {marketing: A}"),
                "charters/sales.yaml": _charter(sales, "id: own, title: 客户投诉处理, raci: {sales: C}"),
            }
        )
    )
    (row, *_) = (row for matrix_row in world.matrix.rows for row in matrix_row.rows if row.owner.id == "sales")
    found = reads_like(world, row, Decimal("0.65"))
    assert (str(found.score.normalize()) if found is not None else None) == expected
    if found is not None:
        assert (found.first, found.second.owner.id) == (row, "marketing")
        (listed,) = find_overlaps(world, Decimal("0.65"))
        assert (listed.strength, listed.base, listed.score) == (found.strength, found.base, found.score)
