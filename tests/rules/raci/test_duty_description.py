"""Is a duty described so that one can work by it."""

from __future__ import annotations

import pytest

from tests.rules.raci.conftest import Check, charter, in_chinese, told

FULL = "scope: all, content: [a], workflow: [b], standards: [c]"


@pytest.mark.parametrize(
    ("parts", "missing"),
    [
        (FULL, None),
        ("scope: {areas: [eu]}, content: [a], workflow: [b], standards: [{metric: x}]", None),
        ("raci: {sales: AR}", "scope, content, workflow and standards"),
        (FULL.replace("scope: all, ", ""), "scope"),
        (FULL.replace("all", "{}"), "scope"),
        (FULL.replace("[b]", "[]"), "workflow"),
        (FULL.replace("[c]", '[""]'), "standards"),
        ("scope: all, workflow: [b]", "content and standards"),
    ],
)
def test_the_four_parts(checked: Check, parts: str, missing: str | None) -> None:
    outcome = checked({"charters/sales.yaml": charter(f"id: tenders, {parts}")}, "R317")
    expected = [("charters/sales.yaml:4:6", f"Tenders (tenders) lacks {missing}")] if missing else []
    assert told(outcome) == expected


def test_missing_parts_in_chinese(checked: Check) -> None:
    outcome = checked({"charters/sales.yaml": charter("id: tenders, scope: all, workflow: [b]")}, "R317")
    assert in_chinese(outcome.findings[0]) == "投标 (tenders) 缺少工作内容和工作标准；补齐所缺部分"


def test_filling_one_part_leaves_the_finding_the_same(checked: Check) -> None:
    before = checked({"charters/sales.yaml": charter("id: tenders")}, "R317").findings[0]
    after = checked({"charters/sales.yaml": charter("id: tenders, scope: all")}, "R317").findings[0]
    assert before.fingerprint == after.fingerprint


@pytest.mark.parametrize(("kind", "count"), [("department", 1), ("process", 1), ("project", 0)])
def test_projects_need_no_four_parts(checked: Check, kind: str, count: int) -> None:
    text = charter("id: tenders", head=f"status: effective\ntype: {kind}\nowner: zhang-wei")
    assert len(checked({"charters/x.yaml": text}, "R317").findings) == count


@pytest.mark.parametrize(
    ("entry", "column"),
    [
        ("{department: marketing}", 34),
        ("{department: marketing, split: {lead: offers}}", 65),
        ("{department: marketing, split: {assist: offers}}", 65),
        ('{department: marketing, split: {lead: offers, assist: ""}}', 87),
        ("{department: marketing, split: {lead: offers, assist: leads}}", None),
        ("{department: nobody}", None),
    ],
)
def test_sharing_without_a_boundary(checked: Check, entry: str, column: int | None) -> None:
    outcome = checked({"charters/sales.yaml": charter(f"id: tenders, shared_with: [{entry}]")}, "R326")
    said = "Tenders (tenders) is shared with Marketing without saying who leads and who assists"
    assert told(outcome) == ([(f"charters/sales.yaml:4:{column}", said)] if column else [])


def test_the_second_entry_is_named(checked: Check) -> None:
    shared = "[{department: nobody}, {department: marketing}]"
    outcome = checked({"charters/sales.yaml": charter(f"id: tenders, shared_with: {shared}")}, "R326")
    assert [str(finding.place) for finding in outcome.findings] == ["charters/sales.yaml:4:56"]
    assert outcome.findings[0].records == ("activity:tenders", "charter:sales/tenders", "department:marketing")


@pytest.mark.parametrize(
    ("standards", "is_found"),
    [
        ("[Many]", True),
        ("[{text: Many}]", True),
        ("[Many, at least 8]", False),
        ("[２ 天内]", False),
        ("[{metric: returns}]", False),
        ("[{text: by 2025-06-30}]", False),
        ("[]", False),
        ('[""]', False),
    ],
)
def test_standards_nobody_can_measure(checked: Check, standards: str, is_found: bool) -> None:
    outcome = checked({"charters/sales.yaml": charter(f"id: tenders, standards: {standards}")}, "R318")
    said = "no standard of Tenders (tenders) can be measured"
    assert told(outcome) == ([("charters/sales.yaml:4:30", said)] if is_found else [])
