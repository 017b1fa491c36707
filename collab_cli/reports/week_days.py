"""Dates and times as minutes and invitations write them: with the day of the week, written out, from when to when."""

from __future__ import annotations

from datetime import date, datetime

from collab_cli.messages import Message, msg
from collab_cli.model.field_types import Name

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def dated(day: date) -> Message:
    """Return a date with its day of the week."""
    return msg("{day} ({weekday})", day=day, weekday=week_day(day))


def dated_in_full(day: date) -> Message:
    """Return a date written out, with its day of the week."""
    return msg("{day} ({weekday})", day=in_full(day), weekday=week_day(day))


def in_full(day: date) -> Name:
    """Return a date written out in both languages; the Chinese form has no blanks, as on paper."""
    return Name(zh=f"{day.year}年{day.month}月{day.day}日", en=f"{day.day} {_MONTHS[day.month - 1]} {day.year}")


def in_short(day: date, year: int) -> Name:
    """Return a date written out for a reader in ``year``, which is not said again."""
    if day.year != year:
        return in_full(day)
    return Name(zh=f"{day.month}月{day.day}日", en=f"{day.day} {_MONTHS[day.month - 1]}")


def hours(start: datetime, end: datetime) -> str:
    """Return from when to when something takes place on its day."""
    return f"{start:%H:%M}–{end:%H:%M}"


def week_day(day: date) -> Message:
    """Return the day of the week of a date."""
    names = (
        msg("Monday"),
        msg("Tuesday"),
        msg("Wednesday"),
        msg("Thursday"),
        msg("Friday"),
        msg("Saturday"),
        msg("Sunday"),
    )
    return names[day.weekday()]
