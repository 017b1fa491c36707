"""The copy of a file that is open in an editor: it lies outside the workspace and outlives whatever goes wrong."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from collab_cli.documents.durable import read_file
from collab_cli.errors import CollabError
from collab_cli.messages import msg

_FOLDER = "edits"


class KeptEdit:
    """The copy of one file of the workspace at ``root``: ``copy`` is edited, ``base`` is the text it began with.

    The copy has the name of the file, so that an editor knows what it is.
    """

    def __init__(self, root: Path, state_home: Path, path: str) -> None:
        key = hashlib.sha256(os.fsencode(root.resolve().as_posix())).hexdigest()[:16]
        self.copy = state_home / _FOLDER / key / path
        self.base = state_home / _FOLDER / f"{key}.base" / path

    @property
    def exists(self) -> bool:
        """Return whether there is a copy that differs from what it began with."""
        data = _read(self.copy)
        return data is not None and data != _read(self.base)

    def begun_with(self) -> bytes | None:
        """Return the text the copy began with, None where that is not known."""
        return _read(self.base)

    def begin(self, data: bytes) -> None:
        """Make the copy anew; raise CollabError if it cannot be written."""
        try:
            for path in (self.base, self.copy):
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
                with os.fdopen(descriptor, "wb") as file:
                    file.write(data)
        except OSError as error:
            raise CollabError(
                msg("{path} cannot be written: {reason}", path=str(self.copy), reason=error.strerror or ""),
                msg("make room there, or name another place with {variable}", variable="XDG_STATE_HOME"),
            ) from error

    def read(self) -> bytes:
        """Return the edited text; raise CollabError if the copy is gone."""
        data = _read(self.copy)
        if data is None:
            raise CollabError(
                msg("nothing was written: the editor has removed the file it was to edit"),
                msg("edit again, and save the file under its own name"),
            )
        return data

    def discard(self) -> None:
        """Remove the copy, and folders left empty by that."""
        for path in (self.copy, self.base):
            try:
                path.unlink(missing_ok=True)
                for folder in path.parents:
                    if folder.name == _FOLDER:
                        break
                    folder.rmdir()
            except OSError:  # a folder that is not empty; a copy that stays does no harm
                continue


def _read(path: Path) -> bytes | None:
    try:
        return None if path.is_symlink() else read_file(path)
    except OSError:
        return None
