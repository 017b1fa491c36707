"""The files of a workspace as a commit holds them, by the same rules as those on disk."""

from __future__ import annotations

import posixpath
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass

from collab_cli.findings import Fault
from collab_cli.sources import entry_faults as faults_of
from collab_cli.sources.entry_faults import Unreadable
from collab_cli.sources.entry_names import RESTRICTED, Sieve, is_hidden, is_record_name, is_stray_name, may_be_linked
from collab_cli.sources.git_calls import ObjectReader
from collab_cli.sources.limits import Limits, Tally
from collab_cli.sources.snapshot import Origin, Stamp

_LINK, _SUBMODULE, _TREE = "120000", "160000", "040000"
_MAX_LINK = 4096
_MAX_HOPS = 10
_MAX_STRIDE = 64


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """A line of ``ls-tree``: mode, object id and path relative to the root of the workspace."""

    mode: str
    object_id: str
    path: str


def parse_listing(listing: bytes) -> list[TreeEntry]:
    """Return the entries of ``ls-tree -z``."""
    entries = []
    for line in listing.split(b"\0"):
        about, tab, name = line.partition(b"\t")
        if tab:
            mode, _, object_id = about.decode("ascii").split(" ")
            entries.append(TreeEntry(mode, object_id, name.decode("utf-8", "surrogateescape")))
    return entries


def roots_to_list(top: Iterable[TreeEntry], sieve: Sieve) -> tuple[list[TreeEntry], list[str]]:
    """Return the entries at the root that are no folder, and the names of the folders to list below."""
    plain: list[TreeEntry] = []
    folders: list[str] = []
    for entry in top:
        if entry.mode != _TREE:
            plain.append(entry)
        elif not is_hidden(entry.path) and sieve.enters(entry.path):
            folders.append(entry.path)
    return plain, folders


def folder_names(top: Iterable[TreeEntry]) -> tuple[str, ...]:
    """Return the names of the folders at the root that may be read."""
    names = [entry.path for entry in top if entry.mode == _TREE and not is_hidden(entry.path)]
    return tuple(sorted(name for name in names if faults_of.is_text(name)))


class RevisionTree:
    """A snapshot of one commit."""

    def __init__(
        self,
        origin: Origin,
        entries: Iterable[TreeEntry],
        folders: tuple[str, ...],
        *,
        reader: ObjectReader,
        everything: Callable[[], Iterable[TreeEntry]],
        limits: Limits,
        sieve: Sieve,
    ) -> None:
        self.origin = origin
        self.folders = folders
        self._reader = reader
        self._limits = limits
        self._read = Tally(limits)
        self._ahead: dict[str, tuple[str, bytes] | None] = {}
        self._next = 0
        self._stride = 1
        sorted_out = _Sorting(sieve)
        for entry in entries:
            sorted_out.take(entry)
        self._blobs = sorted_out.blobs
        self._faults = sorted_out.faults
        if sorted_out.links or sorted_out.folder_links:
            tree = {entry.path: entry for entry in everything()}
            folders_of_tree = _folders_of(tree)
            self._follow(sorted_out.links, tree, folders_of_tree, sieve.restricted)
            self._note_folders(sorted_out.folder_links, tree, folders_of_tree)
        self._read.add_files(len(self._blobs))
        self.paths: tuple[str, ...] = tuple(sorted(self._blobs))
        self.strays: tuple[str, ...] = tuple(sorted(sorted_out.strays))
        self.faults: tuple[Fault, ...] = tuple(self._faults[path] for path in sorted(self._faults))

    def stamp(self, path: str) -> Stamp | str | None:
        """Return the blob id of a file."""
        return self._blobs.get(path)

    def read(self, path: str) -> bytes:
        """Return the bytes of a file, at most one more than the limit; raises Unreadable."""
        blob = self._blobs.get(path)
        if blob is None:
            raise Unreadable(faults_of.vanished(path))
        found = self._ahead.pop(path) if path in self._ahead else self._fetch(path)
        if found is None or found[0] != "blob":
            raise Unreadable(faults_of.missing_object(path))
        self._read.add_bytes(len(found[1]))
        return found[1]

    def _fetch(self, path: str) -> tuple[str, bytes] | None:
        """Return an object; who reads one file after the other gets the next ones asked for at one go."""
        index = bisect_left(self.paths, path)
        self._stride = min(self._stride * 2, _MAX_STRIDE) if index == self._next else 1
        paths = self.paths[index : index + self._stride]
        self._next = index + len(paths)
        found = self._reader.read_all([self._blobs[one] for one in paths], self._limits.file + 1)
        self._ahead = dict(zip(paths[1:], found[1:], strict=True))
        return found[0]

    def _follow(
        self, links: Mapping[str, str], tree: Mapping[str, TreeEntry], folders: Set[str], restricted: bool
    ) -> None:
        """Put the files behind links among the blobs; a link through another linked folder leads nowhere."""
        for path, link in links.items():
            target = self._target(path, link, tree)
            if target is None:
                self._faults[path] = faults_of.dangling_link(path)
            elif not may_be_linked(target, restricted):
                self._faults[path] = faults_of.link_out(path)
            elif target in tree and tree[target].mode != _SUBMODULE:
                self._blobs[path] = tree[target].object_id
            elif target in tree or target in folders:
                self._faults[path] = faults_of.no_regular_file(path)
            else:
                self._faults[path] = faults_of.dangling_link(path)

    def _note_folders(self, links: Mapping[str, str], tree: Mapping[str, TreeEntry], folders: Set[str]) -> None:
        """Note links to folders; of a link out of the workspace only its name tells what it may lead to."""
        for path, link in links.items():
            target = self._target(path, link, tree)
            if target in folders or (target == "" and "." not in posixpath.basename(path)):
                self._faults[path] = faults_of.folder_link(faults_of.shown_path(path))

    def _target(self, path: str, link: str, tree: Mapping[str, TreeEntry]) -> str | None:
        """Return where a link leads, "" for out of the workspace, None for a circle or unreadable link."""
        for _ in range(_MAX_HOPS):
            found = self._reader.read(link, _MAX_LINK)
            if found is None:
                return None
            to = found[1].decode("utf-8", "surrogateescape")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), to))
            if target.startswith(("/", "../")) or target in ("..", "."):
                return ""
            entry = tree.get(target)
            if entry is None or entry.mode != _LINK:
                return target
            path, link = target, entry.object_id
        return None


