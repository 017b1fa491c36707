from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.documents.patching import apply_patches
from collab_cli.model.charter import Charter
from tests.rules.changes.two_states import SALES, changes_of, compare, outcome_of
from tests.rules.chinese import in_chinese
from tests.rules.worlds import EXAMPLE, Files, found

PATH = "charters/sales.yaml"
MORE = SALES.replace("[Visit customers]", "[Visit customers, Follow up leads]")
LOG = "change_log:\n  - {version: 2, date: 2025-06-30, by: zhang-wei, note: Leads}\n"


def texts(folder: Path, code: str, now: str, before: str = SALES) -> list[str]:
    return [one.text for one in found(outcome_of(folder, {PATH: before}, {PATH: now}, code))]


def digests(folder: Path, *charters: str) -> list[str]:
    """Return the digests of the texts a charter of sales had one after the other."""
    worlds = [compare(folder / str(number), {}, {PATH: text}).world for number, text in enumerate(charters)]
    return [world.digest(charter) for world in worlds if (charter := world.get(Charter, "sales"))]


def test_a_change_needs_a_version_and_a_word(tmp_path: Path) -> None:
    def told(number: int, now: str) -> list[str]:
        return [text.partition(" (sales) has changed")[2] for text in texts(tmp_path / str(number), "D951", now)]

    raised = MORE.replace("version: 1", "version: 2")
    assert told(1, MORE) == [
        " without a new version and an entry of its change log; "
        "raise its `version` and say in its `change_log` what has changed"
    ]
    assert told(2, MORE + LOG) == [" and is still version 1; raise its `version`"]
    assert told(3, raised) == [", and its change log does not say how; add what has changed to its `change_log`"]
    assert told(4, raised + LOG) == []


def test_the_same_entry_of_the_log_is_no_new_one(tmp_path: Path) -> None:
    raised = MORE.replace("version: 1", "version: 2")
    assert len(texts(tmp_path, "D951", raised + LOG, SALES + LOG)) == 1


@pytest.mark.parametrize(
    "now",
    [
        "# layout alone\n" + SALES.replace("{sales: AR, marketing: C}", "{marketing: 'C', sales: \"RA\"}"),
        SALES + "acknowledgements: [{person: zhang-wei, date: 2025-06-01, version: 1}]\n",
        MORE.replace("status: effective", "status: draft"),
        MORE.replace("status: effective", "status: superseded"),
    ],
)
def test_what_is_no_change_of_a_charter_in_force(now: str, tmp_path: Path) -> None:
    assert texts(tmp_path, "D951", now) == []


def test_a_draft_may_change_until_it_takes_effect(tmp_path: Path) -> None:
    assert texts(tmp_path, "D951", MORE, SALES.replace("effective", "draft")) == []


def test_a_charter_that_takes_effect_later_is_judged_now(tmp_path: Path) -> None:
    assert len(texts(tmp_path, "D951", MORE + "effective_from: 2025-09-01\n")) == 1


def test_a_new_id_somewhere_else_is_no_change(tmp_path: Path) -> None:
    people = (compare(tmp_path / "x", {}, {}).world.workspace.snapshot.origin.root / "departments.yaml").read_text(
        "utf-8"
    )
    before = {PATH: SALES, "departments.yaml": people + "- {id: quality, name: Quality, head: zhou-min}\n"}
    before[PATH] = before[PATH].replace("production: I", "quality: I")
    now = {
        PATH: before[PATH].replace("quality: I", "qa: I"),
        "departments.yaml": before["departments.yaml"].replace("quality", "qa"),
    }
    assert found(outcome_of(tmp_path / "y", before, now, "D951", "D952")) == []


