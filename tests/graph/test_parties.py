from __future__ import annotations

from datetime import date

import pytest

from collab_cli.graph.parties import Parties
from collab_cli.model.field_types import Name
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

FILES = {
    "departments.yaml": """\
- {id: sales, name: {zh: 销售部, en: Sales}, head: zhang-wei}
- {id: field-sales, name: Field sales, parent: sales, head: zhang-wei}
- {id: east, name: East, parent: field-sales}
- {id: old, name: Old, head: wu-gang}
- {id: gone, name: Gone, head: li-na, status: closed}
- {id: a, name: A, parent: b}
- {id: b, name: B, parent: a}
- {id: below, name: Below, parent: a}
- {id: own, name: Own, parent: own}
- {id: left-over, name: Left over, parent: gone}
- {id: further, name: Further, parent: left-over}
""",
    "people.yaml": """\
- {id: li-na, name: {zh: 李娜, en: Li Na}, role: general-manager}
- {id: zhang-wei, name: 张伟, department: sales, role: sales-head}
- {id: chen-jie, name: 陈杰, department: field-sales, role: clerk}
- {id: zhou-min, name: 周敏, department: sales, role: clerk}
- {id: wu-gang, name: 吴刚, department: sales, role: sales-head, status: left}
""",
    "roles.yaml": """\
- {id: general-manager, name: {zh: 总经理, en: General manager}}
- {id: sales-head, name: Head of sales, department: sales}
- {id: clerk, name: Clerk}
- {id: empty, name: Nobody's}
""",
}


@pytest.fixture
def parties(make_workspace: MakeWorkspace) -> Parties:
    return world_of(make_workspace(FILES)).parties


@pytest.mark.parametrize(
    ("party", "person"),
    [
        ("sales", "zhang-wei"),
        ("department:sales", "zhang-wei"),
        ("east", None),  # no head
        ("old", None),  # its head has left
        ("gone", None),  # closed
        ("nowhere", None),
        ("person:chen-jie", "chen-jie"),
        ("person:wu-gang", None),
        ("person:nobody", None),
        ("role:sales-head", "zhang-wei"),  # the other holder has left
        ("role:clerk", None),  # two hold it
        ("role:empty", None),
    ],
)
def test_who_answers_for_a_party(parties: Parties, party: str, person: str | None) -> None:
    assert parties.accountable_person(party) == person
    assert parties.answering(party) == (f"person:{person}" if person else party)


@pytest.mark.parametrize(
    ("party", "department", "column"),
    [
        ("sales", "sales", "sales"),
        ("east", "east", "sales"),
        ("person:chen-jie", "field-sales", "sales"),
        ("person:li-na", None, None),
        ("person:nobody", None, None),
        ("role:sales-head", "sales", "sales"),
        ("role:clerk", "field-sales", "sales"),  # that of who holds it
        ("role:general-manager", None, None),
        ("role:empty", None, None),
        ("role:unknown", None, None),
    ],
)
def test_the_department_and_column_a_party_counts_for(
    parties: Parties, party: str, department: str | None, column: str | None
) -> None:
    assert (parties.department(party), parties.column(party)) == (department, column)


def test_columns_are_the_active_departments_without_a_parent(parties: Parties) -> None:
    active = ["sales", "field-sales", "east", "old", "a", "b", "below", "own", "left-over", "further"]
    assert [record.id for record in parties.active_departments] == active
    assert parties.columns == ("sales", "old", "a", "b", "own", "left-over")


def test_a_circle_of_parents_ends(parties: Parties) -> None:
    assert [[one.id for one in circle] for circle in parties.circles] == [["a", "b"], ["own"]]
    assert [parties.top(one) for one in ("a", "b", "own", "below")] == ["a", "b", "own", "a"]
    assert parties.counts_for("below", "a")
    assert not parties.counts_for("below", "b")
    assert parties.top("unknown") == "unknown"


def test_what_is_below_a_closed_department_is_a_column(parties: Parties) -> None:
    assert [parties.top(one) for one in ("left-over", "further")] == ["left-over", "left-over"]
    assert parties.parent("left-over") is None
    assert not parties.counts_for("further", "gone")


@pytest.mark.parametrize(
    ("party", "name"),
    [
        ("sales", Name(zh="销售部", en="Sales")),
        ("department:sales", Name(zh="销售部", en="Sales")),
        ("person:li-na", Name(zh="李娜", en="Li Na")),
        ("role:clerk", "Clerk"),
        ("nowhere", "nowhere"),
        ("team:x", "x"),
    ],
)
def test_what_a_party_is_called(parties: Parties, party: str, name: object) -> None:
    assert parties.name(party) == name


def test_who_holds_a_role_and_who_is_there(parties: Parties) -> None:
    assert parties.holders == {
        "general-manager": ("li-na",),
        "sales-head": ("zhang-wei",),
        "clerk": ("chen-jie", "zhou-min"),
    }
    assert [parties.is_active_person(one) for one in ("li-na", "wu-gang", "nobody", None)] == [
        True,
        False,
        False,
        False,
    ]


def test_who_speaks_for_a_department(make_workspace: MakeWorkspace) -> None:
    files = {
        "departments.yaml": """\
- {id: sales, name: Sales, head: zhang-wei, deputy: chen-jie}
- {id: closed, name: Closed, head: zhang-wei, status: closed}
- {id: left, name: Left, head: wu-gang, deputy: chen-jie}
- {id: nobody, name: Nobody}
""",
        "people.yaml": """\
- {id: zhang-wei, name: Z,
  absences: [{from: 2025-07-01, to: 2025-07-03, deputy: li-na}, {from: 2025-08-01, to: 2025-08-02}]
  }
- {id: chen-jie, name: C}
- {id: li-na, name: L}
- {id: wu-gang, name: W, status: left}
""",
    }  # fmt: skip
    parties = world_of(make_workspace(files)).parties
    assert parties.speakers("sales", date(2025, 6, 30)) == ("zhang-wei", "chen-jie")
    assert parties.speakers("sales", date(2025, 7, 3)) == ("zhang-wei", "chen-jie", "li-na")
    assert parties.speakers("sales", date(2025, 8, 1)) == ("zhang-wei", "chen-jie")
    assert parties.speakers("left", date(2025, 7, 1)) == ("chen-jie",)
    for name in ("closed", "nobody", "unknown"):
        assert parties.speakers(name, date(2025, 7, 1)) == ()
