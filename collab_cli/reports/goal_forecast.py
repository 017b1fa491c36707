"""Where a goal and its key results will be at the end if they go on so: `goal show --forecast`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from collab_cli.analyses.goals.forecast import Forecast
from collab_cli.analyses.goals.standing import GoalStanding, KeyResultStanding, goal_standings
from collab_cli.graph.world import World
from collab_cli.messages import Label, Message, Param, msg, msgn
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record
from collab_cli.page import Block, Cell, Facts, Heading, Report, Styled, Table, Text, Tone
from collab_cli.reports.goal_cells import NOTHING, bar_and_percent, goal_tone, measured, percent, told_forecast

SCHEMA = "collab/goal-forecast/v1"
_CENT = Decimal("0.01")


def build(world: World, goal: Record[Goal]) -> Report:
    """Return where a goal and each of its key results are heading, and what that is reckoned from (formulas.md F7)."""
    standing = world.once(goal_standings)[goal.id]
    heading = msg("Where {goal} is heading, {day}", goal=goal.titled, day=world.as_of)
    blocks: list[Block] = [Heading(heading), Facts(tuple(_facts(world, standing)))]
    if standing.key_results:
        columns = (msg("Key result"), msg("Now"), msg("At the end"), msg("Target"), msg("Forecast"),
                   msg("Reached on"), msg("Sure"), msg("Drawn from"))  # fmt: skip
        blocks.append(Table(columns, tuple(_row(world, standing, each) for each in standing.key_results), "<>>>>>><"))
    ahead = standing.forecast
    data = {
        "goal": goal.id,
        "title": goal.value.title,
        "path": goal.path,
        "as_of": world.as_of,
        "period": goal.value.period,
        "commitment": goal.value.commitment,
        "progress": standing.progress.value,
        "expected": standing.pace.expected if standing.pace is not None else None,
        "is_stale": standing.is_stale,
        **_forecast_record(ahead),
        "key_results": [_record(each) for each in standing.key_results],
    }
    return Report(SCHEMA, (*blocks, *_notes(world, standing)), data)


def _facts(world: World, standing: GoalStanding) -> Iterator[tuple[Param, Cell]]:
    goal, pace, ahead, period = standing.goal.value, standing.pace, told_forecast(standing), standing.period
    if period is not None:
        span = msg("{period}: {start} to {end}", period=period.id, start=period.start, end=period.end)
        yield msg("Period"), span
    yield msg("Commitment"), Label(goal.commitment, "goal.commitment")
    yield msg("Progress"), bar_and_percent(standing.progress.value, goal_tone(standing))
    yield msg("Expected by now"), percent(pace.expected if pace is not None else None)
    yield msg("Forecast"), Styled(percent(ahead.at_end if ahead is not None else None), _tone(world, ahead))
    yield msg("Reached on"), NOTHING if ahead is None or ahead.finish is None else ahead.finish


def _row(world: World, standing: GoalStanding, each: KeyResultStanding) -> tuple[Cell, ...]:
    ahead, entry, newest = told_forecast(standing, each), each.entry, each.newest
    value, end = measured(each), at_end(each) if ahead is not None else None
    return (
        entry.title,
        value if isinstance(value, Decimal) else NOTHING,
        NOTHING if end is None else end,
        NOTHING if entry.target is None else msg("{value} {unit}", value=entry.target, unit=entry.unit or ""),
        Styled(percent(ahead.at_end if ahead is not None else None), _tone(world, ahead)),
        NOTHING if ahead is None or ahead.finish is None else ahead.finish,
        percent(newest.entry.confidence if newest is not None else None),
        Styled(_ground(standing, each), "muted"),
    )


def at_end(standing: KeyResultStanding) -> Decimal | None:
    """Return the value a key result will have at the end of the period, to two places; None without a forecast."""
    entry, ahead = standing.entry, standing.forecast
    if ahead is None or entry.type == "milestone" or entry.baseline is None or entry.target is None:
        return None
    return rounded(entry.baseline + (entry.target - entry.baseline) * ahead.at_end).quantize(_CENT, ROUND_HALF_UP)


def _ground(standing: GoalStanding, each: KeyResultStanding) -> Message:
    """Return what a forecast rests on, or why there is none."""
    if not each.progress.has_data:
        return msg("no check-in yet")
    if each.is_stale:
        return msg("the newest check-in is too old")
    if told_forecast(standing, each) is None:
        return msg("no forecast")
    if each.forecast is not None and each.forecast.points:
        count = len(each.forecast.points)
        return msgn("{count} check-in", "{count} check-ins", count)
    return msg("the pace")


def _notes(world: World, standing: GoalStanding) -> Iterator[Block]:
    least = world.threshold("forecast-min-elapsed")
    pace = standing.pace
    if pace is not None and rounded(pace.expected) < rounded(least):
        said = msg("no forecast before {share} of the period is over", share=percent(least))
        yield Text(Styled(said, "muted"))
    command = f"collab goal show {standing.goal.id} --explain"
    yield Text(Styled(msg("{command} shows what each number is made of", command=command), "muted"))


def _tone(world: World, ahead: Forecast | None) -> Tone:
    """Return the tone of a forecast: bad where the check would warn of it."""
    if ahead is None:
        return "muted"
    if rounded(ahead.at_end) < rounded(world.threshold("forecast-min")):
        return "bad"
    return "good" if rounded(ahead.at_end) >= 1 else "warn"


def _record(each: KeyResultStanding) -> dict[str, Any]:
    entry, newest = each.entry, each.newest
    return {
        "id": entry.id,
        "title": entry.title,
        "value": measured(each),
        "at_end": at_end(each),
        "baseline": entry.baseline,
        "target": entry.target,
        "unit": entry.unit,
        "progress": each.progress.value,
        "expected": each.pace.expected if each.pace is not None else None,
        "confidence": newest.entry.confidence if newest is not None else None,
        "is_stale": each.is_stale,
        **_forecast_record(each.forecast),
    }


def _forecast_record(ahead: Forecast | None) -> dict[str, Any]:
    return {
        "forecast": ahead.at_end if ahead is not None else None,
        "finish": ahead.finish if ahead is not None else None,
        "slope": ahead.slope if ahead is not None else None,
        "points": [{"date": day, "progress": share} for day, share in ahead.points] if ahead is not None else [],
    }
