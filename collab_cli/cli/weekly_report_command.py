"""``collab report weekly``: the week on one screen, for those who were not there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.context import Context
from collab_cli.cli.options import PAGES, AsOf, At, Json, Output, chosen_format, date_option, format_option
from collab_cli.cli.report_commands import check_order, last_day, world_of


def add_weekly_report(app: Commands) -> None:
    """Add the weekly digest to the reports."""

    @app.verb(
        "weekly",
        examples=(
            "collab report weekly  # the last seven days: decided, done, late, and what comes next",
            "collab report weekly --to 2025-07-11 -o week.html  # the week up to a day, as a page to send",
        ),
    )
    def weekly(
        ctx: typer.Context,
        first: Annotated[date | None, date_option("--from", "The first day; else six days before the last")] = None,
        last: Annotated[date | None, date_option("--to", "The last day; else the day everything is judged at")] = None,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*PAGES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """Report the week: decisions, actions done, new and late, goals that moved, issues near their limit.

        Meetings missed, the next ones and who still owes them a report come last. `collab notify weekly` sends it.
        """
        context: Context = ctx.obj
        from collab_cli.analyses.week import week
        from collab_cli.reports.weekly import build

        chosen = chosen_format(format, json, output=output, offered=PAGES)
        world = world_of(context, last_day(last, as_of), at)
        check_order(first, world.as_of)
        answer(context, build(world, week(world, first or world.as_of - timedelta(days=6))), chosen, output=output)
