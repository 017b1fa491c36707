from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.analyses.raci_tables.difference import TakenParty
from collab_cli.analyses.raci_tables.read_table import ReadParty
from collab_cli.edits.table_parties import check_given, exact_party, like_party, refuse_twice, taken_parties
from tests.conftest import MakeWorkspace
from tests.edits.plans import plan_of, refusal
from tests.edits.raci_tables import taken_over
from tests.rules.worlds import world_of


@pytest.fixture
def company(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(
        {
            "departments.yaml": """\
- {id: sales, name: {zh: 销售部, en: Sales}, aliases: [Selling]}
- {id: quality, name: Quality Department}
- {id: li, name: Logistics}
""",
            "people.yaml": """\
- {id: zhang, name: {zh: 张伟, en: Zhang Wei}, department: sales}
- {id: li, name: Li Na}
- {id: li-2, name: Li Na}
- {id: quality-x, name: Quality Department}
""",
            "roles.yaml": "- {id: clerk, name: Clerk, department: sales}\n",
        }
    )


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("sales", "sales"),
        ("department:sales", "sales"),
        (" 销售部 ", "sales"),
        ("ＳＥＬＬＩＮＧ", "sales"),
        ("Somebody (sales)", "sales"),
        ("张伟", "person:zhang"),
        ("zhang  wei", "person:zhang"),
        ("Wei（person:zhang）", "person:zhang"),
        ("clerk", "role:clerk"),
        ("role:clerk", "role:clerk"),
        ("zhang", "person:zhang"),
        ("li", "li"),
        ("person:li", "person:li"),
        ("Quality Department", "quality"),
        ("Quality", None),
        ("销售", None),
        ("", None),
        ("()", None),
    ],
)
def test_a_party_is_known_by_its_id_its_names_and_aliases(text: str, party: str | None, company: Path) -> None:
    assert exact_party(world_of(company), text) == party


def test_a_name_of_several_is_refused(company: Path) -> None:
    assert refusal(lambda: exact_party(world_of(company), "Li Na")) == (
        "Li Na can mean several parties: person:li and person:li-2; say which with --party 'Li Na=person:li'"
    )
    assert refusal(lambda: taken_over(plan_of(company), ", Li Na\nOffers, A")).startswith(
        "B1: Li Na can mean several parties"
    )


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("销售", "sales"),
        ("销售中心", "sales"),
        ("Sales Dept.", "sales"),
        ("the sales team", "sales"),
        ("Head of Quality", "quality"),
        ("部", None),
        ("Sale", None),
        ("", None),
    ],
)
def test_a_department_is_known_without_the_word_for_department(text: str, party: str | None, company: Path) -> None:
    assert like_party(world_of(company), text) == party


def taken(company: Path, *texts: str, given: dict[str, str] | None = None, create: bool = False) -> tuple[object, ...]:
    parties = tuple(ReadParty(text, f"{'BCDEF'[place]}1") for place, text in enumerate(texts))
    answers = {"Selling team": "sales", "Boss": "-"}
    plan = plan_of(company)
    found = taken_parties(plan, parties, given or {}, lambda party: answers.get(party.text), create=create)
    return tuple((each.party, each.is_exact) for each in found)


def test_whom_a_name_means_is_said_known_like_or_asked(company: Path) -> None:
    given = {"qa ": "Quality Department", "X": "-"}
    assert taken(company, "QA", "x", "销售部", "Sales Dept", "Boss", given=given) == (
        ("quality", True), (None, True), ("sales", True), ("sales", False), (None, True)
    )  # fmt: skip


def test_a_name_nobody_has_is_refused_where_nobody_can_be_asked(company: Path) -> None:
    assert refusal(lambda: taken(company, "销售部", "QA")) == (
        "C1: no department, person or role is called QA; say whom it means with --party 'QA=ID', leave it out with "
        "--party 'QA=-', or add --create"
    )
    assert refusal(lambda: taken(company, "QA", given={"QA": "nobody"})).startswith("there is no ")


def test_unknown_names_are_told_together_with_their_options(company: Path) -> None:
    assert refusal(lambda: taken(company, "QA", "QB")) == (
        "no department, person or role is called as these: QA (B1), QB (C1); say whom they mean, - for nobody: "
        "--party 'QA=ID' --party 'QB=ID'; or add --create"
    )


def test_everybody_is_no_party_and_never_made_a_department(company: Path) -> None:
    assert refusal(lambda: taken(company, "all", create=True)).startswith(
        "B1: all means everybody, and is no party; give each party its own letter"
    )
    assert refusal(lambda: taken(company, "各部门", create=True)).startswith("B1: 各部门 means everybody")


def test_departments_are_made_where_that_is_wanted_each_once(company: Path) -> None:
    assert taken(company, "采购部", "Boss", "boss", create=True) == (
        ("cai-gou-bu", True),
        ("boss", True),
        ("boss", True),
    )


def test_two_columns_of_one_party_are_refused() -> None:
    found = (TakenParty("Sales", "B1", "sales"), TakenParty("x", "C1", None), TakenParty("销售", "D1", "sales"))
    assert refusal(lambda: refuse_twice(found)) == (
        "D1: 销售 means the same party as Sales; leave one of them out with --party '销售=-'"
    )
    refuse_twice(found[:2])


def test_what_is_said_of_a_party_the_tables_do_not_have_is_refused() -> None:
    parties = (ReadParty("Sales", "B1"), ReadParty("QA", "C1"))
    check_given({"qa": "quality"}, parties)
    assert refusal(lambda: check_given({"QB": "quality"}, parties)) == (
        "the table has no party QB; its parties are Sales and QA"
    )
