"""``collab rename``: another id for a record, in its file and in every reference to it."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_refs
from collab_cli.cli.context import Context
from collab_cli.cli.options import Commit, CommitMessage, DryRun

app = Commands()


@app.verb(
    "rename",
    examples=(
        "collab rename department:marketing brand  # its charter and every reference to it follow",
        "collab rename goal:increase-revenue/kr2 new-customers  # a key result; a duty is charter:sales/DUTY",
        "collab rename activity:market-research research --dry-run  # show every line that would change",
    ),
)
def rename(
    ctx: typer.Context,
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD", autocompletion=complete_refs(), help="kind:id or kind:id/part; an id or title one record has"
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new id, without its kind")],
    dry_run: DryRun = False,
    commit: Commit = False,
    message: CommitMessage = None,
) -> None:
    """Give a record or a part of one another id, and change every reference to it in the same step.

    Its file or register entry, and what is named after it, follow. Agreements on what was only renamed hold on;
    nothing else changes. Titles are changed with collab set.
    """
    context: Context = ctx.obj
    from collab_cli.cli.opening import open_workspace
    from collab_cli.cli.writing import Saving, finish, start_plan
    from collab_cli.edits.rename import plan_rename

    opened = open_workspace(context)
    planned = plan_rename(start_plan(context, opened.world), old, new)
    finish(context, opened.root, planned, Saving(dry_run, commit, message))
