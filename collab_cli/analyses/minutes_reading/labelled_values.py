"""Values whose label or section says what they are: Time: 9:30, 主持：李娜, the entries below Decisions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from collab_cli.analyses.minutes_reading.actions_taken import add_action
from collab_cli.analyses.minutes_reading.attendance import note_part, read_attendance
from collab_cli.analyses.minutes_reading.carried_over import read_carried
from collab_cli.analyses.minutes_reading.collected import Collected
from collab_cli.analyses.minutes_reading.decisions_taken import add_decision
from collab_cli.analyses.minutes_reading.folded_text import level
from collab_cli.analyses.minutes_reading.heading_facts import (
    keep_next_meeting,
    take_day,
    take_mode,
    take_next_meeting,
    take_place,
    take_title,
    title_of,
)
from collab_cli.analyses.minutes_reading.label_words import Topic
from collab_cli.analyses.minutes_reading.minutes_read import Route
from collab_cli.analyses.minutes_reading.name_lists import split_names

_NUMBERS = re.compile(r"(?:^|(?<=[\s;；。]))(?:\(?\d{1,2}[.)、](?!\d)|[①-⑳])\s*")
_APPROVED = re.compile(r"通过|无异议|确认|\bapproved\b|\baccepted\b|\badopted\b|\bagreed\b", re.IGNORECASE)
_NOT_APPROVED = re.compile(r"[未没不](?:获得?|有|予)?(?:通过|确认)|[暂尚]未|待确认|\bnot\b|\bpending\b", re.IGNORECASE)
_MAIL = re.compile(r"\s*<[^>]*>")


def take_value(collected: Collected, topic: Topic, value: str, line: int) -> None:
    """Take a value whose topic is known; one that says nothing of it stays for the notes."""
    take = _TAKERS.get(topic)
    if take is None:
        collected.leave(value, line)
    else:
        take(collected, value, line)


def take_actions(collected: Collected, text: str, line: int, speaker: str = "") -> None:
    """Take the actions of a line, several where they are numbered."""
    for piece in pieces_of(text, wide=True):
        add_action(collected, piece, line, speaker)


def take_decisions(collected: Collected, text: str, line: int) -> None:
    """Take the decisions of a line, several where they are numbered."""
    for piece in pieces_of(text, wide=True):
        add_decision(collected, piece, line)


def pieces_of(text: str, *, wide: bool = False) -> list[str]:
    """Return the entries of a text: its lines, or 1. ... 2. ...; by semicolons too where not ``wide``."""
    found: list[str] = []
    for written in text.split("\n"):
        marks = list(_NUMBERS.finditer(level(written)))
        if len(marks) >= 2 and marks[0].start() == 0:
            ends = [*(mark.start() for mark in marks[1:]), len(written)]
            found += [written[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
        elif wide:
            found.append(written)
        else:
            start = marks[0].end() if marks and marks[0].start() == 0 else 0
            found += re.split(r"[;；]|(?<=[\u3400-\u9fff])、(?=[\u3400-\u9fff])", written[start:])
    return [piece.strip(" ;；。\t") for piece in found if piece.strip(" ;；。\t")]


def _title(collected: Collected, value: str, line: int) -> None:
    collected.put("title", title_of(collected, value, line, collected.days) or value, line, value)


def _start(collected: Collected, value: str, line: int) -> None:
    if not take_day(collected, value, line):
        collected.leave(value, line)


def _when(collected: Collected, value: str, line: int) -> None:
    """Take day and times, and a room behind them."""
    _start(collected, value, line)
    said = collected.days.first(value)
    rest = value[said.end :] if said is not None else ""
    if re.search(r"会议室|\broom\b", rest, re.IGNORECASE) and "place" not in collected.fields:
        take_place(collected, rest.rsplit(maxsplit=1)[-1], line)


def _end(collected: Collected, value: str, line: int) -> None:
    before = collected.fields.pop("start", None)
    _start(collected, value, line)
    if "start" in collected.fields:
        collected.put("end", collected.fields.pop("start"), line, value)
    if before is not None:
        collected.fields["start"] = before


def _mode(collected: Collected, value: str, line: int) -> None:
    if not take_mode(collected, value, line):
        collected.leave(value, line)


def _secretary(collected: Collected, value: str, line: int) -> None:
    """Take who wrote the minutes; 会议记录：...会 gives their title instead."""
    names_nobody = not collected.people.meant(value).is_known
    if not (names_nobody and value.rstrip().endswith("会") and take_title(collected, value, line)):
        note_part(collected, "secretary", value, line)


def _sender(collected: Collected, value: str, line: int) -> None:
    """Propose who sent a letter as the one who wrote the minutes."""
    meant = collected.people.meant(_MAIL.sub("", value))
    if meant.person is None:
        collected.leave(value, line)
    elif collected.put("secretary", meant.person, line, value):
        collected.names += 1
        collected.doubt("sent_it", ("secretary",), value, line, meant.person)


def _discussion(collected: Collected, value: str, line: int) -> None:
    """Take `Minutes: Tom Fischer` as who wrote them; anything else stays for the notes."""
    meant = collected.people.meant(value)
    if meant.person is not None and meant.why is None:
        note_part(collected, "secretary", value, line)
    else:
        collected.leave(value, line)


def _agenda(collected: Collected, value: str, line: int) -> None:
    for piece in pieces_of(value):
        collected.add("agenda", piece, line)


def _number(collected: Collected, value: str, line: int) -> None:
    collected.put("number", value.strip(), line, value)


def _copies(collected: Collected, value: str, line: int) -> None:
    for name in split_names(_MAIL.sub("", value)):
        collected.add("cc", name, line)


def _next_meeting(collected: Collected, value: str, line: int) -> None:
    if not take_next_meeting(collected, value, line):
        keep_next_meeting(collected, value, line)


def _previous(collected: Collected, value: str, line: int) -> None:
    if _NOT_APPROVED.search(value):
        collected.put("previous_approved", "false", line, value)
    elif _APPROVED.search(value):
        collected.put("previous_approved", "true", line, value)
    else:
        collected.leave(value, line)


def _opinion(collected: Collected, value: str, line: int) -> None:
    """Take an opinion and whose it is, where a name and a colon stand before it."""
    head, colon, rest = level(value).partition(":")
    entry: dict[str, str] = {"text": value.strip().rstrip("。")}
    route: Route = ("opinions", len(collected.fields.get("opinions", [])))
    meant = collected.people.meant(head) if colon and len(head) <= 30 else None
    if meant is not None and meant.is_known and rest.strip():
        by = meant.person if meant.why != "department_as_owner" else None
        department = meant.department or (collected.people.department_of(by) if by else None)
        entry = {"text": value[len(head) + 1 :].strip().rstrip("。")}
        entry = ({"department": department} if department else {}) | ({"by": by} if by else {}) | entry
        if meant.why not in (None, "department_as_owner"):
            collected.taken(meant, (*route, "by"), line)
        collected.names += 1
    collected.add("opinions", entry, line)


_TAKERS: Final[Mapping[Topic, Callable[[Collected, str, int], None]]] = {
    "title": _title,
    "date": _start,
    "when": _when,
    "start": _start,
    "end": _end,
    "place": take_place,
    "mode": _mode,
    "chair": lambda collected, value, line: note_part(collected, "chair", value, line),
    "secretary": _secretary,
    "issued_by": lambda collected, value, line: note_part(collected, "issued_by", value, line),
    "present": lambda collected, value, line: read_attendance(collected, "present", value, line),
    "guests": lambda collected, value, line: read_attendance(collected, "guests", value, line),
    "absent": lambda collected, value, line: read_attendance(collected, "absent", value, line),
    "sender": _sender,
    "discussion": _discussion,
    "agenda": _agenda,
    "decisions": take_decisions,
    "actions": take_actions,
    "next_meeting": _next_meeting,
    "number": _number,
    "cc": _copies,
    "previous": _previous,
    "carried": read_carried,
    "opinions": _opinion,
}
