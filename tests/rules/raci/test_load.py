"""How much of all work lies on one department."""

from __future__ import annotations

import pytest

from tests.rules.raci.conftest import BASE, Check, charter, in_chinese, settings, told

FIVE = BASE["departments.yaml"] + "- {id: finance, name: Finance}\n- {id: law, name: Law}\n"


def _rows(cells: str, count: int, rest: str, total: int) -> str:
    return charter(*(f"id: d{n}, raci: {{{cells if n < count else rest}}}" for n in range(total)))


@pytest.mark.parametrize(
    ("departments", "count", "total", "limit"),
    [
        (BASE["departments.yaml"], 4, 8, None),
        (BASE["departments.yaml"], 5, 8, 50),
        (FIVE, 4, 10, None),
        (FIVE, 5, 10, 40),
        (BASE["departments.yaml"], 4, 4, None),
    ],
)
def test_accountable_for_more_than_the_share(
    checked: Check, departments: str, count: int, total: int, limit: int | None
) -> None:
    text = _rows("sales: AR", count, "production: C", total)
    files = {"departments.yaml": departments, "charters/sales.yaml": text}
    said = f"Sales answers for {count} of {total} duties, the limit is {limit} %"
    assert told(checked(files, "R309")) == ([("departments.yaml:1:4", said)] if limit else [])


@pytest.mark.parametrize(("count", "is_told"), [(6, False), (7, True)])
def test_responsible_for_more_than_the_share(checked: Check, count: int, is_told: bool) -> None:
    outcome = checked({"charters/sales.yaml": _rows("sales: R", count, "production: C", 10)}, "R320")
    said = f"Sales does the work of {count} of 10 duties, the limit is 60 %"
    assert told(outcome) == [("departments.yaml:1:4", said)] * is_told


@pytest.mark.parametrize(("count", "is_told"), [(5, False), (6, True)])
def test_consulted_on_more_than_the_share(checked: Check, count: int, is_told: bool) -> None:
    text = _rows("sales: C", count, "production: AR", 10)
    outcome = checked({"departments.yaml": FIVE, "charters/sales.yaml": text}, "R324")
    said = f"Sales is consulted on {count} of 10 duties, the limit is 50 %"
    assert told(outcome) == [("departments.yaml:1:4", said)] * is_told
    assert told(checked({"charters/sales.yaml": text}, "R324")) == []


def test_a_third_is_compared_exactly_enough(checked: Check) -> None:
    files = {
        "collab.yaml": settings("check: {thresholds: {max-r-share: 0.666666667}}"),
        "charters/sales.yaml": _rows("sales: R", 4, "production: C", 6),
    }
    assert told(checked(files, "R320")) == []


def test_the_load_in_chinese(checked: Check) -> None:
    outcome = checked({"charters/sales.yaml": _rows("sales: AR", 5, "production: C", 8)}, "R309")
    assert in_chinese(outcome.findings[0]) == "销售部主责 8 项职责中的 5 项，上限 50%；分出一部分"
