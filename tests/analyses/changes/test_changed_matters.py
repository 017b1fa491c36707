from collab_cli.analyses.changes.changed_matters import changed_matters
from collab_cli.analyses.changes.find_changes import find_changes
from tests.analyses.changes.two_states import COMPANY, Files, rewritten, with_files, world_with

SALES = "charters/sales.yaml"


def matters(before: Files, after: Files) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    one, other = world_with(before), world_with(after)
    found = changed_matters(one, other, find_changes(one, other).names)
    return [(matter.titled.id, matter.agree, matter.told) for matter in found]


def test_who_gains_or_loses_a_letter_other_than_i_agrees_and_who_gains_i_is_told() -> None:
    after = rewritten(SALES, ("marketing: C", "marketing: R, production: I"))
    assert matters(COMPANY, after) == [("market-research", ("marketing",), ("production",))]


def test_old_and_new_owner_agree_even_where_one_stays() -> None:
    both = rewritten(SALES, ("{sales: AR, marketing: C}", "{sales: AR, marketing: A}"))
    after = rewritten(SALES, ("{sales: AR, marketing: C}", "{sales: AR, production: I}"))
    assert matters(both, after) == [("market-research", ("sales", "marketing"), ("production",))]


def test_a_matter_that_is_gone_is_told_by_its_old_name() -> None:
    gone = with_files({"charters/marketing.yaml": None})
    assert matters(COMPANY, gone) == [("customer-care", ("sales", "marketing"), ())]


def test_people_and_roles_count_for_their_department() -> None:
    after = rewritten(SALES, ("marketing: C", "person:liu-fang: R"))
    assert matters(COMPANY, after) == [("market-research", ("marketing",), ())]
    assert matters(COMPANY, rewritten(SALES, ("marketing: C", "person:liu-fang: C"))) == [("market-research", (), ())]
