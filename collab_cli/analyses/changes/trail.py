"""What has happened to a record, or to a part of one, commit by commit: across new ids and moves to other records."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from collab_cli.analyses.changes.change import Change, Spot
from collab_cli.analyses.changes.known_changes import known_changes
from collab_cli.graph.lookup import parts_of
from collab_cli.graph.partial_worlds import build_partial_worlds
from collab_cli.graph.world import World
from collab_cli.model.load_workspace import kind_of_path, wanted_top
from collab_cli.model.settings_file import SETTINGS_PATH, LoadedSettings, UnusableSettings, load_settings
from collab_cli.sources.commits import Commit, commits_made_on, commits_touching, is_there, read_commit, touched_files
from collab_cli.sources.compared_files import ComparedFiles, Side, compare_commits
from collab_cli.sources.entry_faults import Unreadable
from collab_cli.sources.history import History

_WITH = {"charter": ("charter", "activity")}
"""Kinds whose records tell something of those of another: duties are about activities."""
_CHARTERS = ("charters", "charters.yaml")


@dataclass(frozen=True, slots=True)
class Followed:
    """A record, or a part of it, as it was called once and the file it stood in."""

    ref: str
    part: str | None
    path: str

    def is_at(self, spot: Spot) -> bool:
        """Return whether it stands at a spot, or the spot is in it; what happens to a record happens to its parts."""
        if spot.record is None or spot.record.ref != self.ref:
            return False
        if self.part is None or spot.ref == f"{self.ref}/{self.part}":
            return True
        return not spot.route and self.part in dict(parts_of(spot.record))

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of the records to look at: whatever it came from is of the same kind."""
        kind = self.ref.partition(":")[0]
        return _WITH.get(kind, (kind,))

    @property
    def paths(self) -> tuple[str, ...]:
        """Return the files and folders in which a change can be one of it: of a duty, those of all charters."""
        return _CHARTERS if self.part is not None and self.ref.startswith("charter:") else (self.path,)

    def before(self, changes: Iterable[Change], world: World) -> frozenset[Followed]:
        """Return what it was called before ``changes``, and where it stood in the ``world`` before them."""
        named = [
            (change, spot)
            for change in changes
            if change.act in ("renamed", "moved", "split", "merged")
            for spot in change.after
            if self.is_at(spot) and bool(spot.route) <= bool(self.part)
        ]
        own = [change for change, spot in named if spot.route] or [change for change, _ in named]  # else its record
        names = {(spot.record_ref, _part(spot) or self.part) for change in own for spot in change.before}
        records = ((world.workspace.find(ref), part) for ref, part in names or {(self.ref, self.part)})
        return frozenset(Followed(record.ref, part, record.path) for record, part in records if record is not None)


@dataclass(frozen=True, slots=True)
class Step:
    """What one commit did to what is followed; ``commit`` is None for what is not committed yet.

    ``followed`` are its names after the commit, ``changes`` what changed from ``before`` to ``after``. With
    ``is_unread`` its file cannot be read on one side, with ``is_end`` the clone has no older commits. Where a file can
    be read again, ``before`` is the last state in which it could, that of ``since``.
    """

    commit: Commit | None
    followed: frozenset[Followed]
    before: World | None = None
    after: World | None = None
    changes: tuple[Change, ...] = ()
    is_unread: bool = False
    is_end: bool = False
    since: Commit | None = None

    @property
    def is_silent(self) -> bool:
        """Return whether nothing is to be told of it."""
        return not (self.changes or self.is_unread or self.is_end or self.since)

    @property
    def earlier(self) -> frozenset[Followed]:
        """Return what that which is followed was called before the step, and where it stood."""
        if self.before is None:
            return self.followed
        return frozenset(name for one in self.followed for name in one.before(self.changes, self.before))


