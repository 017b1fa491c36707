from __future__ import annotations

from pathlib import Path

from collab_cli.analyses.goals.work_of_person import LinesOfPerson, work_of_person
from collab_cli.model.person import Person
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

GOAL = 'title: {title}\nlevel: {level}\ndepartment: sales\nowner: {owner}\nperiod: "2025"\nstatus: {status}\n'
DUTIES = """\
title: Sales
type: department
department: sales
owner: ann
status: effective
duties:
  - {id: win, title: Win, raci: {sales: AR, factory: C}, supports: [more]}
  - {id: quote, title: Quote, raci: {sales: A, "person:bob": R}, supports: [gone]}
  - {id: hear, title: Hear, raci: {factory: AR, sales: I}}
  - {id: plan, title: Plan, raci: {"role:planner": A, factory: R}}
"""
PROJECT = """\
title: Fair
owner: ann
goals: [more]
members: [sales, factory]
status: STATUS
tasks:
  - {id: booth, title: Booth, raci: {"person:bob": AR}}
  - {id: tea, title: Tea, raci: {"person:bob": A, factory: R}, supports: [own]}
"""
FILES = {
    "departments.yaml": (
        "- {id: sales, name: Sales, head: ann}\n- {id: north, name: North, parent: sales}\n"
        "- {id: factory, name: Factory}\n"
    ),
    "roles.yaml": "- {id: planner, name: Planner, department: factory}\n",
    "people.yaml": (
        "- {id: ann, name: Ann, department: sales}\n- {id: bob, name: Bob, department: north}\n"
        "- {id: cai, name: Cai, department: factory, role: planner}\n- {id: dan, name: Dan}\n"
    ),
    "goals/more.yaml": GOAL.format(title="More", level="department", owner="ann", status="active"),
    "goals/own.yaml": GOAL.format(title="Own", level="person", owner="bob", status="proposed"),
    "goals/old.yaml": GOAL.format(title="Old", level="person", owner="bob", status="achieved"),
    "charters/sales.yaml": DUTIES,
    "projects/fair.yaml": PROJECT.replace("STATUS", "active"),
    "projects/past.yaml": PROJECT.replace("STATUS", "closed"),
    "actions.yaml": (
        "- {id: call, title: Call, owner: bob, due: 2025-07-05, goal: own}\n"
        "- {id: tidy, title: Tidy, owner: bob, due: 2025-07-05}\n"
        "- {id: done, title: Done, owner: bob, due: 2025-07-05, goal: own, status: done}\n"
    ),
}


def lines(root: Path, person: str) -> LinesOfPerson:
    world = world_of(root)
    record = world.get(Person, person)
    assert record is not None
    return work_of_person(world, record)


def told(found: LinesOfPerson) -> list[tuple[str, tuple[tuple[str, str], ...], list[str]]]:
    return [(each.work.ref, each.held, [goal.id for goal in each.goals]) for each in found.works]


def test_what_a_person_its_role_or_its_department_does(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(FILES)
    bob = lines(root, "bob")
    assert [goal.id for goal in bob.owned] == ["own"]
    assert told(bob) == [
        ("charter:sales/win", (("sales", "AR"),), ["more"]),
        ("charter:sales/quote", (("sales", "A"), ("person:bob", "R")), []),
        ("project:fair/booth", (("person:bob", "AR"),), ["more"]),
        ("project:fair/tea", (("person:bob", "A"),), ["own"]),
        ("action:call", (), ["own"]),
        ("action:tidy", (), []),
    ]
    assert [each.work.ref for each in bob.without_goal] == ["charter:sales/quote", "action:tidy"]
    assert told(lines(root, "ann")) == [
        ("charter:sales/win", (("sales", "AR"),), ["more"]),
        ("charter:sales/quote", (("sales", "A"),), []),
        ("project:fair", (), ["more"]),
    ]
    assert told(lines(root, "cai")) == [
        ("charter:sales/hear", (("factory", "AR"),), []),
        ("charter:sales/plan", (("role:planner", "A"), ("factory", "R")), []),
        ("project:fair/tea", (("factory", "R"),), ["own"]),
    ]


def test_somebody_without_work(make_workspace: MakeWorkspace) -> None:
    dan = lines(make_workspace(FILES), "dan")
    assert (dan.owned, dan.works, dan.without_goal) == ((), (), ())
