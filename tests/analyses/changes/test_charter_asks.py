from tests.analyses.changes.agreed_company import (
    agreements,
    appended,
    approved,
    asked,
    digest_of,
    logged_as_editorial,
    proposed,
    with_more_scope,
)
from tests.analyses.changes.two_states import COMPANY, rewritten, with_files

AGREED = approved(COMPANY, "sales", "sales", "marketing")
SALES = "charters/sales.yaml"


def test_all_a_changed_charter_concerns_are_asked_and_who_holds_only_i_reads_it() -> None:
    assert asked(COMPANY, with_more_scope()) == [
        "charter:sales sales/zhang-wei [owning] missing",
        "charter:sales marketing/liu-fang [affected] missing",
        "charter:sales production/wang-qiang reads [informed] missing",
    ]


def test_nobody_is_asked_about_what_changes_no_text() -> None:
    assert (
        asked(COMPANY, with_files({SALES: str(COMPANY[SALES]) + "notes: Written anew\nreview_by: 2026-01-01\n"})) == []
    )


def test_an_approval_of_the_older_text_does_not_hold_for_the_new_one() -> None:
    after = with_more_scope(AGREED)
    assert asked(AGREED, after)[:2] == [
        "charter:sales sales/zhang-wei [owning] older",
        "charter:sales marketing/liu-fang [affected] older",
    ]


def test_an_approval_of_the_new_text_is_told_with_how_it_was_given() -> None:
    after = approved(with_more_scope(), "sales", "marketing", more=", via: oa, evidence: OA-1")
    first, second, _ = agreements(COMPANY, after).asks
    assert (first.answer, first.given) == ("missing", None)
    assert second.answer == "given"
    assert second.given is not None
    assert (second.given.by, second.given.via, second.given.evidence) == ("liu-fang", "oa", "OA-1")


def test_an_accepted_proposal_answers_for_the_departments_heard_in_it() -> None:
    position = "positions: [{department: sales, by: zhang-wei, date: 2025-05-30, position: agree, via: meeting}]\n"
    after = proposed(with_more_scope(), "charter:sales", more=position)
    first, second, _ = agreements(COMPANY, after).asks
    assert first.given is not None
    assert (first.answer, first.given.by, first.given.via, first.given.proposal) == (
        "given",
        "zhang-wei",
        "meeting",
        "plan",
    )
    assert second.given is not None
    assert (second.answer, second.given.by, str(second.given.date)) == ("given", None, "2025-06-02")


def test_only_the_owner_is_asked_where_the_owner_says_that_wording_changed() -> None:
    after = logged_as_editorial(with_more_scope(AGREED), "sales", digest_of(AGREED, "charter:sales"), "zhang-wei")
    (ask,) = agreements(AGREED, after).asks
    assert (ask.department, ask.person, ask.reasons, ask.answer) == ("sales", "zhang-wei", ("editorial",), "given")


def test_no_entry_makes_other_letters_a_change_of_wording() -> None:
    changed = rewritten(SALES, ("{sales: AR, marketing: C}", "{sales: R, marketing: A}"), files=AGREED)
    after = logged_as_editorial(changed, "sales", digest_of(AGREED, "charter:sales"), "zhang-wei")
    assert asked(AGREED, after) == [
        "charter:sales sales/zhang-wei [owning] older",
        "charter:sales marketing/liu-fang [affected] older",
        "charter:sales production/wang-qiang reads [informed] missing",
    ]
    assert agreements(AGREED, after).approval == "departments"
    again = rewritten(SALES, ("production: I", "production: C"), files=after)
    assert {line.rpartition(" ")[2] for line in asked(after, again)} == {"older", "missing"}


def test_a_new_id_of_a_duty_asks_nobody() -> None:
    before = approved(rewritten(SALES, ("{id: price-list,", "{id: prices,")), "sales", "sales", "marketing")
    after = approved(COMPANY, "sales", "sales", "marketing")
    assert agreements(before, after).asks == ()


def test_a_person_who_gains_a_letter_is_asked_with_the_head_of_the_department_that_loses_it() -> None:
    before = rewritten("people.yaml", ("{id: li-na, name: Li Na}", "{id: li-na, name: Li Na, department: sales}"))
    letters = "{sales: R, person:li-na: A, marketing: C}"
    after = rewritten(SALES, ("{sales: AR, marketing: C}", letters), files=before)
    assert "charter:sales -/li-na [own-part] missing" in asked(before, after)
    (matter,) = agreements(before, after).matters
    assert (matter.agree, matter.people) == (("sales",), ("li-na",))
    read = appended(after, SALES, "acknowledgements: [{person: li-na, date: 2025-06-20, version: 1}]\n")
    assert "charter:sales -/li-na [own-part] given" in asked(before, read)


def test_an_editorial_entry_of_somebody_else_changes_nothing() -> None:
    after = logged_as_editorial(with_more_scope(AGREED), "sales", digest_of(AGREED, "charter:sales"), "liu-fang")
    assert [line.rpartition(" ")[2] for line in asked(AGREED, after)] == ["older", "older", "missing"]


