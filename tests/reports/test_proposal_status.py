"""Where proposals stand, as people and programs get it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from collab_cli.analyses.proposal_standing import standing
from collab_cli.i18n import Language
from collab_cli.model.proposal import Proposal
from collab_cli.page import Report
from collab_cli.renderers.json_text import plain_data
from collab_cli.reports.proposal_status import SCHEMA, build
from tests.edits.moves import do, rewrite
from tests.reports.test_charter_standing import EN, commands, facts, tables
from tests.reports.test_responsibility_matrix import texts
from tests.rules.chinese import chinese
from tests.rules.worlds import green_demo, world_of

PATH = "proposals/2025/prices.yaml"
BRAND = "goals/2025/strengthen-brand.yaml"
OPEN = """\
title: {zh: 新价目表, en: Price list}
subjects:
  - {ref: "goal:strengthen-brand", digest: "530ef8adc3da"}
type: goal_adjust
affected: [sales, production, marketing]
opened: 2025-06-01
deadline: 2025-07-02
ideas:
  - {by: chen-jie, text: 办一次展会}
  - {by: zhou-min, text: 拍一部短片, disposition: parked, reason: 明年}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = green_demo(tmp_path)
    (root / PATH).write_text(OPEN, encoding="utf-8")
    return root


def report(root: Path, *ids: str, day: date | None = None) -> Report:
    world = world_of(root)
    if day is not None:
        world = replace(world, as_of=day)
    return build(
        world, [standing(world, one) for one in world.all(Proposal) if not ids or one.id in ids], named=bool(ids)
    )


def outcome(root: Path, *, day: date | None = None, to: Language = EN) -> str:
    return facts(report(root, "prices", day=day), to)[0]


def test_one_before_anybody_has_spoken(root: Path) -> None:
    answer = report(root, "prices", day=date(2025, 7, 1))
    assert facts(answer) == [
        "Outcome: warn:not decided",
        "In the way: too few have taken position: Sales, Production and Marketing did not",
        "Method: sign_off: accepted if all departments agree",
        "Heard: 0 of 3 (0 %; asked for are 100 %)",
        "Opened: 2025-06-01",
        "Deadline: 2025-07-02, in 1 day",
    ]
    assert tables(answer) == [
        [
            "Department|Speaker|Position|Score|Date|Via|Comment",
            "Sales|张伟|bad:missing|-|-|-|-",
            "Production|王强|bad:missing|-|-|-|-",
            "Marketing|刘芳|bad:missing|-|-|-|-",
        ],
        [
            "To be agreed|Put to the vote|Present text|Since then",
            "Strengthen brand and customer relations (strengthen-brand)|530ef8adc3da|530ef8adc3da|good:unchanged",
        ],
        [
            "No.|Brought in by|Idea|What became of it|Reason",
            "1|陈杰|办一次展会|warn:not said|-",
            "2|周敏|拍一部短片|parked|明年",
        ],
    ]
    assert commands(answer) == [
        "collab proposal position prices agree --by zhang-wei",
        "collab proposal position prices agree --by wang-qiang",
        "collab proposal position prices agree --by liu-fang",
    ]


def test_positions_objections_and_who_stands_in(root: Path) -> None:
    do(root, "proposal position", "prices", position="reserve", comment="From July", via="oa", evidence="OA-7")
    do(root, "proposal object", "prices", by="王强", reason="Too late", change="Rent a stand")
    answer = report(root, "prices", day=date(2025, 7, 7))
    positions, _, objections, _ = tables(answer)
    assert positions[1:] == [
        "Sales|张伟|warn:reserve|muted:3|2025-06-30|oa, OA-7|From July",
        "Production|王强|bad:object|muted:1|2025-06-30|-|Too late",
        "Marketing|周敏 (for 刘芳)|bad:missing|-|-|-|-",
    ]
    assert objections == [
        "No.|Objects|Why|What would settle it|Status|How settled",
        "1|王强|Too late|Rent a stand|bad:open|-",
    ]
    assert facts(answer)[:7] == [
        "Outcome: warn:not decided",
        "In the way: the objection of 王强 is not settled",
        "In the way: too few have taken position: Marketing did not",
        "In the way: Sales and Production did not agree",
        "Method: sign_off: accepted if all departments agree",
        "Heard: 2 of 3 (67 %; asked for are 100 %)",
        "Agreement: 40 %",
    ]
    assert facts(answer)[-1] == "Deadline: bad:2025-07-02, 5 days ago"
    assert commands(answer) == [
        "collab proposal position prices agree --by zhou-min",
        "collab proposal resolve prices 1 --resolution TEXT",
        "collab proposal close prices --reject",
    ]


def test_hands_are_counted_by_score(root: Path) -> None:
    rewrite(root, PATH, "affected:", "method: fist_to_five\naffected:")
    for person, score in (("zhang-wei", "4"), ("wang-qiang", "2")):
        do(root, "proposal position", "prices", by=person, score=score)
    do(root, "proposal object", "prices", by="liu-fang", reason="Too late")
    assert tables(report(root, "prices"))[0][1:] == [
        "Sales|张伟|-|good:4|2025-06-30|-|-",
        "Production|王强|-|bad:2|2025-06-30|-|-",
        "Marketing|刘芳|bad:object|muted:1|2025-06-30|-|Too late",
    ]
    assert outcome(root) == "Outcome: bad:voted down, can be closed"


