"""The review of a change: its verdict, both texts of what is called editorial, who is asked, what is missing."""

from __future__ import annotations

from typing import Any

from collab_cli.analyses.changes.editorial_entries import editorial_entries
from collab_cli.analyses.changes.find_changes import find_changes
from collab_cli.analyses.changes.still_missing import still_missing
from collab_cli.analyses.changes.who_agrees import who_agrees
from collab_cli.i18n import language
from collab_cli.page import Report
from collab_cli.renderers import renderer
from collab_cli.renderers.json_text import plain_data
from collab_cli.reports.review import Judged, Reviewed, build, is_complete
from collab_cli.rules.compared import Compared
from collab_cli.rules.engine import run_rules
from collab_cli.rules.selection import select_rules
from tests.analyses.changes.agreed_company import (
    appended,
    approved,
    digest_of,
    logged_as_editorial,
    proposed,
    with_more_scope,
)
from tests.analyses.changes.two_states import COMPANY, Files, rewritten, with_files, world_with

ENGLISH = language("en")
AGREED = approved(COMPANY, "sales", "sales", "marketing")
RULES = ["D951", "D952", "D953", "P209"]


def reviewed(before: Files, after: Files, hidden: int = 0) -> Reviewed:
    one, other = world_with(before), world_with(after)
    changes = find_changes(one, other)
    agreements = who_agrees(one, other, changes)
    new = run_rules(other, select_rules(other.settings, select=RULES), (), Compared(one, other)).findings
    return Reviewed(
        one,
        other,
        ("old", "new"),
        changes,
        agreements,
        editorial_entries(one, other, changes),
        Judged(new),
        still_missing(other, agreements, changes, new, "old"),
        hidden,
    )


def report(before: Files, after: Files, hidden: int = 0, *, mentions: bool = False) -> Report:
    return build(reviewed(before, after, hidden), layout="lines", mentions=mentions)


def text(before: Files, after: Files, hidden: int = 0) -> str:
    return str(renderer("text")(report(before, after, hidden), ENGLISH))


def verdict(before: Files, after: Files) -> str:
    return text(before, after).splitlines()[2]


def section(title: str, shown: str) -> list[str]:
    """Return the lines of a section of a page, blank ones left out."""
    lines = shown.splitlines()
    start = lines.index(title) + 2
    end = next((at for at in range(start, len(lines)) if lines[at] and not lines[at].strip("-")), len(lines) + 1)
    return [line for line in lines[start : end - 1] if line]


def test_the_verdict_comes_first() -> None:
    assert verdict(COMPANY, COMPANY) == "nothing changes in meaning"
    assert verdict(COMPANY, appended(COMPANY, "people.yaml", "- {id: chen-jie, name: Chen Jie}\n")) == (
        "complete: nobody has to agree, and no error is new"
    )
    changed = with_more_scope(AGREED)
    assert verdict(AGREED, changed) == ("2 of 2 agreements are missing, 1 other thing is missing, 2 errors are new")
    handoff = "title: F\nfrom: sales\nto: production\nitem: F\nstatus: agreed\n"
    accepted = f"{handoff}accepted_by: {{person: wang-qiang, date: 2025-06-01}}\n"
    assert verdict(COMPANY, with_files({"handoffs/f.yaml": accepted})) == (
        "complete: all who must agree have agreed, and no error is new"
    )


def test_both_texts_of_an_editorial_change_stand_at_the_top() -> None:
    after = logged_as_editorial(with_more_scope(AGREED), "sales", digest_of(AGREED, "charter:sales"), "zhang-wei")
    shown = text(AGREED, after)
    assert section("Said to be editorial: read both texts", shown) == [
        "Charter of Sales (sales): by Zhang Wei on 2025-06-20",
        "Where                                 Before      After",
        "Price list (sales/price-list): Scope  All prices  All prices and discounts",
    ]
    assert shown.index("Said to be editorial") < shown.index("What it means")
    assert section("Who must agree", shown)[1:] == [
        "Charter of Sales  Sales       Zhang Wei  -        keeps the charter  2025-06-20"
    ]


def test_a_forged_editorial_entry_is_told_and_counts_for_nothing() -> None:
    after = logged_as_editorial(with_more_scope(AGREED), "sales", digest_of(AGREED, "charter:sales"), "liu-fang")
    shown = section("Said to be editorial: read both texts", text(AGREED, after))
    assert shown[1] == "it does not count: only the owner can say so, of a change that leads to this text"
    assert not is_complete(reviewed(AGREED, after))


def test_an_entry_that_calls_other_letters_wording_counts_for_nothing() -> None:
    changed = rewritten("charters/sales.yaml", ("{sales: AR, marketing: C}", "{sales: R, marketing: A}"), files=AGREED)
    after = logged_as_editorial(changed, "sales", digest_of(AGREED, "charter:sales"), "zhang-wei")
    shown = text(AGREED, after)
    lines = section("Said to be editorial: read both texts", shown)
    assert lines[1] == "it does not count: more than the wording changes, so all concerned are asked"
    assert [cell.strip() for cell in lines[3].split("  ") if cell] == [
        "Market research (market-research)",
        "Sales accountable and responsible, Marketing consulted",
        "Sales responsible, Marketing accountable",
    ]
    assert "Approval needed        all departments concerned" in shown
    assert not is_complete(reviewed(AGREED, after))


