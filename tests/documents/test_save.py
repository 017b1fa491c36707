"""Saving: all or nothing, whatever the disk, other writers or a kill do."""

from __future__ import annotations

import errno
import json
import os
import random
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from collab_cli.documents import save
from collab_cli.documents.save import TEMPORARY, Write, lock_path, save_all
from collab_cli.errors import CollabError, ExitCode
from collab_cli.i18n import language


def put(root: Path, *writes: Write, wait: float = 5) -> None:
    save_all(root, writes, lock_file=root.parent / "state" / "w.lock", wait=wait)


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
    assert not (root.parent / "state" / "w.lock.holder").exists()


def test_a_changed_file_is_not_overwritten(root: Path) -> None:
    before = files(root)

    text = refusal(root, Write("new.yaml", b"n: 1\n", None), Write("a.yaml", b"a: 3\n", b"a: 0\n"))

    assert text == "a.yaml has changed since it was read, so nothing was written"
    assert files(root) == before


def test_a_file_that_should_not_exist_is_not_overwritten(root: Path) -> None:
    assert refusal(root, Write("a.yaml", b"a: 3\n", None)) == "a.yaml exists already, so nothing was written"


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
    lock = root.parent / "state" / "w.lock"
    lock.parent.mkdir()
    with FileLock(lock):
        assert refusal(root, Write("a.yaml", b"", b"a: 1\n"), wait=0) == "another process writes to this workspace"
        note = lock.with_name("w.lock.holder")
        note.write_text(json.dumps({"pid": 42, "command": "collab goal add"}), encoding="utf-8")
        os.utime(note, (0, 0))
        text = refusal(root, Write("a.yaml", b"", b"a: 1\n"), wait=0)
    assert text.startswith("another process writes to this workspace: collab goal add (process 42, since 19")
    assert (root / "a.yaml").read_bytes() == b"a: 1\n"


def test_a_lock_that_cannot_be_made(root: Path) -> None:
    (root.parent / "state").write_bytes(b"")

    assert refusal(root, Write("a.yaml", b"", b"a: 1\n")).startswith("the workspace cannot be locked: ")


CALLS = ("open", "write", "fsync", "close", "replace", "mkdir", "chmod", "stat", "unlink", "listdir")


def failing(call: str, at: int, code: int, counted: list[int]) -> Callable[..., Any]:
    """Return ``os.<call>`` failing once, at the ``at``-th time our code calls it."""
    real = getattr(os, call)

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        counted[0] += 1
        if counted[0] == at:
            if call == "close":  # the handle is closed all the same
                real(*args, **kwargs)
            raise OSError(code, os.strerror(code))
        return real(*args, **kwargs)

    return wrapped


class _Os:
    """The os module as save.py sees it, with one call that fails."""

    def __init__(self, call: str, wrapped: Callable[..., Any]) -> None:
        self._call, self._wrapped = call, wrapped

    def __getattr__(self, name: str) -> Any:
        return self._wrapped if name == self._call else getattr(os, name)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("at", range(1, 7))
@pytest.mark.parametrize("call", CALLS)
def test_every_call_may_fail_once(root: Path, monkeypatch: pytest.MonkeyPatch, call: str, at: int, code: int) -> None:
    (root / "b.yaml").write_bytes(b"b: 1\n")
    (root / f"{TEMPORARY}1-0").write_bytes(b"half")
    old = {"a.yaml": b"a: 1\n", "b.yaml": b"b: 1\n"}
    new = {"a.yaml": b"a: 2\n", "b.yaml": b"b: 2\n", "n": b"/", "n/m": b"/", "n/m/c.yaml": b"c: 1\n"}
    counted = [0]
    writes = [
        Write("n/m/c.yaml", b"c: 1\n", None),
        Write("a.yaml", b"a: 2\n", old["a.yaml"]),
        Write("b.yaml", b"b: 2\n", old["b.yaml"]),
    ]
    with monkeypatch.context() as patch:
        patch.setattr(save, "os", _Os(call, failing(call, at, code, counted)))
        try:
            put(root, *writes)
            error = None
        except CollabError as caught:
            error = caught
    found = {name: data for name, data in files(root).items() if TEMPORARY not in name}

    if error is None:
        assert counted[0] < at or call == "unlink"
        assert found == new
        return
    said = language("en").say(error.message)
    assert os.strerror(code) in said
    assert error.code is ExitCode.REFUSED
    if said.startswith("nothing was changed"):
        assert found == old
    elif said.startswith("written, but"):
        assert found == new
    else:
        assert call == "replace"
        assert said.startswith("written: n/m/c.yaml")
        assert set(found) == set(new)
        assert all(found[name] in (old.get(name), new[name]) for name in new)


