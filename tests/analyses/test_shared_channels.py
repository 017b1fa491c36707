"""Which departments meet where."""

from __future__ import annotations

from collab_cli.analyses.shared_channels import channels_shared, series_shared, unconnected_pairs
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of

FILES = {
    "departments.yaml": """\
- {id: sales, name: Sales}
- {id: hotline, name: Hotline, parent: sales}
- {id: works, name: Works}
- {id: law, name: Law}
- {id: old, name: Old, status: closed}
""",
    "channels.yaml": "- {id: group, name: Group, type: im_group, departments: [sales, works]}\n",
    "people.yaml": "- {id: an, name: An}\n",
    "series/weekly.yaml": (
        "name: Weekly\ncadence: {unit: week, weekday: mon}\nstarts: 2025-06-02\n"
        "chair: an\nsecretary: an\nrequired: [works, law]\n"
    ),
}


def test_a_part_of_a_department_is_where_that_one_is(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace(FILES))
    assert [one.id for one in channels_shared(world, "hotline", "works")] == ["group"]
    assert channels_shared(world, "hotline", "law") == ()
    assert [one.id for one in series_shared(world, "works", "law")] == ["weekly"]
    assert series_shared(world, "sales", "law") == ()


def test_pairs_without_a_channel_are_told_once(make_workspace: MakeWorkspace) -> None:
    world = world_of(make_workspace(FILES))
    assert [(one.id, other.id) for one, other in unconnected_pairs(world)] == [("sales", "law"), ("works", "law")]
