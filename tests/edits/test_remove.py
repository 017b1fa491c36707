from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.edits.plan import Plan
from collab_cli.edits.remove import Removal, plan_remove, plan_remove_part
from collab_cli.errors import CollabError
from collab_cli.graph.lookup import find_any
from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.messages import Message
from tests.conftest import MakeWorkspace
from tests.rules.worlds import DEMO, world_of

PEOPLE = "- {id: ann, name: Ann}\n- {id: bob, name: Bob}\n"


@pytest.fixture(scope="module")
def demo() -> World:
    return world_of(DEMO / "green")


def remove(world: World, ref: str, *, cascade: bool = False) -> Removal:
    record, part = find_any(world.workspace, ref)
    if part is None:
        return plan_remove(Plan(world), record, cascade=cascade)
    field = next(name for name in record.kind.part_fields if record.find(name, part) is not None)
    return plan_remove_part(Plan(world), record, (*record.route, field, part), cascade=cascade)


def told(messages: tuple[Message, ...]) -> list[str]:
    return [language("en").say(message) for message in messages]


def text_after(removal: Removal, path: str) -> str | None:
    assert removal.planned is not None
    data = next(write.data for write in removal.planned.writes if write.path == path)
    return data.decode() if data is not None else None


def test_a_file_of_its_own_goes(demo: World) -> None:
    removal = remove(demo, "event:team-outing")
    assert (removal.users, removal.steps, removal.obstacles) == ((), (), ())
    assert removal.planned is not None
    assert [(write.path, write.data) for write in removal.planned.writes] == [("events/team-outing.yaml", None)]
    assert told((removal.planned.sentence,)) == ["removed the event 拓展活动 (team-outing)"]
    assert removal.closing is None  # it was held


def test_only_the_lines_of_a_register_entry_go(make_workspace: MakeWorkspace) -> None:
    skills = "# skills\n- id: one  # first\n  name: One\n\n# the second\n- {id: two, name: Two}\n"
    world = world_of(make_workspace({"skills.yaml": skills}))
    assert text_after(remove(world, "skill:two"), "skills.yaml") == "# skills\n- id: one  # first\n  name: One\n"


def test_the_last_entry_leaves_an_empty_register(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace({"skills.yaml": "# all skills\n- {id: one, name: One}\n"}))
    removal = remove(world, "skill:one")
    assert text_after(removal, "skills.yaml") == "# all skills\n[]\n"
    assert removal.planned is not None and removal.planned.after.faults == ()


def test_who_names_it_stands_in_the_way(demo: World) -> None:
    removal = remove(demo, "metric:defect-rate")
    assert removal.planned is None
    assert told(removal.users) == [
        "生产部职责说明书 (production) names it in metric: charters/production.yaml:26",
        "Raise quality and efficiency (raise-quality-and-efficiency) names it in metric:"
        " goals/2025/raise-quality-and-efficiency.yaml:17",
    ]
    assert removal.closing is None


def test_references_are_taken_out_with_cascade(demo: World) -> None:
    removal = remove(demo, "skill:communication", cascade=True)
    assert told(removal.steps)[:2] == [
        "required_skills of 销售部职责说明书 (sales) no longer names it: charters/sales.yaml:33",
        "skills of 张伟 (zhang-wei) no longer names it: people.yaml:15",
    ]
    assert told(removal.obstacles) == []
    assert removal.planned is not None and removal.planned.after.faults == ()
    people = text_after(removal, "people.yaml")
    assert people is not None
    before = (DEMO / "green" / "people.yaml").read_text(encoding="utf-8")
    assert people == (
        before.replace("{communication: 3, ", "{")
        .replace("{communication: 2, ", "{")
        .replace("{communication: 4}", "{}")
    )


def test_parts_go_that_cannot_be_without_it(make_workspace: MakeWorkspace) -> None:
    goal = 'title: A\nlevel: company\nperiod: "2025"\n'
    child = goal + "contributes_to:\n  - goal: a  # the first\n    weight: 0.4\n  - goal: b\n"
    world = world_of(make_workspace({"goals/a.yaml": goal, "goals/b.yaml": goal, "goals/c.yaml": child}))
    removal = remove(world, "goal:a", cascade=True)
    assert told(removal.steps) == ["an entry of contributes_to of A (c) goes, as its goal names it: goals/c.yaml:5"]
    assert text_after(removal, "goals/c.yaml") == goal + "contributes_to:\n  - goal: b\n"
    assert text_after(removal, "goals/a.yaml") is None


def test_what_cannot_be_without_it_or_is_closed_is_an_obstacle(make_workspace: MakeWorkspace) -> None:
    series = "name: Weekly\ncadence: {unit: week}\nstarts: 2025-01-06\nchair: ann\nsecretary: bob\n"
    action = "title: A\nowner: ann\ndue: 2025-02-01\nstatus: done\n"
    tree = {"people.yaml": PEOPLE, "series/weekly.yaml": series, "actions/2025-01-06-a.yaml": action}
    removal = remove(world_of(make_workspace(tree)), "person:ann", cascade=True)
    assert removal.planned is None
    assert told(removal.obstacles) == [
        "A (2025-01-06-a) is closed and names it in owner: actions/2025-01-06-a.yaml:2",
        "Weekly (weekly) cannot be without its chair: series/weekly.yaml:4",
    ]


