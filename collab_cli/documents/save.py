"""The one way files of a workspace are written: all or nothing, never torn, never over somebody's change.

The lock is an operating-system lock on a separate file, freed by the kernel when its process dies; the files
themselves are replaced whole, so readers need no lock.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg

TEMPORARY = ".collab-tmp-"
_HOLDER_SIZE = 4096


@dataclass(frozen=True, slots=True)
class Write:
    """One file to be written: its path relative to the root with ``/``, its new bytes (None removes it), and
    the bytes the plan was made on (None: there must be no such file)."""

    path: str
    data: bytes | None
    expected: bytes | None


@dataclass(slots=True)
class _Step:
    write: Write
    target: Path
    temporary: Path


def lock_path(root: Path, state_home: Path) -> Path:
    """Return the lock file of the workspace at ``root``: in its git directory, else in a folder of the user.

    ``.git`` may be a file naming the directory (worktree, submodule). Without git the file lies under
    ``state_home``, named by a hash of the workspace path. Nothing is created.
    """
    real = root.resolve()
    for folder in (real, *real.parents):
        directory = _git_directory(folder / ".git")
        if directory is not None:
            return directory / "collab.lock"
    return state_home / "locks" / f"{hashlib.sha256(os.fsencode(real)).hexdigest()[:16]}.lock"


def save_all(root: Path, writes: Sequence[Write], *, lock_file: Path, wait: float) -> None:
    """Write all of ``writes`` in their order (put referenced records first), or none of them.

    Waits at most ``wait`` seconds for the lock. Raises CollabError, with nothing written, when the lock is
    held, a file is not as expected, a path leaves ``root``, or the disk refuses; should it refuse between two
    renames, the message names what is written and what is not.
    """
    steps = [_planned(root, number, write) for number, write in enumerate(writes)]
    with _locked(lock_file, wait):
        try:
            _sweep({step.target.parent for step in steps})
            for step in steps:
                _check(step)
            _write_all(steps)
        except OSError as error:
            raise _refused(msg("nothing was changed: {reason}", reason=_reason(error))) from error


def _git_directory(entry: Path) -> Path | None:
    try:
        if entry.is_dir():
            found = entry
        else:
            with entry.open("rb") as file:
                line = file.read(_HOLDER_SIZE).decode()
            if not line.startswith("gitdir: "):
                return None
            found = entry.parent / line.removeprefix("gitdir: ").strip()
        return found if (found / "HEAD").is_file() else None
    except (OSError, ValueError):
        return None


def _planned(root: Path, number: int, write: Write) -> _Step:
    """Return where ``write`` goes. Raises CollabError for a path that leaves the workspace or may not be entered."""
    parts = write.path.split("/")
    inside = not any(part in ("", ".", "..") or "\0" in part or "\\" in part or ":" in part for part in parts)
    if inside:
        target = root.joinpath(*parts)
        try:
            inside = target.parent.resolve().is_relative_to(root.resolve()) and not target.is_symlink()
        except PermissionError as error:
            raise _refused(msg("nothing was changed: {reason}", reason=_reason(error))) from error
        except (OSError, RuntimeError):
            inside = False
    if not inside:
        raise CollabError(
            msg("{path} is not a plain file inside the workspace, so nothing was written", path=write.path),
            msg("use a path below the folder of collab.yaml, without links"),
        )
    return _Step(write, target, target.parent / f"{TEMPORARY}{os.getpid()}-{number}")


@contextlib.contextmanager
def _locked(lock_file: Path, wait: float) -> Iterator[None]:
    from filelock import FileLock, Timeout

    holder = lock_file.with_name(lock_file.name + ".holder")
    lock = FileLock(lock_file)
    try:
        lock_file.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=wait)
    except Timeout:
        raise CollabError(_held(holder), msg("wait until it has ended, then try again")) from None
    except (OSError, NotImplementedError) as error:
        raise _refused(msg("the workspace cannot be locked: {reason}", reason=_reason(error))) from error
    try:
        with contextlib.suppress(OSError):  # only for the message of those who wait
            command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:3]])[:80]
            holder.write_text(json.dumps({"pid": os.getpid(), "command": command}), encoding="utf-8")
        yield
    finally:
        with contextlib.suppress(OSError):
            holder.unlink(missing_ok=True)
        lock.release()


def _held(holder: Path) -> Message:
    """Return who holds the lock, as far as the note beside it tells."""
    try:
        with holder.open("rb") as file:
            note = json.loads(file.read(_HOLDER_SIZE))
        since = datetime.fromtimestamp(holder.stat().st_mtime).astimezone()
        return msg(
            "another process writes to this workspace: {command} (process {pid}, since {since})",
            command=str(note["command"]),
            pid=str(note["pid"]),
            since=since.isoformat(" ", "minutes")[:16],
        )
    except (OSError, ValueError, LookupError, TypeError):
        return msg("another process writes to this workspace")


def _sweep(folders: set[Path]) -> None:
    """Remove temporaries a killed process left; nobody else writes while the lock is held."""
    for folder in folders:
        if folder.is_dir():
            for name in os.listdir(folder):  # noqa: PTH208 (names are enough)
                if name.startswith(TEMPORARY):
                    os.unlink(folder / name)  # noqa: PTH108 (os.* calls are what the tests make fail)


def _check(step: _Step) -> None:
    """Raise CollabError unless the file is as the plan saw it."""
    try:
        present = step.target.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        present = None
    if present == step.write.expected:
        return
    if step.write.expected is None:
        text = msg("{path} exists already, so nothing was written", path=step.write.path)
    else:
        text = msg("{path} has changed since it was read, so nothing was written", path=step.write.path)
    raise CollabError(text, msg("look at the change, then run the command again"))


def _write_all(steps: Sequence[_Step]) -> None:
    created: list[Path] = []
    done: list[str] = []
    try:
        for step in steps:
            if step.write.data is not None:
                created += _make_folders(step.target.parent)
                _write_temporary(step, step.write.data)
        for step in steps:
            if step.write.data is None:
                os.unlink(step.target)  # noqa: PTH108
            else:
                os.replace(step.temporary, step.target)  # noqa: PTH105
            done.append(step.write.path)
        for folder in dict.fromkeys([*(step.target.parent for step in steps), *(made.parent for made in created)]):
            _sync_folder(folder)
    except BaseException as error:
        for step in steps:
            with contextlib.suppress(OSError):
                os.unlink(step.temporary)  # noqa: PTH108
        for folder in reversed(created):
            with contextlib.suppress(OSError):  # a folder that got its file stays
                os.rmdir(folder)  # noqa: PTH106
        if isinstance(error, OSError) and done:
            raise _refused(_half_done(steps, done, error)) from error
        raise


def _make_folders(folder: Path) -> list[Path]:
    """Create ``folder`` with its parents; return those that were missing, outermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()][::-1]
    made: list[Path] = []
    try:
        for each in missing:
            os.mkdir(each)  # noqa: PTH102
            made.append(each)
    except OSError:
        for each in reversed(made):
            os.rmdir(each)  # noqa: PTH106
        raise
    return made


def _write_temporary(step: _Step, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(step.temporary, flags, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if step.write.expected is not None:
            os.chmod(step.temporary, stat.S_IMODE(os.stat(step.target).st_mode))  # noqa: PTH101, PTH116
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # pragma: no cover (folders cannot be opened there)
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _half_done(steps: Sequence[_Step], done: list[str], error: OSError) -> Message:
    left = tuple(step.write.path for step in steps[len(done) :])
    if not left:
        return msg("written, but the disk did not confirm it: {reason}", reason=_reason(error))
    return msg(
        "written: {done}; not written: {left}; the disk refused: {reason}",
        done=tuple(done),
        left=left,
        reason=_reason(error),
    )


def _refused(text: Message) -> CollabError:
    hint = msg("free some space, or check the rights and the disk, then run the command again")
    return CollabError(text, hint)


def _reason(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
