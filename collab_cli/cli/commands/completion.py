"""``collab completion``: print what makes the tab key complete commands, options and ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from collab_cli.cli.command_frame import Commands
from collab_cli.cli.completion_scripts import SCRIPTS, USES
from collab_cli.cli.context import Context
from collab_cli.cli.options import one_of
from collab_cli.errors import CollabError
from collab_cli.messages import msg

app = Commands()


def offered_shells(incomplete: str) -> list[str]:
    """Offer the shells there is a script for."""
    return [shell for shell in SCRIPTS if shell.startswith(incomplete)]


@app.verb(
    "completion",
    examples=(
        "collab completion zsh  # print the script for zsh",
        'eval "$(collab completion)"  # try it in this shell',
        "collab completion fish > ~/.config/fish/completions/collab.fish  # have it in every fish",
    ),
)
def completion(
    ctx: typer.Context,
    shell: Annotated[
        str | None,
        typer.Argument(
            metavar="SHELL",
            parser=one_of("SHELL", tuple(SCRIPTS)),
            autocompletion=offered_shells,
            help="bash, zsh, fish or powershell; else the shell of $SHELL",
        ),
    ] = None,
) -> None:
    """Print the script that makes the tab key complete commands, options and ids.

    Ids are offered with their titles, and found by the beginning of either.
    """
    context: Context = ctx.obj
    chosen = shell or shell_of(context.environ)
    if chosen is None:
        raise CollabError(msg("the shell in use is not known"), msg("name one: {shells}", shells=tuple(SCRIPTS)))
    context.write(SCRIPTS[chosen])
    if context.terminal.stdout:
        context.say(msg("to have it in every new {shell}, run: {command}", shell=chosen, command=USES[chosen]))


def shell_of(environ: Mapping[str, str]) -> str | None:
    """Return the shell the environment tells of, None if it is none of ours."""
    name = environ.get("SHELL", "").replace("\\", "/").rpartition("/")[2].removesuffix(".exe").lstrip("-")
    if name in SCRIPTS:
        return name
    return "powershell" if name == "pwsh" or (not name and "PSModulePath" in environ) else None
