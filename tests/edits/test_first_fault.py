from __future__ import annotations

import pytest

from collab_cli.edits.first_fault import first_fault
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

PEOPLE = "- id: ann\n  name: Ann\n- id: bob\n  name: Bob\n  departmnt: x\n  manger: ann\n"
GOAL = "title: A\nlevel: company\nstatus: opn\nperod: x\n"


@pytest.mark.parametrize(
    ("ref", "place"),
    [
        ("goal:a", "goals/a.yaml:3"),
        ("person:bob", "people.yaml:5"),
        ("person:ann", "people.yaml:1"),
        ("person:nobody", "person:nobody"),
    ],
)
def test_the_place_of_the_first_fault(make_workspace: MakeWorkspace, ref: str, place: str) -> None:
    world = world_of(make_workspace({"people.yaml": PEOPLE, "goals/a.yaml": GOAL}))
    assert first_fault(world.workspace, ref) == place
