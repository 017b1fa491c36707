"""Days as minutes say them: 2025-07-07, 7月7日, July 7, 周五, next Wed, 月底, EOM."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from collab_cli.analyses.minutes_reading.folded_text import level

How = Literal["exact", "no_year", "relative_date", "day_or_month", "no_such_day", "span"]
"""How certain a day is: written whole, near the meeting, counted from it, day and month in doubt, on no calendar, the
last one of a span."""


class Said(NamedTuple):
    """A day found in a text: where it stands, which day it is (None: no such day) and how certain that is."""

    start: int
    end: int
    day: date | None
    how: How


@dataclass(frozen=True, slots=True)
class Days:
    """Reads days near ``near``, the day of the meeting; ``day_first`` tells what 3/7 is where that is known.

    ``following`` is the day of the next meeting. Without ``near`` only days written whole are read.
    """

    near: date | None
    day_first: bool | None = None
    following: date | None = None

    def all(self, text: str) -> tuple[Said, ...]:
        """Return the days of a text from left to right, none overlapping."""
        return _found(self, level(text)) if _MAY_HOLD.search(text) else ()

    def first(self, text: str) -> Said | None:
        """Return the first day of a text, or None."""
        return next(iter(self.all(text)), None)

    def only(self, text: str) -> Said | None:
        """Return the day a text consists of, but for words such as 前, by and a time, or None."""
        said = self.first(text)
        if said is None:
            return None
        rest = level(text)[: said.start] + level(text)[said.end :]
        return said if not _BESIDE.sub("", rest).strip(" .,;:()[]-~。，；、") else None

    def until(self, text: str) -> Said | None:
        """Return the day a text sets as a limit: the last one of a span such as 7月25日-8月1日, else its first day."""
        plain = level(text)
        for mark in _SPAN.finditer(plain):
            begin, rest = self.only(plain[: mark.start()]), plain[mark.end() :]
            if begin is None or begin.day is None:
                continue
            same_month = _BARE_DAY.match(rest)
            end = _made(begin.day.year, begin.day.month, int(same_month[1]))[0] if same_month is not None else None
            if end is None and (said := self.only(rest)) is not None:
                end = said.day
            if end is not None and end > begin.day:
                return Said(0, len(text), end, "span")
        return self.first(text)

    def after(self, day: date) -> Days:
        """Return a reader that takes ``day`` for the day of the meeting."""
        return replace(self, near=day)


@lru_cache(maxsize=2**12)
def _found(days: Days, plain: str) -> tuple[Said, ...]:
    taken: list[Said] = []
    for pattern, read in _FORMS:
        for found in pattern.finditer(plain):
            if any(found.start() < one.end and one.start < found.end() for one in taken):
                continue
            said = read(days, found)
            if said is not None:
                taken.append(Said(found.start(), found.end(), *said))
    taken.sort(key=lambda said: said.start)
    return tuple(one for one in taken if not _beside_another(plain, one, taken))


_MAY_HOLD = re.compile(
    r"\d|[周週月年季天日号後后明今当當]|星期|礼拜|禮拜|下[次期]|day|week|month|quarter|year|next|end |end-|"
    r"tomorrow|tmrw|tonight|\beo[dwmqy]\b|"
    r"\b(?:mon|tue|wed|thu|fri|sat|sun|in|within)",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\s*(?:[-~至到]|\bto\b|\buntil\b)\s*", re.IGNORECASE)
_BARE_DAY = re.compile(r"^(\d{1,2})\s*[日号]?(?:之?前)?$")
_BESIDE = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]m\b|(?:上午|下午|晚上|中午)?\d{1,2}[点时](?:半|"
    r"\d{1,2}分?|整)?|"
    r"之前|以前|之内|前|内|底前|完成|下班|上午|下午|中午|截止|截至|最迟|于|在|\b(?:by|before|until|due|on|"
    r"no later than|not later "
    r"than|the|at the latest|end of day|eod|cob|close of business|latest|at|noon|at noon)\b|"
    r"\(?(?:星期|周|礼拜)[一二三四五六日天]\)?|\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b",
    re.IGNORECASE,
)

_MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
)}  # fmt: skip
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HAN_DAYS = "一二三四五六日"
_NUMBERS = {
    "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "十": 10,
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10,
}  # fmt: skip

_ONLY_WEEKDAY = re.compile(rf"(?:周|星期|礼拜)[一二三四五六日天]|{_WEEKDAY}", re.IGNORECASE)
_TOUCHING = re.compile(r"[\s,()\[\]（）·/|-]*")


def _beside_another(text: str, said: Said, others: list[Said]) -> bool:
    """Return whether a day of the week only stands beside the day it is: Monday 7 July, 7月7日（周一）."""
    if not _ONLY_WEEKDAY.fullmatch(text[said.start : said.end]):
        return False
    for other in others:
        if other is not said and not _ONLY_WEEKDAY.fullmatch(text[other.start : other.end]):
            gap = text[said.end : other.start] if said.start < other.start else text[other.end : said.start]
            if other.how in ("exact", "no_year", "day_or_month") and _TOUCHING.fullmatch(gap):
                return True
    return False


Read = Callable[[Days, "re.Match[str]"], "tuple[date | None, How] | None"]


def _made(year: int, month: int, day: int, how: How = "exact") -> tuple[date | None, How]:
    try:
        return date(year, month, day), how
    except ValueError:
        return None, "no_such_day"


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _near(days: Days, month: int, day: int, how: How = "no_year") -> tuple[date | None, How] | None:
    """Return the day of this name nearest to the meeting; a day long before it belongs to the year after."""
    if days.near is None:
        return None
    found = [one for step in (-1, 0, 1) if (one := _made(days.near.year + step, month, day)[0]) is not None]
    near = days.near
    fitting = [one for one in found if one >= near - timedelta(days=120)]
    return (min(fitting), how) if fitting else (None, "no_such_day")


def _full(days: Days, found: re.Match[str]) -> tuple[date | None, How] | None:
    return _made(int(found[1]), int(found[2]), int(found[3]))


def _day_month_year(days: Days, found: re.Match[str]) -> tuple[date | None, How] | None:
    month = _MONTHS[found[2][:3].casefold()]
    return _made(_year(found[3]), month, int(found[1])) if found[3] else _near(days, month, int(found[1]))


def _month_day_year(days: Days, found: re.Match[str]) -> tuple[date | None, How] | None:
    month = _MONTHS[found[1][:3].casefold()]
    return _made(_year(found[3]), month, int(found[2])) if found[3] else _near(days, month, int(found[2]))


def _slashed(days: Days, found: re.Match[str]) -> tuple[date | None, How] | None:
    """Return 07/08/2025: day first where that is known, or where only that makes a month; else in doubt.

    With dots (07.08.2025) the day always comes first.
    """
    one, two, year = int(found[1]), int(found[2]), _year(found[3])
    if one > 12 or two > 12 or one == two:
        return _made(year, two, one) if one > 12 else _made(year, one, two)
    if "." in found[0]:
        return _made(year, two, one)
    if days.day_first is not None:
        return _made(year, two, one) if days.day_first else _made(year, one, two)
    return _made(year, one, two, "day_or_month")


def _short(days: Days, found: re.Match[str]) -> tuple[date | None, How] | None:
    """Return 7/18 or 7-18: the month first, as in Chinese, unless days come first elsewhere in the text."""
    one, two = int(found[1]), int(found[2])
    month, day = (two, one) if (days.day_first or one > 12) else (one, two)
    return _near(days, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _month_day(days: Days, found: re.Match[str]) -> tuple[date | None, How] | None:
    return _near(days, int(found[1]), int(found[2]))


def _han_month_day(days: Days, found: re.Match[str]) -> tuple[date | None, How] | None:
    month, day = _han_number(found[1]), _han_number(found[2])
    return _near(days, month, day) if month and day else None


def _han_number(text: str) -> int:
    """Return a number up to 99 written in characters, 0 for what is none."""
    tens, ten, ones = text.partition("十")
    digits = "〇一二三四五六七八九"
    if not ten:
        return digits.find(text) if len(text) == 1 else 0
    return 10 * (digits.find(tens) if tens else 1) + (digits.find(ones) if ones else 0)


def _day_of_month(days: Days, found: re.Match[str]) -> tuple[date | None, How] | None:
    if days.near is None or not 1 <= int(found[1]) <= 31:
        return None
    near, number = days.near, int(found[1])
    month = near.month if number >= near.day else near.month + 1
    return _made(near.year + (month > 12), (month - 1) % 12 + 1, number, "relative_date")


def _shift(days: Days, count: int) -> tuple[date | None, How] | None:
    return None if days.near is None else (days.near + timedelta(days=count), "relative_date")


def _weekday(days: Days, weekday: int, weeks: int | None) -> tuple[date | None, How] | None:
    """Return a day of the week: of this week, of one ``weeks`` later, or (None) the next one to come."""
    if days.near is None:
        return None
    monday = days.near - timedelta(days=days.near.weekday())
    day = monday + timedelta(days=weekday, weeks=weeks or 0)
    if weeks is None and day <= days.near:
        day += timedelta(weeks=1)
    return day, "relative_date"


def _han_weekday(days: Days, found: re.Match[str]) -> tuple[date | None, How] | None:
    weekday = _HAN_DAYS.index(found[2].replace("天", "日"))
    word = found[1] or ""
    weeks = None if not word else word.count("下") or 0
    return _weekday(days, weekday, weeks)


def _english_weekday(days: Days, found: re.Match[str]) -> tuple[date | None, How] | None:
    weekday = _ENGLISH_DAYS.index(found[2][:3].casefold())
    word = (found[1] or "").casefold()
    return _weekday(days, weekday, 1 if word == "next" else 0 if word == "this" else None)


def _end_of_week(days: Days, found: re.Match[str]) -> tuple[date | None, How] | None:
    text = found[0].casefold()
    return _weekday(days, 4, 1 if "下" in text or "next" in text else 0)


def _end_of_month(days: Days, found: re.Match[str]) -> tuple[date | None, How] | None:
    if days.near is None:
        return None
    text, near = found[0].casefold(), days.near
    named = next((number for name, number in _MONTHS.items() if re.search(rf"\b{name}", text)), None)
    digits = re.search(r"(\d{1,2})月", text)
    month = named or (int(digits[1]) if digits else near.month + ("下" in text or "next" in text))
    year = near.year + (month > 12 or month < near.month - 6)
    month = (month - 1) % 12 + 1
    return date(year, month, 15 if "中" in text else monthrange(year, month)[1]), "relative_date"


def _end_of_quarter(days: Days, found: re.Match[str]) -> tuple[date | None, How] | None:
    if days.near is None:
        return None
    said = re.search(r"[1-4一二三四]", found[0].replace("本季", ""))
    quarter = "1234".find(said[0]) + 1 or "一二三四".index(said[0]) + 1 if said else (days.near.month + 2) // 3
    month = quarter * 3
    return date(days.near.year, month, monthrange(days.near.year, month)[1]), "relative_date"


def _end_of_year(days: Days, found: re.Match[str]) -> tuple[date | None, How] | None:
    return None if days.near is None else (date(days.near.year, 12, 31), "relative_date")


def _within(days: Days, found: re.Match[str]) -> tuple[date | None, How] | None:
    """Return the end of a span: 三天内, 两周内, within 5 working days (weekends left out), in two weeks."""
    number = int(found[1]) if found[1].isdigit() else _NUMBERS.get(found[1].casefold())
    if days.near is None or number is None:
        return None
    unit = found[2].casefold()
    if "工作" in unit or "working" in unit or "business" in unit:
        day = days.near
        while number:
            day += timedelta(days=1)
            number -= day.weekday() < 5
        return day, "relative_date"
    return _shift(days, number * (7 if unit[0] in "周星w" or unit.startswith("个星") else 1))


def _next_meeting(days: Days, found: re.Match[str]) -> tuple[date | None, How] | None:
    return None if days.following is None else (days.following, "relative_date")


def _form(pattern: str, read: Read) -> tuple[re.Pattern[str], Read]:
    return re.compile(pattern, re.IGNORECASE), read


_FORMS: tuple[tuple[re.Pattern[str], Read], ...] = (
    _form(r"(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*[日号]|(?!\d))", _full),
    _form(r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])([0-3]\d)(?!\d)", _full),
    _form(rf"(?<![\w.])(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH}(?:,?[\s-]+(\d{{4}}|\d{{2}}(?!\d|:)))?(?!\w)",
          _day_month_year),
    _form(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:)(?:,?\s+(\d{{4}}))?", _month_day_year),
    _form(r"(?<![\d/.-])(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})(?![\d/])", _slashed),
    _form(r"(?<!\d)(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?", _month_day),
    _form(r"([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]", _han_month_day),
    _form(r"(?:本|这个?|下个?)?(?:\d{1,2})?月(?:底|末|中旬?)|\b(?:by\s+)?(?:the\s+)?end\s+of\s+(?:the\s+|this\s+|"
    r"next\s+)?month\b|"
          rf"\bEOM\b|\bend\s+(?:of\s+)?{_MONTH}(?!\w)|\bmonth[- ]end\b", _end_of_month),
    _form(r"(?:本|第?[一二三四1-4])?季度?(?:末|底)|\bend\s+of\s+(?:the\s+|this\s+)?quarter\b|\bEOQ\b|"
    r"\bend\s+of\s+Q[1-4]\b|"
          r"\bquarter[- ]end\b", _end_of_quarter),
    _form(r"(?:今|本)?年(?:底|末)|\bend\s+of\s+(?:the\s+|this\s+)?year\b|\bEOY\b|\byear[- ]end\b", _end_of_year),
    _form(r"(?:本|这|下|(?<![\d一两二三四五六七十]))周(?:末|内|底)|下周(?![一二三四五六日天])|\b"
    r"(?:the\s+)?end\s+of\s+(?:the\s+|this\s+|next\s+)?week\b|\bEOW\b|"
          r"\bnext\s+week\b|\bthis\s+week\b", _end_of_week),
    _form(r"(?<![每一-龥至到])(下下个?|下个?|本|这个?|这)?(?:周|星期|礼拜)([一二三四五六日天])"
    r"(?![至到-])", _han_weekday),
    _form(r"(?<=[一-龥])(?<![每上至到])(下下个?|下个?|本|这个?|这)?(?:周|星期|礼拜)([一二三四五六日天])"
    r"(?![至到-])", _han_weekday),
    _form(rf"(?<!every )(?<!each )(?<!last )\b(?:(next|this)\s+)?{_WEEKDAY}\b(?!s)", _english_weekday),
    _form(r"(?:within|in)\s+(\d{1,2}|a|one|two|three|four|five|six|ten)\s+((?:working\s+|business\s+)?days?|"
    r"weeks?)", _within),
    _form(r"(\d{1,2}|[一两二三四五六七十])(个工作日|个?星期|周|天|日)(?:之?内|以内)", _within),
    _form(r"(?:下次|下期)(?:例会|会议|会)(?:召开)?|\bthe\s+next\s+(?:meeting|call|sync)\b|\bnext\s+(?:meeting|"
    r"call|sync)\b",
          _next_meeting),
    _form(r"大后天", lambda days, found: _shift(days, 3)),
    _form(r"后天", lambda days, found: _shift(days, 2)),
    _form(r"明[天日]|\btomorrow\b|\btmrw\b", lambda days, found: _shift(days, 1)),
    _form(r"今[天日](?!年)|当[天日]|\btoday\b|\bEOD\b|\btonight\b", lambda days, found: _shift(days, 0)),
    _form(r"(?<![\d/.:-])(\d{1,2})[/-](\d{1,2})(?![\d/:%-]|\s*[人个])", _short),
    _form(r"(?<![\d.])(\d{1,2})\.(\d{1,2})(?=\s*(?:前|之前|$))", _short),
    _form(r"(?<!\d)(\d{1,2})[日号](?![\u3400-\u9fff]*会议室)|\bthe\s+(\d{1,2})(?:st|nd|rd|th)\b",
          lambda days, found: _day_of_month(days, found) if found[1] else _day_of_month(days, _moved(found))),
)  # fmt: skip


def _moved(found: re.Match[str]) -> re.Match[str]:
    match = re.search(r"(\d{1,2})", found[0])
    assert match is not None
    return match


def order_of_days(text: str) -> bool | None:
    """Return whether days stand before months in the dates with slashes of a text, None where nothing tells."""
    for found in re.finditer(r"(?<![\d/.])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})(?![\d/])", level(text)):
        one, two = int(found[1]), int(found[2])
        if one > 12 >= two:
            return True
        if two > 12 >= one:
            return False
    return None
