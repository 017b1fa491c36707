"""``collab series list``: regular meetings, with their rhythm and the day they meet next."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.context import Context
from collab_cli.cli.options import TABLES, AsOf, At, Json, Output, chosen_format, format_option


def add_list(app: Commands) -> None:
    """Put the command ``list`` of series in the place of the one every kind has."""

    @app.verb("list", examples=("collab series list  # every regular meeting: its rhythm and its next day",))
    def list_series(
        ctx: typer.Context,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*TABLES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """List regular meetings, one a line: how often each meets, when, and on which day next."""
        context: Context = ctx.obj
        from collab_cli.cli.commands.record_kind import tell_unread
        from collab_cli.cli.opening import open_workspace
        from collab_cli.reports.series_list import build

        chosen = chosen_format(format, json, output=output)
        world = open_workspace(context, as_of=as_of, at=at).world
        tell_unread(context, "series", world.workspace.unread)
        answer(context, build(world), chosen, output=output)
