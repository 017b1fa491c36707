from __future__ import annotations

from pathlib import Path

from collab_cli.model.charter import Charter
from collab_cli.model.goal import Goal
from collab_cli.rules.compared import Compared, no_past
from tests.rules.changes.two_states import SALES, compare
from tests.rules.worlds import EXAMPLE, Files

GOAL = (EXAMPLE / "goals/fewer-returns.yaml").read_text("utf-8")
RENAMED = {"goals/fewer-returns.yaml": None, "goals/better-parts.yaml": GOAL.replace("target: 2", "target: 3")}


def test_a_renamed_record_is_found_under_its_old_id(tmp_path: Path) -> None:
    compared = compare(tmp_path, {"goals/fewer-returns.yaml": GOAL}, RENAMED)
    goal = compared.world.get(Goal, "better-parts")
    assert goal is not None
    before = compared.before(goal)
    assert before is not None
    assert before.id == "fewer-returns"
    assert compared.base_ref(goal) == "goal:fewer-returns"
    assert compared.old_id("goal", "better-parts") == "fewer-returns"
    assert compared.new_id("goal", "fewer-returns") == "better-parts"
    assert compared.new_name("goal:fewer-returns") == "goal:better-parts"
    assert compared.new_name("goal:fewer-returns/kr1") == "goal:better-parts/kr1"
    assert compared.new_name("goals/fewer-returns.yaml") == "goals/better-parts.yaml"
    assert not compared.is_new(goal)
    assert {change.act for change in compared.changes_of(goal)} == {"renamed", "changed"}


def test_what_a_fault_hides_may_be_the_same_record(tmp_path: Path) -> None:
    path, other = "charters/sales.yaml", "charters/other.yaml"
    states: dict[str, tuple[Files, Files, bool]] = {
        "its own file": ({path: "title: ["}, {path: SALES}, True),
        "under another id": ({path: None, other: "title: ["}, {path: SALES, other: None}, True),
        "a file that is still there": ({path: None, other: "title: ["}, {path: SALES}, False),
        "nothing": ({path: None}, {path: SALES}, False),
    }
    for name, (before, now, expected) in states.items():
        compared = compare(tmp_path / name, before, now)
        sales = compared.world.get(Charter, "sales")
        assert sales is not None
        assert compared.may_have_been(sales) is expected, name
        assert Compared(compared.world, compared.base).may_still_be(sales) is expected, name


def test_what_kept_its_id_needs_no_comparison(tmp_path: Path) -> None:
    compared = compare(tmp_path, {}, {})
    sales = compared.world.get(Charter, "sales")
    assert sales is not None
    assert compared.before(sales) == compared.base.get(Charter, "sales")
    assert compared.old_id("charter", "sales") == compared.new_id("charter", "sales") == "sales"
    assert not compared.is_new(sales)
    assert "changes" not in vars(compared)


def test_a_duty_that_moves_is_followed(tmp_path: Path) -> None:
    row = "  - {id: complaint-handling, raci: {sales: AR, production: I}}\n"
    taken = (EXAMPLE / "charters/production.yaml").read_text("utf-8").replace("duties:\n", "duties:\n" + row)
    now = {"charters/sales.yaml": SALES.replace(row, ""), "charters/production.yaml": taken}
    compared = compare(tmp_path, {"charters/sales.yaml": SALES}, now)
    assert compared.new_name("charter:sales/complaint-handling") == "charter:production/complaint-handling"


def test_what_is_new(tmp_path: Path) -> None:
    compared = compare(tmp_path / "1", {}, {"goals/new.yaml": GOAL})
    goal = compared.world.get(Goal, "new")
    assert goal is not None
    assert compared.is_new(goal)
    assert compared.before(goal) is None
    assert compared.past([goal]) == no_past([goal]) == {}
    unread = compare(tmp_path / "2", {"goals/old.yaml": "title: ["}, {"goals/old.yaml": GOAL})
    old = unread.world.get(Goal, "old")
    assert old is not None
    assert not unread.is_new(old)


def test_both_states_without_drafts(tmp_path: Path) -> None:
    compared = compare(tmp_path, {}, RENAMED)
    bare = compared.without_drafts
    assert (bare.base.drafts, bare.world.drafts) == (False, False)
    assert compared.without_drafts is bare
    assert bare.changes is compared.changes
