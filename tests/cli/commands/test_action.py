"""Actions on the demo company: listed, closed by number or word, handed over, reminded of."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path
from typing import Protocol

import pytest

from tests.conftest import Result, RunCollab
from tests.rules.worlds import green_demo

MEDIA, FORECAST, CHECKLIST = (
    "2025-06-30-media-budget-plan",
    "2025-07-07-forecast-deadline",
    "2025-10-10-contract-checklist",
)
DAY = ("--as-of", "2025-07-14")


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return green_demo(tmp_path / "demo")


class Act(Protocol):
    """Runs ``collab action`` with these words in the demo."""

    def __call__(self, *words: str) -> Result: ...


@pytest.fixture
def action(demo: Path, run_collab: RunCollab) -> Act:
    def run(*words: str) -> Result:
        return run_collab("action", *words, "--quiet", cwd=demo)

    return run


def path(action_id: str) -> str:
    return f"actions/2025/{action_id}.yaml"


def listed(result: Result) -> list[str]:
    return [record["id"] for record in json.loads(result.out)["records"]]


def test_the_list_as_text(action: Act) -> None:
    assert action("list", *DAY, "--lang", "en").out == (
        "3 actions, 2 overdue.\n"
        "\n"
        "#  Action                        Owner  Due         Left           Origin\n"
        "1  补充投放预算方案              刘芳   2025-07-11  3 days late    Strengthen brand and customer relations\n"
        "2  每周五 17 点前提交 13 周预测  张伟   2025-07-11  3 days late    meeting 2025-07-07\n"
        "3  制定合同评审检查表            陈杰   2025-10-31  109 days left  销售部三季度履职评价\n"
    )
    assert action("list", *DAY, "--overdue", "--by", "department", "--lang", "zh").out == (
        "2 项督办事项，2 项逾期。\n"
        "\n"
        "市场部\n------\n"
        "#  督办事项          责任人  完成时限    剩余       来源\n"
        "1  补充投放预算方案  刘芳    2025-07-11  逾期 3 天  加强品牌推广和客户关系管理\n"
        "\n"
        "销售部\n------\n"
        "#  督办事项                      责任人  完成时限    剩余       来源\n"
        "2  每周五 17 点前提交 13 周预测  张伟    2025-07-11  逾期 3 天  2025-07-07 会议\n"
    )


def test_the_record_of_the_list(action: Act) -> None:
    answer = json.loads(action("list", "--json", *DAY, "--owner", "张伟").out)
    assert (answer["schema"], answer["as_of"], answer["by"]) == ("collab/action-list/v1", "2025-07-14", None)
    (record,) = answer["records"]
    assert (record["id"], record["path"], record["owner"]) == (FORECAST, path(FORECAST), "zhang-wei")
    assert record["standing"] == {
        "status": "open",
        "due": "2025-07-11",
        "first_due": "2025-07-11",
        "days_left": -3,
        "overdue": True,
        "moved": 0,
        "age": 7,
        "colour": "red",
        "department": "sales",
        "done_on": None,
    }


def test_filters(action: Act) -> None:
    for words, ids in (
        ((), [MEDIA, FORECAST, CHECKLIST]),
        (("--overdue",), [MEDIA, FORECAST]),
        (("--department", "销售部"), [FORECAST, CHECKLIST]),
        (("--owner", "陈杰"), [CHECKLIST]),
        (("--origin", "meeting:2025-07-07-xdept-weekly"), [FORECAST]),
        (("--meeting", "2025-07-07"), [MEDIA, FORECAST]),
        (("--status", "in_progress"), [MEDIA]),
        (("--status", "done"), []),
        (("--by", "owner"), [MEDIA, FORECAST, CHECKLIST]),
    ):
        assert listed(action("list", "--json", *DAY, *words)) == ids, words


def test_mine_is_who_git_says(demo: Path, run_collab: RunCollab, monkeypatch: pytest.MonkeyPatch) -> None:
    subprocess.run(["git", "init", "-q"], cwd=demo, check=True)
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "zhang.wei@example.com")
    found = run_collab("action", "list", "--mine", "--json", cwd=demo)
    assert found.code == 0 and listed(found) == [FORECAST]
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "nobody@example.com")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Nobody")
    unknown = run_collab("action", "list", "--mine", "--quiet", "--lang", "en", cwd=demo)
    assert (unknown.code, unknown.err) == (
        2,
        "collab: error: the identity of git is that of no person here; say once who you are: "
        "collab set person:ID git+=nobody@example.com\n",
    )


def test_options_that_contradict_each_other(action: Act) -> None:
    said = action("list", "--mine", "--owner", "张伟", "--lang", "en")
    assert (said.code, said.err) == (
        2,
        "collab: error: --mine and --owner contradict each other; give one of the two\n",
    )
    assert action("list", "--all", "--status", "done").code == 2


def test_an_empty_list_says_so(demo: Path, action: Act, run_collab: RunCollab) -> None:
    assert action("list", "--status", "done", "--lang", "en").out == "no action is as asked for\n"
    assert action("done", MEDIA, FORECAST, CHECKLIST, "--by", "李娜").code == 0
    assert action("list", "--lang", "en").out == "no action is open\n"
    assert listed(action("list", "--json", "--all")) == [MEDIA, FORECAST, CHECKLIST]
    for file in (demo / "actions/2025").iterdir():
        file.unlink()
    assert action("list", "--lang", "en").out == "there are no actions yet\n"


def test_a_table_for_other_programs(action: Act) -> None:
    rows = list(csv.DictReader(io.StringIO(action("list", "--format", "csv", *DAY, "--lang", "en").out)))
    assert rows[1]["id"] == FORECAST
    assert (rows[1]["Days left"], rows[1]["First due"], rows[1]["Helpers"]) == ("-3", "2025-07-11", "Production")


def test_several_are_closed_by_number_in_one_step(demo: Path, action: Act, run_collab: RunCollab) -> None:
    action("list", "--meeting", "2025-07-07")
    result = run_collab(
        "action", "done", "1", "2", "1", "--evidence", "Minutes", "--by", "李娜", "--lang", "en", cwd=demo
    )
    assert (result.code, result.out) == (0, f"{path(MEDIA)}\n{path(FORECAST)}\n")
    assert f"1 is 补充投放预算方案 ({MEDIA})\n" in result.err
    assert f"补充投放预算方案 ({MEDIA}) is done and 每周五 17 点前提交 13 周预测 ({FORECAST}) is done\n" in result.err
    for each in (MEDIA, FORECAST):
        text = (demo / path(each)).read_text("utf-8")
        assert "status: done\n" in text and "evidence: Minutes\n" in text
    assert sorted(run_collab("undo", "--quiet", cwd=demo).out.split()) == [path(MEDIA), path(FORECAST)]


def test_all_or_none(demo: Path, action: Act) -> None:
    before = (demo / path(MEDIA)).read_bytes()
    action("done", FORECAST, "--by", "李娜")
    result = action("done", MEDIA, FORECAST, "--by", "李娜", "--lang", "en")
    assert result.code == 2 and "每周五 17 点前提交 13 周预测 (2025-07-07-forecast-deadline) is done" in result.err
    assert (demo / path(MEDIA)).read_bytes() == before


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("4", "the list last shown has no number 4: it ends with 3; show it anew with collab action list"),
        (
            "评",
            "评 is taken for the action 制定合同评审检查表 (2025-10-10-contract-checklist)",
        ),
        (
            "2025",
            "2025 can mean several actions: 补充投放预算方案 (2025-06-30-media-budget-plan), 每周五 17 点前提交 13 "
            "周预测 (2025-07-07-forecast-deadline) and 制定合同评审检查表 (2025-10-10-contract-checklist); "
            "name one by its id",
        ),
        ("年会", "there is no action 年会; collab action list shows what there is"),
    ],
)
def test_numbers_and_words(demo: Path, run_collab: RunCollab, word: str, said: str) -> None:
    run_collab("action", "list", cwd=demo)
    result = run_collab("action", "done", word, "--by", "李娜", "--dry-run", "--lang", "en", cwd=demo)
    assert said in result.err
    assert result.code == (0 if "taken" in said else 2)


def test_a_word_means_what_is_still_open(demo: Path, action: Act) -> None:
    (demo / "actions/2025/2025-06-02-old-plan.yaml").write_text(
        "title: 旧预算方案\nowner: liu-fang\ndue: 2025-06-13\nstatus: done\n", "utf-8"
    )
    assert action("done", "方案", "--by", "李娜").out == f"{path(MEDIA)}\n"
    assert "can mean several" not in action("note", "方案", "x", "--by", "李娜").out


def test_a_number_of_what_is_gone(demo: Path, action: Act) -> None:
    action("list")
    (demo / path(CHECKLIST)).unlink()
    assert action("done", "3", "--lang", "en").err == (
        "collab: error: what had the number 3 is not there any more; show it anew with collab action list\n"
    )


def test_numbers_are_of_the_list_as_text_alone(demo: Path, action: Act) -> None:
    action("list", "--owner", "陈杰")
    action("list", "--json")
    action("list", "--owner", "张伟", "-o", str(demo.parent / "list.txt"))
    assert CHECKLIST in action("start", "1", "--by", "李娜").out


def test_a_reminder_for_each_owner(action: Act) -> None:
    assert action("remind", *DAY, "--lang", "zh").out == (
        "刘芳：督办事项到期提醒\n- 补充投放预算方案：2025-07-11，逾期 3 天\n\n"
        "张伟：督办事项到期提醒\n- 每周五 17 点前提交 13 周预测：2025-07-11，逾期 3 天\n"
    )
    assert action("remind", "--lang", "en").out == "nobody needs a reminder\n"
    all_of_one = action("remind", "--owner", "陈杰", "--all", "--lang", "en").out
    assert all_of_one == "陈杰: a reminder of what is due\n- 制定合同评审检查表: 2025-10-31, 123 days left\n"
    record = json.loads(action("remind", *DAY, "--json").out)
    assert [each["person"] for each in record["reminders"]] == ["liu-fang", "zhang-wei"]
