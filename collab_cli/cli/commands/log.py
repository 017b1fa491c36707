"""``collab log``: what has happened to a record, or to a part of one."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.change_layout import change_layout
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_refs
from collab_cli.cli.context import Context
from collab_cli.cli.options import PAGES, At, Json, Output, chosen_format, date_option, format_option

if TYPE_CHECKING:
    from collab_cli.analyses.changes.trail import Step

app = Commands()


@app.verb(
    "log",
    examples=(
        "collab log charter:sales  # every change of meaning of a charter, by whom and when",
        "collab log charter:marketing/market-research  # of a duty, from charter to charter",
        "collab log goal:increase-revenue --since 2025-06-01  # of a goal, in the last months",
    ),
)
def log(
    ctx: typer.Context,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF",
            autocompletion=complete_refs(),
            help="The record, or its part, as kind:id or kind:id/part, or a title",
        ),
    ],
    number: Annotated[
        int | None, typer.Option("--number", "-n", metavar="COUNT", min=1, help="Show so many at most")
    ] = None,
    since: Annotated[date | None, date_option("--since", "Show what was done on this day or later")] = None,
    until: Annotated[date | None, date_option("--until", "Show what was done on this day or before")] = None,
    at: At = None,
    format: Annotated[str | None, format_option(*PAGES)] = None,
    json: Json = False,
    output: Output = None,
) -> None:
    """Tell what has happened to a record or to a part of one, the newest first.

    Every change of meaning is told once, at the commit that made it, also from before the record was renamed or the
    part came from another record; layout is left out. A record that was removed is named as kind:id.
    """
    context: Context = ctx.obj
    from collab_cli.cli.tracing import find_traced, steps_of
    from collab_cli.reports.log import build
    from collab_cli.sources.history import require_history

    chosen = chosen_format(format, json, output=output, offered=PAGES)
    with require_history(context.workspace_root()) as history:
        traced = find_traced(context, history, ref, at)
        found = (step for step in steps_of(history, traced) if _is_between(step, since, until))
        steps = list(islice(found, number))
    one = traced.followed
    report = build(
        *(one.ref, one.part, traced.name, steps),
        layout=change_layout(context, chosen, output),
        verbose=context.verbose,
        is_cut=len(steps) == number or since is not None or until is not None,
    )
    answer(context, report, chosen, output=output)


def _is_between(step: Step, since: date | None, until: date | None) -> bool:
    """Return whether a step was made in these days; what is not committed yet is done now, whenever that is."""
    if step.commit is None:
        return until is None
    day = step.commit.made.date()
    return (since is None or day >= since) and (until is None or day <= until)
