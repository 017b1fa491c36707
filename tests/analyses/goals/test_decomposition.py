from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from collab_cli.analyses.goals.decomposition import (
    Wanted,
    carriers,
    claims,
    counted_twice,
    decompose,
    is_wrong,
    level_of,
    owner_of,
    stated,
)
from collab_cli.graph.world import World
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record
from tests.growing_company import growing_company
from tests.rules.worlds import world_of

ZERO, ONE, WHOLE = Decimal(0), Decimal(1), Decimal(100)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return growing_company(tmp_path / "w")


def goal(world: World, goal_id: str) -> Record[Goal]:
    found = world.get(Goal, goal_id)
    assert found is not None
    return found


def halves(world: World, **more: object) -> Wanted:
    shares = {"sales": Decimal("0.5"), "production": Decimal("0.5")}
    return Wanted(shares, key_results=tuple(goal(world, "grow").value.key_results), **more)  # type: ignore[arg-type]


def test_who_can_carry_a_goal(root: Path) -> None:
    world = world_of(root)
    assert carriers(world, goal(world, "grow")) == ("sales", "production", "marketing")
    assert carriers(world, goal(world, "increase-revenue")) == ("north", "south")
    assert carriers(world, goal(world, "strengthen-brand")) == ("person:zhou-min",)
    assert carriers(world, goal(world, "raise-quality-and-efficiency")) == ()


def test_levels_and_owners(root: Path) -> None:
    world = world_of(root)
    assert level_of(world, goal(world, "grow"), "sales") == "department"
    assert level_of(world, goal(world, "increase-revenue"), "north") == "team"
    assert level_of(world, goal(world, "increase-revenue"), "production") == "department"
    assert level_of(world, goal(world, "grow"), "person:chen-jie") == "person"
    assert (owner_of(world, "north"), owner_of(world, "south")) == ("zhao-lei", None)
    assert owner_of(world, "person:chen-jie") == "chen-jie"


def test_parties_that_are_part_of_each_other(root: Path) -> None:
    world = world_of(root)
    assert counted_twice(world, ("sales", "production")) is None
    assert counted_twice(world, ("sales", "north")) == ("north", "sales")
    assert counted_twice(world, ("marketing", "person:zhou-min")) == ("person:zhou-min", "marketing")


def test_what_shares_rest_on(root: Path) -> None:
    world = world_of(root)
    grow = goal(world, "grow")
    results = tuple(grow.value.key_results)
    assert claims(world, grow, Wanted(by="equal")) == dict.fromkeys(("sales", "production", "marketing"), 1)
    assert claims(world, grow, Wanted(by="headcount", parties=("sales", "production"))) == {"sales": 4, "production": 1}
    assert claims(world, grow, Wanted(by="history", key_results=results)) == {"sales": 48, "marketing": 32}
    assert claims(world, grow, Wanted(by="weight")) == {}
    assert stated(world, grow) == 0
    assert stated(world, goal(world, "increase-market-share")) == 1


def test_figures_add_up_and_ratios_stay(root: Path) -> None:
    world = world_of(root)
    grow = goal(world, "grow")
    found = decompose(world, grow, Wanted(by="equal", key_results=tuple(grow.value.key_results)))
    assert [(one.party, str(one.weight), one.basis) for one in found.portions] == [
        ("sales", "0.3334", ONE),
        ("production", "0.3333", ONE),
        ("marketing", "0.3333", ONE),
    ]
    assert [str(one.figures["kr1"].target) for one in found.portions] == ["34", "33", "33"]
    assert [one.figures["kr2"].target for one in found.portions] == [15, 15, 15]
    assert [(one.key_result.id, one.total, one.difference) for one in found.sums] == [("kr1", WHOLE, ZERO)]
    assert (found.weights, found.all_weights, found.left_out, found.needs_consent) == (ONE, ONE, (), False)


