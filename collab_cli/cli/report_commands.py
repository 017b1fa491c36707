"""``collab report monthly``, ``goals``, ``alignment`` and ``scorecard``: what somebody reads who was not there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import PERIOD, complete_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import (
    TABLES,
    AsOf,
    At,
    Json,
    Output,
    choice_option,
    chosen_format,
    date_option,
    department_option,
    format_option,
)
from collab_cli.cli.report_file import Check, deliver
from collab_cli.errors import CollabError, ExitCode
from collab_cli.messages import msg

if TYPE_CHECKING:
    from collab_cli.analyses.goals.active_goals import Asked
    from collab_cli.graph.world import World
    from collab_cli.model.kind import Kind
    from collab_cli.model.record import Record

STATES = (
    *("done", "on_track", "at_risk", "off_track", "too_early", "missed"),
    *("stale", "draft", "proposed", "active", "achieved", "cancelled"),
)
"""What goals can be asked for by."""
TOLD_FROM = ("goal", "metric", "department", "person", "role")
"""The kinds of records every report here is told from, and whom they name."""
_TABLES_ONLY = frozenset({"csv", "xlsx"})

Department = Annotated[str | None, department_option("Only goals of this department and those below it")]
Owner = Annotated[
    str | None,
    typer.Option(
        "--owner", metavar="PERSON", autocompletion=complete_ids("person"), help="Only goals this person answers for"
    ),
]
State = Annotated[
    str | None,
    choice_option("--status", STATES, "Only goals that stand so, or whose record says so", "goal.status"),
]
PeriodId = Annotated[
    str | None,
    typer.Option("--period", metavar="PERIOD", autocompletion=complete_ids(PERIOD), help="Only goals of this period"),
]


def add_reports(app: Commands) -> None:
    """Add the reports about goals and metrics."""
    _add_monthly(app)
    _add_goals(app)
    _add_alignment(app)
    _add_scorecard(app)


def _add_monthly(app: Commands) -> None:
    @app.verb(
        "monthly",
        examples=(
            "collab report monthly  # this month: every department, its gaps, what needs a decision",
            "collab report monthly --as-of 2025-05-31  # as it was at the end of May",
            "collab report monthly --from 2025-04-01 --to 2025-06-30 -o quarter.html  # a quarter, as a page to send",
            "collab report monthly --to 2025-06-30 -o june.html --check  # is the page that was sent still right",
            "collab report monthly --department marketing -o marketing.xlsx  # one department, to count with",
        ),
    )
    def monthly(
        ctx: typer.Context,
        department: Department = None,
        first: Annotated[
            date | None, date_option("--from", "The first day; else the first of the month of the last")
        ] = None,
        last: Annotated[date | None, date_option("--to", "The last day; else the day everything is judged at")] = None,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*TABLES)] = None,
        json: Json = False,
        output: Output = None,
        check: Check = False,
    ) -> ExitCode:
        """Report how far every department is with its goals, why not further, and what needs a decision.

        Progress is compared with what was to be expected by the day and with the last day before the first. Causes and
        measures are those of the newest check-ins.
        """
        context: Context = ctx.obj
        from collab_cli.model import department as department_kind
        from collab_cli.reports.monthly import build

        chosen = chosen_format(format, json, output=output)
        world = _goals_of(context, last_day(last, as_of), at, "action", "proposal")
        check_order(first, world.as_of)
        unit = meant(world, department_kind.KIND, "--department", department)
        report = build(world, first, unit, as_tables=chosen in _TABLES_ONLY)
        return deliver(context, report, chosen, output=output, check=check)


def _add_goals(app: Commands) -> None:
    @app.verb(
        "goals",
        examples=(
            "collab report goals  # every goal with its key results, how far and on what course",
            "collab report goals --department sales --status at_risk  # what is at risk in sales",
            "collab report goals --at 2025-06-30 -o goals.xlsx  # as the records were then, as a spreadsheet",
        ),
    )
    def goals(
        ctx: typer.Context,
        department: Department = None,
        owner: Owner = None,
        state: State = None,
        period: PeriodId = None,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*TABLES)] = None,
        json: Json = False,
        output: Output = None,
        check: Check = False,
    ) -> ExitCode:
        """Report all goals with their key results: values, progress, course of the check-ins and status."""
        context: Context = ctx.obj
        from collab_cli.reports.goal_progress import build

        chosen = chosen_format(format, json, output=output)
        world = _goals_of(context, as_of, at)
        asked = asked_goals(world, department=department, owner=owner, state=state, period=period)
        report = build(world, asked, as_tables=chosen in _TABLES_ONLY)
        return deliver(context, report, chosen, output=output, check=check)


def _add_alignment(app: Commands) -> None:
    @app.verb(
        "alignment",
        examples=(
            "collab report alignment  # what serves what, and what serves nothing",
            "collab report alignment --department production  # what the goals of production serve",
        ),
    )
    def alignment(
        ctx: typer.Context,
        department: Department = None,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*TABLES)] = None,
        json: Json = False,
        output: Output = None,
        check: Check = False,
    ) -> ExitCode:
        """Report which goals serve which, with weight and reason, and whether departments and company move together."""
        context: Context = ctx.obj
        from collab_cli.model import department as department_kind
        from collab_cli.reports.alignment import build

        chosen = chosen_format(format, json, output=output)
        world = _goals_of(context, as_of, at)
        report = build(world, meant(world, department_kind.KIND, "--department", department))
        return deliver(context, report, chosen, output=output, check=check)


def _add_scorecard(app: Commands) -> None:
    @app.verb(
        "scorecard",
        examples=(
            "collab report scorecard  # every metric: its last two values, better or worse",
            "collab report scorecard --from 2025-03-31  # compared with the day a measure began",
        ),
    )
    def scorecard(
        ctx: typer.Context,
        start: Annotated[
            date | None, date_option("--from", "The day a measure began; else the last two values are compared")
        ] = None,
        last: Annotated[date | None, date_option("--to", "The last day; else the day everything is judged at")] = None,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*TABLES)] = None,
        json: Json = False,
        output: Output = None,
        check: Check = False,
    ) -> ExitCode:
        """Report metrics before and after a measure, limits kept or broken, and the scores of closed goals."""
        context: Context = ctx.obj
        from collab_cli.reports.scorecard import build

        chosen = chosen_format(format, json, output=output)
        world = _goals_of(context, last_day(last, as_of), at)
        check_order(start, world.as_of)
        report = build(world, start, as_tables=chosen in _TABLES_ONLY)
        return deliver(context, report, chosen, output=output, check=check)


def asked_goals(
    world: World, *, department: str | None, owner: str | None, state: str | None, period: str | None
) -> Asked:
    """Return which goals the options ask for; raise CollabError for a name that is not there."""
    from collab_cli.analyses.goals.active_goals import Asked
    from collab_cli.model import department as department_kind
    from collab_cli.model import person as person_kind

    in_department = meant(world, department_kind.KIND, "--department", department)
    of_person = meant(world, person_kind.KIND, "--owner", owner)
    if period is not None and world.settings.period(period) is None:
        known = ", ".join(one.id for one in world.settings.periods)
        raise CollabError(
            msg("{option} cannot be {value}", option="--period", value=period),
            msg("choose one of {choices}", choices=known) if known else msg("add it to periods in collab.yaml"),
        )
    return Asked(
        in_department.id if in_department is not None else None,
        of_person.id if of_person is not None else None,
        state,
        period,
    )


def world_of(context: Context, as_of: date | None, at: str | None) -> World:
    """Return the workspace as a report sees it, on a day, at a revision."""
    from collab_cli.cli.opening import open_workspace

    return open_workspace(context, as_of=as_of, at=at).world


def _goals_of(context: Context, as_of: date | None, at: str | None, *more: str) -> World:
    """Return the workspace with no more in it than a report needs: goals, metrics, people and ``more`` kinds."""
    from collab_cli.cli.opening import open_workspace

    return open_workspace(context, as_of=as_of, at=at, kinds={*TOLD_FROM, *more}).world


def meant(world: World, kind: Kind, option: str, text: str | None) -> Record[Any] | None:
    """Return the record an option names, None without one; raise CollabError if there is none or nothing is named."""
    from collab_cli.graph.lookup import find_record

    if text is None:
        return None
    if not text.strip():
        raise CollabError(msg("{field} cannot be empty", field=option), msg("give it a value, or leave it out"))
    return find_record(world.workspace, kind, text)


def last_day(last: date | None, as_of: date | None) -> date | None:
    """Return the day of ``--to`` or ``--as-of``; raise CollabError if both are given and differ."""
    if last is not None and as_of is not None and last != as_of:
        raise CollabError(
            msg("{option} and {other} name different days", option="--to", other="--as-of"),
            msg("give one of the two"),
        )
    return last if last is not None else as_of


def check_order(first: date | None, last: date) -> None:
    """Raise CollabError for days the wrong way round."""
    if first is not None and first > last:
        raise CollabError(
            msg("the first day, {first}, is after the last, {last}", first=first, last=last),
            msg("give --from and --to the other way round"),
        )
