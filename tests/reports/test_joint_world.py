"""Both sides of a comparison as one world to take names from."""

from __future__ import annotations

from collab_cli.graph.world import World
from collab_cli.model.person import Person
from collab_cli.reports.joint_world import joint_world
from tests.reports.told_changes import edited


def test_what_is_on_one_side_only_is_found_and_what_is_on_both_is_as_after(demo: World) -> None:
    people = [
        ("- id: zhou-min\n  name: 周敏", "- id: wu-di\n  name: 吴迪"),
        ("- id: chen-jie\n  name: 陈杰", "- id: chen-jie\n  name: 陈洁"),
    ]
    after = edited(demo, {"people.yaml": people}).after
    joint = joint_world(demo, after)
    names = [joint.parties.name(f"person:{one}") for one in ("zhou-min", "wu-di", "chen-jie", "nobody")]
    assert names == ["周敏", "吴迪", "陈洁", "nobody"]
    assert [person.id for person in joint.workspace.all(Person)] == [
        *("li-na", "zhang-wei", "chen-jie", "wang-qiang", "liu-fang", "wu-di", "zhou-min")
    ]
    assert len(joint.workspace.records["person"]) == 7
    assert joint.get(Person, "nobody") is None


def test_people_called_alike_have_their_ids_behind_their_names(demo: World) -> None:
    people = [("name: 周敏", "name: {zh: 张伟, en: Wei}"), ("manager: li-na", "manager: zhou-min")]
    told = edited(demo, {"people.yaml": people, "departments.yaml": [("head: zhang-wei", "head: zhou-min")]})
    assert told.said("zh") == [
        "销售部负责人由张伟 (zhang-wei) 改为张伟 (zhou-min)",
        "“张伟”的直接上级由李娜改为张伟 (zhou-min)",
        "“张伟”原名“周敏”",
    ]
