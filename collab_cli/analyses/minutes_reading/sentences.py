"""Facts minutes tell in sentences: 李娜主持会议，张伟、王强参加; The meeting was chaired by Li Na."""

from __future__ import annotations

import re
from collections.abc import Sequence

from collab_cli.analyses.minutes_reading.attendance import Manner, note_part, read_attendance
from collab_cli.analyses.minutes_reading.collected import Collected
from collab_cli.analyses.minutes_reading.folded_text import is_han, level
from collab_cli.analyses.minutes_reading.heading_facts import (
    take_day,
    take_mode,
    take_next_meeting,
    take_place,
    take_times,
)
from collab_cli.analyses.minutes_reading.known_people import Spot
from collab_cli.analyses.minutes_reading.said_times import times_in

_PLACE = re.compile(r"在([^，,。；;在]{1,20}?(?:会议室|会议厅|办公室|室|厅|中心|基地|分厂|车间))")
_HELD = re.compile(r"召开|举行|主持|参加|出席|列席|请假|缺席|记录|会议于")
_NEXT = re.compile(
    r"下次(?:例会|会议|会)|下期会议|\bnext (?:meeting|call|sync)\b|\bmeet again\b|\bdate of next\b", re.IGNORECASE
)
_SENTENCES = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bNo)(?<!\b[A-Z])[.!?]\s+(?=[A-Z])")
_END = re.compile(
    r"^(?:the )?(?:meeting|call|session)\s+(closed|ended|finished|adjourned|concluded|opened|started|began)\s+"
    r"(?:at\s+)?(.+?)\.?$|"
    r"^(?:会议)?(?:于)?(.{2,12}?)(结束|散会|开始)[。.]?$",
    re.IGNORECASE,
)
_CHAIRED = re.compile(
    r"\b(?:chaired|led|facilitated|opened) by ([A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3})|^([A-Z][\w.'-]*"
    r"(?: [A-Z][\w.'-]*){0,2}) (?:chaired|presided|took the chair|led the meeting|facilitated)"
)
_NOTED = re.compile(
    r"\b(?:minutes|notes)(?: were)?(?: taken)? by ([A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3})|^([A-Z][\w.'-]*"
    r"(?: [A-Z][\w.'-]*){0,2}) (?:took|is taking|wrote|kept) (?:the )?(?:minutes|notes)|(?:and|,) ([A-Z][\w.'-]*"
    r"(?: [A-Z][\w.'-]*){0,2}) (?:took|kept) (?:the )?(?:minutes|notes)"
)
_CAME = re.compile(
    r"^(?:present were|in attendance were|those present were|attending were|we were)\s*:?\s*(.+?)\.?$|^(.+?) "
    r"(?:attended|were present|joined|took part)\b(?! later).{0,30}$",
    re.IGNORECASE,
)
_SORRY = re.compile(
    r"^(?:apologies|regrets)(?: for absence)?(?: were| have been)?(?: received| sent| noted)?\s*(?:from|:)\s*"
    r"(.+?)\.?$|^(.+?) (?:sent (?:his |her |their )?(?:apologies|regrets)|(?:was|were|is) (?:absent|excused|"
    r"unable to attend|on leave))\b.{0,40}$",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"\b(?:held|met|meeting)\b.{0,40}?\b(?:in|at) (?:the )?((?:[A-Z]|room|meeting)[\w .'-]{2,40}?)(?= on | at |"
    r" and | was |,|\.|$)"
)


def read_sentences(collected: Collected, text: str, line: int) -> bool:
    """Take what a paragraph tells of the meeting itself; return whether it tells nothing else."""
    sentences = [one.strip() for one in _SENTENCES.split(text) if one.strip()]
    if len(sentences) > 1 and not is_han(text):
        left = [one for one in sentences if not read_sentences(collected, one, line)]
        if len(left) < len(sentences):
            for sentence in left:
                collected.leave(sentence, line)
        return len(left) < len(sentences)
    end = _END.match(level(text).strip())
    if end is not None:
        words = (end[1] or end[4] or "").casefold()
        before = dict(collected.fields)
        if take_times(collected, end[2] or end[3] or "", line):
            if words not in ("opened", "started", "began", "开始") and "start" not in before:
                collected.fields["end"] = collected.fields.pop("start")
            elif words not in ("opened", "started", "began", "开始"):
                collected.doubts = [one for one in collected.doubts if one.line != line or one.route != ("start",)]
                _later(collected, end[2] or end[3] or "", line)
            return True
        return False
    if _NEXT.search(text) and len(text) < 120 and take_next_meeting(collected, text, line):
        return True
    if is_han(text):
        return _chinese(collected, text, line)
    return _english(collected, text, line)


