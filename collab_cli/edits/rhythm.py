"""Whether a day is one of those a series meets on."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from collab_cli.model.series import Cadence, Series

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def is_in_rhythm(series: Series, day: date) -> bool:
    """Return whether ``day`` is a day the series meets on, as far as its cadence says."""
    cadence = series.cadence
    if day < series.starts or (series.ends is not None and day > series.ends):
        return False
    if cadence.unit == "week":
        weeks = (_monday(day) - _monday(series.starts)).days // 7
        wanted = cadence.weekday or WEEKDAYS[series.starts.weekday()]
        return weeks % cadence.interval == 0 and wanted == WEEKDAYS[day.weekday()]
    months = (day.year - series.starts.year) * 12 + day.month - series.starts.month
    return months % cadence.interval == 0 and _fits_month(cadence, day)


def _fits_month(cadence: Cadence, day: date) -> bool:
    last = calendar.monthrange(day.year, day.month)[1]
    if cadence.day is not None:
        return day.day == min(cadence.day, last)
    if cadence.weekday is not None and cadence.weekday != WEEKDAYS[day.weekday()]:
        return False
    if cadence.nth is None:
        return True
    return day.day + 7 > last if cadence.nth == "last" else (day.day - 1) // 7 + 1 == int(cadence.nth)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
