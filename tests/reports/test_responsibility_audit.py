"""The audit of rows and columns as people and programs get it."""

from __future__ import annotations

from pathlib import Path

from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.page import Report
from collab_cli.renderers.json_text import plain_data
from collab_cli.renderers.plain import render
from collab_cli.reports.responsibility_audit import SCHEMA, build
from collab_cli.rules.engine import run_rules
from collab_cli.rules.raci.audits import COLUMN_AUDIT, GAP_AUDIT, ROW_AUDIT
from collab_cli.rules.selection import select_rules
from tests.analyses.mixed_company import COMPANY, charter
from tests.conftest import MakeWorkspace
from tests.rules.chinese import chinese
from tests.rules.worlds import green_demo, world_of

EN = language("en")

PROJECT = """\
title: Trade fair
owner: li-na
members: [sales, marketing]
status: active
tasks:
- {id: booth, title: Booth, raci: {sales: C, marketing: I}}
"""
FILES = {
    **COMPANY,
    "charters/marketing.yaml": charter("id: research, raci: {sales: AR, marketing: I}"),
    "charters/sales.yaml": charter("id: research, raci: {sales: AR, marketing: I}", "id: tenders, raci: {north: C}"),
    "projects/fair.yaml": PROJECT,
}

IN_ENGLISH = """\
Audit of responsibilities in Example Manufacturing
==================================================
6 findings in 2 rows, 1 project task and 3 columns

Rows
----
Tenders (tenders)
├── R301 nobody is accountable for Tenders (tenders); give one party an A (charters/sales.yaml:5)
└── R303 nobody does the work of Tenders (tenders); give one party R (charters/sales.yaml:5)
Booth (booth)
├── R301 nobody is accountable for Booth (booth); give one party an A (projects/fair.yaml:6)
└── R303 nobody does the work of Booth (booth); give one party R (projects/fair.yaml:6)

Columns
-------
Production
└── R308 Production has neither R nor A in any duty; give it a duty, or close it (departments.yaml:3)
Marketing
└── R308 Marketing has neither R nor A in any duty; give it a duty, or close it (departments.yaml:4)

collab explain R301 says what it means and how to mend it
"""


def audit(world: World, *codes: str) -> Report:
    outcome = run_rules(world, select_rules(world.settings, select=codes))
    found = tuple(finding for finding in outcome.findings if finding.code in codes)
    not_checked = tuple(rule.code for rule in outcome.not_checked)
    return build(world, found, columns=COLUMN_AUDIT, gaps=GAP_AUDIT, not_checked=not_checked, waived=outcome.waived)


def test_findings_by_row_and_column(make_workspace: MakeWorkspace) -> None:
    report = audit(world_of(make_workspace(FILES)), "R301", "R303", "R308")
    assert render(report, EN) == IN_ENGLISH
    chinese_lines = render(report, chinese()).splitlines()
    assert chinese_lines[2] == "2 行、1 项项目任务和 3 列，共 6 个问题"
    assert chinese_lines[7] == "├── R301 投标 (tenders) 无人主责；给其中一方写 A（charters/sales.yaml:5）"
    record = plain_data(report.record, EN)
    assert [(row["ref"], row["key"], row["letters"], len(row["findings"])) for row in record["rows"]] == [
        ("charter:sales/tenders", "tenders", {"sales": "C"}, 2),
        ("project:fair/booth", "fair/booth", {"sales": "C", "marketing": "I"}, 2),
    ]
    assert record["rows"][0]["refs"] == ["charter:sales/tenders"]
    assert record["rows"][0]["title"] == "Tenders"
    assert [(one["party"], one["name"], [found["code"] for found in one["findings"]]) for one in record["columns"]] == [
        ("production", "Production", ["R308"]),
        ("marketing", "Marketing", ["R308"]),
    ]
    assert record["summary"] == {"error": 4, "warning": 2, "info": 0}


def test_what_nobody_owns_is_told_apart(make_workspace: MakeWorkspace) -> None:
    activities = "- {id: research, name: Research}\n- {id: tenders, name: Tenders, required: false}\n"
    report = audit(world_of(make_workspace({**COMPANY, "activities.yaml": activities})), "R301", "R315")
    assert render(report, EN).splitlines()[2:7] == [
        "1 finding in 0 rows and 3 columns",
        "",
        "Owned by nobody",
        "---------------",
        "R315 Research (research) is required but no effective charter covers it; add a duty to one charter "
        "(collab.yaml:1)",
    ]
    assert render(report, chinese()).splitlines()[4] == "无人负责"
    assert [finding.code for finding in report.record["unowned"]] == ["R315"]
    assert report.record["rows"] == report.record["columns"] == []


def test_nothing_is_found_in_what_can_be_read_alone(make_workspace: MakeWorkspace) -> None:
    report = audit(world_of(make_workspace({**COMPANY, "charters/broken.yaml": "foo: [\n"})), "R301", "R315")
    assert render(report, EN).splitlines()[2:5] == [
        "charters/broken.yaml cannot be read; collab check says why",
        "",
        "no finding in what can be read: 0 rows, 3 columns",
    ]
    assert render(report, chinese()).splitlines()[4] == "能读取的 0 行、3 列中没有发现问题"
    assert report.record["unread_kinds"] == ["charter"]


def test_findings_of_a_merged_row_stand_under_one_name(make_workspace: MakeWorkspace) -> None:
    cells = {"charters/sales.yaml": charter("id: research, raci: {sales: ARR, marketing: IC}")}
    report = audit(world_of(make_workspace({**FILES, **cells})), "R329")
    headings = [line for line in render(report, EN).splitlines() if line.startswith("Market research")]
    assert headings == ["Market research (research)"]
    (row,) = report.record["rows"]
    assert row["refs"] == ["charter:marketing/research", "charter:sales/research"]
    assert [finding.code for finding in row["findings"]] == ["R329", "R329"]


def test_what_was_not_checked_or_is_waived(make_workspace: MakeWorkspace) -> None:
    waiver = (
        "- {id: w, rule: R301, target: 'charter:sales/tenders', reason: later, approved_by: li-na, "
        "expires: 2025-12-31}\n"
    )
    files = {**FILES, "charters/broken.yaml": "title: [\n", "waivers.yaml": waiver}
    report = audit(world_of(make_workspace(files)), "R301", "R303", "R308")
    assert render(report, EN).splitlines()[-4:] == [
        "",
        "not checked, because records they depend on are faulty or cannot be read: R308",
        "1 finding is waived",
        "collab explain R303 says what it means and how to mend it",
    ]
    assert report.record["not_checked"] == ["R308"]
    assert report.record["waived"] == 1


def test_the_demo(tmp_path: Path) -> None:
    report = audit(world_of(green_demo(tmp_path)), *ROW_AUDIT, *COLUMN_AUDIT)
    assert render(report, EN).splitlines()[2:] == ["nothing found in 12 rows, 2 project tasks and 3 columns"]
    assert render(report, chinese()).splitlines()[2:] == ["12 行、2 项项目任务和 3 列中没有发现问题"]
    assert plain_data(report.record, EN) == {
        "as_of": "2025-06-30",
        "rows": [],
        "columns": [],
        "unowned": [],
        "summary": {"error": 0, "warning": 0, "info": 0},
        "not_checked": [],
        "waived": 0,
        "unread_kinds": [],
    }
    assert report.schema == SCHEMA == "collab/responsibility-audit/v1"
