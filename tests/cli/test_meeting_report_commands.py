"""``report actions`` and ``report decisions`` on the demo company."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import RunCollab
from tests.rules.worlds import green_demo

LATE = """\
title: 走访客户
owner: zhang-wei
due: 2025-07-10
status: STATUS
history:
  - {date: 2025-07-01, status: open, due: 2025-07-04}
  - {date: 2025-07-04, by: zhang-wei, due: 2025-07-10, note: 出差}
"""
DONE = """\
title: 确认参会名单
owner: liu-fang
due: 2025-07-04
status: done
history:
  - {date: 2025-07-01, status: open}
  - {date: 2025-07-03, by: liu-fang, status: done}
"""


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    root = green_demo(tmp_path / "demo")
    (root / "actions/2025/2025-07-01-visits.yaml").write_text(LATE.replace("STATUS", "open"), "utf-8")
    (root / "actions/2025/2025-07-01-guests.yaml").write_text(DONE, "utf-8")
    return root


def test_actions_for_who_was_not_there(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("report", "actions", "--to", "2025-07-14", "--quiet", "--lang", "en", cwd=demo)
    assert result.out == (
        "Actions of Example Manufacturing, 2025-07-01 to 2025-07-14\n"
        "==========================================================\n"
        "4 actions open, 3 overdue, 1 carried over, 1 done in these days.\n"
        "\n"
        "1 of 4 actions first due in these days were done in time: 25 %.\n"
        "\n"
        "Department  Still open  Overdue  Put off  Finished  In time\n"
        "Marketing            1        1        0         1   1 of 2\n"
        "Sales                3        2        1         0   0 of 2\n"
        "\n"
        "Overdue\n"
        "-------\n"
        "Action                        Owner  Due         Left         Postponed  Origin\n"
        "走访客户                      张伟   2025-07-10  4 days late         1×\n"
        "补充投放预算方案              刘芳   2025-07-11  3 days late             "
        "Strengthen brand and customer relations\n"
        "每周五 17 点前提交 13 周预测  张伟   2025-07-11  3 days late             meeting 2025-07-07\n"
        "\n"
        "Still open\n"
        "----------\n"
        "Sales\n"
        "Action              Owner  Due         Left           Origin\n"
        "制定合同评审检查表  陈杰   2025-10-31  109 days left  销售部三季度履职评价\n"
        "\n"
        "Postponed\n"
        "---------\n"
        "Action    Owner  First due   Due         Postponed      Age\n"
        "走访客户  张伟   2025-07-04  2025-07-10         1×  13 days\n"
        "\n"
        "Finished\n"
        "--------\n"
        "Action        Owner  Due         Left             Origin\n"
        "确认参会名单  刘芳   2025-07-04  done 2025-07-03\n"
    )


def test_the_record_of_actions(demo: Path, run_collab: RunCollab) -> None:
    words = ("report", "actions", "--as-of", "2025-07-14", "--json", "--by", "owner")
    answer = json.loads(run_collab(*words, cwd=demo).out)
    assert (answer["schema"], answer["from"], answer["as_of"]) == ("collab/actions/v1", "2025-07-01", "2025-07-14")
    assert answer["on_time"] == {"done": 1, "due": 4, "rate": 0.25}
    assert {group["id"]: group["on_time"]["done"] for group in answer["groups"]} == {
        "liu-fang": 1,
        "zhang-wei": 0,
        "chen-jie": 0,
    }
    some = json.loads(run_collab(*words, "--department", "marketing", cwd=demo).out)
    assert [one["owner"] if "owner" in one else one["id"] for one in some["actions"]] == [
        "2025-07-01-guests",
        "2025-06-30-media-budget-plan",
    ]
    one = json.loads(run_collab(*words, "--owner", "陈杰", cwd=demo).out)
    assert one["on_time"] == {"done": 0, "due": 0, "rate": None}


def test_actions_in_every_format(demo: Path, run_collab: RunCollab, tmp_path: Path) -> None:
    out = run_collab("report", "actions", "--format", "csv", "--quiet", "--lang", "en", cwd=demo).out
    assert len(list(csv.DictReader(io.StringIO(out)))) == 5
    for ending in ("html", "md", "xlsx", "txt"):
        assert run_collab("report", "actions", "-o", str(tmp_path / f"a.{ending}"), cwd=demo).code == 0
    zh = run_collab("report", "actions", "--to", "2025-07-14", "--quiet", "--lang", "zh", cwd=demo).out
    assert "未办结 4 项，3 项逾期，1 项曾延期，这段时间办结 1 项。\n" in zh
    assert "这段时间最初到期的督办事项共 4 项，按期办结 1 项：25%。\n" in zh


def test_days_with_nothing(demo: Path, run_collab: RunCollab) -> None:
    words = ("report", "actions", "--owner", "王强", "--quiet", "--lang", "en")
    assert run_collab(*words, cwd=demo).out.endswith("no action is as asked for\n")
    later = run_collab("report", "actions", "--from", "2025-08-01", "--as-of", "2025-08-02", "--quiet", "--lang", "en")
    assert later.code == 2
    none = ("report", "actions", "--from", "2025-06-01", "--to", "2025-06-10", "--quiet", "--lang", "en")
    assert "No action was first due in these days.\n" in run_collab(*none, cwd=demo).out
    wrong = run_collab("report", "actions", "--from", "2025-07-02", "--to", "2025-07-01", "--quiet", cwd=demo)
    assert wrong.code == 2


def test_decisions_for_who_was_not_there(demo: Path, run_collab: RunCollab) -> None:
    words = ("report", "decisions", "--as-of", "2025-07-14", "--quiet", "--lang", "en")
    out = run_collab(*words, "--from", "2025-07-01", cwd=demo).out
    assert out.startswith(
        "Decisions of Example Manufacturing, 2025-07-01 to 2025-07-14\n"
        "============================================================\n"
        "1 decision, 1 not carried out yet.\n"
        "\n"
        "Not carried out yet\n"
        "-------------------\n"
        "预测改为每周五 17 点前提交\n"
        "Id         2025-07-07-xdept-weekly/dec1\n"
    )
    everything = run_collab(*words, cwd=demo).out
    assert everything.startswith("Decisions of Example Manufacturing, 2025-07-14\n")
    assert everything.index("Not carried out yet\n-") < everything.index("In force\n")
    assert run_collab(*words, "--from", "2025-07-08", cwd=demo).out.endswith("nothing was decided in these days\n")
    answer = json.loads(run_collab(*words, "--json", "--owner", "李娜", cwd=demo).out)
    assert (answer["schema"], len(answer["decisions"])) == ("collab/decisions/v1", 1)
    rows = list(csv.DictReader(io.StringIO(run_collab(*words, "--format", "csv", cwd=demo).out)))
    assert [row["Owner"] for row in rows] == ["张伟", "李娜"]