def test_nobody_can_be_asked(root: Path) -> None:
    rewrite(root, "departments.yaml", "  head: liu-fang\n  deputy: zhou-min\n", "")
    rewrite(root, "people.yaml", "  staff_no: A1023\n", "  absences: [{from: 2025-06-01, to: 2025-07-31}]\n")
    rewrite(root, "departments.yaml", "  deputy: chen-jie\n", "")
    assert [line.split("|")[1] for line in tables(report(root, "prices"))[0][1:]] == [
        "bad:张伟 is away", "王强", "bad:nobody"
    ]  # fmt: skip


def test_the_outcome(root: Path) -> None:
    for person in ("zhang-wei", "wang-qiang", "liu-fang"):
        do(root, "proposal position", "prices", by=person, position="agree")
    assert outcome(root) == "Outcome: good:agreed, can be closed"
    rewrite(root, BRAND, "target: 45", "target: 46")
    assert outcome(root) == "Outcome: bad:the text has changed: put it to the vote again"
    assert commands(report(root, "prices"))[0] == "collab proposal amend prices"
    rewrite(root, BRAND, "target: 46", "target: 45")
    do(root, "proposal close", "prices")
    do(root, "proposal sign", "prices", by="li-na")
    assert outcome(root) == "Outcome: good:accepted on 2025-06-30"
    assert facts(report(root, "prices"))[-1] == "Signed: 李娜 (2025-06-30)"
    rewrite(root, BRAND, "target: 45", "target: 46")
    assert outcome(root) == "Outcome: bad:accepted, 1 text has changed since"
    assert commands(report(root, "prices")) == ["collab proposal open TITLE --subject goal:strengthen-brand"]
    old = tables(report(root, "market-share-decomposition"))[1]
    assert old[-1].endswith("|530ef8adc3da|3b76e3a8e906|muted:agreed anew by Price list (prices)")


def test_all_of_them(root: Path) -> None:
    rewrite(root, BRAND, "target: 45", "target: 46")
    answer = report(root)
    assert tables(answer)[0] == [
        "Proposal|Status|Deadline|Heard|Outcome",
        "2025 市场占有率目标分解 (market-share-decomposition)|accepted|2025-04-15|3 of 3|"
        "bad:accepted, 1 text has changed since",
        "Price list (prices)|open|2025-07-02, in 2 days|0 of 3|bad:the text has changed: put it to the vote again",
    ]
    assert [table[0].split("|")[0] for table in tables(answer)[1:]] == ["To be agreed", "Department", "To be agreed"]
    assert texts(build(world_of(root), []))[-1] == "good:nothing is open"


def test_in_chinese(root: Path) -> None:
    do(root, "proposal object", "prices", by="王强", reason="太晚", via="oa", evidence="OA-7")
    answer = report(root, "prices", day=date(2025, 7, 7))
    assert texts(answer, chinese())[0] == "新价目表 (prices)，会签中"
    assert tables(answer, chinese())[0][2:] == [
        "生产部|王强|bad:反对|muted:1|2025-06-30|OA 审批，OA-7|太晚",
        "市场部|周敏（代刘芳）|bad:未表态|-|-|-|-",
    ]
    assert facts(answer, chinese())[:3] == [
        "结果: warn:尚无结论",
        "尚待解决: 王强的反对意见尚未处理",
        "尚待解决: 表态的部门不足：销售部和市场部尚未表态",
    ]


def test_what_cannot_be_read_is_told_first(root: Path) -> None:
    (root / BRAND).write_text("[", encoding="utf-8")
    assert texts(report(root, "prices"))[:2] == [
        f"bad:{BRAND} cannot be read; collab check says why",
        "bad:more may be open than is shown",
    ]


def test_of_one_with_faults_nobody_can_tell(root: Path) -> None:
    rewrite(root, PATH, "deadline: 2025-07-02\n", "positions: [{department: sales}]\n")
    told = "bad:It has faults, so nobody can tell how departments stand; collab check names them"
    assert told in texts(report(root, "prices"))


def test_the_record(root: Path) -> None:
    do(root, "proposal object", "prices", by="王强", reason="Too late")
    answer = report(root, "prices")
    assert answer.schema == SCHEMA == "collab/proposal-status/v1"
    data = plain_data(answer.record, EN)
    (one,) = data["proposals"]
    assert sorted(data) == ["as_of", "proposals", "unread_kinds"]
    assert sorted(one) == [
        "deadline", "decided", "departments", "ideas", "index", "method", "missing", "next", "objections",
        "obstacles", "opened", "overdue", "participation", "proposal", "quorum", "review_on", "round", "stale",
        "status", "subjects", "title", "type", "verdict", "whole",
    ]  # fmt: skip
    assert one["departments"][1] == {
        "department": "production", "speaker": "wang-qiang", "stands_in_for": None, "position": "object", "score": 1,
        "by": "wang-qiang", "date": "2025-06-30", "comment": "Too late", "via": None, "evidence": None,
    }  # fmt: skip
    assert one["obstacles"][0] == {
        "obstacle": "objection", "departments": [], "people": ["wang-qiang"], "day": None
    }  # fmt: skip
    assert one["subjects"] == [
        {"ref": "goal:strengthen-brand", "agreed": "530ef8adc3da", "present": "530ef8adc3da", "state": "same",
         "superseded_by": None},
    ]  # fmt: skip
    assert sorted(one["next"]) == ["activate", "amend", "close", "open", "position", "reject", "resolve"]
