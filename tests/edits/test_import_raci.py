from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeWorkspace
from tests.edits.plans import english, files, plan_of, refusal, written
from tests.edits.raci_tables import notes, taken_over, told
from tests.rules.worlds import green_demo

DEPARTMENTS = """\
- {id: sales, name: 销售部, head: zhang}
- {id: quality, name: Quality}
- {id: finance, name: {zh: 财务部, en: Finance}}
"""
PEOPLE = """\
- {id: zhang, name: 张伟, department: sales}
- {id: boss, name: Boss}
"""
EFFECTIVE = """\
title: Charter of Sales
version: 3
status: effective
effective_from: 2025-01-01
duties:
  # the offers
  - {id: offers, title: Make offers, raci: {sales: AR, quality: C}}  # each one
  - id: complaints
    title: Answer complaints
    raci:
      sales: A  # who else
      quality: R
change_log:
  - {version: 3, date: 2025-01-01, note: first}
"""


def company(make_workspace: MakeWorkspace, **charters: str) -> Path:
    named = {f"charters/{name}.yaml": text for name, text in charters.items()}
    return make_workspace({"departments.yaml": DEPARTMENTS, "people.yaml": PEOPLE, **named})


def test_rows_go_to_the_department_that_is_accountable(make_workspace: MakeWorkspace) -> None:
    root = company(make_workspace)
    difference, planned = taken_over(
        plan_of(root),
        """
        , 销售部, quality, 张伟
        一、客户
        报价, AR, C,
        3.1 Quality of goods
        Inspection, I, AR,
        Travel,,C,A
        """,
    )
    assert written(planned) == {
        "activities.yaml": """\
- id: bao-jia
  name: 报价
  domain: ke-hu
- id: inspection
  name: Inspection
  domain: quality-of-goods
- id: travel
  name: Travel
  domain: quality-of-goods
""",
        "charters/sales.yaml": """\
title: 销售部职责说明书
status: draft
duties:
  - id: bao-jia
    raci:
      sales: AR
      quality: C
  - id: travel
    raci:
      quality: C
      person:zhang: A
""",
        "charters/quality.yaml": """\
title: Charter of Quality
status: draft
duties:
  - id: inspection
    raci:
      sales: I
      quality: AR
""",
    }
    assert told(difference) == (
        "sales/bao-jia A3 new sales:AR quality:C\n"
        "quality/inspection A5 new sales:I quality:AR\n"
        "sales/travel A6 new quality:C person:zhang:A"
    )
    assert english(planned.sentence) == "took over duties.csv: 3 new duties, 0 changed"
    assert [(each.kind, each.id, each.title) for each in difference.additions] == [
        ("activity", "bao-jia", "报价"),
        ("activity", "inspection", "Inspection"),
        ("activity", "travel", "Travel"),
        ("charter", "sales", "销售部"),
        ("charter", "quality", "Quality"),
    ]
    assert [english(note) for note in planned.notes] == [
        "new charters are drafts; collab charter activate sales lets one take effect"
    ]


def test_without_activities_the_duties_have_their_titles(make_workspace: MakeWorkspace) -> None:
    _, planned = taken_over(plan_of(company(make_workspace)), ", sales\nMake offers, AR", activities=False)
    assert written(planned) == {
        "charters/sales.yaml": """\
title: 销售部职责说明书
status: draft
duties:
  - id: make-offers
    title: Make offers
    raci:
      sales: AR
"""
    }


def test_letters_of_rows_in_force_are_set_and_the_charter_gets_another_version(make_workspace: MakeWorkspace) -> None:
    root = company(make_workspace, sales=EFFECTIVE)
    difference, planned = taken_over(
        plan_of(root), ", sales, quality, finance\nmake OFFERS, AR, C,\nAnswer complaints, AR, , I\nNew thing, A, R,",
        activities=False,
    )  # fmt: skip
    assert told(difference) == (
        "sales/complaints A3 sales:A>AR quality:R>- finance:->I\nsales/new-thing A4 new sales:A quality:R"
    )
    assert (difference.same, difference.others) == (1, 0)
    other_version = EFFECTIVE.replace("version: 3\nstatus", "version: 4\nstatus")
    assert written(planned)["charters/sales.yaml"] == other_version.replace(
        """\
      sales: A  # who else
      quality: R
""",
        """\
      sales: AR  # who else
      finance: I
  - id: new-thing
    title: New thing
    raci:
      sales: A
      quality: R
""",
    ) + "  - {version: 4, date: 2025-06-30, note: taken over from duties.csv}\n"  # fmt: skip