def test_who_made_themselves_the_owner_in_the_same_change_cannot_say_so() -> None:
    changed = appended(with_more_scope(AGREED), SALES, "owner: liu-fang\n")
    after = logged_as_editorial(changed, "sales", digest_of(AGREED, "charter:sales"), "liu-fang")
    lines = asked(AGREED, after)
    assert len(lines) == 3
    assert lines[0] == "charter:sales sales/zhang-wei [owning] older"


def test_an_approval_is_carried_over_where_the_wording_changed_after_it() -> None:
    once = approved(with_more_scope(), "sales", "sales", "marketing")
    twice = rewritten(SALES, ("All markets", "All markets."), files=once)
    after = logged_as_editorial(twice, "sales", digest_of(once, "charter:sales"), "zhang-wei")
    assert asked(COMPANY, after)[:2] == [
        "charter:sales sales/zhang-wei [owning] carried-over",
        "charter:sales marketing/liu-fang [affected] carried-over",
    ]


def test_a_department_that_loses_its_last_letter_but_i_is_asked() -> None:
    after = rewritten(SALES, ("marketing: C", "marketing: I"))
    assert asked(COMPANY, after) == [
        "charter:sales sales/zhang-wei [owning] missing",
        "charter:sales marketing/liu-fang [no-longer-affected] missing",
        "charter:sales marketing/liu-fang reads [informed] missing",
        "charter:sales production/wang-qiang reads [informed] missing",
    ]


def test_who_comes_to_be_affected_without_a_change_of_the_text_is_asked() -> None:
    before = rewritten(SALES, ("production: I", "person:li-na: R"))
    after = rewritten("people.yaml", ("name: Li Na}", "name: Li Na, department: production}"), files=before)
    assert asked(before, after) == ["charter:sales production/wang-qiang [affected] missing"]


def test_a_draft_asks_nobody_until_it_takes_effect() -> None:
    draft = rewritten("charters/marketing.yaml", ("effective", "draft"))
    assert asked(draft, rewritten("charters/marketing.yaml", ("All customers", "Customers"), files=draft)) == []
    assert asked(draft, COMPANY) == [
        "charter:marketing sales/zhang-wei [affected] missing",
        "charter:marketing marketing/liu-fang [owning] missing",
    ]


def test_who_a_charter_concerned_is_asked_when_it_ends() -> None:
    ended = rewritten("charters/marketing.yaml", ("effective", "superseded"))
    lines = [
        "charter:marketing sales/zhang-wei [no-longer-affected] missing",
        "charter:marketing marketing/liu-fang [owning] missing",
    ]
    assert asked(COMPANY, ended) == lines
    assert asked(COMPANY, approved(ended, "marketing", "sales"))[0].endswith("[no-longer-affected] given")
    gone = with_files({"charters/marketing.yaml": None})
    assert asked(COMPANY, gone) == [line.replace("charter:marketing", "charter:marketing (gone)") for line in lines]
    by_proposal = proposed(ended, "charter:marketing")
    assert [line.rpartition(" ")[2] for line in asked(COMPANY, by_proposal)] == ["given", "given"]
    assert [line.rpartition(" ")[2] for line in asked(proposed(COMPANY, "charter:marketing"), by_proposal)] == [
        "missing",
        "missing",
    ]


def test_a_charter_that_cannot_be_read_any_more_is_not_taken_for_ended() -> None:
    assert asked(COMPANY, with_files({"charters/marketing.yaml": "title: [\n"})) == []


def test_a_renamed_department_is_asked_under_its_new_name() -> None:
    after = {
        path: text.replace("marketing", "brand") if isinstance(text, str) and path != "activities.yaml" else text
        for path, text in COMPANY.items()
    }
    after = {path.replace("charters/marketing", "charters/brand"): text for path, text in after.items()}
    assert asked(COMPANY, after) == []
    assert asked(COMPANY, with_more_scope(after))[1] == "charter:sales brand/liu-fang [affected] missing"


def test_the_deputy_is_asked_while_the_head_is_away() -> None:
    away = rewritten(
        "people.yaml",
        (
            "name: Liu Fang, department: marketing",
            "name: Liu Fang, department: marketing, absences: [{from: 2025-06-29, to: 2025-07-03, deputy: li-na}]",
        ),
    )
    ask = agreements(away, with_more_scope(away)).asks[1]
    assert (ask.head, ask.person) == ("liu-fang", "li-na")


def test_readers_are_counted() -> None:
    ask = agreements(COMPANY, with_more_scope()).acknowledging[0]
    assert ask.reading is not None
    assert (ask.reading.read, ask.reading.readers, ask.reading.missing) == (0, 1, ("wang-qiang",))
    read = appended(
        with_more_scope(), SALES, "acknowledgements: [{person: wang-qiang, date: 2025-06-10, version: 1}]\n"
    )
    assert agreements(COMPANY, read).acknowledging[0].is_answered
