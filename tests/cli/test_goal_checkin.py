from __future__ import annotations

import json
import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from collab_cli.cli.command_frame import split_example
from collab_cli.cli.commands.goal import app
from tests.conftest import RunCollab
from tests.edits.plans import files
from tests.rules.worlds import green_demo

REVENUE = "goals/2025/increase-revenue.yaml"


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return green_demo(tmp_path / "demo")


def test_a_value_is_written_and_its_meaning_told(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("goal", "checkin", "increase-revenue/kr2", "60家", "--date", "6/30", "--lang", "en", cwd=demo)
    assert (result.code, result.out) == (0, f"{REVENUE}\n")
    assert result.err.splitlines()[1:] == [
        "checked in 新客户 (increase-revenue/kr2): 60 家 on 2025-06-30",
        "2025-06-30 had 48 before; that stays in the file, and the later entry counts",
        "新客户 (increase-revenue/kr2): 40 % → 50 %, 49 % expected, pace 1.01, on track",
        "Increase revenue (increase-revenue): 50 % → 55 %, on track",
    ]
    shown = run_collab("goal", "show", "increase-revenue", "--json", cwd=demo)
    assert json.loads(shown.out)["standing"]["progress"] == 0.55
    assert run_collab("undo", cwd=demo).code == 0
    assert "value: 60" not in (demo / REVENUE).read_text("utf-8")


def test_it_is_said_in_chinese(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("goal", "checkin", "提高市场占有率", "13.5%", "--dry-run", cwd=demo)
    assert result.err.splitlines()[1:] == [
        "2025-06-30 原有数值 13.2，保留在文件中，以后一条为准",
        "沿用前一条的信心：60%",
        "进度不落后，前一条的原因不再沿用：品牌投放延后",
        "进度不落后，前一条的督办事项不再沿用：2025-06-30-media-budget-plan",
        "市场占有率 (increase-market-share/kr1)：40% → 50%，应有 49%，进度比 1.01，正常",
    ]


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ([], "no key result is named; name one, such as increase-revenue/kr1, or use --from or --stale"),
        (["increase-revenue"], "Increase revenue (increase-revenue) has several key results; name one of "),
        (["increase-revenue/kr1"], "nothing is said of 销售额 (increase-revenue/kr1); write its value, such as "),
        (["increase-revenue/kr1", "x" * 10_000], "x"),
        (["increase-revenue/kr1", "🙂"], "🙂 is no number, as 销售额 (kr1) is measured by; "),
        (["x", "1", "--person", "li-na"], "--person goes with --stale only; leave it out, or add --stale"),
        (["--from", "a.csv", "--stale"], "--from and --stale contradict each other; give one of the two"),
        (["increase-revenue/kr1", "3", "--from", "a.csv"], "--from brings its own key results and values; "),
        (["--from", "nope.csv"], "there is no file "),
        (["--stale", "--note", "x"], "--stale brings its own key results and values; leave out all others"),
        (["increase-revenue/kr1", "3", "--status", "fine"], "--status cannot be fine; choose one of on_track, "),
    ],
)
def test_what_does_not_fit_is_one_line(demo: Path, run_collab: RunCollab, words: list[str], fault: str) -> None:
    before = files(demo)
    result = run_collab("goal", "checkin", *words, "--lang", "en", cwd=demo)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[-1].startswith(f"collab: error: {fault}")
    assert files(demo) == before


TABLE = """\
目标,关键结果,日期,数值,信心,备注
increase-revenue,销售额,2025-06-20,90,60%,直营
提高市场占有率,,6月20日,13.1%,,
"""


def test_a_table_is_written_whole(demo: Path, run_collab: RunCollab) -> None:
    (demo / "june.csv").write_text(TABLE, "utf-8")
    result = run_collab("goal", "checkin", "--from", "june.csv", "--lang", "en", cwd=demo)
    assert (result.code, result.out) == (0, f"{REVENUE}\ngoals/2025/increase-market-share.yaml\n")
    assert "      - {date: 2025-06-20, value: 90, confidence: 0.6, note: 直营}\n" in (demo / REVENUE).read_text("utf-8")


def test_all_faults_of_a_table_are_told_and_nothing_is_written(demo: Path, run_collab: RunCollab) -> None:
    wrong = "nope,,,1,,\nincrease-revenue,kr2,,48%,,\nincrease-revenue,kr2,6月31日,48,,\nincrease-revenue,kr2,,48,7,\n"
    (demo / "june.csv").write_text(TABLE + wrong, "utf-8")
    before = files(demo)
    result = run_collab("goal", "checkin", "--from", "june.csv", "--lang", "en", cwd=demo)
    assert result.code == 2
    assert result.err.splitlines()[1:] == [
        "june.csv:4: there is no goal nope; collab goal list shows what there is",
        "june.csv:5, 数值: 48% is in another unit than 新客户 (kr2), which is measured in 家; "
        "write the number in 家, such as 120",
        "june.csv:6, 日期: date cannot be 6月31日: there is no such day; write a date such as 2025-07-07",
        "june.csv:7, 信心: confidence cannot be 7; write a share from 0 to 1 such as 0.4",
        "collab: error: nothing was checked in: 4 of 6 lines cannot be; "
        "correct the lines named above, and give the file again",
    ]
    assert files(demo) == before


