"""Finds the root of the workspace: the nearest folder upwards that holds ``collab.yaml``."""

from __future__ import annotations

import os
from pathlib import Path

from collab_cli.errors import CollabError
from collab_cli.messages import msg
from collab_cli.sources.entry_faults import shown_path

SETTINGS_FILE = "collab.yaml"


def find_root(start: Path, *, explicit: Path | None = None) -> Path:
    """Return the absolute root of the workspace ``start`` lies in.

    ``explicit`` is the folder named by ``-C`` or ``COLLAB_ROOT``: the search starts there, as ``git -C`` does,
    relative to ``start``. Raises CollabError when the folder does not exist or there is no ``collab.yaml`` in
    it or above it.
    """
    folder = Path(os.path.abspath(start if explicit is None else start / explicit))  # noqa: PTH100 (links stay as typed)
    if explicit is not None and not os.path.isdir(folder):  # noqa: PTH112 (never raises, whatever the path)
        raise CollabError(
            msg("{path} is no folder", path=shown_path(str(explicit))),
            msg("name the folder of the workspace with -C or COLLAB_ROOT"),
        )
    for candidate in (folder, *folder.parents):
        # Whatever stands there: a link or a pipe of that name is reported by the reader, not passed over.
        if os.path.lexists(candidate / SETTINGS_FILE):
            return candidate
    raise CollabError(
        msg("there is no collab.yaml in {path} or in a folder above it", path=shown_path(str(folder))),
        msg("go to a workspace, name one with -C, or make one with `collab init`"),
    )
