"""Single steps on files that hold whatever happens: written whole and synced, or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

TEMPORARY = ".collab-tmp-"
"""How the names of files begin that are not in their place yet; the loader passes them over."""

_CHUNK = 1 << 20


def read_file(path: Path) -> bytes | None:
    """Return the bytes of a plain file, None if there is none; raise OSError when it cannot be read."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        kind = os.fstat(handle).st_mode
        if not stat.S_ISREG(kind):
            code = errno.EISDIR if stat.S_ISDIR(kind) else errno.EINVAL
            raise OSError(code, os.strerror(code))
        pieces = []
        while piece := os.read(handle, _CHUNK):
            pieces.append(piece)
        return b"".join(pieces)
    finally:
        os.close(handle)


def write_new(path: Path, data: bytes, mode: int | None = None) -> None:
    """Write a file that is not there yet and sync it; ``mode`` are its rights, None for the usual ones.

    Raises OSError; what is written by then stays for the caller to remove.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if mode is not None:
            os.chmod(path, mode)  # noqa: PTH101 (os.* calls are what the tests make fail)
        os.fsync(handle)
    finally:
        os.close(handle)


def mode_of(path: Path) -> int:
    """Return the rights of a file; raise OSError when they cannot be told."""
    return stat.S_IMODE(os.stat(path).st_mode)  # noqa: PTH116 (as above)


def is_protected(path: Path) -> bool:
    """Return whether a file may not be written to; root, who may write to all, is held to the rights it has."""
    return not os.access(path, os.W_OK) or not mode_of(path) & 0o222


def move(old: Path, new: Path) -> None:
    """Put ``old`` in the place of ``new`` in one step; raise OSError when that fails."""
    os.replace(old, new)  # noqa: PTH105


def remove(path: Path) -> None:
    """Remove a file, if it is there; raise OSError when that fails."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108


def make_folders(folder: Path) -> list[Path]:
    """Create ``folder`` with its parents; return those that were missing, outermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()][::-1]
    made: list[Path] = []
    try:
        for each in missing:
            os.mkdir(each)  # noqa: PTH102
            made.append(each)
    except OSError:
        remove_folders(made)
        raise
    return made


def remove_folders(made: Iterable[Path]) -> None:
    """Remove folders named outermost first, as far as nothing is in them."""
    for folder in reversed(list(made)):
        with contextlib.suppress(OSError):
            os.rmdir(folder)  # noqa: PTH106


def sync_folder(folder: Path) -> None:
    """Make sure that what was moved into ``folder`` is on the disk; a folder that is gone needs none of it."""
    if os.name == "nt":  # pragma: no cover (folders cannot be opened there)
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def temporaries_in(folder: Path) -> list[Path]:
    """Return the files a killed process left in ``folder``; raise OSError when it cannot be listed."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 (names are enough)
    except (FileNotFoundError, NotADirectoryError):
        return []
    found = [folder / name for name in sorted(names) if name.startswith(TEMPORARY)]
    return [path for path in found if _is_plain(path)]


def temporaries_below(root: Path) -> Iterator[Path]:
    """Yield the files a killed process left anywhere in the workspace at ``root``, those of inner workspaces not."""
    return (path for path in _named_temporary(root) if _is_plain(path))


def things_named_temporary(root: Path) -> Iterator[Path]:
    """Yield what has the name of such a file but is none: folders, links, pipes."""
    return (path for path in _named_temporary(root) if not _is_plain(path))


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _named_temporary(root: Path) -> Iterator[Path]:
    for folder, inner, names in os.walk(root):
        if folder != str(root) and ("collab.yaml" in names or ".git" in names):
            inner.clear()
            continue
        named = sorted(name for name in (*names, *inner) if name.startswith(TEMPORARY))
        inner[:] = sorted(name for name in inner if name != ".git" and not name.startswith(TEMPORARY))
        yield from (Path(folder, name) for name in named)
