"""Does every department have its part."""

from __future__ import annotations

import pytest

from tests.rules.raci.conftest import BASE, Check, charter, in_chinese, settings, told

CROWD = settings("check: {thresholds: {crowd-min-parties: 3}}")


def test_a_department_without_duties(checked: Check) -> None:
    text = charter("id: tenders, raci: {sales: AR, production: C}", "id: fairs, raci: {marketing: R}")
    outcome = checked({"charters/sales.yaml": text}, "R308")
    assert told(outcome) == [("departments.yaml:2:4", "Production has neither R nor A in any duty")]
    assert outcome.findings[0].records == ("department:production",)
    assert in_chinese(outcome.findings[0]) == "生产部在任何职责中都没有 R 或 A；给它一项职责，或撤销它"


def test_work_of_a_sub_department_is_work_of_its_parent(checked: Check) -> None:
    text = charter("id: tenders, raci: {sales: AR, plant: R, marketing: R}")
    files = {
        "departments.yaml": BASE["departments.yaml"] + "- {id: plant, name: Plant, parent: production}\n",
        "charters/sales.yaml": text,
    }
    assert told(checked(files, "R308")) == []


def test_closed_departments_and_steps_within_an_activity_are_left_out(checked: Check) -> None:
    files = {
        "departments.yaml": BASE["departments.yaml"].replace("liu-fang", "liu-fang, status: closed"),
        "charters/sales.yaml": charter("id: tenders, raci: {sales: AR}"),
        "charters/steps.yaml": charter(
            "id: step, within: tenders, raci: {production: AR}",
            head="status: effective\ntype: process\nowner: zhang-wei",
        ),
    }
    assert [place for place, _ in told(checked(files, "R308"))] == ["departments.yaml:2:4"]


def test_without_a_charter_nobody_is_idle(checked: Check) -> None:
    assert told(checked({}, "R308", "R316")) == []


def test_an_unreadable_charter_makes_nobody_idle(checked: Check) -> None:
    files = {"charters/sales.yaml": charter("id: tenders, raci: {sales: AR}"), "charters/production.yaml": "title: ["}
    outcome = checked(files, "R308", "R315", "R316", "R332")
    assert {rule.code for rule in outcome.not_checked} == {"R308", "R315", "R316", "R332"}


@pytest.mark.parametrize(("rows_with_sales", "count"), [(9, 0), (10, 1)])
def test_a_department_in_more_than_the_share(checked: Check, rows_with_sales: int, count: int) -> None:
    rows = [f"id: d{n}, raci: {{{'sales' if n < rows_with_sales else 'marketing'}: AR}}" for n in range(10)]
    outcome = checked({"collab.yaml": CROWD, "charters/sales.yaml": charter(*rows)}, "R310")
    said = "Sales takes part in 10 of 10 duties, the limit is 90 %"
    assert told(outcome) == [("departments.yaml:1:4", said)] * count


def test_two_columns_are_no_crowd(checked: Check) -> None:
    assert told(checked({"charters/sales.yaml": charter("id: d, raci: {sales: AR}")}, "R310")) == []


def test_only_informed(checked: Check) -> None:
    rows = ("id: a, raci: {sales: AR, marketing: I, production: I}", "id: b, raci: {sales: AR, production: C}")
    outcome = checked({"charters/sales.yaml": charter(*rows)}, "R332")
    said = "Marketing is only informed, never asked, and does nothing"
    assert told(outcome) == [("departments.yaml:3:4", said)]
