"""``collab charter standing``: who has agreed to a charter, who has read it, and what comes next."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_own_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import TABLES, AsOf, At, Json, Output, chosen_format, format_option


def add_standing(app: Commands) -> None:
    """Add the command ``standing`` to the commands for charters."""

    @app.verb(
        "standing",
        examples=(
            "collab charter standing  # all charters: agreed, read, and what is open",
            "collab charter standing sales  # one in full, person by person",
            "collab charter standing --json  # for a program",
        ),
    )
    def standing(
        ctx: typer.Context,
        charters: Annotated[
            list[str] | None,
            typer.Argument(
                metavar="CHARTER",
                autocompletion=complete_own_ids,
                help="Tell these charters in full; else all that have not been superseded",
            ),
        ] = None,
        as_of: AsOf = None,
        at: At = None,
        format: Annotated[str | None, format_option(*TABLES)] = None,
        json: Json = False,
        output: Output = None,
    ) -> None:
        """Show who has agreed to the present text of charters, who has read it, and what to do next."""
        context: Context = ctx.obj
        from collab_cli.analyses import charter_standing
        from collab_cli.cli.commands.record_kind import tell_unread_duties
        from collab_cli.cli.opening import open_workspace
        from collab_cli.graph.lookup import find_record
        from collab_cli.model.charter import KIND, Charter
        from collab_cli.reports.charter_standing import build

        chosen = chosen_format(format, json, output=output)
        world = open_workspace(context, as_of=as_of, at=at).world
        tell_unread_duties(context, world.workspace.unread)
        found = {
            charter.id: charter for charter in (find_record(world.workspace, KIND, text) for text in charters or ())
        }
        wanted = tuple(found.values()) or tuple(
            charter for charter in world.all(Charter) if charter.value.status != "superseded"
        )
        standings = [charter_standing.standing(world, charter) for charter in wanted]
        answer(context, build(world, standings, named=bool(found)), chosen, output=output)
