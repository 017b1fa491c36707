from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.worlds import EXAMPLE, Found, check, found, small_company

ACTION = "actions/2025-06-24-ask.yaml"
ASK = "title: {zh: 问客户, en: Ask}\ndue: 2025-07-04\n"


def test_s005_names_what_does_not_exist(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, {ACTION: f"{ASK}owner: chen-jei\n"}))
    assert found(outcome, "S005", "A501") == [
        Found(
            "S005",
            "error",
            f"{ACTION}:3:8",
            "owner names person chen-jei, which does not exist; did you mean chen-jie",
            ("action:2025-06-24-ask",),
        )
    ]
    assert in_chinese(outcome, "S005") == ["owner 引用的人员 chen-jei 不存在；是否指 chen-jie"]


def test_s005_is_silent_about_a_kind_with_a_register_nobody_can_read(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, {"people.yaml": "- [\n"}))
    assert {one.code for one in found(outcome)} & {"S005", "S006", "S009", "A501", "G107", "R319"} == set()


PROCESS = """\
title: {zh: 展会, en: Fairs}
type: process
owner: li-na
duties:
  - {id: plan, raci: {sales: AR}, next: [runn, plan]}
  - {id: run, raci: {sales: AR}, next: [tidy-up]}
"""

GOAL = """\
title: {zh: 目标, en: Goal}
level: company
owner: li-na
period: "2025"
key_results:
  - {id: kr1, title: One, type: boolean}
tensions:
  - {between: [kr1, kr2, "goal:increase-revenue/kr1"], resolution: R}
"""

MEETING = """\
title: {zh: 例会, en: Weekly}
date: 2025-06-30
status: draft
reports:
  - department: sales
    issues:
      - {text: A, ref: dec1}
      - {text: B, ref: dec2}
      - {text: C, ref: "issue:2025-06-18-late-answer"}
decisions:
  - {id: dec1, text: D}
"""


def test_s005_looks_up_parts_of_the_record_itself(tmp_path: Path) -> None:
    files = {"charters/fairs.yaml": PROCESS, "goals/g.yaml": GOAL, "meetings/2025-06-30-talk.yaml": MEETING}
    outcome = check(small_company(tmp_path, files))
    assert [(one.place, one.text) for one in found(outcome, "S005")] == [
        ("charters/fairs.yaml:5:42", "Fairs (fairs) has no part runn; did you mean run"),
        ("charters/fairs.yaml:6:41", "Fairs (fairs) has no part tidy-up; it has plan, run"),
        ("goals/g.yaml:8:21", "Goal (g) has no part kr2; did you mean kr1"),
        ("meetings/2025-06-30-talk.yaml:8:24", "Weekly (2025-06-30-talk) has no part dec2; did you mean dec1"),
    ]
    assert in_chinese(outcome, "S005")[1] == "展会 (fairs) 中没有 tidy-up；其中有 plan, run"


GONE = {
    "people/wu-gang.yaml": "name: {zh: 吴刚, en: Wu Gang}\ndepartment: sales\nstatus: left\n",
    "people/old-head.yaml": "name: Old\nmanager: li-na\nstatus: left\n",
    "people/lone.yaml": "name: Lone\nstatus: left\n",
    "departments/export.yaml": "name: {zh: 出口部, en: Export}\nstatus: closed\n",
}


def inactive(folder: Path, files: dict[str, str]) -> list[tuple[str, str]]:
    outcome = check(small_company(folder, {**GONE, **files}))
    return [(one.place, one.text) for one in found(outcome, "S009")]


def test_s009_names_who_has_left_and_who_could_take_over(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, {**GONE, ACTION: f"{ASK}owner: wu-gang\n"}))
    assert found(outcome, "S009") == [
        Found(
            "S009",
            "warning",
            f"{ACTION}:3:8",
            "Ask (2025-06-24-ask) names Wu Gang, who has left; name somebody who is there, such as Zhang Wei",
            ("action:2025-06-24-ask",),
        )
    ]
    (finding,) = [one for one in outcome.findings if one.code == "S009"]
    (fix,) = finding.fixes
    assert (fix.safe, fix.patches[0].replacement) == (False, "zhang-wei")
    assert in_chinese(outcome, "S009") == ["问客户 (2025-06-24-ask) 指定的吴刚已离职；改为在任的人，如张伟"]


@pytest.mark.parametrize(
    ("owner", "hint"),
    [
        ("old-head", "name somebody who is there, such as Li Na"),
        ("lone", "name somebody who is there"),
    ],
)
def test_s009_proposes_the_manager_where_there_is_no_head(tmp_path: Path, owner: str, hint: str) -> None:
    ((_, text),) = inactive(tmp_path, {ACTION: f"{ASK}owner: {owner}\n"})
    assert text.partition("; ")[2] == hint


def test_s009_leaves_an_a_in_force_to_r319(tmp_path: Path) -> None:
    charter = """\
title: Charter of Sales
status: STATUS
duties:
  - {id: customer-development, raci: {"person:wu-gang": A, sales: R}}
  - {id: complaint-handling, raci: {sales: A, "person:wu-gang": R}}
"""
    people = (EXAMPLE / "people.yaml").read_text(encoding="utf-8")
    people += "- {id: wu-gang, name: Wu Gang, department: sales, status: left}\n"
    for status, expected in (("effective", [("R319", 4), ("S009", 5)]), ("draft", [("S009", 4), ("S009", 5)])):
        files = {"people.yaml": people, "charters/sales.yaml": charter.replace("STATUS", status)}
        outcome = check(small_company(tmp_path / status, files))
        told = [(one.code, one.place.line) for one in outcome.findings if one.code in ("R319", "S009")]
        assert told == expected


