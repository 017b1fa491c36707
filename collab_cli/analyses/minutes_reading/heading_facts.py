"""The facts at the head of minutes: title, day, times, place, how people met, number, the next meeting."""

from __future__ import annotations

import re
from dataclasses import replace

from collab_cli.analyses.minutes_reading.collected import Collected
from collab_cli.analyses.minutes_reading.folded_text import folded, is_han, level
from collab_cli.analyses.minutes_reading.said_days import Days
from collab_cli.analyses.minutes_reading.said_times import times_in

_MINUTES = re.compile(
    r"\s*[-:：|,，·(（\[【《]*\s*(?:(?<!的)会议纪要|(?<!的)会议[记纪]录|会议备忘录|会议记录表|纪要|"
    r"draft\s+minutes|meeting\s+minutes|minutes|meeting\s+notes|notes)\s*[)）\]】》]*\s*$",
    re.IGNORECASE,
)
_MINUTES_OF = re.compile(
    r"^\s*(?:draft\s+)?(?:(?:meeting\s+)?minutes|notes|meeting\s+notes)\s*(?:of|from|for|[-:：|])\s*(?:the\s+)?"
    r"(?=\S)|^\s*(?:会议纪要|会议[记纪]录|纪要)\s*[:：|-]\s*(?=\S)|"
    r"^\s*(?:re|fw|fwd|回复|转发)\s*[:：]\s*",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"[(（\[〔]?\s*((?:[\[〔(（]?20\d{2}[\]〕)）]?年?\s*)?第\s*\d{1,4}\s*[期号次])\s*[)）\]]?|\bNo\.?\s*(\d{1,4}"
    r"(?:/\d{2,4})?)\b"
)
_GENERIC = re.compile(
    r"^(?:会议纪要|会议[记纪]录表?|纪要|(?:draft\s+)?(?:meeting\s+)?(?:minutes|notes)(?: of (?:the )?meeting)?|"
    r"\[?draft\]?|\[?w3c\]?|- draft -|- minutes -)$",
    re.IGNORECASE,
)
_VIDEO = re.compile(
    r"视频|线上|腾讯会议|钉钉会议|飞书会议|远程|电话会议|\bzoom\b|\bteams\b|\bvideo|\bonline\b|\bremote\b|"
    r"\bvirtual|\bmeet\.google|\bwebex\b|"
    r"\bconference call\b|\bphone\b|https?://",
    re.IGNORECASE,
)
_HYBRID = re.compile(
    r"线上.{0,3}线下|线下.{0,3}线上|现场.{0,6}视频|会议室.{0,12}(?:视频|线上|腾讯会议|钉钉|飞书|zoom|teams)|\bhybrid\b|"
    r"room.{0,30}\b(?:zoom|teams|online|video)|混合",
    re.IGNORECASE,
)
_PERSON = re.compile(r"现场|线下|面对面|in[- ]person|face[- ]to[- ]face|on[- ]site", re.IGNORECASE)
_BEHIND = re.compile(r"(?:\(|[,;:，]\s*(?:因为?|由于|because)?)\s*([^(),;:，]+)\)?\s*$")
_CALL = re.compile(r"\d|号|室|楼|\broom\b|\bid\b", re.IGNORECASE)
_NEXT = re.compile(r"下次|下期|\bnext (?:meeting|call|sync|session)\b|\bmeet again\b", re.IGNORECASE)
_OF_NEXT = re.compile(
    r"(?:会议|例会)?(?:时间|日期)|下[次期](?:例会|会议|会)?|定于|拟于|将于|暂定|召开|举行|[为于在是]|"
    r"\(?(?:周|星期|礼拜)[一二三四五六日天]\)?|\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b|"
    r"\b(?:the|our|next|date|of|meeting|call|sync|session|will|be|is|held|takes? place|scheduled|planned|for|on|"
    r"we|meet|again|due|set|ok(?:ay)?|thanks|thank you)\b",
    re.IGNORECASE,
)
_TYPES = (
    ("retrospective", re.compile(r"复盘|回顾会|retrospective|\bretro\b|post[- ]mortem", re.IGNORECASE)),
    ("goal_workshop", re.compile(r"目标研讨|目标分解|goal workshop|goal setting|okr workshop", re.IGNORECASE)),
    ("monthly_review", re.compile(r"月度|月例会|月会|monthly", re.IGNORECASE)),
    ("weekly", re.compile(r"周例会|周会|每周|weekly", re.IGNORECASE)),
)


def is_generic(text: str) -> bool:
    """Return whether a title only says that these are minutes."""
    return _GENERIC.match(folded(text).strip(" -#*")) is not None


def title_of(collected: Collected, text: str, line: int, days: Days) -> str:
    """Return a title without what is no part of it: the word minutes, the day, the number, which are taken."""
    plain = re.sub(r"^(?:[^\w《\[(（【]|_)+", "", text.strip()).strip("#*《》").strip()
    number = _NUMBER.search(plain)
    if number is not None:
        collected.put("number", (number[1] or number[2]).strip(), line, text)
        plain = (plain[: number.start()] + plain[number.end() :]).strip()
    said = days.first(plain)
    if said is not None and said.how in ("exact", "day_or_month", "no_year"):
        if said.how != "no_year":
            take_day(collected, plain, line)
        rest = f"{plain[: said.start].rstrip()} {plain[said.end :].lstrip()}"
        rest = re.sub(r"[(（\[【]\s*(?:周|星期)?[一二三四五六日]?\s*[)）\]】]", "", rest).strip(" -–—|,，:：·_/\t")
        plain = rest or plain
    for _ in range(2):
        ends = re.search(r"(会\s*)?会议[记纪][录要]\s*$", level(plain))
        if ends is not None and ends[1] is None and len(plain) > 4:
            plain = plain.rstrip()[:-2]  # of 品质检讨会议记录 only 记录
        ending, beginning = _MINUTES.search(level(plain)), _MINUTES_OF.match(level(plain))
        shorter = plain[beginning.end() if beginning else 0 : ending.start() if ending else len(plain)].strip(
            " -–—|,，:：·_"
        )
        plain = shorter if shorter and not is_generic(shorter) else plain
    return plain.strip("《》 ")


