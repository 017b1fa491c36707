from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.analyses.goals.work_for_goal import Knowing, who_knows, work_for_goal
from collab_cli.graph.world import World
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record
from tests.growing_company import growing_company
from tests.rules.worlds import world_of

TASK = """\
title: Fair
owner: liu-fang
goals: [increase-revenue]
members: [sales, marketing]
end: 2025-10-20
status: active
tasks:
  - {id: booth, title: Booth, raci: {sales: AR}, supports: [increase-revenue]}
  - {id: tea, title: Tea, raci: {sales: AR}}
"""
FILES = {
    "projects/fair.yaml": TASK,
    "projects/given-up.yaml": TASK.replace("active", "cancelled"),
    "resources/van.yaml": (
        "title: Van\ntype: material\nfor: goal:increase-revenue\nrequested_by: sales\nneeded_by: 2025-07-01\n"
        "requested: {qty: 1, unit: van}\nstatus: submitted\n"
    ),
    "events/launch.yaml": (
        "title: Launch\ntype: other\ndate: 2025-08-01\ndepartments: [sales, marketing]\ngoal: increase-revenue\n"
    ),
    "actions/2025/2025-06-01-call.yaml": "title: Call\nowner: chen-jie\ndue: 2025-07-05\ngoal: increase-revenue\n",
    "actions/2025/2025-06-02-mail.yaml": (
        "title: Mail\nowner: chen-jie\ndue: 2025-07-06\norigin: goal:increase-revenue/kr1\nstatus: done\n"
    ),
    "actions/2025/2025-06-03-drop.yaml": "title: Drop\ndue: 2025-07-06\ngoal: increase-revenue\nstatus: cancelled\n",
    "actions/2025/2025-06-04-else.yaml": "title: Else\ndue: 2025-07-06\ngoal: strengthen-brand\n",
}


@pytest.fixture
def world(tmp_path: Path) -> World:
    root = growing_company(tmp_path / "w")
    (root / "projects").mkdir(exist_ok=True)
    for each in (root / "projects").iterdir():
        each.unlink()
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    goal = root / "goals/2025/increase-revenue.yaml"
    acks = "acknowledgements: [{person: chen-jie, date: 2025-05-01}, {person: liu-fang, date: 2025-05-01}, "
    goal.write_text(goal.read_text("utf-8") + acks + "{person: zhang-wei, date: 2025-07-01}]\n", "utf-8")
    return world_of(root)


def goal(world: World, goal_id: str) -> Record[Goal]:
    found = world.get(Goal, goal_id)
    assert found is not None
    return found


def test_all_that_names_a_goal(world: World) -> None:
    found = work_for_goal(world, goal(world, "increase-revenue"))
    assert [(one.ref, one.parties, one.state, str(one.due)) for one in found] == [
        ("charter:sales/customer-development", ("sales",), None, "None"),
        ("charter:sales/contract-signing", ("sales",), None, "None"),
        ("project:fair", ("person:liu-fang",), "active", "2025-10-20"),
        ("project:fair/booth", ("sales",), "active", "None"),
        ("action:2025-06-01-call", ("person:chen-jie",), "open", "2025-07-05"),
        ("action:2025-06-02-mail", ("person:chen-jie",), "done", "2025-07-06"),
        ("resource:van", ("sales",), "submitted", "2025-07-01"),
        ("event:launch", ("sales", "marketing"), "planned", "2025-08-01"),
    ]
    assert work_for_goal(world, goal(world, "grow")) == ()


def test_the_measures_of_check_ins_carry_the_goal(world: World) -> None:
    found = work_for_goal(world, goal(world, "increase-market-share"))
    assert "action:2025-06-30-media-budget-plan" in [one.ref for one in found]


def test_who_knows_a_goal(world: World) -> None:
    found = who_knows(world, goal(world, "increase-revenue"))
    assert found == Knowing(("chen-jie", "liu-fang"), ("zhang-wei", "zhao-lei", "sun-yan"))
    assert len(who_knows(world, goal(world, "grow")).missing) == 8
