from __future__ import annotations

from datetime import date
from decimal import Decimal

from collab_cli.graph.world import World, build_world
from collab_cli.model.department import Department
from collab_cli.model.field_types import Name
from collab_cli.model.goal import Goal
from collab_cli.model.handoff import Handoff
from collab_cli.model.load_workspace import load_workspace, wanted_top
from collab_cli.sources.snapshot import working_tree
from tests.conftest import MINIMAL_SETTINGS, ROOT, MakeWorkspace
from tests.rules.worlds import world_of

GOAL = 'title: T\nlevel: company\nperiod: "2025"\n'


def test_a_world_has_the_faults_of_loading_and_of_references(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace({"goals/a.yaml": f"{GOAL}owner: nobody\n", "goals/b.yaml": "title: [\n"}))
    assert sorted(fault.code for fault in world.faults) == ["S001", "S005"]
    assert [fault.place.path for fault in world.faults_of("S005")] == ["goals/a.yaml"]
    assert world.faults_of("S014") == ()


def test_drafts_are_left_out_where_they_are_not_judged(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"goals/a.yaml": f"{GOAL}status: active\n", "goals/b.yaml": GOAL})
    world = world_of(root)
    assert [goal.id for goal in world.all(Goal)] == ["a", "b"]
    judged = world.without_drafts()
    assert [goal.id for goal in judged.all(Goal)] == ["a"]
    assert judged.get(Goal, "b") is world.get(Goal, "b") is not None
    assert judged.graph is world.graph


def test_names_and_limits(make_workspace: MakeWorkspace) -> None:
    text = f"{MINIMAL_SETTINGS}check: {{thresholds: {{overlap-warn: 0.7}}}}\n"
    root = make_workspace({"collab.yaml": text, "departments.yaml": "- {id: sales, name: {zh: 销售部, en: Sales}}\n"})
    world = world_of(root)
    assert world.name(Department, "sales") == Name(zh="销售部", en="Sales")
    assert world.name(Department, "nowhere") == "nowhere"
    assert world.threshold("overlap-warn") == Decimal("0.7")
    assert world.threshold("overlap-info") == Decimal("0.50")


def test_the_matrix_is_that_of_the_day() -> None:
    workspace = load_workspace(working_tree(ROOT / "templates" / "demo" / "green", wanted=wanted_top))
    assert build_world(workspace, date(2025, 2, 28)).matrix.rows == ()
    assert len(build_world(workspace, date(2025, 3, 1)).matrix.rows) == 12


def test_a_question_is_answered_once_for_a_world_and_its_rules() -> None:
    world = world_of(ROOT / "templates" / "demo" / "green")
    asked: list[World] = []

    def ask(about: World) -> int:
        asked.append(about)
        return len(about.all(Goal))

    judged = world.without_drafts()
    assert [world.once(ask), world.once(ask), judged.once(ask), judged.once(ask)] == [4, 4, 4, 4]
    assert asked == [world, judged]


def test_everything_is_built_once() -> None:
    world = world_of(ROOT / "templates" / "demo" / "green")
    assert world.matrix is world.matrix
    assert world.goal_tree is world.goal_tree
    assert world.parties is world.parties
    (handoff,) = world.all(Handoff)
    assert world.digest(handoff) == "f722ef83c870"
