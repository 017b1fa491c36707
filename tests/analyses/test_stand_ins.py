"""Who answers for a party on days on which people are away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from collab_cli.analyses.stand_ins import Answering, answering
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

Answer = Callable[[str, int], Answering]

FILES = {
    "departments.yaml": """\
- {id: sales, name: Sales, head: an, deputy: bo}
- {id: law, name: Law, deputy: bo}
- {id: stock, name: Stock, head: gone}
- {id: closed, name: Closed, head: an, status: closed}
""",
    "roles.yaml": "- {id: guide, name: Guide}\n- {id: clerk, name: Clerk}\n",
    "people.yaml": """\
- id: an
  name: An
  department: sales
  absences:
    - {from: 2025-07-01, to: 2025-07-02, deputy: cy}
    - {from: 2025-07-02, to: 2025-07-04}
    - {from: 2025-07-09, to: 2025-07-10, deputy: an}
    - {from: 2025-07-10, to: 2025-07-11, deputy: bo}
- id: bo
  name: Bo
  department: sales
  absences: [{from: 2025-07-04, to: 2025-07-04}]
- id: cy
  name: Cy
  department: sales
  role: clerk
  absences: [{from: 2025-07-02, to: 2025-07-02}]
- {id: di, name: Di, role: guide}
- {id: ed, name: Ed, role: guide}
- {id: gone, name: Gone, status: left}
""",
}


@pytest.fixture
def answer(make_workspace: MakeWorkspace) -> Answer:
    root = make_workspace(FILES)
    return lambda party, day: answering(world_of(root, date(2025, 7, day)), party)


def test_the_head_answers(answer: Answer) -> None:
    assert answer("sales", 5) == Answering("sales", "sales", "an", "an", people=("an",))
    assert answer("person:an", 5).now == "an"


def test_the_deputy_of_the_absence_stands_in_on_its_days_alone(answer: Answer) -> None:
    assert answer("sales", 1) == Answering("sales", "sales", "an", "cy", date(2025, 7, 2), ("an",))
    assert answer("person:an", 1).now == "cy"


def test_else_the_deputy_of_the_department(answer: Answer) -> None:
    assert (answer("sales", 3).now, answer("sales", 3).until) == ("bo", date(2025, 7, 4))
    assert answer("person:an", 3).now == "bo"


def test_a_deputy_who_is_away_too_does_not_count(answer: Answer) -> None:
    assert answer("sales", 2).now == "bo"
    assert answer("sales", 4) == Answering("sales", "sales", "an", None, date(2025, 7, 4), ("an",), "away")


def test_nobody_stands_in_for_themselves(answer: Answer) -> None:
    assert answer("sales", 9).now == "bo"
    assert (answer("sales", 10).now, answer("sales", 10).until) == ("bo", date(2025, 7, 11))


def test_without_a_head_the_deputy_of_the_department_answers(answer: Answer) -> None:
    assert answer("law", 5) == Answering("law", "law", None, "bo")
    assert answer("law", 4) == Answering("law", "law", None, None, lack="vacant")
    assert answer("stock", 5).lack == "vacant"
    assert answer("closed", 5).lack == "vacant"
    assert answer("person:gone", 5).lack == "vacant"


def test_roles(answer: Answer) -> None:
    assert answer("role:clerk", 5).now == "cy"
    assert answer("role:guide", 5) == Answering("role:guide", None, None, None, people=("di", "ed"), lack="several")
    assert answer("role:clerk", 2).lack == ""
    assert answer("role:clerk", 2).now == "bo"  # the deputy of the holder's department