def test_a_draft_keeps_its_version(make_workspace: MakeWorkspace) -> None:
    draft = EFFECTIVE.replace("effective\neffective_from: 2025-01-01", "draft")
    root = company(make_workspace, sales=draft)
    _, planned = taken_over(plan_of(root), ", sales, quality\nMake offers, A, C\nAnswer complaints, A, R")
    assert written(planned) == {"charters/sales.yaml": draft.replace("raci: {sales: AR,", "raci: {sales: A,")}


def test_letters_the_table_holds_nowhere_stay_and_that_is_told(make_workspace: MakeWorkspace) -> None:
    root = company(make_workspace, sales=EFFECTIVE)
    difference, planned = taken_over(plan_of(root), ", sales, quality\nMake offers, A, A\nAnswer complaints, A, I")
    assert told(difference) == "sales/offers A2 quality:C>A\nsales/complaints A3 quality:R>I"
    assert notes(difference) == ["A2: no cell of the table holds R, so these stay: 销售部 R in Make offers (offers)"]
    difference, planned = taken_over(plan_of(root), ", sales, quality\nMake offers, A,\nAnswer complaints, A,")
    assert (difference.changes, difference.same, planned.writes) == ((), 2, ())
    assert notes(difference)[0].startswith("A2: no cell of the table holds RC, so these stay: ")


def test_what_an_id_and_a_title_say_is_told_where_they_differ(make_workspace: MakeWorkspace) -> None:
    root = company(make_workspace, sales=EFFECTIVE)
    difference, _ = taken_over(
        plan_of(root),
        ", sales, quality\nBids [charter:sales/offers], AR, C\nMake offers [charter:sales/complaints], A, R\n"
        "New thing [charter:sales/nothing], A, R",
    )  # fmt: skip
    assert notes(difference) == [
        "A2: the id means Make offers (offers); the title Bids is not taken over",
        "A3: the title is that of Make offers (offers), the id that of Answer complaints (complaints); the id counts",
        "A4: the id charter:sales/nothing names no duty and is passed over",
    ]


def test_a_new_duty_that_reads_like_another_is_told(make_workspace: MakeWorkspace) -> None:
    root = company(make_workspace, sales=EFFECTIVE)
    difference, _ = taken_over(plan_of(root), ", sales, quality\nAnswer complaint, A, R\nCourier, A, R")
    assert [note.split(" of ")[0] for note in notes(difference)] == [
        "A2: Answer complaint is new and reads like Answer complaints (complaints)"
    ]


def test_rows_without_letters_for_anybody_get_a_whole_map(make_workspace: MakeWorkspace) -> None:
    draft = "title: Sales\nstatus: draft\nduties:\n  - id: offers\n    raci: {}\n"
    root = company(make_workspace, sales=draft)
    _, planned = taken_over(plan_of(root), ", sales, quality\noffers, A, R")
    assert written(planned)["charters/sales.yaml"].endswith(("raci: {sales: A, quality: R}\n", "A\n      quality: R\n"))


def test_parties_without_a_column_keep_their_letters(make_workspace: MakeWorkspace) -> None:
    root = company(make_workspace, sales=EFFECTIVE)
    difference, planned = taken_over(plan_of(root), ", sales\nMake offers, AR")
    assert (difference.changes, difference.same, difference.others, planned.writes) == ((), 1, 1, ())


def test_all_rows_go_into_the_charter_named(make_workspace: MakeWorkspace) -> None:
    process = "title: Order to cash\ntype: process\nowner: 'person:zhang'\nstatus: draft\nduties: []\n"
    root = company(make_workspace, sales=EFFECTIVE, order=process)
    difference, planned = taken_over(
        plan_of(root), ", sales, quality\nMake offers, A,\nShip, R, R\nBill, , I", charter="Order to cash"
    )
    assert told(difference).splitlines() == [
        "order/make-offers A2 new sales:A",
        "order/ship A3 new sales:R quality:R",
        "order/bill A4 new quality:I",
    ]
    assert list(written(planned)) == ["charters/order.yaml"]
    assert written(planned)["charters/order.yaml"] == process.replace(
        "duties: []\n",
        """\
duties:
  - id: make-offers
    title: Make offers
    raci:
      sales: A
  - id: ship
    title: Ship
    raci:
      sales: R
      quality: R
  - id: bill
    title: Bill
    raci:
      quality: I
""",
    )


