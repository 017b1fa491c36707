"""``collab goal show``: a goal whole, with where it stands and is heading, or every number of it taken apart."""

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


def add_show(app: Commands) -> None:
    """Put the command ``show`` of goals in the place of the one every kind has."""

    @app.verb(
        "show",
        examples=(
            "collab goal show increase-revenue  # the whole goal, and where it stands",
            "collab goal show increase-revenue --explain  # every number down to file and line",
            "collab goal show increase-revenue --forecast  # where it is heading by the end of its period",
        ),
    )
    def show(
        ctx: typer.Context,
        ref: Annotated[
            str,
            typer.Argument(
                metavar="REF", autocompletion=complete_ids("goal"), help="An id, the beginning of one, or a title"
            ),
        ],
        explain: Annotated[
            bool, typer.Option("--explain", help="Show what each number is made of, with file and line")
        ] = False,
        ahead: Annotated[
            bool, typer.Option("--forecast", help="Show where it is heading by the end of its period")
        ] = False,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*PAGES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """Show one goal whole, and where it stands.

        With --explain every number is expanded to its inputs, with --forecast the end of the period is reckoned.
        """
        context: Context = ctx.obj
        from collab_cli.cli.opening import open_workspace
        from collab_cli.graph.lookup import find_record
        from collab_cli.model.goal import KIND
        from collab_cli.reports.goal_figures import build as build_figures
        from collab_cli.reports.goal_forecast import build as build_forecast
        from collab_cli.reports.goal_record import build

        if explain and ahead:
            raise CollabError(
                msg("{one} and {other} contradict each other", one="--explain", other="--forecast"),
                msg("give one of the two"),
            )
        chosen = chosen_format(format, json, output=output, offered=PAGES)
        world = open_workspace(context, as_of=as_of, at=at).world
        goal = find_record(world.workspace, KIND, ref)
        page = build_figures if explain else build_forecast if ahead else build
        answer(context, page(world, goal), chosen, output=output)
