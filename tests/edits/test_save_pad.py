"""Forms of minutes: one that nobody touched gives the draft back, one filled in by hand what was meant."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from collab_cli.edits.plan import Plan
from collab_cli.edits.save_pad import SavedPad, plan_pad
from collab_cli.errors import CollabError
from collab_cli.graph.world import World, build_world
from collab_cli.i18n import language
from collab_cli.model.load_workspace import load_workspace
from collab_cli.model.meeting import Meeting
from collab_cli.reports.carried_commands import carried_commands
from collab_cli.reports.minutes_pad import minutes_pad
from collab_cli.sources.snapshot import working_tree
from collab_cli.transports.minutes_blocks import blocks_of
from tests.analyses.minutes_reading.company import FILES
from tests.conftest import MINIMAL_SETTINGS

AS_OF = date(2025, 7, 14)
DAY = "2025-07-14"
DRAFT = f"meetings/2025/{DAY}-xdept-weekly.yaml"
RICH = f"""\
title: {{zh: 跨部门周例会, en: Cross-department weekly}}
series: xdept-weekly
type: weekly
date: {DAY}
previous_approved: true
start: "09:30"
end: "10:30"
mode: video
mode_reason: 分厂
place: "3 号 * 会议室 | [东]"
number: 第 12 期
chair: li-na
secretary: chen-jie
present: [zhang-wei, li-na, zhang-min-2, zhou-min]
guests: ["Ms Sun, North Fair Ltd", 周工（客户 K）]
regrets:
  - {{person: liu-fang, delegate: zhou-min}}
agenda: [上次督办事项, "预算 1.5 * 2", "1:1 沟通"]
reports:
  - department: sales
    by: zhang-wei
    progress: |
      签约 3 家：A、B
      回款 80%
    issues:
      - {{text: "预测晚一天; 影响排产", disposition: parked}}
      - {{text: 样机缺货}}
    next: 拜访 [客户]
    needs: 市场部提供方案
  - department: production
    by: wang-qiang
    issues: []
opinions:
  - {{department: production, by: wang-qiang, text: "预测应含区域: 东、西", disposition: accepted}}
  - {{department: marketing, text: 加快}}
decisions:
  - {{id: dec2, text: 预测改为每周五 17 点前提交, rationale: 周一排产, method: consent, owner: zhang-wei}}
  - {{id: dec1, text: "Charge 5 %", method: lazy}}
actions:
  - {{title: 整理区域预测口径, owner: zhang-min, due: 2025-07-18,
     assist: [production, person:zhou-min], supervisor: li-na, decision: dec2}}
  - {{title: 无人负责}}
carried_over: [2025-06-30-media-budget-plan, 2025-06-23-sample-list]
next_meeting: 2025-07-21
notes: |
  先到先得

  第二段
status: draft
"""
PLAIN: dict[str, Any] = {"date": DAY, "status": "draft"}
BEGUN: dict[str, Any] = PLAIN | {
    "title": "跨部门周例会",
    "series": "xdept-weekly",
    "type": "weekly",
    "chair": "li-na",
    "secretary": "chen-jie",
    "agenda": [
        f"{name}部（department:{one}）"
        for one, name in (
            *(("sales", "销售"), ("production", "生产"), ("marketing", "市场")),
            *(("quality", "质量"), ("procurement", "采购"), ("finance", "财务")),
        )
    ],
    "reports": [
        {"department": "sales", "by": "zhang-wei"},
        {"department": "production", "by": "wang-qiang"},
        {"department": "marketing", "by": "liu-fang"},
    ],
    "next_meeting": "2025-07-21",
}
"""What a draft has before anybody has said anything."""


def world_of(root: Path, files: dict[str, str]) -> World:
    for path, text in {"collab.yaml": MINIMAL_SETTINGS, **FILES, **files}.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return build_world(load_workspace(working_tree(root)), AS_OF)


def saved(world: World, text: str, lang: str = "zh") -> SavedPad:
    return plan_pad(Plan(world), blocks_of(text), "weekly.md", language(lang).say)


def plain(pad: SavedPad) -> Any:
    record = pad.planned.after.get(Meeting, pad.id)
    assert record is not None
    return record.document.plain


def doubts(pad: SavedPad) -> list[tuple[str, str]]:
    return [(one.text, one.proposed) for one in pad.doubts]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_untouched_form_gives_the_draft_back(tmp_path: Path, lang: str) -> None:
    world = world_of(tmp_path, {DRAFT: RICH})
    record = world.get(Meeting, f"{DAY}-xdept-weekly")
    assert record is not None
    text = minutes_pad(world, record, language(lang).say)
    found = saved(world, text, lang)
    assert plain(found) == record.document.plain
    assert (found.planned.writes, found.pad.read.unplaced) == ((), ())
    assert list(carried_commands(world, found.id, found.carried)) == []
    (tmp_path / DRAFT).unlink()
    alone = build_world(load_workspace(working_tree(tmp_path)), AS_OF)
    again = plain(saved(alone, text, lang))
    shown = {name: value for name, value in record.document.plain.items() if name not in ("mode_reason", "title")}
    assert {name: again[name] for name in shown if name in ("present", "guests", "regrets", "agenda", "number")} == {
        name: shown[name] for name in ("present", "guests", "regrets", "agenda", "number")
    }


HEAD = f"""\
# 跨部门周例会纪要

