"""Which departments have no part in what the company wants."""

from __future__ import annotations

from pathlib import Path

from collab_cli.analyses.goals.uncovered_departments import uncovered_departments
from tests.analyses.goals.worlds import SETTINGS, TURNS
from tests.conftest import MakeWorkspace
from tests.rules.worlds import green_demo, world_of

COMPANY = "title: X\nlevel: company\nstatus: active\nperiod: {}\n"
BELOW = "title: Y\nlevel: department\ndepartment: {}\nstatus: {}\nperiod: {}\n"
DEPARTMENTS = "- {id: sales, name: Sales}\n- {id: east, name: East, parent: sales}\n- {id: plant, name: Plant}\n"


def found(make_workspace: MakeWorkspace, goals: dict[str, str]) -> tuple[tuple[str, str], ...]:
    files = {f"goals/{name}.yaml": text for name, text in goals.items()}
    return uncovered_departments(
        world_of(make_workspace({"collab.yaml": SETTINGS, "departments.yaml": DEPARTMENTS, **files}))
    )


def test_the_demo_and_every_turn(tmp_path: Path, make_workspace: MakeWorkspace) -> None:
    assert uncovered_departments(world_of(green_demo(tmp_path / "demo"))) == ()
    assert uncovered_departments(world_of(make_workspace(TURNS))) == (("2025", "office"),)


def test_without_a_company_goal_nobody_lacks_one(make_workspace: MakeWorkspace) -> None:
    assert found(make_workspace, {"x": COMPANY.format("2025-q1").replace("active", "proposed")}) == ()


def test_periods_count_where_they_have_days_in_common(make_workspace: MakeWorkspace) -> None:
    goals = {
        "a": COMPANY.format("2025-q1"),
        "b": COMPANY.format("2025-q2"),
        "c": BELOW.format("east", "proposed", "2025-q2"),
        "d": BELOW.format("plant", "active", "'2025'"),
        "e": BELOW.format("sales", "draft", "2025-q1"),
    }
    assert found(make_workspace, goals) == (("2025-q1", "sales"),)


def test_a_co_owner_has_a_part_and_an_unknown_period_is_only_itself(make_workspace: MakeWorkspace) -> None:
    shared = BELOW.format("sales", "active", "'1999'") + "co_owners: [plant]\n"
    assert found(make_workspace, {"a": COMPANY.format("'1999'"), "b": shared}) == ()
    assert found(make_workspace, {"a": COMPANY.format("'2025'"), "b": shared}) == (("2025", "sales"), ("2025", "plant"))
