"""Forms as people fill them in: what stands beside its place is understood, what is not is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from collab_cli.errors import CollabError
from tests.edits.test_save_pad import DAY, HEAD, TAIL, doubts, plain, saved, world_of

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
        ("- 问题：①缺货②晚一天\n", {"issues": [{"text": "缺货"}, {"text": "晚一天"}]}),
        ("- 问题：没有问题\n", {"issues": []}),
        ("- 问题：暂时没有。\n", {"issues": []}),
        ("- 问题：一切正常\n", {"issues": []}),
        ("- 问题：—\n- 下一步：None so far\n", {"issues": []}),
        ("- 问题：nothing to report\n- 进展：没有问题\n", {"issues": [], "progress": "没有问题"}),
        ("- 问题：无，但样品慢\n", {"issues": [{"text": "无，但样品慢"}]}),
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


def test_a_guest_may_give_an_opinion(tmp_path: Path) -> None:
    guests = "## 列席\n\n- 小赵（北展）\n- Ms Hill\n\n"
    rows = "| 小赵 | 先签合同 |\n| Ms Hill | Later |\n| 小钱 | 再议 |\n"
    found = saved(
        world_of(tmp_path, {}),
        HEAD + TAIL + guests + "## 意见和建议\n\n| 提出人 | 意见 |\n| --- | --- |\n" + rows,
    )
    assert plain(found)["opinions"] == [{"text": "小赵：先签合同"}, {"text": "Ms Hill: Later"}, {"text": "再议"}]
    assert doubts(found) == [("小钱", "")]
    assert plain(found)["notes"].endswith("\n\n- 再议: 小钱")


@pytest.mark.parametrize(
    ("said", "day", "kept"),
    [
        ("7月28日上午9:30，三楼", "2025-07-28", ["下次会议：7月28日上午9:30，三楼"]),
        ("2025-07-28 09:30", "2025-07-28", ["Next meeting: 2025-07-28 09:30"]),
        ("下周一 9:30", "2025-07-21", ["下次会议：下周一 9:30"]),
        ("时间：7月28日（周一）", "2025-07-28", []),
        ("Monday 28 July, 9:30", "2025-07-28", ["Next meeting: Monday 28 July, 9:30"]),
        ("时间：7.28 下午3点", "2025-07-28", ["下次会议：7.28 下午3点"]),
        ("待定", None, ["下次会议：待定"]),
    ],
)
def test_the_next_meeting_has_a_day_and_its_time_and_place_are_kept(
    tmp_path: Path, said: str, day: str | None, kept: list[str]
) -> None:
    read = saved(world_of(tmp_path, {}), f"{HEAD}{TAIL}## 下次会议\n\n{said}\n").pad.read
    assert read.fields.get("next_meeting") == day
    assert [one.text for one in read.unplaced] == kept


def test_a_row_with_too_many_cells_is_kept_whole(tmp_path: Path) -> None:
    found = saved(world_of(tmp_path, {}), HEAD + TAIL + ACTIONS + "| 换A|B供应商 | 张伟 | | | 2025-08-01 |\n")
    assert "actions" not in plain(found)
    assert [(one.reason, one.route) for one in found.doubts] == [("too_many_cells", ("actions",))]
    assert plain(found)["notes"].endswith("- 换A | B供应商 | 张伟 | 2025-08-01")


def test_only_rows_and_items_are_decisions(tmp_path: Path) -> None:
    text = DECISIONS.replace("## 议定事项\n", "## 议定事项\n\n大家讨论了很久，没有结论。\n")
    record = of(tmp_path, text + "| 1 | 换供应商 |  |  |  |\n\n- 每周报价\n\n决议：月底盘点\n")
    assert [one["text"] for one in record["decisions"]] == ["换供应商", "每周报价", "月底盘点"]
    assert record["notes"].endswith("- 大家讨论了很久，没有结论。")


@pytest.mark.parametrize(
    ("said", "mode", "reason", "kept"),
    [
        ("视频（王强出差）", "video", "王强出差", []),
        ("视频（腾讯会议 123-456）", "video", None, ["视频（腾讯会议 123-456）"]),
        ("现场会议（3 楼）", "in_person", None, ["现场会议（3 楼）"]),
        ("视频，因王强出差", "video", "王强出差", []),
        ("腾讯会议（会议号 123）", "video", None, ["腾讯会议（会议号 123）"]),
        ("线上，线下", "hybrid", None, []),
        ("线上", "video", None, []),
    ],
)
def test_why_a_meeting_was_not_held_in_a_room_is_taken(
    tmp_path: Path, said: str, mode: str, reason: str | None, kept: list[str]
) -> None:
    head = HEAD.replace("- 主持人", f"- 形式：{said}\n- 主持人")
    read = saved(world_of(tmp_path, {}), head + TAIL).pad.read
    assert (read.fields.get("mode"), read.fields.get("mode_reason")) == (mode, reason)
    assert [one.text for one in read.unplaced] == kept


@pytest.mark.parametrize("heading", ["### 财务部门外（赵六）", "## 培训安排"])
def test_a_section_of_their_own_is_kept_with_its_heading(tmp_path: Path, heading: str) -> None:
    record = of(tmp_path, f"{REPORT}- 进展：签约\n\n{heading}\n\n- 进展：报表完成\n- 8月组织安全培训\n")
    head = heading.strip("# ")
    assert record["notes"].endswith(f"的内容：\n\n- {head}\n- 进展：报表完成\n- 8月组织安全培训")


@pytest.mark.parametrize(("said", "how"), [("7月14日", "no_year"), ("07/14/25", None), ("14 July", "no_year")])
def test_a_day_of_the_meeting_that_is_not_whole_is_marked(tmp_path: Path, said: str, how: str | None) -> None:
    found = saved(world_of(tmp_path, {}), (HEAD + TAIL).replace(DAY, said, 1))
    assert [(one.reason, one.route, one.proposed) for one in found.doubts] == (
        [(how, ("date",), DAY)] if how is not None else []
    )


@pytest.mark.parametrize("said", ["下周", "next week", "周五"])
def test_a_day_of_the_meeting_that_is_counted_from_today_is_refused(tmp_path: Path, said: str) -> None:
    with pytest.raises(CollabError, match="does not say on which day the meeting was"):
        saved(world_of(tmp_path, {}), (HEAD + TAIL).replace(DAY, said, 1))


def test_who_is_ticked_and_listed_as_away_is_doubtful_and_a_sign_for_nobody_is_no_delegate(tmp_path: Path) -> None:
    absent = "## 缺席\n\n| 人员 | 代会人 |\n| --- | --- |\n| 刘芳 | 无 |\n"
    read = saved(world_of(tmp_path, {}), HEAD + "- [x] 刘芳\n" + TAIL + absent).pad.read
    assert read.fields["regrets"] == [{"person": "liu-fang"}]
    assert [(one.reason, one.route) for one in read.doubts] == [("here_and_away", ("regrets", 0, "person"))]
