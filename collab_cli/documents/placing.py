"""Put the files of a journal entry in place, or put back what was there: what saving and settling share."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from collab_cli.documents.durable import (
    TEMPORARY,
    make_folders,
    move,
    read_file,
    remove,
    remove_folders,
    sync_folder,
    write_new,
)
from collab_cli.documents.journal import Change, Entry
from collab_cli.documents.locking import reason_of, refused
from collab_cli.errors import CollabError
from collab_cli.messages import msg

Stand = Literal["before", "after", "same", "other"]
"""How a file is: as before the change, as after it, both alike, or as somebody else left it."""

_NO_PLAIN_FILE = frozenset({errno.EISDIR, errno.EINVAL, errno.ELOOP, errno.EACCES, errno.EPERM, errno.ENXIO})


@dataclass(frozen=True, slots=True)
class Step:
    """A change with the file it is about and the name its new bytes have until they are in place."""

    change: Change
    target: Path
    temporary: Path


def steps_of(root: Path, changes: Sequence[Change]) -> list[Step]:
    """Return a step for each change; raise CollabError for a path that leaves the workspace or may not be entered."""
    return [_step(root, number, change) for number, change in enumerate(changes)]


def stand_of(step: Step) -> Stand:
    """Return how the file of a step is now; raise OSError when the disk does not tell."""
    change = step.change
    try:
        present = read_file(step.target)
    except OSError as error:
        if error.errno in _NO_PLAIN_FILE:
            return "other"
        raise
    if change.before == change.after and present == change.after:
        return "same"
    if present == change.after:
        return "after"
    return "before" if present == change.before else "other"


def prepare(step: Step) -> list[Path]:
    """Write the new bytes under the temporary name; return the folders made for it. Raises OSError."""
    change = step.change
    if change.after is None:
        return []
    made = make_folders(step.target.parent)
    try:
        write_new(step.temporary, change.after, change.mode)
    except BaseException:
        with contextlib.suppress(OSError):
            remove(step.temporary)
        remove_folders(made)
        raise
    return made


def put(step: Step) -> None:
    """Put the prepared bytes in place, or remove the file; raise OSError when that fails."""
    if step.change.after is None:
        remove(step.target)
    else:
        move(step.temporary, step.target)


def finish_putting(steps: Sequence[Step]) -> None:
    """Put every file that is as before in its place, in their order; raise OSError when that fails."""
    for step in steps:
        if stand_of(step) == "before":
            remove(step.temporary)
            prepare(step)
            put(step)
    sync_folders(step.target.parent for step in steps)


def put_back(steps: Sequence[Step], placed: set[str]) -> None:
    """Give every file that is in place its old bytes again, last one first; raise OSError when that fails.

    ``placed`` are the paths believed to be in place; those that are no longer are taken out of it.
    """
    for step in reversed(steps):
        remove(step.temporary)
    for step in reversed(steps):
        if stand_of(step) == "after":
            if step.change.before is None:
                remove(step.target)
            else:
                write_new(step.temporary, step.change.before, step.change.mode)
                move(step.temporary, step.target)
        placed.discard(step.change.path)


def sync_folders(folders: Iterable[Path]) -> None:
    """Make sure that what was moved into the folders is on the disk."""
    for folder in dict.fromkeys(folders):
        sync_folder(folder)


def folders_made(root: Path, entry: Entry) -> list[Path]:
    """Return the folders made for an entry, those only that lie in the workspace."""
    found = [_step(root, 0, Change(path, None, None)) for path in entry.folders]
    return [step.target for step in found]


def _step(root: Path, number: int, change: Change) -> Step:
    parts = change.path.split("/")
    inside = not any(part in ("", ".", "..") or "\0" in part or "\\" in part or ":" in part for part in parts)
    if inside:
        target = root.joinpath(*parts)
        try:
            inside = target.parent.resolve().is_relative_to(root.resolve()) and not target.is_symlink()
        except PermissionError as error:
            raise refused(msg("nothing was changed: {reason}", reason=reason_of(error)), error) from error
        except (OSError, RuntimeError):
            inside = False
    if not inside:
        raise CollabError(
            msg("{path} is not a plain file inside the workspace, so nothing was written", path=change.path),
            msg("use a path below the folder of collab.yaml, without links"),
        )
    return Step(change, target, target.parent / f"{TEMPORARY}{os.getpid()}-{number}")
