"""Where a record has its first fault, for messages that say it is not whole."""

from __future__ import annotations

from collab_cli.graph.uses import written_records
from collab_cli.model.workspace import Workspace


def first_fault(workspace: Workspace, ref: str) -> str:
    """Return path and line of the first fault of a record (`kind:id`), of the record itself if none is known."""
    for written in written_records(workspace, kinds=(ref.partition(":")[0],)):
        if written.ref == ref:
            own = {written.id, *written.route}
            lines = [
                fault.place.line
                for fault in workspace.faults
                if fault.place.path == written.path and (not written.route or own & {*fault.place.route[:1]})
            ]
            return f"{written.path}:{min(lines, default=written.node.line)}"
    return ref