class Trail:
    """The way of records and parts back through the commits of a repository, judged at a day.

    ``settings`` are those to take for a commit whose own cannot be used.
    """

    def __init__(self, history: History, as_of: date, settings: LoadedSettings) -> None:
        self._history = history
        self._as_of = as_of
        self._settings = settings

    def steps(self, start: str, followed: Iterable[Followed]) -> Iterator[Step]:
        """Yield what each commit from ``start`` back did to it, the newest first, but for those that did nothing."""
        waiting = _Waiting(self._history, start)
        for one in followed:
            waiting.add(one)
        while (found := waiting.next()) is not None:
            step = self._step(read_commit(self._history, found[0]), found[1])
            if step is None:
                continue
            if not step.is_end and step.commit is not None:
                for earlier in step.earlier:
                    waiting.add(earlier, until=step.commit.id)
            if not step.is_silent:
                yield step

    def uncommitted(self, compared: ComparedFiles, followed: Iterable[Followed], start: str | None = None) -> Step:
        """Return what the working tree did since the commit ``start`` it is compared with."""
        return self._compared(None, frozenset(followed), compared, start)

    def _step(self, commit: Commit, names: frozenset[Followed]) -> Step | None:
        if self._history.is_shallow and not all(is_there(self._history, one) for one in commit.parents):
            return Step(commit, names, is_end=True)
        parents: Sequence[str | None] = commit.parents or (None,)
        if len(parents) > 1:
            paths = sorted({path for one in names for path in one.paths})
            touched = [touched_files(self._history, parent, commit.id, paths) for parent in parents]
            if not frozenset.intersection(*touched):  # all files are as one side had them
                return None
        steps = [
            self._compared(commit, names, compare_commits(self._history, parent, commit.id, wanted=wanted_top), parent)
            for parent in parents
        ]
        read = [step for step in steps if not step.is_unread] or steps
        return replace(read[0], changes=tuple(_made_here([step.changes for step in read])))

    def _compared(
        self, commit: Commit | None, names: frozenset[Followed], compared: ComparedFiles, start: str | None
    ) -> Step:
        kinds = {kind for one in names for kind in one.kinds}
        changed = tuple(path for path in compared.changed if (kind := kind_of_path(path)) and kind.name in kinds)
        paths = {one.path for one in names}
        known = known_changes(self._history, start, replace(compared, changed=changed), self._worlds, paths)
        changes = tuple(
            change
            for change in known.changes
            if any(one.is_at(spot) for one in names for spot in (*change.before, *change.after))
        )
        is_unread = not paths.isdisjoint(known.changes.unread)
        return Step(commit, names, known.before, known.after, changes, is_unread=is_unread, since=known.since)

    def _worlds(self, compared: ComparedFiles) -> tuple[World, World]:
        return worlds_of(compared, self._settings, self._as_of)


class _Waiting:
    """The commits still to be looked at, the newest first, with what is followed in each."""

    def __init__(self, history: History, start: str) -> None:
        self._history = history
        self._start = start
        self._heap: list[tuple[int, int, str]] = []
        self._names: dict[str, set[Followed]] = {}
        self._seen: set[Followed] = set()
        self._walks: dict[tuple[str, ...], list[tuple[int, str]]] = {}

    def add(self, followed: Followed, until: str | None = None) -> None:
        """Have the commits looked at that touch a file in which it can be changed.

        With ``until``, a commit that gave it another name, those made on that one are left out.
        """
        if followed in self._seen:
            return
        self._seen.add(followed)
        later = commits_made_on(self._history, until, self._start) if until is not None else frozenset()
        if followed.paths not in self._walks:
            self._walks[followed.paths] = commits_touching(self._history, self._start, followed.paths)
        for made, commit in self._walks[followed.paths]:
            if commit in later:
                continue
            if commit not in self._names:
                heapq.heappush(self._heap, (-made, len(self._names), commit))
            self._names.setdefault(commit, set()).add(followed)

    def next(self) -> tuple[str, frozenset[Followed]] | None:
        """Return the next commit and what is followed in it, None when there is none left."""
        if not self._heap:
            return None
        commit = heapq.heappop(self._heap)[2]
        return commit, frozenset(self._names[commit])


def worlds_of(compared: ComparedFiles, settings: LoadedSettings, as_of: date) -> tuple[World, World]:
    """Return both sides of a comparison as far as it needs them; ``settings`` where those of a side cannot be used."""
    loaded = _settings_of(compared.before, settings), _settings_of(compared.after, settings)
    return build_partial_worlds(compared, loaded, as_of)


def _settings_of(side: Side, instead: LoadedSettings) -> LoadedSettings:
    try:
        return load_settings(side.only((SETTINGS_PATH,)))
    except (UnusableSettings, Unreadable):
        return instead


def _made_here(sides: Sequence[Sequence[Change]]) -> Iterator[Change]:
    """Yield what a commit made itself, each once, of what differs from each of its parents.

    What is a change against one of them may be in something that is new against another.
    """
    seen: set[tuple[Any, ...]] = set()
    known = [frozenset(map(_identity, changes)) for changes in sides]
    come = [tuple(spot for change in changes if change.act == "added" for spot in change.after) for changes in sides]
    for changes in sides:
        for change in changes:
            identity = _identity(change)
            if identity not in seen and all(
                identity in same or _are_in(change.after, new) for same, new in zip(known, come, strict=True)
            ):
                seen.add(identity)
                yield change


def _are_in(spots: Iterable[Spot], wholes: Iterable[Spot]) -> bool:
    """Return whether there are spots, and each is in one of ``wholes``, or a part of it."""
    names = {(whole.record_ref, whole.route) for whole in wholes}
    found = [
        any((spot.record_ref, spot.route[:length]) in names for length in range(len(spot.route) + 1)) for spot in spots
    ]
    return bool(found) and all(found)


def _identity(change: Change) -> tuple[Any, ...]:
    """Return what a change brings about: a merge made what it brings about against each of its sides."""
    spots = tuple((spot.record_ref, spot.route) for spot in (change.after or change.before))
    return change.act, change.category, spots, repr(change.new)


def _part(spot: Spot) -> str | None:
    step = spot.route[1] if len(spot.route) > 1 else None
    return step if isinstance(step, str) else None
