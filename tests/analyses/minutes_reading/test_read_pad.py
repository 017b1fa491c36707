"""Forms as people fill them in: what stands beside its place is understood, what is not is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.edits.test_save_pad import HEAD, TAIL, doubts, plain, saved, world_of

REPORT = "## 各部门汇报\n\n### 销售部（张伟）\n\n"
ACTIONS = "## 督办事项\n\n| 事项 | 责任人 | 配合方 | 督办人 | 完成时限 |\n| --- | --- | --- | --- | --- |\n"
DECISIONS = "## 议定事项\n\n| 序号 | 决议 | 理由 | 表决方式 | 责任人 |\n| --- | --- | --- | --- | --- |\n"


def of(tmp_path: Path, text: str, *, head: str = HEAD) -> dict[str, Any]:
    found: dict[str, Any] = plain(saved(world_of(tmp_path, {}), head + TAIL + text))
    return found


@pytest.mark.parametrize(
    ("said", "report"),
    [
        ("- 进展：签约\n  - 合同 A\n  还有一句\n", {"progress": "签约\n合同 A\n还有一句"}),
        ("- 问题：1. 缺货；2. 晚一天\n", {"issues": [{"text": "缺货"}, {"text": "晚一天"}]}),
        ("- 问题： 无。\n- 需支持\n  市场部出方案\n", {"issues": [], "needs": "市场部出方案"}),
        ("产量 98%\n- 下一步：无\n", {"progress": "产量 98%"}),
        ("- 问题\n- 缺货\n- 下一步\n- 补货\n", {"issues": [{"text": "缺货"}], "next": "补货"}),
    ],
)
def test_a_report_is_taken_part_by_part(tmp_path: Path, said: str, report: dict[str, Any]) -> None:
    assert of(tmp_path, REPORT + said)["reports"][0] == {"department": "sales", "by": "zhang-wei"} | report


def test_rows_and_lines_of_actions_are_taken_and_signs_for_nobody_are_not(tmp_path: Path) -> None:
    rows = "| 请示 | @张伟 | 无 | - | 周五 |\n- 采购样机，陈杰，周三\n"
    record = of(tmp_path, ACTIONS + rows)
    assert record["actions"] == [
        {"title": "请示", "owner": "zhang-wei", "due": "2025-07-18"},
        {"title": "采购样机", "owner": "chen-jie", "due": "2025-07-16"},
    ]
    assert "notes" not in record


def test_the_first_of_several_owners_of_a_decision_is_taken_and_the_others_are_kept(tmp_path: Path) -> None:
    found = saved(
        world_of(tmp_path, {}), HEAD + TAIL + DECISIONS + "| 1 | 周五提交 | 排产 | 全体同意 | 张伟总、王强 |\n"
    )
    assert plain(found)["decisions"] == [
        {"id": "dec1", "text": "周五提交", "rationale": "排产", "method": "consensus", "owner": "zhang-wei"}
    ]
    assert doubts(found) == [("王强", "")]
    assert plain(found)["notes"].endswith("- 周五提交: 王强")


def test_the_head_is_taken_as_people_write_it(tmp_path: Path) -> None:
    head = HEAD.replace("- 主持人", "- 时间：上午9点半到10点45\n- 形式：线上+线下\n- 主持人")
    guests = "## 列席\n\n- 孙女士（北展、一部）、周工\n- Ms Hill, North Fair\n"
    record = of(tmp_path, guests, head=head)
    assert [record.get(name) for name in ("start", "end", "mode")] == ["09:30", "10:45", "hybrid"]
    assert record["guests"] == ["孙女士（北展、一部）", "周工", "Ms Hill, North Fair"]
