"""Pace, gap, forecast and status taken apart: formulas.md F6 and F7."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from collab_cli.analyses.goals.figure import Figure, row, threshold_figure
from collab_cli.analyses.goals.forecast import Forecast
from collab_cli.analyses.goals.pace import Pace, PaceStatus
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.settings import NamedPeriod

_LINE = "mean(y) + k * (n - mean(x))"
_SLOPE = "sum((x - mean(x)) * (y - mean(y))) / sum((x - mean(x)) ** 2)"


def pace_figures(pace: Pace, progress: Figure, expected: Figure) -> tuple[Figure, Figure]:
    """Return pace (q) and gap (g), of progress and expected progress that are explained before."""
    inputs = (progress.named, expected.named)
    quotient = Figure("q", pace.pace, msg("pace"), f"{progress.symbol} / e", inputs)
    if pace.pace is None:
        quotient = Figure("q", None, msg("pace"), note=msg("nothing was expected yet"))
    return quotient, Figure("g", pace.gap, msg("gap"), f"e - {progress.symbol}", inputs)


def forecast_figures(
    ahead: Forecast,
    progress: Figure,
    expected: Figure,
    period: NamedPeriod,
    explain: Callable[[date, Decimal], Figure],
) -> Iterator[Figure]:
    """Yield the forecast for the end of the period and the day the target is reached.

    ``explain`` tells of a day on the line how far the goal or key result was then (y).
    """
    label = msg("expected at the end")
    if ahead.slope is None:
        formula = f"clamp({progress.symbol} / e, 0, 1.5)"
        yield Figure("p_end", ahead.at_end, label, formula, (progress.named, expected.named))
        return
    points = tuple(
        row(when, Figure("x", Decimal((when - period.start).days), msg("days since the start")), explain(when, share))
        for when, share in ahead.points
    )
    slope = Figure("k", ahead.slope, msg("slope a day"), _SLOPE, points)
    days = Figure("n", Decimal((period.end - period.start).days), msg("days of {period}", period=period.id))
    yield Figure("p_end", ahead.at_end, label, f"clamp({_LINE}, 0, 1.5)", (slope, days, *_again(points)))
    if ahead.finish is not None:
        start = Figure("start", period.start, msg("first day of {period}", period=period.id), explained=True)
        formula = "start + ceil((1 - mean(y) + k * mean(x)) / k)"
        yield Figure("finish", ahead.finish, msg("reached on"), formula, (start, slope.named, *_again(points)))


def status_figure(
    world: World,
    status: PaceStatus,
    progress: Figure,
    expected: Figure,
    paced: tuple[Figure, Figure],
    over: tuple[Figure, Figure],
    *,
    all_or_nothing: bool = False,
) -> Figure:
    """Return the computed status with the condition that holds; ``over`` are the day and the end of the period."""
    quotient, gap = (figure.named for figure in paced)
    day, end = (figure.named for figure in over)
    name = progress.symbol
    inputs: tuple[Figure, ...]
    is_over = isinstance(day.value, date) and isinstance(end.value, date) and day.value > end.value
    if all_or_nothing and not is_over:
        formula, inputs = (f"{name} == 1" if status == "on_track" else f"{name} < 1"), (progress.named,)
    elif status == "done":
        formula, inputs = f"{name} == 1", (progress.named,)
    elif status == "missed":
        formula, inputs = f"d > end and {name} < 1", (day, end, progress.named)
    elif status == "too_early":
        formula, inputs = "e < pace-min-elapsed", (expected.named, threshold_figure(world, "pace-min-elapsed"))
    else:
        ending = "on-track" if status == "on_track" else "at-risk"
        limits = (threshold_figure(world, f"pace-{ending}"), threshold_figure(world, f"gap-{ending}"))
        formula = f"q >= pace-{ending} or g <= gap-{ending}"
        if status == "off_track":
            formula = f"q < pace-{ending} and g > gap-{ending}"
        inputs = (quotient, gap, *limits)
    return Figure("status", status, "", formula, inputs)


def _again(points: tuple[Figure, ...]) -> Iterator[Figure]:
    """Yield rows explained before, with the values alone."""
    for point in points:
        yield Figure("", None, point.label, inputs=tuple(each.named for each in point.inputs), explained=True)
