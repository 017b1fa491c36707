"""Days as people say them, on Wednesday 2 July 2025."""

from __future__ import annotations

from datetime import date

import pytest

from collab_cli.edits.said_day import said_day

TODAY = date(2025, 7, 2)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("下周五", "2025-07-11"),
        ("本周五前", "2025-07-04"),
        ("月底", "2025-07-31"),
        ("8月中旬", "2025-08-15"),
        ("明天", "2025-07-03"),
        ("昨天", "2025-07-01"),
        ("前天", "2025-06-30"),
        ("上周五", "2025-06-27"),
        ("上个星期天", "2025-06-29"),
        ("yesterday", "2025-07-01"),
        ("last Monday", "2025-06-23"),
        ("next Friday", "2025-07-11"),
        ("within 5 working days", "2025-07-09"),
        ("18 July", "2025-07-18"),
        ("下周五给张伟", None),
        ("soon", None),
        ("尽快", None),
        ("07/08/2025", None),
    ],
)
def test_a_day_is_counted_from_today(text: str, day: str | None) -> None:
    found = said_day(text, TODAY)
    assert (found.isoformat() if found is not None else None) == day


def test_a_bare_day_of_the_week_is_to_come_unless_it_has_happened() -> None:
    assert [said_day("周五", TODAY), said_day("Fri", TODAY)] == [date(2025, 7, 4)] * 2
    assert [said_day("周五", TODAY, past=True), said_day("Friday", TODAY, past=True)] == [date(2025, 6, 27)] * 2
    assert said_day("下周五", TODAY, past=True) == date(2025, 7, 11)
