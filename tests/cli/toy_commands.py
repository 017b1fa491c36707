"""Commands that do next to nothing, so that the frame around them can be tested alone."""

from __future__ import annotations

import errno
from datetime import UTC, date
from typing import Annotated

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.command_table import CHECK, GOALS_AND_DUTIES, Entry, Table
from collab_cli.cli.context import Context
from collab_cli.cli.options import AsOf, At, Json, chosen_format, format_option
from collab_cli.errors import CollabError, ExitCode
from collab_cli.messages import msg

TABLE: Table = {
    "check": Entry("check", msg("Find what is wrong in the records"), CHECK, __name__),
    "fail": Entry("fail", msg("Find what is wrong in the records"), CHECK, __name__),
    "goal": Entry(
        "goal", msg("Keep goals, activate them and show the goal tree"), GOALS_AND_DUTIES, __name__, noun=True
    ),
}


def app_for(name: str) -> Commands:
    """Return the commands under ``name``."""
    return {"check": single, "fail": failing, "goal": noun}[name]


single = Commands()
failing = Commands()
noun = Commands(examples=["collab goal list --limit 3  # Print the answer and errors only", "collab goal show share"])


@single.verb("check", examples=["collab check"])
def check(
    ctx: typer.Context,
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH", help="the workspace")] = None,
    format: Annotated[str | None, format_option("text", "json")] = None,
    json: Json = False,
    as_of: AsOf = None,
    at: At = None,
) -> int:
    """Find what is wrong in the records.

    Every word of the options
    comes back.
    """
    context: Context = ctx.obj
    day: date = as_of or context.today(UTC)
    context.say(msg("interrupted"))
    context.say_more(msg("Environment"))
    context.write(f"{paths} {chosen_format(format, json)} {day} {at}\n")
    return ExitCode.FINDINGS


@failing.verb("fail")
def fail(ctx: typer.Context, how: str) -> None:
    """Find what is wrong in the records."""
    context: Context = ctx.obj
    context.write("before\n")
    if how == "ours":
        raise CollabError(msg("there is no folder {path}", path="a\nb\u202e"), msg("-C takes the folder to run in"))
    if how == "bug":
        raise ZeroDivisionError("a secret place")
    if how == "interrupt":
        raise KeyboardInterrupt
    if how == "abort":
        raise typer.Abort
    if how == "pipe":
        raise BrokenPipeError
    if how == "full":
        raise OSError(errno.ENOSPC, "No space left on device")
    raise typer.Exit(7)


@noun.verb("list")
def list_goals(
    ctx: typer.Context,
    limit: Annotated[int, typer.Option("--limit", "-n", help="the workspace")] = 5,
    share: Annotated[float, typer.Option(help="the workspace")] = 0.5,
) -> None:
    """Print the answer and errors only"""
    context: Context = ctx.obj
    context.write(f"{limit} {context.cwd.name} {context.language.code} {context.color}\n")


@noun.verb("show")
def show_goal(ctx: typer.Context, ref: str, owner: Annotated[str, typer.Option(help="the workspace")]) -> None:
    """Print the version"""
    context: Context = ctx.obj
    context.write(f"{ref} {owner}\n")


inner = Commands(examples=["collab goal kr add", "collab goal kr add --help"])
noun.noun("kr", inner, "Print the answer and errors only")


@inner.verb("add", examples=["collab goal kr add"])
def add_key_result(ctx: typer.Context) -> None:
    """Print the version"""
    context: Context = ctx.obj
    context.write("added\n")
