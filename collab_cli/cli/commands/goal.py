"""``collab goal``: add goals, list and show them, see the tree."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.commands.record_kind import add_verbs, tell_unread
from collab_cli.cli.completing import complete_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import PAGES, AsOf, At, Json, Output, chosen_format, format_option

app = Commands(
    examples=(
        "collab goal tree  # what serves what, from the company goal down",
        "collab goal add 'Win the north' --department sales --parent increase-market-share  # a new goal",
        "collab goal show increase-revenue  # one goal whole",
    )
)


@app.verb(
    "tree",
    examples=(
        "collab goal tree  # all goals",
        "collab goal tree increase-market-share  # one goal and what serves it",
    ),
)
def tree(
    ctx: typer.Context,
    goal: Annotated[
        str | None,
        typer.Argument(metavar="GOAL", autocompletion=complete_ids("goal"), help="Show this goal and what serves it"),
    ] = None,
    as_of: AsOf = None,
    at: At = None,
    format: Annotated[str | None, format_option(*PAGES)] = None,
    json: Json = False,
    output: Output = None,
) -> None:
    """Show which goal serves which, from the company goal down."""
    context: Context = ctx.obj
    from collab_cli.cli.opening import open_workspace
    from collab_cli.graph.lookup import find_record
    from collab_cli.model.goal import KIND
    from collab_cli.reports.goal_tree import build

    chosen = chosen_format(format, json, output=output, offered=PAGES)
    world = open_workspace(context, as_of=as_of, at=at).world
    tell_unread(context, "goal", world.workspace.unread)
    root = find_record(world.workspace, KIND, goal) if goal else None
    answer(context, build(world, root), chosen, output=output)


add_verbs(app, "goal")
