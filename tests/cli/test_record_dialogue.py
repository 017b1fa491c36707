"""The dialogue of ``add`` on a real terminal; that of goals is in tests/cli/commands/test_goal.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.dialogues import DOWN, ENTER, ERASE, exit_code, on_terminal
from tests.conftest import MakeWorkspace
from tests.rules.worlds import green_demo
from tests.small_company import small_company


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return green_demo(tmp_path / "demo")


def test_an_action_is_asked_for_owner_and_day(demo: Path, environment: dict[str, str]) -> None:
    child = on_terminal(demo, environment, "action", "add", lang="zh", anew=True)
    child.expect("要做什么")
    child.send("寄样品" + ENTER)
    child.expect("责任人（对此负责的唯一一个人）")
    child.send("刘芳" + ENTER)
    child.expect("完成时限（应完成的日期；未定可留空）")
    child.send("很快" + ENTER)
    child.expect("应写日期")
    child.send(ERASE * 2 + "7月18日" + ENTER)
    child.expect("actions/2025/2025-06-30-ji-yang-pin.yaml")
    assert exit_code(child) == 0
    assert (demo / "actions/2025/2025-06-30-ji-yang-pin.yaml").read_text("utf-8") == (
        "title: 寄样品\nowner: liu-fang\ndue: 2025-07-18\n"
    )


def test_a_charter_is_one_of_a_department_without(make_workspace: MakeWorkspace, environment: dict[str, str]) -> None:
    root = make_workspace(small_company({"charters/sales.yaml": None}))
    child = on_terminal(root, environment, "charter", "add")
    child.expect("Whose duties does the charter state")
    child.send("Sales" + ENTER)
    child.expect("charters/sales.yaml")
    assert exit_code(child) == 0
    assert (root / "charters/sales.yaml").read_text("utf-8").endswith("status: draft\n")


def test_a_charter_of_a_process_has_an_owner(make_workspace: MakeWorkspace, environment: dict[str, str]) -> None:
    root = make_workspace(small_company({"charters/sales.yaml": None}))
    child = on_terminal(root, environment, "charter", "add")
    child.expect("Whose duties does the charter state")
    child.send("process" + ENTER)
    child.expect("What is the title of the charter")
    child.send("Tenders" + ENTER)
    child.expect("Owner")
    child.send("zhang-wei" + ENTER)
    child.expect("charters/tenders.yaml")
    assert exit_code(child) == 0
    assert (root / "charters/tenders.yaml").read_text("utf-8") == (
        "title: Tenders\ntype: process\nowner: zhang-wei\nstatus: draft\n"
    )


def test_a_meeting_is_asked_for_its_series(demo: Path, environment: dict[str, str]) -> None:
    child = on_terminal(demo, environment, "meeting", "add", "--date", "7/21", lang="zh")
    child.expect("属于哪个例会")
    child.send(ENTER)
    child.expect("meetings/2025/2025-07-21-xdept-weekly.yaml")
    assert exit_code(child) == 0


def test_a_series_is_asked_for_its_rhythm_in_words(demo: Path, environment: dict[str, str]) -> None:
    child = on_terminal(demo, environment, "series", "add", "--starts", "7/7", "--chair", "li-na")
    child.expect("What is the series called")
    child.send("Sales weekly" + ENTER)
    child.expect("How often does it meet")
    child.send("daily" + ENTER)
    child.expect("no rhythm is understood from daily")
    child.send(ERASE * len("daily") + "last tue of month" + ENTER)
    child.expect("Secretary")
    child.send("chen-jie" + ENTER)
    child.expect("series/sales-weekly.yaml")
    assert exit_code(child) == 0
    assert "cadence:\n  unit: month\n  nth: last\n  weekday: tue\n" in (demo / "series/sales-weekly.yaml").read_text(
        "utf-8"
    )


def test_fields_with_parts_are_asked_for_one_by_one(demo: Path, environment: dict[str, str]) -> None:
    words = ("--type", "material", "--for", "goal:increase-revenue", "--requested-by", "sales", "--needed-by", "8/20")
    child = on_terminal(demo, environment, "resource", "add", *words)
    child.expect("What is the title")
    child.send("Test bench" + ENTER)
    child.expect("The amount")
    child.send("2" + ENTER)
    child.expect("The unit")
    child.send("pcs" + ENTER)
    child.expect("resources/.*test-bench.yaml")
    assert exit_code(child) == 0


def test_what_a_record_names_may_be_added_on_the_way(
    make_workspace: MakeWorkspace, environment: dict[str, str]
) -> None:
    root = make_workspace()
    child = on_terminal(root, environment, "department", "add", "--head", "张伟")
    child.expect("There is no person 张伟. Add it too")
    child.send("y")
    child.expect("What is the department called")
    child.send("销售部" + ENTER)
    child.expect("departments.yaml")
    assert exit_code(child) == 0
    assert (root / "people.yaml").read_text("utf-8") == "- id: zhang-wei\n  name: 张伟\n  department: xiao-shou-bu\n"


def test_of_two_people_of_one_name_one_is_chosen(make_workspace: MakeWorkspace, environment: dict[str, str]) -> None:
    two = "- {id: zhang-wei, name: 张伟}\n- {id: zhang-wei-2, name: 张伟}\n"
    root = make_workspace({"people.yaml": two})
    child = on_terminal(root, environment, "action", "add", "Call", "--owner", "张伟")
    child.expect("Which person is 张伟")
    child.send(DOWN + ENTER)
    child.expect("actions/")
    assert exit_code(child) == 0
    assert next((root / "actions").rglob("*.yaml")).read_text("utf-8") == "title: Call\nowner: zhang-wei-2\n"


def test_a_choice_that_nothing_fits_says_so_and_takes_nothing(demo: Path, environment: dict[str, str]) -> None:
    child = on_terminal(demo, environment, "meeting", "add", "--date", "7/21", lang="zh")
    child.expect("属于哪个例会")
    child.send("q")
    child.expect("没有匹配的选项")
    child.send(ENTER + ERASE + ENTER)
    child.expect("meetings/2025/2025-07-21-xdept-weekly.yaml")
    assert exit_code(child) == 0


def test_what_fits_no_choice_can_be_added_on_the_way(demo: Path, environment: dict[str, str]) -> None:
    child = on_terminal(demo, environment, "action", "add", lang="zh")
    child.expect("要做什么")
    child.send("寄样品" + ENTER)
    child.expect("责任人")
    child.send("王五")
    child.expect("新建.*王五")
    child.send(ENTER)
    child.expect("完成时限")
    child.send(ENTER)
    child.expect("已一并添加人员：王五")
    assert exit_code(child) == 0
    assert "- id: wang-wu\n  name: 王五\n" in (demo / "people.yaml").read_text("utf-8")


def test_a_person_is_asked_for_name_department_and_post(demo: Path, environment: dict[str, str]) -> None:
    child = on_terminal(demo, environment, "person", "add", lang="zh")
    child.expect("姓名是什么")
    child.send("孙丽" + ENTER)
    child.expect("部门")
    child.send("销售" + ENTER)
    child.expect("岗位")
    child.send(ENTER)
    child.expect("people.yaml")
    assert exit_code(child) == 0
    assert (demo / "people.yaml").read_text("utf-8").endswith("- id: sun-li\n  name: 孙丽\n  department: sales\n")


def test_an_evaluation_is_of_a_department_chosen(demo: Path, environment: dict[str, str]) -> None:
    words = ("evaluation", "add", "--period", "2025", "--evaluator", "li-na")
    child = on_terminal(demo, environment, *words)
    child.expect("What is the title of the evaluation")
    child.send("Sales in 2025" + ENTER)
    child.expect("Subject")
    child.send("department: Sales" + ENTER)
    child.expect("evaluations/2025/sales-in-2025.yaml")
    assert exit_code(child) == 0
    assert "subject: department:sales\n" in (demo / "evaluations/2025/sales-in-2025.yaml").read_text("utf-8")


def test_a_waiver_is_of_a_rule_there_is(demo: Path, environment: dict[str, str]) -> None:
    words = ("--target", "charter:sales", "--reason", "x", "--approved-by", "li-na", "--expires", "2026-03-01")
    child = on_terminal(demo, environment, "waiver", "add", *words)
    child.expect("Which rule is waived")
    child.send("R999" + ENTER)
    child.expect("there is no rule R999")
    child.send(ERASE * 4 + "r305" + ENTER)
    child.expect("waivers.yaml")
    assert exit_code(child) == 0
    assert "  rule: R305\n  target: charter:sales\n" in (demo / "waivers.yaml").read_text("utf-8")
