"""What a form of minutes notes beside actions carried over, as the commands that put it into the actions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from collab_cli.analyses.action_state import action_state
from collab_cli.analyses.minutes_reading.folded_text import folded
from collab_cli.analyses.minutes_reading.known_people import People
from collab_cli.analyses.minutes_reading.read_pad import CarriedWord
from collab_cli.analyses.minutes_reading.said_days import Days
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.action import Action

_DONE = re.compile(r"^(?:已?完成|已?办结|done|completed?|closed|✓|✔|✅|√|100\s*%)", re.IGNORECASE)
_DROPPED = re.compile(r"^(?:已?取消|不再|不做|不用做|作废|cancell?ed|dropped|not needed)", re.IGNORECASE)
_BEGUN = re.compile(r"^(?:正在)?(?:进行中?|已?开始|in progress|started|under way)[.。!！]?$", re.IGNORECASE)
_NOT_BEGUN = re.compile(r"^(?:未开始|未办|待办|待开始|not begun|not started|open|to do)$", re.IGNORECASE)
_LATER = re.compile(
    r"延期|延后|延至|延到|推迟|顺延|推后|改[到至为期]|\b(?:postponed?|moved|put off|deferred|delayed|extended)\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"(\d{1,2}|[一两二三四五六七十]|\b(?:a|one|two|three|four)\b)\s*个?(天|日|周|星期|礼拜|days?|weeks?)", re.IGNORECASE
)
_COUNTS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "十": 10,
           "a": 1, "one": 1, "two": 2, "three": 3, "four": 4}  # fmt: skip
_HANDED = re.compile(
    r"^(?:已?(?:转给|转交给?|移交给?|交给|改由)|(?:handed over|handed|passed|assigned|reassigned|given) (?:on )?to )\s*"
    r"([^,，;；。.]+?)\s*(?:负责|办理|跟进|接手|处理)?\s*(?:[,，;；。.]|$)",
    re.IGNORECASE,
)


def carried_commands(world: World, meeting_id: str, carried: Sequence[CarriedWord]) -> Iterator[Message]:
    """Yield a line for each thing that the form says anew of an action: the command to run."""
    day, people = date.fromisoformat(meeting_id[:10]), People(world)
    for one in carried:
        action = world.get(Action, one.action)
        if action is None:
            continue
        state = action_state(action.value, day)
        handed = _HANDED.match(one.state)
        new = people.meant(handed[1]).person if handed is not None else None
        owner = new or people.meant(one.owner).person
        is_assigned = owner is not None and owner != action.value.owner
        commands = [f"assign {one.action} {owner}"] if is_assigned else []
        is_told = new is not None and handed is not None and handed.end() >= len(one.state.rstrip())
        command = _command(one, state.status, state.due, day, is_told=is_told)
        for text in (*commands, *([command] if command is not None else ())):
            yield msg("{action}: run {command}", action=action.name, command=f"collab action {text}")


def _command(one: CarriedWord, status: str, due: date | None, day: date, *, is_told: bool) -> str | None:
    """Return the command for the state and the day; ``is_told`` where the state only says who has it now."""
    said = "" if is_told else folded(one.state)
    if _DONE.match(said):
        return None if status == "done" else f"done {one.action} --evidence '{_quoted(one.state)}'"
    if _DROPPED.match(said):
        return None if status == "cancelled" else f"cancel {one.action} --reason '{_quoted(one.state)}'"
    until = _until(one, due, day)
    if until is not None and until != due:
        return f"postpone {one.action} --due {until.isoformat()} --reason '{_quoted(one.state or one.due)}'"
    if not said or (_NOT_BEGUN.match(said) and status == "open"):
        return None
    if _BEGUN.match(said):
        return f"start {one.action}" if status == "open" else None
    return f"note {one.action} '{_quoted(one.state)}'"


def _until(one: CarriedWord, due: date | None, day: date) -> date | None:
    """Return the day an action is put off to: that of its column where it is new, else what the state says of it."""
    written = Days(day).first(one.due)
    if written is not None and written.day is not None and written.day != due:
        return written.day
    later = _LATER.search(one.state)
    if later is None:
        return None
    said = Days(day).first(one.state[later.start() :])
    if said is not None:
        return said.day
    span = _SPAN.search(one.state, later.start())
    if span is None or due is None:
        return None
    count = int(span[1]) if span[1].isdigit() else _COUNTS[span[1].casefold()]
    return due + timedelta(days=count * (1 if span[2][0] in "天日dD" else 7))


def _quoted(text: str) -> str:
    return " ".join(text.split()).replace("'", "’")
