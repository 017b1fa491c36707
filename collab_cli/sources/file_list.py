"""The names of the files of a workspace in a commit or in the index, looked up without a value made for each."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from collab_cli.sources.revision_tree import TreeEntry

_ABOUT = re.compile(rb"(\d{6}) (?:[a-z]+ )?([0-9a-f]{40,64})")
_LINK = "120000"


class Listing:
    """What ``ls-tree -r -z`` or ``ls-files --stage -z`` has written; both sides of a comparison can share one."""

    def __init__(self, text: bytes) -> None:
        self._lines = text.split(b"\0")
        self.may_hold_links = b"\x00120000 " in b"\x00" + text

    @cached_property
    def paths(self) -> Mapping[str, bytes]:
        """Return what is told of each file, by its path."""
        cut = (line.partition(b"\t") for line in self._lines)
        return {os.fsdecode(path): about for about, tab, path in cut if tab}

    @cached_property
    def names(self) -> Mapping[str, list[str]]:
        """Return the paths of the files in folders, by their names without the folders."""
        found: dict[str, list[str]] = {}
        for path in self.paths:
            _, slash, name = path.rpartition("/")
            if slash:
                found.setdefault(name, []).append(path)
        return found


class FileList:
    """The files a listing names, but for those that are different: ``own`` has them by path, None for a missing one."""

    def __init__(self, listing: Listing, own: Mapping[str, TreeEntry | None]) -> None:
        self._listing = listing
        self._own = own

    def __iter__(self) -> Iterator[TreeEntry]:
        """Yield every file; those of its own come last."""
        yield from self._entries(self._listing.paths)
        yield from self._owned

    def entry(self, path: str) -> TreeEntry | None:
        """Return the file at ``path``, None if there is none."""
        if path in self._own:
            return self._own[path]
        about = self._listing.paths.get(path)
        return _parsed(about, path) if about is not None else None

    def named(self, name: str) -> list[str]:
        """Return the paths of the files called ``name`` that lie in some folder."""
        kept = [path for path in self._listing.names.get(name, ()) if path not in self._own]
        return [*kept, *(entry.path for entry in self._owned if entry.path.endswith("/" + name))]

    def below(self, folder: str) -> list[TreeEntry]:
        """Return the files in a folder at the root and in those below it."""
        start = folder + "/"
        kept = self._entries(path for path in self._listing.paths if path.startswith(start))
        return [*kept, *(entry for entry in self._owned if entry.path.startswith(start))]

    def links(self) -> list[str]:
        """Return the paths of the symbolic links."""
        kept = self._entries(self._listing.paths) if self._listing.may_hold_links else ()
        return [entry.path for entry in (*kept, *self._owned) if entry.mode == _LINK]

    @cached_property
    def _owned(self) -> tuple[TreeEntry, ...]:
        return tuple(entry for entry in self._own.values() if entry is not None)

    def _entries(self, paths: Iterable[str]) -> Iterator[TreeEntry]:
        abouts = self._listing.paths
        return (_parsed(abouts[path], path) for path in paths if path not in self._own)


def _parsed(about: bytes, path: str) -> TreeEntry:
    found = _ABOUT.match(about)
    assert found is not None, about
    return TreeEntry(found[1].decode(), found[2].decode(), path)
