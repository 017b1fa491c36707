"""Who answers for a matter: rows, goals, roles and parties, gaps and overlaps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from collab_cli.analyses.matters_meant import matters_meant
from collab_cli.analyses.who_answers import WhoAnswers, nobody_answers, who_answers
from tests.conftest import MINIMAL_SETTINGS, MakeWorkspace
from tests.rules.worlds import AS_OF, green_demo, red_demo, world_of


def ask(root: Path, text: str, as_of: date = AS_OF) -> WhoAnswers:
    world = world_of(root, as_of)
    (matter,) = matters_meant(world, text).matters
    return who_answers(world, matter)


def letters(answer: WhoAnswers) -> list[Mapping[str, list[str]]]:
    return [
        {letter: [f"{one.party}={one.now}" for one in found] for letter, found in row.by_letter.items()}
        for row in answer.rows
    ]


@pytest.mark.parametrize("text", ["客户投诉", "complaint", "customer complaints"])
def test_the_green_demo_has_an_owner(tmp_path: Path, text: str) -> None:
    answer = ask(green_demo(tmp_path), text)
    assert not answer.is_gap
    assert letters(answer) == [
        {
            "A": ["sales=zhang-wei"],
            "R": ["sales=zhang-wei"],
            "C": ["production=wang-qiang"],
            "I": ["marketing=liu-fang"],
        }
    ]
    assert [issue.id for issue in answer.issues] == ["2025-07-02-batch-colour-complaint"]
    assert (answer.meanwhile, answer.nearest) == (None, ())


@pytest.mark.parametrize("text", ["客户投诉", "complaint", "customer complaints"])
def test_the_red_demo_has_a_gap(tmp_path: Path, text: str) -> None:
    answer = ask(red_demo(tmp_path), text)
    assert (answer.is_gap, answer.rows) == (True, ())
    assert answer.meanwhile is not None
    assert answer.meanwhile.now == "li-na"
    assert [one.ask for one in answer.nearest] == ["customer-relationship", "customer-development"]


def test_the_red_demo_has_an_overlap(tmp_path: Path) -> None:
    (row,) = ask(red_demo(tmp_path), "市场研究").rows
    assert [one.person for one in row.accountable] == ["liu-fang", "zhang-wei"]


def test_on_days_of_an_absence_the_deputy_answers(tmp_path: Path) -> None:
    root = green_demo(tmp_path)
    (row,) = ask(root, "market research", date(2025, 7, 7)).rows
    (one,) = row.accountable
    assert (one.person, one.now, one.until) == ("liu-fang", "zhou-min", date(2025, 7, 8))
    (row,) = ask(root, "market research", date(2025, 7, 9)).rows
    assert row.accountable[0].now == "liu-fang"


def test_a_text_that_means_nothing_is_a_gap(tmp_path: Path) -> None:
    answer = nobody_answers(world_of(green_demo(tmp_path)), "软件开发")
    assert (answer.matter, answer.is_gap) == (None, True)
    assert [one.ask for one in answer.nearest] == ["customer-development"]


def test_goals_roles_and_parties(tmp_path: Path) -> None:
    root = green_demo(tmp_path)
    goal = ask(root, "增加销售额")
    assert ([one.now for one in goal.owners], [one.party for one in goal.departments]) == (["zhang-wei"], ["sales"])
    assert [one.now for one in ask(root, "sales-head").owners] == ["zhang-wei"]
    person = ask(root, "张伟")
    keys = ["customer-development", "contract-signing", "complaint-handling"]
    assert [row.key for row in person.answers_for] == [
        *keys,
        "complaint-to-closure/receive",
        "complaint-to-closure/reply",
    ]
    assert [one.id for one in person.goals] == ["increase-revenue"]
    department = ask(root, "Sales")
    assert (department.answers_for, department.goals) == (person.answers_for, person.goals)


BASE = {
    "departments.yaml": "- {id: sales, name: Sales, head: an}\n- {id: law, name: Law, head: bo}\n- {id: it, name: I}\n",
    "people.yaml": "- {id: an, name: An, department: sales}\n- {id: bo, name: Bo, department: law}\n",
    "activities.yaml": "- {id: fairs, name: Trade fairs}\n",
}


def charter(*rows: str, status: str = "effective") -> str:
    return f"title: C\nstatus: {status}\nduties:\n" + "".join(f"  - {row}\n" for row in rows)


def test_scopes_that_have_nothing_in_common_are_rows_of_their_own(make_workspace: MakeWorkspace) -> None:
    files = BASE | {
        "charters/law.yaml": charter("{id: fairs, scope: {areas: [south]}, raci: {law: AR}}"),
        "charters/sales.yaml": charter("{id: fairs, scope: {areas: [north]}, raci: {sales: AR}}"),
    }
    answer = ask(make_workspace(files), "trade fair")
    assert letters(answer) == [{"A": ["law=bo"], "R": ["law=bo"]}, {"A": ["sales=an"], "R": ["sales=an"]}]
    assert not answer.is_gap


def test_two_parties_of_one_person_are_no_overlap(make_workspace: MakeWorkspace) -> None:
    files = BASE | {"charters/law.yaml": charter("{id: fairs, raci: {law: A, 'person:bo': A, sales: R}}")}
    (row,) = ask(make_workspace(files), "fairs").rows
    assert [one.party for one in row.accountable] == ["law"]


@pytest.mark.parametrize("raci", ["{sales: R}", "{sales: C, law: I}"])
def test_a_row_without_anybody_accountable_is_a_gap(make_workspace: MakeWorkspace, raci: str) -> None:
    files = BASE | {"charters/sales.yaml": charter(f"{{id: fairs, raci: {raci}}}")}
    answer = ask(make_workspace(files), "fairs")
    assert (answer.is_gap, len(answer.rows), answer.meanwhile) == (True, 1, None)


def test_a_party_nobody_speaks_for_is_a_gap(make_workspace: MakeWorkspace) -> None:
    files = BASE | {"charters/it.yaml": charter("{id: fairs, raci: {it: AR}}")}
    assert ask(make_workspace(files), "fairs").is_gap


def test_a_draft_alone_is_a_gap(make_workspace: MakeWorkspace) -> None:
    files = BASE | {"charters/sales.yaml": charter("{id: fairs, raci: {sales: AR}}", status="draft")}
    answer = ask(make_workspace(files), "fairs")
    assert answer.is_gap
    assert answer.matter is not None
    assert [row.id for row in answer.matter.drafts] == ["sales/fairs"]


def test_open_issues_and_actions_alone_are_told(make_workspace: MakeWorkspace) -> None:
    issue = "title: I\nraised_by: an\nraised_at: 2025-06-01T10:00\nactivity: fairs\nstatus: {}\n"
    action = "title: A\nowner: an\ndue: 2025-07-01\nduty: sales/fairs\nstatus: {}\n"
    files = BASE | {
        "charters/sales.yaml": charter("{id: fairs, raci: {sales: AR}}"),
        "issues/2025/2025-06-01-open.yaml": issue.format("open"),
        "issues/2025/2025-06-01-over.yaml": issue.format("resolved\nresolved_at: 2025-06-02T10:00"),
        "actions/2025/2025-06-01-open.yaml": action.format("in_progress"),
        "actions/2025/2025-06-01-over.yaml": action.format("done"),
    }
    answer = ask(make_workspace(files), "fairs")
    assert [one.id for one in answer.issues] == ["2025-06-01-open"]
    assert [one.id for one in answer.actions] == ["2025-06-01-open"]


def test_a_goal_nobody_owns_is_a_gap(make_workspace: MakeWorkspace) -> None:
    settings = MINIMAL_SETTINGS.replace("Example Manufacturing}", "Example Manufacturing}, head: bo")
    files = BASE | {"collab.yaml": settings, "goals/grow.yaml": "title: Grow\nlevel: company\nperiod: '2025'\n"}
    answer = ask(make_workspace(files), "grow")
    assert answer.is_gap
    assert answer.meanwhile is not None
    assert answer.meanwhile.now == "bo"
