"""Minutes as a paper: the customary parts in the customary order, in both languages, and nothing that is empty."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from collab_cli.i18n import LanguageCode
from collab_cli.i18n import language as speaking
from collab_cli.model.field_types import Name
from collab_cli.page import Report
from collab_cli.renderers import html_text, json_text, markdown, plain
from collab_cli.reports.minutes import build
from collab_cli.reports.minutes_parts import ordinal
from tests.rules.chinese import chinese
from tests.rules.worlds import small_company, world_of

ID = "2025-06-30-weekly"
PATH = f"meetings/{ID}.yaml"
FULL = """\
title: {zh: 跨部门周例会, en: Weekly meeting}
series: weekly
date: 2025-06-30
previous_approved: true
start: "09:30"
end: "10:30"
mode: hybrid
mode_reason: Plant 2
place: Room 1
present: [li-na, zhang-wei, zhou-min, chen-jie]
guests: [Ms Sun (North Fair)]
cc: [Works council, Archive]
number: "27"
issued_by: li-na
regrets: [{person: liu-fang, delegate: zhou-min}, {person: wang-qiang}]
agenda: [Reports, Returns]
reports:
  - department: sales
    by: zhang-wei
    progress: |
      Ten offers out.
      Two signed.
    issues:
      - {text: Forecast late, disposition: decision, ref: dec2}
      - {text: Stand, disposition: action, ref: "action:2025-06-23-photograph-returns"}
      - {text: Rain, disposition: parked}
      - {text: Price}
    next: Call
    needs: A stand
  - {department: production}
  - {department: marketing, issues: []}
opinions:
  - {department: marketing, by: zhou-min, text: Earlier, disposition: accepted}
  - {department: production, text: Later}
decisions:
  - {id: dec1, text: Photos go to the file, supersedes: "meeting:2025-06-23-weekly/dec1"}
  - id: dec2
    text: Forecast on Fridays
    rationale: Planning
    method: fist_to_five
    owner: zhang-wei
    changes: ["charter:sales", "goal:increase-revenue"]
actions:
  - {title: Call back, owner: chen-jie, due: 2025-07-04, assist: [production], supervisor: li-na}
  - {title: Ask}
  - 2025-06-02-price-list
carried_over: [2025-06-23-photograph-returns, 2025-06-02-price-list]
next_meeting: 2025-07-07
published: 2025-06-30
status: published
notes: See the file.
"""
PRICES = """\
title: Price list
owner: chen-jie
due: 2025-07-20
history:
  - {date: 2025-06-02, due: 2025-06-13}
  - {date: 2025-06-13, due: 2025-06-27}
  - {date: 2025-07-01, due: 2025-07-20}
"""

IN_ENGLISH = """\
Minutes: Weekly meeting
=======================
Number            27
When              30 June 2025 (Monday), 09:30–10:30
Place             Room 1
Mode              in person and by video (Plant 2)
Chair             Li Na
Minutes taken by  Chen Jie
Present           Li Na, Zhang Wei (Sales), Zhou Min (Marketing), Chen Jie (Sales)
Guests            Ms Sun (North Fair)
Apologies         Liu Fang (Zhou Min instead), Wang Qiang (Production)
Nobody came for   Production
Quorum            2 of 3 departments represented, 50 % needed
Previous minutes  approved at this meeting

Agenda
------
1. Reports
2. Returns

Reports of the departments
--------------------------
Sales (Zhang Wei)
Progress made  Ten offers out.
               Two signed.
Problems       (1) Forecast late (see decision 2)
               (2) Stand (action: Photograph every return)
               (3) Rain (parked)
               (4) Price
Next steps     Call
Help needed    A stand

Marketing
Problems  none

Opinions and suggestions
------------------------
Given by              Opinion  Outcome
Zhou Min (Marketing)  Earlier  accepted
Production            Later

Decisions taken
---------------
1. Photos go to the file

Replaces  Weekly meeting, 23 June 2025: Every return is photographed

2. Forecast on Fridays

Owner               Zhang Wei
Rationale           Planning
How it was decided  fist to five
Changes             Charter of Sales, Increase revenue

Actions agreed
--------------
No.  Action item  Owner          Assist      Supervisor  Due
  1  Call back    Chen Jie       Production  Li Na       4 July
  2  Ask          to be settled                          to be settled
  3  Price list   Chen Jie                               27 June

Actions of earlier meetings
---------------------------
No.  Action item              Owner       Due      State on that day
  1  Photograph every return  Wang Qiang  4 July   not begun
  2  Price list               Chen Jie    27 June  overdue, put off 1 time

Notes
-----
See the file.

Next meeting and distribution
-----------------------------
Next meeting  7 July 2025 (Monday)
Copies to     Works council, Archive
Issued by     Li Na
Published on  30 June 2025

