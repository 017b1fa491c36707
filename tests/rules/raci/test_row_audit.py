"""Does every duty have one who answers and one who does it."""

from __future__ import annotations

from datetime import date

import pytest

from collab_cli.documents.patching import apply_patches
from collab_cli.documents.reader import read_document
from collab_cli.rules.engine import Outcome
from tests.rules.raci.conftest import Check, charter, in_chinese, settings, told

ROW = "id: tenders, title: Tenders"


def _fixed(outcome: Outcome, path: str, text: str, choice: int = 0) -> str:
    document = read_document(path, text.encode()).document
    assert document is not None
    (finding,) = outcome.findings
    return apply_patches(document, finding.fixes[choice].patches).decode()


def test_letters_without_an_a(checked: Check) -> None:
    outcome = checked({"charters/sales.yaml": charter(f"{ROW}, raci: {{sales: R, marketing: C}}")}, "R301")
    assert told(outcome) == [("charters/sales.yaml:4:35", "nobody is accountable for Tenders (tenders)")]
    (finding,) = outcome.findings
    assert finding.records == ("activity:tenders", "charter:sales/tenders")
    assert in_chinese(finding) == "投标 (tenders) 无人主责；给其中一方写 A"


@pytest.mark.parametrize(
    ("head", "as_of", "count"),
    [
        ("status: effective", date(2025, 6, 30), 1),
        ("status: draft", date(2025, 6, 30), 0),
        ("status: superseded", date(2025, 6, 30), 0),
        ("{status: effective, effective_from: 2025-07-01}", date(2025, 6, 30), 0),
        ("{status: effective, effective_from: 2025-07-01}", date(2025, 7, 1), 1),
    ],
)
def test_only_charters_in_force_are_judged(checked: Check, head: str, as_of: date, count: int) -> None:
    text = charter("id: tenders, raci: {sales: R}", head=head.strip("{}").replace(", ", "\n"))
    assert len(checked({"charters/sales.yaml": text}, "R301", as_of=as_of).findings) == count


@pytest.mark.parametrize(("status", "count"), [("active", 1), ("planned", 0), ("closed", 0)])
def test_tasks_of_active_projects_are_rows_too(checked: Check, status: str, count: int) -> None:
    text = (
        f"title: Fair\nowner: liu-fang\nmembers: [sales]\nstatus: {status}\n"
        "tasks:\n  - {id: booth, title: Booth, raci: {sales: R}}\n"
    )
    outcome = checked({"projects/fair.yaml": text}, "R301")
    assert told(outcome) == [("projects/fair.yaml:6:31", "nobody is accountable for Booth (booth)")][:count]
    assert [finding.records for finding in outcome.findings] == [("project:fair/booth",)][:count]


def test_rows_of_two_charters_complete_each_other(checked: Check) -> None:
    files = {
        "charters/sales.yaml": charter("id: tenders, raci: {sales: R}"),
        "charters/marketing.yaml": charter("id: tenders, raci: {marketing: A}"),
    }
    assert told(checked(files, "R301", "R303", "R312")) == []


def test_a_letter_outside_the_framework_counts_as_absent(checked: Check) -> None:
    rows = ("id: a, raci: {sales: X}", "id: b, raci: {sales: RX}", "id: c, raci: {sales: AR, marketing: S}")
    outcome = checked({"charters/sales.yaml": charter(*rows)}, "R301", "R307", "R312", "R329")
    assert [(finding.code, finding.place.line) for finding in outcome.findings] == [
        ("R301", 5),
        ("R307", 5),
        ("R307", 6),
    ]


def test_several_accountable_people_in_one_row(checked: Check) -> None:
    outcome = checked({"charters/sales.yaml": charter(f"{ROW}, raci: {{sales: AR, marketing: A}}")}, "R302", "R313")
    assert told(outcome) == [("charters/sales.yaml:4:35", "Tenders (tenders) has more than one A: Sales and Marketing")]


def test_several_accountable_people_in_two_rows_of_one_charter(checked: Check) -> None:
    rows = ("id: tenders, raci: {sales: AR}", "id: offers, activity: tenders, raci: {marketing: AR}")
    outcome = checked({"charters/sales.yaml": charter(*rows)}, "R302", "R313")
    assert told(outcome) == [("charters/sales.yaml:4:19", "Tenders (tenders) has more than one A: Sales and Marketing")]
    (finding,) = outcome.findings
    assert [str(other.place) for other in finding.related] == ["charters/sales.yaml:5:37"]
    assert finding.records == ("activity:tenders", "charter:sales/tenders", "charter:sales/offers")


@pytest.mark.parametrize("other", ['"person:zhang-wei": A', '"role:key-account": A'])
def test_two_parties_of_one_person_count_once(checked: Check, other: str) -> None:
    text = charter(f"id: tenders, raci: {{sales: AR, {other}}}")
    assert told(checked({"charters/sales.yaml": text}, "R302")) == []


def test_nobody_does_the_work(checked: Check) -> None:
    text = charter(f"{ROW}, raci: {{sales: A, marketing: C}}")
    outcome = checked({"charters/sales.yaml": text}, "R303")
    assert told(outcome) == [("charters/sales.yaml:4:35", "nobody does the work of Tenders (tenders)")]
    assert _fixed(outcome, "charters/sales.yaml", text) == text.replace("sales: A,", "sales: AR,")


@pytest.mark.parametrize(
    ("raci", "cells", "count"),
    [
        ("{accountable_implies_responsible: true}", "sales: A", 0),
        ("{accountable_implies_responsible: true}", "sales: C", 1),
        ("{framework: daci}", "sales: AD", 0),
        ("{framework: daci}", "sales: AR", 1),
        ("{framework: rasci}", "sales: A, marketing: S", 1),
    ],
)
def test_who_does_the_work_depends_on_the_framework(checked: Check, raci: str, cells: str, count: int) -> None:
    files = {"collab.yaml": settings(f"raci: {raci}"), "charters/sales.yaml": charter(f"{ROW}, raci: {{{cells}}}")}
    assert len(checked(files, "R303").findings) == count


@pytest.mark.parametrize(
    ("row", "place", "mended"),
    [
        (ROW, "charters/sales.yaml:4:6", f"{ROW}, raci: {{sales: AR}}"),
        (f"{ROW}, raci: {{}}", "charters/sales.yaml:4:35", f"{ROW}, raci: {{sales: AR}}"),
    ],
)
def test_a_row_given_to_nobody(checked: Check, row: str, place: str, mended: str) -> None:
    outcome = checked({"charters/sales.yaml": charter(row)}, "R301", "R303", "R312", "R334")
    assert told(outcome) == [(place, "Tenders (tenders) is given to nobody")]
    assert _fixed(outcome, "charters/sales.yaml", charter(row)) == charter(mended)


def test_a_party_that_does_not_exist_is_reported_once(checked: Check) -> None:
    text = charter(f"{ROW}, raci: {{salse: AR}}")
    assert told(checked({"charters/sales.yaml": text}, "R312", "R301")) == []
