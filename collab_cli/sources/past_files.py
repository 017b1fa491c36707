"""Every content some files ever had, up to a commit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from collab_cli.sources.compared_files import raw_entries
from collab_cli.sources.entry_faults import is_text
from collab_cli.sources.git_calls import GitFailed
from collab_cli.sources.history import History, checked
from collab_cli.sources.limits import LIMITS

_RAW = ("--stdin", "-r", "-m", "-z", "--raw", "--root", "--no-renames", "--no-abbrev", "--ignore-submodules=all")
_FILE = "100"


def past_files(history: History, commit: str, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of every version of files at or below ``paths`` that the history of a commit has.

    Paths are those of the workspace. Each content of a path comes once; what is too large to be read, and what the
    clone lacks, is left out.
    """
    wanted = tuple(history.prefix + path for path in paths)
    if not wanted:
        return
    commits = history.ask("rev-list", "--full-history", checked(commit), "--", *wanted)
    if not commits:
        return
    try:
        listed = history.ask("diff-tree", *_RAW, "--", *wanted, given=commits)
    except GitFailed:  # a shallow clone lacks a parent
        return
    for path, object_id in sorted(set(_versions(listed))):
        found = history.read(object_id, LIMITS.file + 1)
        name = path[len(history.prefix) :]
        if found is not None and found[0] == "blob" and len(found[1]) <= LIMITS.file and is_text(name):
            yield name, found[1]


def _versions(listed: bytes) -> Iterator[tuple[str, str]]:
    """Yield path and object id of each regular file on either side of ``diff-tree --raw -z``."""
    for path, *sides in raw_entries(listed):
        for entry in sides:
            if entry is not None and entry.mode.startswith(_FILE):
                yield path, entry.object_id