@pytest.mark.parametrize("status", ["done", "cancelled"])
def test_s009_leaves_closed_records_alone(tmp_path: Path, status: str) -> None:
    assert inactive(tmp_path, {ACTION: f"{ASK}owner: wu-gang\nstatus: {status}\n"}) == []


def test_s009_names_parties_of_rows_at_their_key(tmp_path: Path) -> None:
    process = """\
title: {zh: 展会, en: Fairs}
type: process
owner: li-na
duties:
  - {id: plan, raci: {export: AR, sales: C}}
  - {id: run, raci: {sales: AR, person:wu-gang: R}}
  - {id: tidy, raci: {sales: AR, person:wu-gang: C, export: I}}
"""
    project = """\
title: P
owner: li-na
members: [sales, export]
tasks:
  - {id: booth, raci: {export: AR}}
  - {id: over, raci: {export: AR}, status: done}
"""
    assert inactive(tmp_path, {"charters/fairs.yaml": process, "projects/p.yaml": project}) == [
        ("charters/fairs.yaml:5:23", "Fairs (fairs) names Export, which is closed; name somebody who is there"),
        (
            "charters/fairs.yaml:6:33",
            "Fairs (fairs) names Wu Gang, who has left; name somebody who is there, such as Zhang Wei",
        ),
        ("projects/p.yaml:3:18", "P (p) names Export, which is closed; name somebody who is there"),
        ("projects/p.yaml:5:24", "P (p) names Export, which is closed; name somebody who is there"),
    ]


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        (
            "series/talk.yaml",
            "name: T\ncadence: {unit: week}\nstarts: 2025-07-01\nchair: wu-gang\nsecretary: li-na\n",
            "4:8",
        ),
        (
            "series/talk.yaml",
            "name: T\ncadence: {unit: week}\nstarts: 2025-07-01\nchair: li-na\nsecretary: wu-gang\n",
            "5:12",
        ),
        (
            "series/talk.yaml",
            "name: T\ncadence: {unit: week}\nstarts: 2025-07-01\nchair: li-na\nsecretary: li-na\nrequired: [export]\n",
            "6:12",
        ),
        (
            "series/talk.yaml",
            "name: T\ncadence: {unit: week}\nstarts: 2025-07-01\nchair: wu-gang\nsecretary: li-na\nstatus: ended\n",
            "",
        ),
        ("meetings/2025-06-30-t.yaml", "title: T\ndate: 2025-06-30\nchair: wu-gang\n", "3:8"),
        ("meetings/2025-06-30-t.yaml", "title: T\ndate: 2025-06-30\nactions: [{title: A, owner: wu-gang}]\n", "3:29"),
        ("meetings/2025-06-30-t.yaml", "title: T\ndate: 2025-06-30\nchair: wu-gang\nstatus: published\n", ""),
        ("channels/c.yaml", "name: C\ntype: mail\ndepartments: [sales, export]\n", "3:22"),
        ("channels/c.yaml", "name: C\ntype: mail\ndepartments: [sales]\nowner: wu-gang\n", "4:8"),
        ("documents/d.yaml", "title: D\nurl: u\nowner_dept: export\n", "3:13"),
        ("goals/g.yaml", 'title: G\nlevel: company\nperiod: "2025"\nowner: wu-gang\n', "4:8"),
        ("goals/g.yaml", 'title: G\nlevel: company\nperiod: "2025"\nco_owners: [export]\n', "4:13"),
        ("goals/g.yaml", 'title: G\nlevel: company\nperiod: "2025"\nowner: wu-gang\nstatus: missed\n', ""),
        (
            "issues/2025-06-30-i.yaml",
            "title: I\nraised_by: wu-gang\nraised_at: 2025-06-30\nassigned: person:wu-gang\n",
            "4:11",
        ),
        ("issues/2025-06-30-i.yaml", "title: I\nraised_by: wu-gang\nraised_at: 2025-06-30\nassigned: export\n", "4:11"),
        ("issues/2025-06-30-i.yaml", "title: I\nraised_by: wu-gang\nraised_at: 2025-06-30\n", ""),
    ],
)
def test_s009_looks_at_owners_chairs_secretaries_and_members(tmp_path: Path, path: str, text: str, place: str) -> None:
    assert [one for one, _ in inactive(tmp_path, {path: text})] == ([f"{path}:{place}"] if place else [])


def test_s009_keeps_the_kind_of_a_party_in_its_correction(tmp_path: Path) -> None:
    text = "title: I\nraised_by: li-na\nraised_at: 2025-06-30\nassigned: person:wu-gang\n"
    outcome = check(small_company(tmp_path, {**GONE, "issues/2025-06-30-i.yaml": text}))
    (finding,) = [one for one in outcome.findings if one.code == "S009"]
    assert finding.fixes[0].patches[0].replacement == "person:zhang-wei"


def test_s019_names_the_kinds_that_may_stand_there(tmp_path: Path) -> None:
    outcome = check(small_company(tmp_path, {ACTION: f"{ASK}owner: chen-jie\norigin: 2025-06-23-weekly\n"}))
    assert found(outcome, "S019") == [
        Found(
            "S019",
            "error",
            f"{ACTION}:4:9",
            "origin is `2025-06-23-weekly`, which names no meeting, goal, evaluation, issue, proposal, project; "
            "write meeting:2025-06-23-weekly",
            ("action:2025-06-24-ask",),
        )
    ]
    assert in_chinese(outcome, "S019") == [
        "origin 为 `2025-06-23-weekly`，不是可引用的类型：meeting, goal, evaluation, issue, proposal, project；"
        "写成 meeting:2025-06-23-weekly"
    ]
