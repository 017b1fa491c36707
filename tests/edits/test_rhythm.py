from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from collab_cli.edits.rhythm import is_in_rhythm
from collab_cli.model.series import Cadence, Series


def series(starts: date = date(2025, 7, 7), ends: date | None = None, **cadence: Any) -> Series:
    return Series(name="S", cadence=Cadence(**cadence), starts=starts, ends=ends, chair="a", secretary="b")


@pytest.mark.parametrize(
    ("cadence", "days", "others"),
    [
        ({"unit": "week", "weekday": "mon"}, ["2025-07-07", "2025-07-14"], ["2025-07-15", "2025-06-30"]),
        ({"unit": "week"}, ["2025-07-21"], ["2025-07-22"]),
        ({"unit": "week", "weekday": "wed", "interval": 2}, ["2025-07-09", "2025-07-23"], ["2025-07-16"]),
        ({"unit": "month", "day": 31}, ["2025-07-31", "2025-09-30"], ["2025-08-30"]),
        ({"unit": "month", "nth": "1", "weekday": "fri"}, ["2025-08-01"], ["2025-08-08", "2025-08-04"]),
        ({"unit": "month", "nth": "last", "weekday": "fri"}, ["2025-08-29"], ["2025-08-22"]),
        ({"unit": "month", "interval": 3, "day": 10}, ["2025-07-10", "2025-10-10"], ["2025-08-10"]),
        ({"unit": "month"}, ["2025-08-13"], []),
    ],
)
def test_the_days_of_a_series(cadence: dict[str, Any], days: list[str], others: list[str]) -> None:
    found = series(**cadence)
    assert [day for day in (*days, *others) if is_in_rhythm(found, date.fromisoformat(day))] == days


def test_no_day_after_the_last_slot() -> None:
    assert not is_in_rhythm(series(ends=date(2025, 8, 1), unit="week"), date(2025, 8, 4))
