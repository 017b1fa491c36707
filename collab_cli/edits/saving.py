"""Save a plan, or show it: the last step of every writing command."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

from collab_cli.documents.save import Write, lock_path, save_all

WAIT = 10.0
"""Seconds a command waits for another one that is writing."""


def save(root: Path, writes: Sequence[Write], state_home: Path) -> None:
    """Write a plan under the lock of the workspace; raise CollabError, with nothing changed, if it cannot be."""
    save_all(root, writes, lock_file=lock_path(root, state_home), wait=WAIT)


def as_diff(writes: Sequence[Write]) -> str:
    """Return a plan as a unified diff."""
    pieces = []
    for write in writes:
        before = _lines(write.expected)
        after = _lines(write.data)
        old = f"a/{write.path}" if write.expected is not None else "/dev/null"
        new = f"b/{write.path}" if write.data is not None else "/dev/null"
        for line in difflib.unified_diff(before, after, old, new):
            pieces.append(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n")
    return "".join(pieces)


def _lines(data: bytes | None) -> list[str]:
    return (data or b"").decode("utf-8", "replace").splitlines(keepends=True)