def test_a_field_needed_because_of_another_one_is_an_obstacle(make_workspace: MakeWorkspace) -> None:
    goal = 'title: A\nlevel: department\ndepartment: sales\nperiod: "2025"\n'
    tree = {"departments.yaml": "- {id: sales, name: Sales}\n", "goals/a.yaml": goal}
    removal = remove(world_of(make_workspace(tree)), "department:sales", cascade=True)
    assert told(removal.obstacles) == ["A (a) cannot be without its department: goals/a.yaml:3"]
    assert removal.closing == "collab set department:sales status=closed"


def test_the_charter_of_a_department_goes_with_it(make_workspace: MakeWorkspace) -> None:
    tree = {
        "departments.yaml": "- {id: sales, name: Sales}\n- {id: trade, name: Trade}\n",
        "charters/sales.yaml": "title: S\nduties:\n  - {id: a, raci: {sales: A}}\n",
        "actions/2025-01-06-a.yaml": "title: A\nduty: sales/a\nowner: ann\n",
        "people.yaml": PEOPLE,
    }
    world = world_of(make_workspace(tree))
    assert told(remove(world, "department:sales").users) == ["S (sales) is its charter: charters/sales.yaml"]
    removal = remove(world, "department:sales", cascade=True)
    assert told(removal.steps) == [
        "S (sales) goes, its charter: charters/sales.yaml",
        "duty of A (2025-01-06-a) no longer names it: actions/2025-01-06-a.yaml:2",
    ]
    assert text_after(removal, "charters/sales.yaml") is None
    assert text_after(removal, "actions/2025-01-06-a.yaml") == "title: A\nowner: ann\n"


def test_duties_of_an_activity_stay(demo: World) -> None:
    removal = remove(demo, "activity:market-research", cascade=True)
    assert told(removal.steps) == [
        "市场部职责说明书 (marketing) keeps the duty that covered it: charters/marketing.yaml:17"
    ]
    assert removal.planned is not None
    assert [write.path for write in removal.planned.writes] == ["activities.yaml"]


def test_the_settings_name_it(make_workspace: MakeWorkspace) -> None:
    settings = (
        'schema: 1\ncompany:\n  name: C\n  head: ann\nperiods: [{id: "2025", start: 2025-01-01, end: 2025-12-31}]\n'
    )
    world = world_of(make_workspace({"collab.yaml": settings, "people.yaml": PEOPLE}))
    assert told(remove(world, "person:ann").users) == ["collab.yaml names it in head: collab.yaml:4"]
    removal = remove(world, "person:ann", cascade=True)
    assert text_after(removal, "collab.yaml") == settings.replace("  head: ann\n", "")


def test_a_part_that_is_named(demo: World) -> None:
    removal = remove(demo, "goal:raise-quality-and-efficiency/kr1")
    assert told(removal.users) == [
        "Raise quality and efficiency (raise-quality-and-efficiency) names it in between:"
        " goals/2025/raise-quality-and-efficiency.yaml:34"
    ]
    cascaded = remove(demo, "goal:raise-quality-and-efficiency/kr1", cascade=True)
    text = text_after(cascaded, "goals/2025/raise-quality-and-efficiency.yaml")
    assert text is not None and "between: [kr2]" in text and "id: kr1" not in text
    free = remove(demo, "goal:increase-revenue/kr2")
    assert free.planned is not None
    assert told((free.planned.sentence,)) == ["removed kr2 of Increase revenue (increase-revenue)"]


def test_faults_that_were_there_do_not_stand_in_the_way(make_workspace: MakeWorkspace) -> None:
    goal = (
        'title: A\nlevel: company\nperiod: "2025"\nacknowledgements:\n'
        "  - {person: bob, date: 2025-01-01}\n  - {person: ann, date: soon}\n"
    )
    world = world_of(make_workspace({"people.yaml": PEOPLE, "goals/a.yaml": goal}))
    assert len(world.faults) == 1
    removal = remove(world, "person:bob", cascade=True)
    text = text_after(removal, "goals/a.yaml")
    assert text == goal.replace("  - {person: bob, date: 2025-01-01}\n", "")


def test_files_that_cannot_be_read_stand_in_the_way(make_workspace: MakeWorkspace, tmp_path: Path) -> None:
    world = world_of(make_workspace({"people.yaml": PEOPLE, "goals/a.yaml": "title: [\n"}))
    with pytest.raises(CollabError) as caught:
        remove(world, "person:bob")
    assert told((caught.value.message,)) == ["references could stand in what cannot be read: goals/a.yaml"]


def test_an_id_written_twice_is_refused(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace({"skills.yaml": "- {id: talk, name: T}\n- {id: talk, name: U}\n"}))
    with pytest.raises(CollabError) as caught:
        remove(world, "skill:talk")
    assert told((caught.value.message,)) == ["skill:talk is written twice: skills.yaml:1 and skills.yaml:2"]