Filed as meeting:2025-06-30-weekly
"""
IN_CHINESE = """\
跨部门周例会纪要
================
期号      27
时间      2025年6月30日（周一）09:30–10:30
地点      Room 1
形式      现场与视频结合（Plant 2）
主持人    李娜
记录人    陈杰
出席      李娜、张伟（销售部）、周敏（市场部）、陈杰（销售部）
列席      Ms Sun (North Fair)
缺席      刘芳（周敏代）、王强（生产部）
无人到会  生产部
法定比例  3 个部门中有 2 个到会，须达到 50%
上次纪要  本次会议已确认

议程
----
1. Reports
2. Returns

各部门汇报
----------
销售部（张伟）
进展    Ten offers out.
        Two signed.
问题    （1）Forecast late（见议定事项二）
        （2）Stand（转督办事项：退货逐件拍照）
        （3）Rain（暂缓）
        （4）Price
下一步  Call
需支持  A stand

市场部
问题  无

意见和建议
----------
提出人          意见     结果
周敏（市场部）  Earlier  采纳
生产部          Later

议定事项
--------
一、Photos go to the file

取代  跨部门周例会（2025年6月23日）：Every return is photographed

二、Forecast on Fridays

责任人    张伟
理由      Planning
表决方式  五指表决
变更对象  销售部职责说明书、增加销售额

督办事项
--------
序号  事项        责任人  配合方  督办人  完成时限
   1  Call back   陈杰    生产部  李娜    7月4日
   2  Ask         待定                    待定
   3  Price list  陈杰                    6月27日

上次督办事项
------------
序号  事项          责任人  完成时限  会议当日状态
   1  退货逐件拍照  王强    7月4日    未开始
   2  Price list    陈杰    6月27日   已逾期、顺延 1 次

备注
----
See the file.

下次会议与分送
--------------
下次会议  2025年7月7日（周一）
抄送      Works council、Archive
签发人    李娜
印发日期  2025年6月30日

