"""``collab goal why``: what a goal is for, and what carries it."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import PAGES, AsOf, At, Json, Output, chosen_format, format_option


def add_why(app: Commands) -> None:
    """Add the command ``why`` to the commands for goals."""

    @app.verb(
        "why",
        examples=(
            "collab goal why increase-revenue  # up to the company goal, down to duties and actions",
            "collab goal why increase-market-share --format markdown  # for a page or a mail",
        ),
    )
    def why(
        ctx: typer.Context,
        goal: Annotated[str, typer.Argument(metavar="GOAL", autocompletion=complete_ids("goal"), help="The goal")],
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*PAGES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """Show what a goal is for, up to the company goal, and the work that carries it.

        Upwards every link says how the goal serves the other one, and whether that has changed since; downwards stand
        the goals, duties, projects, actions and resources that carry it. Who has confirmed to know it stands on top.
        """
        context: Context = ctx.obj
        from collab_cli.cli.commands.record_kind import tell_unread
        from collab_cli.cli.opening import open_workspace
        from collab_cli.graph.lookup import find_record
        from collab_cli.model.goal import KIND
        from collab_cli.reports.goal_why import build

        chosen = chosen_format(format, json, output=output, offered=PAGES)
        world = open_workspace(context, as_of=as_of, at=at).world
        tell_unread(context, "goal", world.workspace.unread)
        answer(context, build(world, find_record(world.workspace, KIND, goal)), chosen, output=output)
