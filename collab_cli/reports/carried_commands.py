"""What a form of minutes notes beside actions carried over, as the commands that put it into the actions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from collab_cli.analyses.action_state import action_state
from collab_cli.analyses.minutes_reading.folded_text import folded
from collab_cli.analyses.minutes_reading.read_pad import CarriedWord
from collab_cli.analyses.minutes_reading.said_days import Days
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.action import Action

_DONE = re.compile(r"^(?:已?完成|已?办结|done|completed?|closed|✓|✔|✅|√|100\s*%)", re.IGNORECASE)
_DROPPED = re.compile(r"^(?:已?取消|不再|cancell?ed|dropped)", re.IGNORECASE)
_BEGUN = re.compile(r"^(?:进行中|已?开始|in progress|started|under way)", re.IGNORECASE)
_NOT_BEGUN = re.compile(r"^(?:未开始|未办|待办|待开始|not begun|not started|open|to do)$", re.IGNORECASE)


def carried_commands(world: World, meeting_id: str, carried: Sequence[CarriedWord]) -> Iterator[Message]:
    """Yield a line for each action of which the form says something new: the command to run."""
    from datetime import date

    day = date.fromisoformat(meeting_id[:10])
    for one in carried:
        action = world.get(Action, one.action)
        if action is None:
            continue
        state = action_state(action.value, day)
        command = _command(one, state.status, state.due, day)
        if command is not None:
            yield msg("{action}: run {command}", action=action.name, command=f"collab action {command}")


def _command(one: CarriedWord, status: str, due: object, day: object) -> str | None:
    from datetime import date

    assert isinstance(day, date)
    said = folded(one.state)
    until = Days(day).first(one.due) or Days(day).first(one.state)
    if _DONE.match(said):
        return None if status == "done" else f"done {one.action} --evidence '{_quoted(one.state)}'"
    if _DROPPED.match(said):
        return None if status == "cancelled" else f"cancel {one.action} --reason '{_quoted(one.state)}'"
    if until is not None and until.day is not None and until.day != due:
        return f"postpone {one.action} --due {until.day.isoformat()} --reason '{_quoted(one.state or one.due)}'"
    if not said or (_NOT_BEGUN.match(said) and status == "open"):
        return None
    if _BEGUN.match(said) and len(said) < 14:
        return f"start {one.action}" if status == "open" else None
    return f"note {one.action} '{_quoted(one.state)}'"


def _quoted(text: str) -> str:
    return " ".join(text.split()).replace("'", "’")