存档编号：meeting:2025-06-30-weekly
"""


def report_of(folder: Path, text: str) -> Report:
    world = world_of(small_company(folder, {PATH: text, "actions/2025-06-02-price-list.yaml": PRICES}))
    return build(world, world.workspace.records["meeting"][ID])


def shown(folder: Path, text: str, language: LanguageCode) -> str:
    return plain.render(report_of(folder, text), chinese() if language == "zh" else speaking("en"))


@pytest.mark.parametrize(("language", "expected"), [("en", IN_ENGLISH), ("zh", IN_CHINESE)])
def test_the_whole_paper(tmp_path: Path, language: LanguageCode, expected: str) -> None:
    assert shown(tmp_path, FULL, language) == expected


def test_what_is_empty_is_left_out(tmp_path: Path) -> None:
    text = "title: Talk\ndate: 2025-06-30\nchair: li-na\npresent: [li-na]\npublished: 2025-06-30\nstatus: published\n"
    assert shown(tmp_path, text, "en") == (
        "Minutes: Talk\n=============\nWhen     30 June 2025 (Monday)\nMode     in person\nChair    Li Na\n"
        "Present  Li Na\n\nNext meeting and distribution\n-----------------------------\n"
        f"Published on  30 June 2025\n\nFiled as meeting:{ID}\n"
    )


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("title: Talk\nstatus: draft\n", "Draft minutes: Talk\n===================\nDraft: not published yet\n"),
        (
            "title: Fair minutes\nstatus: draft\n",
            "Fair minutes (draft)\n====================\nDraft: not published yet\n",
        ),
        ("title: Fair minutes\nstatus: approved\n", "Fair minutes\n============\nWhen "),
        ("title: Talk\nstatus: cancelled\nreason: Fair\n", "Minutes: Talk\n=============\nCancelled: Fair\n"),
    ],
)
def test_the_head_says_where_they_stand(tmp_path: Path, text: str, head: str) -> None:
    assert shown(tmp_path, f"date: 2025-06-30\n{text}", "en").startswith(head)


def test_too_few_for_the_quorum_and_two_people_of_one_name(tmp_path: Path) -> None:
    text = FULL.replace("present: [li-na, zhang-wei, zhou-min, chen-jie]", "present: [li-na, zhang-wei]")
    world = world_of(small_company(tmp_path, {PATH: text}))
    people = tmp_path / "people.yaml"
    people.write_text(people.read_text("utf-8") + "- {id: li-na-2, name: {zh: 李娜, en: Li Na}}\n", "utf-8")
    world = world_of(tmp_path)
    report = build(world, world.workspace.records["meeting"][ID])
    said = plain.render(report, speaking("en"))
    assert "Quorum            1 of 3 departments represented, 50 % needed\n" in said
    assert "Present           Li Na (li-na), Zhang Wei (Sales)\n" in said


def test_programs_read_the_record_and_who_was_there(tmp_path: Path) -> None:
    data = json.loads(json_text.render(report_of(tmp_path, FULL), speaking("en")))
    assert (data["schema"], data["kind"], data["id"]) == ("collab/meeting/v1", "meeting", ID)
    assert data["carried_over"] == ["2025-06-23-photograph-returns", "2025-06-02-price-list"]
    found = {name: data["attendance"][name] for name in ("represented", "excused", "missing", "without_report")}
    assert found == {
        "represented": ["sales", "marketing"],
        "excused": [],
        "missing": ["production"],
        "without_report": [],
    }
    assert data["attendance"]["is_quorate"] is True


def test_nothing_from_a_file_means_anything_to_a_format(tmp_path: Path) -> None:
    hostile = "A | b <script>x</script> *c* [d](javascript:e) @zhang"
    text = (
        f"title: {hostile!r}\ndate: 2025-06-30\nagenda: [{hostile!r}]\nplace: {hostile!r}\nstatus: draft\n"
        f"decisions: [{{id: dec1, text: {hostile!r}, owner: li-na}}]\nactions: [{{title: {hostile!r}}}]\n"
    )
    report = report_of(tmp_path, text)
    page = html_text.render(report, speaking("en"))
    assert "<script>" not in page and page.count("A | b &lt;script&gt;x&lt;/script&gt;") == 6
    table = markdown.render(report, speaking("en")).split("## Actions agreed")[1].split("\n\n")[1].splitlines()
    assert [line.replace("\\|", "").count("|") for line in table] == [5, 5, 5]
    assert "<script>" not in markdown.render(report, speaking("en"))


UNPLACED = "从 w1.md 读入时未能归入字段的内容：\n\n- 报销要附合同\n- See you"
UNPLACED_TOO = "Not placed when the minutes were read from a b.md:\n\n- Coffee"


@pytest.mark.parametrize(
    ("notes", "sent"),
    [
        (UNPLACED, None),
        (f"See the file.\n\n{UNPLACED}", "See the file."),
        (f"{UNPLACED_TOO}\n\nSee the file.\n- kept\n\n{UNPLACED}", "See the file.\n- kept"),
    ],
)
def test_what_found_no_place_is_not_sent_out(tmp_path: Path, notes: str, sent: str | None) -> None:
    text = f"title: Talk\ndate: 2025-06-30\nnext_meeting: 2025-07-07\nnotes: {json.dumps(notes)}\n"
    said = shown(tmp_path / "sent", text + "status: published\n", "en")
    part = f"Notes\n-----\n{sent}\n\n" if sent is not None else ""
    assert f"Mode  in person\n\n{part}Next meeting and distribution\n" in said
    assert notes in shown(tmp_path / "draft", text + "status: draft\n", "en")


def test_items_of_the_agenda_are_shown_without_the_records_they_name(tmp_path: Path) -> None:
    items = '["Sales (goal:increase-revenue)", "增加销售额（goal:increase-revenue）", "Fair (goal:none)", "goal:none"]'
    said = shown(tmp_path, f"title: Talk\ndate: 2025-06-30\nagenda: {items}\n", "en")
    assert "1. Sales\n2. 增加销售额\n3. Fair (goal:none)\n4. goal:none\n" in said


def test_a_guest_who_gave_an_opinion_is_named_beside_it(tmp_path: Path) -> None:
    text = (
        "title: Talk\ndate: 2025-06-30\nguests: [小赵（北展）, Ms Sun]\n"
        "opinions: [{text: 小赵：先签合同}, {text: 'Ms Sun: Later'}, {text: 'Time: none'}]\n"
    )
    assert (
        "Given by      Opinion     Outcome\n小赵（北展）  先签合同\nMs Sun        Later\n              Time: none\n"
    ) in shown(tmp_path, text, "en")


def test_a_due_day_of_another_year_says_its_year(tmp_path: Path) -> None:
    text = "title: Talk\ndate: 2025-12-29\nactions:\n  - {title: Call, owner: li-na, due: 2026-01-09}\n"
    assert "  1  Call         Li Na  9 January 2026\n" in shown(tmp_path / "en", text, "en")
    assert "   1  Call  李娜    2026年1月9日\n" in shown(tmp_path / "zh", text, "zh")


def test_sixty_actions_and_a_long_text(tmp_path: Path) -> None:
    actions = "".join(f"  - {{title: Task {n}, owner: li-na, due: 2025-07-04}}\n" for n in range(1, 61))
    text = (
        f"title: Talk\ndate: 2025-06-30\nstatus: draft\nactions:\n{actions}"
        f"reports: [{{department: sales, progress: {'很长的汇报。' * 300}, issues: []}}]\n"
    )
    said = shown(tmp_path, text, "en")
    assert " 60  Task 60      Li Na  4 July\n" in said
    assert "很长的汇报。" * 300 in said


def test_items_are_counted_as_minutes_count_them() -> None:
    numbers = [ordinal(number) for number in (1, 9, 10, 11, 20, 21, 99, 100)]
    assert [name.zh for name in numbers] == ["一", "九", "十", "十一", "二十", "二十一", "九十九", "100"]
    assert numbers[3] == Name(zh="十一", en="11")
