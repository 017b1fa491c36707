"""Actions of minutes by command: a note that publishing makes a record, or the id of one there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.edits.part_list import PartList, part_list
from collab_cli.edits.parts import SaidPart, plan_add_part, plan_set_part, plan_take_part
from collab_cli.edits.plan import Plan, Planned
from tests.edits.moves import rewrite
from tests.edits.plans import english, plan_of, refusal, written
from tests.rules.worlds import green_demo

DRAFT = "2025-07-14-xdept-weekly"
PATH = f"meetings/2025/{DRAFT}.yaml"
STUB = "  - {title: 整理区域预测口径, owner: chen-jie, due: 2025-07-18}\n"
FORECAST = "2025-07-07-forecast-deadline"
CALLED = f"每周五 17 点前提交 13 周预测 ({FORECAST})"
MINUTES = f"跨部门周例会 ({DRAFT})"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return green_demo(tmp_path_factory.mktemp("demo"))


def parts(plan: Plan, field: str, meeting: str = DRAFT) -> PartList:
    record = plan.world.workspace.find(f"meeting:{meeting}")
    assert record is not None
    return part_list(record, field)


def add(root: Path, field: str, text: str, meeting: str = DRAFT, **fields: str) -> Planned:
    plan = plan_of(root)
    title = {"title": (text,)} if field == "actions" else {}
    said = SaidPart(title | {name: (value,) for name, value in fields.items()}, text)
    return plan_add_part(plan, parts(plan, field, meeting), said)


def put(root: Path, entry: str, *assignments: str, field: str = "actions") -> Planned:
    plan = plan_of(root)
    return plan_set_part(plan, parts(plan, field), entry, assignments)


def test_an_action_is_noted_as_people_type_it(demo: Path) -> None:
    change = add(demo, "actions", "盘点仓库", owner="王强", due="7/18", assist="销售部", supervisor="陈杰")
    noted = "{title: 盘点仓库, owner: wang-qiang, due: 2025-07-18, assist: [sales], supervisor: chen-jie}"
    assert f"{STUB}  - {noted}\n" in written(change)[PATH]
    assert english(change.sentence) == f"added the action 盘点仓库 to {MINUTES}"


@pytest.mark.parametrize("text", [FORECAST, "2025-07-07", f"action:{FORECAST}", "action:每周五"])
def test_an_action_there_is_is_named_by_its_id(demo: Path, text: str) -> None:
    change = add(demo, "actions", text)
    assert f"{STUB}  - {FORECAST}\n" in written(change)[PATH]
    assert english(change.sentence) == f"added the action {CALLED} to {MINUTES}"


@pytest.mark.parametrize("text", [FORECAST, "2025-07-07", "每周五", "13 周", f"action:{FORECAST}"])
def test_an_action_carried_over_is_named_by_id_or_word(demo: Path, text: str) -> None:
    change = add(demo, "carried_over", text)
    assert f"{STUB}carried_over: [{FORECAST}]\n" in written(change)[PATH]
    assert english(change.sentence) == f"added the action carried over {CALLED} to {MINUTES}"


def test_what_does_not_fit_is_refused(demo: Path) -> None:
    assert refusal(lambda: add(demo, "actions", FORECAST, owner="li-na")) == (
        f"{FORECAST} is a record of its own, which the list only names; "
        f"change it with collab set action:{FORECAST} FIELD=VALUE"
    )
    assert refusal(lambda: add(demo, "actions", "2025-07-30-none")).startswith("there is no action 2025-07-30-none; ")
    assert refusal(lambda: add(demo, "carried_over", "none")).startswith("there is no action none; ")
    assert refusal(lambda: add(demo, "actions", "X", due="someday")).startswith("due cannot be someday; ")
    assert refusal(lambda: add(demo, "actions", "X", "2025-07-07-xdept-weekly")) == (
        "跨部门周例会 (2025-07-07-xdept-weekly) is approved, so its actions cannot change; "
        "put it right in the minutes of the next meeting"
    )


def test_in_published_minutes_an_action_is_only_named(tmp_path: Path) -> None:
    root = green_demo(tmp_path)
    rewrite(root, PATH, f"actions:\n{STUB}status: draft", "present: [li-na]\nagenda: [X]\nstatus: published")
    assert refusal(lambda: add(root, "actions", "Stock-taking", owner="li-na")) == (
        f"{MINUTES} is published, so an action of it is a record of its own; "
        f"make it with collab action add TITLE --origin meeting:{DRAFT}"
    )
    assert f"actions: [{FORECAST}]\n" in written(add(root, "actions", FORECAST))[PATH]


def test_an_action_named_is_changed_at_its_own_place_and_taken_out_by_its_title(tmp_path: Path) -> None:
    root = green_demo(tmp_path)
    rewrite(root, PATH, STUB, f"  - {FORECAST}\n{STUB}")
    assert refusal(lambda: put(root, "1", "due=7/21")).startswith(f"{FORECAST} is a record of its own")
    assert refusal(lambda: add(root, "actions", FORECAST)) == (
        f"{MINUTES} has the action {CALLED} already; collab action show {FORECAST} shows it"
    )
    change = put(root, "整理", "due=7/21")
    assert f"{STUB.replace('07-18', '07-21')}" in written(change)[PATH]
    plan = plan_of(root)
    planned = plan_take_part(plan, parts(plan, "actions"), "每周五").planned
    assert planned is not None
    assert f"actions:\n{STUB}status" in written(planned)[PATH]
    assert english(planned.sentence) == f"removed the action {CALLED} of {MINUTES}"


def test_another_action_is_carried_over_instead(tmp_path: Path) -> None:
    root = green_demo(tmp_path)
    rewrite(root, PATH, "status: draft", f"carried_over: [{FORECAST}]\nstatus: draft")
    change = put(root, "每周五", "2025-06-30", field="carried_over")
    assert "carried_over: [2025-06-30-media-budget-plan]\n" in written(change)[PATH]
