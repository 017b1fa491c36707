"""All goals with their key results: how far they are, on what course, and whether that is enough."""

from __future__ import annotations

from typing import Any

from collab_cli.analyses.goals.active_goals import Asked
from collab_cli.analyses.goals.guardrail_standing import guardrail_standings
from collab_cli.analyses.goals.standing import GoalStanding, KeyResultStanding, goal_standings
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg, msgn
from collab_cli.model.goal import KIND
from collab_cli.page import Block, Cell, Heading, Report, Styled, Table, Text
from collab_cli.reports.goal_cells import (
    bar,
    goal_state,
    goal_tally,
    goal_tone,
    percent,
    reached,
    result_course,
    result_record,
    result_state,
    result_tone,
    standing_record,
    whose,
)
from collab_cli.reports.guardrails import guardrail_record, guardrail_table
from collab_cli.reports.later_targets import later_targets, later_targets_record
from collab_cli.reports.progress_sheet import progress_sheet
from collab_cli.reports.unread_said import unread_said

SCHEMA = "collab/goals/v1"


def build(world: World, asked: Asked | None = None, *, as_tables: bool = False) -> Report:
    """Return the goals asked for, the company's first, each with its key results below it.

    ``as_tables`` gives every figure a column of its own, as a number.
    """
    asked = asked or Asked()
    order = [department.id for department in world.parties.active_departments]
    found = (one for one in world.once(goal_standings).values() if asked.takes(world, one))
    standings = tuple(sorted(found, key=lambda one: _rank(one, order)))
    title = msg("Progress of the goals of {company}, {day}", company=world.settings.company.name, day=world.as_of)
    blocks: list[Block] = [Heading(title)]
    unread = unread_said(world, KIND.name)
    if unread is not None:
        blocks.append(Text(Styled(unread, "warn")))
    if standings:
        blocks.append(Text(_summary(standings)))
    blocks += later_targets(world, (standing.goal for standing in standings))
    empty = _nothing(asked) if unread is None else msg("nothing in what can be read")
    blocks.append(progress_sheet(world, standings) if as_tables else _table(world, standings, empty))
    shown = {standing.goal.id for standing in standings}
    guardrails = tuple(one for one in world.once(guardrail_standings) if one.goal.id in shown)
    if guardrails:
        blocks += [Heading(msg("Limits that protect the long term"), 2), guardrail_table(guardrails)]
    record = {
        "as_of": world.as_of,
        "goals": [_record(standing) for standing in standings],
        "guardrails": [guardrail_record(one) for one in guardrails],
        "later_adjustments": later_targets_record(world, (standing.goal for standing in standings)),
        "unread_kinds": sorted(world.workspace.unread),
    }
    return Report(SCHEMA, tuple(blocks), record)


def _rank(standing: GoalStanding, order: list[str]) -> tuple[bool, int]:
    department = standing.goal.value.department
    place = order.index(department) if department in order else len(order)
    return standing.goal.value.level != "company", place


def _nothing(asked: Asked) -> Message:
    if not asked.is_all:
        return msg("no goal is as asked for")
    return msg("there is no goal yet; {command} adds one", command="collab goal add")


def _summary(standings: tuple[GoalStanding, ...]) -> Message:
    said = goal_tally(standings)
    stale = sum(standing.is_stale for standing in standings)
    counted = msgn("{count} goal: {tally}.", "{count} goals: {tally}.", len(standings), tally=said)
    if not stale:
        return counted
    late = msgn("{count} lacks a check-in that was due.", "{count} lack a check-in that was due.", stale)
    return msg("{first} {next}", first=counted, next=late)


def _table(world: World, standings: tuple[GoalStanding, ...], empty: Message) -> Table:
    rows, keys = [], []
    for standing in standings:
        rows.append(_goal_row(world, standing))
        keys.append(standing.goal.id)
        for result in standing.key_results:
            rows.append(_result_row(world, standing, result))
            keys.append(f"{standing.goal.id}/{result.entry.id}")
    columns = (
        *(msg("Goal, key results"), msg("Owner, value"), msg("Progress"), "%"),
        *(msg("Expected"), msg("Course"), msg("Status")),
    )
    return Table(columns, tuple(rows), "<<<>><<", keys=tuple(keys), empty=empty, spare=(2,))


def _goal_row(world: World, standing: GoalStanding) -> tuple[Cell, ...]:
    value, pace = standing.progress.value, standing.pace
    return (
        Styled(standing.goal.name, "strong"),
        whose(world, standing.goal.value),
        bar(value, goal_tone(standing)),
        Styled(percent(value), "strong"),
        percent(pace.expected if pace is not None else None),
        "",
        goal_state(standing),
    )


def _result_row(world: World, standing: GoalStanding, result: KeyResultStanding) -> tuple[Cell, ...]:
    value, pace = result.progress.value, result.pace
    return (
        msg("– {title}", title=result.entry.title),
        reached(world, result),
        bar(value, result_tone(standing, result)),
        percent(value),
        percent(pace.expected if pace is not None else None),
        Styled(result_course(world, result), result_tone(standing, result)),
        result_state(standing, result),
    )


def _record(standing: GoalStanding) -> dict[str, Any]:
    value = standing.goal.value
    return {
        "id": standing.goal.id,
        "title": value.title,
        "level": value.level,
        "department": value.department,
        "owner": value.owner,
        "co_owners": value.co_owners,
        "period": value.period,
        "commitment": value.commitment,
        "status": value.status,
        "path": standing.goal.path,
        **standing_record(standing),
        "key_results": [
            {**result_record(result), "checkins": len(result.entry.checkins)} for result in standing.key_results
        ],
    }
