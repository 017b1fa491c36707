"""``collab report meetings``, ``actions`` and ``decisions``: what meetings did, for those who were not there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, cast

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids
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
from collab_cli.cli.report_commands import check_order, last_day, meant, world_of
from collab_cli.cli.report_file import Check, deliver
from collab_cli.errors import ExitCode

if TYPE_CHECKING:
    from collab_cli.reports.actions import By

_TABLES_ONLY = frozenset({"csv", "xlsx"})
_SUMS = ("department", "owner")

Last = Annotated[date | None, date_option("--to", "The last day; else the day everything is judged at")]


def add_meeting_reports(app: Commands) -> None:
    """Add the reports about meetings and what they agreed on."""
    _add_meetings(app)
    _add_actions(app)
    _add_decisions(app)


def _add_meetings(app: Commands) -> None:
    @app.verb(
        "meetings",
        examples=(
            "collab report meetings  # every series: what was held, missed or left out, who came and reported",
            "collab report meetings --from 2025-07-01 --to 2025-09-30 -o meetings.html  # a quarter, as a page to send",
            "collab report meetings weekly --format csv  # one series, to count with",
        ),
    )
    def meetings(
        ctx: typer.Context,
        series: Annotated[
            str | None,
            typer.Argument(
                metavar="[SERIES]",
                autocompletion=complete_ids("series"),
                help="An id, the beginning of one, or a name; else every series",
            ),
        ] = None,
        first: Annotated[date | None, date_option("--from", "The first day; else all before the last")] = None,
        last: Last = None,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*TABLES)] = None,
        json: Json = False,
        output: Output = None,
        check: Check = False,
    ) -> ExitCode:
        """Report meetings: held, left out, cancelled or missed, who came and reported, how soon minutes were out.

        Kept is the share of the days to be held that have minutes; what was left out or cancelled does not count.
        """
        context: Context = ctx.obj
        from collab_cli.analyses.series_record import other_meetings, series_record
        from collab_cli.model.series import KIND, Series
        from collab_cli.reports.meetings import build

        chosen = chosen_format(format, json, output=output)
        world = world_of(context, last_day(last, as_of), at)
        check_order(first, world.as_of)
        one = meant(world, KIND, "SERIES", series)
        asked = world.all(Series) if one is None else (one,)
        others = other_meetings(world, first) if one is None else ()
        records = tuple(series_record(world, each, first) for each in asked)
        report = build(world, records, others, first, as_tables=chosen in _TABLES_ONLY)
        return deliver(context, report, chosen, output=output, check=check)


def _add_actions(app: Commands) -> None:
    @app.verb(
        "actions",
        examples=(
            "collab report actions  # this month: what is late, who owes what, how many were done in time",
            "collab report actions --from 2025-04-01 --to 2025-06-30 --by owner  # a quarter, person by person",
            "collab report actions --department sales -o actions.html  # one department, as a page to send",
        ),
    )
    def actions(
        ctx: typer.Context,
        department: Annotated[
            str | None, department_option("Only what people of this department and those below it answer for")
        ] = None,
        owner: Annotated[
            str | None,
            typer.Option(
                "--owner",
                metavar="PERSON",
                autocompletion=complete_ids("person"),
                help="Only what this person answers for",
            ),
        ] = None,
        by: Annotated[str, choice_option("--by", _SUMS, "What to sum up by")] = "department",
        first: Annotated[
            date | None, date_option("--from", "The first day; else the first of the month of the last")
        ] = None,
        last: Last = None,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*TABLES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """Report actions: what is overdue, what is open, what is carried over, and how many were done in time.

        Done in time is what was done by the day it was first due, among what was first due from --from on.
        """
        context: Context = ctx.obj
        from collab_cli.analyses.action_choice import ActionChoice, chosen_actions
        from collab_cli.model import department as department_kind
        from collab_cli.model import person as person_kind
        from collab_cli.model.action import KIND
        from collab_cli.reports.actions import build

        chosen = chosen_format(format, json, output=output)
        world = world_of(context, last_day(last, as_of), at)
        check_order(first, world.as_of)
        unit = meant(world, department_kind.KIND, "--department", department)
        person = meant(world, person_kind.KIND, "--owner", owner)
        choice = ActionChoice(
            owner=person.id if person is not None else None,
            department=unit.id if unit is not None else None,
            states=frozenset(KIND.states),
        )
        found = chosen_actions(world, choice)
        sums = cast("By", by)  # the option accepts nothing else
        answer(context, build(world, found, first, sums, as_tables=chosen in _TABLES_ONLY), chosen, output=output)


def _add_decisions(app: Commands) -> None:
    @app.verb(
        "decisions",
        examples=(
            "collab report decisions  # every decision in force, what is not carried out yet at the top",
            "collab report decisions --from 2025-07-01 -o decisions.html  # since July, as a page to send",
        ),
    )
    def decisions(
        ctx: typer.Context,
        owner: Annotated[
            str | None,
            typer.Option(
                "--owner", metavar="PERSON", autocompletion=complete_ids("person"), help="Only what this person sees to"
            ),
        ] = None,
        open_ones: Annotated[bool, typer.Option("--open", help="Only what is not carried out yet")] = False,
        first: Annotated[date | None, date_option("--from", "The first day; else all before the last")] = None,
        last: Last = None,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*TABLES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """Report what meetings decided and why, who sees to it, what became of it, and what took its place."""
        context: Context = ctx.obj
        from collab_cli.cli.decision_choice import chosen_decisions
        from collab_cli.reports.decisions import build

        chosen = chosen_format(format, json, output=output)
        world = world_of(context, last_day(last, as_of), at)
        found = chosen_decisions(
            world, owner=owner, first=first, last=world.as_of, open_ones=open_ones, everything=True
        )
        answer(context, build(world, found, first, as_tables=chosen in _TABLES_ONLY), chosen, output=output)
