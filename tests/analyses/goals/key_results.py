"""Key results for tests, from what differs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec

from collab_cli.model.field_types import read_custom
from collab_cli.model.goal import KeyResult
from collab_cli.model.settings import NamedPeriod

YEAR = NamedPeriod(id="2025", start=date(2025, 1, 1), end=date(2025, 12, 31))
START = YEAR.start


def key_result(**fields: Any) -> KeyResult:
    """Return a number from 0 to 10 unless ``fields`` say otherwise; all values as text."""
    usual = {"id": "kr1", "title": "Share", "baseline": "0", "target": "10", "unit": "x"}
    return msgspec.convert({**usual, **fields}, KeyResult, dec_hook=read_custom)


def checked_in(*values: tuple[str, str]) -> list[dict[str, str]]:
    """Return check-ins from pairs of a date and a value."""
    return [{"date": day, "value": value} for day, value in values]


def days_after(number: int) -> date:
    """Return the day so many days after the start of the year."""
    return START + timedelta(days=number)
