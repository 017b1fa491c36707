"""The month as tables with numbers to count with: for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.goals.completion import Completed, Completion
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.page import Block, Cell, Heading, Table
from collab_cli.reports.goal_cells import goal_state, person, told_forecast
from collab_cli.reports.measures import measures_of, measures_table
from collab_cli.reports.progress_sheet import hundredths


def month_sheets(world: World, month: Completion) -> Iterator[Block]:
    """Yield the goals, the departments, and causes and measures, a table each; shares are in percent."""
    yield Heading(msg("Goals"), 2)
    columns = (
        *(
            msg("Department"),
            msg("Goal"),
            msg("Owner"),
            msg("Progress, %"),
            msg("Expected, %"),
            msg("Gap, points"),
            msg("Change, points"),
        ),
        *(msg("By its own key results, %"), msg("By what serves it, %"), msg("Forecast, %"), msg("Status")),
    )
    rows = tuple(_goal(world, goal) for goal in month.goals)
    keys = tuple(goal.standing.goal.id for goal in month.goals)
    yield Table(columns, rows, "<<<>>>>>>><", keys=keys)
    yield Heading(msg("Departments"), 2)
    lines = tuple(
        (
            world.parties.name(line.department),
            hundredths(line.progress),
            hundredths(line.expected),
            hundredths(line.change),
            len(line.goals),
        )
        for line in month.departments
    )
    yield Table(
        (msg("Department"), msg("Progress, %"), msg("Expected, %"), msg("Change, points"), msg("Goals")),
        lines,
        "<>>>>",
        keys=tuple(line.department for line in month.departments),
    )
    yield Heading(msg("Causes and measures"), 2)
    yield measures_table(world, measures_of(world, month.goals))


def _goal(world: World, goal: Completed) -> tuple[Cell, ...]:
    standing = goal.standing
    value, pace, ahead = standing.goal.value, standing.pace, told_forecast(standing)
    return (
        world.parties.name(value.department) if value.department is not None else msg("Company"),
        standing.goal.name,
        person(world, value.owner),
        hundredths(goal.progress),
        hundredths(pace.expected if pace is not None else None),
        hundredths(pace.gap if pace is not None else None),
        hundredths(goal.change),
        hundredths(standing.progress.own),
        hundredths(standing.progress.contribution),
        hundredths(ahead.at_end if ahead is not None else None),
        goal_state(standing),
    )
