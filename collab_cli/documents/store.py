"""The places outside the tree that belong to a workspace: its lock and its journal."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from collab_cli.errors import CollabError
from collab_cli.messages import msg

_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Store:
    """The folder of what collab keeps of one workspace; nothing in it is needed to read the workspace."""

    folder: Path

    @property
    def lock_file(self) -> Path:
        """Return the file that is locked while somebody writes."""
        return self.folder / "lock"

    @property
    def holder(self) -> Path:
        """Return the note that says who holds the lock; one left behind tells of a process that died."""
        return self.folder / "lock.holder"

    @property
    def journal(self) -> Path:
        """Return the folder of the journal."""
        return self.folder / "journal"


def store_of(root: Path, state_home: Path) -> Store:
    """Return the store of the workspace at ``root``: in its git directory, else in a folder of the user.

    ``.git`` may be a file naming the directory (worktree, submodule). The name is made of the path of the
    workspace: in a repository from its top, so that it may be moved as a whole. Nothing is created. Raises
    CollabError where a git directory may not be looked into: those who may would use another lock.
    """
    real = root.resolve()
    for folder in (real, *real.parents):
        directory = _git_directory(folder / ".git")
        if directory is not None:
            return Store(directory / "collab" / _key(real.relative_to(folder)))
    return Store(state_home / "workspaces" / _key(real))


def _key(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path.as_posix())).hexdigest()[:16]


def _git_directory(entry: Path) -> Path | None:
    try:
        if entry.is_dir():
            found = entry
        elif not entry.is_file():  # a FIFO would be waited for
            return None
        else:
            with entry.open("rb") as file:
                line = file.read(_LONGEST).decode()
            if not line.startswith("gitdir: "):
                return None
            found = entry.parent / line.removeprefix("gitdir: ").strip()
        return found if (found / "HEAD").is_file() else None
    except PermissionError as error:
        raise CollabError(
            msg("{path} cannot be read, where the lock and the journal of the workspace are kept", path=str(entry)),
            msg("change the rights or the owner, then run the command again"),
        ) from error
    except (OSError, ValueError):
        return None
