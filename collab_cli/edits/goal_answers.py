"""What can be wrong with a single answer about a goal: said to whoever typed it, option or dialogue."""

from __future__ import annotations

import re
import unicodedata

from collab_cli.graph.world import World
from collab_cli.messages import Message, Titled, msg
from collab_cli.model.field_types import ID_PATTERN, Share
from collab_cli.model.forgiving import read_number
from collab_cli.model.goal import Goal
from collab_cli.model.slug import is_device_name, slug_of

_ID = re.compile(ID_PATTERN.removesuffix("$") + r"\Z")
_UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})


def is_one_line(text: str) -> bool:
    """Return whether a text has neither line breaks nor control characters."""
    return not any(unicodedata.category(character) in _UNPRINTABLE for character in text)


def gives_id(title: str) -> bool:
    """Return whether an id can be made of a title."""
    return slug_of(title) != "record" or "record" in unicodedata.normalize("NFKD", title).casefold()


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


def fault_of_id(world: World, text: str) -> Message | None:
    """Return what is wrong with an id for a new goal, or None."""
    if not is_id(text):
        return msg("use lower-case letters, digits and -, at most 64 of them")
    taken = goal_with_id(world, text)
    return msg("there is a goal {goal} already", goal=taken) if taken is not None else None


def read_share(text: str) -> Share | None:
    """Return the share typed as 0.3 or 30 %, or None if it is none."""
    try:
        return Share.read(read_number(text, percent=True) or "")
    except ValueError:
        return None


def is_id(text: str) -> bool:
    """Return whether a record can have ``text`` as its id."""
    return _ID.match(text) is not None and not is_device_name(text)


def goal_with_id(world: World, goal_id: str) -> Titled | None:
    """Return the goal that has this id as messages name it, or None."""
    if goal_id.casefold() not in {known.casefold() for known in world.workspace.known.get("goal", ())}:
        return None
    existing = world.get(Goal, goal_id)
    return existing.titled if existing is not None else Titled(None, goal_id)


SHARE_HINT = msg("write a share from 0 to 1 such as 0.3, or a percentage")
