"""The sentence that names what cannot be read, before an answer that may be incomplete for it."""

from __future__ import annotations

from collab_cli.analyses.unread_files import unread_files
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, msg, msgn

LISTED = 3
"""How many files are named."""


def unread_said(world: World, *kinds: str) -> Message | None:
    """Return which files of these kinds cannot be read, None if all of them can."""
    files = unread_files(world, kinds)
    return files_said(files) if files else None


def files_said(files: tuple[str, ...]) -> Message:
    """Return that these files cannot be read; of many the first are named."""
    named: list[str | Message] = list(files[:LISTED])
    if files[LISTED:]:
        count = len(files) - LISTED
        named.append(msgn("{count} more file", "{count} more files", count))
    return msg("{files} cannot be read; {command} says why", files=Items(tuple(named)), command="collab check")
