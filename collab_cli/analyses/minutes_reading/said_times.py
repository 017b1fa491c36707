"""Times as minutes say them: 9:30, 9:30-10:30, 2 pm to 3:15 pm, 上午9点半, 下午14:00—15:30."""

from __future__ import annotations

import re
from typing import NamedTuple

from collab_cli.analyses.minutes_reading.folded_text import level

_PART = r"(上午|下午|晚上|中午|早上|早)?"
_TIME = re.compile(
    _PART + r"\s*(?<![\d:.])(\d{1,2})(?:(?::|h|\.(?=\d{2}\s*[ap]\.?m))(\d{2})(?::\d{2})?|[点时](半|一刻|\d{1,2}(?=分)|"
    r"\d{2}(?![\d人名个件])|整)?分?)?"
    r"(?![\d:])\s*([ap]\.?m\.?(?!\w))?",
    re.IGNORECASE,
)
_TO = re.compile(r"^\s*(?:[-~至到]|to|until|till)+\s*$", re.IGNORECASE)


class Times(NamedTuple):
    """When something begins and ends, as `09:30`, and where the times stand in the text."""

    start: str | None
    end: str | None
    first: int
    last: int


def times_in(text: str) -> Times | None:
    """Return the time a text gives, or two of them joined by a dash or a word such as to; None without one."""
    plain = level(text)
    found = [one for one in _TIME.finditer(plain) if _is_time(one)]
    if not found:
        found = [one for one in _TIME.finditer(plain) if one[5]]
        if not found:
            return None
    first = found[0]
    bare_before = [
        one
        for one in _TIME.finditer(plain)
        if one.end() <= first.start() and _TO.match(plain[one.end() : first.start()])
    ]
    if bare_before and first[5]:  # 2-3 pm
        first, found = bare_before[-1], [bare_before[-1], *found]
    second = next((one for one in found[1:2] if _TO.match(plain[first.end() : one.start()])), None)
    half = _half(first) or (_half(second) if second is not None else "")
    start = _clock(first, half)
    end = _clock(second, _half(second) or _half(first)) if second is not None else None
    if end is not None and start is not None and end < start and half == "p" and not _half(first):
        start = _clock(first, "")
    return Times(start, end, first.start(), (second or first).end()) if start is not None else None


def _is_time(found: re.Match[str]) -> bool:
    return found[3] is not None or re.search(r"[点时]", found[0]) is not None or found[5] is not None


def _half(found: re.Match[str]) -> str:
    part = found[1] or ""
    if part in ("下午", "晚上"):
        return "p"
    return "a" if part in ("上午", "早上", "早") else (found[5] or "")[:1].casefold()


def _clock(found: re.Match[str], half: str) -> str | None:
    hour, minute = int(found[2]), found[3] or {"半": "30", "一刻": "15", "整": "00", None: "00"}.get(found[4], found[4])
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    return f"{hour:02}:{int(minute):02}" if hour < 24 and int(minute) < 60 else None
