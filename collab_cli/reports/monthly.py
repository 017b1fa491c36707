"""The month: how far every department is with its goals, why not further, and what needs a decision (F28)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from collab_cli.analyses.goals.completion import Completed, Completion, CompletionLine, completion
from collab_cli.analyses.goals.needs import needs
from collab_cli.analyses.goals.span_changes import span_changes
from collab_cli.analyses.goals.standing import KeyResultStanding
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg
from collab_cli.model.department import Department
from collab_cli.model.record import Record
from collab_cli.page import Block, Cell, Facts, Heading, Report, Styled, Table, Text
from collab_cli.reports.goal_cells import (
    bar,
    bar_and_percent,
    gap_points,
    goal_state,
    goal_tally,
    goal_tone,
    percent,
    points,
    reached,
    result_state,
    result_tone,
    told_forecast,
    toned_points,
    whose,
)
from collab_cli.reports.later_targets import later_targets
from collab_cli.reports.measures import measures_of, measures_table
from collab_cli.reports.month_record import month_record
from collab_cli.reports.month_said import changes_table, needs_table, not_yet_active, span_name, summary
from collab_cli.reports.month_sheets import month_sheets
from collab_cli.reports.unread_said import unread_said

SCHEMA = "collab/monthly/v1"
KINDS: Final = ("goal", "department", "action", "proposal", "metric")
"""The kinds of records the month is told from."""


def build(
    world: World, first: date | None = None, department: Record[Department] | None = None, *, as_tables: bool = False
) -> Report:
    """Return the month up to the day of ``world``: the company, its departments, changes, what needs a decision.

    It begins on ``first``, else on the first of the month; ``department`` leaves the others out. ``as_tables`` makes
    one table of each matter, with numbers a spreadsheet can count with.
    """
    first = first or world.as_of.replace(day=1)
    only = department.id if department is not None else None
    month = completion(world, first, only)
    shown = {goal.standing.goal.id for goal in month.goals}
    changes = tuple(
        change
        for change in span_changes(world, first)
        if only is None or change.goal.id in shown or change.goal.value.department == only
    )
    open_matters = needs(world, month.goals, only)
    span = span_name(first, world.as_of)
    title = msg("Monthly report of {company}, {span}", company=world.settings.company.name, span=span)
    blocks: list[Block] = [Heading(title)]
    unread = unread_said(world, *KINDS)
    if unread is not None:
        blocks.append(Text(Styled(unread, "warn")))
    blocks.append(Text(summary(world, month, open_matters)))
    if month.waiting:
        blocks.append(Text(not_yet_active(month)))
    blocks += later_targets(world, (goal.standing.goal for goal in month.goals))
    decisions: list[Block] = []
    if open_matters:
        decisions += [Heading(msg("What needs a decision"), 2), needs_table(world, open_matters)]
    if as_tables:
        blocks += month_sheets(world, month)
    else:
        blocks += [*decisions, *_company(world, month), *_departments(world, month)]
        for line in month.departments:
            blocks += _department(world, line)
    blocks += [Heading(msg("What changed"), 2), changes_table(world, changes)]
    if any(change.day is None for change in changes):
        note = msg("A record holds no day of closing: a goal closed early stands here until its period is over.")
        blocks.append(Text(Styled(note, "muted")))
    if as_tables:
        blocks += decisions
    return Report(SCHEMA, tuple(blocks), month_record(world, month, changes, open_matters))


def _company(world: World, month: Completion) -> Iterator[Block]:
    if month.company:
        yield Heading(msg("Company"), 2)
    for goal in month.company:
        yield Facts(tuple(_company_facts(world, month, goal)))
        measures = measures_of(world, (goal,))
        if measures:
            yield measures_table(world, measures)


def _company_facts(world: World, month: Completion, goal: Completed) -> Iterator[tuple[Param, Cell]]:
    standing = goal.standing
    progress = standing.progress
    yield msg("Goal"), Styled(standing.goal.name, "strong")
    yield msg("Answers for it"), whose(world, standing.goal.value)
    yield msg("Reached"), bar_and_percent(progress.value, goal_tone(standing))
    yield msg("To be expected"), percent(standing.pace.expected if standing.pace is not None else None)
    yield msg("Status"), goal_state(standing)
    for result in standing.key_results:
        yield msg("Key result"), _result(world, result)
    yield msg("By its own key results"), percent(progress.own)
    yield msg("By what serves it"), _contribution(goal)
    yield msg("Change"), _since(month, goal)
    yield msg("Forecast"), _forecast(goal)


def _result(world: World, result: KeyResultStanding) -> Cell:
    value = reached(world, result)
    said = value.text if isinstance(value, Styled) else value
    return msg("{title}: {value}", title=result.entry.title, value=said)


def _contribution(goal: Completed) -> Param:
    progress = goal.standing.progress
    if progress.alignment_gap is None:
        return percent(progress.contribution)
    return msg(
        "{percent}; alignment gap {points} points",
        percent=percent(progress.contribution),
        points=gap_points(progress),
    )


def _since(month: Completion, goal: Completed) -> Param:
    day = month.day_before
    if goal.is_first:
        return msg("first value, none by {day}", day=day)
    if goal.change is None:
        return points(None)
    return msg("{points} points since {day}", points=points(goal.change), day=day)


def _change(one: Completed | CompletionLine | Completion) -> Cell:
    """Return how much further a goal, a department or the mean of all is, or that there was no value before."""
    if one.is_first:
        return Styled(msg("first"), "muted")
    return toned_points(one.mean_change if isinstance(one, Completion) else one.change)


def _forecast(goal: Completed) -> Param:
    ahead, period = told_forecast(goal.standing), goal.standing.period
    if ahead is None or period is None:
        return percent(None)
    share = percent(ahead.at_end)
    if ahead.finish is not None:
        return msg("{percent} on {day}; target reached on {finish}", percent=share, day=period.end, finish=ahead.finish)
    return msg("{percent} on {day}", percent=share, day=period.end)


def _departments(world: World, month: Completion) -> Iterator[Block]:
    if not month.departments:
        return
    yield Heading(msg("Departments"), 2)
    rows = [_department_row(world, line) for line in month.departments]
    if len(rows) > 1:
        share, change = Styled(percent(month.mean), "strong"), _change(month)
        rows.append((Styled(msg("Mean of departments"), "strong"), bar(month.mean), share, "", change, ""))
    columns = (msg("Department"), msg("Progress"), "%", msg("Expected"), msg("Change"), msg("Goals"))
    yield Table(columns, tuple(rows), "<<>>><")
    yield Text(Styled(_note(month), "muted"))


def _note(month: Completion) -> Message:
    """Return what the numbers of the tables mean."""
    said = msg("Gap and change are in percentage points; a gap above 0 is behind what was to be expected.")
    if any(goal.is_first for goal in month.goals):
        first = msg("“First” is a first value: there was none by {day}.", day=month.day_before)
        said = msg("{first} {next}", first=said, next=first)
    weighed = any(goal.standing.progress.contribution is not None for goal in month.company)
    if weighed and len(month.departments) > 1:
        why = msg("The mean counts every department alike; what serves the company goal counts by its weight.")
        said = msg("{first} {next}", first=said, next=why)
    return said


def _department_row(world: World, line: CompletionLine) -> tuple[Cell, ...]:
    return (
        world.parties.name(line.department),
        bar(line.progress),
        percent(line.progress),
        percent(line.expected),
        _change(line),
        goal_tally(goal.standing for goal in line.goals),
    )


def _department(world: World, line: CompletionLine) -> Iterator[Block]:
    yield Heading(world.parties.name(line.department), 2)
    rows: list[tuple[Cell, ...]] = []
    for goal in line.goals:
        rows += _goal_rows(goal)
    columns = (
        *(msg("Goal, key results"), msg("Progress"), "%", msg("Expected"), msg("Gap")),
        *(msg("Change"), msg("Forecast"), msg("Status")),
    )
    yield Table(columns, tuple(rows), "<<>>>>><", spare=(1,))
    measures = measures_of(world, line.goals)
    if measures:
        yield measures_table(world, measures)


def _goal_rows(goal: Completed) -> Iterator[tuple[Cell, ...]]:
    standing = goal.standing
    pace, ahead = standing.pace, told_forecast(standing)
    yield (
        Styled(standing.goal.name, "strong"),
        bar(goal.progress, goal_tone(standing)),
        percent(goal.progress),
        percent(pace.expected if pace is not None else None),
        points(pace.gap if pace is not None else None),
        _change(goal),
        percent(ahead.at_end if ahead is not None else None),
        goal_state(standing),
    )
    for result in standing.key_results:
        pace, ahead = result.pace, told_forecast(standing, result)
        yield (
            msg("– {title}", title=result.entry.title),
            bar(result.progress.value, result_tone(standing, result)),
            percent(result.progress.value),
            percent(pace.expected if pace is not None else None),
            points(pace.gap if pace is not None else None),
            "",
            percent(ahead.at_end if ahead is not None else None),
            result_state(standing, result),
        )
