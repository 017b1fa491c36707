"""A day as people say it, counted from the day of a change: 下周五, 月底, 昨天, next Friday, yesterday."""

from __future__ import annotations

import re
from datetime import date, timedelta

_AGO = {"昨天": 1, "昨日": 1, "yesterday": 1, "前天": 2, "大前天": 3}
_LAST = re.compile(
    r"(?:上个?(?:周|星期|礼拜)([一二三四五六日天])|last\s+(mon|tue|wed|thu|fri|sat|sun)[a-z]*)", re.IGNORECASE
)
_BARE = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*", re.IGNORECASE)
_HAN_DAYS = "一二三四五六日"
_ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def said_day(text: str, today: date, *, past: bool = False) -> date | None:
    """Return the day a text consists of, None where it says none or may mean several.

    A bare day of the week is the next one to come; with ``past`` the last one, today included.
    """
    from collab_cli.analyses.minutes_reading.folded_text import level
    from collab_cli.analyses.minutes_reading.said_days import Days

    plain = level(text).strip()
    ago = _AGO.get(plain.casefold())
    if ago is not None:
        return today - timedelta(days=ago)
    last = _LAST.fullmatch(plain)
    if last is not None:
        number = _HAN_DAYS.find(last[1].replace("天", "日")) if last[1] else _ENGLISH_DAYS.index(last[2].casefold())
        return today - timedelta(days=today.weekday() + 7 - number)
    said = Days(today).only(plain)
    if said is None or said.day is None or said.how not in ("exact", "no_year", "relative_date"):
        return None
    if past and said.day > today and _BARE.fullmatch(plain):
        return said.day - timedelta(days=7)
    return said.day
