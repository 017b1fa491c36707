"""``collab who``: who answers for a matter, on a day."""

from __future__ import annotations

from typing import Annotated

import typer

from collab_cli.cli.answering import answer
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.context import Context
from collab_cli.cli.options import AsOf, At, Json, chosen_format, format_option
from collab_cli.errors import CollabError
from collab_cli.messages import msg

app = Commands()


@app.verb(
    "who",
    examples=(
        "collab who complaint  # who answers for complaints, from which charter, what is open",
        "collab who customer complaints --as-of 2025-07-07  # on that day, deputies of those away included",
        "collab who sales  # what a department or a person is accountable for",
    ),
)
def who(
    ctx: typer.Context,
    text: Annotated[
        list[str],
        typer.Argument(
            metavar="TEXT", help="A duty, activity, process step, goal, role or party: its id, name or words of it"
        ),
    ],
    as_of: AsOf = None,
    at: At = None,
    format: Annotated[str | None, format_option("text", "json", "markdown")] = None,
    json: Json = False,
) -> None:
    """Say who answers for a matter, or that nobody does.

    Chinese or English, an alias, a term of the glossary or a slip in a longer word will do. Where nobody answers, the
    head of the company is named, and the duties that come near. The exit code is 0 for a gap too; `gap` in JSON tells.
    """
    context: Context = ctx.obj
    from collab_cli.analyses.matters_meant import matters_meant
    from collab_cli.analyses.who_answers import nobody_answers, who_answers
    from collab_cli.cli.commands.record_kind import tell_unread
    from collab_cli.cli.opening import open_workspace
    from collab_cli.reports.who import build

    chosen = chosen_format(format, json)
    asked = " ".join(" ".join(text).split())
    if not any(character.isalnum() for character in asked):
        raise CollabError(
            msg("{text} is no word to look for", text=asked or '""'),
            msg("name a matter, such as {command}", command="collab who complaint"),
        )
    world = open_workspace(context, as_of=as_of, at=at).world
    meant = matters_meant(world, asked)
    answers = tuple(who_answers(world, matter) for matter in meant.matters) or (nobody_answers(world, asked),)
    if chosen == "json" or not any(one.unread for one in answers):
        for name in ("charter", "activity"):
            tell_unread(context, name, world.workspace.unread)
    answer(context, build(world, asked, answers, meant.certainty), chosen)
