"""``collab goal tree``: which goal serves which, and how far each is."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import PAGES, AsOf, At, Json, Output, chosen_format, format_option
from collab_cli.cli.report_commands import TOLD_FROM, Department, Owner, PeriodId, State, asked_goals
from collab_cli.errors import CollabError
from collab_cli.messages import msg

FORMATS = (*PAGES, "mermaid")


def add_tree(app: Commands) -> None:
    """Add the command ``tree`` to the commands for goals."""

    @app.verb(
        "tree",
        examples=(
            "collab goal tree  # all goals",
            "collab goal tree increase-market-share  # one goal and what serves it",
            "collab goal tree --status at_risk  # what is at risk, and what it serves",
            "collab goal tree --format mermaid  # as a drawing for a page on a git host",
        ),
    )
    def tree(
        ctx: typer.Context,
        goal: Annotated[
            str | None,
            typer.Argument(
                metavar="GOAL", autocompletion=complete_ids("goal"), help="Show this goal and what serves it"
            ),
        ] = None,
        department: Department = None,
        owner: Owner = None,
        state: State = None,
        period: PeriodId = None,
        depth: Annotated[int | None, typer.Option("--depth", metavar="N", help="Show so many levels, no more")] = None,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*FORMATS)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """Show which goal serves which, from the company goal down, and how far each is."""
        context: Context = ctx.obj
        from collab_cli.cli.commands.record_kind import tell_unread
        from collab_cli.cli.opening import open_workspace
        from collab_cli.graph.lookup import find_record
        from collab_cli.model.goal import KIND
        from collab_cli.reports.goal_tree import build

        chosen = chosen_format(format, json, output=output, offered=FORMATS)
        if depth is not None and depth < 1:
            raise CollabError(
                msg("{option} cannot be {value}", option="--depth", value=depth), msg("give a number from 1 on")
            )
        world = open_workspace(context, as_of=as_of, at=at, kinds=TOLD_FROM).world
        tell_unread(context, "goal", world.workspace.unread)
        root = find_record(world.workspace, KIND, goal) if goal else None
        asked = asked_goals(world, department=department, owner=owner, state=state, period=period)
        answer(context, build(world, root, asked, depth), chosen, output=output)
