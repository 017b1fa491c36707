"""The month by department (F28)."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from collab_cli.analyses.goals.completion import CompletionLine, completion, mean
from tests.analyses.goals.worlds import TURNS
from tests.conftest import MakeWorkspace
from tests.rules.worlds import green_demo, world_of


def four(value: Decimal | None) -> str:
    return "-" if value is None else f"{value.quantize(Decimal('0.0001'), ROUND_HALF_UP).normalize():f}"


def test_the_worked_figures_of_the_demo(tmp_path: Path) -> None:
    month = completion(world_of(green_demo(tmp_path / "demo")), date(2025, 6, 1))
    assert {line.department: four(line.progress) for line in month.departments} == {
        "sales": "0.5",
        "production": "0.5",
        "marketing": "0.4",
    }
    assert (four(month.mean), four(month.mean_change), month.is_first) == ("0.4667", "-", True)
    (company,) = month.company
    reached = company.standing.progress
    assert (four(reached.own), four(reached.contribution), four(reached.alignment_gap)) == ("0.4", "0.47", "0.07")
    assert (company.before, company.had_data, company.change, company.is_first) == (Decimal(0), False, None, True)


def test_every_goal_of_a_department_counts_once(make_workspace: MakeWorkspace) -> None:
    month = completion(world_of(make_workspace(TURNS)), date(2025, 6, 1))
    assert [goal.standing.goal.id for goal in month.company] == ["a-share"]
    found = {
        line.department: (
            [goal.standing.goal.id for goal in line.goals],
            *map(four, (line.progress, line.change, line.expected)),
        )
        for line in month.departments
    }
    assert found == {
        "sales": (["b-revenue"], "0.6", "0.2", "0.4945"),
        "sales-east": (["c-leads"], "0.1", "-", "1"),
        "plant": (["d-scrap", "e-over", "f-closed"], "0.5167", "0", "0.8315"),
    }
    assert four(month.mean) == four((Decimal("0.6") + Decimal("0.1") + Decimal("1.55") / 3) / 3)
    assert len(month.goals) == 6
    assert [(goal.standing.goal.id, goal.is_first) for goal in month.goals if not goal.had_data] == [
        ("a-share", True),
        ("c-leads", True),
        ("d-scrap", False),  # without a value to this day
        ("f-closed", True),
    ]


MIXED = """\
title: {title}
level: department
department: sales
period: "2025"
status: active
contributes_to: [{{goal: top}}]
key_results: [{{id: kr1, title: X, baseline: 0, target: 10, unit: pcs, checkins: [{{date: {day}, value: 4}}]}}]
"""


@pytest.mark.parametrize(("day", "change"), [("2025-05-31", "0"), ("2025-06-01", "-")])
def test_a_goal_reckoned_from_others_has_a_value_when_one_of_them_has(
    make_workspace: MakeWorkspace, day: str, change: str
) -> None:
    files = {
        "goals/top.yaml": "title: Top\nlevel: company\nperiod: '2025'\nstatus: active\n",
        "goals/a.yaml": MIXED.format(title="A", day=day),
        "goals/b.yaml": MIXED.format(title="B", day="2025-07-01"),
    }
    (top,) = completion(world_of(make_workspace(files)), date(2025, 6, 1)).company
    assert (four(top.progress), four(top.change)) == ("0.2", change)


def test_goals_that_were_not_active_yet(make_workspace: MakeWorkspace) -> None:
    text = "title: X\nlevel: {}\ndepartment: {}\nperiod: {}\nstatus: {}\n"
    files = {
        "collab.yaml": TURNS["collab.yaml"],
        "departments.yaml": "- {id: sales, name: Sales}\n- {id: plant, name: Plant}\n",
        "goals/a.yaml": text.format("company", "sales", "'2025'", "active") + "activated: 2025-07-05\n",
        "goals/b.yaml": text.format("department", "sales", "'2025'", "proposed"),
        "goals/c.yaml": text.format("department", "plant", "'2025'", "achieved") + "activated: 2025-07-05\n",
        "goals/d.yaml": text.format("department", "plant", "'2025'", "draft"),
        "goals/e.yaml": text.format("department", "plant", "2025-q1", "proposed"),
        "goals/f.yaml": text.format("department", "plant", "2025-q4", "proposed"),
        "goals/g.yaml": text.format("department", "plant", "'1999'", "proposed"),
        "goals/h.yaml": text.format("department", "plant", "'2025'", "active") + "activated: 2025-06-30\n",
    }
    world = world_of(make_workspace(files))
    assert [goal.id for goal in completion(world, date(2025, 6, 1)).waiting] == ["a", "b", "c"]
    assert [goal.id for goal in completion(world, date(2025, 6, 1), "plant").waiting] == ["a", "c"]


def test_a_department_with_those_below_it(make_workspace: MakeWorkspace) -> None:
    month = completion(world_of(make_workspace(TURNS)), date(2025, 6, 1), "sales")
    assert [line.department for line in month.departments] == ["sales", "sales-east"]
    assert len(month.company) == 1


def test_a_department_that_is_not_in_the_register_stands_last(make_workspace: MakeWorkspace) -> None:
    text = "title: X\nlevel: department\ndepartment: {}\nperiod: '2025'\nstatus: active\n"
    files = {
        "departments.yaml": "- {id: sales, name: Sales}\n- {id: old, name: Old, status: closed}\n",
        "goals/a.yaml": text.format("old"),
        "goals/b.yaml": text.format("sales"),
    }
    month = completion(world_of(make_workspace(files)), date(2025, 6, 1))
    assert [line.department for line in month.departments] == ["sales", "old"]
    assert month.mean is None
    assert month.departments[0].goals[0].change is None


def test_means_leave_out_what_has_no_value() -> None:
    assert mean([None, Decimal("0.2"), Decimal("0.4")]) == Decimal("0.3")
    assert mean([None]) is None
    assert CompletionLine("x", ()).progress is None
