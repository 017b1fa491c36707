"""``collab proposal status``: who is still to be heard, whether it is agreed, and what comes next."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completing import complete_own_ids
from collab_cli.cli.context import Context
from collab_cli.cli.options import TABLES, AsOf, At, Json, Output, chosen_format, format_option
from collab_cli.errors import CollabError
from collab_cli.messages import msg


def add_status(app: Commands, name: str) -> None:
    """Add the command ``status`` to ``app`` if its kind is the proposal."""
    if name == "proposal":
        app.verb(
            "status",
            examples=(
                "collab proposal status  # all that are open, and those agreed to a text that has changed since",
                "collab proposal status market-share-decomposition  # one in full, for the meeting",
                "collab proposal status --open --format markdown  # the open ones, to send round",
            ),
        )(_status)


def _status(
    ctx: typer.Context,
    proposals: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PROPOSAL",
            autocompletion=complete_own_ids,
            help="Tell these in full; else all that are open or whose text has changed since it was agreed",
        ),
    ] = None,
    open_ones: Annotated[bool, typer.Option("--open", help="Only those that are open")] = False,
    as_of: AsOf = None,
    at: At = None,
    format: Annotated[str | None, format_option(*TABLES)] = None,
    json: Json = False,
    output: Output = None,
) -> None:
    """Show where departments stand on proposals, who is missing, and whether the text agreed is still the present one.

    With the stand-ins of who is away, what keeps it from being decided, and the commands that come next.
    """
    context: Context = ctx.obj
    from collab_cli.analyses.proposal_standing import standing
    from collab_cli.cli.commands.record_kind import tell_unread
    from collab_cli.cli.opening import open_workspace
    from collab_cli.graph.lookup import find_record
    from collab_cli.model.proposal import KIND, Proposal
    from collab_cli.reports.proposal_status import build

    chosen = chosen_format(format, json, output=output)
    if proposals and open_ones:
        raise CollabError(
            msg("--open is for all proposals, not for those named"), msg("leave it out, or name no proposal")
        )
    world = open_workspace(context, as_of=as_of, at=at).world
    tell_unread(context, "proposal", world.workspace.unread)
    named = {record.id: record for record in (find_record(world.workspace, KIND, text) for text in proposals or ())}
    found = [standing(world, proposal) for proposal in (tuple(named.values()) or world.all(Proposal))]
    if not named:
        found = [one for one in found if not one.is_decided or (one.is_stale and not open_ones)]
    answer(context, build(world, found, named=bool(named)), chosen, output=output)
