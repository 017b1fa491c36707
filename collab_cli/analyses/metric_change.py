"""How a metric moved: formulas.md F27."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from collab_cli.model.metric import Metric, Point


@dataclass(frozen=True, slots=True)
class MetricChange:
    """The points of a metric before and after a measure, and all those seen, oldest first."""

    before: Point | None
    after: Point | None
    points: tuple[Point, ...]
    direction: str

    @property
    def change(self) -> Decimal | None:
        """Return the difference of the two, None if one of them is missing."""
        if self.before is None or self.after is None:
            return None
        return Decimal(self.after.value) - Decimal(self.before.value)

    @property
    def relative(self) -> Decimal | None:
        """Return the change by the value before, None if that is 0."""
        if self.before is None or self.change is None or not self.before.value:
            return None
        return self.change / Decimal(self.before.value)

    @property
    def is_better(self) -> bool | None:
        """Return whether it moved the right way, None if it did not move."""
        if not self.change:
            return None
        return (self.change > 0) == (self.direction == "up")


def metric_change(metric: Metric, day: date, start: date | None = None) -> MetricChange:
    """Return how a metric moved from ``start`` to ``day``; without a start, from the point before the newest one."""
    points = seen_points(metric, day)
    after = points[-1] if points else None
    if start is None:
        before = points[-2] if len(points) > 1 else None
    else:
        before = next((point for point in reversed(points) if point.date <= start), None)
    return MetricChange(before, after, points, metric.direction)


def seen_points(metric: Metric, day: date) -> tuple[Point, ...]:
    """Return the points dated on or before ``day``, oldest first; of one date only the later in the file."""
    newest = {point.date: point for point in metric.points if point.date <= day}
    return tuple(newest[when] for when in sorted(newest))
