import pytest

from tests.analyses.changes.agreed_company import (
    agreements,
    appended,
    approved,
    digest_of,
    logged_as_editorial,
    with_more_scope,
)
from tests.analyses.changes.two_states import COMPANY, Files, rewritten

SALES = "charters/sales.yaml"
AGREED = approved(COMPANY, "sales", "sales", "marketing")
EDITORIAL = logged_as_editorial(with_more_scope(AGREED), "sales", digest_of(AGREED, "charter:sales"), "zhang-wei")


@pytest.mark.parametrize(
    ("after", "wanted"),
    [
        (COMPANY, "none"),
        (appended(COMPANY, SALES, "notes: Anew\n"), "none"),
        (rewritten(SALES, ("marketing: C", "marketing: C, production: C")), "consulted"),
        (rewritten(SALES, ("marketing: C", "marketing: R")), "departments"),
        (with_more_scope(), "departments"),
        (rewritten("goals/2025/sell.yaml", ("target: 20", "target: 18")), "departments"),
        (rewritten("goals/2025/grow.yaml", ("target: 100", "target: 90")), "company"),
        (rewritten("collab.yaml", ("head: li-na", "head: zhang-wei")), "company"),
    ],
)
def test_the_weightiest_change_decides_on_the_approval(after: Files, wanted: str) -> None:
    assert agreements(COMPANY, after).approval == wanted


def test_wording_needs_the_owner_alone() -> None:
    assert agreements(AGREED, EDITORIAL).approval == "editorial"
    both = rewritten("goals/2025/sell.yaml", ("target: 20", "target: 18"), files=EDITORIAL)
    assert agreements(AGREED, both).approval == "departments"


def test_agreements_are_not_asked_for_where_p201_is_not_checked() -> None:
    assert agreements(COMPANY, with_more_scope()).is_asked_for
    starter = appended(with_more_scope(), "collab.yaml", "check: {profile: starter}\n")
    found = agreements(COMPANY, starter)
    assert not found.is_asked_for
    assert len(found.unanswered) == 2


def test_records_with_faults_are_told() -> None:
    after = rewritten(SALES, ("discounts", "discounts, weight: heavy"), files=with_more_scope(AGREED))
    found = agreements(AGREED, after)
    assert [record.ref for record in found.faulty] == ["charter:sales"]


def test_who_agrees_is_unknown_where_a_file_cannot_be_read() -> None:
    assert agreements(COMPANY, {**COMPANY, SALES: "title: [oops\n"}).unknown == (SALES,)
    assert agreements({**COMPANY, SALES: "title: [oops\n"}, COMPANY).unknown == (SALES,)
    assert agreements(COMPANY, {**COMPANY, "activities.yaml": "- {id: [oops\n"}).unknown == ()


def test_the_company_itself_changes() -> None:
    assert agreements(COMPANY, rewritten("collab.yaml", ("head: li-na", "head: zhang-wei"))).is_about_company


def test_nothing_asks_nobody() -> None:
    found = agreements({"collab.yaml": COMPANY["collab.yaml"]}, {"collab.yaml": COMPANY["collab.yaml"]})
    assert (found.asks, found.matters, found.unanswered) == ((), (), ())
