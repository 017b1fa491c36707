"""What is known to have changed from one commit to the next, also where a file could not be read for a while."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from collab_cli.analyses.changes.change import Change, Changes
from collab_cli.analyses.changes.find_changes import find_changes
from collab_cli.analyses.changes.hidden import hidden_files
from collab_cli.graph.world import World
from collab_cli.model.load_workspace import wanted_top
from collab_cli.sources.commits import Commit, commits_touching, is_there, read_commit
from collab_cli.sources.compared_files import ComparedFiles, Side, compare_commits
from collab_cli.sources.history import History

Build = Callable[[ComparedFiles], tuple[World, World]]
"""Loads both sides of a comparison."""


@dataclass(frozen=True, slots=True)
class KnownChanges:
    """What changed between two states.

    Of files that can be read again it is what changed since the last commit in which they could, ``since``, whose state
    is ``before`` then.
    """

    before: World
    after: World
    changes: Changes
    since: Commit | None = None


def known_changes(
    history: History, start: str | None, compared: ComparedFiles, build: Build, paths: Collection[str] | None = None
) -> KnownChanges:
    """Return what changed; ``start`` is the commit ``compared`` begins with, None before the first one.

    ``paths`` are the files of interest, None for all.
    """
    before, after = build(compared)
    found = find_changes(before, after)
    mended = (before.once(hidden_files) - after.once(hidden_files)).intersection(found.unread)
    if paths is not None:
        mended = mended.intersection(paths)
    if start is None or not mended:
        return KnownChanges(before, after, found)
    for commit, side in _earlier_states(history, start, sorted(mended)):
        worlds = build(replace(compared, before=side))
        if worlds[0].once(hidden_files).isdisjoint(mended):
            across = find_changes(*worlds)
            changes = [change for change in found if not _is_in(change, mended)]
            changes += [change for change in across if _is_in(change, mended)]
            unread = tuple(path for path in found.unread if path not in mended)
            since = read_commit(history, commit) if commit is not None else None
            return KnownChanges(*worlds, replace(found, all=tuple(changes), unread=unread), since)
    return KnownChanges(before, after, found)


def _earlier_states(history: History, start: str, paths: list[str]) -> Iterator[tuple[str | None, Side]]:
    """Yield the commits from ``start`` back that touched one of the files with their states, the newest first.

    The last is what the oldest of them began with, where the clone has it: a commit, or None before the first one.
    """
    commits = [commit for _, commit in commits_touching(history, start, paths)]
    for commit in commits:
        yield commit, compare_commits(history, commit, commit, wanted=wanted_top).before
    parents = read_commit(history, commits[-1]).parents if commits else ()
    if commits and all(is_there(history, parent) for parent in parents):
        first = next(iter(parents), None)
        yield first, compare_commits(history, first, commits[-1], wanted=wanted_top).before


def _is_in(change: Change, paths: Collection[str]) -> bool:
    return any(spot.record is not None and spot.record.path in paths for spot in (*change.before, *change.after))
