"""Where a goal will be at the end of its period: formulas.md F7."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from collab_cli.analyses.goals.checkins import seen_checkins
from collab_cli.analyses.goals.key_result_progress import ONE, ZERO, clamped, has_no_way, share_of_way
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.goal import KeyResult
from collab_cli.model.settings import NamedPeriod

POINTS = 3
"""How many check-ins the line is laid through."""
_HIGHEST = Decimal("1.5")
_FARTHEST = 36_525
"""Days after the start beyond which no finish is named: it would be in another century."""

Point = tuple[date, Decimal]


@dataclass(frozen=True, slots=True)
class Forecast:
    """The progress to be expected at the end of the period, from 0 to 1.5, and the day the target is reached.

    ``slope`` is the progress a day, ``points`` what the line was laid through; both are missing where the pace so far
    was carried on. ``finish`` is None where no day can be named.
    """

    at_end: Decimal
    finish: date | None = None
    slope: Decimal | None = None
    points: tuple[Point, ...] = ()


def key_result_points(key_result: KeyResult, day: date) -> tuple[Point, ...]:
    """Return the progress at each check-in with a value up to ``day``; none for what is only reached or not."""
    if key_result.type == "milestone" or has_no_way(key_result):
        return ()
    found: list[Point] = []
    for seen in seen_checkins(key_result, day):
        number = seen.entry.value.number if seen.entry.value is not None else None
        share = share_of_way(key_result, number) if number is not None else None
        if share is not None:
            found.append((seen.entry.date, clamped(share)))
    return tuple(found)


def forecast(
    progress: Decimal | None, expected: Decimal, period: NamedPeriod, points: Sequence[Point], *, least: Decimal
) -> Forecast | None:
    """Return the forecast (F7), None before the share ``least`` of the period, or where there is no progress to go by.

    A line of least squares through the last three points; with fewer, the pace so far carried on.
    """
    if progress is None or not expected or rounded(expected) < rounded(least):
        return None
    last = tuple(points[-POINTS:])
    if len(last) < POINTS:
        return Forecast(_limited(progress / expected))
    slope, start = _line([(Decimal((day - period.start).days), share) for day, share in last])
    at_end = start + slope * (period.end - period.start).days
    return Forecast(_limited(at_end), _finish(period.start, slope, start), slope, last)


def _line(points: Sequence[tuple[Decimal, Decimal]]) -> tuple[Decimal, Decimal]:
    """Return slope and start of the line of least squares through points on different days."""
    count = len(points)
    mean_x = sum((x for x, _ in points), ZERO) / count
    mean_y = sum((y for _, y in points), ZERO) / count
    spread = sum(((x - mean_x) ** 2 for x, _ in points), ZERO)
    slope = sum(((x - mean_x) * (y - mean_y) for x, y in points), ZERO) / spread
    return slope, mean_y - slope * mean_x


def _finish(first: date, slope: Decimal, start: Decimal) -> date | None:
    """Return the first day on which the line reaches 1."""
    if rounded(slope) <= 0:  # what is left of a level line is no slope, and dividing by it has no bounds
        return None
    days = rounded((ONE - start) / slope).to_integral_value(ROUND_CEILING)
    if days > _FARTHEST:
        return None
    return first + timedelta(days=max(int(days), 0))


def _limited(share: Decimal) -> Decimal:
    return min(max(share, ZERO), _HIGHEST)
