"""What merging by records and parts makes of two changed versions: kept, marked, or left to git."""

from __future__ import annotations

import pytest

from collab_cli.documents.screening import LIMITS
from collab_cli.edits.merging.merge_file import NotMerged
from tests.edits.merging.charter_merges import CHARTER, PEOPLE, changed, merged


def test_two_duties_of_two_people_are_kept_with_their_comments() -> None:
    ours = changed(("  - id: visits", "  # for the new shops\n  - id: shops\n    title: Shops\n\n  - id: visits"))
    theirs = changed(
        ("all customers\n", "all customers\n\n  # since May\n  - id: fairs  # all of them\n    title: 'Fairs'\n")
    )
    both = changed(
        ("  - id: visits", "  # for the new shops\n  - id: shops\n    title: Shops\n\n  - id: visits"),
        ("all customers\n", "all customers\n\n  # since May\n  - id: fairs  # all of them\n    title: 'Fairs'\n"),
    )
    assert merged(CHARTER, ours, theirs) == (both, 0)
    assert merged(CHARTER, theirs, ours) == (both, 0)


def test_both_add_at_one_place_ours_first() -> None:
    ours = changed(("change_log:", "  - id: shops\n    title: Shops\nchange_log:"))
    theirs = changed(("change_log:", "  - id: fairs\n    title: Fairs\nchange_log:"))
    text, conflicts = merged(CHARTER, ours, theirs)
    assert conflicts == 0
    assert "  - id: shops\n    title: Shops\n  - id: fairs\n    title: Fairs\nchange_log:" in text


@pytest.mark.parametrize("is_block", [False, True])
def test_one_a_handed_to_two_departments_is_a_conflict(is_block: bool) -> None:
    def with_letters(letters: str) -> str:
        block = "".join(f"\n      {cell.strip()}" for cell in letters.split(","))
        return changed(("{sales: A, marketing: C}", block if is_block else f"{{{letters}}}"))

    base = with_letters("sales: AR, marketing: C, production: I")
    ours = with_letters("sales: R, marketing: C, production: A")
    theirs = with_letters("sales: R, marketing: A, production: I")
    text, conflicts = merged(base, ours, theirs)
    assert conflicts == 1
    first, _, rest = text.partition("=======\n")
    assert ("production: A" in first, "marketing: A" in rest) == (True, True)
    informed = with_letters("sales: AR, marketing: C, production: I, finance: I")
    text, conflicts = merged(base, ours, informed)
    assert (conflicts, text.count("finance: I"), text.count("production: A")) == (0, 1, 1)


def test_a_version_both_raised_and_entries_of_the_change_log_of_one_day() -> None:
    ours = changed(("version: 1", "version: 2")) + "  - date: 2025-02-01\n    note: ours\n"
    theirs = changed(("version: 1", "version: 2")) + "  - date: 2025-02-01\n    note: theirs\n"
    text, conflicts = merged(CHARTER, ours, theirs)
    assert conflicts == 0
    assert text.count("version: 2") == 1
    assert text.endswith("  - date: 2025-02-01\n    note: ours\n  - date: 2025-02-01\n    note: theirs\n")


def test_fields_and_cells_of_one_duty() -> None:
    ours = changed(("[prices, terms]", "[prices, discounts, terms]"), ("C}", "C, finance: I}"))
    theirs = changed(
        ("[prices, terms]", "[prices, conditions]"), ("sales: A", "sales: AR"), ("as agreed", "agreed in May")
    )
    text, conflicts = merged(CHARTER, ours, theirs)
    assert conflicts == 0
    assert "    title: Quotes   # agreed in May\n    content: [prices, discounts, conditions]\n" in text
    assert "    raci: {sales: AR, marketing: C, finance: I}\n" in text


def test_one_field_changed_in_two_ways_is_marked_at_the_field() -> None:
    ours = changed(("Quotes ", "Offers "))
    theirs = changed(("Quotes ", "Tenders "), ("all customers", "key customers"))
    text, conflicts = merged(CHARTER, ours, theirs)
    assert conflicts == 1
    assert text == changed(
        ("all customers", "key customers"),
        (
            "    title: Quotes   # as agreed\n",
            "<<<<<<< ours (Li Na)\n    title: Offers   # as agreed\n=======\n"
            "    title: Tenders   # as agreed\n>>>>>>> theirs (Wang Wei)\n",
        ),
    )


