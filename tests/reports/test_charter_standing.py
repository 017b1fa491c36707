"""Where charters stand, as people and programs get it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from collab_cli.analyses.charter_standing import standing
from collab_cli.i18n import Language, language
from collab_cli.model.charter import Charter
from collab_cli.page import Code, Facts, Report, Table, Text
from collab_cli.renderers.json_text import plain_data
from collab_cli.reports.charter_standing import SCHEMA, build
from tests.edits.moves import do, rewrite
from tests.reports.test_responsibility_matrix import show, texts
from tests.rules.chinese import chinese
from tests.rules.worlds import green_demo, world_of

EN = language("en")
SALES = "charters/sales.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The demo after a new version of the charter of sales, with some who agreed to it and some who read it."""
    root = green_demo(tmp_path)
    do(root, "charter ack", "sales", by="chen-jie")
    rewrite(root, SALES, "客户拜访]", "客户拜访, 回访]")
    rewrite(root, SALES, "version: 2", "version: 3")
    do(root, "charter ack", "sales", by="zhang-wei")
    do(root, "charter approve", "sales", by="wang-qiang", via="oa", evidence="OA-7")
    return root


def report(root: Path, ids: Iterable[str] = (), *, named: bool = True) -> Report:
    world = world_of(root)
    found = [charter for charter in world.all(Charter) if charter.id in tuple(ids) or not named]
    return build(world, [standing(world, charter) for charter in found], named)


def tables(answer: Report, to: Language = EN) -> list[list[str]]:
    return [
        ["|".join(show(cell, to) for cell in row) for row in (block.columns, *block.rows)]
        for block in answer.page
        if isinstance(block, Table)
    ]


def facts(answer: Report, to: Language = EN) -> list[str]:
    blocks = [block for block in answer.page if isinstance(block, Facts)]
    return [f"{show(label, to)}: {show(value, to)}" for block in blocks for label, value in block.pairs]


def commands(answer: Report) -> list[str]:
    return [line for block in answer.page if isinstance(block, Code) for line in block.text.splitlines()]


def test_one_charter_in_full(root: Path) -> None:
    answer = report(root, ["sales"])
    assert tables(answer) == [
        [
            "Department|Agreed to|By|Date|Via|Evidence",
            "Sales|warn:older text|张伟|2025-02-20|-|-",
            "Production|good:present text|王强|2025-06-30|oa|OA-7",
            "Marketing|warn:older text|刘芳|2025-02-21|-|-",
        ],
        [
            "Department|Concern|Read it|Read %",
            "Sales|its own charter|1 of 2|warn:50",
            "Production|has to agree|0 of 1|warn:0",
            "Marketing|has to agree|0 of 2|warn:0",
        ],
    ]
    assert facts(answer) == [
        "Sales, read again: 陈杰 (version 2)",
        "Production, not yet read: 王强",
        "Marketing, not yet read: 刘芳, 周敏",
    ]
    assert commands(answer) == [
        "collab charter approve sales --department sales --by zhang-wei",
        "collab charter approve sales --department marketing --by liu-fang",
        *(f"collab charter ack sales --by {one}" for one in ("chen-jie", "wang-qiang", "liu-fang", "zhou-min")),
    ]


def test_in_chinese(root: Path) -> None:
    answer = report(root, ["sales"])
    assert tables(answer, chinese())[0][2] == "生产部|good:现行文本|王强|2025-06-30|OA 审批|OA-7"
    assert facts(answer, chinese())[0] == "销售部须重新阅读: 陈杰（读过第 2 版）"
    assert texts(answer, chinese()) == [
        "销售部职责说明书 (sales)，第 3 版，生效",
        "对方同意后记录下来；用 --via 和 --evidence 写明方式和依据：",
        "阅读之后记录下来；各部门阅知比例应达到 80%：",
    ]


def test_the_owner_can_say_that_only_the_wording_changed_while_nobody_has_agreed_anew(tmp_path: Path) -> None:
    root = green_demo(tmp_path)
    rewrite(root, SALES, "客户拜访]", "客户拜访, 回访]")
    assert "collab charter approve sales --editorial --by zhang-wei" in commands(report(root, ["sales"]))


def test_who_only_has_to_know_it(root: Path) -> None:
    assert tables(report(root, ["production"]))[1][-1] == "Marketing|only has to know it|0 of 2|warn:0"


def test_all_charters_then_those_with_something_open(root: Path) -> None:
    for person in ("zhang-wei", "chen-jie", "wang-qiang", "liu-fang", "zhou-min"):
        for charter in ("marketing", "production", "complaint-to-closure"):
            do(root, "charter ack", charter, by=person)
    answer = report(root, named=False)
    assert tables(answer)[0] == [
        "Charter|Status|Version|Agreed|Read it|Open",
        "客户投诉闭环流程 (complaint-to-closure)|effective|1|2 of 2|5 of 5|good:nothing",
        "市场部职责说明书 (marketing)|effective|2|2 of 2|5 of 5|good:nothing",
        "生产部职责说明书 (production)|effective|2|2 of 2|5 of 5|good:nothing",
        "销售部职责说明书 (sales)|effective|3|bad:1 of 3|warn:1 of 5|warn:agreement, reading",
    ]
    assert [text for text in texts(answer) if "version" in text] == ["销售部职责说明书 (sales), version 3, effective"]
    assert "warn:1 of 4 charters needs something" in said(answer)


def said(answer: Report) -> list[str]:
    return [show(block.text) for block in answer.page if isinstance(block, Text)]


def test_two_people_of_one_name_are_told_apart(root: Path) -> None:
    rewrite(root, "people.yaml", "name: 刘芳", "name: 周敏")
    assert facts(report(root, ["sales"]))[2] == "Marketing, not yet read: 周敏 (liu-fang), 周敏 (zhou-min)"


def test_what_cannot_be_judged_is_said(root: Path) -> None:
    rewrite(root, SALES, "weight: 0.5", "weight: much")
    answer = report(root, ["sales"])
    assert any("It has faults, so nobody can tell who agreed" in text for text in said(answer))
    assert [one for one in commands(answer) if " approve " in one] == []


def test_nobody_speaks_for_a_department(root: Path) -> None:
    rewrite(root, "departments.yaml", "  head: liu-fang\n", "")
    rewrite(root, "departments.yaml", "  deputy: zhou-min\n", "")
    assert "bad:Nobody can speak for Marketing: name a head first" in said(report(root, ["sales"]))


def test_the_keys_for_programs(root: Path) -> None:
    answer = report(root, ["sales"])
    assert answer.schema == SCHEMA
    data = plain_data(answer.record, EN)
    assert list(data) == ["as_of", "asks_for_agreement", "coverage_asked", "unread_kinds", "charters"]
    (charter,) = data["charters"]
    assert list(charter) == [
        *("charter", "title", "status", "version", "whole", "digest", "proposal", "agreed", "read", "readers"),
        *("open", "agreements", "reading", "next"),
    ]
    assert charter["agreements"][1] == {
        "department": "production",
        "agreed": "present",
        "speaker": "wang-qiang",
        "by": "wang-qiang",
        "date": "2025-06-30",
        "via": "oa",
        "evidence": "OA-7",
        "digest": charter["digest"],
    }
    assert list(charter["reading"][0]) == ["department", "concern", "read", "readers", "share", "people"]
    assert charter["reading"][0]["people"][1] == {
        "person": "chen-jie",
        "present": False,
        "version": 2,
        "date": "2025-06-30",
    }
    assert list(charter["next"]) == ["approve", "editorial", "activate", "acknowledge"]
