"""``collab unset``: remove fields of a record, or of one of its parts."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_refs
from collab_cli.cli.context import Context
from collab_cli.cli.options import Commit, CommitMessage, DryRun

app = Commands()


@app.verb(
    "unset",
    examples=(
        "collab unset action:2025-07-07-forecast-deadline supervisor  # one field",
        "collab unset charter:sales/contract-signing raci.marketing  # one letter",
    ),
)
def unset(
    ctx: typer.Context,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF", autocompletion=complete_refs(), help="A record as kind:id, or a part of it as kind:id/part"
        ),
    ],
    fields: Annotated[
        list[str],
        typer.Argument(metavar="FIELD", help="A field; one inside another is named with dots"),
    ],
    dry_run: DryRun = False,
    commit: Commit = False,
    message: CommitMessage = None,
) -> None:
    """Remove fields of a record; the rest of its file stays as it is."""
    context: Context = ctx.obj
    from collab_cli.cli.opening import open_workspace
    from collab_cli.cli.writing import Saving, finish, start_plan
    from collab_cli.edits.set_fields import plan_unset, target_of
    from collab_cli.graph.lookup import find_any

    opened = open_workspace(context)
    plan = start_plan(context, opened.world)
    target = target_of(*find_any(opened.world.workspace, ref))
    finish(context, opened.root, plan_unset(plan, target, fields), Saving(dry_run, commit, message))
