"""Prove a planned change: load the workspace as it would be, and refuse what would not pass."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from collab_cli.errors import CollabError
from collab_cli.findings import Fault
from collab_cli.graph.world import World, build_world
from collab_cli.messages import msg
from collab_cli.model.load_workspace import load_workspace
from collab_cli.sources.snapshot import Snapshot, overlaid


def prove(snapshot: Snapshot, changes: Mapping[str, bytes | None], as_of: date, before: World) -> World:
    """Return the world after ``changes`` (path to new bytes); raise CollabError if they break a structure rule.

    Faults the workspace had before do not stand in the way of somebody else's edit; every new one does.
    """
    after = build_world(load_workspace(overlaid(snapshot, changes)), as_of)
    known = {_key(fault) for fault in before.faults}
    new = [fault for fault in after.faults if _key(fault) not in known and fault.code != "S025"]
    if new:
        worst = min(new, key=lambda fault: (fault.place.path not in changes, str(fault.place)))
        raise CollabError(msg("nothing was written: {fault}", fault=worst.message), worst.hint)
    return after


def _key(fault: Fault) -> tuple[str, str, tuple[str | int, ...]]:
    return (fault.code, fault.place.path, fault.place.route)
