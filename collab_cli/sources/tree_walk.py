"""Lists and reads the files of the working tree.

Nothing outside the workspace is ever opened, and nothing that could block is waited for.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from collab_cli.errors import CollabError
from collab_cli.findings import Fault
from collab_cli.messages import msg
from collab_cli.sources import entry_faults as faults_of
from collab_cli.sources.entry_faults import Unreadable
from collab_cli.sources.entry_names import (
    RESTRICTED,
    Sieve,
    Wanted,
    is_hidden,
    is_record_name,
    is_stray_name,
    may_be_linked,
)
from collab_cli.sources.limits import Limits, Tally
from collab_cli.sources.snapshot import Origin, Snapshot, Stamp


def _start(root: str | Path) -> str:
    """Return what stands before the relative paths of ``root``: joining strings is several times as fast."""
    return os.fspath(root).rstrip(os.sep) + os.sep


class _Tree:
    def __init__(
        self, root: Path, stamps: Mapping[str, Stamp], links: Mapping[str, str], faults: list[Fault], limit: int
    ) -> None:
        self.origin = Origin(root)
        self.paths = tuple(sorted(stamps))
        self.faults = tuple(sorted(faults, key=lambda fault: fault.place.path))
        self.strays: tuple[str, ...] = ()
        self.folders: tuple[str, ...] = ()
        self._stamps = stamps
        self._links = links
        self._start = _start(root)
        self._limit = limit

    def stamp(self, path: str) -> Stamp | str | None:
        return self._stamps.get(path)

    def read(self, path: str) -> bytes:
        if path not in self._stamps:
            raise Unreadable(faults_of.vanished(path))
        return read_regular_file(self._links.get(path) or self._start + path, path, self._limit)


# O_NOFOLLOW: a file swapped for a link after the listing; O_NONBLOCK: one swapped for a pipe nobody writes to.
_OPEN_FLAGS = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"):
    _OPEN_FLAGS |= getattr(os, _name, 0)


def read_regular_file(full: str, path: str, limit: int) -> bytes:
    """Return the bytes of a file, at most one more than ``limit``; raise Unreadable for links, pipes and the like."""
    try:
        handle = os.open(full, _OPEN_FLAGS)
    except OSError as error:
        raise Unreadable(_fault_of(error, path)) from None
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(faults_of.no_regular_file(path))
        # One byte more than expected: a small file takes one call, and a file over the limit shows.
        data = os.read(handle, min(status.st_size, limit) + 1)
        while status.st_size and status.st_size > len(data) <= limit:
            more = os.read(handle, limit + 1 - len(data))
            if not more:
                break
            data += more
        return data
    except OSError as error:
        raise Unreadable(_fault_of(error, path)) from None
    finally:
        os.close(handle)


def _fault_of(error: OSError, path: str) -> Fault:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return faults_of.vanished(path)
    if error.errno in (errno.EACCES, errno.EPERM):
        return faults_of.no_permission(path)
    if error.errno == errno.ELOOP:
        return faults_of.link_out(path)
    if error.errno in (errno.ENXIO, errno.EISDIR, errno.ENODEV):
        return faults_of.no_regular_file(path)
    return faults_of.failed(path, (error.strerror or type(error).__name__).lower())


class Walk:
    """One listing of the tree: folders by scandir, sizes and times by lstat, links resolved one by one."""

    def __init__(self, root: Path, limits: Limits, wanted: Wanted | None, restricted: bool) -> None:
        self._root = root
        self._limits = limits
        self._sieve = Sieve(wanted, restricted)
        self._start = _start(root)
        self._real_root = _start(os.path.realpath(root))
        self._user = os.geteuid() if hasattr(os, "geteuid") else -1
        self._tally = Tally(limits)
        self._stamps: dict[str, Stamp] = {}
        self._links: dict[str, str] = {}
        self._strays: list[str] = []
        self._faults: list[Fault] = []
        self._folders: list[str] = []
        self._open: list[tuple[str, bool]] = [("", True)]

    def snapshot(self) -> Snapshot:
        """Return the whole tree; raises CollabError when the root cannot be read or a limit is passed."""
        while self._open:
            self._list(*self._open.pop())
        tree = _Tree(self._root, self._stamps, self._links, self._faults, self._limits.file)
        tree.strays = tuple(sorted(self._strays))
        tree.folders = tuple(sorted(self._folders))
        return tree

    def _list(self, folder: str, asked: bool) -> None:
        """List one folder; ``asked`` where ``wanted`` decides on its names: the root and ``restricted``."""
        try:
            with os.scandir(self._start + folder) as entries:
                for entry in entries:
                    self._take(entry, f"{folder}/{entry.name}" if folder else entry.name, asked)
        except OSError as error:
            if not folder:
                raise CollabError(
                    msg("the workspace {path} cannot be read", path=faults_of.shown_path(str(self._root))),
                    msg("check its permissions"),
                ) from None
            if error.errno not in (errno.ENOENT, errno.ENOTDIR):
                self._faults.append(_fault_of(error, faults_of.shown_path(folder)))

    def _take(self, entry: os.DirEntry[str], path: str, asked: bool) -> None:
        name = entry.name
        is_link = entry.is_symlink()
        if not is_link and entry.is_dir(follow_symlinks=False):
            self._take_folder(name, path, asked)
        elif name.startswith("."):
            return  # temporaries and locks of editors, settings of other tools
        elif name.endswith(".yaml"):
            if self._sieve.wants(name, path, asked):
                self._take_file(entry, path, is_link)
            elif faults_of.is_text(path) and not is_hidden(name):
                self._strays.append(path)
        elif is_stray_name(name):
            if faults_of.is_text(path):
                self._strays.append(path)
        elif is_link and not is_hidden(name) and self._sieve.wants(name, path, asked) and _leads_to_folder(entry):
            self._faults.append(faults_of.folder_link(faults_of.shown_path(path)))

    def _take_folder(self, name: str, path: str, asked: bool) -> None:
        if is_hidden(name):
            return
        if "/" not in path and faults_of.is_text(name):
            self._folders.append(name)
        if path == RESTRICTED:
            if self._sieve.restricted:
                self._open.append((path, True))
        elif self._sieve.wants(name, path, asked):
            if is_record_name(name):
                self._faults.append(faults_of.folder_named_as_file(faults_of.shown_path(path)))
            else:
                self._open.append((path, False))

    def _take_file(self, entry: os.DirEntry[str], path: str, is_link: bool) -> None:
        if not faults_of.is_text(path):
            self._faults.append(faults_of.not_utf8(path))
            return
        try:
            if is_link:
                status = self._follow(path)
                if status is None:
                    return
            else:
                status = entry.stat(follow_symlinks=False)
        except OSError as error:
            if error.errno != errno.ENOENT:
                self._faults.append(_fault_of(error, path))
            return
        if not stat.S_ISREG(status.st_mode):
            self._faults.append(faults_of.no_regular_file(path))
        elif not self._readable(status, path):
            self._faults.append(faults_of.no_permission(path))
        else:
            self._tally.add_files(1)
            self._tally.add_bytes(status.st_size)
            self._stamps[path] = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)

    def _readable(self, status: os.stat_result, path: str) -> bool:
        mode = status.st_mode
        # Asking the system costs a call a file; a file that is mine or everybody's needs no asking.
        if mode & 0o444 == 0o444 or (status.st_uid == self._user and mode & 0o400):
            return True
        return os.access(self._start + path, os.R_OK, effective_ids=os.access in os.supports_effective_ids)

    def _follow(self, path: str) -> os.stat_result | None:
        """Return the status of the file a link leads to, or None with a fault noted."""
        try:
            target = os.path.realpath(self._start + path, strict=True)
        except OSError as error:
            refused = error.errno in (errno.EACCES, errno.EPERM)
            self._faults.append(faults_of.link_out(path) if refused else faults_of.dangling_link(path))
            return None
        inside = target[len(self._real_root) :] if target.startswith(self._real_root) else ""
        if not may_be_linked(inside.replace(os.sep, "/"), self._sieve.restricted):
            self._faults.append(faults_of.link_out(path))
            return None
        self._links[path] = target
        return os.lstat(target)


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