def test_a_value_that_is_hard_to_believe_is_taken_with_yes_only(demo: Path, run_collab: RunCollab) -> None:
    (demo / "june.csv").write_text('key result,value,cause\nincrease-revenue/kr2,"1,250",展会\n', "utf-8")
    before = files(demo)
    words = ("goal", "checkin", "--from", "june.csv", "--lang", "en")
    result = run_collab(*words, cwd=demo)
    assert (result.code, result.out) == (2, "")
    doubt = "june.csv:2, value: 1250 is far beyond the target, 120; it is measured in 家"
    assert result.err.splitlines()[1:] == [
        doubt,
        "collab: error: nothing was checked in: 1 of 1 values is hard to believe; "
        "write what was measured, or add --yes if it is so",
    ]
    single = run_collab("goal", "checkin", "increase-revenue/kr2", "1,250", "--lang", "en", cwd=demo)
    assert (single.code, single.err.splitlines()[1:]) == (
        2,
        [
            "collab: error: 1250 is far beyond the target, 120; it is measured in 家; "
            "write what was measured, or add --yes if it is so"
        ],
    )
    assert files(demo) == before
    taken = run_collab(*words, "--yes", cwd=demo)
    assert (taken.code, taken.out) == (0, f"{REVENUE}\n")
    assert "value: 1250" in (demo / REVENUE).read_text("utf-8")


def test_a_status_is_taken_by_the_word_pages_show(demo: Path, run_collab: RunCollab) -> None:
    for word in ("滞后", "off_track", "Off track"):
        result = run_collab("goal", "checkin", "increase-revenue/kr1", "--status", word, "--dry-run", cwd=demo)
        assert "+      - {date: 2025-06-30, status: off_track}\n" in result.out


def test_what_has_no_value_yet_is_told_where_nothing_is_due(demo: Path, run_collab: RunCollab) -> None:
    text = (demo / REVENUE).read_text("utf-8").replace("activated: 2025-04-15", "activated: 2025-06-30")
    (demo / REVENUE).write_text(re.sub(r"    checkins:\n      - .*\n", "", text), "utf-8")
    words = ("goal", "checkin", "--stale", "--person", "张伟")
    assert run_collab(*words, "--lang", "en", cwd=demo).err.splitlines()[1:] == [
        "no check-in of 张伟 is due; the next is on 2025-08-05",
        "2 key results have no value yet; check in now with collab goal checkin increase-revenue/kr1 VALUE, "
        "then increase-revenue/kr2",
    ]
    assert run_collab(*words, cwd=demo).err.splitlines()[1:] == [
        "张伟没有到期未填的进度；下一次到期是 2025-08-05",
        "2 个关键结果尚无数值；现在可用 collab goal checkin increase-revenue/kr1 VALUE 填报",
    ]


def test_where_nobody_is_known_everybodys_goals_are_looked_at(demo: Path, run_collab: RunCollab) -> None:
    people = demo / "people.yaml"
    people.write_text(people.read_text("utf-8").replace("zhang.wei@", "wei.zhang@"), "utf-8")
    words = ("goal", "checkin", "--stale", "--lang", "en")
    assert run_collab(*words, cwd=demo).err.splitlines()[1:] == ["nobody's check-in is due; the next is on 2025-08-05"]
    for path in (demo / "goals/2025").iterdir():
        path.write_text(path.read_text("utf-8").replace("status: active", "status: proposed"), "utf-8")
    assert run_collab(*words, cwd=demo).err.splitlines()[1:] == ["no active goal has key results to check in"]


def test_what_is_due_is_named_where_nobody_can_answer(demo: Path, run_collab: RunCollab) -> None:
    (demo / "collab.yaml").write_text(
        (demo / "collab.yaml").read_text("utf-8").replace("as_of: 2025-06-30\n", ""), "utf-8"
    )
    calm = run_collab("goal", "checkin", "--stale", "--lang", "en", cwd=demo)
    assert (calm.code, calm.err) == (0, "no check-in of 张伟 is due; the next is on 2025-08-05\n")
    later = date(2025, 9, 1)
    due = run_collab("goal", "checkin", "--stale", "--person", "张伟", "--lang", "en", cwd=demo, today=later)
    assert (due.code, due.err) == (
        2,
        "collab: error: --stale asks for values, and nobody is here to answer; "
        "give them one by one or with --from; due are increase-revenue/kr1 and increase-revenue/kr2\n",
    )
    none = run_collab("goal", "checkin", "--stale", "--person", "chen-jie", "--lang", "en", cwd=demo, today=later)
    assert (none.code, none.err) == (
        0,
        "陈杰 answers for no active goal with key results to check in; --person names somebody else\n",
    )


def test_the_examples_of_the_help_are_real(demo: Path, run_collab: RunCollab) -> None:
    (demo / "june.csv").write_text(TABLE, "utf-8")
    for example in app.verbs["checkin"].examples:  # type: ignore[union-attr]
        words = shlex.split(split_example(example)[0])[1:]
        result = run_collab(*words, *([] if "--dry-run" in words else ["--dry-run"]), "--lang", "en", cwd=demo)
        assert result.code == 0, result.err
        assert result.out.startswith("--- a/") != ("--stale" in words)
