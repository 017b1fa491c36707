"""Comments of both sides: none is lost, wherever they stand and whatever happens around them."""

from __future__ import annotations

from tests.edits.merging.charter_merges import CHARTER, PEOPLE, changed, merged


def test_both_comment_the_first_line_of_an_entry() -> None:
    ours = changed(("id: zoe", "id: zoe  # ends in June"), text=PEOPLE)
    theirs = changed(("id: zoe", "id: zoe  # ask Wu"), text=PEOPLE)
    expected = changed(("- id: zoe", "# ask Wu\n- id: zoe  # ends in June"), text=PEOPLE)
    assert merged(PEOPLE, ours, theirs, "people.yaml") == (expected, 0)
    ours = changed(("id: anna", "id: anna  # ends in June"), text=PEOPLE)
    theirs = changed(("id: anna", "id: anna  # ask Wu"), text=PEOPLE)
    text, conflicts = merged(PEOPLE, ours, theirs, "people.yaml")
    assert (conflicts, text.count("# ask Wu"), text.count("# ends in June")) == (0, 1, 1)


def test_a_comment_both_kept_outlives_the_entry_it_stood_at() -> None:
    base = "# booked by Li\nname: Weekly\nstarts: 2025-07-07\nchair: li\n"
    removed = base.replace("name: Weekly\n", "")
    moved = "starts: 2025-07-07\n# booked by Li\nname: Weekly\nchair: li\n"
    expected = ("# booked by Li\nstarts: 2025-07-07\nchair: li\n", 0)
    assert merged(base, moved, removed, "series/w.yaml") == expected
    assert merged(base, removed, moved, "series/w.yaml") == expected


def test_comments_both_add_at_the_end_of_a_file_stay_there() -> None:
    ours, theirs = CHARTER + "# agreed by phone\n", CHARTER + "# for May\n"
    assert merged(CHARTER, ours, theirs) == (CHARTER + "# agreed by phone\n# for May\n", 0)


def test_a_comment_at_the_head_of_a_block_text() -> None:
    base = changed(("scope: all customers", "scope: |\n      all\n      of them"))
    ours = base.replace("scope: |", "scope: |  # see the plan")
    theirs = base.replace("of them", "of us")
    expected = base.replace("    scope: |", "    # see the plan\n    scope: |").replace("of them", "of us")
    assert merged(base, ours, theirs) == (expected, 0)
    assert merged(base, theirs, ours) == (expected, 0)


def test_comments_inside_what_the_other_side_makes_something_else() -> None:
    base = changed(("raci: {sales: A, marketing: C}", "raci:\n      sales: A\n      marketing: C"))
    ours = base.replace("marketing: C", "marketing: C  # since May")
    theirs = base.replace("raci:\n      sales: A\n      marketing: C", "raci:\n      - sales")
    expected = theirs.replace("    raci:\n", "    raci:\n      # since May\n")
    assert merged(base, ours, theirs) == (expected, 0)
    bracketed = base.replace("raci:\n      sales: A\n      marketing: C", "raci: {sales: A, marketing: C}")
    assert merged(base, ours, bracketed) == (ours, 0)
