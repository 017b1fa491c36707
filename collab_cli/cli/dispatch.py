"""From a command's name to its function: commands are loaded when they are called, faults put in our words."""

from __future__ import annotations

from collections.abc import Sequence

import typer
from typer._click.exceptions import ClickException, NoArgsIsHelpError

from collab_cli.cli.command_frame import Root
from collab_cli.cli.command_table import Table
from collab_cli.cli.context import Context
from collab_cli.cli.usage_errors import usage_error


def dispatch(words: Sequence[str], context: Context, table: Table) -> int:
    """Run the command named by ``words`` and return its exit code; raise CollabError for a wrong command line."""
    root = Root(table)
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
