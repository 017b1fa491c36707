"""The rhythm of a series as people say it: `2 weeks on tue`, `last fri of month`, 每周一, 每月15日."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from collab_cli.documents.writer import Value
from collab_cli.errors import CollabError
from collab_cli.messages import msg

_DAYS_EN: Final = {
    "mon": "mon(?:days?)?",
    "tue": "tue(?:s|sdays?)?",
    "wed": "wed(?:nesdays?)?",
    "thu": "thu(?:rs?|rsdays?)?",
    "fri": "fri(?:days?)?",
    "sat": "sat(?:urdays?)?",
    "sun": "sun(?:days?)?",
}
_DAYS_ZH: Final = {
    "一": "mon",
    "二": "tue",
    "三": "wed",
    "四": "thu",
    "五": "fri",
    "六": "sat",
    "日": "sun",
    "天": "sun",
}
_WORDS: Final = {"other": 2, "two": 2, "three": 3, "four": 4, "six": 6}
_NTHS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_DIGITS_ZH: Final = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "隔": 2, "双": 2}

_FILLERS = re.compile(r"\b(?:every|each|on|the|in|a)\b|,")
_WEEKDAY = "(?P<weekday>" + "|".join(_DAYS_EN.values()) + ")"
_COUNT = r"(?:(?P<count>\d{1,2}|" + "|".join(_WORDS) + r") ?)?"
_NTH = "(?P<nth>" + "|".join(_NTHS) + "|last)"
_DAY = r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?|(?P<end>last(?: day)?))"
_MONTH = r"(?:(?P<month>months?|mo)|(?P<quarter>quarters?))"
_ENGLISH = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_COUNT}(?:weeks?|wks?|w)(?: {_WEEKDAY})?",
        rf"(?:weekly|(?P<fortnight>fortnight(?:ly)?))(?: {_WEEKDAY})?",
        rf"(?P<count>other )?{_WEEKDAY}",
        rf"{_COUNT}{_MONTH}(?: (?:{_NTH} {_WEEKDAY}|{_DAY}))?",
        rf"(?:(?P<month>monthly)|(?P<quarter>quarterly))(?: (?:{_NTH} {_WEEKDAY}|{_DAY}))?",
        rf"(?:{_NTH} {_WEEKDAY}(?: of)?|{_DAY} of) {_COUNT}{_MONTH}",
    )
)
_NUMBER_ZH = r"[零一二两三四五六七八九十\d]{1,3}"
_WEEK_ZH = r"(?:周|星期|礼拜)"
_WEEKDAY_ZH = rf"{_WEEK_ZH}(?P<weekday>[{''.join(_DAYS_ZH)}])"
_CHINESE = (
    re.compile(
        rf"[每逢]?(?P<count>[隔双]|{_NUMBER_ZH})?个?{_WEEK_ZH}的?{_WEEK_ZH}?(?P<weekday>[{''.join(_DAYS_ZH)}])?"
    ),
    re.compile(
        rf"[每逢]?(?P<count>[隔双]|{_NUMBER_ZH})?个?(?:(?P<month>月)|(?P<quarter>季度?))的?"
        rf"(?:(?P<day>{_NUMBER_ZH})[日号]|(?P<end>底|末|最后[一1]天)"
        rf"|(?:第(?P<nth>{_NUMBER_ZH})|(?P<first>首)|(?P<last>最后[一1]?|末))个?{_WEEKDAY_ZH})?"
    ),
)


def read_cadence(text: str) -> dict[str, Value]:
    """Return the rhythm ``text`` says, as a series holds it.

    Understood are every week or every n weeks, on a weekday, and every month, every n months or quarter, by day, by its
    last day, or by the nth or last weekday. Raises CollabError for anything else.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    english = " ".join(_FILLERS.sub(" ", plain).split())
    together = plain.replace(" ", "")
    for pattern, said in (*((one, english) for one in _ENGLISH), *((one, together) for one in _CHINESE)):
        found = pattern.fullmatch(said)
        if found is not None and said:
            cadence = _cadence({name: value for name, value in found.groupdict().items() if value})
            if cadence is not None:
                return cadence
    raise CollabError(
        msg("no rhythm is understood from {text}", text=text),
        msg("write such as 'week on mon', '2 weeks on tue', 'month on 15', '2nd wed of month' or 'last fri of month'"),
    )


def _cadence(said: dict[str, str]) -> dict[str, Value] | None:
    """Return the fields of what a pattern has found, or None for a number that does not fit."""
    is_month = "month" in said or "quarter" in said
    interval = _number(said["count"].strip()) if "count" in said else 1
    interval = interval * 3 if "quarter" in said else 2 if "fortnight" in said else interval
    if not 1 <= interval <= (12 if is_month else 52):
        return None
    cadence: dict[str, Value] = {"unit": "month" if is_month else "week"}
    if interval != 1:
        cadence["interval"] = interval
    if "end" in said:
        return {**cadence, "day": 31}
    if "day" in said:
        day = _number(said["day"])
        return {**cadence, "day": day} if 1 <= day <= 31 else None
    if "last" in said or said.get("nth") == "last":
        cadence["nth"] = "last"
    elif "first" in said or "nth" in said:
        cadence["nth"] = nth = 1 if "first" in said else _NTHS.get(said["nth"]) or _number(said["nth"])
        if not 1 <= nth <= 4:
            return None
    if "weekday" in said:
        cadence["weekday"] = _weekday(said["weekday"])
    return cadence


def _weekday(text: str) -> str:
    return _DAYS_ZH.get(text) or next(day for day, form in _DAYS_EN.items() if re.fullmatch(form, text))


def _number(text: str) -> int:
    """Return a number from 0 to 99 in digits or words; 0 for what is none."""
    if text.isdecimal():
        return int(text)
    if text in _WORDS:
        return _WORDS[text]
    if "十" not in text:
        return _DIGITS_ZH.get(text, 0)
    tens, _, ones = text.partition("十")
    return (_DIGITS_ZH.get(tens, 0) if tens else 1) * 10 + (_DIGITS_ZH.get(ones, 0) if ones else 0)
