"""Read files that a command may just be writing, without the lock: not the one half old, the other new."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from typing import Literal, TypeVar

from collab_cli.documents.store import Store

_READINGS = 5
_POLL = 0.01

T = TypeVar("T")
Calm = Literal["calm", "busy", "broken-off"]
"""What the files were while they were read: as somebody left them, being written, or written in part by a command
that died."""


def steady_read(store: Store, read: Callable[[], T], patience: float) -> tuple[T, Calm]:
    """Return what ``read`` returns, and whether nobody wrote meanwhile; it reads again once a writer has ended.

    Waits for writers at most ``patience`` seconds in all. A journal that cannot be listed is taken for an empty one.
    """
    deadline = time.monotonic() + patience
    for _ in range(_READINGS):
        before = _entries(store)
        found = read()
        after = _entries(store)
        if after == before and not _is_pending(after):
            return found, "calm"
        state = _awaited(store, deadline)
        if state != "calm":
            return found, state
    return found, "busy"


def _awaited(store: Store, deadline: float) -> Calm:
    """Wait until no entry is pending; return how it ended."""
    from collab_cli.documents.locking import lock_state

    while _is_pending(_entries(store)):
        with contextlib.suppress(OSError):
            if lock_state(store)[0] != "held" and _is_pending(_entries(store)):
                return "broken-off"
        if time.monotonic() >= deadline:
            return "busy"
        time.sleep(_POLL)
    return "calm"


def _is_pending(names: frozenset[str]) -> bool:
    return any(name.endswith(".pending.json") for name in names)


def _entries(store: Store) -> frozenset[str]:
    try:
        return frozenset(name for name in os.listdir(store.journal) if name.endswith(".json"))  # noqa: PTH208
    except OSError:
        return frozenset()
