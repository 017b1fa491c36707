"""Actions of minutes: each becomes a stub of the draft, with what is lacking or not certain noted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from collab_cli.analyses.minutes_reading.action_text import OPEN_ENDED, ActionText, owners_of, read_action
from collab_cli.analyses.minutes_reading.collected import Collected
from collab_cli.analyses.minutes_reading.folded_text import folded, is_han, level
from collab_cli.analyses.minutes_reading.known_people import Meant
from collab_cli.analyses.minutes_reading.minutes_read import Route
from collab_cli.analyses.minutes_reading.name_lists import HAN_WORDS, SIGNS, WORDS
from collab_cli.analyses.minutes_reading.said_days import Said

_BETWEEN = re.compile(rf"[{SIGNS}/／&＆+]|{WORDS}|(?<=部){HAN_WORDS}")
_MENTION = re.compile(r"^\s*(?:ok[,，]?\s*|好的?[,，]?\s*)?[@＠]")
_PROMISE = re.compile(r"^(.{2,40}?)\s+(?:to|will)\s+\w", re.IGNORECASE)
_ME = re.compile(
    r"^((?:\W*(?:action|todo|to do|待办|行动项)\s*[:：]\s*)?)(?:me|i|myself|我)(?:\s+(?:to|will)\s+|来|负责|会|"
    r"\s*[:：]\s*)",
    re.IGNORECASE,
)


def add_action(collected: Collected, text: str, line: int, speaker: str = "") -> None:
    """Take an action written in one line; ``speaker`` is who me and 我 are in it."""
    if speaker:
        text = _ME.sub(lambda found: f"{found[1]}{speaker}: ", text)
    found = read_action(text, collected.people, collected.days)
    if found.title:
        take_action(collected, found, line)
    else:
        collected.leave(text, line)


def add_action_row(
    collected: Collected, task: str, owner: str, due: str, assist: str, supervisor: str, line: int
) -> None:
    """Take an action from the cells of a table."""
    found = read_action(task, collected.people, collected.days) if not (owner and due) else ActionText(task.strip())
    if owner:
        found = found if found.owners == [] else ActionText(task.strip(), due=found.due, due_text=found.due_text)
        found.owners = owners_of(owner, collected.people)
    if due:
        found.due, found.due_text = collected.days.until(due), due
    found.assist, found.supervisor = assist or found.assist, supervisor or found.supervisor
    take_action(collected, found, line)


def take_action(collected: Collected, found: ActionText, line: int) -> None:
    """Add an action; one of the same wording, as summaries repeat them, only fills what the first one lacks."""
    found.title = " ".join(found.title.split())
    at = collected.known("actions", found.title)
    if at is None:
        at = int(collected.add("actions", {"title": found.title}, line)[1])
        collected.know("actions", found.title, at)
    else:
        collected.met(("actions", at), line)
    route: Route = ("actions", at)
    entry = collected.fields["actions"][at]
    if "owner" not in entry:
        _take_owners(collected, entry, found.owners, route, line, is_guess=found.is_guess)
    if "due" not in entry:
        _take_due(collected, entry, found, route, line)
    if found.is_done:
        collected.doubt("ticked", route, found.title, line)
    _take_helpers(collected, entry, found, route, line)


def is_promise(collected: Collected, text: str) -> bool:
    """Return whether a line outside of any list says who does something by when: [Li Na] ..., @张伟 周五前..."""
    people, has_day = collected.people, collected.days.first(text) is not None
    bracket = re.match(r"^\s*[\[【]([^\]】]{2,30})[\]】]\s*\S", text)
    if bracket is not None and people.meant(bracket[1]).is_known:
        return True
    if _MENTION.match(text):
        return has_day or re.search(r"负责|请|牵头", text) is not None
    promise = _PROMISE.match(level(text)) if not is_han(text[:12]) and has_day else None
    meant = people.meant(promise[1]) if promise is not None else None
    return meant is not None and meant.person is not None and meant.why is None


def complete_action(collected: Collected, text: str, line: int) -> bool:
    """Take owner or due from a line below an action, as `Owner: Li Na`; return whether it says one."""
    entries = collected.fields.get("actions")
    if not entries:
        return False
    found = read_action(f"- {text}", collected.people, collected.days)
    if not (found.owners or found.due_text or found.assist or found.supervisor) or found.is_guess:
        return False
    if re.sub(r"[\W_]", "", found.title):
        return False
    found.title = entries[-1]["title"]
    for name in ("owner", "due"):
        if (found.owners if name == "owner" else found.due_text) and name not in entries[-1]:
            collected.doubts = [
                one for one in collected.doubts
                if not (one.reason == f"no_{name}" and one.route == ("actions", len(entries) - 1, name))
            ]  # fmt: skip
    take_action(collected, found, line)
    return True


def finish_actions(collected: Collected) -> None:
    """Note what actions lack, once all has been read."""
    lines = {one.route: one.line for one in reversed(collected.understood)}
    told = {one.route for one in collected.doubts}
    for at, entry in enumerate(collected.fields.get("actions", [])):
        line = lines.get(("actions", at), 0)
        if "owner" not in entry and ("actions", at, "owner") not in told:
            collected.doubt("no_owner", ("actions", at, "owner"), entry["title"], line)
        if "due" not in entry and ("actions", at, "due") not in told:
            collected.doubt("no_due", ("actions", at, "due"), entry["title"], line)


def _take_owners(
    collected: Collected, entry: dict[str, str], owners: Sequence[Meant], route: Route, line: int, *, is_guess: bool
) -> None:
    if not owners:
        return
    named = next((one for one in owners if one.is_known and one.department is None), None)
    if named is not None:  # 生产部 王强: the one named answers
        own = collected.people.department_of(named.person) if named.person is not None else None
        owners = [named, *(one for one in owners if one is not named and (own is None or one.department != own))]
    where = (*route, "owner")
    person = collected.taken(owners[0], where, line)
    if person is not None:
        entry["owner"] = person
        if is_guess:
            collected.doubt("name_in_text", where, owners[0].text, line, person)
    for more in owners[1:]:
        collected.names += more.is_known
        collected.doubt("several_owners", where, more.text, line, more.person or more.department or "")


def _take_helpers(collected: Collected, entry: dict[str, Any], found: ActionText, route: Route, line: int) -> None:
    """Take those who help, departments or people, and who follows it up; other names stay for the notes."""
    for piece in filter(None, (one.strip() for one in _BETWEEN.split(found.assist))):
        department, meant = collected.people.department(piece), collected.people.meant(piece)
        person = meant.person if meant.why is None else None
        party = department or (f"person:{person}" if person is not None else None)
        if party is None:
            collected.doubt("text_kept", (*route, "assist"), piece, line)
        elif party not in entry.setdefault("assist", []):
            entry["assist"].append(party)
            collected.names += 1
    if found.supervisor and "supervisor" not in entry:
        person = collected.person(found.supervisor, (*route, "supervisor"), line)
        if person is not None:
            entry["supervisor"] = person


def _take_due(collected: Collected, entry: dict[str, str], found: ActionText, route: Route, line: int) -> None:
    where = (*route, "due")
    said = found.due
    if said is None:
        if found.due_text:
            is_open = OPEN_ENDED.match(folded(found.due_text)) is not None
            collected.doubt("open_ended" if is_open else "no_such_day", where, found.due_text, line)
        return
    day = collected.day(Said(0, len(found.due_text), said.day, said.how), found.due_text, where, line)
    if day is None:
        return
    entry["due"] = day
    if found.is_due_guess and said.how == "exact":
        collected.doubt("date_in_text", where, found.due_text, line, day)
    near = collected.days.near
    if near is not None and said.day is not None and said.day < near:
        collected.doubt("earlier_date", where, found.due_text, line, day)
