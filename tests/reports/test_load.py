"""The load of departments, people and roles as people and programs get it."""

from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.i18n import Language, language
from collab_cli.page import Chart, Facts, Report, Table
from collab_cli.renderers.json_text import plain_data
from collab_cli.reports.load import SCHEMA, build
from tests.analyses.mixed_company import COMPANY, charter
from tests.conftest import MINIMAL_SETTINGS, MakeWorkspace
from tests.reports.test_responsibility_matrix import show, texts
from tests.rules.chinese import chinese
from tests.rules.worlds import check, green_demo, world_of

EN = language("en")
ROWS = (
    *(f"id: d{number}, weight: 0.5, raci: {{sales: AR, production: I}}" for number in range(5)),
    "id: planning, raci: {production: C, 'person:chen-jie': AR}",
)


def table(report: Report, to: Language = EN) -> list[str]:
    (found,) = [block for block in report.page if isinstance(block, Table)]
    rows = ["|".join(show(cell, to) for cell in row) for row in (found.columns, *found.rows)]
    return [*rows, " ".join(found.keys), found.align]


def bars(report: Report) -> list[str]:
    (found,) = [block for block in report.page if isinstance(block, Chart)]
    return [f"{show(bar.label)} {bar.length} {show(bar.text)} {bar.tone}".strip() for bar in found.bars]


def facts(report: Report, to: Language = EN) -> list[str]:
    blocks = [block for block in report.page if isinstance(block, Facts)]
    return [f"{show(label, to)} {show(value, to)}" for block in blocks for label, value in block.pairs]


def test_the_demo(tmp_path: Path) -> None:
    report = build(world_of(green_demo(tmp_path)))
    assert table(report) == [
        "Department|A|R|C|I|Involved|A %|R %|Percentile",
        "Sales|3|3|4|2|9|33|33|50",
        "Production|3|3|2|3|8|33|33|50",
        "Marketing|3|3|1|3|7|33|33|50",
        "department:sales department:production department:marketing",
        "<>>>>>>>><",
    ]
    assert table(report, chinese())[:2] == [
        "部门|A|R|C|I|涉及|A %|R %|百分位",
        "销售部|3|3|4|2|9|33|33|50",
    ]
    assert bars(report) == [f"{name} 0.333333333 3 of 9" for name in ("Sales", "Production", "Marketing")]
    assert texts(report) == [
        *("Load in Example Manufacturing", "9 duties in force, process steps left out", "Duties with A or R"),
    ]
    assert texts(report, chinese()) == [
        *("示例制造公司的职责负荷", "生效职责 9 项，流程步骤不计", "持有 A 或 R 的职责"),
    ]
    assert facts(report) == []


