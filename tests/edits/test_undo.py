from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collab_cli.documents.journal import Change, Entry, Journal, Said, UnreadableEntry
from collab_cli.documents.save import Write
from collab_cli.documents.store import store_of
from collab_cli.edits.saving import save
from collab_cli.edits.undo import Undoing, entries, is_committed, plan_undo, settle_first, take_back
from collab_cli.errors import CollabError
from collab_cli.i18n import language
from collab_cli.messages import msg
from tests.documents.test_save import files

WHEN = datetime(2025, 6, 30, 12, tzinfo=UTC)


class World:
    """A workspace with a state folder beside it."""

    def __init__(self, folder: Path) -> None:
        self.root, self.state = folder / "w", folder / "state"
        self.root.mkdir(parents=True)

    def save(self, *writes: Write) -> None:
        save(self.root, writes, self.state, sentence=msg("did it"), when=WHEN)

    def undo(self) -> Undoing:
        planned = plan_undo(self.root, self.state)
        assert take_back(self.root, planned, self.state, WHEN) == ()
        return planned

    def refusal(self) -> str:
        with pytest.raises(CollabError) as caught:
            self.undo()
        assert caught.value.hint is not None
        return language("en").say(caught.value.message)

    @property
    def journal(self) -> Journal:
        return Journal(store_of(self.root, self.state).journal)


@pytest.fixture
def world(tmp_path: Path) -> World:
    found = World(tmp_path)
    (found.root / "a.yaml").write_bytes(b"a: 1\r\n")
    (found.root / "gone.yaml").write_bytes(b"g: 1")
    (found.root / "gone.yaml").chmod(0o640)
    return found


def test_it_gives_back_files_rights_and_folders(world: World) -> None:
    before = files(world.root)
    world.save(
        Write("goals/2025/g.yaml", b"g: 1\n", None),
        Write("a.yaml", b"a: 2\r\n", b"a: 1\r\n"),
        Write("gone.yaml", None, b"g: 1"),
    )

    planned = world.undo()

    assert [language("en").say(step) for step in planned.steps] == [
        "puts gone.yaml back",
        "restores a.yaml",
        "removes goals/2025/g.yaml",
    ]
    assert files(world.root) == before
    assert (world.root / "gone.yaml").stat().st_mode & 0o777 == 0o640
    assert world.refusal() == "there is nothing to undo"


def test_each_one_goes_further_back(world: World) -> None:
    stages = []
    for number in range(1, 4):
        stages.append(files(world.root))
        now = (world.root / "a.yaml").read_bytes()
        world.save(Write("a.yaml", now + b"more\n", now), Write(f"new/{number}.yaml", b"n\n", None))
    assert len(entries(world.root, world.state)) == 3
    for stage in reversed(stages):
        world.undo()
        assert files(world.root) == stage
    assert entries(world.root, world.state) == ()


def test_a_folder_that_got_something_else_stays(world: World) -> None:
    world.save(Write("goals/g.yaml", b"g: 1\n", None))
    (world.root / "goals" / "mine.yaml").write_bytes(b"m: 1\n")
    world.undo()
    assert sorted(path.name for path in (world.root / "goals").iterdir()) == ["mine.yaml"]


@pytest.mark.parametrize("change", ["edit", "remove"])
def test_a_file_changed_since_is_named(world: World, change: str) -> None:
    world.save(Write("b.yaml", b"b: 1\n", None), Write("a.yaml", b"a: 2\r\n", b"a: 1\r\n"))
    if change == "edit":
        (world.root / "a.yaml").write_bytes(b"a: mine\r\n")
    else:
        (world.root / "a.yaml").unlink()
    before = files(world.root)

    assert world.refusal() == "a.yaml has changed since: did it"
    assert files(world.root) == before


def test_nothing_is_undone_when_another_command_came_between(world: World) -> None:
    world.save(Write("b.yaml", b"b: 1\n", None))
    planned = plan_undo(world.root, world.state)
    world.save(Write("c.yaml", b"c: 1\n", None))

    with pytest.raises(CollabError) as caught:
        take_back(world.root, planned, world.state, WHEN)

    said = language("en").say(caught.value.message)
    assert said == "another command has written meanwhile, so nothing was undone"
    assert (world.root / "b.yaml").exists()


