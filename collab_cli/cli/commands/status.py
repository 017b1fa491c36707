"""``collab status``: where the workspace stands, on one screen."""

from __future__ import annotations

import shlex
from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.context import Context
from collab_cli.cli.options import PAGES, AsOf, At, Json, Output, chosen_format, format_option

app = Commands()


@app.verb(
    "status",
    examples=("collab status  # now", "collab status --as-of 2025-12-31  # as that day will judge it"),
)
def status(
    ctx: typer.Context,
    as_of: AsOf = None,
    at: At = None,
    format: Annotated[str | None, format_option(*PAGES)] = None,
    json: Json = False,
    output: Output = None,
) -> None:
    """Show where the workspace stands: records, findings, what is overdue, what to do next."""
    context: Context = ctx.obj
    from collab_cli.cli.opening import open_workspace
    from collab_cli.reports.status import build
    from collab_cli.rules.engine import run_rules
    from collab_cli.rules.selection import select_rules

    chosen = chosen_format(format, json, output=output, offered=PAGES)
    world = open_workspace(context, as_of=as_of, at=at).world
    outcome = run_rules(world, select_rules(world.settings))
    options = " ".join([*(["--as-of", str(as_of)] if as_of else []), *(["--at", shlex.quote(at)] if at else [])])
    answer(context, build(world, outcome.findings, options), chosen, output=output)
