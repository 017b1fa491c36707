"""``collab document``: shared files, each with one department that answers for it and one place."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.commands.record_kind import add_verbs, tell_unread
from collab_cli.cli.completing import complete_ids
from collab_cli.cli.context import Context
from collab_cli.cli.kind_examples import ADD
from collab_cli.cli.options import TABLES, AsOf, At, Json, Output, chosen_format, format_option

app = Commands(
    examples=(
        "collab document list --library LIBRARY  # what lies in one library, and who may edit it",
        "collab document show ID  # one, by its id, the beginning of it, or its title",
        f"{ADD['document']}  # a new one",
    )
)

add_verbs(app, "document")


@app.verb(
    "list",
    examples=(
        "collab document list  # every document: its place, its department, who may edit it, its next review",
        "collab document list --library LIBRARY  # what lies in one library, and who may edit it",
    ),
)
def list_documents(
    ctx: typer.Context,
    library: Annotated[
        str | None,
        typer.Option(
            "--library",
            metavar="CHANNEL",
            autocompletion=complete_ids("channel"),
            help="Only what lies in this library",
        ),
    ] = None,
    as_of: AsOf = None,
    at: At = None,
    format: Annotated[str | None, format_option(*TABLES)] = None,
    json: Json = False,
    output: Output = None,
) -> None:
    """List documents: the library, the department that answers, who may edit, and the next review."""
    context: Context = ctx.obj
    from collab_cli.cli.opening import open_workspace
    from collab_cli.cli.report_commands import meant
    from collab_cli.model import channel as channel_kind
    from collab_cli.model.document import SharedDocument
    from collab_cli.reports.document_list import build

    chosen = chosen_format(format, json, output=output)
    world = open_workspace(context, as_of=as_of, at=at).world
    channel = meant(world, channel_kind.KIND, "--library", library)
    tell_unread(context, "document", world.workspace.unread)
    found = tuple(
        one for one in world.workspace.all(SharedDocument) if channel is None or one.value.library == channel.id
    )
    answer(context, build(world, found, channel), chosen, output=output)