def test_what_was_broken_off_is_settled_first(world: World) -> None:
    changes = (Change("b.yaml", None, b"b: 1\n"), Change("c.yaml", None, b"c: 1\n"))
    world.journal.begin(Entry(0, WHEN, Said("做了", "did more"), changes))
    (world.root / "b.yaml").write_bytes(b"b: 1\n")

    assert world.refusal() == "a change was broken off and has to be settled first"
    told = [language("en").say(message) for message in settle_first(world.root, world.state)]
    assert told == ["finished a change that was broken off: did more"]
    world.undo()
    assert sorted(files(world.root)) == ["a.yaml", "gone.yaml"]


def test_without_a_journal_there_is_nothing_to_settle_or_list(world: World) -> None:
    assert settle_first(world.root, world.state) == ()
    assert entries(world.root, world.state) == ()
    assert not world.state.exists()


def test_entries_that_cannot_be_read_are_in_the_list(world: World) -> None:
    world.save(Write("b.yaml", b"b: 1\n", None))
    world.save(Write("c.yaml", b"c: 1\n", None))
    world.journal.path(2, "done").write_bytes(b"{")
    unreadable, entry = entries(world.root, world.state)
    assert isinstance(unreadable, UnreadableEntry)
    assert isinstance(entry, Entry)
    assert "00000002.json cannot be read" in world.refusal()


@pytest.mark.skipif(os.name != "posix", reason="the words of the system")
def test_what_is_no_file_any_more_is_told(world: World) -> None:
    world.save(Write("b.yaml", b"b: 1\n", None))
    (world.root / "b.yaml").unlink()
    os.mkfifo(world.root / "b.yaml")
    assert world.refusal() == "nothing was changed: Invalid argument"
    (world.root / "b.yaml").unlink()
    (world.root / "b.yaml").mkdir()
    assert world.refusal() == "nothing was changed: Is a directory"


def test_a_disk_that_refuses_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.save(Write("b.yaml", b"b: 1\n", None))

    def refuse(self: Journal, state: str) -> list[int]:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Journal, "numbers", refuse)
    with pytest.raises(CollabError) as caught:
        settle_first(world.root, world.state)
    assert language("en").say(caught.value.message) == "nothing was changed: Input/output error"
    with pytest.raises(CollabError) as caught:
        entries(world.root, world.state)
    assert language("en").say(caught.value.message) == "the journal cannot be read: Input/output error"


def test_a_commit_is_noticed(world: World) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", *words], cwd=world.root, check=True, capture_output=True)

    git("init", "-q")
    world.save(Write("goals/g.yaml", b"g: 1\n", None), Write("gone.yaml", None, b"g: 1"))
    (entry,) = entries(world.root, world.state)
    assert isinstance(entry, Entry)
    assert not is_committed(world.root, entry)
    git("add", "-A")
    git("commit", "-q", "-m", "x")
    assert is_committed(world.root, entry)
    (world.root / "goals" / "g.yaml").write_bytes(b"g: 2\n")
    git("commit", "-q", "-a", "-m", "y")
    assert not is_committed(world.root, entry)


CONTENT = st.one_of(st.none(), st.binary(max_size=40))


@pytest.mark.no_cover
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(st.sampled_from(["a", "b/c", "b/d", "e/f/g"]), CONTENT, min_size=1), max_size=4))
def test_undoing_everything_gives_back_the_first_bytes(
    tmp_path_factory: pytest.TempPathFactory, steps: list[dict[str, bytes | None]]
) -> None:
    world = World(tmp_path_factory.mktemp("undo"))
    (world.root / "a").write_bytes(b"first\r\n")
    now: dict[str, bytes | None] = {"a": b"first\r\n"}
    stages = []
    for step in steps:
        stages.append(dict(now))
        world.save(*(Write(path, data, now.get(path)) for path, data in step.items()))
        now |= step
    for stage in reversed(stages):
        world.undo()
        found = {path: data for path, data in files(world.root).items() if (world.root / path).is_file()}
        assert found == {path: data for path, data in stage.items() if data is not None}
