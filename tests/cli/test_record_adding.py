"""``add`` of every kind through the command line; that of goals is in tests/cli/commands/test_goal_add.py too."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import MakeDemo, MakeWorkspace, RunCollab
from tests.edits.plans import files
from tests.rules.worlds import green_demo

STORY = """\
department add 销售部 --head 张伟 --create
department add 生产部 --head 王强 --deputy 李四 --create
person add 李娜 --role 总经理 --create
goal add 提高市场占有率
goal add 增加销售额 --department 销售部 --parent 提高市场占有率 --weight 40% --how 新客户
charter add 销售部 --purpose 开发客户
charter add 研发部 --create
metric add 销售额 --unit 万元 --owner 张伟 --frequency 月
activity add 客户开发 --domain sales --required 否
series add 周例会 --chair 李娜 --secretary 张伟 --starts 7/7 --set cadence.unit=周 --set cadence.weekday=周一
meeting add --series 周例会 --date 7/7
action add 寄样品 --owner 张伟 --due 7月18日
issue add 色差 --raised-by 张伟 --category customer --raised-at 7月2日
handoff add 滚动预测 --from-department 销售部 --to 生产部 --item 13周需求
channel add 产销群 --type im_group --departments 销售部,生产部
document add 价格表 --url https://example.com/a --owner-dept 销售部
role add 销售经理 --department 销售部 --required-skills 沟通:3 --create
skill add 谈判
project add 秋季展会 --owner 张伟 --members 销售部,市场部 --create
training add 沟通课 --date 7/20 --skills 沟通
event add 团建 --type 团建 --date 7/14 --departments 销售部
resource add 设备 --type material --for 秋季展会 --requested-by 生产部 --needed-by 8/20 --set requested.qty=2
evaluation add 销售部评价 --subject department:销售部 --period 2025 --evaluator 李娜
recognition add 团队奖 --type award --level team --date 7/10
case add 成功案例 --type success --departments 销售部
waiver add R305 --target charter:销售部 --reason 试行 --approved-by 李娜 --expires 2026-03-01
set goal:增加销售额 owner=李娜
unset department:生产部 deputy
"""
TODAY = date(2025, 6, 30)


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return green_demo(tmp_path / "demo")


def test_a_new_workspace_is_filled_by_commands_alone(tmp_path: Path, run_collab: RunCollab) -> None:
    run_collab("init", "new", "--lang", "zh", cwd=tmp_path, today=TODAY)
    for line in STORY.splitlines():
        result = run_collab(*line.split(" "), cwd=tmp_path / "new", today=TODAY)
        assert result.code == 0, f"{line}: {result.err}"
        assert result.out.splitlines(), line
    checked = run_collab("check", "--lang", "en", cwd=tmp_path / "new", today=TODAY)
    assert (checked.code, checked.out) == (0, "no finding in 33 records\n")


def test_a_record_is_told_and_its_path_printed(demo: Path, run_collab: RunCollab) -> None:
    before = files(demo)
    result = run_collab("action", "add", "寄样品", "--owner", "刘芳", "--due", "7月18日", "--lang", "zh", cwd=demo)
    path = "actions/2025/2025-06-30-ji-yang-pin.yaml"
    assert (result.code, result.out) == (0, f"{path}\n")
    assert result.err.splitlines()[-1] == "已添加督办事项：寄样品 (2025-06-30-ji-yang-pin)"
    after = files(demo)
    assert after.pop(path) == "title: 寄样品\nowner: liu-fang\ndue: 2025-07-18\n".encode()
    assert after == before


def test_a_whole_record_comes_from_a_file_or_standard_input(demo: Path, run_collab: RunCollab) -> None:
    text = "title: Call\nowner: 张伟\ndue: 2025/7/7\n"
    (demo / "record.txt").write_text(text, "utf-8")
    one = run_collab("action", "add", "--from", "record.txt", "--dry-run", cwd=demo)
    other = run_collab("action", "add", "--from", "-", "--dry-run", cwd=demo, stdin=text)
    assert one.out == other.out
    assert [line[1:] for line in one.out.splitlines()[3:]] == ["title: Call", "owner: zhang-wei", "due: 2025-07-07"]


def test_records_named_that_are_not_there_are_added_with_create_or_yes(demo: Path, run_collab: RunCollab) -> None:
    words = ("department", "add", "研发部", "--head", "王小明", "--lang", "zh")
    before = files(demo)
    refused = run_collab(*words, cwd=demo)
    assert (refused.code, refused.err.splitlines()[-1]) == (
        2,
        "collab：错误：没有人员 王小明；用 collab person list 看有哪些；用 --create 可以添加",
    )
    assert files(demo) == before
    for option in ("--create", "--yes"):
        result = run_collab(*words, option, "--dry-run", cwd=demo)
        assert result.code == 0
        assert "已一并添加人员：王小明\n" in result.err
        assert result.out.index("b/people.yaml") < result.out.index("b/departments.yaml")


def test_another_of_the_same_title_is_noted(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("skill", "add", "Communication", "--lang", "en", cwd=demo)
    assert (result.code, result.out) == (0, "skills.yaml\n")
    assert result.err.splitlines()[-2:] == [
        "the skill Communication (communication) has this title already",
        "added the skill Communication (communication-2)",
    ]


def test_what_comes_next_is_told(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("charter", "add", "Tenders", "--type", "process", "--owner", "li-na", "--lang", "en", cwd=demo)
    assert result.err.splitlines()[-1] == "it has no duties yet; collab charter duty add adds one"


def test_a_new_record_can_be_committed_alone(demo: Path, run_collab: RunCollab) -> None:
    subprocess.run(["git", "init", "-q"], cwd=demo, check=True)
    subprocess.run(["git", "add", "-A"], cwd=demo, check=True)
    subprocess.run(["git", "commit", "-q", "-m", "start"], cwd=demo, check=True)
    result = run_collab("skill", "add", "谈判", "--commit", "-m", "Skill", cwd=demo)
    assert result.code == 0
    log = subprocess.run(
        ["git", "log", "-1", "--format=%s", "--name-only"], cwd=demo, check=True, capture_output=True, text=True
    )
    assert log.stdout.split() == ["Skill", "skills.yaml"]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["person", "add"], "a new person needs a name; write it behind collab person add"),
        (["waiver", "add", " "], "a new waiver needs a rule; write it behind collab waiver add"),
        (["meeting", "add"], "a new meeting needs a title; give one, or name its series with --series"),
        (["charter", "add"], "a new charter needs a department; name it with --department"),
        (["charter", "add", "sales"], "the charter 销售部职责说明书 (sales) is there already; "
         "collab charter show sales shows it"),
        (["action", "add", "a", "--title", "b"], "the title is given twice; give it with or without --title"),
        (["action", "add", "a", "b"], "collab action add does not take the argument b; see collab action add --help"),
        (["action", "add", "a", "--ownr", "b"], "collab action add has no option --ownr; did you mean --owner"),
        (["action", "add", "a", "--owner"], "--owner needs a value; see collab action add --help"),
        (["action", "add", "a", "--from", "nope.yaml"], "there is no file nope.yaml"),
        (["handoff", "add", "a", "--from", "sales"], "there is no file sales; "
         "name the department that delivers with --from-department"),
        (["action", "add", "a", "-m", "x"], "-m is the message of a commit; add --commit"),
    ],
)  # fmt: skip
def test_one_clear_line_and_nothing_written(demo: Path, run_collab: RunCollab, words: list[str], line: str) -> None:
    before = files(demo)
    result = run_collab(*words, "--lang", "en", cwd=demo)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[-1] == f"collab: error: {line}"
    assert files(demo) == before


def test_a_restricted_evaluation_goes_where_it_belongs(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    settings = (
        "schema: 1\ncompany: {name: X}\nperiods: [{id: '2025', start: 2025-01-01, end: 2025-12-31}]\n"
        "restricted: {enabled: true}\n"
    )
    root = make_workspace({"collab.yaml": settings, "people.yaml": "- {id: li-na, name: 李娜}\n"})
    words = ("evaluation", "add", "Q", "--subject", "person:李娜", "--period", "2025", "--evaluator", "李娜")
    assert run_collab(*words, cwd=root).out == "restricted/evaluations/2025/q.yaml\n"
    assert run_collab(*words, cwd=root).out == "restricted/evaluations/2025/q-2.yaml\n"


def test_a_new_record_starts_in_the_first_state_of_its_kind(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    words = ("action", "add", "a", "--owner", "zhang-wei", "--due", "2025-08-01", "--set")
    result = run_collab(*words, "status=done", cwd=make_demo())
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[-1] == (
        "collab: error: a new action starts as open; add it, then move its state; "
        "--from FILE takes a record over as it is"
    )


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("action", "add", "x", "--owner", "li-na", "--owner", "张伟"), "--owner is given twice; give it once"),
        (("action", "add", "x", "--id", ""), "'' is no valid id; use lower-case letters, digits and -, at most 64 of "
         "them, such as record"),
        (("goal", "add", "x", "--set", "activated=7/7"), "activated is written by collab goal activate, not by hand; "
         "collab goal edit opens the whole record"),
    ],
)  # fmt: skip
def test_what_is_said_twice_or_in_vain_is_refused(
    demo: Path, run_collab: RunCollab, words: tuple[str, ...], line: str
) -> None:
    before = files(demo)
    result = run_collab("--lang", "en", *words, cwd=demo)
    assert (result.code, result.err.splitlines()[-1]) == (2, f"collab: error: {line}")
    assert files(demo) == before