def _folders_of(paths: Iterable[str]) -> Set[str]:
    folders: set[str] = set()
    for path in paths:
        above = posixpath.dirname(path)
        while above and above not in folders:
            folders.add(above)
            above = posixpath.dirname(above)
    return folders


class _Sorting:
    """Sorts the entries of a tree into records, links to them, strays and faults."""

    def __init__(self, sieve: Sieve) -> None:
        self._sieve = sieve
        self.blobs: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.folder_links: dict[str, str] = {}
        self.strays: list[str] = []
        self.faults: dict[str, Fault] = {}
        self._folders: dict[str, bool] = {}

    def take(self, entry: TreeEntry) -> None:
        """Sort one entry of a recursive listing."""
        path = entry.path
        folder, _, name = path.rpartition("/")
        if not self._is_read(folder) or name.startswith("."):
            return
        wanted = self._sieve.wants(name, path, folder in ("", RESTRICTED))
        if name.endswith(".yaml") and entry.mode != _SUBMODULE:
            if wanted:
                self._take_record(entry)
            elif faults_of.is_text(path) and not is_hidden(name):
                self.strays.append(path)
        elif is_stray_name(name) and entry.mode != _SUBMODULE:
            if faults_of.is_text(path):
                self.strays.append(path)
        elif entry.mode in (_SUBMODULE, _LINK) and self._may_hold_records(path, name, wanted):
            self._take_folder(entry)

    def _may_hold_records(self, path: str, name: str, wanted: bool) -> bool:
        # `restricted` is meant to be kept apart, as a submodule for instance: that is no fault.
        return wanted and not is_hidden(name) and path != RESTRICTED

    def _is_read(self, folder: str) -> bool:
        known = self._folders.get(folder)
        if known is None:
            known = self._folders[folder] = self._decide(folder)
        return known

    def _decide(self, folder: str) -> bool:
        if not folder:
            return True
        above, _, name = folder.rpartition("/")
        if is_hidden(name) or not self._is_read(above):
            return False
        if not (self._sieve.wants(name, folder, above == RESTRICTED) if above else self._sieve.enters(name)):
            return False
        if is_record_name(name):
            self.faults[folder] = faults_of.folder_named_as_file(faults_of.shown_path(folder))
            return False
        return True

    def _take_folder(self, entry: TreeEntry) -> None:
        if entry.mode == _LINK:
            self.folder_links[entry.path] = entry.object_id
        else:
            self.faults[entry.path] = faults_of.submodule(faults_of.shown_path(entry.path))

    def _take_record(self, entry: TreeEntry) -> None:
        if not faults_of.is_text(entry.path):
            self.faults[entry.path] = faults_of.not_utf8(entry.path)
        elif entry.mode == _LINK:
            self.links[entry.path] = entry.object_id
        else:
            self.blobs[entry.path] = entry.object_id
