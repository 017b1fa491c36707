"""References that still matter: not those of closed records, nor of what was said or done on a day."""

from __future__ import annotations

from collab_cli.documents.nodes import Mapping, Scalar, find
from collab_cli.graph.uses import Use
from collab_cli.graph.world import World

_DAYS = ("date", "at")
_PAST_KINDS = frozenset({"case"})
"""Kinds whose records tell of what was."""
_PAST_FIELDS = frozenset({"raised_by", "issued_by", "presenter"})
"""Fields that name who did something once."""


def is_living(world: World, use: Use) -> bool:
    """Return whether a reference still matters: its record is not closed, and no entry around it has a day gone by.

    A charter that is superseded is closed, minutes of a past meeting and an approval have a day gone by.
    """
    if use.field in _PAST_FIELDS or use.ref.partition(":")[0] in _PAST_KINDS:
        return False
    record = world.workspace.find(use.ref) if use.ref else None
    if record is not None and getattr(record.value, "status", None) in record.kind.closed:
        return False
    root, today = world.workspace.documents[use.path].root if use.ref else None, world.as_of.isoformat()
    for end in range(len(use.route)):
        node = find(root, use.route[:end]) if root is not None else None
        days = [node.get(name) for name in _DAYS] if isinstance(node, Mapping) else []
        if any(isinstance(day, Scalar) and day.text[:10] <= today for day in days):
            return False
    return True
