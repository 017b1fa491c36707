"""From a command's name to its function: commands are loaded when they are called, faults put in our words."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import typer
from typer._click.exceptions import ClickException, NoArgsIsHelpError

from collab_cli.cli.command_frame import Root
from collab_cli.cli.command_table import Table
from collab_cli.cli.context import Context
from collab_cli.cli.usage_errors import usage_error
from collab_cli.errors import ChangedMeanwhile

TRIES = 8
"""How often a command begins again before the last try."""
WAIT = 60.0
"""Seconds a command that begins again waits for its turn; each of those before it reads the workspace anew."""


def dispatch(words: Sequence[str], context: Context, table: Table) -> int:
    """Run the command named by ``words`` and return its exit code; raise CollabError for a wrong command line.

    One that finds a file changed when it wants to save begins again, with the lock of the workspace held, unless
    somebody had to answer it. What writes without the lock, such as an editor, can make it begin again once more.
    """
    try:
        return _run(words, context, table)
    except ChangedMeanwhile as error:
        if context.course.is_final:
            raise
        root = error.root
    from collab_cli.documents.locking import claimed
    from collab_cli.documents.store import store_of

    with claimed(store_of(root, context.state_home), WAIT) as claim:
        for _ in range(TRIES):
            context.course.begin_again(claim)
            with suppress(ChangedMeanwhile):
                return _run(words, context, table)
        context.course.begin_again(claim)
        return _run(words, context, table)


def _run(words: Sequence[str], context: Context, table: Table) -> int:
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
