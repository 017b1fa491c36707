from __future__ import annotations

import pytest

from collab_cli.analyses.minutes_reading.said_times import times_in


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("9:30-10:30", "09:30", "10:30"),
        ("９：３０～１０：３０", "09:30", "10:30"),
        ("上午9时30分至10时30分", "09:30", "10:30"),
        ("下午2点半", "14:30", None),
        ("上午9点半到10点45", "09:30", "10:45"),
        ("下午2:00—4:00", "14:00", "16:00"),
        ("2 pm to 3:15 pm", "14:00", "15:15"),
        ("2-3 pm", "14:00", "15:00"),
        ("10.00am to 11.15am", "10:00", "11:15"),
        ("2:00 PM - 3:30 PM", "14:00", "15:30"),
    ],
)
def test_times_are_found(text: str, start: str, end: str | None) -> None:
    times = times_in(text)
    assert times is not None
    assert (times.start, times.end) == (start, end)


@pytest.mark.parametrize("text", ["", "Room 3", "25:00", "2025-07-07"])
def test_what_is_no_time_is_none(text: str) -> None:
    times = times_in(text)
    assert times is None or times.start is None
