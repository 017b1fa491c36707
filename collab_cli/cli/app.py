"""The entry of the command line: from the words typed to an exit code."""

from __future__ import annotations

import gc
import os
import sys

from collab_cli import __version__

TYPE_CHECKING = False  # as type checkers know it; `typing` would cost more than the rest of `--version`
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from collab_cli.cli.command_table import Table
    from collab_cli.cli.context import Context
    from collab_cli.cli.global_options import Parsed


def main(argv: list[str] | None = None) -> None:
    """Run the command line in this process and end it with the command's exit code."""
    words = sys.argv[1:] if argv is None else argv
    if words == ["--version"] and _told(f"collab {__version__}\n", sys.stdout):
        return  # answered before anything else is imported; if it did not go out, the long way says why
    # A command ends within seconds and its records form no circles: looking for garbage among hundreds of
    # thousands of living nodes took more than half of a large check.
    gc.disable()
    try:
        from collab_cli.cli.process import silence_broken_streams, this_process

        context = this_process()
        code = run(words, context)
        silence_broken_streams(context)
        gc.freeze()  # the interpreter looks for garbage once more before it ends
    except KeyboardInterrupt:
        code = 130
    except BaseException as problem:  # the funnel itself failed: still no traceback, and never the 1 of findings
        code = 3
        _told(f"collab: error: internal error {type(problem).__name__}\n", sys.stderr)
    sys.exit(code)


def _told(line: str, stream: TextIO) -> bool:
    """Write a line to a stream and return whether it went out."""
    try:
        os.write(stream.fileno(), line.encode())
    except (OSError, AttributeError):
        return False
    return True


def run(argv: Sequence[str], context: Context, table: Table | None = None) -> int:
    """Run ``argv`` (without the program's name) in the surroundings ``context`` and return the exit code.

    Nothing is raised: every fault has become one line on the context's standard error.
    """
    from collab_cli.cli.failures import guarded
    from collab_cli.cli.global_options import take_global_options

    parsed = take_global_options(argv)
    context = context.with_flags(parsed.flags)
    return guarded(context, lambda: _run(parsed, context, table))


def _run(parsed: Parsed, context: Context, table: Table | None) -> int:
    if context.environ.get("_COLLAB_COMPLETE"):
        from collab_cli.cli.command_table import COMMANDS
        from collab_cli.cli.completion import answer_shell

        answer_shell(context, table or COMMANDS)
        return 0
    if parsed.fault:
        raise parsed.fault
    context = context.enter_directory()
    match list(parsed.rest):
        case ["--version", *_]:
            context.write(f"collab {__version__}\n")
            return 0
        case [] | ["--help"] | ["-h"]:
            from collab_cli.cli.command_table import COMMANDS
            from collab_cli.cli.overview import overview

            # The overview is a table of texts: it needs no parser, so it does not wait for one.
            context.write(overview(table or COMMANDS, context.language, context.help_width))
            return 0
        case rest:
            from collab_cli.cli.command_table import COMMANDS
            from collab_cli.cli.dispatch import dispatch

            return dispatch(rest, context, table or COMMANDS)
