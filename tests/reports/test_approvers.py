"""Who has to approve a change: everybody once, with accounts."""

from typing import Any

from collab_cli.i18n import language
from collab_cli.renderers import renderer
from collab_cli.renderers.json_text import plain_data
from collab_cli.reports.approvers import build
from tests.analyses.changes.agreed_company import agreements, approved, with_more_scope
from tests.analyses.changes.two_states import COMPANY, Files, rewritten, world_with

ENGLISH = language("en")
BEFORE = rewritten("departments.yaml", ("head: zhang-wei", 'head: zhang-wei, vcs_team: "@acme/sales"'))


def shown(before: Files, after: Files, format: str = "text") -> str:
    return str(renderer(format)(build(world_with(after), agreements(before, after)), ENGLISH))


def test_everybody_is_listed_once_in_the_order_of_the_register() -> None:
    after = rewritten("goals/2025/sell.yaml", ("target: 20", "target: 18"), files=with_more_scope(BEFORE))
    after = rewritten("goals/2025/grow.yaml", ("target: 100", "target: 90"), files=after)
    assert shown(BEFORE, approved(after, "sales", "marketing")).splitlines() == [
        "Department  Who        Team         User  Address  Still to agree to",
        "-           Li Na      -            -     -        Grow",
        "Sales       Zhang Wei  @acme/sales  -     -        Charter of Sales, Sell",
        "Marketing   Liu Fang   -            -     -        nothing",
    ]


def test_a_script_gets_ids() -> None:
    assert shown(BEFORE, with_more_scope(BEFORE), "csv").splitlines()[1:] == [
        "Sales,Zhang Wei,'@acme/sales,-,-,Charter of Sales,department:sales",
        "Marketing,Liu Fang,-,-,-,Charter of Sales,department:marketing",
    ]
    record: dict[str, Any] = plain_data(
        build(world_with(BEFORE), agreements(BEFORE, with_more_scope(BEFORE))).record, ENGLISH
    )
    assert record == {
        "approval": "departments",
        "unknown": [],
        "approvers": [
            {
                "department": department,
                "person": person,
                "team": team,
                "user": None,
                "address": None,
                "records": ["charter:sales"],
                "missing": ["charter:sales"],
            }
            for department, person, team in (("sales", "zhang-wei", "@acme/sales"), ("marketing", "liu-fang", None))
        ],
    }


def test_what_cannot_be_read_is_said() -> None:
    assert shown(COMPANY, {**COMPANY, "charters/sales.yaml": "title: [oops\n"}).splitlines() == [
        "Nobody can tell who else must agree: charters/sales.yaml cannot be read",
        "",
        "nobody is known",
    ]


def test_nobody_is_said() -> None:
    assert shown(COMPANY, COMPANY) == "Nobody has to agree\n"
