"""The files of a workspace at one moment: path -> bytes.

Nothing outside the workspace is ever opened, nothing that could block is waited for, and nothing is read
that nobody wants: what a root folder means is the model's business, ``wanted`` tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from collab_cli.findings import Fault
from collab_cli.sources import entry_faults as faults_of
from collab_cli.sources.entry_faults import Unreadable
from collab_cli.sources.entry_names import Wanted
from collab_cli.sources.limits import LIMITS, Limits

Stamp = tuple[int, int, int, int]
"""Size, change times in nanoseconds and inode of a file: equal stamps mean an untouched file."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a snapshot comes from: the root of the workspace and the commit, None for the working tree."""

    root: Path
    revision: str | None = None


class Snapshot(Protocol):
    """The files of a workspace at one moment."""

    @property
    def origin(self) -> Origin:
        """Return where the files come from."""
        ...

    @property
    def paths(self) -> tuple[str, ...]:
        """Return the files that may hold records, sorted, relative to the root with ``/``."""
        ...

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Return an S024 for every entry that stands where a record file should and is none."""
        ...

    @property
    def strays(self) -> tuple[str, ...]:
        """Return files that are not read: other spellings of ``.yaml``, and unwanted ``.yaml`` files at the root."""
        ...

    @property
    def folders(self) -> tuple[str, ...]:
        """Return the names of all folders at the root that do not start with ``.`` or ``_``."""
        ...

    def stamp(self, path: str) -> Stamp | str | None:
        """Return what tells a changed file from an untouched one (a blob id in git), None if nothing does."""
        ...

    def read(self, path: str) -> bytes:
        """Return the bytes of a listed file, at most one more than the limit of a file.

        Raises ``Unreadable``, which carries the S024 fault, when it cannot be read any more.
        """
        ...


def working_tree(
    root: Path, *, limits: Limits = LIMITS, wanted: Wanted | None = None, restricted: bool = False
) -> Snapshot:
    """Return the files below ``root`` as they are on disk now.

    ``wanted`` is asked of every name at the root (and directly below ``restricted``); folders it refuses are
    not entered. Raises CollabError when the root cannot be read or a limit of a run is passed.
    """
    from collab_cli.sources.tree_walk import Walk  # it builds on this module

    return Walk(root, limits, wanted, restricted).snapshot()


def no_files(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot of the same origin with nothing in it: how it was before there was anything."""
    return _Nothing(snapshot.origin)


def overlaid(snapshot: Snapshot, changes: Mapping[str, bytes | None]) -> Snapshot:
    """Return ``snapshot`` with some files replaced or added, and those with None removed."""
    return _Overlay(snapshot, changes)


class _Nothing:
    paths: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    strays: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()

    def __init__(self, origin: Origin) -> None:
        self.origin = origin

    def stamp(self, path: str) -> Stamp | str | None:
        return None

    def read(self, path: str) -> bytes:
        raise Unreadable(faults_of.vanished(path))


class _Overlay:
    def __init__(self, below: Snapshot, changes: Mapping[str, bytes | None]) -> None:
        self._below = below
        self._changes = dict(changes)
        self.origin = below.origin
        kept = set(below.paths).difference(changes)
        self.paths = tuple(sorted(kept.union(path for path, data in changes.items() if data is not None)))
        self.faults = tuple(fault for fault in below.faults if fault.place.path not in self._changes)
        self.strays = tuple(path for path in below.strays if path not in self._changes)
        new = {path.split("/")[0] for path in self.paths if "/" in path}
        self.folders = tuple(sorted(new.union(below.folders)))

    def stamp(self, path: str) -> Stamp | str | None:
        return None if path in self._changes else self._below.stamp(path)

    def read(self, path: str) -> bytes:
        if path not in self._changes:
            return self._below.read(path)
        data = self._changes[path]
        if data is None:
            raise Unreadable(faults_of.vanished(path))
        return data
