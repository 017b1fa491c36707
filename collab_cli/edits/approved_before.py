"""Approving minutes is an item of the next meeting: its draft says that the minutes before were approved."""

from __future__ import annotations

from collab_cli.analyses.meeting_slots import last_held
from collab_cli.analyses.minutes_standing import next_draft
from collab_cli.edits.state_verb import Move
from collab_cli.messages import Message, msg
from collab_cli.model.fields import fields_of
from collab_cli.model.meeting import Meeting
from collab_cli.model.record import Record
from collab_cli.model.series import Series


def note_approval(move: Move) -> None:
    """Plan that the draft of the next meeting says that the minutes before it were approved."""
    draft = _draft(move)
    if draft is not None:
        order = tuple(info.name for info in fields_of(Meeting))
        move.plan.changes.set(draft.path, (*draft.route, "previous_approved"), True, order)


def approval_told(move: Move) -> tuple[Message, ...]:
    """Return which draft says so now."""
    draft = _draft(move)
    return () if draft is None else (msg("the draft {meeting} says so", meeting=draft.titled),)


def _draft(move: Move) -> Record[Meeting] | None:
    """Return the next draft of the series, if these are the minutes before it and it does not say so yet."""
    series = move.world.get(Series, move.value.series)
    draft = next_draft(move.world, move.record)
    if series is None or draft is None or draft.value.previous_approved:
        return None
    before = last_held(move.world, series, draft.value.date)
    return draft if before is not None and before.id == move.record.id else None