def test_what_cannot_be_read_leaves_a_review_incomplete() -> None:
    after = {**COMPANY, "charters/sales.yaml": "title: [oops\n"}
    shown = text(COMPANY, after)
    assert shown.splitlines()[2].startswith("nobody can tell who must agree")
    assert "Approval needed        nobody can tell\nCannot be read         charters/sales.yaml\n" in shown
    assert not is_complete(reviewed(COMPANY, after))


def test_a_change_of_the_company_itself_is_agreed_to_by_its_heads() -> None:
    shown = text(COMPANY, rewritten("collab.yaml", ("head: li-na", "head: zhang-wei")))
    assert (
        "Approval needed        the company: its name or its head changes, so the heads before and after agree" in shown
    )
    assert shown.splitlines()[2] == (
        "complete but for what no record holds: let them agree where the change is reviewed; no error is new"
    )


def test_of_lists_only_what_differs_is_shown() -> None:
    before = digest_of(AGREED, "charter:sales")
    changed = rewritten("charters/sales.yaml", ("to the company]", "to the company, Tell sales]"), files=AGREED)
    shown = section(
        "Said to be editorial: read both texts",
        text(AGREED, logged_as_editorial(changed, "sales", before, "zhang-wei")),
    )
    assert shown[-1] == "Market research (sales/market-research): Content  -       Tell sales"


def test_who_must_agree_is_told_with_the_answer_and_how_it_was_given() -> None:
    once = approved(with_more_scope(), "sales", "marketing", more=", via: oa, evidence: OA-1")
    assert section("Who must agree", text(COMPANY, once)) == [
        "About             Department  Who        Account  Why               Agreed",
        "Charter of Sales  Sales       Zhang Wei  -        its own charter   not yet",
        "                  Marketing   Liu Fang   -        has duties in it  2025-06-01, oa, OA-1",
    ]
    twice = rewritten("charters/sales.yaml", ("All markets", "All markets."), files=once)
    carried = logged_as_editorial(twice, "sales", digest_of(once, "charter:sales"), "zhang-wei")
    assert section("Who must agree", text(COMPANY, carried))[2].endswith("2025-06-01, oa, OA-1, carried over")
    assert section("Who must agree", text(COMPANY, twice))[2].endswith("older text, 2025-06-01")
    proposal = proposed(with_more_scope(), "charter:sales")
    assert section("Who must agree", text(COMPANY, proposal))[1].endswith("2025-06-02, Plan")


def test_somebody_who_stands_in_is_named_with_the_head() -> None:
    away = "name: Liu Fang, department: marketing, absences: [{from: 2025-06-29, to: 2025-07-03, deputy: li-na}]"
    before = rewritten("people.yaml", ("name: Liu Fang, department: marketing", away))
    assert "Li Na for Liu Fang" in section("Who must agree", text(before, with_more_scope(before)))[2]
    headless = rewritten("departments.yaml", (", head: liu-fang", ""))
    shown = text(headless, with_more_scope(headless))
    assert "Marketing   nobody" in section("Who must agree", shown)[2]
    assert section("What is still missing", shown)[0] == "Nobody can speak for Marketing: name a head first"


def test_readings_are_counted_and_their_commands_named() -> None:
    assert section("Who is asked to read it", text(COMPANY, with_more_scope())) == [
        "About             Department  Who         Account  Read it",
        "Charter of Sales  Production  Wang Qiang  -         0 of 1",
        "1 reading to note",
        "When they have read it, note it:",
        "    collab charter ack sales --by wang-qiang",
    ]


def test_matters_name_the_people_who_agree_and_who_are_told() -> None:
    after = rewritten("charters/sales.yaml", ("marketing: C", "marketing: R, production: I"))
    assert section("Whose part changes", text(COMPANY, after)) == [
        "Duty             Must agree            To be informed",
        "Market research  Liu Fang (Marketing)  Wang Qiang (Production)",
    ]


def test_the_weightiest_matters_come_first() -> None:
    after = rewritten("charters/sales.yaml", ("production: I", "production: C"))
    after = rewritten(
        "charters/marketing.yaml",
        ("customer-care,", "zeal, title: Zeal, raci: {marketing: AR}}\n  - {id: customer-care,"),
        files=after,
    )
    after = rewritten(
        "charters/sales.yaml", ("{sales: AR, marketing: C}", "{production: AR, marketing: C}"), files=after
    )
    rows = section("Whose part changes", text(COMPANY, after))[1:]
    assert [row.split("  ")[0] for row in rows] == ["Market research", "Zeal", "Price list"]


