from __future__ import annotations

from dataclasses import replace

from collab_cli.model.goal import Goal
from collab_cli.model.person import Person
from collab_cli.model.workspace import with_records
from tests.conftest import ROOT
from tests.rules.worlds import world_of

DEMO = ROOT / "templates" / "demo" / "green"


def test_records_are_found_by_kind_and_id() -> None:
    workspace = world_of(DEMO).workspace
    goal = workspace.get(Goal, "increase-revenue")
    assert goal is not None
    assert goal.ref == "goal:increase-revenue"
    assert workspace.get(Goal, "zhang-wei") is None
    assert workspace.get(Goal, None) is None
    assert workspace.find("goal:increase-revenue") is goal
    assert workspace.find("goal:increase-revenue/kr1") is goal
    assert workspace.find("goal:nothing") is None
    assert workspace.find("nothing:at-all") is None
    assert workspace.find("increase-revenue") is None


def test_records_come_in_the_order_of_their_paths() -> None:
    workspace = world_of(DEMO).workspace
    assert [goal.path for goal in workspace.all(Goal)] == sorted(goal.path for goal in workspace.all(Goal))
    assert [person.id for person in workspace.all(Person)][:2] == ["li-na", "zhang-wei"]
    every = list(workspace.every_record())
    assert len(every) == sum(len(records) for records in workspace.records.values())
    assert {record.ref for record in every} >= {"person:li-na", "goal:increase-revenue", "charter:sales"}


def test_changed_records_leave_the_workspace_they_came_from_alone() -> None:
    workspace = world_of(DEMO).workspace
    goal = workspace.get(Goal, "increase-revenue")
    assert goal is not None
    changed = with_records(workspace, [replace(goal, restricted=True)])
    found = changed.get(Goal, "increase-revenue")
    assert found is not None
    assert found.restricted
    assert not goal.restricted
    assert workspace.get(Goal, "increase-revenue") is goal
    assert changed.get(Goal, "strengthen-brand") is workspace.get(Goal, "strengthen-brand")
