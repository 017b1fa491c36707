"""When an action was first due, and how often that day was changed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from collab_cli.model.action import Action
from collab_cli.model.record import Record

_DAY = 10
"""Characters of a date at the beginning of an id."""


@dataclass(frozen=True, slots=True)
class DueHistory:
    """When an action was ``first`` to be done by, how often that day changed, and how often to a later one.

    A history that begins with a change, which counts as one to a later day, does not hold the first: the day of that
    change stands for it, as the action was not done before.
    """

    first: date | None
    changes: int = 0
    postponed: int = 0


def began(action: Record[Action]) -> date | None:
    """Return the day an action came up: the date in its id, or that of an earlier entry that says it is open.

    Without either it is that of its first entry; None without one.
    """
    days = [entry.date for entry in action.value.history if entry.status == "open"]
    with suppress(ValueError):
        days.append(date.fromisoformat(action.id[:_DAY]))
    return min(days or [entry.date for entry in action.value.history], default=None)


def due_history(action: Record[Action], day: date) -> DueHistory:
    """Return the days an action was to be done by, as its history tells up to ``day``.

    An entry with `due` of the day the action came up says when it was to be done from the start. One that is dated
    before that day counts as of it.
    """
    start = began(action)
    entries = sorted(action.value.history, key=lambda entry: max(entry.date, start or entry.date))  # stable
    dated = [(entry.date, entry.due) for entry in entries if entry.due is not None]
    seen = [(when, due) for when, due in dated if when <= day]
    if not seen:
        return DueHistory(None if dated else action.value.due)
    when, due = seen[0]
    is_told = start is not None and when <= start
    dues = [due for _, due in seen]
    pairs = list(pairwise(dues))
    return DueHistory(
        due if is_told else when,
        sum(old != new for old, new in pairs) + (not is_told),
        sum(old < new for old, new in pairs) + (not is_told),
    )
