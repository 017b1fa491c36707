"""From a command's name to its function: commands are loaded when they are called, faults put in our words."""

from __future__ import annotations

from collections.abc import Sequence

import typer
from typer._click.exceptions import ClickException, NoArgsIsHelpError

from collab_cli.cli.command_frame import Root
from collab_cli.cli.command_table import Table
from collab_cli.cli.context import Context
from collab_cli.cli.usage_errors import usage_error
from collab_cli.errors import CollabError
from collab_cli.messages import msg


def dispatch(words: Sequence[str], context: Context, table: Table) -> int:
    """Run the command named by ``words`` and return its exit code; raise CollabError for a wrong command line."""
    root = Root(table)
    instruction = context.environ.get("_COLLAB_COMPLETE")
    if instruction:
        return _complete(root, instruction)
    try:
        with root.make_context("collab", list(words), obj=context) as ctx:
            return int(root.invoke(ctx) or 0)
    except typer.Exit as end:
        return end.exit_code
    except (typer.Abort, EOFError):  # a prompt was left with Ctrl-C or Ctrl-D
        raise KeyboardInterrupt from None
    except NoArgsIsHelpError as error:
        context.write(error.message + "\n")
        return 0
    except ClickException as error:
        raise usage_error(error) from None


def _complete(root: Root, instruction: str) -> int:
    """Answer the shell's question what could stand at the cursor; it asks through the environment."""
    from typer._click.shell_completion import get_completion_class
    from typer._completion_classes import completion_init
    from typer.completion import shell_complete

    completion_init()
    verb, _, shell = instruction.partition("_")
    if verb in ("complete", "source") and get_completion_class(shell) is not None:
        try:
            return shell_complete(root, {}, "collab", "_COLLAB_COMPLETE", instruction)
        except SystemExit as end:  # how fish and zsh are told that there is nothing to offer
            return end.code if isinstance(end.code, int) else 0
        except (LookupError, ValueError):  # the words at the cursor are not in the environment, or open a quote
            pass
    raise CollabError(
        msg("{name} cannot be {value} here", name="_COLLAB_COMPLETE", value=instruction[:60]),
        msg("leave it to the completion script of your shell, which sets it with the words typed"),
    )
