"""Are too many or too few people drawn into a duty."""

from __future__ import annotations

import pytest

from tests.rules.raci.conftest import BASE, Check, charter, in_chinese, settings, told

FIVE = BASE["departments.yaml"] + "- {id: finance, name: Finance}\n- {id: law, name: Law}\n"


def _row(letter: str, count: int) -> str:
    parties = ["production", "marketing", '"person:chen-jie"', '"person:liu-fang"', '"person:wang-qiang"']
    parties += ['"role:key-account"', '"person:zhang-wei"']
    return "id: tenders, raci: {sales: A, " + ", ".join(f"{party}: {letter}" for party in parties[:count]) + "}"


@pytest.mark.parametrize(
    ("code", "letter", "limit", "raci"),
    [
        ("R304", "R", 3, ""),
        ("R304", "D", 1, "raci: {framework: daci}"),
        ("R304", "R", 2, "raci: {max_r: 2}"),
        ("R305", "C", 4, ""),
        ("R306", "I", 6, ""),
    ],
)
def test_more_letters_than_the_limit(checked: Check, code: str, letter: str, limit: int, raci: str) -> None:
    for count in (limit, limit + 1):
        files = {"collab.yaml": settings(raci), "charters/sales.yaml": charter(_row(letter, count))}
        text = f"Tenders (tenders) has {count} {letter}, the limit is {limit}"
        assert told(checked(files, code)) == [("charters/sales.yaml:4:19", text)] * (count > limit)


def test_c_for_more_than_half_of_the_departments(checked: Check) -> None:
    for consulted, count in ((("production", "marketing"), 0), (("production", "marketing", "law"), 1)):
        cells = ", ".join(f"{department}: C" for department in consulted)
        text = charter(f"id: tenders, raci: {{sales: AR, {cells}}}")
        outcome = checked({"departments.yaml": FIVE, "charters/sales.yaml": text}, "R305")
        said = "Tenders (tenders) consults 3 of 5 departments"
        assert told(outcome) == [("charters/sales.yaml:4:19", said)] * count
    assert in_chinese(outcome.findings[0]) == "投标 (tenders) 要会商 5 个部门中的 3 个；不必征求意见的改为 I"


def test_few_departments_are_no_crowd(checked: Check) -> None:
    text = charter("id: tenders, raci: {sales: AR, production: C, marketing: C}")
    assert told(checked({"charters/sales.yaml": text}, "R305", "R311")) == []


@pytest.mark.parametrize(("cells", "count"), [("sales: AR", 1), ("sales: R", 1), ("sales: AR, marketing: I", 0)])
def test_nobody_is_asked_or_told(checked: Check, cells: str, count: int) -> None:
    outcome = checked({"charters/sales.yaml": charter(f"id: tenders, raci: {{{cells}}}")}, "R307")
    said = "nobody is consulted or informed about Tenders (tenders)"
    assert told(outcome) == [("charters/sales.yaml:4:19", said)] * count


def test_an_s_neither_asks_nor_tells(checked: Check) -> None:
    files = {
        "collab.yaml": settings("raci: {framework: rasci}"),
        "charters/sales.yaml": charter("id: tenders, raci: {sales: AR, marketing: S}"),
    }
    assert len(checked(files, "R307").findings) == 1


def test_every_department_in_one_row(checked: Check) -> None:
    for last, count in (("law: I", 1), ('"person:chen-jie": I', 0)):
        text = charter(f"id: tenders, raci: {{sales: AR, production: C, marketing: C, finance: I, {last}}}")
        outcome = checked({"departments.yaml": FIVE, "charters/sales.yaml": text}, "R311")
        said = "every department has a letter in Tenders (tenders)"
        assert told(outcome) == [("charters/sales.yaml:4:19", said)] * count
