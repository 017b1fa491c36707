from __future__ import annotations

from pathlib import Path

from collab_cli.documents.nodes import Mapping, Scalar, Sequence
from collab_cli.messages import Titled
from collab_cli.model.department import Department
from collab_cli.model.field_types import Name
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

GOALS = {
    "goals/a.yaml": """\
# leads
title: {zh: 甲, en: A}
level: company
period: "2025"
key_results:
  - {id: kr1, title: First, type: boolean}
  - {id: kr2, title: Second, type: boolean, checkins: [{date: 2025-03-01, value: true}]}
""",
    "goals/b.yaml": """\
title: B
level: company
period: "2025"
status: draft
contributes_to:
  - {goal: nowhere, how: One}
  - {goal: a, how: Two}
  - {goal: gone, how: Three}
  - {goal: a, how: Four}
""",
    "departments.yaml": "- id: sales\n  name: Sales\n- id: production\n  name: Production\n",
}


def goal(root: Path, goal_id: str) -> Record[Goal]:
    found = world_of(root).get(Goal, goal_id)
    assert found is not None
    return found


def test_what_people_call_a_record(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(GOALS)
    record = goal(root, "a")
    assert (record.ref, record.path) == ("goal:a", "goals/a.yaml")
    assert record.name == Name(zh="甲", en="A")
    assert record.titled == Titled(Name(zh="甲", en="A"), "a")
    other = world_of(root).get(Department, "production")
    assert other is not None
    assert (other.name, other.titled) == ("Production", Titled("Production", "production"))


def test_a_draft_is_one_by_its_status(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(GOALS)
    assert goal(root, "a").is_draft  # nothing written: the default
    assert goal(root, "b").is_draft
    department = world_of(root).get(Department, "sales")
    assert department is not None
    assert not department.is_draft


def test_where_values_and_keys_stand(make_workspace: MakeWorkspace) -> None:
    record = goal(make_workspace(GOALS), "a")
    assert str(record.place("level")) == "goals/a.yaml:3:8"
    assert str(record.key_place("level")) == "goals/a.yaml:3:1"
    checkin = record.place("key_results", 1, "checkins", 0, "value")
    assert (str(checkin), checkin.route) == ("goals/a.yaml:7:82", ("key_results", "kr2", "checkins", 0, "value"))
    assert record.place("key_results", "kr2", "title") == record.place("key_results", 1, "title")
    key = record.key_place("key_results", 0, "type")
    assert (str(key), key.route) == ("goals/a.yaml:6:29", ("key_results", "kr1", "type"))


def test_what_is_missing_stands_at_the_first_key_of_its_row_or_record(make_workspace: MakeWorkspace) -> None:
    record = goal(make_workspace(GOALS), "a")
    assert str(record.place("owner")) == str(record.key_place("owner")) == "goals/a.yaml:2:1"
    assert record.place("owner").route == ("owner",)
    assert str(record.place("key_results", 0, "unit")) == "goals/a.yaml:6:6"
    assert str(record.first_place) == "goals/a.yaml:2:1"


def test_an_entry_of_a_register_has_its_id_before_every_route(make_workspace: MakeWorkspace) -> None:
    department = world_of(make_workspace(GOALS)).get(Department, "production")
    assert department is not None
    assert (str(department.place("head")), department.place("head").route) == (
        "departments.yaml:3:3",
        ("production", "head"),
    )
    assert str(department.first_place) == "departments.yaml:3:3"


def test_the_nodes_of_a_record(make_workspace: MakeWorkspace) -> None:
    record = goal(make_workspace(GOALS), "a")
    assert isinstance(record.find("title"), Mapping)
    assert isinstance(record.find("key_results"), Sequence)
    level = record.find("level")
    assert isinstance(level, Scalar)
    assert level.text == "company"
    assert record.find("owner") is None
    assert record.find("level", "deeper") is None


def test_indexes_are_those_of_the_value_although_dead_references_were_taken_out(make_workspace: MakeWorkspace) -> None:
    record = goal(make_workspace(GOALS), "b")
    assert [entry.how for entry in record.value.contributes_to] == ["Two", "Four"]
    assert [entry.how for entry in record.written.contributes_to] == ["One", "Two", "Three", "Four"]
    assert [str(record.place("contributes_to", index, "how")) for index in (0, 1)] == [
        "goals/b.yaml:7:20",
        "goals/b.yaml:9:20",
    ]
    assert str(record.key_place("contributes_to", 1, "how")) == "goals/b.yaml:9:15"
    found = record.find("contributes_to", 1, "how")
    assert isinstance(found, Scalar)
    assert found.text == "Four"
    assert record.place("contributes_to", 0, "how").route == ("contributes_to", 1, "how")
