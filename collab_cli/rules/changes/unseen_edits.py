"""Edits nobody can judge, because something in the file cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from collab_cli.analyses.changes.hidden import hidden_files
from collab_cli.findings import Fault, Place, Route
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.load_workspace import kind_of_path
from collab_cli.model.record import Record
from collab_cli.rules.compared import Compared


def every_field(route: Route) -> bool:
    """Return True: whatever is lost of a record, what became of it cannot be judged."""
    return True


def unseen_edits(
    compared: Compared, kind: str, status: str, concerns: Callable[[Route], bool] = every_field
) -> Iterator[Fault]:
    """Yield the files of a kind that differ from the base, and of which something cannot be read now.

    Those whose records are all readable in the base and none of ``status`` there are left out, and those whose records
    can be seen on both sides and lack nothing now whose route in the record ``concerns``.
    """
    workspace = compared.world.workspace
    if not (workspace.unread or workspace.torsos or workspace.absent):
        return
    hidden = compared.world.once(hidden_files)
    for path in compared.changes.unread:
        named = kind_of_path(path)
        if named is None or named.name != kind or path not in hidden:
            continue
        before, now = (_records_in(world, kind, path) for world in (compared.base, compared.world))
        is_told = path in compared.base.workspace.snapshot.paths
        if before and not any(record.value.status == status for record in before):
            is_told = False
        if before and now and not any(concerns(route) for record in now for route in _lost(compared.world, record)):
            is_told = False
        if is_told:
            message = msg("{path} has changed, and nobody can tell how: something in it cannot be read", path=path)
            hint = msg("mend first what {command} tells of it", command=f"collab check {path}")
            yield Fault(Place(path), message, hint, tuple(record.ref for record in now))


def _records_in(world: World, kind: str, path: str) -> tuple[Record[Any], ...]:
    return tuple(record for record in world.workspace.records.get(kind, {}).values() if record.path == path)


def _lost(world: World, record: Record[Any]) -> Iterator[Route]:
    """Yield the routes in a record of what is not there because it is faulty."""
    start = len(record.route)
    for path, route in world.workspace.absent:
        if path == record.path and route[:start] == record.route:
            yield route[start:]
