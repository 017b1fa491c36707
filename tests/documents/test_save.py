"""Saving: all or nothing, whatever the disk, other writers or a kill do."""

from __future__ import annotations

import errno
import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from collab_cli.documents import durable
from collab_cli.documents.durable import TEMPORARY
from collab_cli.documents.save import Write, save_all
from collab_cli.documents.store import Store
from collab_cli.errors import CollabError, ExitCode
from collab_cli.i18n import language
from collab_cli.messages import msg
from tests.documents.failing_calls import OsWith

WHEN = datetime(2025, 6, 30, 12, tzinfo=UTC)


def store_beside(root: Path) -> Store:
    return Store(root.parent / "state" / "w")


def put(root: Path, *writes: Write, wait: float = 5) -> list[str]:
    """Save; return in English what was settled of a write broken off."""
    told = save_all(root, writes, store=store_beside(root), wait=wait, sentence=msg("changed it"), when=WHEN)
    return [language("en").say(message) for message in told]


def refusal(root: Path, *writes: Write, wait: float = 5) -> str:
    """Return the English message of a save that must be refused."""
    with pytest.raises(CollabError) as caught:
        put(root, *writes, wait=wait)
    assert caught.value.code is ExitCode.REFUSED
    assert caught.value.hint is not None
    return language("en").say(caught.value.message)


def files(root: Path) -> dict[str, bytes]:
    """Return all files and folders below ``root``, also hidden ones."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else b"/"
        for path in sorted(root.rglob("*"))
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "w"
    folder.mkdir()
    (folder / "a.yaml").write_bytes(b"a: 1\n")
    return folder


def test_files_are_replaced_created_and_removed_in_order(root: Path) -> None:
    (root / "old.yaml").write_bytes(b"x: 1\n")
    (root / "a.yaml").chmod(0o640)

    put(
        root,
        Write("goals/2025/g.yaml", b"g: 1\n", None),
        Write("a.yaml", b"a: 2\n", b"a: 1\n"),
        Write("old.yaml", None, b"x: 1\n"),
    )

    assert files(root) == {"a.yaml": b"a: 2\n", "goals": b"/", "goals/2025": b"/", "goals/2025/g.yaml": b"g: 1\n"}
    assert stat.S_IMODE((root / "a.yaml").stat().st_mode) == 0o640
    assert not store_beside(root).holder.exists()


def test_a_changed_file_is_not_overwritten(root: Path) -> None:
    before = files(root)

    text = refusal(root, Write("new.yaml", b"n: 1\n", None), Write("a.yaml", b"a: 3\n", b"a: 0\n"))

    assert text == "a.yaml has changed since it was read, so nothing was written"
    assert files(root) == before


def test_a_file_that_should_not_exist_is_not_overwritten(root: Path) -> None:
    assert refusal(root, Write("a.yaml", b"a: 3\n", None)) == "a.yaml exists already, so nothing was written"


@pytest.mark.parametrize("data", [b"a: 2\n", None])
def test_a_write_protected_file_is_left_alone(root: Path, data: bytes | None) -> None:
    (root / "a.yaml").chmod(0o444)
    before = files(root)

    text = refusal(root, Write("new.yaml", b"n: 1\n", None), Write("a.yaml", data, b"a: 1\n"))

    assert text == "a.yaml is write-protected, so nothing was written"
    assert files(root) == before
    assert stat.S_IMODE((root / "a.yaml").stat().st_mode) == 0o444


def test_a_file_that_is_gone_counts_as_changed(root: Path) -> None:
    text = refusal(root, Write("b/b.yaml", b"", b"b: 1\n"))

    assert text == "b/b.yaml has changed since it was read, so nothing was written"


@pytest.mark.parametrize(
    "path",
    [
        "../x.yaml",
        "/etc/x.yaml",
        "a/../../x.yaml",
        "./x",
        "a//b",
        "",
        "a\0b",
        "c:x",
        "a\\b",
        "link/x.yaml",
        "l.yaml",
        "loop/x",
    ],
)
def test_paths_that_leave_the_workspace_are_refused(root: Path, path: str) -> None:
    (root / "link").symlink_to(root.parent, target_is_directory=True)
    (root / "l.yaml").symlink_to(root / "a.yaml")
    (root / "loop").symlink_to(root / "loop")

    assert "is not a plain file inside the workspace" in refusal(root, Write(path, b"x", None))


def test_a_link_inside_the_workspace_is_followed(root: Path) -> None:
    (root / "goals").mkdir()
    (root / "here").symlink_to(root / "goals", target_is_directory=True)

    put(root, Write("here/g.yaml", b"g: 1\n", None))

    assert (root / "goals" / "g.yaml").read_bytes() == b"g: 1\n"


def test_leftovers_of_a_killed_process_are_swept(root: Path) -> None:
    (root / f"{TEMPORARY}1-0").write_bytes(b"half")

    put(root, Write("a.yaml", b"a: 2\n", b"a: 1\n"))

    assert files(root) == {"a.yaml": b"a: 2\n"}


def test_who_holds_the_lock_is_named(root: Path) -> None:
    store = store_beside(root)
    store.folder.mkdir(parents=True)
    with FileLock(store.lock_file):
        assert refusal(root, Write("a.yaml", b"", b"a: 1\n"), wait=0) == "another process writes to this workspace"
        store.holder.write_text(json.dumps({"pid": 42, "command": "collab goal add"}), encoding="utf-8")
        os.utime(store.holder, (0, 0))
        text = refusal(root, Write("a.yaml", b"", b"a: 1\n"), wait=0)
    assert text.startswith("another process writes to this workspace: collab goal add (process 42, since 19")
    assert (root / "a.yaml").read_bytes() == b"a: 1\n"


def test_a_lock_that_cannot_be_made(root: Path) -> None:
    (root.parent / "state").write_bytes(b"")

    assert refusal(root, Write("a.yaml", b"", b"a: 1\n")).startswith("the workspace cannot be locked: ")


def test_an_interrupt_leaves_nothing_behind(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(durable, "os", OsWith(fsync=interrupted))

    with pytest.raises(KeyboardInterrupt):
        put(root, Write("a.yaml", b"a: 2\n", b"a: 1\n"))
    assert files(root) == {"a.yaml": b"a: 1\n"}


def test_an_error_without_words_is_still_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failed(*_: Any) -> None:
        raise OSError

    monkeypatch.setattr(durable, "os", OsWith(fsync=failed))

    assert refusal(root, Write("a.yaml", b"a: 2\n", b"a: 1\n")) == "nothing was changed: OSError"


@pytest.mark.skipif(os.name != "posix", reason="a device that is always full, and rights of POSIX")
def test_a_full_disk_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int, data: bytes) -> int:
        with open("/dev/full", "wb", buffering=0) as device:  # noqa: PTH123 (the real refusal of the system)
            return device.write(data)

    if not Path("/dev/full").exists():
        pytest.skip("there is no full device here")
    monkeypatch.setattr(durable, "os", OsWith(write=full))

    text = refusal(root, Write("a.yaml", b"a: 2\n", b"a: 1\n"))

    assert text == f"nothing was changed: {os.strerror(errno.ENOSPC)}"
    assert files(root) == {"a.yaml": b"a: 1\n"}
