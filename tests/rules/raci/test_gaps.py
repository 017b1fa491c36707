"""Is anything left that nobody owns, or described where it does not belong."""

from __future__ import annotations

import pytest

from collab_cli.documents.patching import apply_patches
from collab_cli.documents.reader import read_document
from tests.rules.raci.conftest import BASE, Check, charter, in_chinese, told

REQUIRED = "- {id: tenders, name: {zh: 投标, en: Tenders}}\n"


@pytest.mark.parametrize(
    ("activities", "row", "count"),
    [
        (REQUIRED, "id: fairs", 1),
        (REQUIRED, "id: tenders", 0),
        (REQUIRED, "id: offers, activity: tenders", 0),
        (REQUIRED, "id: offers, within: tenders", 1),
        (REQUIRED.replace("}}", "}, required: false}"), "id: fairs", 0),
    ],
)
def test_a_required_activity_nobody_covers(checked: Check, activities: str, row: str, count: int) -> None:
    outcome = checked({"activities.yaml": activities, "charters/sales.yaml": charter(row)}, "R315")
    said = "Tenders (tenders) is required but no effective charter covers it"
    assert told(outcome) == [("collab.yaml:1:1", said)] * count
    assert [finding.records for finding in outcome.findings] == [("activity:tenders",)] * count


def test_a_gap_needs_no_charter_to_be_one(checked: Check) -> None:
    outcome = checked({"activities.yaml": REQUIRED}, "R315")
    assert (
        in_chinese(outcome.findings[0])
        == "投标 (tenders) 为必需事项，但没有生效的说明书覆盖它；在一份说明书中增加这项职责"
    )


def test_departments_without_a_charter_in_force(checked: Check) -> None:
    files = {
        "departments.yaml": BASE["departments.yaml"]
        + "- {id: plant, name: Plant, parent: production}\n- {id: old, name: Old, status: closed}\n",
        "charters/sales.yaml": charter(),
        "charters/production.yaml": charter(head="status: draft"),
        "charters/marketing.yaml": charter(head="status: effective\ntype: process\nowner: liu-fang"),
    }
    outcome = checked(files, "R316")
    assert told(outcome) == [
        ("departments.yaml:2:4", "Production has no effective charter"),
        ("departments.yaml:3:4", "Marketing has no effective charter"),
    ]
    assert in_chinese(outcome.findings[0]) == "生产部没有生效的职责说明书；编写 charters/production.yaml 并完成会签"


def test_what_was_part_of_a_closed_department_needs_a_charter_of_its_own(checked: Check) -> None:
    departments = """\
- {id: old, name: Old, status: closed}
- {id: sales, name: Sales, head: zhang-wei, parent: old}
- {id: shop, name: Shop, head: zhang-wei, parent: sales}
"""
    files = {"departments.yaml": departments, "charters/old.yaml": charter("id: tenders, raci: {old: AR}")}
    outcome = checked(files, "R316", "R308")
    assert [(one.code, one.records) for one in outcome.findings] == [
        ("R308", ("department:sales",)),
        ("R316", ("department:sales",)),
    ]


@pytest.mark.parametrize(
    ("row", "count"),
    [("id: prices", 1), ("id: tenders", 0), ("id: prices, activity: tenders", 0), ("id: prices, within: tenders", 0)],
)
def test_a_duty_outside_the_catalogue(checked: Check, row: str, count: int) -> None:
    outcome = checked({"charters/sales.yaml": charter(f"{row}, title: Prices")}, "R328")
    assert (
        told(outcome) == [("charters/sales.yaml:4:6", "Prices (prices) is not in the catalogue of activities")] * count
    )


def test_the_duty_is_offered_to_the_catalogue(checked: Check) -> None:
    row = "id: prices, title: {zh: 价目表, en: Prices}"
    (finding,) = checked({"charters/sales.yaml": charter(row)}, "R328").findings
    document = read_document("activities.yaml", BASE["activities.yaml"].encode()).document
    assert document is not None
    after = apply_patches(document, finding.fixes[0].patches).decode()
    assert after == BASE["activities.yaml"] + "- {id: prices, name: {zh: 价目表, en: Prices}}\n"


def test_a_wrong_activity_is_reported_once(checked: Check) -> None:
    outcome = checked({"charters/sales.yaml": charter("id: prices, activity: tender")}, "R328")
    assert told(outcome) == []


@pytest.mark.parametrize(
    ("kind", "catalogue", "count"), [("department", True, 1), ("process", True, 0), ("department", False, 0)]
)
def test_where_a_catalogue_is_needed(checked: Check, kind: str, catalogue: bool, count: int) -> None:
    text = charter("id: prices", head=f"status: effective\ntype: {kind}\nowner: zhang-wei")
    files = {"charters/sales.yaml": text} | ({} if catalogue else {"activities.yaml": ""})
    assert len(checked(files, "R328").findings) == count


@pytest.mark.parametrize(
    ("cells", "count"),
    [
        ("{marketing: AR, sales: C}", 1),
        ("{marketing: AR}", 1),
        ("{marketing: A, sales: R}", 0),
        ('{marketing: R, "person:chen-jie": A}', 0),
        ('{marketing: A, "role:key-account": R}', 0),
        ("{marketing: A, shop: R}", 0),
        ("{}", 0),
    ],
)
def test_work_of_others_in_a_charter(checked: Check, cells: str, count: int) -> None:
    files = {
        "departments.yaml": BASE["departments.yaml"] + "- {id: shop, name: Shop, parent: sales}\n",
        "charters/sales.yaml": charter(f"id: tenders, raci: {cells}"),
    }
    said = "Sales has neither R nor A in Tenders (tenders) of its own charter"
    assert told(checked(files, "R334")) == [("charters/sales.yaml:4:19", said)] * count


def test_without_a_catalogue_no_activity_is_uncovered_and_none_is_unchecked(checked: Check) -> None:
    files = {"activities.yaml": "[]\n", "charters/sales.yaml": "title: [\n"}
    assert checked(files, "R315").not_checked == ()
    outcome = checked({"charters/sales.yaml": "title: [\n"}, "R315")
    assert [rule.code for rule in outcome.not_checked] == ["R315"]
