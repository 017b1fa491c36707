"""Prove a planned change: load the workspace as it would be, and refuse what would not pass."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from collab_cli.documents.reader import Reading
from collab_cli.errors import CollabError
from collab_cli.findings import Fault
from collab_cli.graph.world import World, build_world
from collab_cli.messages import msg
from collab_cli.model.load_workspace import load_workspace, sound_files
from collab_cli.model.settings_file import SETTINGS_PATH
from collab_cli.sources.snapshot import Snapshot, overlaid


def prove(
    snapshot: Snapshot,
    changes: Mapping[str, bytes | None],
    as_of: date,
    before: World,
    readings: Mapping[str, Reading] = MappingProxyType({}),
) -> World:
    """Return the world after ``changes`` (path to new bytes); raise CollabError if they break a structure rule.

    ``readings`` are what reading new bytes has given already, by path.

    Faults the workspace had before do not stand in the way of somebody else's edit; every new one does.
    """
    after, faults = try_out(snapshot, changes, as_of, before, readings)
    if faults:
        raise CollabError(msg("nothing was written: {fault}", fault=faults[0].message), faults[0].hint)
    return after


def try_out(
    snapshot: Snapshot,
    changes: Mapping[str, bytes | None],
    as_of: date,
    before: World,
    readings: Mapping[str, Reading] = MappingProxyType({}),
) -> tuple[World, tuple[Fault, ...]]:
    """Return the world after ``changes``, and the faults new in it, those in the changed files first.

    Those of a file that could not be read before are not new: nobody had seen them.
    """
    read_before = {} if SETTINGS_PATH in changes else sound_files(before.workspace)
    unchanged = {path: record for path, record in read_before.items() if path not in changes}
    workspace = load_workspace(overlaid(snapshot, changes), read_before=unchanged, readings=readings)
    after = build_world(workspace, as_of)
    known = {_key(fault) for fault in before.faults}
    unread = set(snapshot.paths).difference(before.workspace.documents)
    new = [
        fault
        for fault in after.faults
        if _key(fault) not in known and fault.code != "S025" and fault.place.path not in unread
    ]
    new.sort(key=lambda fault: (fault.place.path not in changes, fault.place.path, fault.place.line))
    return after, tuple(new)


def _key(fault: Fault) -> tuple[str, str, tuple[str | int, ...]]:
    return (fault.code, fault.place.path, fault.place.route)