def test_removed_by_one_and_changed_by_the_other_is_marked() -> None:
    removed = changed(('\n  - id: visits\n    title: "Visits"\n    scope: all customers', ""))
    edited = changed(("all customers", "key customers"))
    entry = '  - id: visits\n    title: "Visits"\n    scope: key customers\n'
    text, conflicts = merged(CHARTER, edited, removed)
    assert (conflicts, f"<<<<<<< ours (Li Na)\n{entry}=======\n>>>>>>> theirs (Wang Wei): removed here\n" in text) == (
        1,
        True,
    )
    text, conflicts = merged(CHARTER, removed, edited)
    assert (conflicts, f"<<<<<<< ours (Li Na): removed here\n=======\n{entry}>>>>>>> theirs (Wang Wei)\n" in text) == (
        1,
        True,
    )


def test_removed_by_both_or_unchanged_by_the_other_is_removed() -> None:
    removed = changed(('\n  - id: visits\n    title: "Visits"\n    scope: all customers', ""))
    assert merged(CHARTER, removed, removed) == (removed, 0)
    text, conflicts = merged(CHARTER, changed(("version: 1", "version: 2")), removed)
    assert conflicts == 0
    assert "visits" not in text


def test_a_comment_that_came_meanwhile_keeps_an_entry_from_going_unseen() -> None:
    noted = changed(("  - id: visits", "  # ask Zhao first\n  - id: visits"))
    removed = changed(('\n  - id: visits\n    title: "Visits"\n    scope: all customers', ""))
    assert merged(CHARTER, noted, removed)[1] == 1


def test_one_id_for_two_things_is_marked() -> None:
    ours = changed(("change_log:", "  - id: fairs\n    title: Our fairs\nchange_log:"))
    theirs = changed(("change_log:", "  - id: fairs\n    title: Fairs abroad\nchange_log:"))
    text, conflicts = merged(CHARTER, ours, theirs)
    assert conflicts == 1
    assert (
        "<<<<<<< ours (Li Na)\n  - id: fairs\n    title: Our fairs\n=======\n"
        "  - id: fairs\n    title: Fairs abroad\n>>>>>>> theirs (Wang Wei)\n"
    ) in text
    assert merged(CHARTER, ours, ours) == (ours, 0)


def test_a_renamed_duty_takes_the_change_of_the_other_side() -> None:
    renamed = changed(("id: visits", "id: customer-visits"))
    edited = changed(("all customers", "key customers"))
    both = changed(("id: visits", "id: customer-visits"), ("all customers", "key customers"))
    assert merged(CHARTER, renamed, edited) == (both, 0)
    assert merged(CHARTER, edited, renamed) == (both, 0)


def test_a_duty_renamed_in_two_ways_is_marked_and_no_id_comes_twice() -> None:
    text, conflicts = merged(CHARTER, changed(("id: visits", "id: trips")), changed(("id: visits", "id: tours")))
    assert conflicts == 1
    assert '<<<<<<< ours (Li Na)\n  - id: trips\n    title: "Visits"' in text
    taken = changed(("change_log:", "  - id: trips\n    title: Travel\nchange_log:"))
    text, conflicts = merged(CHARTER, changed(("id: visits", "id: trips")), taken)
    assert conflicts == 1


def test_a_text_changed_in_two_ways_is_marked_at_its_list() -> None:
    text, conflicts = merged(CHARTER, changed(("terms", "rules")), changed(("terms", "conditions")))
    assert conflicts == 1
    assert (
        "<<<<<<< ours (Li Na)\n    content: [prices, rules]\n=======\n"
        "    content: [prices, conditions]\n>>>>>>> theirs (Wang Wei)\n"
    ) in text


def test_texts_in_lines_of_their_own_are_marked_alone() -> None:
    base = "title: Weekly\ndate: 2025-07-07\nagenda:\n  - old point\n  - last\n"
    text, conflicts = merged(
        base, base.replace("old", "new"), base.replace("old", "other"), "meetings/2025-07-07-weekly.yaml"
    )
    assert conflicts == 1
    assert text == (
        "title: Weekly\ndate: 2025-07-07\nagenda:\n<<<<<<< ours (Li Na)\n  - new point\n=======\n  - other point\n"
        ">>>>>>> theirs (Wang Wei)\n  - last\n"
    )


