"""The lock of a workspace: one writer at a time, and who it is.

It is an operating-system lock on a file of its own, freed by the kernel when its process dies.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from collab_cli.documents.store import Store
from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg

_NOTE_SIZE = 4096
_POLL = 0.02
_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG})
_NO_RIGHT = frozenset({errno.EACCES, errno.EPERM})
_IN_THE_WAY = frozenset({errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.EINVAL, errno.ENXIO, errno.ELOOP})


@dataclass(frozen=True, slots=True)
class Holder:
    """Who wrote the note beside the lock: a command, its process, and the minute it began."""

    command: str
    process: str
    since: str


@dataclass(slots=True)
class Hold:
    """The lock while it is held: ``is_left`` says whether the last holder left something behind, ``leaves`` whether
    this one does."""

    is_left: bool
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """The lock of this store, held already by who saves: from before the files are read until they are written."""

    store: Store


@contextlib.contextmanager
def claimed(store: Store, wait: float) -> Iterator[Claim]:
    """Hold the lock while a change is planned; who is given the claim saves without waiting for the lock.

    Waits at most ``wait`` seconds, then raises CollabError; also when there can be no lock.
    """
    with _acquired(store, wait):
        yield Claim(store)


@contextlib.contextmanager
def locked(store: Store, wait: float, claim: Claim | None = None) -> Iterator[Hold]:
    """Hold the lock; one who dies, or cannot remove its temporaries, leaves its note behind for the next holder.

    Waits at most ``wait`` seconds, then raises CollabError naming the holder; also when there can be no lock. With a
    ``claim`` of the same store the lock is held already.
    """
    with contextlib.nullcontext() if claim == Claim(store) else _acquired(store, wait):
        hold = Hold(os.path.lexists(store.holder))
        with contextlib.suppress(OSError):  # only for the message of those who wait
            command = " ".join([os.path.basename(sys.argv[0]), *sys.argv[1:3]])[:80]  # noqa: PTH119
            note = json.dumps({"pid": os.getpid(), "command": command})
            store.holder.write_text(note, encoding="utf-8")
        try:
            yield hold
        finally:
            if not hold.leaves:
                with contextlib.suppress(OSError):
                    store.holder.unlink(missing_ok=True)


@contextlib.contextmanager
def _acquired(store: Store, wait: float) -> Iterator[None]:
    from filelock import FileLock, Timeout

    lock = FileLock(store.lock_file)
    try:
        store.folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=wait, poll_interval=_POLL)
    except Timeout:
        raise CollabError(_held(holder_of(store)), msg("wait until it has ended, then try again")) from None
    except (OSError, NotImplementedError) as error:
        raise refused(msg("the workspace cannot be locked: {reason}", reason=reason_of(error)), error) from error
    try:
        yield
    finally:
        lock.release()


def lock_state(store: Store) -> tuple[Literal["free", "held", "left"], Holder | None]:
    """Return how the lock stands, with the note beside it: free, held now, or left by a process that died."""
    from filelock import FileLock, Timeout

    if not os.path.lexists(store.lock_file):
        return "free", None
    lock = FileLock(store.lock_file)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError, NotImplementedError):
        return "held", holder_of(store)
    try:
        return ("left" if os.path.lexists(store.holder) else "free"), holder_of(store)
    finally:
        lock.release()


def holder_of(store: Store) -> Holder | None:
    """Return what the note beside the lock tells, None if there is none that can be read."""
    try:
        with store.holder.open("rb") as file:
            note = json.loads(file.read(_NOTE_SIZE))
        since = datetime.fromtimestamp(store.holder.stat().st_mtime).astimezone()
        return Holder(str(note["command"]), str(note["pid"]), since.isoformat(" ", "minutes")[:16])
    except (OSError, ValueError, LookupError, TypeError):
        return None


def refused(text: Message, error: BaseException) -> CollabError:
    """Return the error of a disk that refuses, with what helps against this refusal."""
    code = error.errno if isinstance(error, OSError) else None
    if code in _FULL:
        hint = msg("free some space, then run the command again")
    elif code in _NO_RIGHT:
        hint = msg("change the rights or the owner, then run the command again")
    elif code == errno.EROFS:
        hint = msg("make the disk writable, then run the command again")
    elif code in _IN_THE_WAY:
        hint = msg("move away what stands in its place, then run the command again")
    else:
        hint = msg("check the disk, then run the command again")
    return CollabError(text, hint)


def reason_of(error: BaseException) -> str:
    """Return why something failed, in the words of the system."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _held(holder: Holder | None) -> Message:
    if holder is None:
        return msg("another process writes to this workspace")
    return msg(
        "another process writes to this workspace: {command} (process {pid}, since {since})",
        command=holder.command,
        pid=holder.process,
        since=holder.since,
    )