def test_a_row_without_an_a_goes_to_the_only_department_with_r(make_workspace: MakeWorkspace) -> None:
    difference, _ = taken_over(plan_of(company(make_workspace)), ", sales, quality\nOffers, R, C")
    assert told(difference) == "sales/offers A2 new sales:R quality:C"
    assert notes(difference) == ["A2: Offers has no A; it goes to the only department with R"]


def test_a_row_without_a_letter_is_left_out_and_told(make_workspace: MakeWorkspace) -> None:
    difference, planned = taken_over(plan_of(company(make_workspace)), ", sales\nOffers, ")
    assert (difference.changes, planned.writes) == ((), ())
    assert notes(difference) == ["A2: Offers has no letter and is left out"]


def test_two_titles_of_one_slug_get_two_ids(make_workspace: MakeWorkspace) -> None:
    difference, _ = taken_over(plan_of(company(make_workspace)), ", sales\n采购, A\n彩购, A", activities=False)
    assert told(difference) == "sales/cai-gou A2 new sales:A\nsales/cai-gou-2 A3 new sales:A"


def test_several_tables_are_taken_over_together(make_workspace: MakeWorkspace) -> None:
    difference, planned = taken_over(
        plan_of(company(make_workspace)), ", QA\nOffers, A", ", QA, sales\nVisits, C, A", parties={"QA": "quality"}
    )
    assert told(difference) == "quality/offers A2 new quality:A\nsales/visits A2 new quality:C sales:A"
    assert [party.text for party in difference.parties] == ["QA", "sales"]
    assert "activities.yaml" in written(planned)


REFUSED: dict[str, tuple[str, dict[str, str], str]] = {
    "two A": (", sales, quality\nOffers, A, A", {}, "C2: Offers has A for sales and quality; give it one A, or say "
              "into which charter the rows go with --charter ID"),
    "two R": (", sales, quality\nOffers, R, R", {}, "C2: Offers has R for sales and quality; give it one A, or say "
              "into which charter the rows go with --charter ID"),
    "no A": (", sales\nOffers, I", {}, "A2: nobody holds A or R in Offers; give it one A, or say into which charter "
             "the rows go with --charter ID"),
    "nowhere": (", boss\nOffers, A", {}, "B2: boss belongs to no department; say into which charter the rows go with "
                "--charter ID"),
    "twice": (", sales\nOffers, A\noffers, R", {}, "A3: offers is the same duty as Offers in A2; keep one of the two "
              "rows, or write into their titles how they differ"),
    "no id": (", sales\n---, A", {}, "A2: no id can be made of the title ---; write letters or digits into the title"),
    "two letters": (", sales, quality\nOffers, A, RC", {}, "C2: RC cannot stand in one cell; keep one of the letters, "
                    "as only AR go together, or say what it means with --meaning 'RC=LETTERS'"),
    "no charter": (", sales\nOffers, A", {"charter": "nothing"}, "there is no charter nothing"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_certain_is_refused_with_its_cell(case: str, make_workspace: MakeWorkspace) -> None:
    text, error = REFUSED[case][0], REFUSED[case][2]
    wanted: dict[str, Any] = dict(REFUSED[case][1])
    root = company(make_workspace)
    before = files(root)
    assert refusal(lambda: taken_over(plan_of(root), text, **wanted)).startswith(error)
    assert files(root) == before


def test_a_closed_charter_and_a_project_are_not_changed(make_workspace: MakeWorkspace, tmp_path: Path) -> None:
    old = EFFECTIVE.replace("status: effective", "status: superseded")
    root = company(make_workspace, sales=old)
    assert "superseded" in refusal(lambda: taken_over(plan_of(root), ", sales\nVisits, A"))


def test_a_row_of_several_charters_is_changed_in_none(tmp_path: Path) -> None:
    root = green_demo(tmp_path / "demo")
    charter = root / "charters" / "production.yaml"
    text = charter.read_text("utf-8")
    row = "  - {id: complaint-handling, scope: 设备, raci: {production: AR}}\n"
    charter.write_text(text.replace("duties:\n", f"duties:\n{row}", 1), "utf-8")
    before = files(root)
    plan = plan_of(root)
    merged = next((row for row in plan.world.matrix.rows if len(row.rows) > 1), None)
    assert merged is not None
    keys = " ".join(row.ref for row in merged.rows)
    assert refusal(lambda: taken_over(plan, f", sales, marketing\nComplaints [{keys}], AR, C")) == (
        "C2: Complaint handling (complaint-handling) stands in 2 charters, so the letters of Marketing cannot "
        "be changed in one place; change them with collab charter duty set production "
        "complaint-handling raci.marketing=C"
    )
    assert files(root) == before
