from collab_cli.analyses.changes.find_changes import find_changes
from collab_cli.analyses.changes.rewording import is_rewording, with_counting_entries
from collab_cli.model.charter import Charter
from tests.analyses.changes.agreed_company import appended, digest_of, logged_as_editorial, with_more_scope
from tests.analyses.changes.two_states import COMPANY, Files, rewritten, world_with

SALES = "charters/sales.yaml"
LETTERS = (SALES, ("marketing: C", "marketing: R"))


def reworded(before: Files, after: Files) -> tuple[bool, int]:
    """Return whether the charter of sales was only reworded, and how many entries of its change log count."""
    one, other = world_with(before), world_with(after)
    old, new = one.get(Charter, "sales"), other.get(Charter, "sales")
    assert old is not None and new is not None
    changes = find_changes(one, other)
    names = changes.names
    counting = with_counting_entries(old, new, changes, names)
    return is_rewording(old, new, changes, names), len(counting.value.change_log)


def test_texts_are_wording_and_letters_duties_and_owners_are_not() -> None:
    assert reworded(COMPANY, with_more_scope()) == (True, 0)
    assert reworded(COMPANY, rewritten(*LETTERS))[0] is False
    assert reworded(COMPANY, rewritten(SALES, ("production: I", "production: C")))[0] is False
    assert reworded(COMPANY, appended(COMPANY, SALES, "owner: liu-fang\n"))[0] is False
    assert reworded(COMPANY, appended(COMPANY, SALES, "  - {id: more, raci: {sales: AR}}\n"))[0] is False


def test_letters_of_another_charter_are_no_matter_of_this_one() -> None:
    shared = "  - {id: market-research, raci: {production: C}}\n"
    before = appended(COMPANY, "charters/marketing.yaml", shared)
    after = rewritten("charters/marketing.yaml", ("production: C", "production: R"), files=with_more_scope(before))
    assert reworded(before, after)[0] is True


def test_new_entries_count_for_nothing_where_letters_changed_and_older_ones_do() -> None:
    start = digest_of(COMPANY, "charter:sales")
    known = logged_as_editorial(with_more_scope(), "sales", start, "zhang-wei")
    assert reworded(COMPANY, known) == (True, 1)
    assert reworded(COMPANY, rewritten(*LETTERS, files=known)) == (False, 0)
    assert reworded(known, rewritten(*LETTERS, files=known)) == (False, 1)
