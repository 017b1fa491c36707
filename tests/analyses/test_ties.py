"""What ties departments, with the worked numbers, and how each kind of record is counted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from collab_cli.analyses.ties import (
    EIIndex,
    Tie,
    current_span,
    department_sizes,
    expected_index,
    tie_figures,
    ties_of,
)
from collab_cli.model.exact_numbers import rounded
from tests.conftest import MakeWorkspace
from tests.rules.worlds import green_demo, world_of

YEAR = (date(2025, 1, 1), date(2025, 6, 30))

COMPANY = {
    "departments.yaml": """\
- {id: sales, name: Sales, head: an}
- {id: plant, name: Plant, head: bo}
- {id: law, name: Law, head: cy}
- {id: line, name: Line, parent: plant, head: di}
- {id: old, name: Old, status: closed}
""",
    "people.yaml": """\
- {id: an, name: An, department: sales}
- {id: ed, name: Ed, department: sales}
- {id: bo, name: Bo, department: plant}
- {id: di, name: Di, department: line}
- {id: cy, name: Cy, department: law}
- {id: fo, name: Fo}
- {id: gu, name: Gu, department: law, status: left}
""",
}


def ties(
    make_workspace: MakeWorkspace, files: dict[str, str], first: date = YEAR[0], last: date = YEAR[1]
) -> set[tuple[str, str, str]]:
    world = world_of(make_workspace({**COMPANY, **files}), last)
    return {(tie.record, tie.one, tie.other) for tie in ties_of(world, first, last)}


def goal(department: str | None, more: str = "", status: str = "active", period: str = "2025") -> str:
    own = f"level: department\ndepartment: {department}\n" if department else "level: company\n"
    return f'title: G\n{own}owner: fo\nperiod: "{period}"\nstatus: {status}\n{more}'


def test_the_worked_examples() -> None:
    assert EIIndex(18, 42).value == Decimal("-0.40")
    assert EIIndex(0, 0).value is None
    expected = expected_index([10, 8, 6])
    assert expected is not None
    assert rounded(expected) == Decimal("0.362318841")
    assert round(expected, 4) == Decimal("0.3623")
    assert expected_index([]) is None
    assert expected_index([1]) is None
    assert expected_index([1, 1]) == 1


def test_what_one_department_may_expect() -> None:
    found = [expected_index([10, 8, 6], size) for size in (10, 8, 6)]
    assert found == [Decimal(140 - 45) / 185, Decimal(128 - 28) / 156, Decimal(108 - 15) / 123]
    assert expected_index([10], 10) == -1
    assert expected_index([10, 0], 0) is None


def test_the_demo(tmp_path: Path) -> None:
    world = world_of(green_demo(tmp_path), date(2025, 6, 30))
    assert department_sizes(world) == {"sales": 2, "production": 1, "marketing": 2}
    found = tie_figures(world, *current_span(world))
    assert found.index == EIIndex(9, 1)
    assert found.index.value == Decimal("0.8")
    assert found.expected == Decimal("0.6")  # 2*1 + 2*2 + 1*2 = 8 pairs between, 1 + 1 = 2 within: 6 / 10
    assert [(one.department, one.index, one.tied) for one in found.departments] == [
        ("sales", EIIndex(7, 0), ("production", "marketing")),
        ("production", EIIndex(6, 0), ("sales", "marketing")),
        ("marketing", EIIndex(5, 1), ("sales", "production")),
    ]
    assert found.unconnected == ()


def test_people_count_with_the_department_above(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace(COMPANY))
    assert department_sizes(world) == {"sales": 2, "plant": 2, "law": 1}


def test_goals_tie_by_what_they_serve_and_who_shares_them(make_workspace: MakeWorkspace) -> None:
    link = "contributes_to: [{goal: a, how: so}]\n"
    files = {
        "goals/2025/a.yaml": goal("sales"),
        "goals/2025/b.yaml": goal("plant", link + "co_owners: [sales]\n"),
        "goals/2025/c.yaml": goal("sales", link),
        "goals/2025/d.yaml": goal("law", link, "draft"),
        "goals/2025/e.yaml": goal("law", link, "cancelled"),
        "goals/2025/f.yaml": goal(None),
        "goals/2025/g.yaml": goal("law", "contributes_to: [{goal: f, how: so}]\n", "achieved"),
        "goals/2025/h.yaml": goal("plant", "co_owners: [line, old]\n"),
        "goals/2025/i.yaml": goal("law", "co_owners: [sales, plant]\n", "missed"),
    }
    assert ties(make_workspace, files) == {
        ("goal:b", "sales", "plant"),
        ("goal:c", "sales", "sales"),
        ("goal:h", "plant", "plant"),
        ("goal:i", "sales", "law"),
        ("goal:i", "plant", "law"),
        ("goal:i", "sales", "plant"),
    }
    assert ties(make_workspace, files, date(2026, 1, 1), date(2026, 6, 30)) == set()
    assert len(ties(make_workspace, files, date(2025, 12, 31), date(2026, 6, 30))) == 6


def test_letters_tie_who_holds_them_to_whose_row_it_is(make_workspace: MakeWorkspace) -> None:
    charter = "title: C\nstatus: {status}\neffective_from: {start}\nduties:\n"
    rows = (
        "  - {id: one, title: One, raci: {sales: AR, plant: C, line: I}}\n"
        "  - {id: two, title: Two, raci: {sales: A, 'person:ed': R, plant: I}}\n"
    )
    steps = (
        "  - {id: s1, title: S1, raci: {plant: A, line: R, law: C}}\n"
        "  - {id: s2, title: S2, raci: {law: AR, 'person:cy': C}}\n"
    )
    files = {
        "charters/sales.yaml": charter.format(status="effective", start="2025-02-01") + rows,
        "charters/law.yaml": charter.format(status="draft", start="2025-02-01") + rows,
        "charters/claims.yaml": "type: process\nowner: an\n"
        + charter.format(status="effective", start="2025-06-30")
        + steps,
    }
    assert ties(make_workspace, files) == {
        ("charter:sales", "sales", "plant"),
        ("charter:sales", "sales", "sales"),
        ("charter:claims", "plant", "law"),
        ("charter:claims", "plant", "plant"),
        ("charter:claims", "law", "law"),
    }
    assert {record for record, _, _ in ties(make_workspace, files, last=date(2025, 6, 29))} == {"charter:sales"}
    assert ties(make_workspace, files, last=date(2025, 1, 31)) == set()


def test_hand_offs_tie_once_they_are_agreed(make_workspace: MakeWorkspace) -> None:
    text = "title: H\nfrom: {one}\nto: {other}\nitem: I\nstatus: {status}\n{more}"
    agreed = "accepted_by: {person: bo, date: 2025-06-30}\n"
    files = {
        "handoffs/a.yaml": text.format(one="sales", other="plant", status="agreed", more=agreed),
        "handoffs/b.yaml": text.format(one="line", other="plant", status="agreed", more=""),
        "handoffs/c.yaml": text.format(one="law", other="plant", status="draft", more=""),
        "handoffs/d.yaml": text.format(one="law", other="plant", status="ended", more=agreed),
        "handoffs/e.yaml": text.format(one="old", other="plant", status="agreed", more=""),
    }
    both = {("handoff:a", "sales", "plant"), ("handoff:b", "plant", "plant")}
    assert ties(make_workspace, files) == both
    assert ties(make_workspace, files, last=date(2025, 6, 29)) == {("handoff:b", "plant", "plant")}


@pytest.mark.parametrize(
    ("origin", "tied"),
    [
        ("goal:of-plant", [("sales", "plant")]),
        ("goal:of-sales/kr1", [("sales", "sales")]),
        ("issue:2025-03-01-late", [("sales", "law")]),
        ("project:fair", [("sales", "plant")]),
        ("evaluation:half", [("sales", "law")]),
        ("proposal:aim", [("sales", "sales"), ("sales", "law")]),
        ("meeting:2025-03-01-talk/dec1", [("sales", "law")]),
        ("meeting:2025-03-02-weekly", [("sales", "plant")]),
        ("meeting:2025-03-03-weekly", [("sales", "sales"), ("sales", "plant")]),
        ("meeting:2025-03-04-nobody", []),
        ("goal:of-company", []),
    ],
)
def test_actions_tie_their_owner_to_where_they_come_from(
    make_workspace: MakeWorkspace, origin: str, tied: list[tuple[str, str]]
) -> None:
    action = f'title: Do\nowner: an\ndue: 2025-05-01\norigin: "{origin}"\n'
    reports = (
        "reports: [{department: plant, issues: [{text: Slow, disposition: action, ref: 2025-03-05-do}]},"
        " {department: sales, issues: [{text: Far, disposition: action, ref: 'action:2025-03-05-do'}]},"
        " {department: law, issues: [{text: Dear, disposition: action, ref: 2025-03-05-other}]}]\n"
    )
    files = {
        "actions/2025/2025-03-05-do.yaml": action,
        "goals/2025/of-plant.yaml": goal("plant"),
        "goals/2025/of-sales.yaml": goal("sales", "key_results: [{id: kr1, title: K}]\n"),
        "goals/2025/of-company.yaml": goal(None),
        "issues/2025/2025-03-01-late.yaml": "title: Late\nraised_by: cy\nraised_at: 2025-03-01T09:00\n",
        "projects/fair.yaml": "title: Fair\nowner: bo\nmembers: [plant]\n",
        "evaluations/2025/half.yaml": 'title: Half\nsubject: department:law\nperiod: "2025"\nevaluator: fo\n',
        "proposals/aim.yaml": "title: Aim\nsubjects: []\ntype: decision\naffected: [sales, law]\n",
        "series/weekly.yaml": "name: W\ncadence: {unit: week}\nstarts: 2025-03-01\nchair: bo\nsecretary: an\n",
        "meetings/2025/2025-03-01-talk.yaml": "title: T\ndate: 2025-03-01\nchair: cy\ndecisions: [{id: dec1, text: D}]",
        "meetings/2025/2025-03-02-weekly.yaml": "title: T\ndate: 2025-03-02\nseries: weekly\n",
        "meetings/2025/2025-03-03-weekly.yaml": f"title: T\ndate: 2025-03-03\nseries: weekly\nchair: cy\n{reports}",
        "meetings/2025/2025-03-04-nobody.yaml": "title: T\ndate: 2025-03-04\n",
    }
    found = ties(make_workspace, files, date(2025, 3, 5), date(2025, 3, 5))
    assert found == {("action:2025-03-05-do", one, other) for one, other in tied}
    cancelled = {**files, "actions/2025/2025-03-05-do.yaml": action + "status: cancelled\n"}
    assert ties(make_workspace, cancelled, date(2025, 3, 5), date(2025, 3, 5)) == set()


def test_actions_count_in_the_span_they_came_up_in(make_workspace: MakeWorkspace) -> None:
    files = {
        "actions/2025/2025-03-05-do.yaml": 'title: Do\nowner: an\ndue: 2025-05-01\norigin: "goal:a"\n',
        "goals/2025/a.yaml": goal("plant"),
    }
    assert ties(make_workspace, files, date(2025, 3, 6)) == set()
    assert ties(make_workspace, files, last=date(2025, 3, 4)) == set()
    assert len(ties(make_workspace, files, date(2025, 3, 5), date(2025, 3, 5))) == 1


def test_projects_tie_all_who_take_part(make_workspace: MakeWorkspace) -> None:
    text = "title: P\nowner: an\nmembers: [{members}]\nstatus: {status}\n{more}"
    task = "tasks: [{id: t, title: T, raci: {sales: AR, plant: C}}]\n"
    files = {
        "projects/a.yaml": text.format(members="sales, plant, law, old", status="active", more="start: 2025-06-30\n"),
        "projects/b.yaml": text.format(members="plant, line", status="closed", more="end: 2025-01-01\n"),
        "projects/c.yaml": text.format(members="sales, plant", status="closed", more=""),
        "projects/d.yaml": text.format(members="sales, plant", status="planned", more=""),
        "projects/e.yaml": text.format(members="sales", status="active", more=task),
    }
    three = {("project:a", "sales", "plant"), ("project:a", "sales", "law"), ("project:a", "plant", "law")}
    others = {("project:b", "plant", "plant"), ("project:e", "sales", "plant")}
    assert ties(make_workspace, files) == three | others
    assert ties(make_workspace, files, last=date(2025, 6, 29)) == others
    assert ties(make_workspace, files, first=date(2025, 1, 2)) == three | {("project:e", "sales", "plant")}


def test_who_is_walled_in(make_workspace: MakeWorkspace) -> None:
    handoff = "title: H\nfrom: line\nto: plant\nitem: I\nstatus: agreed\n"
    world = world_of(make_workspace({**COMPANY, "handoffs/a.yaml": handoff}))
    found = tie_figures(world, *YEAR)
    assert found.ties == (Tie("handoff:a", "plant", "plant"),)
    assert [one.is_silo for one in found.departments] == [False, True, False]
    assert found.unconnected == (("sales", "plant"), ("sales", "law"), ("plant", "law"))
    assert found.index.value == -1


def test_the_current_span_is_the_longest_period(make_workspace: MakeWorkspace) -> None:
    quarter, year = "{id: q2, start: 2025-04-01, end: 2025-06-30}", '{id: "2025", start: 2025-02-01, end: 2026-01-31}'
    settings = f"schema: 1\ncompany: {{name: Brook}}\nlocale: en\nperiods: [{quarter}, {year}]\n"
    root = make_workspace({"collab.yaml": settings})
    days = (date(2025, 6, 30), date(2026, 3, 1))
    assert [current_span(world_of(root, day)) for day in days] == [
        (date(2025, 2, 1), days[0]),
        (date(2026, 1, 1), days[1]),
    ]
