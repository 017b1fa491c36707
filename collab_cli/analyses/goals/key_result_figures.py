"""The progress of key results taken apart: formulas.md F1, F2 and F5."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from collab_cli.analyses.goals.expected_progress import expected_progress
from collab_cli.analyses.goals.figure import Figure, in_settings, row
from collab_cli.analyses.goals.key_result_progress import ONE, ZERO, KeyResultProgress, has_no_way, key_result_progress
from collab_cli.analyses.goals.roll_up import own_outcome
from collab_cli.findings import Place
from collab_cli.graph.world import World
from collab_cli.messages import Titled, msg
from collab_cli.model.goal import Goal, KeyResult
from collab_cli.model.record import Record
from collab_cli.model.settings import NamedPeriod

_LEVELS = {"at_least": "c >= t", "at_most": "c <= t", "range": "low <= c <= high"}


def outcome_figure(goal: Record[Goal], day: date) -> Figure:
    """Return the outcome of a goal's own key results on a day (O)."""
    progress = tuple(key_result_progress(entry, day) for entry in goal.value.key_results)
    rows = tuple(
        row(Titled(entry.title, entry.id), progress_figure(goal, index, each, day), _weight(goal, index, entry))
        for index, (entry, each) in enumerate(zip(goal.value.key_results, progress, strict=True))
    )
    formula = "sum(w * p) / sum(w)" if rows else ""
    return Figure("O", own_outcome(goal.value, progress), msg("own outcome"), formula, rows)


def progress_figure(goal: Record[Goal], index: int, progress: KeyResultProgress, day: date) -> Figure:
    """Return the progress of a key result (p)."""
    entry, label = goal.value.key_results[index], msg("progress")
    if entry.type == "milestone":
        return Figure(
            "p", progress.value, label, "sum(w * done) / sum(w)", tuple(_milestones(goal, index, day, "done"))
        )
    if progress.checkin is None:
        return Figure("p", progress.value, label, note=msg("no check-in yet"))
    seen = progress.checkin
    value = seen.entry.value
    assert value is not None
    number = value.number
    place = goal.place("key_results", index, "checkins", seen.index, "value")
    reached = Figure(
        "c", number if number is not None else bool(value.flag), msg("value of {day}", day=seen.entry.date), place=place
    )
    if progress.value is None:
        return Figure("p", None, label, inputs=(reached,), note=msg("no progress follows from it"))
    if entry.type == "boolean":
        return Figure("p", progress.value, label, "c", (reached,))
    if has_no_way(entry):
        names = {"low": "low", "high": "high"} if entry.direction == "range" else {"target": "t"}
        limits = tuple(_number(goal, index, entry, name, symbol) for name, symbol in names.items())
        return Figure("p", progress.value, label, _LEVELS[entry.direction], (reached, *limits))
    ends = (_number(goal, index, entry, "baseline", "b"), _number(goal, index, entry, "target", "t"))
    is_inside = progress.raw == progress.value
    formula = "(c - b) / (t - b)" if is_inside else "clamp((c - b) / (t - b), 0, 1)"
    return Figure("p", progress.value, label, formula, (reached, *ends))


def expected_figure(world: World, goal: Record[Goal], index: int, period: NamedPeriod) -> Figure:
    """Return the progress a key result should have (e), by its curve."""
    entry, day, label = goal.value.key_results[index], world.as_of, msg("expected")
    value = expected_progress(entry, period, day)
    if entry.curve == "linear":
        return elapsed_figure(world, goal, period, value)
    if entry.curve == "milestones":
        return Figure("e", value, label, "sum(w * due) / sum(w)", tuple(_milestones(goal, index, day, "due")))
    points = [
        (point.date, Figure("", Decimal(point.share), place=goal.place("key_results", index, "curve", at, "share")))
        for at, point in enumerate(entry.curve)
    ]
    given = {when for when, _ in points}
    ends = ((period.start, Figure("", ZERO, note=msg("as at every start"))),
            (period.end, Figure("", ONE, note=msg("as at every end"))))  # fmt: skip
    points += [end for end in ends if end[0] not in given]
    return _on_curve(sorted(points, key=lambda point: point[0]), day, value)


def elapsed_figure(world: World, goal: Record[Goal], period: NamedPeriod, value: Decimal | None) -> Figure:
    """Return the share of the period of a goal that is over (e)."""
    is_inside = period.start <= world.as_of <= period.end and period.start < period.end
    quotient = "(d - start) / (end - start)"
    inputs = (
        Figure("d", world.as_of, msg("the day")),
        Figure(
            "start",
            period.start,
            msg("first day of {period}", period=period.id),
            place=_of_period(world, period, "start"),
        ),
        Figure(
            "end", period.end, msg("last day of {period}", period=period.id), place=_of_period(world, period, "end")
        ),
    )
    formula = quotient if is_inside else f"clamp({quotient}, 0, 1)"
    return Figure("e", value, msg("expected"), formula, inputs)


def _on_curve(points: list[tuple[date, Figure]], day: date, value: Decimal | None) -> Figure:
    label = msg("expected")
    if day <= points[0][0] or day >= points[-1][0]:
        when, share = points[0] if day <= points[0][0] else points[-1]
        only = Figure("s", share.value, msg("share on {day}", day=when), place=share.place, note=share.note)
        return Figure("e", value, label, "s", (only,))
    (left, low), (right, high) = next(pair for pair in pairwise(points) if day <= pair[1][0])
    inputs = (
        Figure("d", day, msg("the day")),
        Figure("d1", left, msg("point before")),
        Figure("s1", low.value, msg("share on {day}", day=left), place=low.place, note=low.note),
        Figure("d2", right, msg("point after")),
        Figure("s2", high.value, msg("share on {day}", day=right), place=high.place, note=high.note),
    )
    return Figure("e", value, label, "s1 + (s2 - s1) * (d - d1) / (d2 - d1)", inputs)


def _milestones(goal: Record[Goal], index: int, day: date, name: str) -> Iterator[Figure]:
    for at, milestone in enumerate(goal.value.key_results[index].milestones):
        when: date | None = getattr(milestone, name)
        place = goal.place("key_results", index, "milestones", at, name) if when is not None else None
        is_over = when is not None and when <= day
        note = None if place is not None else msg("no day is written")
        label = msg("on {day}", day=when) if when is not None else ""
        counted = Figure(name, ONE if is_over else ZERO, label, place=place, note=note)
        heavy = goal.find("key_results", index, "milestones", at, "weight") is not None
        weight = Figure(
            "w",
            milestone.weight,
            msg("weight"),
            place=goal.place("key_results", index, "milestones", at, "weight") if heavy else None,
            note=None if heavy else msg("not written, so {value}", value=milestone.weight),
        )
        yield row(milestone.title, counted, weight)


def _weight(goal: Record[Goal], index: int, entry: KeyResult) -> Figure:
    if goal.find("key_results", index, "weight") is None:
        return Figure("w", entry.weight, msg("weight"), note=msg("not written, so {value}", value=entry.weight))
    return Figure("w", entry.weight, msg("weight"), place=goal.place("key_results", index, "weight"))


def _number(goal: Record[Goal], index: int, entry: KeyResult, name: str, symbol: str) -> Figure:
    labels = {"baseline": msg("baseline"), "target": msg("target"), "low": msg("lower end"), "high": msg("upper end")}
    place = goal.place("key_results", index, name)
    return Figure(symbol, getattr(entry, name), labels[name], place=place)


def _of_period(world: World, period: NamedPeriod, name: str) -> Place:
    return in_settings(world, "periods", period.id, name)
