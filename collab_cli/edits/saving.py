"""Save a plan, or show it: the last step of every writing command."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from collab_cli.documents.locking import Claim
from collab_cli.documents.save import Write, save_all
from collab_cli.documents.store import store_of
from collab_cli.messages import Message

WAIT = 30.0
"""Seconds a command waits for another one that is writing."""


_ALIKE = 0.5
"""The share of lines a file must keep to be the same file under another path."""


def save(
    root: Path,
    writes: Sequence[Write],
    state_home: Path,
    *,
    sentence: Message,
    when: datetime,
    can_be_undone: bool = True,
    claim: Claim | None = None,
) -> tuple[Message, ...]:
    """Write a plan under the lock of the workspace, and note in the journal what was done: ``sentence``, ``when``.

    Return what was settled of a write that had been broken off, to be told to the person. Raise CollabError, with
    nothing changed, if the plan cannot be written: ChangedMeanwhile, if a file is not as the plan saw it. With a
    ``claim`` the lock is held already.
    """
    store = store_of(root, state_home)
    return save_all(
        *(root, writes), store=store, wait=WAIT, sentence=sentence, when=when, is_kept=can_be_undone, claim=claim
    )


def as_diff(writes: Sequence[Write]) -> str:
    """Return a plan as a unified diff; a file that gets another path is shown as renamed, as git shows it."""
    moved = _moved(writes)
    gone = {old.path for old in moved.values()}
    pieces: list[str] = []
    for write in writes:
        if write.path in moved:
            pieces += _renamed(moved[write.path], write)
        elif write.path not in gone:
            old = f"a/{write.path}" if write.expected is not None else "/dev/null"
            new = f"b/{write.path}" if write.data is not None else "/dev/null"
            pieces += _changed(write.expected, write.data, old, new)
    return "".join(pieces)


def _moved(writes: Sequence[Write]) -> dict[str, Write]:
    """Return the writes that remove a file by the path its content goes to, most of it unchanged."""
    removed = [write for write in writes if write.data is None and write.expected]
    found: dict[str, Write] = {}
    for write in writes:
        if write.expected is None and write.data is not None:
            like = [old for old in removed if _is_like(old, write)]
            if like:
                found[write.path] = like[0]
                removed.remove(like[0])
    return found


def _is_like(old: Write, new: Write) -> bool:
    if old.path.rpartition("/")[0] != new.path.rpartition("/")[0]:
        return False
    return (
        old.expected == new.data
        or difflib.SequenceMatcher(None, _lines(old.expected), _lines(new.data)).ratio() > _ALIKE
    )


def _renamed(old: Write, new: Write) -> list[str]:
    head = [
        f"diff --git a/{old.path} b/{new.path}\n",
        f"rename from {old.path}\n",
        f"rename to {new.path}\n",
    ]
    return head + _changed(old.expected, new.data, f"a/{old.path}", f"b/{new.path}")


def _changed(before: bytes | None, after: bytes | None, old: str, new: str) -> list[str]:
    lines = difflib.unified_diff(_lines(before), _lines(after), old, new)
    return [line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines]


def _lines(data: bytes | None) -> list[str]:
    """Return the lines of a file; what YAML or Unicode calls a line end beside LF stays inside them."""
    text = (data or b"").decode("utf-8", "replace")
    lines = [f"{line}\n" for line in text.split("\n")]
    return [*lines[:-1], lines[-1][:-1]] if lines[-1] != "\n" else lines[:-1]