def test_a_figure_by_hand_that_leaves_something_out_needs_consent(root: Path) -> None:
    world = world_of(root)
    by_hand = {("sales", "kr1"): {"target": Decimal(45)}, ("production", "kr2"): {"target": Decimal(16)}}
    found = decompose(world, goal(world, "grow"), halves(world, figures=by_hand))
    assert (found.sums[0].parts, found.sums[0].difference, is_wrong(found.sums[0])) == (Decimal(95), Decimal(-5), True)
    assert found.portions[1].figures["kr2"].target == 16
    assert found.left_out == ("marketing",)
    assert found.needs_consent


def test_more_than_asked_is_nothing_to_agree_to(root: Path) -> None:
    world = world_of(root)
    by_hand = {("sales", "kr1"): {"target": Decimal(60)}}
    wanted = Wanted(by="equal", key_results=halves(world).key_results, figures=by_hand)
    found = decompose(world, goal(world, "grow"), wanted)
    assert (found.sums[0].difference, is_wrong(found.sums[0]), found.needs_consent) == (Decimal(26), False, False)


def test_decimal_places_as_wanted(root: Path) -> None:
    world = world_of(root)
    grow = goal(world, "grow")
    found = decompose(world, grow, Wanted(by="equal", key_results=tuple(grow.value.key_results), places=2))
    assert [str(one.figures["kr1"].target) for one in found.portions] == ["33.34", "33.33", "33.33"]


def test_a_third_thrice_is_divided_as_the_whole(root: Path) -> None:
    world = world_of(root)
    third = Decimal("0.3333")
    said = {"sales": third, "production": third, "marketing": third}
    found = decompose(world, goal(world, "grow"), Wanted(said, key_results=halves(world).key_results, places=4))
    assert [str(one.weight) for one in found.portions] == ["0.3333", "0.3333", "0.3333"]
    assert (found.sums[0].parts, found.sums[0].difference, found.needs_consent) == (WHOLE, ZERO, False)


def test_amounts_given_whole_to_several(root: Path) -> None:
    path = root / "goals/2025/grow.yaml"
    text = path.read_text("utf-8").replace("additive: true, ", "")
    for unit, copied in (("百万元", ["kr1"]), ("万元/人", []), ("每人万元", [])):
        path.write_text(text.replace("百万元", unit), "utf-8")
        world = world_of(root)
        assert [one.id for one in decompose(world, goal(world, "grow"), halves(world)).copied] == copied
    alone = Wanted({"sales": Decimal(1)}, key_results=halves(world).key_results)
    assert decompose(world, goal(world, "grow"), alone).copied == ()


def test_what_is_carried_already_is_counted(root: Path) -> None:
    (root / "goals/2025/old.yaml").write_text(
        'title: Old\nlevel: department\ndepartment: marketing\nowner: liu-fang\nperiod: "2025"\nstatus: draft\n'
        "contributes_to: [{goal: grow, weight: 0.2}]\nkey_results:\n"
        "  - {id: kr1, title: r, metric: sales-revenue, type: money, baseline: 16, target: 20, unit: 百万元}\n"
        '  - {id: kr2, title: s, metric: market-share, type: percent, baseline: 12, target: 15, unit: "%"}\n',
        "utf-8",
    )
    world = world_of(root)
    found = decompose(world, goal(world, "grow"), halves(world))
    assert (found.sums[0].parts, found.sums[0].total, found.sums[0].difference) == (WHOLE, Decimal(120), Decimal(20))
    assert is_wrong(found.sums[0])
    assert found.counts_twice
    assert [(one.id, carried.link.child.id) for one, carried in found.twice] == [("kr2", "old")]
    assert (found.weights, found.all_weights, found.left_out) == (ONE, Decimal("1.2"), ())
    rest = Wanted({"sales": Decimal("0.8")}, key_results=tuple(goal(world, "grow").value.key_results[:1]))
    found = decompose(world, goal(world, "grow"), rest)
    assert (found.sums[0].total, found.sums[0].difference, found.all_weights) == (WHOLE, ZERO, ONE)
    assert (found.left_out, found.counts_twice, found.needs_consent) == (("production",), False, True)
    assert found.left_out == ("production",)