def take_title(collected: Collected, text: str, line: int) -> bool:
    """Take a title where there is none yet; return whether the text is one, if only the word minutes."""
    if "title" in collected.fields:
        return False
    if is_generic(text):
        return True
    title = title_of(collected, text, line, collected.days)
    if title and not is_generic(title):
        collected.put("title", title, line)
    return bool(title)


def take_day(collected: Collected, text: str, line: int) -> bool:
    """Take the day of the meeting and the times beside it; return whether the text says either."""
    said = collected.days.first(text)
    is_told = False
    if said is not None:
        if said.day is not None and "date" in collected.fields:
            if collected.fields["date"] != said.day.isoformat() and said.how == "exact":
                collected.doubt("second_value", ("date",), text, line)
        else:
            day = collected.day(said, text, ("date",), line)
            if day is not None and said.day is not None:
                collected.put("date", day, line, text)
                collected.days = collected.days.after(said.day)
                _check_weekday(collected, text, line)
        is_told = True
    if re.search(r"\d{1,2}:\d{2}:\d{2}", text):  # when a letter was sent
        return is_told
    rest = text if said is None else text[: said.start] + " " * (said.end - said.start) + text[said.end :]
    return take_times(collected, rest, line) or is_told


def take_times(collected: Collected, text: str, line: int) -> bool:
    """Take when the meeting began and ended; return whether the text says so."""
    times = times_in(text)
    if times is None or times.start is None:
        return False
    collected.put("start", times.start, line, text)
    if times.end is not None:
        collected.put("end", times.end, line, text)
    return True


def take_place(collected: Collected, text: str, line: int) -> None:
    """Take the place; one on a screen says how people met as well."""
    if not text.strip():
        return
    collected.put("place", text.strip().rstrip("。"), line)
    take_mode(collected, text, line)


def take_mode(collected: Collected, text: str, line: int) -> bool:
    """Take how people met; return whether the text says so."""
    if _HYBRID.search(text) or (_VIDEO.search(text) and re.search(r"会议室|\broom\b", text, re.IGNORECASE)):
        return collected.put("mode", "hybrid", line, text)
    if _VIDEO.search(text):
        return collected.put("mode", "video", line, text)
    if _PERSON.search(text):
        return collected.put("mode", "in_person", line, text)
    return False


def take_mode_and_reason(collected: Collected, text: str, line: int) -> bool:
    """Take how people met and, behind it, why they did not meet in a room; return whether it is said.

    Other words behind it, such as the number of a call, stay for the notes.
    """
    found = _BEHIND.search(level(text))
    inside = text[found.start(1) : found.end(1)].strip() if found is not None else ""
    if not take_mode(collected, text, line):
        return False
    beside = _PERSON.sub("", _VIDEO.sub("", inside))
    if not re.search(r"\w", beside):
        return True
    if beside != inside or _CALL.search(inside) or collected.fields["mode"] == "in_person":
        collected.leave(text, line)
    else:
        collected.put("mode_reason", inside, line)
    return True


def take_next_meeting(collected: Collected, text: str, line: int) -> bool:
    """Take the day of the next meeting; return whether the text names one.

    One that tells more, such as the time or the place, stays for the notes as well.
    """
    days = replace(collected.days, following=None)
    times = times_in(text)
    said = days.first(text) or (days.first(text[: times.first].rstrip()) if times is not None else None)
    day = collected.day(said, text, ("next_meeting",), line) if said is not None and said.day is not None else None
    if said is None or day is None or not collected.put("next_meeting", day, line, text):
        return False
    if re.search(r"\w", _OF_NEXT.sub("", f"{level(text)[: said.start]} {level(text)[said.end :]}")):
        keep_next_meeting(collected, text, line)
    return True


def keep_next_meeting(collected: Collected, text: str, line: int) -> None:
    """Leave what is said of the next meeting for the notes, with the words that tell what it is about."""
    is_named = _NEXT.search(text) is not None
    is_english = re.search("[A-Za-z]{3}", text) is not None or not is_han(str(collected.fields))
    head = "Next meeting: " if is_english and not is_han(text) else "下次会议："
    collected.leave(text if is_named else f"{head}{text.strip()}", line)


def type_of(title: str) -> str | None:
    """Return the kind of meeting its title tells, or None."""
    return next((name for name, pattern in _TYPES if pattern.search(title)), None)


def looks_like_title(text: str) -> bool:
    """Return whether a line at the head of a text may be its title: short, and no sentence."""
    plain = level(text).strip()
    longest = 40 if is_han(plain) else 90
    return (
        2 < len(plain) <= longest
        and not re.search(r"[。；;!?！？]$|[,，].*[,，]|[:：]\s*$", plain)
        and "@" not in plain
    )


def _check_weekday(collected: Collected, text: str, line: int) -> None:
    """Note a day of the week that is not that of the day beside it."""
    near = collected.days.near
    found = re.search(
        r"(?:周|星期|礼拜)([一二三四五六日天])|\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", level(text), re.IGNORECASE
    )
    if found is None or near is None:
        return
    number = (
        "一二三四五六日".index(found[1].replace("天", "日"))
        if found[1]
        else ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(found[2].casefold())
    )
    if number != near.weekday():
        collected.doubt("weekday_differs", ("date",), found[0], line, near.isoformat())