def test_editorial_entries_of_the_owner_lead_from_text_to_text(tmp_path: Path) -> None:
    first, second, third = SALES, SALES.replace("[Visit customers]", "[Visit the customers]"), MORE
    a, b, c = digests(tmp_path / "digests", first, second, third)

    def told(name: str, *steps: tuple[str, str, str], owner: str = "") -> int:
        entries = [
            f"  - {{date: 2025-06-30, by: {by}, editorial: {{from: '{one}', to: '{to}'}}}}\n" for one, to, by in steps
        ]
        return len(texts(tmp_path / name, "D951", owner + third + "change_log:\n" + "".join(entries)))

    assert told("one step", (a, c, "zhang-wei")) == 0
    assert told("a chain", (a, b, "zhang-wei"), (b, c, "zhang-wei")) == 0
    assert told("a broken chain", (a, b, "zhang-wei")) == 1
    assert told("forged", (a, c, "li-na")) == 1
    assert told("half forged", (a, b, "zhang-wei"), (b, c, "chen-jie")) == 1


def test_no_entry_makes_other_letters_a_change_of_wording(tmp_path: Path) -> None:
    now = SALES.replace("{sales: AR, marketing: C}", "{sales: R, marketing: A}")
    a, b = digests(tmp_path / "digests", SALES, now)
    log = f"change_log:\n  - {{date: 2025-06-30, by: zhang-wei, editorial: {{from: '{a}', to: '{b}'}}}}\n"
    assert [text.partition(";")[0] for text in texts(tmp_path / "1", "D951", now + log)] == [
        "Charter of Sales (sales) has changed and is still version 1"
    ]
    assert len(texts(tmp_path / "2", "D952", now + log)) == 1


def test_a_new_id_of_a_duty_is_no_change(tmp_path: Path) -> None:
    now = SALES.replace("{id: complaint-handling,", "{id: complaints, activity: complaint-handling,")
    before = SALES.replace("{id: complaint-handling,", "{id: complaint-handling, activity: complaint-handling,")
    assert texts(tmp_path / "1", "D951", now, before) == []
    assert len(texts(tmp_path / "2", "D951", now.replace("[Visit customers]", "[Visits]"), before)) == 1


def test_a_letter_that_moves_between_a_department_and_a_person_of_it_counts(tmp_path: Path) -> None:
    now = SALES.replace("{sales: AR, production: I}", "{sales: R, 'person:chen-jie': A, production: I}")
    assert "duties of Sales, who" in texts(tmp_path, "D952", now)[0]


def test_nobody_makes_himself_the_owner(tmp_path: Path) -> None:
    owned = "owner: li-na\n" + MORE
    a, b = digests(tmp_path / "digests", SALES, owned)
    log = f"change_log:\n  - {{date: 2025-06-30, by: li-na, editorial: {{from: '{a}', to: '{b}'}}}}\n"
    assert len(texts(tmp_path / "now", "D951", owned + log)) == 1


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ("", "change_log:\n  - version: 2\n    date: 2025-06-30\n"),
        (
            "change_log:\n  - {version: 1, date: 2025-02-01}\n",
            "change_log:\n  - {version: 1, date: 2025-02-01}\n  - {version: 2, date: 2025-06-30}\n",
        ),
        (
            "change_log:\n  - {version: 1, date: 2025-02-01}\n  - {version: 0, date: 2025-01-01}\n",
            "change_log:\n  - {version: 2, date: 2025-06-30}\n  - {version: 1, date: 2025-02-01}\n"
            "  - {version: 0, date: 2025-01-01}\n",
        ),
    ],
)
def test_the_version_is_raised_and_noted(log: str, expected: str, tmp_path: Path) -> None:
    compared = compare(tmp_path, {PATH: SALES + log}, {PATH: MORE + log})
    outcome = outcome_of(tmp_path / "again", {PATH: SALES + log}, {PATH: MORE + log}, "D951")
    fix = outcome.findings[0].fixes[0]
    assert fix.safe
    charter = compared.world.get(Charter, "sales")
    assert charter is not None
    assert apply_patches(charter.document, fix.patches).decode() == MORE.replace("version: 1", "version: 2") + expected


