"""Which files of a workspace differ between two commits, the index and the working tree, and any few of them to read.

No git command is asked that may run a filter, a diff program or a file-system monitor of the repository: trees and the
index are compared by git, what is on disk is compared with the index here (``index_stat``).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from collab_cli.errors import CollabError
from collab_cli.findings import Fault
from collab_cli.messages import msg
from collab_cli.sources import entry_faults as faults_of
from collab_cli.sources.entry_faults import Unreadable, shown_path
from collab_cli.sources.entry_names import RESTRICTED, Sieve, Wanted, is_hidden
from collab_cli.sources.file_list import FileList, Listing
from collab_cli.sources.git_calls import GitFailed
from collab_cli.sources.history import History, checked
from collab_cli.sources.index_stat import IndexEntry, index_time, is_blob, is_untouched, link_stamp, parse_index
from collab_cli.sources.limits import LIMITS
from collab_cli.sources.revision_tree import RevisionTree, TreeEntry
from collab_cli.sources.snapshot import Origin, Snapshot, Stamp

_LINK = "120000"
_NO_ENTRY = "000000"
RAW = ("-r", "-z", "--raw", "--no-renames", "--no-abbrev", "--ignore-submodules=none")

Differences = dict[str, tuple[TreeEntry | None, TreeEntry | None]]
"""What differs, by path: the file before and after, None where there is none."""


class Side(Protocol):
    """A state of the workspace of which only the names of the files are known, until some of them are asked for."""

    @property
    def files(self) -> FileList:
        """Return the names of all its files."""
        ...

    def only(self, paths: Iterable[str], *, restricted: bool = False) -> Snapshot:
        """Return a snapshot that lists these files alone, with those of them that cannot be read among its faults."""
        ...

    def whole(self, *, restricted: bool = False) -> Snapshot:
        """Return a snapshot of all files."""
        ...


@dataclass(frozen=True, slots=True)
class ComparedFiles:
    """Two states of a workspace and the paths of the files that are not the same in both."""

    before: Side
    after: Side
    changed: tuple[str, ...]


def compare_commits(history: History, before: str | None, after: str, *, wanted: Wanted) -> ComparedFiles:
    """Return what differs between two commits; before the first commit, None, there is nothing."""
    tree = _tree(history, after)
    listing = _listed(history, tree)
    base = _tree(history, before) if before is not None else None
    if base is None or tree is None:
        differences = _all_of(listing, is_new=True)
        if base is not None:
            differences = _all_of(_listed(history, base), is_new=False)
    else:
        differences = parse_raw(history.ask("diff-tree", *RAW, base, tree))
    old = FileList(listing, {path: pair[0] for path, pair in differences.items()})
    sides = _Committed(history, old, before, wanted), _Committed(history, FileList(listing, {}), after, wanted)
    return ComparedFiles(*sides, tuple(sorted(differences)))


def compare_with_index(history: History, before: str | None, *, wanted: Wanted) -> ComparedFiles:
    """Return what differs between a commit, None for nothing, and the index; raises CollabError in a merge."""
    listing = Listing(history.ask_index("ls-files", "--stage", "-z"))
    differences = _against_index(history, before, listing)
    unmerged = next((entry.path for entry in _index(history) if not entry.is_merged), None)
    if unmerged is not None:
        raise CollabError(
            msg("the index holds {path} in several versions: a merge is not finished", path=shown_path(unmerged)),
            msg("finish it with `git add` and `git commit`"),
        )
    sides = _on_listing(listing, differences)
    return ComparedFiles(
        _Committed(history, sides[0], before, wanted),
        _Committed(history, sides[1], None, wanted),
        tuple(sorted(differences)),
    )


def compare_with_disk(history: History, before: str | None, disk: Snapshot, *, wanted: Wanted) -> ComparedFiles:
    """Return what differs between a commit, None for nothing, and the working tree, which ``disk`` lists whole."""
    listing = Listing(history.ask_index("ls-files", "--stage", "-z"))
    differences = _against_index(history, before, listing)
    for path, entry in _touched(history, disk, wanted).items():
        old = differences[path][0] if path in differences else entry
        differences[path] = old, _on_disk(disk, path)
    changed = [path for path, (old, _) in differences.items() if old is None or not _has_content(disk, path, old)]
    sides = _on_listing(listing, differences)  # with those that are staged and taken back
    before_side = _Committed(history, sides[0], before, wanted)
    return ComparedFiles(before_side, _Disk(disk, sides[1]), tuple(sorted(changed)))


class _Committed:
    """The files of a commit, or those of the index."""

    def __init__(self, history: History, files: FileList, revision: str | None, wanted: Wanted) -> None:
        self.files = files
        self._history = history
        self._revision = revision
        self._wanted = wanted

    def only(self, paths: Iterable[str], *, restricted: bool = False) -> Snapshot:
        entries = [entry for path in paths if (entry := self.files.entry(path)) is not None]
        return self._snapshot(entries, restricted)

    def whole(self, *, restricted: bool = False) -> Snapshot:
        return self._snapshot(list(self.files), restricted)

    def _snapshot(self, entries: Sequence[TreeEntry], restricted: bool) -> Snapshot:
        folders = {entry.path.partition("/")[0] for entry in entries if "/" in entry.path}
        if not restricted and self.files.below(RESTRICTED):
            folders.add(RESTRICTED)
        return RevisionTree(
            Origin(self._history.root, self._revision),
            entries,
            tuple(sorted(name for name in folders if faults_of.is_text(name) and not is_hidden(name))),
            reader=self._history.reader,
            everything=lambda: self.files,
            limits=LIMITS,
            sieve=Sieve(self._wanted, restricted),
        )


class _Disk:
    """The files of the working tree."""

    def __init__(self, disk: Snapshot, files: FileList) -> None:
        self.files = files
        self._disk = disk

    def only(self, paths: Iterable[str], *, restricted: bool = False) -> Snapshot:
        return _Some(self._disk, frozenset(path for path in paths if restricted or not _is_restricted(path)))

    def whole(self, *, restricted: bool = False) -> Snapshot:
        return self._disk


class _Some:
    """Some of the files of a snapshot."""

    def __init__(self, whole: Snapshot, chosen: frozenset[str]) -> None:
        self.origin = whole.origin
        self.paths = tuple(path for path in whole.paths if path in chosen)
        self._listed = frozenset(self.paths)
        names = chosen | {shown_path(path) for path in chosen}
        self.faults: tuple[Fault, ...] = tuple(fault for fault in whole.faults if fault.place.path in names)
        self.strays: tuple[str, ...] = ()
        self.folders = whole.folders
        self._whole = whole

    def stamp(self, path: str) -> Stamp | str | None:
        return self._whole.stamp(path)

    def read(self, path: str) -> bytes:
        if path not in self._listed:
            raise Unreadable(faults_of.vanished(path))
        return self._whole.read(path)


def _tree(history: History, commit: str) -> str | None:
    """Return what names the tree of the workspace in a commit; None where the commit does not know the folder."""
    if not history.prefix:
        return checked(commit)
    tree = checked(commit) + ":" + history.prefix.rstrip("/")
    try:
        return history.ask("rev-parse", "--verify", "--quiet", "--end-of-options", tree).decode().strip()
    except GitFailed:
        return None


def _listed(history: History, tree: str | None) -> Listing:
    return Listing(history.ask("ls-tree", "-r", "-z", "--full-tree", tree) if tree is not None else b"")


def parse_raw(listing: bytes) -> Differences:
    """Return what ``--raw -z`` tells."""
    return {path: (old, new) for path, old, new in raw_entries(listing)}


def raw_entries(listing: bytes) -> Iterator[tuple[str, TreeEntry | None, TreeEntry | None]]:
    """Yield path and file on either side of each line of ``--raw -z``; ids of commits among them are passed over."""
    pieces = iter(listing.split(b"\0"))
    for about in pieces:
        if about.startswith(b":"):
            path = os.fsdecode(next(pieces))
            old_mode, new_mode, old, new, _ = about[1:].decode().split(" ")
            yield path, _entry(old_mode, old, path), _entry(new_mode, new, path)


def _entry(mode: str, object_id: str, path: str) -> TreeEntry | None:
    return None if mode == _NO_ENTRY else TreeEntry(mode, object_id, path)


def _all_of(listing: Listing, *, is_new: bool) -> Differences:
    return {entry.path: (None, entry) if is_new else (entry, None) for entry in FileList(listing, {})}


def _against_index(history: History, before: str | None, listing: Listing) -> Differences:
    if before is None:
        return _all_of(listing, is_new=True)
    return parse_raw(history.ask_index("diff-index", "--cached", "--relative", *RAW, checked(before), "--"))


def _on_listing(listing: Listing, differences: Differences) -> tuple[FileList, FileList]:
    """Return the files of both sides: those of the index, but for what differs."""
    old, new = ({path: pair[side] for path, pair in differences.items()} for side in (0, 1))
    return FileList(listing, old), FileList(listing, new)


def _index(history: History) -> Iterator[IndexEntry]:
    return parse_index(history.ask_index("ls-files", "--stage", "--debug", "-z"))


def _touched(history: History, disk: Snapshot, wanted: Wanted) -> dict[str, TreeEntry | None]:
    """Return the files on disk that are not as the index has them, with what it has."""
    sieve = Sieve(wanted, True)
    found: dict[str, TreeEntry | None] = {}
    indexed: set[str] = set()
    written = index_time(history.git_dir)
    on_disk = frozenset(disk.paths)
    for entry in _index(history):
        path = entry.path
        indexed.add(path)
        parts = path.split("/", 2)
        top = parts[1] if parts[0] == RESTRICTED and len(parts) > 1 else parts[0]
        if not sieve.wants(top, top, True):
            continue
        is_listed = path in on_disk and entry.mode != _LINK
        stamp = disk.stamp(path) if is_listed else link_stamp(disk.origin.root / path)
        if stamp is None and entry.is_skipped and path not in on_disk:
            continue
        if not entry.is_merged or not isinstance(stamp, tuple) or not is_untouched(entry, stamp, written):
            found[path] = TreeEntry(entry.mode, entry.object_id, path) if entry.is_merged else None
    unreadable = (fault.place.path for fault in disk.faults)
    for path in (*disk.paths, *unreadable):
        if path not in indexed:
            found[path] = None
    return found


def _on_disk(disk: Snapshot, path: str) -> TreeEntry | None:
    full = disk.origin.root / path
    if link_stamp(full) is None:
        return None
    return TreeEntry(_LINK if full.is_symlink() else "100644", "", path)


def _has_content(disk: Snapshot, path: str, entry: TreeEntry) -> bool:
    full: Path = disk.origin.root / path
    try:
        if entry.mode == _LINK:
            return full.is_symlink() and is_blob(os.fsencode(full.readlink()), entry.object_id)
        return not full.is_symlink() and is_blob(disk.read(path), entry.object_id)
    except (OSError, ValueError, Unreadable):
        return False


def _is_restricted(path: str) -> bool:
    return path.startswith(RESTRICTED + "/")
