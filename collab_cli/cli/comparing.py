"""Open the two states of a workspace that are to be compared: commits, the index, the working tree."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from collab_cli.cli.context import Context
from collab_cli.cli.opening import read_steadily, resolve_revision, wants_nothing
from collab_cli.errors import CollabError
from collab_cli.graph.lookup import find_any
from collab_cli.graph.partial_worlds import build_partial_worlds
from collab_cli.graph.world import World, build_world
from collab_cli.messages import Message, msg
from collab_cli.model.load_workspace import load_workspace, wanted_top
from collab_cli.model.settings_file import SETTINGS_PATH, LoadedSettings, UnusableSettings, load_settings
from collab_cli.sources.compared_files import (
    ComparedFiles,
    Side,
    compare_commits,
    compare_with_disk,
    compare_with_index,
)
from collab_cli.sources.history import History, require_history
from collab_cli.sources.snapshot import working_tree

if TYPE_CHECKING:
    from collab_cli.analyses.changes.change import Change

WORKING_TREE: Final = msg("the working tree")
INDEX: Final = msg("the index")
NOTHING: Final = msg("before the first commit")
Label = Message | str
_HEAD = "HEAD"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person wants to see of a comparison: the files below ``path``, or a record, or its ``part``."""

    path: str = ""
    ref: str = ""
    part: str | None = None

    def has(self, change: Change) -> bool:
        """Return whether a change is about it, on either side."""
        spots = (*change.before, *change.after)
        if not self.ref:
            return any(_is_below(spot.place.path, self.path) for spot in spots)
        if self.part is None:
            return any(record.ref == self.ref for record in change.records)
        return any(spot.ref == f"{self.ref}/{self.part}" or (spot.ref == self.ref and not spot.route) for spot in spots)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two states of a workspace, judged at the same day; each holds at least what differs and all that it names.

    The labels say what the states are. ``revisions`` are their commits, None for the index, the working tree and
    before the first commit. ``chosen`` is what is asked about, nothing for everything. ``changed`` are the paths of
    the files that are not the same in both.
    """

    before: World
    after: World
    before_label: Label
    after_label: Label
    revisions: tuple[str | None, str | None]
    chosen: tuple[Chosen, ...] = ()
    changed: tuple[str, ...] = ()

    def is_asked_for(self, change: Change) -> bool:
        """Return whether a change is about what is asked for."""
        return not self.chosen or any(one.has(change) for one in self.chosen)


@dataclass(frozen=True, slots=True)
class _State:
    """One state as it was named: a commit, or else what ``label`` says."""

    label: Label
    commit: str | None = None


def open_comparison(
    context: Context,
    text: str | None = None,
    names: Sequence[str] = (),
    as_of: date | None = None,
    *,
    staged: bool = False,
    whole: bool = False,
) -> Comparison:
    """Return what ``text`` says to compare: `A` with the working tree, `A..B`, or `A...B`.

    `A...B` is B compared with the last commit both have in common. An `A` or `B` left out is HEAD. ``staged`` takes the
    index in place of the working tree. ``names`` are paths, records and parts to look at; ``whole`` loads all records
    of both sides. Raises CollabError when there is no repository, no such revision, record or path, or collab.yaml of
    a side cannot be used.
    """
    root = context.workspace_root()
    with require_history(root) as history:
        states = _states(history, text, staged=staged)
        read = partial(_compare, context, history, states, as_of)
        found = read_steadily(context, lambda: read(whole))
        everything = cache(lambda: found if whole else read(True))
        return replace(found, chosen=tuple(_chosen(name, context, found, everything) for name in names))


def _states(history: History, text: str | None, *, staged: bool) -> tuple[_State, _State]:
    now = _State(INDEX if staged else WORKING_TREE)
    for dots in ("...", ".."):
        one, found, other = (text or "").partition(dots)
        if not found:
            continue
        if staged:
            raise CollabError(
                msg("--staged and {range} contradict each other", range=str(text)),
                msg("name one revision, or leave out --staged"),
            )
        before, after = (_commit(history, name or _HEAD) for name in (one, other))
        if dots == ".." or before.commit is None or after.commit is None:
            return before, after
        label = msg("the last commit {one} and {other} have in common", one=one or _HEAD, other=other or _HEAD)
        return _State(label, history.merge_base(before.commit, after.commit)), after
    if text is None and not history.has_commits:
        return _State(NOTHING), now
    return _commit(history, _HEAD if text is None else text), now


def _commit(history: History, name: str) -> _State:
    return _State(name, resolve_revision(history, name))


def _compare(
    context: Context, history: History, states: tuple[_State, _State], as_of: date | None, whole: bool
) -> Comparison:
    compared = _files(history, *states)
    sides = tuple(
        (side, _settings(side, state)) for side, state in zip((compared.before, compared.after), states, strict=True)
    )
    old, new = (loaded for _, loaded in sides)
    settings = new or old
    if settings is None:
        raise CollabError(
            msg("there is no {path} on either side", path=SETTINGS_PATH),
            msg("name a revision in which the workspace is there"),
        )
    day = as_of or settings.settings.as_of or context.today(ZoneInfo(settings.settings.timezone))
    if whole or old is None or new is None or old.settings != new.settings:
        before, after = (_whole_world(side, loaded, settings, day) for side, loaded in sides)
    else:
        before, after = build_partial_worlds(compared, (old, new), day)
    one, other = states
    revisions = one.commit, other.commit
    return Comparison(before, after, one.label, other.label, revisions, changed=compared.changed)


def _files(history: History, before: _State, after: _State) -> ComparedFiles:
    if after.commit is not None:
        return compare_commits(history, before.commit, after.commit, wanted=wanted_top)
    if after.label is INDEX:
        return compare_with_index(history, before.commit, wanted=wanted_top)
    return compare_with_now(history, before.commit)


def compare_with_now(history: History, commit: str | None) -> ComparedFiles:
    """Return what differs between a commit, None for nothing, and the working tree."""
    now = _State(WORKING_TREE)
    settings = _told_of(now, lambda: load_settings(working_tree(history.root, wanted=wants_nothing)))
    restricted = bool(settings.settings.restricted.enabled)
    disk = working_tree(history.root, wanted=wanted_top, restricted=restricted)
    return compare_with_disk(history, commit, disk, wanted=wanted_top)


def _settings(side: Side, state: _State) -> LoadedSettings | None:
    """Return the settings of a side, None where there is no workspace yet, or none any more."""
    if side.files.entry(SETTINGS_PATH) is None:
        return None
    return _told_of(state, lambda: load_settings(side.only((SETTINGS_PATH,))))


def _told_of(state: _State, load: Callable[[], LoadedSettings]) -> LoadedSettings:
    try:
        return load()
    except UnusableSettings as error:
        raise CollabError(msg("{side}: {fault}", side=state.label, fault=error.message), error.hint) from None


def _whole_world(side: Side, loaded: LoadedSettings | None, other: LoadedSettings, day: date) -> World:
    """Return all of a side; where there is no workspace, one without records."""
    snapshot = side.whole(restricted=bool(loaded.settings.restricted.enabled)) if loaded is not None else side.only(())
    return build_world(load_workspace(snapshot, loaded or other), day)


def _chosen(name: str, context: Context, found: Comparison, whole: Callable[[], Comparison]) -> Chosen:
    """Return what a name means: a path, else a record or part of it on either side."""
    path = _path(name, context, found.changed)
    if path is not None:
        return Chosen(path)
    for world in (found.after, found.before):
        record = world.workspace.find(name)  # in full, it means no other in the whole workspace either
        if record is not None and name == record.ref:
            return Chosen(ref=record.ref)
    everything = whole()
    try:
        record, part = find_any(everything.after.workspace, name)
    except CollabError as error:
        try:
            record, part = find_any(everything.before.workspace, name)
        except CollabError:
            raise error from None
    return Chosen(ref=record.ref, part=part)


def _path(name: str, context: Context, changed: Sequence[str]) -> str | None:
    """Return a path below the root as the files of a workspace are called, None for what is no such path."""
    full = os.path.normpath((context.cwd / name).absolute())
    inside = os.path.relpath(full, context.workspace_root().absolute()).replace(os.sep, "/")
    if inside == ".." or inside.startswith("../"):
        return None
    path = "" if inside == "." else inside
    return path if os.path.lexists(full) or any(_is_below(one, path) for one in changed) else None


def _is_below(path: str, above: str) -> bool:
    return not above or path == above or path.startswith(above + "/")
