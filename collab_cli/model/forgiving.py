"""Read dates and numbers as people type them; files hold the exact form only."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

from collab_cli.model.field_types import Number

_YMD = re.compile(r"^(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*[日号]?$")
_MD = re.compile(r"^(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*[日号]?$")
_NUMBER = re.compile(r"^(-?)(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?\s*(万|亿|k|K|m|M)?\s*(%)?$")
_SCALE = {"万": 10_000, "亿": 100_000_000, "k": 1_000, "K": 1_000, "m": 1_000_000, "M": 1_000_000}

_LEAP_YEAR = 2024
_OTHER_YEAR = 60
"""Days a date of another year must be nearer than one of this year; days after today that may still be meant by
a date that should lie in the past."""


def halfwidth(text: str) -> str:
    """Return ``text`` with full-width digits, letters and punctuation in their ordinary forms."""
    return unicodedata.normalize("NFKC", text).strip()


def read_date(text: str, today: date | None = None, *, past: bool = False) -> date | None:
    """Return the date typed as 2025-7-7, 2025/7/7, 2025.7.7, 2025年7月7日 or, near ``today``, 7月7日, 7/7 or 7.7.

    Returns None for anything else. A date without a year is near ``today``: in the same year, unless the turn of
    the year is much nearer; with ``past`` it is the last such day that is not long after ``today``.
    """
    plain = halfwidth(text)
    full = _YMD.match(plain)
    if full:
        return _date(int(full[1]), int(full[2]), int(full[3]))
    short = _MD.match(plain)
    if short is None or today is None:
        return None
    near = [_date(today.year + step, int(short[1]), int(short[2])) for step in (-1, 0, 1)]
    if past:
        return max((day for day in near if day is not None and (day - today).days <= _OTHER_YEAR), default=None)
    away = {day: abs((day - today).days) + (0 if day.year == today.year else _OTHER_YEAR) for day in near if day}
    return min(away, key=lambda day: away[day], default=None)


def names_no_day(text: str) -> bool:
    """Return whether a text is written like a date, of a day no year has or not that year: 2025-02-30."""
    plain = halfwidth(text)
    full, short = _YMD.match(plain), _MD.match(plain)
    if full:
        return _date(int(full[1]), int(full[2]), int(full[3])) is None
    return short is not None and _date(_LEAP_YEAR, int(short[1]), int(short[2])) is None


def read_number(text: str, *, percent: bool = False) -> str | None:
    """Return the exact form of a number typed as 1,200, 92万, １３．２ or 13.2 %; None if it is none.

    With ``percent`` a percentage is a share (`40%` is 0.4), else the sign is dropped: the unit says it.
    """
    found = _NUMBER.match(halfwidth(text))
    if found is None:
        return None
    value = Decimal(found[1] + found[2].replace(",", "") + (found[3] or "")) * _SCALE.get(found[4] or "", 1)
    if found[5] and percent:
        value /= 100
    exact = format(value.normalize(), "f")
    try:
        Number.read(exact)
    except ValueError:
        return None
    return exact


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
