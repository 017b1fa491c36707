"""``collab meeting agenda``: what the next meeting of a series has to talk about."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import PAGES, AsOf, At, Json, Output, chosen_format, format_option
from collab_cli.errors import CollabError
from collab_cli.messages import msg


def add_agenda(app: Commands) -> None:
    """Add the command ``agenda`` to the commands for meetings."""

    @app.verb(
        "agenda",
        examples=(
            "collab meeting agenda xdept-weekly  # what is open, in order, with minutes for each line",
            "collab meeting agenda xdept-weekly -o agenda.html  # as a page to send before the meeting",
        ),
    )
    def show_agenda(
        ctx: typer.Context,
        series: Annotated[
            str,
            typer.Argument(
                metavar="SERIES",
                autocompletion=complete_ids("series"),
                help="An id, the beginning of one, or a name",
            ),
        ],
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*PAGES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """Show the agenda of the next meeting of a series, made from what is open.

        Minutes to approve, actions carried over, the reports of the departments, goals behind, duties with several
        owners or none, issues near their limit, open proposals and resource requests, with minutes that fit into the
        meeting.
        """
        context: Context = ctx.obj
        from collab_cli.analyses.next_meetings import next_meetings
        from collab_cli.cli.agenda_making import make_agenda
        from collab_cli.cli.opening import open_workspace
        from collab_cli.graph.lookup import find_record
        from collab_cli.model.series import KIND
        from collab_cli.reports.agenda import build

        chosen = chosen_format(format, json, output=output, offered=PAGES)
        world = open_workspace(context, as_of=as_of, at=at).world
        record = find_record(world.workspace, KIND, series)
        found = next_meetings(world, (record,))
        if not found:
            raise CollabError(
                msg("{series} has no meeting to come", series=record.titled), msg("see `collab series show`")
            )
        answer(context, build(world, make_agenda(world, found[0])), chosen, output=output)
