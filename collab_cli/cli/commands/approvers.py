"""``collab approvers``: who has to approve a change, with their accounts on the git host."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.context import Context
from collab_cli.cli.options import TABLES, AsOf, Json, Output, chosen_format, format_option

app = Commands()


@app.verb(
    "approvers",
    examples=(
        "collab approvers  # for this branch and what is not committed yet",
        "collab approvers HEAD~1..HEAD  # for the last commit",
        "collab approvers --base auto --json  # for a script",
    ),
)
def approvers(
    ctx: typer.Context,
    change: Annotated[
        str | None,
        typer.Argument(metavar="[BASE][..HEAD]", help="The change, as for git; else what this branch has changed"),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option("--base", metavar="REV|auto", help="What it is compared with; auto asks the build server"),
    ] = None,
    as_of: AsOf = None,
    format: Annotated[str | None, format_option(*TABLES)] = None,
    json: Json = False,
    output: Output = None,
) -> None:
    """List the departments and people who must agree to a change, with their accounts on the git host."""
    context: Context = ctx.obj
    from collab_cli.analyses.changes.find_changes import find_changes
    from collab_cli.analyses.changes.who_agrees import who_agrees
    from collab_cli.cli.reviewing import open_change
    from collab_cli.reports.approvers import build

    chosen = chosen_format(format, json, output=output)
    opened = open_change(context, change, base, as_of)
    agreements = who_agrees(opened.before, opened.after, find_changes(opened.before, opened.after))
    answer(context, build(opened.after, agreements), chosen, output=output)
