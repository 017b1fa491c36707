"""Keep what was worked out, for the next run: disposable, outside the workspace, never trusted.

An entry is a file with a line that says whose it is, a checksum and the value. One that is damaged, of another
owner or of another version is as good as none; one that cannot be written is not written.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
from binascii import crc32
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from collab_cli import __version__

LARGEST: Final = 64 << 20
"""Bytes beyond which an entry is neither written nor read."""

_CHECKSUM: Final = 4
_READ: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_WRITE: Final = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_TRUNC
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def read_cache(home: Path, topic: str, owner: str) -> Any:
    """Return the value kept under ``topic`` for ``owner``, or None; never raises."""
    try:
        data = _bytes_of(_entry(home, topic, owner))
    except OSError:
        return None
    head = _head(topic, owner)
    start = len(head) + _CHECKSUM
    if not data.startswith(head) or data[len(head) : start] != _checksum(data[start:]):
        return None
    try:
        return marshal.loads(data[start:])  # noqa: S302 (the checksum says that we wrote it)
    except (EOFError, ValueError, TypeError):
        return None


def write_cache(home: Path, topic: str, owner: str, value: Any) -> None:
    """Keep ``value``, made of tuples, lists, dicts, texts and numbers, under ``topic`` for ``owner``; never raises.

    A reader sees the entry before or the one after, whole. Nobody but the user may read it.
    """
    body = marshal.dumps(value)
    data = _head(topic, owner) + _checksum(body) + body
    if len(data) > LARGEST:
        return
    entry = _entry(home, topic, owner)
    fresh = entry.with_name(f"{entry.name}.{os.getpid()}.tmp")
    try:
        entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(fresh, _WRITE, 0o600)
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        fresh.replace(entry)
    except OSError:
        with suppress(OSError):
            fresh.unlink()


def _entry(home: Path, topic: str, owner: str) -> Path:
    """Return the file of an entry; should two owners share one, each finds it to be of the other."""
    return home / f"{topic}-{crc32(_bytes(owner)):08x}"


def _head(topic: str, owner: str) -> bytes:
    return b"collab cache " + _bytes(f"{__version__} {sys.implementation.cache_tag} {topic} {owner}\n")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _checksum(body: bytes) -> bytes:
    return crc32(body).to_bytes(_CHECKSUM, "big")


def _bytes_of(path: Path) -> bytes:
    """Return the bytes of a regular file; raise OSError for anything else, without waiting for a pipe."""
    handle = os.open(path, _READ)
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
            raise OSError
        return file.read(LARGEST)
