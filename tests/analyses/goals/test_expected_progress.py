"""F5: what was to be expected by a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from collab_cli.analyses.goals.expected_progress import elapsed, expected_progress, is_over
from collab_cli.model.settings import NamedPeriod
from tests.analyses.goals.key_results import YEAR, days_after, key_result


@pytest.mark.parametrize(
    ("day", "share", "over"),
    [
        (date(2024, 12, 31), Decimal(0), False),
        (date(2025, 1, 1), Decimal(0), False),
        (date(2025, 6, 30), Decimal(180) / 364, False),
        (date(2025, 12, 31), Decimal(1), False),
        (date(2026, 1, 1), Decimal(1), True),
    ],
)
def test_time_runs_evenly(day: date, share: Decimal, over: bool) -> None:
    assert (elapsed(YEAR, day), expected_progress(key_result(), YEAR, day), is_over(YEAR, day)) == (share, share, over)


def test_a_period_of_one_day_expects_all_at_once() -> None:
    one = NamedPeriod(id="fair", start=date(2025, 9, 1), end=date(2025, 9, 1))
    assert [elapsed(one, day) for day in (date(2025, 8, 31), date(2025, 9, 1))] == [0, 1]


def test_a_curve_runs_straight_between_its_points() -> None:
    curve = [{"date": "2025-07-02", "share": "0.2"}, {"date": "2025-10-10", "share": "0.8"}]
    found = key_result(curve=curve)
    days = (0, 91, 182, 232, 282, 323, 364, 400)
    assert [expected_progress(found, YEAR, days_after(day)) for day in days] == [
        *map(Decimal, ("0", "0.1", "0.2", "0.5", "0.8", "0.9", "1", "1")),
    ]
    assert expected_progress(found, YEAR, date(2024, 1, 1)) == 0


def test_a_curve_may_say_what_its_ends_are() -> None:
    found = key_result(curve=[{"date": "2025-01-01", "share": "0.5"}, {"date": "2025-12-31", "share": "0.9"}])
    assert [expected_progress(found, YEAR, days_after(day)) for day in (0, 182, 364)] == [
        *map(Decimal, ("0.5", "0.7", "0.9")),
    ]


def test_a_curve_of_milestones_follows_their_due_dates() -> None:
    steps = [{"title": "a", "weight": "3", "due": "2025-03-01"}, {"title": "b", "due": "2025-09-01"}]
    found = key_result(type="milestone", curve="milestones", milestones=steps)
    days = (date(2025, 2, 28), date(2025, 3, 1), date(2025, 9, 1))
    assert [expected_progress(found, YEAR, day) for day in days] == [*map(Decimal, ("0", "0.75", "1"))]
    weightless = key_result(type="milestone", curve="milestones", milestones=[{"title": "a", "weight": "0"}])
    assert expected_progress(weightless, YEAR, date(2025, 3, 1)) is None