def test_who_gains_loses_or_changes_a_letter_has_to_approve(tmp_path: Path) -> None:
    now = SALES.replace("{sales: AR, marketing: C}", "{sales: A, marketing: R}").replace(
        ", production: I", ", production: C"
    )
    assert texts(tmp_path / "1", "D952", now) == [
        "Charter of Sales (sales) gives, takes or changes duties of Sales, Production and Marketing, "
        "who have not approved its present text; have it approved with collab charter approve sales"
    ]
    assert texts(tmp_path / "2", "D952", SALES.replace("{sales: AR, production: I}", "{sales: AR, marketing: I}")) == []
    gone = SALES.replace("  - {id: complaint-handling, raci: {sales: AR, production: I}}\n", "")
    assert [text.partition(", who")[0] for text in texts(tmp_path / "3", "D952", gone)] == [
        "Charter of Sales (sales) gives, takes or changes duties of Sales"
    ]
    assert texts(tmp_path / "4", "D952", MORE) == []


def test_another_id_of_a_duty_moves_no_letter(tmp_path: Path) -> None:
    now = SALES.replace("{id: complaint-handling,", "{id: complaints, activity: complaint-handling,")
    assert texts(tmp_path, "D952", now) == []


def test_people_and_roles_count_for_their_department(tmp_path: Path) -> None:
    now = SALES.replace("{sales: AR, production: I}", "{sales: A, 'person:wang-qiang': R, production: I}")
    assert "Sales and Production, who" in texts(tmp_path / "1", "D952", now)[0]
    same = SALES.replace("{sales: AR, production: I}", "{'person:zhang-wei': AR, production: I}")
    assert texts(tmp_path / "2", "D952", same) == []


def test_an_approval_of_the_present_text_is_enough(tmp_path: Path) -> None:
    now = SALES.replace("{sales: AR, production: I}", "{sales: A, production: R}")
    old, new = digests(tmp_path / "digests", SALES, now)

    def told(name: str, extra: str, files: dict[str, str] | None = None) -> list[str]:
        outcome = outcome_of(tmp_path / name, {PATH: SALES}, {PATH: now + extra, **(files or {})}, "D952")
        return [one.text.partition("duties of ")[2].partition(", who")[0] for one in found(outcome)]

    def approvals(*given: tuple[str, str, str]) -> str:
        lines = [
            f"  - {{department: {one}, by: {by}, date: 2025-06-29, digest: '{text}'}}\n" for one, by, text in given
        ]
        return "approvals:\n" + "".join(lines)

    sales, production = ("sales", "zhang-wei", new), ("production", "wang-qiang", new)
    assert told("none", "") == ["Sales and Production"]
    assert told("one", approvals(sales)) == ["Production"]
    assert told("both", approvals(sales, production)) == []
    assert told("old", approvals(sales, ("production", "wang-qiang", old))) == ["Production"]
    log = f"change_log:\n  - {{date: 2025-06-30, by: zhang-wei, editorial: {{from: '{old}', to: '{new}'}}}}\n"
    assert told("called editorial", approvals(sales, ("production", "wang-qiang", old)) + log) == ["Production"]
    proposal = (
        "title: Complaints\ntype: charter_change\naffected: [production]\nstatus: accepted\ndecided: 2025-06-20\n"
        f"subjects: [{{ref: 'charter:sales', digest: '{new}'}}]\n"
    )
    assert told("in a proposal", approvals(sales), {"proposals/complaints.yaml": proposal}) == []
    assert told("about another text", approvals(sales), {"proposals/complaints.yaml": proposal.replace(new, old)}) == [
        "Production"
    ]


def test_a_new_charter_gives_all_its_letters(tmp_path: Path) -> None:
    charter = SALES.replace("title: Charter of Sales", "title: Returns\ntype: process\nowner: zhang-wei")
    outcome = outcome_of(tmp_path / "1", {}, {"charters/returns.yaml": charter}, "D952")
    assert ["Sales and Marketing, who" in one.text for one in found(outcome)] == [True]
    before = {"charters/returns.yaml": charter.replace("effective", "draft")}
    assert len(found(outcome_of(tmp_path / "2", before, {"charters/returns.yaml": charter}, "D952"))) == 1


