"""The weekly digest of the demo company, day by day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import MakeWorkspace, RunCollab
from tests.rules.worlds import green_demo

DONE = """\
title: 确认参会名单
owner: liu-fang
due: 2025-07-09
status: done
history:
  - {date: 2025-07-08, status: open}
  - {date: 2025-07-09, by: liu-fang, status: done}
"""


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    root = green_demo(tmp_path / "demo")
    (root / "actions/2025/2025-07-08-guests.yaml").write_text(DONE, "utf-8")
    return root


def test_the_week_of_a_meeting(demo: Path, run_collab: RunCollab) -> None:
    assert (
        run_collab("--lang", "zh", "report", "weekly", "--to", "2025-07-11", cwd=demo).out
        == """\
示例制造公司周报（2025-07-05 至 2025-07-11）
============================================
1 项决议、1 项办结、1 项新增、0 项逾期。

议定事项
--------
决议                        责任人  日期
预测改为每周五 17 点前提交  张伟    2025-07-07

完成事项
--------
督办事项      责任人  办结
确认参会名单  刘芳    2025-07-09

新增事项
--------
督办事项                      责任人  完成时限
每周五 17 点前提交 13 周预测  张伟    2025-07-11

临近或超过时限的问题
--------------------
问题                 处理方  到期时间          工作日
客户 K 投诉批次色差  销售部  2025-07-04 10:05  超 5 天

下一步安排
----------
例会          日期                开始时间  部门汇报
跨部门周例会  2025-07-14（周一）  09:30     待交：销售部、生产部和市场部
"""
    )


def test_a_week_in_which_nothing_happened(make_workspace: MakeWorkspace, run_collab: RunCollab) -> None:
    root = make_workspace({})
    said = run_collab("report", "weekly", "--to", "2025-07-11", "--lang", "en", cwd=root).out
    assert said.endswith("Nothing was decided, done or newly agreed in these days, and nothing is overdue.\n")


def test_a_month_later(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("report", "weekly", "--from", "2025-07-15", "--to", "2025-08-14", "--json", cwd=demo)
    record = json.loads(result.out)
    assert record["schema"] == "collab/weekly/v1"
    assert (record["from"], record["as_of"]) == ("2025-07-15", "2025-08-14")
    assert (record["decisions"], record["actions"]["done"], record["actions"]["new"]) == ([], [], [])
    assert [one["owner"] for one in record["actions"]["overdue"]] == ["liu-fang", "zhang-wei"]
    assert record["missed"] != []
    assert {one["series"] for one in record["missed"]} == {"xdept-weekly"}
    assert len(record["stale"]) == 4
    assert [one["series"] for one in record["next"]] == ["xdept-weekly"]


def test_goals_that_moved(demo: Path, run_collab: RunCollab) -> None:
    record = json.loads(
        run_collab("report", "weekly", "--from", "2025-06-01", "--to", "2025-06-30", "--json", cwd=demo).out
    )
    assert all(one["before"] != one["status"] for one in record["goals"])
    assert record["goals"] != []


def test_days_the_wrong_way_round(demo: Path, run_collab: RunCollab) -> None:
    result = run_collab("report", "weekly", "--from", "2025-07-02", "--to", "2025-07-01", cwd=demo)
    assert result.code == 2
