"""``collab set``: give fields of a record, or of one of its parts, other values."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_refs
from collab_cli.cli.context import Context
from collab_cli.cli.options import Commit, CommitMessage, DryRun

app = Commands()


@app.verb(
    "set",
    examples=(
        "collab set action:2025-07-07-forecast-deadline due=7/18 priority=high  # two fields",
        "collab set goal:increase-revenue/kr1 title=签约额  # of a key result",
        "collab set charter:sales/contract-signing raci.marketing=C content+=Filing  # a letter; one entry more",
    ),
)
def set_fields(
    ctx: typer.Context,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF", autocompletion=complete_refs(), help="A record as kind:id, or a part of it as kind:id/part"
        ),
    ],
    assignments: Annotated[
        list[str],
        typer.Argument(metavar="FIELD=VALUE", help="FIELD+=VALUE adds to a list, FIELD-=VALUE takes from it"),
    ],
    dry_run: DryRun = False,
    commit: Commit = False,
    message: CommitMessage = None,
) -> None:
    """Give fields of a record other values; the rest of its file stays as it is.

    A field inside another is named with dots: closing.cause, key_results.kr1.target. A state moves only as its kind
    allows. Dates, numbers and names are understood as people write them.
    """
    context: Context = ctx.obj
    from collab_cli.cli.opening import open_workspace
    from collab_cli.cli.writing import Saving, finish, start_plan
    from collab_cli.edits.set_fields import plan_set, target_of
    from collab_cli.graph.lookup import find_any

    opened = open_workspace(context)
    plan = start_plan(context, opened.world)
    target = target_of(*find_any(opened.world.workspace, ref))
    finish(context, opened.root, plan_set(plan, target, assignments), Saving(dry_run, commit, message))