def test_a_closed_department_is_not_asked(tmp_path: Path) -> None:
    gone = SALES.replace("sales: AR, marketing: C", "sales: AR")
    root = compare(tmp_path / "x", {}, {}).world.workspace.snapshot.origin.root
    closed = (
        (root / "departments.yaml").read_text("utf-8").replace("{id: marketing,", "{id: marketing, status: closed,")
    )
    now = {PATH: gone, "departments.yaml": closed}
    assert found(outcome_of(tmp_path / "y", {PATH: SALES}, now, "D952")) == []


def test_what_cannot_be_read_is_not_judged_and_an_edit_of_it_is_told(tmp_path: Path) -> None:
    assert changes_of(outcome_of(tmp_path / "mended", {PATH: "duties: ["}, {PATH: MORE}, "D951", "D952")) == []
    (unread,) = changes_of(outcome_of(tmp_path / "broken", {PATH: SALES}, {PATH: "duties: ["}, "D951", "D952"))
    assert unread.text == (
        f"{PATH} has changed, and nobody can tell how: something in it cannot be read; mend first what "
        f"collab check {PATH} tells of it"
    )


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("charters/other.yaml", "title: ["),
        ("charters/other.yaml", "title: Other\nduties: [{id: X Y}]\nreview_by: 2025-13-40\n"),
        ("people.yaml", (EXAMPLE / "people.yaml").read_text("utf-8") + "- {name: Nobody}\n"),
        ("departments.yaml", (EXAMPLE / "departments.yaml").read_text("utf-8") + "- {id: rd}\n"),
    ],
)
def test_a_fault_elsewhere_hides_nothing(path: str, fault: str, tmp_path: Path) -> None:
    now = SALES.replace("{sales: AR, production: I}", "{sales: A, production: R}")
    outcome = outcome_of(tmp_path, {PATH: SALES, path: fault}, {PATH: now}, "D951", "D952")
    assert outcome.not_checked == ()
    assert [one.code for one in changes_of(outcome)] == ["D952", "D951"]


def test_a_person_or_a_department_a_fault_hides_still_counts(tmp_path: Path) -> None:
    people = (EXAMPLE / "people.yaml").read_text("utf-8")
    before = SALES.replace("{sales: AR, production: I}", "{'person:zhang-wei': AR, production: I}")
    hidden = people.replace("zhang-wei, name", "zhang-wei, nam")
    assert hidden != people
    mended = outcome_of(tmp_path / "1", {PATH: before, "people.yaml": hidden}, {"people.yaml": people}, "D952")
    assert changes_of(mended) == []
    departments = (EXAMPLE / "departments.yaml").read_text("utf-8").replace("production, name", "production, nam")
    now = SALES.replace("{sales: AR, production: I}", "{sales: AR, production: C}")
    (finding,) = changes_of(
        outcome_of(tmp_path / "2", {PATH: SALES, "departments.yaml": departments}, {PATH: now}, "D952")
    )
    assert "duties of production, who" in finding.text


def test_a_charter_that_may_have_been_there_is_not_taken_for_new(tmp_path: Path) -> None:
    states: dict[str, Files] = {"same": {PATH: SALES}, "new": {PATH: None, "charters/sellers.yaml": SALES}}
    for name, now in states.items():
        assert changes_of(outcome_of(tmp_path / name, {PATH: "title: ["}, now, "D952")) == []
    other = {"charters/other.yaml": "title: ["}
    assert len(changes_of(outcome_of(tmp_path / "other", {**other, PATH: None}, {PATH: SALES}, "D952"))) == 1


def test_in_chinese(tmp_path: Path) -> None:
    now = SALES.replace("{sales: AR, production: I}", "{sales: A, production: R}")
    outcome = outcome_of(tmp_path, {PATH: SALES}, {PATH: now}, "D951", "D952")
    assert in_chinese(outcome, "D951") == [
        "Charter of Sales (sales) 有改动，但没有提高版本，也没有修订记录；提高 `version`，并在 `change_log` 中写明改动"
    ]
    assert in_chinese(outcome, "D952") == [
        "Charter of Sales (sales) 改动了销售部和生产部的职责，但现行文本未经其批准；"
        "用 collab charter approve sales 完成批准"
    ]
