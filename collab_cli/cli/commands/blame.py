"""``collab blame``: where each field of a record has its value from."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_refs
from collab_cli.cli.context import Context
from collab_cli.cli.options import PAGES, At, Json, Output, chosen_format, format_option

app = Commands()


@app.verb(
    "blame",
    examples=(
        "collab blame goal:increase-revenue  # every field of a goal and of its key results",
        "collab blame charter:marketing/market-research  # the fields of one duty",
        "collab blame charter:sales --at 2025-06-30  # as it was on a day",
    ),
)
def blame(
    ctx: typer.Context,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF",
            autocompletion=complete_refs(),
            help="The record, or its part, as kind:id or kind:id/part, or a title",
        ),
    ],
    at: At = None,
    format: Annotated[str | None, format_option(*PAGES)] = None,
    json: Json = False,
    output: Output = None,
) -> None:
    """Show each field of a record with its value, and when, by whom and in which commit it got that.

    Another layout does not count, nor does a new id of the record, nor that a part came from another one.
    """
    context: Context = ctx.obj
    from collab_cli.analyses.changes.origins import find_origins
    from collab_cli.cli.tracing import find_traced, steps_of_parts
    from collab_cli.reports.blame import build
    from collab_cli.sources.history import require_history

    chosen = chosen_format(format, json, output=output, offered=PAGES)
    with require_history(context.workspace_root()) as history:
        traced = find_traced(context, history, ref, at)
        record, part = traced.found, traced.followed.part
        origins = find_origins(record, part, steps_of_parts(history, traced))
    answer(context, build(traced.world, record.ref, part, traced.name, origins), chosen, output=output)
