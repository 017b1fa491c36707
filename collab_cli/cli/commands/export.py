"""``collab export``: what other programs read, made from the records."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from collab_cli.cli.answering import write_file
from collab_cli.cli.command_frame import Commands
from collab_cli.cli.context import Context
from collab_cli.cli.options import AsOf, At, choice_option
from collab_cli.errors import CollabError
from collab_cli.messages import Param, msg

if TYPE_CHECKING:
    from collab_cli.analyses.owners_file import Dialect
    from collab_cli.graph.world import World

_LARGEST = 1 << 20

app = Commands(
    examples=(
        "collab export codeowners  # what it would say, nothing is written",
        "collab export codeowners -o .github/CODEOWNERS  # GitHub asks the departments concerned to review",
        "collab export codeowners --dialect gitlab -o CODEOWNERS  # GitLab waits for each of them",
    )
)


@app.verb(
    "codeowners",
    examples=(
        "collab export codeowners  # what it would say, nothing is written",
        "collab export codeowners -o .github/CODEOWNERS  # for GitHub",
        "collab export codeowners --dialect gitlab -o CODEOWNERS  # for GitLab",
    ),
)
def codeowners(
    ctx: typer.Context,
    dialect: Annotated[str, choice_option("--dialect", ("github", "gitlab"), "Whose file it is")] = "github",
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write into this file")] = None,
    as_of: AsOf = None,
    at: At = None,
) -> None:
    """Make the owners file of a git host: whom it asks to review which charter, goal and register.

    Each charter belongs to its department and to all others with duties in it, a goal to the departments that have
    it, registers to the head of the company. Accounts are the team of a department, else the one of its head.
    """
    context: Context = ctx.obj
    from collab_cli.analyses.owners_file import owners_file
    from collab_cli.cli.check_run import folder_in_repository
    from collab_cli.cli.opening import open_workspace

    opened = open_workspace(context, as_of=as_of, at=at)
    made = owners_file(opened.world, cast("Dialect", dialect), folder_in_repository(opened.root))
    if made.without_account:
        names = tuple(_name(opened.world, party) for party in made.without_account)
        context.say(msg("no account is known of {parties}, so nobody is asked for them", parties=names))
    if output is None:
        context.write(made.text)
        return
    _keep_what_others_made(context.cwd / output, output)
    with suppress(OSError):  # writing tells what is the matter
        (context.cwd / output).parent.mkdir(parents=True, exist_ok=True)
    write_file(context, output, made.text, "text")


def _name(world: World, party: str) -> Param:
    return world.parties.name(party) if party else msg("the head of the company")


def _keep_what_others_made(path: Path, output: Path) -> None:
    """Raise CollabError for a file that is there and was made by somebody else."""
    from collab_cli.analyses.owners_file import dialect_of

    try:
        if not os.path.lexists(path) or path.is_dir():
            return
        with path.open("rb") as file:
            text = file.read(_LARGEST).decode("utf-8", "replace")
    except OSError:
        return  # writing tells what is the matter
    if text.strip() and dialect_of(text) is None:
        raise CollabError(
            msg("{path} was not made by this command", path=str(output)),
            msg("take its lines over into a file of another name, or remove it first"),
        )