def test_steps_put_in_another_order() -> None:
    head = "title: P\ntype: process\nowner: li\nduties:\n"
    base = f"{head}  - id: a\n    title: A\n  - id: b\n    title: B\n  - id: c\n    title: C\n"
    moved = base.replace(
        "  - id: a\n    title: A\n  - id: b\n    title: B\n", "  - id: b\n    title: B\n  - id: a\n    title: A\n"
    )
    edited = base.replace("title: C", "title: See")
    assert merged(base, edited, moved) == (moved.replace("title: C", "title: See"), 0)
    assert merged(base, moved, edited) == (moved.replace("title: C", "title: See"), 0)
    other = f"{head}  - id: a\n    title: A\n  - id: c\n    title: C\n  - id: b\n    title: B\n"
    text, conflicts = merged(base, moved, other)
    assert conflicts == 1
    assert text.count("  - id: b\n") == 2


def test_a_register_stays_sorted() -> None:
    ours = changed(("- id: zoe", "- id: ben\n  name: Ben\n- id: zoe"), text=PEOPLE)
    theirs = changed(
        ("- id: zoe", "# since May\n- id: carl\n  name: Carl\n- id: zoe"), ("everybody", "all"), text=PEOPLE
    )
    expected = (
        "# all\n- id: anna\n  name: Anna\n- id: ben\n  name: Ben\n# since May\n- id: carl\n  name: Carl\n"
        "- id: zoe\n  name: Zoe\n"
    )
    assert merged(PEOPLE, ours, theirs, "people.yaml") == (expected, 0)
    assert merged(PEOPLE, theirs, ours, "people.yaml") == (expected, 0)


def test_values_recorded_by_two_people_stay_in_the_order_of_days() -> None:
    base = "- id: m\n  name: M\n  unit: x\n  points:\n    - {date: 2025-01-31, value: 1}\n"
    ours = base + "    - {date: 2025-03-31, value: 3}\n"
    theirs = base + "    - {date: 2025-02-28, value: 2}\n"
    expected = base + "    - {date: 2025-02-28, value: 2}\n    - {date: 2025-03-31, value: 3}\n"
    assert merged(base, ours, theirs, "metrics.yaml") == (expected, 0)
    two = base + "    - {date: 2025-03-31, value: 4}\n"
    text, conflicts = merged(base, ours, two, "metrics.yaml")
    assert conflicts == 1
    assert (
        "<<<<<<< ours (Li Na)\n    - {date: 2025-03-31, value: 3}\n=======\n"
        "    - {date: 2025-03-31, value: 4}\n>>>>>>> theirs (Wang Wei)\n"
    ) in text


def test_two_new_files_of_one_name() -> None:
    ours = changed(("- id: zoe", "- id: ben\n  name: Ben\n- id: zoe"), text=PEOPLE)
    assert merged("", PEOPLE, ours, "people.yaml") == (ours, 0)
    text, conflicts = merged("", PEOPLE, PEOPLE.replace("Zoe", "Zoé"), "people.yaml")
    assert conflicts == 1
    assert "- id: zoe\n  name: Zoe\n=======\n- id: zoe\n  name: Zoé\n" in text


def test_a_register_one_side_has_emptied() -> None:
    theirs = changed(("Zoe", "Zoé"), text=PEOPLE)
    text, conflicts = merged(PEOPLE, "[]\n", theirs, "people.yaml")
    assert conflicts == 1
    assert text == (
        "# everybody\n<<<<<<< ours (Li Na): removed here\n=======\n- id: zoe\n  name: Zoé\n>>>>>>> theirs (Wang Wei)\n"
    ).replace("# everybody\n", "")
    added = changed(("- id: zoe", "- id: ben\n  name: Ben\n- id: zoe"), text=PEOPLE)
    assert merged(PEOPLE, "# nobody\n[]\n", added, "people.yaml") == ("# nobody\n- id: ben\n  name: Ben\n", 0)


def test_line_ends_and_mark_of_byte_order_are_kept() -> None:
    ours = changed(("version: 1", "version: 2"))
    theirs = changed(("all customers", "key customers"))
    both = changed(("version: 1", "version: 2"), ("all customers", "key customers"))
    base, our, their, expected = (text.replace("\n", "\r\n") for text in (CHARTER, ours, theirs, both))
    assert merged(base, our, their) == (expected, 0)
    assert merged(CHARTER, ours, their) == (expected, 0)  # theirs alone has changed the line ends
    assert merged(CHARTER, our, theirs) == (expected, 0)
    assert merged("\ufeff" + CHARTER, "\ufeff" + ours, "\ufeff" + theirs) == ("\ufeff" + both, 0)


