"""Open the workspace a command is about: its root, its files at one moment, the day it is judged at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from collab_cli.cli.context import Context
from collab_cli.errors import CollabError
from collab_cli.messages import msg
from collab_cli.model.load_workspace import load_workspace, wanted_top
from collab_cli.model.settings import Settings
from collab_cli.model.settings_file import load_settings
from collab_cli.sources.snapshot import Snapshot, working_tree

if TYPE_CHECKING:
    from collab_cli.graph.world import World


@dataclass(frozen=True, slots=True)
class Opened:
    """A workspace as a command sees it; ``revision`` is None for the working tree."""

    root: Path
    snapshot: Snapshot
    world: World
    revision: str | None


def open_snapshot(context: Context, at: str | None = None) -> Snapshot:
    """Return the files of the workspace now, or at the git revision or date ``at``.

    Restricted records are listed only where collab.yaml enables them. Raises CollabError when there is no
    workspace, no repository, no such revision, or collab.yaml cannot be used.
    """
    root = context.workspace_root()
    snapshot = _take(root, at, restricted=False)
    if load_settings(snapshot).settings.restricted.enabled:
        return _take(root, at, restricted=True)
    return snapshot


def open_workspace(context: Context, *, as_of: date | None = None, at: str | None = None) -> Opened:
    """Return the workspace with its graph; says on standard error which day of collab.yaml it is judged at."""
    from collab_cli.graph.world import build_world

    snapshot = open_snapshot(context, at)
    workspace = load_workspace(snapshot)
    day = as_of or workspace.settings.as_of
    if day is None:
        day = context.today(time_zone(workspace.settings))
    elif as_of is None:
        context.say(msg("as of {day}, set by as_of in collab.yaml", day=day))
    return Opened(snapshot.origin.root, snapshot, build_world(workspace, day), snapshot.origin.revision)


def time_zone(settings: Settings) -> tzinfo:
    """Return the time zone of the workspace; raise CollabError for a name no zone has."""
    try:
        return ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise CollabError(
            msg("collab.yaml: {name} is no time zone", name=settings.timezone),
            msg("write a name such as {example}", example="Asia/Shanghai"),
        ) from None


def _take(root: Path, at: str | None, *, restricted: bool) -> Snapshot:
    if at is None:
        return working_tree(root, wanted=wanted_top, restricted=restricted)
    from collab_cli.sources.history import require_history

    history = require_history(root)
    return history.snapshot(history.resolve(at), wanted=wanted_top, restricted=restricted)
