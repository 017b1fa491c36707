"""Goals and key results as a table with a column for every figure: for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from collab_cli.analyses.goals.forecast import Forecast
from collab_cli.analyses.goals.pace import Pace
from collab_cli.analyses.goals.standing import GoalStanding, KeyResultStanding
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.page import Cell, Table
from collab_cli.reports.goal_cells import NOTHING, goal_state, measured, person, result_state, told_forecast


def progress_sheet(world: World, standings: tuple[GoalStanding, ...]) -> Table:
    """Return a row for every goal and one for each of its key results; shares are in percent."""
    rows, keys = [], []
    for standing in standings:
        rows.append(_goal(world, standing))
        keys.append(standing.goal.id)
        for result in standing.key_results:
            rows.append(_result(world, standing, result))
            keys.append(f"{standing.goal.id}/{result.entry.id}")
    columns = (
        *(msg("Department"), msg("Goal"), msg("Key result"), msg("Owner"), msg("Period")),
        *(msg("Baseline"), msg("Value"), msg("Target"), msg("Unit"), msg("Progress, %"), msg("Expected, %")),
        *(msg("Pace"), msg("Gap, points"), msg("Forecast, %"), msg("Status"), msg("Last check-in")),
    )
    return Table(columns, tuple(rows), "<<<<<>>><>>>>><<", keys=tuple(keys))


def hundredths(share: Decimal | None) -> Cell:
    """Return a share in percent with two decimals, as a number."""
    return NOTHING if share is None else (share * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _goal(world: World, standing: GoalStanding) -> tuple[Cell, ...]:
    return (
        *_head(world, standing),
        "",
        person(world, standing.goal.value.owner),
        standing.goal.value.period,
        *("", "", "", ""),
        *_figures(standing.progress.value, standing.pace, told_forecast(standing)),
        goal_state(standing),
        "",
    )


def _result(world: World, standing: GoalStanding, result: KeyResultStanding) -> tuple[Cell, ...]:
    entry, value = result.entry, measured(result)
    said: Cell = value if isinstance(value, Decimal) else NOTHING
    if isinstance(value, bool):
        said = msg("yes") if value else msg("no")
    return (
        *_head(world, standing),
        entry.title,
        person(world, standing.goal.value.owner),
        standing.goal.value.period,
        entry.baseline if entry.baseline is not None else "",
        said,
        entry.target if entry.target is not None else "",
        entry.unit or "",
        *_figures(result.progress.value, result.pace, told_forecast(standing, result)),
        result_state(standing, result),
        result.newest.entry.date if result.newest is not None else "",
    )


def _head(world: World, standing: GoalStanding) -> Iterator[Cell]:
    department = standing.goal.value.department
    yield world.parties.name(department) if department is not None else msg("Company")
    yield standing.goal.name


def _figures(share: Decimal | None, pace: Pace | None, ahead: Forecast | None) -> Iterator[Cell]:
    yield hundredths(share)
    yield hundredths(pace.expected if pace is not None else None)
    quotient = pace.pace if pace is not None else None
    yield NOTHING if quotient is None else quotient.quantize(Decimal("0.01"), ROUND_HALF_UP)
    yield hundredths(pace.gap if pace is not None else None)
    yield hundredths(ahead.at_end if ahead is not None else None)
