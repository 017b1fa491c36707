"""A change of every reference needs every file: refuse while one of them cannot be read."""

from __future__ import annotations

from collab_cli.errors import CollabError
from collab_cli.messages import msg
from collab_cli.model.load_workspace import kind_of_path
from collab_cli.model.workspace import RESTRICTED, Workspace

LISTED = 5
"""How many files are named."""


def check_all_readable(workspace: Workspace) -> None:
    """Raise CollabError, naming them, while there are files of records that cannot be read."""
    is_restricted_read = bool(workspace.settings.restricted.enabled)
    unread = [
        path
        for path in (*workspace.snapshot.paths, *(fault.place.path for fault in workspace.snapshot.faults))
        if kind_of_path(path) is not None
        and path not in workspace.documents
        and (is_restricted_read or not path.startswith(f"{RESTRICTED}/"))
    ]
    if unread:
        raise CollabError(
            msg("references could stand in what cannot be read: {paths}", paths=tuple(sorted(unread)[:LISTED])),
            msg("mend it first; {command} says why", command="collab check"),
        )
