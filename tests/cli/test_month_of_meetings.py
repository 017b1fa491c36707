"""A month of the demo company by commands: four meetings, a slot left out, one cancelled, an issue passed about."""

from __future__ import annotations

import json

import pytest

from tests.cli.living_company import Company
from tests.conftest import MakeDemo, RunCollab

WRONG_BATCH = "issue:2025-07-08-cang-ku-fa-cuo-yi-pi-huo-gei-ke-hu-m"


@pytest.mark.no_cover
def test_a_month_of_meetings(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    company = Company(make_demo("zh"), run_collab, "zh")
    an_issue_is_passed_to_and_fro(company)
    the_first_meeting(company)
    a_slot_is_left_out(company)
    a_meeting_with_a_deputy(company)
    a_meeting_is_cancelled(company)
    the_last_two_meetings(company)
    the_figures_of_the_month(company)
    approved_minutes_stay_as_they_are(company)


def test_its_first_week_in_english(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    company = Company(make_demo(), run_collab)
    an_issue_is_passed_to_and_fro(company)
    the_first_meeting(company)


def an_issue_is_passed_to_and_fro(company: Company) -> None:
    """Sales and Production pass an issue on twice each; whoever is above both decides."""
    company.on(7, 8)
    company.do(
        "issue raise '仓库发错一批货给客户 M' --category customer --customer-impact high --by zhang-wei"
        " --date '2025-07-08 10:00'"
    )
    company.on(7, 9)
    company.do(
        "issue handover 2025-07-08 --to production --reason 仓库归生产部 --date '2025-07-09 09:00'",
        "issue handover 2025-07-08 --to sales --reason 单据由销售部开 --date '2025-07-09 11:00'",
    )
    assert company.findings() == ["C607"]  # the forecast of 07-07 came on 07-08; A509 of the complaint is waived
    company.do(
        "issue handover 2025-07-08 --to production --reason 单据无误 --date '2025-07-09 15:00'",
        "issue handover 2025-07-08 --to sales --reason 出库单缺签字 --date '2025-07-09 16:00'",
    )
    assert company.findings() == ["A509", "C607"]
    company.do(
        "issue escalate 2025-07-08 --date '2025-07-09 16:30'",
        f"waiver add A509 --target {WRONG_BATCH} --reason 已上报总经理 --approved-by li-na --expires 8/31"
        " --id wrong-batch",
    )
    assert company.findings() == ["C607"]
    assert company.see("issue list", "en") == (
        "2 issues, 1 over its limit, 2 passed to and fro.\n"
        "\n"
        "#  Issue                   Now with  Status                Age  Due at            Working days  Passed on\n"
        "1  客户 K 投诉批次色差     Sales     escalated to 李娜  7 days  2025-07-04 10:05  3 days over   2×, back\n"
        "2  仓库发错一批货给客户 M  Sales     escalated to 李娜   1 day  2025-07-10 10:00  1 day left    4×, back\n"
    )
    assert company.stands("issues") == {"open": 2, "over_limit": 1, "bounced": 2}
    for person in ("李娜", "张伟"):  # she because both were taken to her, he because Sales has them
        assert company.owes(person, "issue") == {"客户 K 投诉批次色差": -5, "仓库发错一批货给客户 M": 1}
    assert company.owes("王强", "issue") == {}


def the_first_meeting(company: Company) -> None:
    """Actions come out of it, one decision takes the place of an earlier one, another changes a goal."""
    company.on(7, 11)
    company.do(
        "action done 投放预算 --evidence 方案经总经理批准 --by 刘芳",
        "action postpone 每周五 --due 7/18 --reason 区域口径未定 --by 张伟",
        "meeting report sales --progress '签约 2 家' --issue 预测口径按区域不一 --next 完成区域口径 --by 张伟",
        "meeting carried-over add 2025-07-14 每周五",
        "meeting agenda-item add 2025-07-14 上次督办事项",
        "meeting agenda-item add 2025-07-14 各部门汇报",
    )
    company.on(7, 14)
    company.do(
        "handoff deliver rolling-forecast --due 7/14 --accepted true",
        "meeting present 2025-07-14 --all-heads",
        "meeting report production --progress '产量 97%' --issue '客户 M 错发' --needs 仓库盘点支持",
        "meeting report marketing --progress 投放方案已批 --no-issues",
        "meeting opinion add 2025-07-14 错发要先赔后查 --department sales --by 张伟 --disposition accepted",
        "meeting decision add 2025-07-14 '预测改为每周四 17 点前提交' --rationale 周五排产会提前 --method consent"
        " --owner 张伟",
        "decision supersede 2025-07-07-xdept-weekly/dec1 2025-07-14-xdept-weekly/dec1",
        "meeting decision add 2025-07-14 市场份额目标补交代理商数 --rationale 代理商数未计入 --method consensus"
        " --owner 李娜 --changes goal:increase-market-share",
        "meeting action add 2025-07-14 盘点仓库 --owner 王强 --due 7/18",
        "meeting action add 2025-07-14 '给客户 M 补发' --owner 张伟 --due 7/16",
        "meeting report production --issue 错发 --disposition escalated --ref 2025-07-08",
    )
    said = company.do("meeting publish 2025-07-14 --commit")
    assert "预测口径按区域不一" in said
    settle = "meeting report sales --meeting 2025-07-14-xdept-weekly --issue 1 --disposition "
    assert f"collab {settle}decision|action|escalated|parked --ref REF" in said
    assert company.findings() == ["C607", "M406"]
    company.do(f"{settle}action --ref 区域预测口径")
    assert company.findings() == ["C607"]
    assert company.see("report weekly", "en") == WEEK_OF_THE_FIRST_MEETING
    assert company.stands("actions") == {"open": 4, "overdue": 0, "postponed": 0}
    assert company.owes("张伟", "action") == {"给客户 M 补发": 2, "每周五 17 点前提交 13 周预测": 4}


def a_slot_is_left_out(company: Company) -> None:
    """The issue is solved, actions are done by word, put off again and handed on; no meeting is missed."""
    company.on(7, 15)
    company.do(
        "issue resolve 2025-07-08 --resolution 补发并改了出库复核 --date '2025-07-15 11:00'",
        "series skip xdept-weekly 7/21 --reason 年中盘点",
    )
    company.on(7, 18)
    assert company.see("action list", "en") == (
        "5 actions, 1 overdue, 3 due within 3 days.\n"
        "\n"
        "#  Action                        Owner  Due         Left           Postponed  Origin\n"
        "1  给客户 M 补发                 张伟   2025-07-16  2 days late               meeting 2025-07-14\n"
        "2  每周五 17 点前提交 13 周预测  张伟   2025-07-18  due today             1×  meeting 2025-07-07\n"
        "3  盘点仓库                      王强   2025-07-18  due today                 meeting 2025-07-14\n"
        "4  整理区域预测口径              陈杰   2025-07-18  due today                 meeting 2025-07-14\n"
        "5  制定合同评审检查表            陈杰   2025-10-31  105 days left             销售部三季度履职评价\n"
    )
    company.do(
        "action done 1 盘点 --evidence 已签收 --by 王强",
        "action postpone 每周五 --due 7/25 --reason 系统未就绪 --by 张伟",
        "action assign 区域预测口径 张伟 --reason 口径由销售定 --by 陈杰",
    )
    assert company.see("action list", "zh") == (
        "3 项督办事项，1 项在 3 天内到期。\n"
        "\n"
        "#  督办事项                      责任人  完成时限    剩余         延期  来源\n"
        "1  整理区域预测口径              张伟    2025-07-18  今天到期           2025-07-14 会议\n"
        "2  每周五 17 点前提交 13 周预测  张伟    2025-07-25  还剩 7 天    2 次  2025-07-07 会议\n"
        "3  制定合同评审检查表            陈杰    2025-10-31  还剩 105 天        销售部三季度履职评价\n"
    )
    company.on(7, 22)
    company.do("handoff deliver rolling-forecast --due 7/21 --delivered 7/21 --accepted true")
    assert company.findings() == ["A503", "C607"]  # 整理区域预测口径; M401 stays silent for the slot of 07-21
    assert company.stands("actions") == {"open": 2, "overdue": 1, "postponed": 1}  # twice
    assert company.stands("issues") == {"open": 1, "over_limit": 1, "bounced": 1}
    assert company.owes("张伟", "action") == {"整理区域预测口径": -4, "每周五 17 点前提交 13 周预测": 3}


def a_meeting_with_a_deputy(company: Company) -> None:
    """The head of Marketing is away and her deputy speaks; what is open is carried over."""
    company.do("person absence add liu-fang --from 7/28 --to 7/29 --deputy zhou-min")
    company.on(7, 25)
    assert company.see("meeting agenda xdept-weekly", "en") == AGENDA_OF_THE_SECOND_MEETING
    company.do(
        "meeting new xdept-weekly",
        "action done 区域预测口径 --evidence 口径表 --by 张伟",
    )
    company.on(7, 28)
    said = company.do("handoff deliver rolling-forecast --due 7/28 --accepted true", "meeting approve 2025-07-14")
    assert "2025-07-28-xdept-weekly" in said  # its draft says so
    said = company.do("meeting present 2025-07-28 --all-heads")
    # F17: the heads of Sales and Production and the deputy of Marketing's are there: 3 of 3
    assert "3 个部门中有 3 个到会" in said
    assert company.owes("周敏", "meeting") == {"跨部门周例会": 0}  # the report she gives for 刘芳
    company.do(
        "meeting report sales --progress '签约 4 家' --no-issues",
        "meeting report production --progress '产量 98%' --no-issues",
        "meeting report marketing --progress 展会报名 --no-issues --by 周敏",
        "meeting decision add 2025-07-28 设产销周协调岗 --rationale 预测与排产脱节 --method consent --owner 王强",
        "action add 拟岗位说明 --owner 陈杰 --due 8/8",
        "decision implemented-by 协调岗 action:2025-07-28-ni-gang-wei-shuo-ming --commit",
        "meeting publish 2025-07-28 --commit",
    )
    assert company.findings() == ["A503", "C607"]  # the forecast, three days late; M402, M403 and M405 are silent
    assert company.see("report weekly", "zh") == WEEK_OF_THE_SECOND_MEETING


def a_meeting_is_cancelled(company: Company) -> None:
    """The cancelled slot is no breach; a waiver that ran out lets its rule speak, a forgotten decision is found."""
    company.on(8, 1)
    company.do("meeting new xdept-weekly", "meeting cancel 2025-08-04 --reason 台风")
    # 2025-07-14 is 18 days ago, more than decision-days; the waiver of the complaint held until 07-31
    assert company.findings() == ["A503", "A509", "C607", "X964"]
    company.do(
        "issue resolve 2025-07-02 --resolution 换货 --date '2025-08-01 10:00'",
        "goal adjust increase-market-share/kr1 target=14.5% --reason correction --note 补交代理商数"
        " --approved-by li-na --commit",
        "action done 每周五 --evidence '第 31 周预测' --by 张伟",
    )
    company.on(8, 5)
    assert company.findings() == ["C607"]
    company.on(8, 8)
    company.do("action done 岗位说明 --evidence 岗位说明书 --by 陈杰")


def the_last_two_meetings(company: Company) -> None:
    """Two meetings like any other, each approving the minutes before it."""
    for day, before in ((11, "2025-07-28"), (18, "2025-08-11")):
        company.on(8, day)
        company.do(
            "meeting new xdept-weekly",
            f"meeting approve {before} --commit",
            f"meeting present 2025-08-{day} --all-heads",
            "meeting report sales --progress 签约 --no-issues",
            "meeting report production --progress 产量 --no-issues",
            "meeting report marketing --progress 展会 --no-issues",
            f"meeting publish 2025-08-{day} --commit",
        )
    company.on(8, 19)
    assert company.stands("actions") == {"open": 0, "overdue": 0, "postponed": 0}
    assert company.stands("issues") == {"open": 0, "over_limit": 0, "bounced": 0}
    assert company.stands("meetings")["missed"] == 0
    assert company.findings() == []  # 07-07 is 43 days ago, beyond handoff-window-days; every slot is held or excused


def the_figures_of_the_month(company: Company) -> None:
    """What the reports count is what happened."""
    span = "--from 2025-07-01 --to 2025-08-19 --json"
    # F18: first due in the span: budget 07-11 done 07-11, stock-taking 07-18 done 07-18, post 08-08 done 08-08 in time;
    # forecast 07-11 done 08-01, regions 07-18 done 07-25, replacement 07-16 done 07-18 late: 3 of 6
    actions = json.loads(company.see(f"report actions {span}"))
    assert actions["on_time"] == {"done": 3, "due": 6, "rate": 0.5}
    assert {one["title"]: one["moved"] for one in actions["actions"] if one["moved"]} == {
        "每周五 17 点前提交 13 周预测": 2
    }
    # F24: a working day has 8 hours from 09:00. To an owner: the complaint 0 (its first handover bears a day only), the
    # wrong batch 07-08 10:00 to 07-09 09:00 = 7: median 3.5. To resolve: the complaint 07-02 10:05 to 08-01 10:00 =
    # 6:55 + 21 days + 1:00 = 175:55, the wrong batch 07-08 10:00 to 07-15 11:00 = 7 + 4 days + 2 = 41: median 108:27:30
    issues = json.loads(company.see(f"report disputes {span}"))["indicators"]
    assert issues["bounce_rate"] == 1  # both came back to a party that had passed them on
    assert issues["breached"] == 2  # both took more than two working days
    assert issues["hours_to_owner"] == 3.5
    assert issues["hours_to_resolve"] == pytest.approx(108 + 27.5 / 60)
    # F26: due in the span 07-07, 07-14, 07-21 and 07-28, the first a day late: 3 of 4
    assert json.loads(company.see(f"report handoffs {span}"))["on_time_rate"] == 0.75


def approved_minutes_stay_as_they_are(company: Company) -> None:
    """Commands do not change approved minutes; what an editor changes is found against what was committed."""
    refused = company.refused("set meeting:2025-07-28-xdept-weekly place=大礼堂")
    assert refused.count("\n") == 1
    assert codes(company, "D") == []
    minutes = company.root / "meetings/2025/2025-07-28-xdept-weekly.yaml"
    minutes.write_text(minutes.read_text(encoding="utf-8").replace("二楼会议室", "大礼堂"), encoding="utf-8")
    assert codes(company, "D") == [("D954", ["meeting:2025-07-28-xdept-weekly"])]


def codes(company: Company, families: str) -> list[tuple[str, list[str]]]:
    found = json.loads(company.see(f"check --base HEAD --select {families} --json"))["findings"]
    return [(one["code"], one["records"]) for one in found]


def test_what_is_missed_is_said(make_demo: MakeDemo, run_collab: RunCollab) -> None:
    """Nobody came but the chair and Sales, two departments did not report, and a slot passed without a word."""
    company = Company(make_demo(), run_collab)
    company.on(7, 14)
    company.do(
        "meeting agenda-item add 2025-07-14 各部门汇报",
        "meeting carried-over add 2025-07-14 投放预算",
        "meeting carried-over add 2025-07-14 每周五 --commit",
    )
    # F17: 1 of 3 departments are represented; a quorum of 0.67 needs all three, as 2 of 3 is 0.666
    assert "1 of 3 departments are represented, 67 % are needed: the quorum is not reached" in company.do(
        "meeting present 2025-07-14 李娜 陈杰 张伟 --commit"
    )
    company.do("meeting report sales --progress '签约 2 家' --no-issues --by 张伟")
    decision = "meeting decision add 2025-07-14 预测改为每周四提交 --rationale 周五排产 --method consent --owner 张伟"
    company.do(decision)
    assert "the quorum is 67 %" in company.refused("meeting publish 2025-07-14")
    company.do("meeting decision remove 2025-07-14 dec1", "meeting publish 2025-07-14", decision)
    assert [code for code in company.findings("M") if code != "M401"] == ["M402", "M403"]
    company.on(7, 20)
    assert company.findings("M401") == []
    company.on(7, 22)
    assert company.findings("M401") == []  # the slot is a week, and that of 07-21 is not over
    company.on(7, 28)
    assert company.findings("M401") == ["M401"]
    company.do("series skip xdept-weekly 7/22 --reason 年中盘点 --commit")  # any day of the week will do
    assert company.findings("M401") == []


WEEK_OF_THE_FIRST_MEETING = """\
Week of Example Manufacturing, 2025-07-08 to 2025-07-14
=======================================================
2 decisions, 1 action done, 3 new actions, 0 overdue.

Decisions taken
---------------
Decision                    Owner  Date
预测改为每周四 17 点前提交  张伟   2025-07-14
市场份额目标补交代理商数    李娜   2025-07-14

Actions done
------------
Action            Owner  Finished
补充投放预算方案  刘芳   2025-07-11

New actions
-----------
Action            Owner  Due
给客户 M 补发     张伟   2025-07-16
盘点仓库          王强   2025-07-18
整理区域预测口径  陈杰   2025-07-18

Issues near or over their limit
-------------------------------
Issue                   Now with  Due at            Working days
客户 K 投诉批次色差     Sales     2025-07-04 10:05  6 days over
仓库发错一批货给客户 M  Sales     2025-07-10 10:00  2 days over

What comes next
---------------
Regular meeting  Date                 Time   Report to the meeting
跨部门周例会     2025-07-21 (Monday)  09:30  owed by Sales, Production and Marketing
"""

AGENDA_OF_THE_SECOND_MEETING = """\
Agenda of 跨部门周例会, 28 July 2025 (Monday)
=============================================
When         09:30–10:30
Place        二楼会议室
Chair        李娜
Secretary    陈杰
Usual items  上次督办事项, 各部门汇报, 问题与决议, 下周计划
Length       60 minutes, 18 of them free

Minutes to approve
------------------
#  Takes  To discuss                By whom  Where it stands  Record
1  2 min  跨部门周例会, 2025-07-14  李娜     published        2025-07-14-xdept-weekly

Carried-over actions
--------------------
#  Takes  To discuss                    By whom  Where it stands  Record
2  2 min  每周五 17 点前提交 13 周预测  张伟     due today        2025-07-07-forecast-deadline
3  2 min  整理区域预测口径              张伟     7 days late      2025-07-14-zheng-li-qu-yu-yu-ce-kou-jing

Reports
-------
#  Takes  To discuss  By whom  Where it stands  Record
4  5 min  Sales       张伟     owed             sales
5  5 min  Production  王强     owed             production
6  5 min  Marketing   周敏     owed             marketing

Goals behind or without a check-in
----------------------------------
 #  Takes  To discuss                               By whom  Where it stands  Record
 7  4 min  Increase market share                    李娜     off track        increase-market-share
 8  4 min  Strengthen brand and customer relations  刘芳     off track        strengthen-brand
 9  4 min  Increase revenue                         张伟     at risk          increase-revenue
10  4 min  Raise quality and efficiency             王强     at risk          raise-quality-and-efficiency

Issues near or over their limit
-------------------------------
 #  Takes  To discuss           By whom  Where it stands  Record
11  5 min  客户 K 投诉批次色差  Sales    15 days over     2025-07-02-batch-colour-complaint
"""

WEEK_OF_THE_SECOND_MEETING = """\
示例制造公司周报（2025-07-22 至 2025-07-28）
============================================
1 项决议、1 项办结、1 项新增、1 项逾期。

逾期事项
--------
张伟
└── 每周五 17 点前提交 13 周预测  2025-07-25  逾期 3 天

议定事项
--------
决议            责任人  日期
设产销周协调岗  王强    2025-07-28

完成事项
--------
督办事项          责任人  办结
整理区域预测口径  张伟    2025-07-25

新增事项
--------
督办事项    责任人  完成时限
拟岗位说明  陈杰    2025-08-08

临近或超过时限的问题
--------------------
问题                 处理方  到期时间          工作日
客户 K 投诉批次色差  销售部  2025-07-04 10:05  超 16 天

下一步安排
----------
例会          日期                开始时间  部门汇报
跨部门周例会  2025-08-04（周一）  09:30     待交：销售部、生产部和市场部
"""
