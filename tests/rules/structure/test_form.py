from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.chinese import in_chinese
from tests.rules.worlds import Found, check, found, small_company

ACTION = "actions/2025-06-24-ask.yaml"


def test_s002_names_what_is_missing_unknown_or_of_another_type(tmp_path: Path) -> None:
    root = small_company(tmp_path, {ACTION: "titel: Ask\nowner: chen-jie\ndue: 2025年7月4日\n"})
    outcome = check(root)
    assert found(outcome, "S002") == [
        Found(
            "S002",
            "error",
            f"{ACTION}:1:1",
            "titel is no field of action; did you mean title",
            ("action:2025-06-24-ask",),
        ),
        Found(
            "S002",
            "error",
            f"{ACTION}:3:6",
            "due is `2025年7月4日`, expected a date such as 2025-07-07; write due: 2025-07-04",
            ("action:2025-06-24-ask",),
        ),
    ]
    assert in_chinese(outcome, "S002") == [
        "titel 不是督办事项的字段；是否指 title",
        "due 为 `2025年7月4日`，应为日期，如 2025-07-07；写成 due: 2025-07-04",
    ]


def test_s002_also_judges_drafts_and_settings(tmp_path: Path) -> None:
    collab = small_company(tmp_path, {}) / "collab.yaml"
    collab.write_text(collab.read_text(encoding="utf-8") + "langauge: en\n", encoding="utf-8")
    (tmp_path / "meetings" / "2025-06-30-x.yaml").write_text("title: X\nstatus: draft\n", encoding="utf-8")
    assert [(one.place, one.text.partition(";")[0]) for one in found(check(tmp_path, profile="starter"), "S002")] == [
        ("collab.yaml:15:1", "langauge is no field of the settings"),
        ("meetings/2025-06-30-x.yaml:1:1", "date is missing"),
    ]


def test_s003_names_a_word_outside_the_list(tmp_path: Path) -> None:
    root = small_company(tmp_path, {ACTION: "title: Ask\nowner: chen-jie\ndue: 2025-07-04\nstatus: finished\n"})
    outcome = check(root)
    assert found(outcome, "S003") == [
        Found(
            "S003",
            "error",
            f"{ACTION}:4:9",
            "status is `finished`, expected one of open, in_progress, done, cancelled; write status: done",
            ("action:2025-06-24-ask",),
        )
    ]
    assert in_chinese(outcome, "S003") == [
        "status 为 `finished`，应为以下之一：open（待处理）、in_progress（进行中）、done（完成）、cancelled（已取消）；"
        "写成 status: done"
    ]


CHARTER = """\
title: Draft
type: process
owner: li-na
status: draft
duties:
  - {id: market-research, raci: {sales: AR, marketing: CX, production: S}}
  - {id: fair, title: Fair, raci: {marketing: ar}}
"""

PROJECT = "title: P\nowner: li-na\nmembers: [sales]\nstatus: closed\ntasks: [{id: t, raci: {sales: D}}]\n"


def test_s003_names_letters_outside_the_framework_in_every_row(tmp_path: Path) -> None:
    files = {
        "charters/draft.yaml": CHARTER,
        "projects/p.yaml": PROJECT,
    }
    outcome = check(small_company(tmp_path, files))
    assert found(outcome, "S003") == [
        Found(
            "S003",
            "error",
            "charters/draft.yaml:6:56",
            "Marketing holds `X` in Market research (market-research), which is no letter of RACI; use A, R, C, I",
            ("charter:draft/market-research",),
        ),
        Found(
            "S003",
            "error",
            "charters/draft.yaml:6:72",
            "Production holds `S` in Market research (market-research), which is no letter of RACI; use A, R, C, I",
            ("charter:draft/market-research",),
        ),
        Found(
            "S003",
            "error",
            "charters/draft.yaml:7:47",
            "Marketing holds `ar` in Fair (fair), which is no letter of RACI; write marketing: AR",
            ("charter:draft/fair",),
        ),
        Found(
            "S003",
            "error",
            "projects/p.yaml:5:31",
            "Sales holds `D` in t, which is no letter of RACI; use A, R, C, I",
            ("project:p/t",),
        ),
    ]
    assert in_chinese(outcome, "S003")[2] == "市场部在 Fair (fair) 中填了 `ar`，不是 RACI 的字母；写成 marketing: AR"


