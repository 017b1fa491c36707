"""Is every cell of the matrix sound."""

from __future__ import annotations

import pytest

from tests.rules.raci.conftest import BASE, Check, charter, in_chinese, settings, told

PEOPLE = BASE["people.yaml"]
DEPARTMENTS = BASE["departments.yaml"]


@pytest.mark.parametrize(
    ("party", "files", "problem"),
    [
        ("sales", {"departments.yaml": DEPARTMENTS.replace(", head: zhang-wei", "")}, "Sales has no active head"),
        (
            "sales",
            {"departments.yaml": DEPARTMENTS.replace("zhang-wei", "zhang-wei, status: closed")},
            "Sales is closed",
        ),
        (
            "sales",
            {"people.yaml": PEOPLE.replace("role: key-account", "status: left")},
            "Sales has no active head",
        ),
        ("person:chen-jie", {"people.yaml": PEOPLE.replace("Jie,", "Jie, status: left,")}, "Chen Jie has left"),
        (
            "role:key-account",
            {"people.yaml": PEOPLE.replace(", role: key-account", "")},
            "Key account manager is held by nobody",
        ),
        (
            "role:key-account",
            {"people.yaml": PEOPLE.replace("Chen Jie,", "Chen Jie, role: key-account,")},
            "Key account manager is held by several people",
        ),
    ],
)
def test_an_a_without_somebody_behind_it(checked: Check, party: str, files: dict[str, str], problem: str) -> None:
    text = charter(f'id: tenders, raci: {{"{party}": A, production: R}}')
    outcome = checked({**files, "charters/sales.yaml": text}, "R319")
    assert told(outcome) == [("charters/sales.yaml:4:19", f"{problem}, but is to answer for Tenders (tenders)")]
    ref = party if ":" in party else f"department:{party}"
    assert outcome.findings[0].records == ("activity:tenders", "charter:sales/tenders", ref)


@pytest.mark.parametrize("party", ["sales", "person:chen-jie", "role:key-account"])
def test_an_a_with_somebody_behind_it(checked: Check, party: str) -> None:
    assert told(checked({"charters/sales.yaml": charter(f'id: tenders, raci: {{"{party}": A}}')}, "R319")) == []


def test_a_department_without_head_and_without_a_is_fine(checked: Check) -> None:
    files = {
        "departments.yaml": DEPARTMENTS + "- {id: rd, name: R & D}\n",
        "charters/sales.yaml": charter("id: tenders, raci: {sales: AR, rd: R}"),
    }
    assert told(checked(files, "R319")) == []


def test_an_unreadable_register_of_people_accuses_nobody(checked: Check) -> None:
    files = {"people.yaml": "- {id: zhang-wei", "charters/sales.yaml": charter("id: tenders, raci: {sales: AR}")}
    outcome = checked(files, "R319")
    assert [rule.code for rule in outcome.not_checked] == ["R319"]
    assert all(finding.code != "R319" for finding in outcome.findings)


@pytest.mark.parametrize(
    ("framework", "cell", "kept"),
    [
        ("raci", "CI", "C"),
        ("raci", "AA", "A"),
        ("raci", "RC", "R"),
        ("raci", "ARC", "AR"),
        ("raci", "AC", "A"),
        ("rasci", "AS", "A"),
        ("daci", "ADI", "AD"),
        ("raci", "AR", None),
        ("raci", "RA", None),
        ("raci", "A", None),
        ("raci", "AD", None),
        ("daci", "AD", None),
    ],
)
def test_letters_that_do_not_go_together(checked: Check, framework: str, cell: str, kept: str | None) -> None:
    text = charter(f"id: tenders, raci: {{marketing: {cell}}}")
    files = {"collab.yaml": settings(f"raci: {{framework: {framework}}}"), "charters/sales.yaml": text}
    outcome = checked(files, "R329")
    if kept is None:
        assert told(outcome) == []
        return
    assert told(outcome) == [("charters/sales.yaml:4:19", f"Marketing has {cell} in Tenders (tenders)")]
    (finding,) = outcome.findings
    assert finding.records[-1] == "department:marketing"
    assert [patch.replacement for fix in finding.fixes for patch in fix.patches] == [kept]


def test_conflicting_letters_in_chinese(checked: Check) -> None:
    outcome = checked({"charters/sales.yaml": charter("id: tenders, raci: {marketing: CI}")}, "R329")
    assert in_chinese(outcome.findings[0]) == "投标 (tenders) 中市场部写了 CI；只保留一个字母；只有 AR 可以并写"


def test_two_bad_cells_of_a_row_are_told_apart(checked: Check) -> None:
    outcome = checked({"charters/sales.yaml": charter("id: tenders, raci: {sales: AA, marketing: CI}")}, "R329")
    assert len({finding.fingerprint for finding in outcome.findings}) == 2
