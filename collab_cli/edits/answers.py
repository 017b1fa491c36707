"""What can be wrong with a single answer about a new record: said to whoever typed it in a dialogue."""

from __future__ import annotations

from collab_cli.edits.new_goal import SHARE_HINT, read_share
from collab_cli.edits.plan import Plan
from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg
from collab_cli.model.fields import FieldInfo
from collab_cli.model.one_line import is_one_line


def fault_of_title(title: str) -> Message | None:
    """Return what is wrong with a title, or None."""
    if not title.strip():
        return msg("write something, or leave with Ctrl-C")
    if not is_one_line(title):
        return msg("write it in one line, without control characters")
    if not any(character.isalnum() for character in title):
        return msg("a title needs a letter or a digit")
    return None


def fault_of_line(text: str) -> Message | None:
    """Return what is wrong with a text that may be left out, or None."""
    return None if is_one_line(text) else msg("write it in one line, without control characters")


def fault_of_weight(text: str) -> Message | None:
    """Return what is wrong with a share as typed, or None; nothing typed is no share."""
    return None if not text.strip() or read_share(text) is not None else SHARE_HINT


def fault_of_field(plan: Plan, info: FieldInfo, text: str) -> Message | None:
    """Return what is wrong with the value typed for a field, or None; nothing typed is fine for an optional one."""
    if not text.strip():
        return msg("write something, or leave with Ctrl-C") if info.required else None
    try:
        plan.values.read(text, info.type, info.name)
    except CollabError as error:
        return error.hint or error.message
    return None