def test_s003_names_letters_of_a_charter_that_lacks_its_owner(tmp_path: Path) -> None:
    text = """\
title: Signing
type: process
duties:
  - {id: draft, title: Draft, raci: {sales: Q, nowhere: X}}
  - {id: review, title: Review, raci: {sales: A/R}}
  - {id: market-research, raci: {"person:li-na": A, marketing: X}}
"""
    outcome = check(small_company(tmp_path, {"charters/signing.yaml": text}))
    assert [one.text.partition(";")[0] for one in found(outcome, "S002")] == ["owner is missing"]
    assert [(one.place, one.text, one.records) for one in found(outcome, "S003")] == [
        (
            "charters/signing.yaml:4:45",
            "Sales holds `Q` in Draft (draft), which is no letter of RACI; use A, R, C, I",
            ("charter:signing/draft",),
        ),
        (
            "charters/signing.yaml:5:47",
            "Sales holds `A/R` in Review (review), which is no letter of RACI; write sales: AR",
            ("charter:signing/review",),
        ),
        (
            "charters/signing.yaml:6:64",
            "Marketing holds `X` in Market research (market-research), which is no letter of RACI; use A, R, C, I",
            ("charter:signing/market-research",),
        ),
    ]
    fixes = [fix for finding in outcome.findings if finding.code == "S003" for fix in finding.fixes]
    assert [patch.replacement for fix in fixes for patch in fix.patches] == ["AR"]


def test_s003_names_letters_of_a_project_that_lacks_its_title(tmp_path: Path) -> None:
    text = 'owner: li-na\nmembers: [sales]\ntasks: [{id: t, raci: {sales: X, A: sales, "goal:x": X, "role:no": X}}]\n'
    outcome = check(small_company(tmp_path, {"projects/p.yaml": text}))
    assert [(one.place, one.text.partition(",")[0], one.records) for one in found(outcome, "S003")] == [
        ("projects/p.yaml:3:31", "Sales holds `X` in t", ("project:p/t",))
    ]


def test_s003_names_letters_of_rows_that_lack_their_id(tmp_path: Path) -> None:
    text = """\
title: Signing
type: process
owner: li-na
duties:
  - 7
  - {title: Sign, raci: {sales: R, marketing: X}}
  - {activity: market-research, raci: {sales: Q}}
  - {raci: {sales: Q}}
  - {title: Wait}
  - {id: last, title: Last, raci: {sales: Q}}
"""
    outcome = check(small_company(tmp_path, {"charters/signing.yaml": text}))
    assert [(one.place, one.text.partition(",")[0], one.records) for one in found(outcome, "S003")] == [
        ("charters/signing.yaml:6:47", "Marketing holds `X` in Sign", ("charter:signing",)),
        ("charters/signing.yaml:7:47", "Sales holds `Q` in Market research", ("charter:signing",)),
        ("charters/signing.yaml:8:20", "Sales holds `Q` in charter:signing", ("charter:signing",)),
        ("charters/signing.yaml:10:43", "Sales holds `Q` in Last (last)", ("charter:signing/last",)),
    ]


@pytest.mark.parametrize(
    ("framework", "letters"),
    [("raci", ["X", "S", "ar", "D"]), ("rasci", ["X", "ar", "D"]), ("daci", ["R", "X", "S", "ar"])],
)
def test_s003_knows_the_letters_of_the_framework(tmp_path: Path, framework: str, letters: list[str]) -> None:
    files = {
        "charters/draft.yaml": CHARTER.replace("sales: AR", "sales: AR" if framework == "daci" else "sales: A"),
        "projects/p.yaml": PROJECT,
    }
    root = small_company(tmp_path, files)
    collab = root / "collab.yaml"
    collab.write_text(collab.read_text(encoding="utf-8") + f"raci: {{framework: {framework}}}\n", encoding="utf-8")
    faults = [one for one in found(check(root), "S003") if one.place.startswith(("charters/draft", "projects/p"))]
    assert [one.text.partition("`")[2].partition("`")[0] for one in faults] == letters


