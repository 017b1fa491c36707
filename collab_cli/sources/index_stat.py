"""Which files on disk are no longer what the index of git says, found without a command that may run a filter.

git keeps size and times of each file beside its id. A file that has them still is unchanged; of any other the bytes
are hashed here, so that no program a repository names ever sees them.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from collab_cli.sources.snapshot import Stamp

_LINE = re.compile(
    rb"(\d{6}) ([0-9a-f]+) (\d)\t([^\0]*)\0  ctime: (\d+):(\d+)\n  mtime: (\d+):(\d+)\n  dev: \d+\tino: (\d+)\n"
    rb"  uid: \d+\tgid: \d+\n  size: (\d+)\tflags: ([0-9a-f]+)\n"
)
_SKIPPED = 0x40000000
"""The flag of a file a sparse checkout leaves out."""
_LOW = 0xFFFFFFFF
_SECOND = 1_000_000_000


class IndexEntry(NamedTuple):
    """A file as the index knows it; the times are in nanoseconds, with none behind the second where git kept none."""

    mode: str
    object_id: str
    is_merged: bool
    path: str
    size: int
    mtime: int
    ctime: int
    inode: int
    is_skipped: bool


def parse_index(listing: bytes) -> Iterator[IndexEntry]:
    """Yield the entries of ``ls-files --stage --debug -z``."""
    for match in _LINE.finditer(listing):
        mode, object_id, stage, path, ctime, ctime_ns, mtime, mtime_ns, inode, size, flags = match.groups()
        yield IndexEntry(
            mode.decode(),
            object_id.decode(),
            stage == b"0",
            os.fsdecode(path),
            int(size),
            int(mtime) * _SECOND + int(mtime_ns),
            int(ctime) * _SECOND + int(ctime_ns),
            int(inode),
            bool(int(flags, 16) & _SKIPPED),
        )


def index_time(git_dir: Path) -> int:
    """Return when the index was written, in nanoseconds; 0 without one."""
    try:
        return (git_dir / "index").stat().st_mtime_ns
    except OSError:
        return 0


def is_untouched(entry: IndexEntry, stamp: Stamp, written: int) -> bool:
    """Return whether a file with this stamp is surely the one of the index, which was written at ``written``.

    A file changed in the moment the index was written may have the same times: nothing is sure of that.
    """
    size, mtime, ctime, inode = stamp
    return (
        entry.size == size & _LOW
        and entry.inode == inode & _LOW
        and _is_same(entry.mtime, mtime)
        and _is_same(entry.ctime, ctime)
        and entry.mtime < written - (0 if entry.mtime % _SECOND else _SECOND)
    )


def is_blob(data: bytes, object_id: str) -> bool:
    """Return whether a file with these bytes has the content of a blob, or has it but for its line ends."""
    return object_id in (_blob_id(data, object_id), _blob_id(data.replace(b"\r\n", b"\n"), object_id))


def link_stamp(path: Path) -> Stamp | None:
    """Return the stamp of what is at ``path`` itself, a link too; None if there is nothing."""
    try:
        status = path.lstat()
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _is_same(kept: int, found: int) -> bool:
    return kept == (found if kept % _SECOND else found - found % _SECOND)


def _blob_id(data: bytes, like: str) -> str:
    algorithm = hashlib.sha256 if len(like) == 64 else hashlib.sha1
    return algorithm(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
