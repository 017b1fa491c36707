"""``collab meeting next`` and ``collab series ics``: the meetings to come, on the screen and as a calendar file."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import PAGES, AsOf, At, Json, Output, chosen_format, date_option, format_option
from collab_cli.errors import CollabError
from collab_cli.messages import msg

if TYPE_CHECKING:
    from collab_cli.graph.world import World
    from collab_cli.model.record import Record

_A_YEAR = timedelta(days=365)
_LONGEST = timedelta(days=3660)

SeriesNames = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SERIES",
        autocompletion=complete_ids("series"),
        help="These series alone; else all that still meet",
    ),
]


def add_next(app: Commands) -> None:
    """Add the command ``next`` to the commands for meetings."""

    @app.verb(
        "next",
        examples=(
            "collab meeting next  # of every series: when, where, who comes, who owes a report",
            "collab meeting next xdept-weekly --as-of 2025-07-11  # of one, as seen on that day",
        ),
    )
    def show_next(
        ctx: typer.Context,
        series: SeriesNames = None,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*PAGES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """Show the next meeting of each series: when, where, who is expected, who owes a report.

        Slots left out, cancelled or without a working day are passed over; a day that is a holiday moves to the next
        working day of its week or month. Another meeting at the same time in the same place, or with the same chair or
        secretary, is named.
        """
        context: Context = ctx.obj
        from collab_cli.analyses.next_meetings import next_meetings
        from collab_cli.cli.commands.record_kind import tell_unread
        from collab_cli.cli.opening import open_workspace
        from collab_cli.reports.next_meeting import build

        chosen = chosen_format(format, json, output=output, offered=PAGES)
        world = open_workspace(context, as_of=as_of, at=at).world
        tell_unread(context, "series", world.workspace.unread)
        tell_unread(context, "meeting", world.workspace.unread)
        found = next_meetings(world, _series(world, series))
        if found:
            tell_uncovered(context, world, world.as_of, found[-1].occurrence.slot.day)
        answer(context, build(world, found), chosen, output=output)


def add_ics(app: Commands) -> None:
    """Add the command ``ics`` to the commands for series."""

    @app.verb(
        "ics",
        examples=(
            "collab series ics -o meetings.ics  # a year of all series, for any calendar program",
            "collab series ics xdept-weekly --from 7/1 --to 12/31 -o weekly.ics  # one, for half a year",
        ),
    )
    def ics(
        ctx: typer.Context,
        series: SeriesNames = None,
        first: Annotated[date | None, date_option("--from", "The first day; else the day of --as-of")] = None,
        last: Annotated[date | None, date_option("--to", "The last day; else a year later")] = None,
        as_of: AsOf = None,
        at: At = None,
        output: Annotated[
            Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write into this file, such as weekly.ics")
        ] = None,
    ) -> None:
        """Write the meetings of series as a calendar file, for Outlook, Apple, Google and others.

        Every meeting is an event of its own, in the time zone of the workspace. One on a holiday moves to the next
        working day of its week or month; make-up days are worked. Meetings that are left out or cancelled, or fell away
        by a holiday or the end of their series, are there as cancelled, so that a calendar that has them already takes
        them out: read the new file over the old one.
        """
        context: Context = ctx.obj
        from collab_cli.analyses.meeting_times import clashes, occurrences, occurrences_with_fallen
        from collab_cli.cli.answering import write_file
        from collab_cli.cli.opening import open_workspace
        from collab_cli.model.series import Series
        from collab_cli.reports.next_meeting import clashes_said
        from collab_cli.transports.calendar_file import calendar_file

        world = open_workspace(context, as_of=as_of, at=at).world
        begin = first or world.as_of
        end = last or begin + _A_YEAR
        if end < begin:
            raise CollabError(msg("--to is before --from"), msg("give the earlier day with --from"))
        if end - begin > _LONGEST:
            raise CollabError(msg("a calendar file holds ten years at most"), msg("give --from and --to"))
        wanted = _series(world, series) if series else world.all(Series)
        found = occurrences_with_fallen(world, wanted, begin, end)
        data = calendar_file(world, found, context.language)
        ids = {one.id for one in wanted}
        found_clashes = clashes(occurrences(world, _series(world, None), begin, end))
        own = [clash for clash in found_clashes if ids & {clash.one.series.id, clash.other.series.id}]
        for told in clashes_said(world, own):
            context.say(told)
        tell_uncovered(context, world, begin, end)
        if output is None:
            context.write(data)
        else:
            write_file(context, output, data, "ics")


def tell_uncovered(context: Context, world: World, first: date, last: date) -> None:
    """Say on standard error of which years the days off are not known for certain."""
    from collab_cli.analyses.working_days import working_days

    years = world.once(working_days).uncovered(first, last)
    if years:
        region = world.settings.calendar.region or ""
        context.say(
            msg(
                "the holidays and make-up days of {region} in {years} are not certain; list them in collab.yaml",
                region=region,
                years=tuple(str(year) for year in years),
            )
        )


def _series(world: World, names: list[str] | None) -> tuple[Record[Any], ...]:
    """Return the series named, or all that still meet; raise CollabError for a name that fits none or several."""
    from collab_cli.graph.lookup import find_record
    from collab_cli.model.series import KIND, Series

    if not names:
        return tuple(one for one in world.all(Series) if one.value.status == "active")
    found = (find_record(world.workspace, KIND, name) for name in names)
    return tuple({one.id: one for one in found}.values())