@pytest.mark.parametrize(
    ("cell", "text", "better"),
    [
        ("A/R", "Sales holds `A/R` in Fair (fair), which is no letter of RACI; write sales: AR", "AR"),
        ("主责", "Sales holds `主责` in Fair (fair), which is no letter of RACI; write sales: A", "A"),
        ("boss", "Sales holds `boss` in Fair (fair), which is no letter of RACI; use A, R, C, I", None),
        ('""', "Sales has no letter in Fair (fair); use A, R, C, I", None),
    ],
)
def test_s003_says_which_letters_were_meant(tmp_path: Path, cell: str, text: str, better: str | None) -> None:
    charter = CHARTER.partition("  - {id: market")[0] + f"  - {{id: fair, title: Fair, raci: {{sales: {cell}}}}}\n"
    outcome = check(small_company(tmp_path, {"charters/draft.yaml": charter}))
    assert [one.text for one in found(outcome, "S003")] == [text]
    fixes = [fix for finding in outcome.findings if finding.code == "S003" for fix in finding.fixes]
    assert [patch.replacement for fix in fixes for patch in fix.patches] == ([better] if better else [])


@pytest.mark.parametrize(
    ("raci", "text", "better"),
    [
        ("{sales:AR}", "a blank is missing after the colon in `sales:AR`; write sales: AR", "sales: AR"),
        (
            "{person:li-na:A, sales: R}",
            "a blank is missing after the colon in `person:li-na:A`; write person:li-na: A",
            "person:li-na: A",
        ),
        ("{role:clerk}", "role:clerk is empty; write a value, or remove it", None),
        (
            "sales:A marketing:R",
            "raci is the text `sales:A marketing:R`, expected a map of keys and values; "
            "write a blank after each colon: {sales: A, marketing: R}",
            None,
        ),
    ],
)
def test_s002_misses_the_blank_after_a_colon(tmp_path: Path, raci: str, text: str, better: str | None) -> None:
    charter = CHARTER.partition("  - {id: market")[0] + f"  - id: fair\n    title: Fair\n    raci: {raci}\n"
    outcome = check(small_company(tmp_path, {"charters/draft.yaml": charter}))
    assert [one.text for one in found(outcome, "S002")] == [text]
    fixes = [fix for finding in outcome.findings if finding.code == "S002" for fix in finding.fixes]
    assert [patch.replacement for fix in fixes for patch in fix.patches] == ([better] if better else [])


def test_s003_names_departments_that_are_part_of_one_another(tmp_path: Path) -> None:
    departments = """\
- {id: production, name: Production, head: wang-qiang, parent: production}
- {id: sales, name: Sales, head: zhang-wei, parent: marketing}
- {id: marketing, name: Marketing, head: liu-fang, parent: sales}
"""
    outcome = check(small_company(tmp_path, {"departments.yaml": departments, "charters/sales.yaml": None}))
    hint = "correct the parent, or remove it where the highest department is"
    assert [(one.place, one.text) for one in found(outcome, "S003")] == [
        ("departments.yaml:1:64", f"Production (production) is part of itself; {hint}"),
        ("departments.yaml:2:53", f"Sales (sales) is part of itself, by way of Marketing (marketing); {hint}"),
    ]
    assert in_chinese(outcome, "S003") == [
        "Production (production) 的上级是它自己；更正 parent，或在最高一级部门处去掉它",
        "Sales (sales) 的上级经 Marketing (marketing) 又绕回它自己；更正 parent，或在最高一级部门处去掉它",
    ]
    # a circle hides nobody: sales has no charter, and every department stays a column
    assert [one.records for one in found(outcome, "R316")] == [("department:sales",)]
