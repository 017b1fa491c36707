"""What progress was to be expected by a day: formulas.md F5."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

from collab_cli.analyses.goals.key_result_progress import ONE, ZERO, clamped, milestone_share
from collab_cli.model.goal import KeyResult
from collab_cli.model.settings import NamedPeriod


def elapsed(period: NamedPeriod, day: date) -> Decimal:
    """Return the share of a period that is over, in calendar days: 0 on its first day, 1 on its last."""
    return _between(period.start, period.end, day)


def is_over(period: NamedPeriod, day: date) -> bool:
    """Return whether the last day of a period has passed."""
    return day > period.end


def expected_progress(key_result: KeyResult, period: NamedPeriod, day: date) -> Decimal | None:
    """Return the progress a key result should have on a day, from 0 to 1, by its curve; None if milestones weigh 0."""
    if key_result.curve == "linear":
        return elapsed(period, day)
    if key_result.curve == "milestones":
        return milestone_share(key_result.milestones, day, planned=True)
    given = {point.date: Decimal(point.share) for point in key_result.curve}
    points = sorted(({period.start: ZERO, period.end: ONE} | given).items())
    if day <= points[0][0]:
        return points[0][1]
    for (start, low), (end, high) in pairwise(points):
        if day <= end:
            return low + (high - low) * _between(start, end, day)
    return points[-1][1]


def _between(start: date, end: date, day: date) -> Decimal:
    whole = (end - start).days
    if whole <= 0:
        return ONE if day >= start else ZERO
    return clamped(Decimal((day - start).days) / whole)
