"""What cannot be read of two states, so that nobody takes it for removed or added."""

from __future__ import annotations

from collections.abc import Iterable

from collab_cli.analyses.changes.change import Spot
from collab_cli.analyses.changes.counterparts import RecordPairs
from collab_cli.analyses.changes.new_names import NewNames, PartName
from collab_cli.graph.world import World
from collab_cli.model.kind import Kind
from collab_cli.model.load_workspace import is_register, kind_of_path
from collab_cli.model.workspace import RESTRICTED, Workspace

_ROWS = ("duties", "tasks")
_IN_FORCE = (("status",), ("effective_from",), ("type",))
"""The fields of a charter that decide whether, and as what, its rows count."""


def hidden_files(world: World) -> frozenset[str]:
    """Return the files that cannot be read, hold a record that cannot be used, or one of which something is missing."""
    workspace = world.workspace
    found = {torso.document.path for torso in workspace.torsos} | {path for path, _ in workspace.absent}
    for path in {*workspace.snapshot.paths, *(fault.place.path for fault in workspace.snapshot.faults)}:
        kind = kind_of_path(path)
        if kind is None or (path.startswith(f"{RESTRICTED}/") and not workspace.settings.restricted.enabled):
            continue
        if path not in workspace.documents or (kind.name in workspace.unread and _shows_less(workspace, kind, path)):
            found.add(path)
    return frozenset(found)


def _shows_less(workspace: Workspace, kind: Kind, path: str) -> bool:
    """Return whether a file that can be read does not show all records written in it."""
    if is_register(path):
        return kind.name in workspace.unlisted
    return path.rpartition("/")[2].removesuffix(".yaml") not in workspace.records.get(kind.name, ())


def is_doubtful(
    before: World,
    after: World,
    ones: Iterable[Spot],
    others: Iterable[Spot],
    pairs: RecordPairs,
    names: NewNames,
) -> bool:
    """Return whether the rows ``ones`` may be on the other side too, or say there what nobody can read; and back."""
    old_refs = {new.ref: old.ref for old, new in pairs.renamed}
    old_parts = {now: was for was, now in names.parts.items()}
    return any(
        _may_say_more(after.workspace, names.parts.get(name, (names.record(name[0]), name[1])))
        for name in map(_name, ones)
    ) or any(
        _may_say_more(before.workspace, old_parts.get(name, (old_refs.get(name[0], name[0]), name[1])))
        for name in map(_name, others)
    )


def _name(row: Spot) -> PartName:
    assert row.record is not None
    return row.record.ref, str(row.route[1])


def _may_say_more(workspace: Workspace, row: PartName) -> bool:
    """Return whether a row may be written in a workspace with other content than it shows."""
    ref, row_id = row
    record = workspace.find(ref)
    if record is None:
        kind, _, record_id = ref.partition(":")
        return workspace.is_known(kind, record_id)
    if record.is_whole:
        return False
    start = len(record.route)
    lost = {route[start:] for path, route in workspace.absent if path == record.path and route[:start] == record.route}
    rows = {each.id for name in _ROWS for each in getattr(record.written, name, ())}
    return any(
        route in _IN_FORCE or route[1:2] == (row_id,) or (len(route) == 1 and route[0] in _ROWS and row_id not in rows)
        for route in lost
    )