def test_whom_the_rules_find_over_a_limit(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({**COMPANY, "charters/sales.yaml": charter(*ROWS)})
    report = build(world_of(root))
    assert table(report)[:4] == [
        "Department|A|R|C|I|Involved|A %|R %|Percentile|Rules",
        "Sales|6|6|muted:0|muted:0|6|100|100|83|warn:R309, R320",
        "Production|muted:0|muted:0|1|5|6|0|0|33|warn:R308",
        "Marketing|muted:0|muted:0|muted:0|muted:0|muted:0|0|0|33|warn:R308",
    ]
    assert facts(report) == [
        "R308 neither R nor A in any duty; collab explain R308 says more",
        "R309 A in more than 50 % of the duties; collab explain R309 says more",
        "R320 R in more than 60 % of the duties; collab explain R320 says more",
    ]
    assert facts(report, chinese())[:2] == [
        "R308 没有任何 R 或 A；详见 collab explain R308",
        "R309 持有 A 的职责超过 50%；详见 collab explain R309",
    ]
    assert bars(report)[0] == "Sales 1.000000000 6 of 6 warn"
    codes = ("R308", "R309", "R320", "R324", "R332")
    spoken = {(finding.code, finding.records[0]) for finding in check(root, select=codes).findings}
    told = {(code, f"department:{party['party']}") for party in report.record["parties"] for code in party["rules"]}
    assert told == spoken


def test_who_is_asked_or_told_only(make_workspace: MakeWorkspace) -> None:
    settings = MINIMAL_SETTINGS + "check: {thresholds: {crowd-min-parties: 3, load-min-rows: 1}}\n"
    rows = ("id: planning, raci: {production: AR, sales: C, marketing: I}",)
    report = build(
        world_of(make_workspace({**COMPANY, "collab.yaml": settings, "charters/sales.yaml": charter(*rows)}))
    )
    rules = {party["party"]: party["rules"] for party in report.record["parties"]}
    assert rules == {"production": ["R309", "R320"], "sales": ["R308", "R324"], "marketing": ["R308", "R332"]}
    assert facts(report)[2:] == [
        "R320 R in more than 60 % of the duties; collab explain R320 says more",
        "R324 C in more than 50 % of the duties; collab explain R324 says more",
        "R332 only informed, never asked; collab explain R332 says more",
    ]


def test_people_and_a_domain_are_compared_with_no_limit(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace({**COMPANY, "charters/sales.yaml": charter(*ROWS)}))
    people = build(world, "people")
    assert table(people)[:3] == [
        "Person|A|R|C|I|Involved|A %|R %|Percentile",
        "Zhang Wei|5|5|muted:0|muted:0|5|83|83|88",
        "Chen Jie|1|1|muted:0|muted:0|1|17|17|63",
    ]
    assert facts(people) == []
    making = build(world, "departments", "making")
    assert texts(making)[1] == "making: 1 duty in force, process steps left out"
    assert [(party["party"], party["busy"]) for party in making.record["parties"]] == [
        ("sales", 1), ("production", 0), ("marketing", 0),
    ]  # fmt: skip
    none = build(world, "departments", "selling")
    assert texts(none)[1:] == ["no charter in force says who does what in selling"]
    assert texts(none, chinese())[1:] == ["selling 领域没有生效的职责"]


def test_the_record(make_workspace: MakeWorkspace) -> None:
    report = build(world_of(make_workspace({**COMPANY, "charters/sales.yaml": charter(*ROWS)})))
    record = plain_data(report.record, EN)
    assert report.schema == SCHEMA == "collab/load/v1"
    assert {key: str(value) for key, value in record.items() if key != "parties"} == {
        "as_of": "2025-06-30",
        "view": "departments",
        "domain": "None",
        "rows": "6",
        "limits": "{'A': Decimal('0.5'), 'R': Decimal('0.6')}",
        "unread_kinds": "[]",
    }
    production = record["parties"][1]
    assert {key: str(value) for key, value in production.items()} == {
        "party": "production",
        "name": "Production",
        "counts": "{'A': 0, 'R': 0, 'C': 1, 'I': 5}",
        "rows": "6",
        "busy": "0",
        "shares": "{'A': 0, 'R': 0, 'C': Decimal('0.166666667'), 'I': Decimal('0.833333333')}",
        "busy_share": "0",
        "percentile": "0.333333333",
        "weight": "0",
        "rules": "['R308']",
    }


def test_what_cannot_be_read_is_told_before_the_table(make_workspace: MakeWorkspace) -> None:
    report = build(world_of(make_workspace({**COMPANY, "charters/sales.yaml": "title: [\n"})))
    assert texts(report)[1:] == [
        "warn:charters/sales.yaml cannot be read; collab check says why",
        "nothing to compare in what is left",
    ]
    assert texts(report, chinese())[1:] == [
        "warn:charters/sales.yaml 无法读取；运行 collab check 查看原因",
        "没有其他职责可以比较",
    ]
    assert table(report) == ["Department|A|R|C|I|Involved|A %|R %|Percentile", "", "<>>>>>>>>"]


@pytest.mark.parametrize("files", [{}, COMPANY])
def test_nothing_to_compare(make_workspace: MakeWorkspace, files: dict[str, str]) -> None:
    report = build(world_of(make_workspace(files)))
    assert texts(report)[1:] == [
        "no charter in force says who does what; collab charter list shows what there is",
    ]
    assert texts(report, chinese())[1:] == ["没有生效的职责说明书；collab charter list 列出现有的"]
    assert all(party["rules"] == [] for party in report.record["parties"])


def test_nobody_is_called_idle_while_a_charter_cannot_be_read(make_workspace: MakeWorkspace) -> None:
    files = {**COMPANY, "charters/sales.yaml": charter(*ROWS), "charters/broken.yaml": "title: [\n"}
    report = build(world_of(make_workspace(files)))
    assert {party["party"]: party["rules"] for party in report.record["parties"]} == {
        "sales": ["R309", "R320"], "production": [], "marketing": [],
    }  # fmt: skip
    assert report.record["unread_kinds"] == ["charter"]
