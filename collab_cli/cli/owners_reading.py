"""The owners file of a git host, where hosts look for it."""

from __future__ import annotations

from collab_cli.graph.world import OwnersText
from collab_cli.sources.snapshot import Origin


def read_owners(origin: Origin) -> OwnersText | None:
    """Return the owners file of a workspace at its state, None where there is none that can be read.

    Of a workspace in a folder of its repository it is None too: the file stands outside of it.
    """
    from collab_cli.analyses.owners_file import PLACES
    from collab_cli.errors import CollabError
    from collab_cli.sources.history import open_history
    from collab_cli.sources.root_file import read_committed_file, read_root_file

    try:
        history = open_history(origin.root)
        if history is not None and history.prefix:
            return None
        for path in PLACES:
            if origin.revision is None:
                data = read_root_file(origin.root, path)
            else:
                data = read_committed_file(history, origin.revision, path) if history is not None else None
            if data is not None:
                return OwnersText(path, data)
    except CollabError:
        return None  # what cannot be read is nothing this program has made
    return None
