from __future__ import annotations

from datetime import date

import pytest

from collab_cli.documents.reader import read_document
from collab_cli.edits.proving import prove
from collab_cli.errors import CollabError
from collab_cli.graph.world import World, build_world
from collab_cli.i18n import language
from collab_cli.model.goal import Goal
from collab_cli.model.load_workspace import load_workspace, sound_files, wanted_top
from collab_cli.sources.snapshot import Snapshot, overlaid, working_tree
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of
from tests.small_company import small_company

DAY = date(2025, 6, 30)
GOAL = b'title: A\nlevel: company\nperiod: "2025"\n'


def opened(make_workspace: MakeWorkspace) -> tuple[Snapshot, World]:
    snapshot = working_tree(make_workspace({"goals/old.yaml": "title: [\n"}), wanted=wanted_top)
    return snapshot, build_world(load_workspace(snapshot), DAY)


def test_the_world_after_the_change(make_workspace: MakeWorkspace) -> None:
    snapshot, before = opened(make_workspace)
    after = prove(snapshot, {"goals/new.yaml": GOAL}, DAY, before)
    assert [goal.id for goal in after.all(Goal)] == ["new"]
    assert not (snapshot.origin.root / "goals/new.yaml").exists()


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (GOAL + b"owner: nobody\n", "nothing was written: owner names person nobody, which does not exist"),
        (GOAL.replace(b"2025", b"2031"), None),
        (b"title: [\n", None),
        (GOAL + b"levl: team\n", None),
    ],
)
def test_a_change_that_breaks_the_structure_is_refused(
    make_workspace: MakeWorkspace, data: bytes, line: str | None
) -> None:
    snapshot, before = opened(make_workspace)
    with pytest.raises(CollabError) as caught:
        prove(snapshot, {"goals/new.yaml": data}, DAY, before)
    said = language("en").say(caught.value.message)
    assert said == line if line else said.startswith("nothing was written: ")


def test_a_file_that_can_be_read_at_last_may_have_other_faults(make_workspace: MakeWorkspace) -> None:
    snapshot, before = opened(make_workspace)
    after = prove(snapshot, {"goals/old.yaml": GOAL + b"levl: team\n"}, DAY, before)
    assert [(fault.code, fault.place.path) for fault in after.faults] == [("S002", "goals/old.yaml")]


def test_files_that_did_not_change_are_not_read_again_and_nothing_differs(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(small_company())
    before = world_of(root)
    snapshot = before.workspace.snapshot
    for path in snapshot.paths:
        if path == "collab.yaml":
            continue
        data = snapshot.read(path)
        for changed in (None, data + b"x-note: 1\n" if not path.startswith(("p", "d")) else data + b"# end\n"):
            sound = sound_files(before.workspace)
            unchanged = {known: record for known, record in sound.items() if known != path}
            after = overlaid(snapshot, {path: changed})
            kept = build_world(load_workspace(after, read_before=unchanged), before.as_of)
            read = build_world(load_workspace(after), before.as_of)
            assert kept.faults == read.faults
            assert {record.ref: record.value for record in kept.workspace.every_record()} == {
                record.ref: record.value for record in read.workspace.every_record()
            }
            assert kept.workspace.known == read.workspace.known
            assert all(kept.workspace.documents[known] is record.document for known, record in unchanged.items())


def test_a_reading_of_other_bytes_is_not_taken(make_workspace: MakeWorkspace) -> None:
    snapshot, before = opened(make_workspace)
    other = read_document("goals/new.yaml", GOAL.replace(b"title: A", b"title: B"))
    after = prove(snapshot, {"goals/new.yaml": GOAL}, DAY, before, {"goals/new.yaml": other})
    assert [goal.value.title for goal in after.all(Goal)] == ["A"]
