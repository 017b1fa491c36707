"""A file at the root of the workspace that holds no records, now or at a commit."""

from __future__ import annotations

import os
from pathlib import Path

from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg
from collab_cli.sources.entry_faults import Unreadable
from collab_cli.sources.git_calls import GitFailed
from collab_cli.sources.history import History, checked
from collab_cli.sources.revision_tree import parse_listing
from collab_cli.sources.tree_walk import read_regular_file

LARGEST = 1 << 24
"""Bytes of such a file."""


def read_root_file(root: Path, name: str) -> bytes | None:
    """Return the bytes of a file of the working tree, None if there is none; raise CollabError if it cannot be read."""
    if not os.path.lexists(root / name):
        return None
    try:
        return _within_limit(read_regular_file(os.fspath(root / name), name, LARGEST), name)
    except Unreadable as problem:
        raise CollabError(problem.fault.message, problem.fault.hint) from None


def read_committed_file(history: History, commit: str, name: str) -> bytes | None:
    """Return the bytes of a file at a commit, None if there is none; raise CollabError if it cannot be read."""
    tree = checked(commit) + (f":{history.prefix.rstrip('/')}" if history.prefix else "")
    try:
        listed = parse_listing(history.ask("ls-tree", "-z", "--full-tree", tree, "--", name))
    except GitFailed:  # the commit does not know the folder of the workspace
        return None
    if not listed:
        return None
    found = history.read(listed[0].object_id, LARGEST + 1) if listed[0].mode.startswith("100") else None
    if found is None:
        raise _unusable(name, msg("it is no file"))
    return _within_limit(found[1], name)


def _within_limit(data: bytes, name: str) -> bytes:
    if len(data) > LARGEST:
        raise _unusable(name, msg("it is larger than {limit} bytes", limit=LARGEST))
    return data


def _unusable(name: str, reason: Message) -> CollabError:
    return CollabError(msg("{path} cannot be read: {reason}", path=name, reason=reason), msg("restore it from git"))
