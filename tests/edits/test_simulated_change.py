"""What the workspace would be: the same as by the commands, nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from collab_cli.edits.move_duty import plan_move_duty
from collab_cli.edits.plan import Plan
from collab_cli.edits.simulated_change import with_moved_duty, without_party
from collab_cli.errors import CollabError
from collab_cli.graph.world import World
from collab_cli.model.charter import Charter
from collab_cli.model.department import Department
from collab_cli.model.role import Role
from tests.rules.worlds import green_demo, world_of


@pytest.fixture
def world(tmp_path: Path) -> World:
    return world_of(green_demo(tmp_path / "demo"))


def test_a_moved_duty_is_where_the_command_puts_it(world: World) -> None:
    after = with_moved_duty(world, "sales/complaint-handling", "marketing")
    assert after.workspace.snapshot.read("charters/marketing.yaml") == next(
        write.data
        for write in plan_move_duty(Plan(world), "sales/complaint-handling", "marketing").planned.writes
        if write.path == "charters/marketing.yaml"
    )


def test_a_role_without_holders_stays_in_the_register(world: World) -> None:
    after = without_party(world, "role:sales-head")
    assert "sales-head" in world.parties.holders
    assert "sales-head" not in after.parties.holders
    assert after.get(Role, "sales-head") is not None


def test_a_closed_department_has_no_charter_in_force(world: World) -> None:
    after = without_party(world, "Sales")
    department, charter = after.get(Department, "sales"), after.get(Charter, "sales")
    assert department is not None
    assert charter is not None
    assert (department.value.status, charter.value.status) == ("closed", "superseded")


def test_the_last_department_stays(world: World) -> None:
    names = [one.id for one in world.parties.active_departments]
    for name in names[1:]:
        world = without_party(world, name)
    with pytest.raises(CollabError, match="last department"):
        without_party(world, names[0])


def test_who_has_left_cannot_leave(world: World) -> None:
    after = without_party(world, "person:zhang-wei")
    with pytest.raises(CollabError, match="left already"):
        without_party(after, "person:zhang-wei")