def test_an_interrupt_leaves_nothing_behind(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(save, "os", _Os("fsync", interrupted))

    with pytest.raises(KeyboardInterrupt):
        put(root, Write("a.yaml", b"a: 2\n", b"a: 1\n"))
    assert files(root) == {"a.yaml": b"a: 1\n"}


def test_an_error_without_words_is_still_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failed(*_: Any) -> None:
        raise OSError

    monkeypatch.setattr(save, "os", _Os("fsync", failed))

    assert refusal(root, Write("a.yaml", b"a: 2\n", b"a: 1\n")) == "nothing was changed: OSError"


def test_the_lock_lies_in_the_git_directory(tmp_path: Path) -> None:
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    (tmp_path / "repo" / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (tmp_path / "repo" / "deep" / "w").mkdir(parents=True)

    assert lock_path(tmp_path / "repo" / "deep" / "w", tmp_path / "s") == tmp_path / "repo" / ".git" / "collab.lock"


def test_the_lock_of_a_worktree_lies_where_its_git_file_points(tmp_path: Path) -> None:
    real = tmp_path / "main" / "worktrees" / "w"
    real.mkdir(parents=True)
    (real / "HEAD").write_text("x\n")
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / ".git").write_text("gitdir: ../main/worktrees/w\n")

    assert lock_path(tmp_path / "w", tmp_path / "s").resolve() == real / "collab.lock"


@pytest.mark.parametrize("content", [b"gitdir: ../nowhere\n", b"nonsense", b"\xff", b"gitdir: a\0b\n"])
def test_without_a_usable_git_directory_the_lock_lies_with_the_user(tmp_path: Path, content: bytes) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / ".git").write_bytes(content)
    one, two = (lock_path(tmp_path / name, tmp_path / "s") for name in ("one", "two"))

    assert one.parent == two.parent == tmp_path / "s" / "locks"
    assert one != two
    assert one == lock_path(tmp_path / "two" / ".." / "one", tmp_path / "s")
    assert not (tmp_path / "s").exists()


WRITER = """
import sys
from pathlib import Path
from collab_cli.documents.save import Write, save_all
from collab_cli.errors import CollabError
root, name, rounds = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
done = 0
while done < rounds:
    old = (root / "a.yaml").read_bytes()
    new = old + f"{name}-{done}: {'x' * 2000}\\n".encode()
    try:
        save_all(root, [Write("a.yaml", new, old)], lock_file=root.parent / "w.lock", wait=60)
    except CollabError:
        continue
    done += 1
"""


def writer(root: Path, name: str, rounds: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WRITER, str(root), name, str(rounds)], stdout=subprocess.PIPE)


def test_parallel_writers_lose_nothing(root: Path) -> None:
    seen: list[bytes] = []
    stop = threading.Event()

    def reads() -> None:
        while not stop.is_set():
            seen.append((root / "a.yaml").read_bytes())
            time.sleep(0.001)

    reader = threading.Thread(target=reads)
    reader.start()
    writers = [writer(root, f"w{number}", 15) for number in range(3)]
    codes = []
    for each in writers:
        each.communicate()
        codes.append(each.returncode)
    stop.set()
    reader.join()

    lines = (root / "a.yaml").read_text().splitlines()
    assert codes == [0, 0, 0]
    assert sorted(line.partition(":")[0] for line in lines[1:]) == sorted(
        f"w{n}-{r}" for n in range(3) for r in range(15)
    )
    assert all(data.startswith(b"a: 1\n") and data.endswith(b"\n") for data in seen)


def test_kills_leave_whole_files(root: Path) -> None:
    rng = random.Random(7)
    for _ in range(12):
        process = writer(root, "k", 100_000)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(rng.random() * 0.05)
        process.kill()
        process.wait()
        process.stdout.close()
        data = (root / "a.yaml").read_bytes()
        assert data.startswith(b"a: 1\n")
        assert all(len(line) > 2000 for line in data.splitlines()[1:])
    data = (root / "a.yaml").read_bytes()
    save_all(root, [Write("a.yaml", b"a: 1\n", data)], lock_file=root.parent / "w.lock", wait=5)
    assert files(root) == {"a.yaml": b"a: 1\n"}


@pytest.mark.skipif(os.name != "posix", reason="a device that is always full, and rights of POSIX")
def test_a_full_disk_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int, data: bytes) -> int:
        with open("/dev/full", "wb", buffering=0) as device:  # noqa: PTH123 (the real refusal of the system)
            return device.write(data)

    if not Path("/dev/full").exists():
        pytest.skip("there is no full device here")
    monkeypatch.setattr(save, "os", _Os("write", full))

    text = refusal(root, Write("a.yaml", b"a: 2\n", b"a: 1\n"))

    assert text == f"nothing was changed: {os.strerror(errno.ENOSPC)}"
    assert files(root) == {"a.yaml": b"a: 1\n"}
