"""``collab report disputes``, ``handoffs``, ``communication``, ``silo``: where departments meet, and where not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, cast

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
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
    from collab_cli.analyses.disputes import By

_TABLES_ONLY = frozenset({"csv", "xlsx"})
_SUMS = ("cause", "department", "category", "impact")

Last = Annotated[date | None, date_option("--to", "The last day; else the day everything is judged at")]


def add_issue_reports(app: Commands) -> None:
    """Add the reports about what goes from one department to the next."""
    _add_disputes(app)
    _add_handoffs(app)
    _add_communication(app)
    _add_silo(app)


def _add_disputes(app: Commands) -> None:
    @app.verb(
        "disputes",
        examples=(
            "collab report disputes  # every issue: how long it took, what went to and fro, and why",
            "collab report disputes --from 2025-07-01 --by department  # since July, beside the days before",
            "collab report disputes --by impact -o disputes.html  # by what customers felt, as a page to send",
        ),
    )
    def disputes(
        ctx: typer.Context,
        department: Annotated[
            str | None, department_option("Only what this department and those below it have")
        ] = None,
        by: Annotated[str, choice_option("--by", _SUMS, "What to sum up by")] = "cause",
        first: Annotated[date | None, date_option("--from", "The first day; else all before the last")] = None,
        last: Last = None,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*TABLES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """Report issues: time to an owner and to a solution, what was passed to and fro, the way from hand to hand.

        Medians are hours of working time. With --from they stand beside those of the days before, as many.
        """
        context: Context = ctx.obj
        from collab_cli.analyses.disputes import issues_of_span
        from collab_cli.model import department as department_kind
        from collab_cli.reports.disputes import build

        chosen = chosen_format(format, json, output=output)
        world = world_of(context, last_day(last, as_of), at)
        check_order(first, world.as_of)
        unit = meant(world, department_kind.KIND, "--department", department)
        found = issues_of_span(world, first, world.as_of)
        if unit is not None:
            found = tuple(one for one in found if world.parties.counts_for(one.holder, unit.id))
        sums = cast("By", by)  # the option accepts nothing else
        answer(context, build(world, found, first, sums, as_tables=chosen in _TABLES_ONLY), chosen, output=output)


def _add_handoffs(app: Commands) -> None:
    @app.verb(
        "handoffs",
        examples=(
            "collab report handoffs  # who hands what to whom, and how much came in time",
            "collab report handoffs --from 2025-04-01 --to 2025-06-30 -o handoffs.xlsx  # a quarter, to count with",
            "collab report handoffs --department production  # what one department gives and gets",
        ),
    )
    def handoffs(
        ctx: typer.Context,
        department: Annotated[
            str | None, department_option("Only what this department and those below it give or get")
        ] = None,
        first: Annotated[
            date | None, date_option("--from", "The first day; else as many days back as late deliveries are reported")
        ] = None,
        last: Last = None,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*TABLES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """Report hand-offs: who supplies whom, by which channel, what came late, and how much came in time.

        In time is what came by its day and was not refused, among what was due in these days.
        """
        context: Context = ctx.obj
        from collab_cli.analyses.handoff_figures import handoff_figures, window
        from collab_cli.model import department as department_kind
        from collab_cli.reports.handoffs import build

        chosen = chosen_format(format, json, output=output)
        world = world_of(context, last_day(last, as_of), at)
        first = first or window(world)
        check_order(first, world.as_of)
        unit = meant(world, department_kind.KIND, "--department", department)
        found = tuple(
            one
            for one in handoff_figures(world, first, world.as_of).values()
            if unit is None
            or any(world.parties.counts_for(side, unit.id) for side in (one.handoff.value.from_, one.handoff.value.to))
        )
        report = build(world, found, first, world.as_of, as_tables=chosen in _TABLES_ONLY)
        answer(context, report, chosen, output=output)


def _add_communication(app: Commands) -> None:
    @app.verb(
        "communication",
        examples=(
            "collab report communication  # channels, who shares none, documents to review",
            "collab report communication -o communication.html  # as a page to send",
            "collab report communication --as-of 2025-12-31 --json  # at the end of the year, for a program",
        ),
    )
    def communication(
        ctx: typer.Context,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*TABLES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """Report where departments talk: channels and who looks after them, who shares none, documents, hand-offs."""
        context: Context = ctx.obj
        from collab_cli.reports.communication import build

        chosen = chosen_format(format, json, output=output)
        world = world_of(context, as_of, at)
        answer(context, build(world), chosen, output=output)


def _add_silo(app: Commands) -> None:
    @app.verb(
        "silo",
        examples=(
            "collab report silo  # this period: which departments work together, and which never do",
            "collab report silo --from 2025-04-01 --to 2025-06-30  # a quarter, beside as many days before it",
            "collab report silo -o silo.html  # as a page to send",
        ),
    )
    def silo(
        ctx: typer.Context,
        first: Annotated[
            date | None, date_option("--from", "The first day; else the first of the period the last lies in")
        ] = None,
        last: Last = None,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*TABLES)] = None,
        json: Json = False,
        output: Output = None,
        check: Check = False,
    ) -> ExitCode:
        """Report ties between departments: who works with whom, who never does, and how much stays within each.

        Goals, letters in charters, hand-offs, actions and projects tie; each record counts once for two departments.
        With --from the index stands beside that of as many days before.
        """
        context: Context = ctx.obj
        from datetime import timedelta

        from collab_cli.analyses.ties import current_span, tie_figures
        from collab_cli.reports.silo import build

        chosen = chosen_format(format, json, output=output)
        world = world_of(context, last_day(last, as_of), at)
        check_order(first, world.as_of)
        begin = first or current_span(world)[0]
        before = None
        if first is not None and first.toordinal() > (length := (world.as_of - first).days + 1):
            before = tie_figures(world, first - timedelta(days=length), first - timedelta(days=1))
        now = tie_figures(world, begin, world.as_of)
        report = build(world, now, begin, before, as_tables=chosen in _TABLES_ONLY)
        return deliver(context, report, chosen, output=output, check=check)
