"""Open the workspace a command is about: its root, its files at one moment, the day it is judged at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from collab_cli.cli.context import Context
from collab_cli.errors import CollabError
from collab_cli.messages import msg, msgn
from collab_cli.model.load_workspace import load_workspace, wanted_top
from collab_cli.model.settings_file import LoadedSettings, load_settings
from collab_cli.model.workspace import Workspace
from collab_cli.sources.entry_faults import shown_path
from collab_cli.sources.snapshot import Snapshot, working_tree

if TYPE_CHECKING:
    from collab_cli.cli.past_digests import PastDigests
    from collab_cli.documents.store import Store
    from collab_cli.graph.world import OwnersText, World
    from collab_cli.model.record import Record
    from collab_cli.sources.history import History


T = TypeVar("T")
_PATIENCE = 2.0
"""Seconds a command that reads waits for one that is writing."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A workspace as a command sees it; ``revision`` is None for the working tree."""

    root: Path
    snapshot: Snapshot
    world: World
    revision: str | None


def open_snapshot(context: Context, at: str | None = None) -> tuple[Snapshot, LoadedSettings]:
    """Return the files of the workspace now, or at the git revision or date ``at``, and its settings.

    Restricted records are listed only where collab.yaml enables them. Raises CollabError when there is no
    workspace, no repository, no such revision, or collab.yaml cannot be used.
    """
    root = context.workspace_root()
    snapshot = _take(root, at, restricted=False)
    loaded = load_settings(snapshot)
    if loaded.settings.restricted.enabled:
        snapshot = _take(root, at, restricted=True)
    return snapshot, loaded


def open_workspace(
    context: Context,
    *,
    as_of: date | None = None,
    at: str | None = None,
    tells_broken_off: bool = True,
    kinds: Collection[str] | None = None,
) -> Opened:
    """Return the workspace with its graph; says on standard error which day of collab.yaml it is judged at.

    Says also, if ``tells_broken_off``, that a change of its files was broken off. ``kinds`` are the kinds an answer
    needs, if it does not need all: the files of others are not read.
    """
    from collab_cli.graph.world import build_world

    if at is None:
        workspace = read_steadily(
            context, lambda: load_workspace(*open_snapshot(context), kinds=kinds), tells_broken_off
        )
    else:
        workspace = load_workspace(*open_snapshot(context, at), kinds=kinds)
    snapshot = workspace.snapshot
    day = as_of or workspace.settings.as_of
    if day is None:
        day = context.today(ZoneInfo(workspace.settings.timezone))
    elif as_of is None:
        context.say(msg("as of {day}, set by as_of in collab.yaml", day=day))
    _say_what_was_read(context, workspace)
    world = with_surroundings(build_world(workspace, day))
    return Opened(snapshot.origin.root, snapshot, world, snapshot.origin.revision)


def with_surroundings(world: World) -> World:
    """Return a world that finds the owners file beside its records, and its history, when a rule asks for them."""

    def owners() -> OwnersText | None:
        from collab_cli.cli.owners_reading import read_owners

        return read_owners(world.workspace.snapshot.origin)

    past: list[PastDigests] = []

    def digests_before(day: date, records: Sequence[Record[Any]]) -> Mapping[str, str] | None:
        if not past:
            from collab_cli.cli.past_digests import PastDigests

            past.append(PastDigests(world.workspace))
        return past[0](day, records)

    return replace(world, owners=owners, digests_before=digests_before)


def read_steadily(context: Context, read: Callable[[], T], tells_broken_off: bool = True) -> T:
    """Return what ``read`` returns of the files, read anew where somebody was writing them: not half of a change.

    No lock is taken, and nobody is waited for longer than a moment.
    """
    store = _store(context)
    if store is None:
        return read()
    from collab_cli.documents.steady_read import steady_read

    found, calm = steady_read(store, read, _PATIENCE)
    if calm == "broken-off" and tells_broken_off:
        context.say(msg("a change was broken off; {command} clears it up", command="collab doctor --fix"))
    elif calm == "busy":
        context.say(msg("another command is writing, so this may show half of its change"))
    return found


def _store(context: Context) -> Store | None:
    """Return where the journal is, None where it cannot be looked into: whoever reads needs none."""
    from collab_cli.documents.store import store_of

    try:
        return store_of(context.workspace_root(), context.state_home)
    except CollabError:
        return None


def _say_what_was_read(context: Context, workspace: Workspace) -> None:
    """Tell, with ``--verbose``, where the records come from and how many there are."""
    snapshot = workspace.snapshot
    context.say_more(msg("workspace {path}", path=shown_path(str(snapshot.origin.root))))
    if snapshot.origin.revision is not None:
        context.say_more(msg("revision {revision}", revision=snapshot.origin.revision))
    context.say_more(msgn("{count} file read", "{count} files read", len(workspace.documents)))
    context.say_more(msgn("{count} record found", "{count} records found", workspace.record_count))


def _take(root: Path, at: str | None, *, restricted: bool) -> Snapshot:
    if at is None:
        return working_tree(root, wanted=wanted_top, restricted=restricted)
    from collab_cli.sources.history import require_history

    history = require_history(root)
    commit = resolve_revision(history, at)
    return history.snapshot(commit, wanted=wanted_top, restricted=restricted)


def resolve_revision(history: History, text: str) -> str:
    """Return the id of the commit that a revision or a day names; raise CollabError if it names none."""
    from collab_cli.sources.history import is_day

    return history.resolve(text, zone=_zone_of_days(history.root, history) if is_day(text) else UTC)


def _zone_of_days(root: Path, history: History) -> tzinfo:
    """Return the zone in which a day given to ``--at`` ends: that of collab.yaml on disk, else in the last commit.

    It is UTC where neither can be used.
    """
    sources: tuple[Callable[[], Snapshot], ...] = (
        lambda: working_tree(root, wanted=wants_nothing),
        lambda: history.snapshot(history.head(), wanted=wants_nothing),
    )
    for take in sources:
        try:
            return ZoneInfo(load_settings(take()).settings.timezone)
        except CollabError:
            continue
    return UTC


def wants_nothing(name: str) -> bool:
    """Refuse every name: collab.yaml is listed all the same."""
    return False
