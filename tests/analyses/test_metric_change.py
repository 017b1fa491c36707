"""How a metric moved (F27)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from collab_cli.analyses.metric_change import metric_change, seen_points
from collab_cli.model.field_types import Number
from collab_cli.model.metric import Metric, Point
from tests.rules.worlds import green_demo, world_of

DAY = date(2025, 6, 30)


def metric(*points: tuple[str, str], direction: str = "up") -> Metric:
    entries = [Point(date=date.fromisoformat(day), value=Number(value)) for day, value in points]
    return Metric(name="m", unit="%", direction=direction, points=entries)  # type: ignore[arg-type]


def test_the_worked_example(tmp_path: Path) -> None:
    world = world_of(green_demo(tmp_path / "demo"))
    found = world.get(Metric, "stockout-rate")
    assert found is not None
    for start in (date(2025, 3, 31), date(2025, 6, 29), None):
        change = metric_change(found.value, DAY, start)
        assert (change.change, change.relative, change.is_better) == (Decimal("-4.1"), Decimal("-0.5125"), True)


def test_before_the_measure_there_must_be_a_value() -> None:
    change = metric_change(metric(("2025-02-01", "3"), ("2025-03-01", "4")), DAY, date(2025, 1, 31))
    assert (change.before, change.change, change.relative, change.is_better) == (None, None, None, None)


def test_only_points_up_to_the_day_count_and_of_one_day_the_later() -> None:
    found = metric(("2025-07-01", "9"), ("2025-06-30", "5"), ("2025-05-31", "2"), ("2025-06-30", "6"))
    assert [str(point.value) for point in seen_points(found, DAY)] == ["2", "6"]
    assert metric_change(found, DAY).change == 4


def test_a_value_of_zero_before_has_no_relative_change() -> None:
    change = metric_change(metric(("2025-01-01", "0"), ("2025-06-01", "5"), direction="down"), DAY)
    assert (change.change, change.relative, change.is_better) == (Decimal(5), None, False)


def test_what_does_not_move_is_neither_better_nor_worse() -> None:
    change = metric_change(metric(("2025-01-01", "5"), ("2025-06-01", "5.0")), DAY)
    assert (change.change, change.relative, change.is_better) == (Decimal(0), Decimal(0), None)


def test_no_points_at_all() -> None:
    change = metric_change(metric(), DAY)
    assert (change.before, change.after, change.points, change.change) == (None, None, (), None)
