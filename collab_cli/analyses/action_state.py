"""Where an action stood on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from collab_cli.model.action import Action, ActionStatus

OPEN_STATES = frozenset({"open", "in_progress"})
"""The states of an action that somebody is still to do."""


@dataclass(frozen=True, slots=True)
class ActionState:
    """The state of an action and the day it was due, as they were on a day."""

    status: ActionStatus
    due: date | None

    def is_overdue(self, day: date) -> bool:
        """Return whether the action was to be done before ``day`` and is not."""
        return self.status in OPEN_STATES and self.due is not None and self.due < day


def action_state(action: Action, day: date) -> ActionState:
    """Return where an action stood on ``day`` by the entries of its history up to then.

    What the history does not tell, the record does: one whose entries all came later was open, with the due date of
    the record.
    """
    entries = sorted(action.history, key=lambda entry: entry.date)  # stable: of one date the later in the file counts
    seen = [entry for entry in entries if entry.date <= day]
    states = [entry.status for entry in seen if entry.status is not None]
    days = [entry.due for entry in seen if entry.due is not None]
    if any(entry.status is not None for entry in entries[len(seen) :]):
        status = states[-1] if states else "open"
    else:  # the record says what the newest entry said, or what was never entered
        status = action.status
    return ActionState(status, days[-1] if days and len(seen) < len(entries) else action.due)