- 例会：跨部门周例会 (xdept-weekly)
- 日期：{DAY}
- 主持人：李娜

## 出席

"""
TAIL = """
## 列席

-

## 议程

-

## 意见和建议

| 提出人 | 意见 |
| --- | --- |
|  |  |

"""
PADS: dict[str, tuple[str, dict[str, Any]]] = {
    "full width": (
        HEAD
        + "- ［ｘ］ 张伟总\n- 【√】李娜\n- [ ] 陈杰\n- ☑ 王强\n- ☐ 刘芳\n- ✓ 周敏\n"
        + TAIL
        + "## 本次决议\n\n| 序号 | 决议 | 理由 | 表决方式 | 责任人 |\n| --- | --- | --- | --- | --- |\n"
        "| １ | 预测改为每周五提交 | 周一排产 | 协商一致 | 张伟 |\n|  |  |  |  |  |\n\n"
        "## 督办事项\n\n| 事项 | 责任人 | 配合方 | 督办人 | 完成时限 |\n| --- | --- | --- | --- | --- |\n"
        "| 整理区域口径 | 陈杰 | 生产部、周敏 | 李娜 | ７－１８ |\n"
        "补充样机清单 | 王强 | 销售 |  | 周五\n|  |  |  |  |  |\n",
        {
            "present": ["zhang-wei", "li-na", "wang-qiang", "zhou-min"],
            "decisions": [
                {
                    "id": "dec1",
                    "text": "预测改为每周五提交",
                    "rationale": "周一排产",
                    "method": "consensus",
                    "owner": "zhang-wei",
                }
            ],
            "actions": [
                {
                    "title": "整理区域口径",
                    "owner": "chen-jie",
                    "due": "2025-07-18",
                    "assist": ["production", "person:zhou-min"],
                    "supervisor": "li-na",
                },
                {"title": "补充样机清单", "owner": "wang-qiang", "due": "2025-07-18", "assist": ["sales"]},
            ],
        },
    ),
    "line ends": (
        "\ufeff"
        + (
            HEAD
            + "- [X] 李娜\n\n\n- [x] 张伟\n"
            + TAIL
            + "## 各部门工作汇报\n\n### 销售（张伟）\n\n- 进展：签约 3 家，\t"
            "“回款”80%\n- 问题：\n  - 预测晚一天\n  - 样机缺货\n- 下一步：\n- 需支持：市场部提供方案\n\n### 生产部\n\n"
            "- 进展： 产量 98%\n- 问题：无\n- 下一步：\n- 需支持：\n\n### 市场部\n\n- 进展：\n- 问题：\n"
        ).replace("\n", "\r\n"),
        {
            "present": ["li-na", "zhang-wei"],
            "reports": [
                {
                    "department": "sales",
                    "by": "zhang-wei",
                    "progress": "签约 3 家，\t“回款”80%",
                    "issues": [{"text": "预测晚一天"}, {"text": "样机缺货"}],
                    "needs": "市场部提供方案",
                },
                {"department": "production", "by": "wang-qiang", "progress": "产量 98%", "issues": []},
                {"department": "marketing", "by": "liu-fang"},
            ],
        },
    ),
    "tabs": (
        HEAD + "- [x] 李娜\n" + TAIL + "## 待办事项\n\n事项\t责任人\t配合方\t督办人\t完成时限\n"
        "核对库存\t王强\t质量部\t\t月底\n盘点\t陈杰\t\t李娜\t7月18日\n\n## 下次会议\n\n时间：７月２１日\n",
        {
            "present": ["li-na"],
            "actions": [
                {"title": "核对库存", "owner": "wang-qiang", "due": "2025-07-31", "assist": ["quality"]},
                {"title": "盘点", "owner": "chen-jie", "due": "2025-07-18", "supervisor": "li-na"},
            ],
            "next_meeting": "2025-07-21",
        },
    ),
    "away": (
        HEAD
        + "- [x] 李娜\n- [x] 周敏\n\n## 请假\n\n| 人员 | 代会人 |\n| --- | --- |\n| 刘芳 | 周敏 |\n| 王强 |  |\n"
        + TAIL
        + "## 意见\n\n| 提出人 | 意见 |\n| --- | --- |\n| 王强 | 预测应含区域 |\n| 市场部 | 加快 |\n",
        {
            "present": ["li-na", "zhou-min"],
            "regrets": [{"person": "liu-fang", "delegate": "zhou-min"}, {"person": "wang-qiang"}],
            "opinions": [
                {"department": "production", "by": "wang-qiang", "text": "预测应含区域"},
                {"department": "marketing", "text": "加快"},
            ],
        },
    ),
    "english": (
        f"# Minutes: Cross-department weekly\n\n- Series: xdept-weekly\n- Date: {DAY}\n- When: 9:30-10:30\n"
        "- Mode: by video\n\n## Present\n\n- [x] Mr Zhang Wei\n- [ ] Li Na\n- [x] Anna Berger\n\n## Guests\n\n"
        "- Ms Sun, North Fair Ltd\n\n## Agenda\n\n1. Forecast\n2. Stock\n\n## Actions agreed today\n\n"
        "| Action item | Owner | Assist | Supervisor | Due |\n|---|---|---|---|---|\n"
        "| Send the “regional” list | Anna Berger | Sales | Li Na | next Friday |\n"
        "| Count the stock | Tom Fischer |  |  | 2025-07-18 |\n\n## Decisions\n\n- The forecast comes on Fridays\n",
        {
            "start": "09:30",
            "end": "10:30",
            "mode": "video",
            "present": ["zhang-wei", "anna-berger"],
            "guests": ["Ms Sun, North Fair Ltd"],
            "agenda": ["Forecast", "Stock"],
            "actions": [
                {
                    "title": "Send the “regional” list",
                    "owner": "anna-berger",
                    "due": "2025-07-25",
                    "assist": ["sales"],
                    "supervisor": "li-na",
                },
                {"title": "Count the stock", "owner": "tom-fischer", "due": "2025-07-18"},
            ],
            "decisions": [{"id": "dec1", "text": "The forecast comes on Fridays"}],
        },
    ),
    "of no series": (
        "# 供应商评审会纪要\n\n- 日期：2025年7月14日\n- 地点：二楼\n- 主持：Anna Berger\n"
        "- 记录：陈杰\n\n## 出席人员\n\n"
        "- [x] Anna Berger\n- 陈杰\n" + TAIL,
        {
            "title": "供应商评审会",
            "place": "二楼",
            "chair": "anna-berger",
            "secretary": "chen-jie",
            "present": ["anna-berger", "chen-jie"],
        },
    ),
}


@pytest.mark.parametrize("name", PADS)
def test_a_form_filled_in_by_hand_says_what_was_meant(tmp_path: Path, name: str) -> None:
    text, meant = PADS[name]
    world = world_of(tmp_path, {})
    found = saved(world, text)
    record = plain(found)
    assert record == (PLAIN if "title" in meant else BEGUN) | meant
    assert found.pad.read.unplaced == ()
    root = tmp_path / found.path
    root.parent.mkdir(parents=True, exist_ok=True)
    root.write_text(found.text, encoding="utf-8")
    again = saved(build_world(load_workspace(working_tree(tmp_path)), AS_OF), text)
    assert again.planned.writes == ()


def test_a_form_in_which_one_box_is_ticked_says_that_alone(tmp_path: Path) -> None:
    text = (HEAD + "- [x] 李娜\n- [ ] 陈杰\n" + TAIL).replace("- 主持人：李娜\n", "")
    assert plain(saved(world_of(tmp_path, {}), text)) == BEGUN | {"present": ["li-na"]}


def test_what_is_not_certain_is_marked_in_a_draft_there_was_and_once(tmp_path: Path) -> None:
    world = world_of(tmp_path, {DRAFT: RICH})
    row = "| 盘点 | 老赵 |  |  | 周五 |\n"
    table = "## 督办事项\n\n| 事项 | 责任人 | 配合方 | 督办人 | 完成时限 |\n| --- | --- | --- | --- | --- |\n"
    text = HEAD + "- [x] 李娜\n" + TAIL + table + row
    found = saved(world, text)
    lines = found.text.splitlines()
    at = lines.index("  - title: 盘点")
    assert "老赵" in lines[at - 1]
    assert lines[at - 1].strip().startswith("# ?: ")
    assert lines[at + 1].strip().startswith("# ?: ")
    assert lines[at + 2 :][0] == "    due: 2025-07-18"
    assert plain(found)["notes"].endswith("未能归入字段的内容：\n\n- 盘点: 老赵")
    (tmp_path / DRAFT).write_text(found.text, encoding="utf-8")
    kept = build_world(load_workspace(working_tree(tmp_path)), AS_OF)
    assert saved(kept, text).planned.writes == ()
    settled = saved(kept, text.replace("老赵", "陈杰"))
    titles = [one["title"] for one in plain(settled)["actions"]]
    assert titles == ["盘点", "整理区域预测口径", "无人负责"]
    assert plain(settled)["actions"][0] == {"title": "盘点", "owner": "chen-jie", "due": DAY[:8] + "18"}
    assert plain(settled)["notes"].split() == ["先到先得", "第二段"]
    assert "老赵" not in settled.text


def test_a_heading_in_the_notes_is_no_second_meeting_and_no_text_in_a_wrong_column_is_lost(tmp_path: Path) -> None:
    world = world_of(tmp_path, {})
    table = (
        "## 议定事项\n\n| 序号 | 决议 | 理由 | 表决方式 | 责任人 |\n|---|---|---|---|---|\n| 采购样机 |  |  |  |  |\n"
    )
    found = saved(world, HEAD + TAIL + table + "# 补充\n")
    assert [one.text for one in found.pad.read.unplaced] == ["采购样机", "补充"]


def test_states_beside_actions_carried_over_are_told(tmp_path: Path) -> None:
    world = world_of(tmp_path, {DRAFT: RICH})
    rows = "| 1 | 补充投放预算方案 | 刘芳 | 2025-07-11 | 已完成，见邮件 |\n| 2 | 整理样品清单 | 王强 | 7-25 | 推迟 |\n"
    head = "## 上次督办事项\n\n| 序号 | 事项 | 责任人 | 完成时限 | 状况 |\n| --- | --- | --- | --- | --- |\n"
    found = saved(world, HEAD + "- [x] 李娜\n" + TAIL + head + rows)
    assert [(one.action, one.state, one.due) for one in found.carried] == [
        ("2025-06-30-media-budget-plan", "已完成，见邮件", "2025-07-11"),
        ("2025-06-23-sample-list", "推迟", "7-25"),
    ]
    assert [language("en").say(one) for one in carried_commands(world, found.id, found.carried)] == [
        "补充投放预算方案: run collab action done 2025-06-30-media-budget-plan --evidence '已完成，见邮件'",
        "Sample list: run collab action postpone 2025-06-23-sample-list --due 2025-07-25 --reason '推迟'",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dear all,\n\nsee you soon.\n", "weekly.md is no form of minutes"),
        (HEAD + TAIL + HEAD + TAIL, "weekly.md holds several meetings"),
        (
            (HEAD + TAIL).replace("跨部门周例会 (xdept-weekly)", "早会"),
            "weekly.md names a series that is not there: 早会",
        ),
        (
            (HEAD + TAIL).partition("- 日期")[2].partition("\n")[2],
            "weekly.md does not say which meeting it is of",
        ),
        ((HEAD + TAIL).replace(DAY, "那天"), "weekly.md does not say on which day the meeting was"),
    ],
)
def test_a_hopeless_form_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CollabError) as raised:
        saved(world_of(tmp_path, {}), text)
    assert language("en").say(raised.value.message) == said


def test_minutes_that_are_published_are_refused(tmp_path: Path) -> None:
    world = world_of(tmp_path, {DRAFT: RICH.replace("status: draft", f"published: {DAY}\nstatus: published")})
    with pytest.raises(CollabError) as raised:
        saved(world, HEAD + TAIL)
    assert "published already" in language("en").say(raised.value.message)
