"""Every system call of a save fails once, and the disk stays bad from every call on: old or new, and told so."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from collab_cli.documents.durable import TEMPORARY
from collab_cli.documents.journal import Journal
from collab_cli.documents.save import Write, last_entry, save_all
from collab_cli.errors import CollabError, ExitCode
from collab_cli.i18n import language
from collab_cli.messages import msg
from tests.documents.failing_calls import FailingCalls
from tests.documents.test_save import WHEN, files, put, store_beside

OLD = {"a.yaml": b"a: 1\n", "b.yaml": b"b: 1\n", "gone.yaml": b"g: 1\n"}
NEW = {"a.yaml": b"a: 2\n", "b.yaml": b"b: 2\n", "n": b"/", "n/m": b"/", "n/m/c.yaml": b"c: 1\n"}
WRITES = (
    Write("n/m/c.yaml", b"c: 1\n", None),
    Write("a.yaml", b"a: 2\n", OLD["a.yaml"]),
    Write("gone.yaml", None, OLD["gone.yaml"]),
    Write("b.yaml", b"b: 2\n", OLD["b.yaml"]),
)


def world(folder: Path) -> Path:
    """Return a workspace in ``folder`` with an entry in its journal and a file a killed process left."""
    root = folder / "w"
    root.mkdir(parents=True)
    put(root, *(Write(path, data, None) for path, data in OLD.items()))
    (root / "b.yaml").chmod(0o640)
    (root / f"{TEMPORARY}1-0").write_bytes(b"half")
    return root


def attempt(root: Path, calls: FailingCalls) -> CollabError | None:
    """Save with failing calls; return the error, None if it went well all the same."""
    with pytest.MonkeyPatch.context() as patch:
        calls.install(patch)
        try:
            put(root, *WRITES)
        except CollabError as error:
            return error
    return None


def undo(root: Path, calls: FailingCalls) -> CollabError | None:
    """Take the last entry back with failing calls; return the error, None if it went well all the same."""
    entry = last_entry(Journal(store_beside(root).journal))
    assert entry is not None
    back = [Write(each.path, each.before, each.after, each.mode) for each in reversed(entry.changes)]
    with pytest.MonkeyPatch.context() as patch:
        calls.install(patch)
        try:
            save_all(
                root, back, store=store_beside(root), wait=5, sentence=msg("undid it"), when=WHEN, takes_back=entry
            )
        except CollabError as error:
            return error
    return None


def plain(root: Path) -> dict[str, bytes]:
    return {path: data for path, data in files(root).items() if TEMPORARY not in path}


def entries(root: Path) -> tuple[list[int], list[int]]:
    journal = Journal(store_beside(root).journal)
    return journal.numbers("done"), journal.numbers("pending")


def check_mode(root: Path) -> None:
    assert (root / "b.yaml").stat().st_mode & 0o777 == 0o640


@pytest.mark.no_cover
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_every_call_may_fail_once(tmp_path: Path, code: int) -> None:
    counting = FailingCalls(0)
    assert attempt(world(tmp_path / "counted"), counting) is None
    assert counting.counted > 60
    refused = 0
    for at in range(1, counting.counted + 1):
        root = world(tmp_path / str(at))
        calls = FailingCalls(at, code)
        error = attempt(root, calls)
        assert calls.failed, at
        if error is None:
            assert plain(root) == NEW, at
            assert entries(root) == ([1, 2], []), at
        else:
            refused += 1
            said = language("en").say(error.message)
            assert said.startswith("nothing was changed"), (at, said)
            assert said.endswith(os.strerror(code))
            assert error.code is ExitCode.REFUSED
            assert plain(root) == OLD, (at, calls.failed)
            assert entries(root)[0] == [1], at
        check_mode(root)
        again = attempt(root, FailingCalls(0))
        assert (again is None) == (error is not None)  # a second run is refused only where the first one took effect
        assert files(root) == NEW, at
        assert entries(root) == ([1, 2], []), at
        check_mode(root)
    assert refused > counting.counted * 2 // 3


@pytest.mark.no_cover
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_every_call_of_an_undo_may_fail_once(tmp_path: Path, code: int) -> None:
    counting = FailingCalls(0)
    root = world(tmp_path / "counted")
    put(root, *WRITES)
    assert undo(root, counting) is None
    assert plain(root) == OLD
    check_mode(root)
    assert entries(root) == ([1], [])
    for at in range(1, counting.counted + 1):
        root = world(tmp_path / str(at))
        put(root, *WRITES)
        error = undo(root, FailingCalls(at, code))
        if error is None:
            assert entries(root)[0] == [1], at
            assert {path: data for path, data in plain(root).items() if data != b"/"} == OLD, at
        else:
            assert plain(root) == NEW, at
            assert entries(root)[0] == [1, 2], at
            assert undo(root, FailingCalls(0)) is None
        put(root, Write("z.yaml", b"z: 1\n", None))
        assert {path: data for path, data in files(root).items() if data != b"/"} == {**OLD, "z.yaml": b"z: 1\n"}, at
        assert entries(root)[1] == [], at
        check_mode(root)


def test_a_disk_that_stays_bad_is_told_and_settled_later(tmp_path: Path) -> None:
    """From each call on, all calls fail: what cannot even be taken back is named, and finished by the next save."""
    counting = FailingCalls(0)
    assert attempt(world(tmp_path / "counted"), counting) is None
    mixes = 0
    for at in range(1, counting.counted + 1):
        root = world(tmp_path / str(at))
        error = attempt(root, FailingCalls(at, lasting=True))
        found = plain(root)
        whole = {path: data for path, data in found.items() if data != b"/"}
        new = {path: data for path, data in NEW.items() if data != b"/"}
        said = language("en").say(error.message) if error else ""
        if error is None:
            assert found == NEW
        elif said.startswith("nothing was changed"):
            assert whole == OLD, (at, said)
        else:
            mixes += 1
            assert said.startswith("written: "), (at, said)
            assert error.hint is not None
            assert "collab doctor --fix" in language("en").say(error.hint)
            assert entries(root)[1] == [2]
            assert all(data in (OLD.get(path), new.get(path)) for path, data in whole.items())
        told = put(root, Write("z.yaml", b"z: 1\n", None))
        settled = {path: data for path, data in files(root).items() if data != b"/"}
        settled.pop("z.yaml")
        assert settled in (OLD, new), (at, told)
        assert entries(root)[1] == []
        if said.startswith("written"):
            assert settled == new
            assert told == ["finished a change that was broken off: changed it"]
        check_mode(root)
    assert mixes >= 3


@pytest.mark.no_cover
def test_an_interrupt_after_any_call_leaves_old_or_new(tmp_path: Path) -> None:
    counting = FailingCalls(0)
    assert attempt(world(tmp_path / "counted"), counting) is None
    for at in range(1, counting.counted + 1):
        root = world(tmp_path / str(at))
        with pytest.raises(KeyboardInterrupt):
            attempt(root, FailingCalls(at, interrupted=True))
        found = {path: data for path, data in plain(root).items() if data != b"/"}
        new = {path: data for path, data in NEW.items() if data != b"/"}
        assert found in (OLD, new), at
        put(root, Write("z.yaml", b"z: 1\n", None))
        assert {path: data for path, data in plain(root).items() if data != b"/"} == {**found, "z.yaml": b"z: 1\n"}, at
        assert entries(root)[1] == [], at
