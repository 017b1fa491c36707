from pathlib import Path

import pytest

from collab_cli.edits.edit_text import Editing, Refusal, editing_of, is_as_read, plan_edited
from collab_cli.edits.plan import Planned
from collab_cli.errors import CollabError
from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.messages import msg
from collab_cli.model.kind import Kind
from collab_cli.model.kinds import kind_named
from tests.conftest import MakeWorkspace
from tests.rules.worlds import world_of
from tests.small_company import small_company

GOAL = "goals/increase-revenue.yaml"


def kind(name: str) -> Kind:
    found = kind_named(name)
    assert found is not None
    return found


def said(editing: Editing) -> str:
    return language("en").say(msg("{it}", it=editing.titled))


@pytest.fixture
def world(make_workspace: MakeWorkspace) -> World:
    return world_of(make_workspace(small_company()))


def planned(world: World, editing: Editing, old: str, new: str) -> Planned | Refusal:
    assert old.encode() in editing.data
    return plan_edited(world, editing, editing.data.replace(old.encode(), new.encode()))


def refusal(world: World, editing: Editing, old: str, new: str) -> Refusal:
    result = planned(world, editing, old, new)
    assert isinstance(result, Refusal)
    return result


def test_record_part_and_path_name_the_same_file(world: World) -> None:
    workspace = world.workspace
    whole = editing_of(workspace, kind("goal"), "increase-revenue")
    assert (whole.path, whole.data, said(whole)) == (
        GOAL,
        workspace.snapshot.read(GOAL),
        "Increase revenue (increase-revenue)",
    )
    lines = whole.data.decode().split("\n")
    part = editing_of(workspace, kind("goal"), "increase-revenue/kr1")
    assert (part.path, lines[part.line - 1].strip()) == (GOAL, "- id: kr1")
    path = editing_of(workspace, kind("goal"), GOAL)
    assert (path.path, path.line, said(path)) == (GOAL, 1, said(whole))
    with pytest.raises(CollabError, match="there is no"):
        editing_of(workspace, kind("action"), GOAL)


def test_an_entry_of_a_register_begins_at_its_line(world: World) -> None:
    editing = editing_of(world.workspace, kind("person"), "zhang-wei")
    assert editing.path == "people.yaml"
    assert "zhang-wei" in editing.data.decode().split("\n")[editing.line - 1]
    assert said(editing_of(world.workspace, kind("person"), "people.yaml")) == "people.yaml"


def test_a_sound_text_is_planned_byte_for_byte(world: World) -> None:
    editing = editing_of(world.workspace, kind("goal"), "increase-revenue")
    result = plan_edited(world, editing, b"# note\n" + editing.data)
    assert isinstance(result, Planned)
    assert [(write.path, write.data, write.expected) for write in result.writes] == [
        (GOAL, b"# note\n" + editing.data, editing.data)
    ]
    assert language("en").say(result.sentence) == "edited Increase revenue (increase-revenue)"


def test_what_cannot_be_read_or_breaks_a_reference(world: World) -> None:
    editing = editing_of(world.workspace, kind("goal"), "increase-revenue")
    syntax = refusal(world, editing, "title:", "title: [")
    assert syntax.faults[0].place.path == GOAL
    assert syntax.faults[0].code == "S001"
    people = editing_of(world.workspace, kind("person"), "zhang-wei")
    renamed = refusal(world, people, "id: zhang-wei", "id: zhang-wei-x")
    assert {fault.code for fault in renamed.faults} == {"S005"}


def test_a_state_moves_only_as_the_kind_allows(world: World) -> None:
    editing = editing_of(world.workspace, kind("goal"), "increase-revenue")
    result = refusal(world, editing, "status: active", "status: draft")
    assert result.faults == ()
    assert result.reason is not None
    assert "cannot become draft" in language("en").say(result.reason[0])


def test_a_file_that_could_not_be_read_is_mended(make_workspace: MakeWorkspace) -> None:
    files = small_company()
    whole = files[GOAL]
    assert isinstance(whole, bytes)
    broken = whole.replace(b"title:", b"title: [", 1)
    world = world_of(make_workspace({**files, GOAL: broken}))
    by_path = editing_of(world.workspace, kind("goal"), GOAL)
    assert by_path == editing_of(world.workspace, kind("goal"), "increase-revenue")
    assert (said(by_path), by_path.data) == (GOAL, broken)
    still = plan_edited(world, by_path, broken + b"\n")
    assert isinstance(still, Refusal)
    assert {fault.place.path for fault in still.faults} == {GOAL}
    better = plan_edited(world, by_path, whole)
    assert isinstance(better, Planned)
    assert better.notes == ()
    partly = plan_edited(world, by_path, whole + b"ownerr: x\n")
    assert isinstance(partly, Planned)
    assert [language("en").say(note) for note in partly.notes] == [
        f"{GOAL} can be read again; collab check {GOAL} says what else it needs"
    ]


def test_a_file_that_changed_meanwhile(make_workspace: MakeWorkspace) -> None:
    root: Path = make_workspace(small_company())
    editing = editing_of(world_of(root).workspace, kind("goal"), "increase-revenue")
    assert is_as_read(world_of(root).workspace, editing)
    (root / GOAL).write_bytes(editing.data + b"# more\n")
    assert not is_as_read(world_of(root).workspace, editing)
    (root / GOAL).unlink()
    assert not is_as_read(world_of(root).workspace, editing)
