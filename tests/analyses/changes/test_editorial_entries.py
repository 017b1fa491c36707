from collab_cli.analyses.changes.editorial_entries import editorial_entries
from collab_cli.analyses.changes.find_changes import find_changes
from tests.analyses.changes.agreed_company import appended, approved, digest_of, logged_as_editorial, with_more_scope
from tests.analyses.changes.two_states import COMPANY, Files, rewritten, world_with

AGREED = approved(COMPANY, "sales", "sales", "marketing")
OLD = digest_of(AGREED, "charter:sales")
CHANGED = with_more_scope(AGREED)


def entries(before: Files, after: Files) -> list[tuple[str, bool, list[str]]]:
    one, other = world_with(before), world_with(after)
    return [
        (entry.charter.id, entry.counts, [change.field.name for change in entry.texts if change.field is not None])
        for entry in editorial_entries(one, other, find_changes(one, other))
    ]


def test_an_entry_of_the_owner_counts() -> None:
    assert entries(AGREED, logged_as_editorial(CHANGED, "sales", OLD, "zhang-wei")) == [("sales", True, ["scope"])]


def test_one_of_somebody_else_is_told_and_does_not_count() -> None:
    assert entries(AGREED, logged_as_editorial(CHANGED, "sales", OLD, "liu-fang")) == [("sales", False, ["scope"])]


def test_neither_does_one_of_an_owner_who_became_so_in_the_same_change() -> None:
    taken = appended(CHANGED, "charters/sales.yaml", "owner: liu-fang\n")
    found = entries(AGREED, logged_as_editorial(taken, "sales", OLD, "liu-fang"))
    assert found == [("sales", False, ["owner", "scope"])]


def test_none_counts_where_letters_changed() -> None:
    changed = rewritten("charters/sales.yaml", ("marketing: C", "marketing: R"), files=CHANGED)
    one, other = world_with(AGREED), world_with(logged_as_editorial(changed, "sales", OLD, "zhang-wei"))
    (entry,) = editorial_entries(one, other, find_changes(one, other))
    assert (entry.counts, entry.is_wording) == (False, False)


def test_one_that_leads_elsewhere_does_not_count() -> None:
    entry = f'change_log:\n  - {{date: 2025-06-20, by: zhang-wei, editorial: {{from: "{OLD}", to: "000000000000"}}}}\n'
    assert entries(AGREED, appended(CHANGED, "charters/sales.yaml", entry)) == [("sales", False, ["scope"])]


def test_entries_known_before_are_not_told_again() -> None:
    logged = logged_as_editorial(CHANGED, "sales", OLD, "zhang-wei")
    assert entries(logged, appended(logged, "charters/sales.yaml", "notes: Anew\n")) == []
