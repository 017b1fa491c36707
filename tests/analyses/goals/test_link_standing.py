"""How goals hang together."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from collab_cli.analyses.goals.link_standing import goal_ties
from tests.analyses.goals.worlds import TURNS
from tests.conftest import MakeWorkspace
from tests.rules.worlds import green_demo, world_of


def test_the_demo(tmp_path: Path) -> None:
    ties = goal_ties(world_of(green_demo(tmp_path / "demo")))
    assert [(one.link.child.id, one.share, one.parent_text) for one in ties.links] == [
        ("increase-revenue", Decimal("0.4"), "current"),
        ("raise-quality-and-efficiency", Decimal("0.3"), "current"),
        ("strengthen-brand", Decimal("0.3"), "current"),
    ]
    assert (ties.orphans, ties.undeployed, ties.without_goal, ties.unbalanced) == ((), (), (), ())
    assert ties.shared_rate == Decimal("0.25")


def test_at_every_turn(make_workspace: MakeWorkspace) -> None:
    ties = goal_ties(world_of(make_workspace(TURNS)))
    assert [(one.link.child.id, one.link.parent.id, one.share, one.parent_text) for one in ties.links] == [
        ("b-revenue", "a-share", Decimal("0.5"), "changed"),
        ("d-scrap", "a-share", Decimal("0.5"), "unknown"),
        ("c-leads", "b-revenue", 1, "unknown"),
    ]
    assert [goal.id for goal in ties.orphans] == ["e-over", "g-later"]
    assert ties.undeployed == ()
    assert ties.without_goal == ("office",)
    assert [(goal.id, whole) for goal, whole in ties.unbalanced] == [("a-share", Decimal("1.2"))]
    assert [(goal.id, departments) for goal, departments in ties.shared] == [
        ("a-share", ("sales", "plant")),
        ("b-revenue", ("sales", "plant", "sales-east")),
    ]
    assert ties.shared_rate == Decimal(2) / 6


def test_a_goal_that_was_reached_still_shares_what_it_serves(make_workspace: MakeWorkspace) -> None:
    closed = {path: text.replace("status: active", "status: achieved") if "d-scrap" in path else text
              for path, text in TURNS.items()}  # fmt: skip
    assert closed != TURNS
    (first, *_) = goal_ties(world_of(make_workspace(closed))).shared
    assert (first[0].id, first[1]) == ("a-share", ("sales", "plant"))


def test_a_company_goal_nothing_serves(make_workspace: MakeWorkspace) -> None:
    text = "title: X\nlevel: company\nperiod: '2025'\nstatus: active\n"
    files = {"departments.yaml": "- {id: sales, name: Sales}\n", "goals/x.yaml": text}
    ties = goal_ties(world_of(make_workspace(files)))
    assert [goal.id for goal in ties.undeployed] == ["x"]
    assert ties.without_goal == ("sales",)
    assert ties.shared_rate == 0


def test_where_some_links_have_a_weight_and_some_not(make_workspace: MakeWorkspace) -> None:
    head = "level: department\ndepartment: sales\nperiod: '2025'\nstatus: active\n"
    files = {
        "departments.yaml": "- {id: sales, name: Sales}\n",
        "goals/x.yaml": "title: X\nlevel: company\nperiod: '2025'\nstatus: active\n",
        "goals/y.yaml": f"title: Y\n{head}contributes_to: [{{goal: x, weight: 0.4}}]\n",
        "goals/z.yaml": f"title: Z\n{head}contributes_to: [{{goal: x}}]\n",
    }
    ties = goal_ties(world_of(make_workspace(files)))
    assert [one.share for one in ties.links] == [Decimal("0.4"), Decimal("0.6")]
    assert [whole for _, whole in ties.unbalanced] == [Decimal("0.4")]


def test_nothing_at_all(make_workspace: MakeWorkspace) -> None:
    ties = goal_ties(world_of(make_workspace({"departments.yaml": "- {id: sales, name: Sales}\n"})))
    assert (ties.links, ties.without_goal, ties.shared_rate) == ((), (), None)