def _later(collected: Collected, text: str, line: int) -> None:
    times = times_in(text)
    if times is not None and times.start is not None:
        collected.put("end", times.start, line, text)


def _chinese(collected: Collected, text: str, line: int) -> bool:
    if not _HELD.search(text) or not (collected.people.names_in(text) or "召开" in text or "举行" in text):
        return False
    for sentence in re.split(r"[。；;]", text):
        if re.search(r"召开|举行|主持", sentence):
            _held(collected, sentence, line)
        names = collected.people.names_in(sentence)
        if names:
            _attended(collected, sentence, names, _chaired(collected, sentence, names, line), line)
            _noted(collected, sentence, names, line)
    return False


def _held(collected: Collected, sentence: str, line: int) -> None:
    """Take when and where a meeting was held."""
    if "date" not in collected.fields:
        take_day(collected, sentence, line)
    place = _PLACE.search(level(sentence))
    if place is not None:
        take_place(collected, sentence[place.start(1) : place.end(1)], line)
    elif "mode" not in collected.fields:
        take_mode(collected, sentence, line)


def _chaired(collected: Collected, sentence: str, names: Sequence[Spot], line: int) -> int:
    """Take who led the meeting; return where that name ends, 0 without one."""
    plain = level(sentence)
    by = re.search(r"主持人?(?:为|是|:)?\s*", plain)
    if by is None:
        return 0
    chair = next((spot for spot in reversed(names) if spot.end <= by.start()), None)
    chair = chair or next((spot for spot in names if spot.start == by.end()), None)
    if chair is not None and "chair" not in collected.fields:
        note_part(collected, "chair", sentence[chair.start : chair.end], line)
    return chair.end if chair is not None else 0


def _attended(collected: Collected, sentence: str, names: Sequence[Spot], start: int, line: int) -> None:
    """Take who attended, who sat in and who was away, each by the verb behind the names."""
    plain = level(sentence)
    manners: tuple[tuple[str, Manner], ...] = (("参加|出席", "present"), ("列席", "guests"))
    for verb, manner in manners:
        found = re.search(verb, plain)
        first = next((spot for spot in names if found and start <= spot.start and spot.end <= found.start()), None)
        if found is not None and first is not None:
            read_attendance(collected, manner, sentence[first.start : found.start()].rstrip("等人 ，,"), line)
            start = found.end()
    pieces = [piece for piece in re.split(r"[，,]", sentence) if re.search(r"请假|缺席|委托|代为", piece)]
    if re.search(r"请假|缺席", plain):
        read_attendance(collected, "absent", "，".join(pieces).strip(), line)


def _noted(collected: Collected, sentence: str, names: Sequence[Spot], line: int) -> None:
    """Take who wrote the minutes: the name behind 记录, or right before it."""
    found = re.search(r"记录人?(?:为|是|:)?\s*", level(sentence))
    if found is None or "secretary" in collected.fields:
        return
    spot = next((one for one in names if one.start == found.end()), None)
    spot = spot or next((one for one in reversed(names) if 0 <= found.start() - one.end <= 4), None)
    if spot is not None:
        note_part(collected, "secretary", sentence[spot.start : spot.end], line)


def _english(collected: Collected, text: str, line: int) -> bool:
    plain, is_whole = level(text).strip(), False
    where = _WHERE.search(plain)
    chaired, noted = _CHAIRED.search(plain), _NOTED.search(plain)
    came, sorry = _CAME.match(plain), _SORRY.match(plain)
    if re.search(r"\b(?:held|met|took place)\b", plain):
        if "date" not in collected.fields:
            take_day(collected, text, line)
        if where is not None and "place" not in collected.fields:
            take_place(collected, where[1].strip(), line)
    if chaired is not None and "chair" not in collected.fields:
        note_part(collected, "chair", chaired[1] or chaired[2], line)
    if noted is not None and "secretary" not in collected.fields:
        note_part(collected, "secretary", noted[1] or noted[2] or noted[3], line)
    if sorry is not None and collected.people.names_in(sorry[1] or sorry[2]):
        read_attendance(collected, "absent", sorry[1] or plain.rstrip("."), line)
        is_whole = True
    elif came is not None and collected.people.names_in(came[1] or came[2]):
        read_attendance(collected, "present", came[1] or came[2], line)
        is_whole = True
    return is_whole
