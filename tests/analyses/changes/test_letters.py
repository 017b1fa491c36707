"""Who holds which letter in a matter, whichever charters say it."""

from __future__ import annotations

from collab_cli.analyses.changes.find_changes import find_changes
from collab_cli.analyses.changes.letters import letter_changes, letters_category, same_letters
from tests.analyses.changes.two_states import COMPANY, Files, rewritten, told, with_files, world_with

SALES, MARKETING, ACTIVITIES = "charters/sales.yaml", "charters/marketing.yaml", "activities.yaml"
BOTH = with_files(
    {MARKETING: str(COMPANY[MARKETING]) + "  - {id: market-research, scope: Web, raci: {marketing: A}}\n"}
)


def letters(before: Files, after: Files) -> list[tuple[str, dict[str, str], dict[str, str]]]:
    one, other = world_with(before), world_with(after)
    found = letter_changes(one, other, find_changes(one, other).names)
    return [(change.key, dict(change.old), dict(change.new)) for change in found]


def test_a_matter_of_two_charters_is_one() -> None:
    after = rewritten(SALES, ("raci: {sales: AR, marketing: C}", "raci: {sales: R, marketing: C}"), files=BOTH)
    assert letters(BOTH, after) == [
        ("market-research", {"marketing": "AC", "sales": "AR"}, {"marketing": "AC", "sales": "R"})
    ]
    one, other = world_with(BOTH), world_with(after)
    (change,) = letter_changes(one, other)
    assert [row.id for row in change.rows_before] == ["marketing/market-research", "sales/market-research"]
    assert change.category == "accountability"


def test_the_same_letters_said_elsewhere_are_no_change() -> None:
    after = rewritten(SALES, ("raci: {sales: AR, marketing: C}", "raci: {sales: AR}"), files=BOTH)
    after = rewritten(MARKETING, ("raci: {marketing: A}", "raci: {marketing: AC}"), files=after)
    assert letters(BOTH, after) == []


def test_another_catalogue_is_no_change_of_letters() -> None:
    shorter = with_files({ACTIVITIES: "- {id: customer-care, name: Customer care}\n"}, BOTH)
    assert told(BOTH, shorter) == ["removed removed activity:market-research"]
    assert told(shorter, BOTH) == ["added added activity:market-research"]


def test_a_renamed_matter_keeps_its_letters() -> None:
    after = {path: str(text).replace("market-research", "market-study") for path, text in BOTH.items()}
    assert letters(BOTH, after) == []
    after[SALES] = after[SALES].replace("raci: {sales: AR, marketing: C}", "raci: {sales: AR, marketing: CI}")
    assert letters(BOTH, after) == [
        ("market-study", {"marketing": "AC", "sales": "AR"}, {"marketing": "ACI", "sales": "AR"})
    ]


def test_renamed_parties_hold_what_they_held() -> None:
    after = {
        path.replace("marketing", "brand"): str(text).replace("marketing", "brand") for path, text in COMPANY.items()
    }
    assert letters(COMPANY, after) == []


def test_a_row_that_covers_another_matter_changes_two() -> None:
    after = rewritten(SALES, ("id: price-list,", "id: price-list, activity: customer-care,"))
    assert letters(COMPANY, after) == [
        (
            "customer-care",
            {"marketing": "AR", "sales": "C"},
            {"marketing": "AR", "sales": "CAR", "production": "I"},
        ),
        ("sales/price-list", {"sales": "AR", "production": "I"}, {}),
    ]


def test_letters_category_and_same_letters() -> None:
    assert letters_category({"a": "C"}, {"a": "I", "b": "C"}) == "consulted-informed"
    assert letters_category({"a": "AC"}, {"a": "A"}) == "consulted-informed"
    assert letters_category({"a": "A"}, {}) == "accountability"
    assert same_letters({"a": "AR"}, {"a": "RA"})
    assert not same_letters({"a": "A"}, {"b": "A"})
