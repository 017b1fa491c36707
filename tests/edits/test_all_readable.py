from __future__ import annotations

from tests.conftest import MakeWorkspace
from tests.edits.renames import refusal
from tests.rules.worlds import world_of


def test_files_that_cannot_be_read_stand_in_the_way(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"people.yaml": "- {id: ann, name: Ann}\n", "goals/a.yaml": "title: [\n", "actions/x/y": ""})
    (root / "events").mkdir()
    (root / "events" / "out.yaml").symlink_to("/etc/hostname")
    assert refusal(world_of(root), "person:ann", "anna") == (
        "references could stand in what cannot be read: events/out.yaml and goals/a.yaml;"
        " mend it first; collab check says why"
    )
