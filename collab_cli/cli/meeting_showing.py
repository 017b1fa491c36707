"""``collab meeting show``: minutes as they are sent out."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import PAGES, AsOf, At, Json, Output, chosen_format, format_option


def add_show(app: Commands) -> None:
    """Put the command ``show`` of minutes in the place of the one every kind has."""

    @app.verb(
        "show",
        examples=(
            "collab meeting show 2025-07-07-xdept-weekly  # the minutes",
            "collab meeting show 2025-07-07-xdept-weekly -o minutes.docx  # to print, sign and send",
        ),
    )
    def show(
        ctx: typer.Context,
        ref: Annotated[
            str,
            typer.Argument(
                metavar="REF", autocompletion=complete_ids("meeting"), help="An id, the beginning of one, or a title"
            ),
        ],
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*PAGES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """Show minutes as they are sent out.

        Actions are shown as they stood on the day of the meeting. What is empty is left out; minutes that are not
        published say that they are a draft.
        """
        context: Context = ctx.obj
        from collab_cli.cli.opening import open_workspace
        from collab_cli.graph.lookup import find_record
        from collab_cli.model.meeting import KIND
        from collab_cli.reports.minutes import build

        chosen = chosen_format(format, json, output=output, offered=PAGES)
        world = open_workspace(context, as_of=as_of, at=at).world
        answer(context, build(world, find_record(world.workspace, KIND, ref)), chosen, output=output)
