"""``collab doctor``: is the workspace sound on disk, and what broken-off commands left."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.context import Context
from collab_cli.cli.options import DryRun, Json, chosen_format, format_option
from collab_cli.errors import ExitCode

app = Commands()


@app.verb(
    "doctor",
    examples=(
        "collab doctor  # look, change nothing",
        "collab doctor --fix  # finish what was broken off, remove left-over files",
    ),
)
def doctor(
    ctx: typer.Context,
    fix: Annotated[
        bool, typer.Option("--fix", help="Finish or forget what was broken off, and remove left-over files")
    ] = False,
    dry_run: DryRun = False,
    format: Annotated[str | None, format_option("text", "json", "markdown")] = None,
    json: Json = False,
) -> int:
    """Look whether the workspace is sound on disk: broken-off changes, names, rights, records nobody refers to.

    Exit codes: 0 sound, 1 something needs attention, 2 it could not be looked at.
    """
    context: Context = ctx.obj
    from collab_cli.cli.opening import open_workspace
    from collab_cli.documents.settling import Mended, mend
    from collab_cli.documents.store import store_of
    from collab_cli.edits.saving import WAIT
    from collab_cli.reports.doctor import build, examine, examine_mended, examine_store

    chosen = chosen_format(format, json)
    root = context.workspace_root()
    store = store_of(root, context.state_home)
    is_needed = fix and not dry_run and any(trouble.check != "journal" for trouble in examine_store(root, store))
    mended = mend(root, store, WAIT) if is_needed else Mended()
    world = open_workspace(context, tells_broken_off=False).world
    troubles = (*examine_mended(mended), *examine(root, store, world))
    answer(context, build(troubles, mended.told), chosen)
    return ExitCode.OK if all(trouble.is_info for trouble in troubles) else ExitCode.FINDINGS
