"""A goal as it is written, and where it stands: progress, pace and status beside its fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from collab_cli.analyses.goals.guardrail_standing import GuardrailStanding, guardrail_standings
from collab_cli.analyses.goals.key_result_progress import has_no_way
from collab_cli.analyses.goals.standing import GoalStanding, KeyResultStanding, goal_standings
from collab_cli.graph.goal_tree import COUNTED
from collab_cli.graph.world import World
from collab_cli.messages import Param, msg
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record
from collab_cli.page import Block, Cell, Facts, Heading, Report, Styled, Table, Text
from collab_cli.reports.goal_cells import (
    NOTHING,
    bar_and_percent,
    gap_points,
    goal_state,
    goal_tone,
    measured,
    number,
    percent,
    reached,
    result_record,
    result_state,
    result_tone,
    standing_record,
    told_forecast,
)
from collab_cli.reports.guardrails import guardrail_record, guardrail_table
from collab_cli.reports.later_targets import later_targets, later_targets_record
from collab_cli.reports.records import build_one


def build(world: World, goal: Record[Goal]) -> Report:
    """Return one goal whole; of a goal that is agreed, or about to be, where it stands comes before its parts."""
    report = build_one(world, goal)
    standing = world.once(goal_standings)[goal.id]
    heading, facts, *parts = report.page
    blocks = tuple(_blocks(world, standing)) if goal.value.status in COUNTED else ()
    results = [result_record(each) for each in standing.key_results]
    limits = [guardrail_record(one) for one in _limits(world, standing)]
    figures = {
        **standing_record(standing),
        "key_results": results,
        "guardrails": limits,
        "later_adjustments": later_targets_record(world, (goal,)),
    }
    record = {**report.record, "standing": figures}
    return replace(report, page=(heading, facts, *blocks, *parts), record=record)


def _blocks(world: World, standing: GoalStanding) -> Iterator[Block]:
    yield Heading(msg("Where it stands on {day}", day=world.as_of), 2)
    yield Facts(tuple(_facts(standing)))
    if standing.key_results:
        columns = (msg("Key result"), msg("Value"), msg("Target"), msg("Progress"), msg("Pace"), msg("Status"))
        yield Table(columns, tuple(_row(world, standing, each) for each in standing.key_results), "<>>>><")
    limits = _limits(world, standing)
    if limits:
        yield guardrail_table(limits, of_one_goal=True)
    yield from later_targets(world, (standing.goal,))
    command = f"collab goal show {standing.goal.id} --explain"
    yield Text(Styled(msg("{command} shows what each number is made of", command=command), "muted"))


def _limits(world: World, standing: GoalStanding) -> list[GuardrailStanding]:
    return [one for one in world.once(guardrail_standings) if one.goal.id == standing.goal.id]


def _facts(standing: GoalStanding) -> Iterator[tuple[Param, Cell]]:
    progress, pace, ahead = standing.progress, standing.pace, told_forecast(standing)
    yield msg("Progress"), bar_and_percent(progress.value, goal_tone(standing))
    if pace is not None:
        yield msg("Expected by now"), percent(pace.expected)
        yield msg("Pace"), number(pace.pace)
        yield msg("Status"), goal_state(standing)
    if ahead is not None:
        at_end = percent(ahead.at_end)
        yield (
            msg("Forecast"),
            at_end if ahead.finish is None else msg("{share}, reached on {day}", share=at_end, day=ahead.finish),
        )
    if progress.contribution is not None:
        yield msg("Own outcome"), percent(progress.own)
        yield msg("Contribution"), percent(progress.contribution)
    if progress.alignment_gap is not None:
        yield msg("Alignment gap"), msg("{points} points", points=gap_points(progress))


def _row(world: World, goal: GoalStanding, standing: KeyResultStanding) -> tuple[Cell, ...]:
    pace = standing.pace.pace if standing.pace is not None and not has_no_way(standing.entry) else None
    value, is_counted = measured(standing), standing.entry.type in ("boolean", "milestone")
    return (
        standing.entry.title,
        value if isinstance(value, Decimal) else reached(world, standing) if is_counted else NOTHING,
        _target(standing),
        Styled(percent(standing.progress.value), result_tone(goal, standing)),
        number(pace),
        result_state(goal, standing),
    )


def _target(standing: KeyResultStanding) -> Param:
    entry = standing.entry
    if entry.direction == "range" and entry.low is not None and entry.high is not None:
        return msg("{low} to {high} {unit}", low=entry.low, high=entry.high, unit=entry.unit or "")
    if entry.target is None or entry.type in ("boolean", "milestone"):
        return NOTHING
    signs = {"at_least": "≥ ", "at_most": "≤ "}
    return msg("{sign}{target} {unit}", sign=signs.get(entry.direction, ""), target=entry.target, unit=entry.unit or "")