def test_what_is_missing_is_told_with_the_command_that_gives_it() -> None:
    assert section("What is still missing", text(AGREED, with_more_scope(AGREED))) == [
        "Give the charter a new version, then say in `note` of its newest `change_log` entry what changed:",
        "    collab check --fix --base old",
        "When they agree, note it; --via and --evidence say how they did:",
        "    collab charter approve sales --department sales --by zhang-wei",
        "    collab charter approve sales --department marketing --by liu-fang",
        "If only the wording has changed, its owner says so, and the agreements carry over:",
        "    collab charter approve sales --editorial --by zhang-wei",
    ]
    gone = section("What is still missing", text(COMPANY, with_files({"charters/marketing.yaml": None})))
    assert gone == [
        "No record can hold the agreement that Charter of Marketing (marketing) ended: "
        "let them agree where the change is reviewed"
    ]


def test_many_commands_are_folded() -> None:
    handoff = "title: F\nfrom: sales\nto: production\nitem: F\nstatus: agreed\n"
    after = with_files({f"handoffs/f{number}.yaml": handoff for number in range(20)})
    lines = section("What is still missing", text(COMPANY, after))
    assert lines[13] == "8 more"
    assert len(lines) == 22


def test_a_long_change_is_folded_but_for_matters_and_goals() -> None:
    people = "".join(f"- {{id: p{number}, name: P{number}}}\n" for number in range(20))
    after = appended(rewritten("goals/2025/sell.yaml", ("target: 20", "target: 18")), "people.yaml", people)
    made = str(renderer("markdown")(report(COMPANY, after), ENGLISH))
    assert made.startswith("<!-- collab review -->\n# What changes from old to new\n")
    assert "### Goals\n\n- Target of Sell" in made
    assert "<summary><b>Further: People</b></summary>" in made


def test_what_is_hidden_or_has_faults_is_told() -> None:
    faulty = rewritten("charters/sales.yaml", ("discounts", "discounts, weight: heavy"), files=with_more_scope(AGREED))
    shown = text(AGREED, faulty, hidden=2)
    assert "With faults            Charter of Sales (sales)\n" in shown
    assert "Restricted records     2 changes not shown\n" in shown


def test_a_workspace_that_asks_for_no_agreement_is_not_told_that_one_is_missing() -> None:
    starter = appended(COMPANY, "collab.yaml", "check: {profile: starter}\n")
    shown = text(starter, with_more_scope(starter))
    assert "Agreements asked for   no: P201 is not checked in this workspace\n" in shown
    assert "collab charter approve" not in shown


def test_nobody_is_mentioned_unless_that_is_wanted() -> None:
    before = rewritten("departments.yaml", ("head: zhang-wei", 'head: zhang-wei, vcs_team: "@acme/sales"'))
    made = [
        str(renderer("markdown")(report(before, with_more_scope(before), mentions=mentions), ENGLISH))
        for mentions in (False, True)
    ]
    assert ["@acme/sales" in one for one in made] == [False, True]
    assert "@\u200bacme/sales" in made[0]


def test_keys_of_json_are_pinned() -> None:
    record: dict[str, Any] = plain_data(report(AGREED, with_more_scope(AGREED)).record, ENGLISH)
    assert list(record) == [
        *(
            "before",
            "after",
            "as_of",
            "approval",
            "unknown",
            "asks_for_agreement",
            "complete",
            "editorial",
            "categories",
        ),
        *("changes", "layout_only", "unread", "hidden", "new", "fixed", "known", "accepted", "newly_accepted"),
        *("not_checked", "matters", "asks"),
        "missing",
    ]
    assert (record["approval"], record["complete"], record["categories"]) == ("departments", False, {"terms": 1})
    assert record["asks"][0] == {
        "record": "charter:sales",
        "gone": False,
        "wanted": "agree",
        "department": "sales",
        "head": "zhang-wei",
        "person": "zhang-wei",
        "accounts": {"team": None, "user": None, "address": None},
        "reasons": ["owning"],
        "answer": "older",
        "by": "zhang-wei",
        "date": "2025-06-01",
        "via": None,
        "evidence": None,
        "proposal": None,
        "read": None,
        "readers": None,
    }
    assert record["missing"][0] == {
        "lack": "agreement",
        "record": "charter:sales",
        "department": "sales",
        "person": "zhang-wei",
        "code": None,
        "commands": ["collab charter approve sales --department sales --by zhang-wei"],
    }
    entry = logged_as_editorial(with_more_scope(AGREED), "sales", digest_of(AGREED, "charter:sales"), "zhang-wei")
    record = plain_data(report(AGREED, entry).record, ENGLISH)
    assert list(record["editorial"][0]) == ["charter", "by", "date", "note", "from", "to", "counts"]
    letters = rewritten("charters/sales.yaml", ("marketing: C", "marketing: R"))
    assert plain_data(report(COMPANY, letters).record, ENGLISH)["matters"] == [
        {
            "matter": "market-research",
            "before": {"sales": "AR", "marketing": "C"},
            "after": {"sales": "AR", "marketing": "R"},
            "agree": ["marketing"],
            "people": [],
            "informed": [],
        }
    ]
