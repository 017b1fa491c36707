"""F7: where a goal will be at the end of its period."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from collab_cli.analyses.goals.forecast import Forecast, Point, forecast, key_result_points
from tests.analyses.goals.key_results import YEAR, checked_in, days_after, key_result

LEAST = Decimal("0.2")


def line(*shares: str, first: int = 100) -> list[Point]:
    return [(days_after(first + 10 * number), Decimal(share)) for number, share in enumerate(shares)]


def ahead(*points: Point, progress: str = "0.4", expected: str = "0.5") -> Forecast | None:
    return forecast(Decimal(progress), Decimal(expected), YEAR, points, least=LEAST)


def test_the_worked_example() -> None:
    days = (date(2025, 4, 30), date(2025, 5, 31), date(2025, 6, 30))
    found = ahead(*zip(days, map(Decimal, ("0.2", "0.3", "0.4")), strict=True))
    assert found is not None and found.slope is not None
    assert (round(found.slope, 7), round(found.at_end, 4), found.finish) == (
        *(Decimal("0.0032784"), Decimal("1.0027"), date(2025, 12, 31)),
    )


def test_with_fewer_points_the_pace_so_far_is_carried_on() -> None:
    assert ahead(*line("0.2", "0.3")) == Forecast(Decimal("0.8"))
    assert ahead(progress="0.9", expected="0.5") == Forecast(Decimal("1.5"))


def test_only_the_last_three_points_count() -> None:
    found = ahead(*line("0.9", "0.1", "0.2", "0.3"))
    assert found is not None
    assert (found.slope, found.finish) == (Decimal("0.01"), days_after(200))


@pytest.mark.parametrize("shares", [("0.3", "0.3", "0.3"), ("0.5", "0.4", "0.3")])
def test_what_stands_still_or_falls_has_no_finish(shares: tuple[str, ...]) -> None:
    found = ahead(*line(*shares))
    assert found is not None
    assert (found.finish, 0 <= found.at_end <= Decimal("0.3")) == (None, True)


def test_a_level_line_has_no_finish_though_rounding_leaves_it_a_slope() -> None:
    share = Decimal(1) / 11
    found = ahead(*((days_after(day), share) for day in (100, 110, 121)))
    assert found is not None and found.slope is not None
    assert (0 < found.slope < Decimal("1e-50"), found.finish) == (True, None)


def test_a_finish_in_another_century_is_not_named() -> None:
    found = ahead(*line("0.1", "0.1", "0.1000001"))
    assert found is not None and found.slope is not None
    assert (found.slope > 0, found.finish) == (True, None)


@pytest.mark.parametrize(("progress", "expected"), [("0.4", "0.1999"), ("0.4", "0")])
def test_nothing_is_forecast_too_early(progress: str, expected: str) -> None:
    assert ahead(*line("0.1", "0.2", "0.3"), progress=progress, expected=expected) is None


def test_nothing_is_forecast_without_progress() -> None:
    assert forecast(None, Decimal("0.5"), YEAR, (), least=LEAST) is None


def test_points_are_the_progress_at_each_check_in() -> None:
    checkins = checked_in(("2025-03-01", "1"), ("2025-02-01", "-2"), ("2025-03-01", "3"), ("2025-09-01", "20"))
    found = key_result_points(key_result(checkins=checkins), date(2025, 6, 30))
    assert found == ((date(2025, 2, 1), Decimal(0)), (date(2025, 3, 1), Decimal("0.3")))
    assert key_result_points(key_result(type="boolean", checkins=checked_in(("2025-02-01", "true"))), YEAR.end) == ()
