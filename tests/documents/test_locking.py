from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest
from filelock import FileLock

from collab_cli.documents.locking import Hold, holder_of, lock_state, locked, refused
from collab_cli.documents.store import Store
from collab_cli.errors import CollabError
from collab_cli.i18n import language
from collab_cli.messages import msg


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def note(store: Store, text: str) -> None:
    store.folder.mkdir(parents=True, exist_ok=True)
    store.holder.write_text(text, encoding="utf-8")


def test_the_note_tells_who_holds_it_and_goes_with_it(store: Store) -> None:
    with locked(store, 0) as hold:
        assert hold == Hold(is_left=False)
        assert lock_state(store)[0] == "held"
        assert holder_of(store) is not None
    assert lock_state(store) == ("free", None)


def test_a_note_left_behind_is_told_to_the_next_holder(store: Store) -> None:
    with locked(store, 0) as hold:
        hold.leaves = True
    assert lock_state(store)[0] == "left"
    with locked(store, 0) as hold:
        assert hold.is_left
    assert lock_state(store) == ("free", None)


def test_waiting_ends_and_names_the_holder(store: Store) -> None:
    note(store, json.dumps({"pid": 7, "command": "collab goal add"}))
    with FileLock(store.lock_file), pytest.raises(CollabError) as caught, locked(store, 0.05):
        pass
    said = language("en").say(caught.value.message)
    assert said.startswith("another process writes to this workspace: collab goal add (process 7, since ")


@pytest.mark.parametrize("text", ["", "[]", "{}", "\x00", "1"])
def test_a_note_that_says_nothing_is_no_holder(store: Store, text: str) -> None:
    note(store, text)

    assert holder_of(store) is None


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        (errno.ENOSPC, "free some space, then run the command again"),
        (errno.EACCES, "change the rights or the owner, then run the command again"),
        (errno.EROFS, "make the disk writable, then run the command again"),
        (errno.EISDIR, "move away what stands in its place, then run the command again"),
        (errno.EIO, "check the disk, then run the command again"),
    ],
)
def test_the_hint_fits_what_the_disk_says(code: int, hint: str) -> None:
    found = refused(msg("did it"), OSError(code, ""))
    assert found.hint is not None
    assert language("en").say(found.hint) == hint


def test_without_a_lock_file_it_is_free(store: Store) -> None:
    assert lock_state(store) == ("free", None)
    assert not store.folder.exists()