def test_another_layout_of_one_side_is_no_change() -> None:
    ours = changed(
        ("{sales: A, marketing: C}", "\n      sales: A  # since 2020\n      marketing: C"), ('"Visits"', "Visits")
    )
    theirs = changed(("marketing: C", "marketing: C, hr: I"), ("all customers", "key customers"))
    text, conflicts = merged(CHARTER, ours, theirs)
    assert conflicts == 0
    assert "    raci: \n      sales: A  # since 2020\n      marketing: C\n      hr: I\n" in text
    assert "    title: Visits\n    scope: key customers\n" in text


def test_a_text_block_and_a_comment_behind_the_old_text() -> None:
    base = changed(("all customers", "all customers  # see below"))
    theirs = changed(("scope: all customers", "scope: |-\n      all customers\n      and shops"))
    ours = changed(("all customers", "all customers  # see above"))
    text, conflicts = merged(base, ours, theirs)
    assert conflicts == 0
    assert "    # see above\n    scope: |-\n      all customers\n      and shops\n" in text


@pytest.mark.parametrize(
    ("ours", "theirs", "reason"),
    [
        ("title: [", CHARTER, "one version cannot be read: {fault}"),
        (CHARTER, "title: &a x\nb: *a\n", "one version cannot be read: {fault}"),
        (CHARTER, "<<<<<<< ours\ntitle: x\n=======\ntitle: y\n>>>>>>> theirs\n", "one version cannot be read: {fault}"),
        (CHARTER, CHARTER.replace("\n", "\r\n", 3), "its lines do not all end alike"),
        (CHARTER, "x: " + "a" * LIMITS.size, "one version cannot be read: {fault}"),
    ],
)
def test_what_is_left_to_git(ours: str, theirs: str, reason: str) -> None:
    with pytest.raises(NotMerged) as error:
        merged(CHARTER, ours, theirs)
    assert error.value.reason.text == reason


def test_a_whole_file_that_became_something_else_is_marked_whole() -> None:
    text, conflicts = merged(CHARTER, changed(("version: 1", "version: 2")), "- id: x\n")
    assert conflicts == 1
    assert text.startswith("<<<<<<< ours (Li Na)\n# the charter of sales\n")
    assert text.endswith("=======\n- id: x\n>>>>>>> theirs (Wang Wei)\n")


def test_texts_one_side_replaced_together_and_the_other_one_by_one() -> None:
    head = "title: Weekly\ndate: 2025-07-07\nagenda:\n"
    base = f"{head}  - one\n  - two\n  - three\n  - last\n"
    ours = f"{head}  - all three\n  - last\n"
    theirs = f"{head}  - uno\n  - two\n  - tre\n  - last\n"
    text, conflicts = merged(base, ours, theirs, "meetings/2025-07-07-weekly.yaml")
    assert conflicts == 1
    assert text == (
        f"{head}<<<<<<< ours (Li Na)\n  - all three\n=======\n"
        "  - uno\n  - two\n  - tre\n>>>>>>> theirs (Wang Wei)\n  - last\n"
    )


def test_one_of_two_same_statements_is_not_taken_for_both() -> None:
    entry = "  - date: 2025-01-01\n    note: start\n"
    two = CHARTER + entry
    for ours, theirs in ((two + entry, two), (two, two + entry)):
        try:
            text, conflicts = merged(two, ours, theirs)
        except NotMerged as problem:
            assert problem.reason.text == "a change of one side would be missing"
        else:
            assert (conflicts, text.count("note: start")) == (0, 3)


def test_an_id_both_renamed_alike_and_one_edited() -> None:
    ours = changed(("id: visits", "id: trips"))
    theirs = changed(("id: visits", "id: trips"), ('"Visits"', '"Trips"'))
    assert merged(CHARTER, ours, theirs) == (theirs, 0)
    assert merged(CHARTER, theirs, ours) == (theirs, 0)
    other = changed(("id: visits", "id: trips"), ('"Visits"', '"Travel"'), ("all customers", "key customers"))
    text, conflicts = merged(CHARTER, changed(("id: visits", "id: trips"), ("all customers", "shops")), other)
    assert conflicts == 1
    assert "<<<<<<< ours (Li Na)\n    scope: shops\n=======\n    scope: key customers\n>>>>>>> " in text
    assert '    title: "Travel"\n' in text


def test_two_new_records_of_one_name_are_not_mixed() -> None:
    ours, theirs = changed(("version: 1\n", "")), changed(("title: Sales", "title: Sales\npurpose: sell"))
    assert merged("", ours, theirs) == (
        f"<<<<<<< ours (Li Na)\n{ours}=======\n{theirs}>>>>>>> theirs (Wang Wei)\n",
        1,
    )
    assert merged("", CHARTER, CHARTER.replace('"Visits"', "Visits")) == (CHARTER, 0)
