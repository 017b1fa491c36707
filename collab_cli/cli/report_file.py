"""Answer with a report, or compare it with the file it was written into before: no page goes stale unnoticed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from collab_cli.cli.answering import answer, file_bytes
from collab_cli.cli.context import Context
from collab_cli.errors import CollabError, ExitCode
from collab_cli.messages import msg

if TYPE_CHECKING:  # a page is built by then, but help must not wait for it
    from collab_cli.page import Report

Check = Annotated[
    bool,
    typer.Option("--check", help="Write nothing; exit code 1 if the file of -o is not what would be written"),
]


def deliver(context: Context, report: Report, format: str, *, output: Path | None, check: bool) -> ExitCode:
    """Answer with ``report``; with ``check`` compare it with the file ``output`` instead, and write nothing.

    Returns ExitCode.FINDINGS, having told so, if the file is another or is not there. Raises CollabError for ``check``
    without a file, for a file that cannot be read, and as `answer` does.
    """
    if not check:
        answer(context, report, format, output=output)
        return ExitCode.OK
    if output is None:
        raise CollabError(msg("--check needs a file to compare with"), msg("name it with -o FILE"))
    written = _written(context, output)
    if written is None:
        context.say(msg("{path} is not there; leave out --check to write it", path=str(output)))
        return ExitCode.FINDINGS
    if written != file_bytes(context, report, format):
        context.say(msg("{path} is not what the records say; leave out --check to write it anew", path=str(output)))
        return ExitCode.FINDINGS
    context.say(msg("{path} is up to date", path=str(output)))
    return ExitCode.OK


def _written(context: Context, output: Path) -> bytes | None:
    """Return the bytes of a file, None where there is none; raise CollabError if it cannot be read."""
    try:
        return (context.cwd / output).read_bytes()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise CollabError(
            msg("{path} cannot be read: {reason}", path=str(output), reason=reason or str(error)),
            msg("name a file that was written before"),
        ) from error
