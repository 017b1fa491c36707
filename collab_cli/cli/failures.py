"""The one funnel every fault of a command goes through: one line for the person, one exit code.

No traceback is ever shown: that of a fault of ours goes to a report file in the user's state folder.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

from collab_cli import __version__
from collab_cli.cli.context import Context
from collab_cli.errors import CollabError, ExitCode
from collab_cli.messages import Message, msg


def guarded(context: Context, work: Callable[[], int]) -> int:
    """Return what ``work`` returns, or the exit code of the fault that ended it, told on standard error."""
    try:
        try:
            code = work()
            context.stdout.flush()
            return code
        except CollabError as error:
            _settle(context)
            _tell(context, error.message, error.hint)
            return int(error.code)
        except KeyboardInterrupt:
            context.tell(context.language.say(msg("collab: interrupted")))
            return int(ExitCode.INTERRUPTED)
        except BrokenPipeError:  # nobody reads the answer any more
            return int(ExitCode.OK)
        except OSError as error:
            if error.filename is None and error.errno in (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG):
                reason = os.strerror(error.errno)
                _tell(context, msg("the output could not be written: {reason}", reason=reason), None)
                return int(ExitCode.REFUSED)
            return _our_fault(context, error)
        except Exception as error:  # a fault of ours: never a traceback, always a report
            return _our_fault(context, error)
    except KeyboardInterrupt:
        return int(ExitCode.INTERRUPTED)


def error_line(context: Context, message: Message, hint: Message | None) -> str:
    """Return ``collab: error: message; hint`` in the language of ``context``, on one line."""
    from collab_cli.renderers.cleaning import clean_line

    if hint is None:
        text = context.language.say(msg("collab: error: {message}", message=message))
    else:
        text = context.language.say(msg("collab: error: {message}; {hint}", message=message, hint=hint))
    return clean_line(text)


def _tell(context: Context, message: Message, hint: Message | None) -> None:
    context.tell(error_line(context, message, hint))


def _settle(context: Context) -> None:
    """Write what the answer has so far, so that it stands before the error."""
    try:
        context.stdout.flush()
    except OSError:
        return


def _our_fault(context: Context, error: Exception) -> int:
    kind = type(error).__name__
    path = _write_report(context, error)
    if path is None:
        _tell(context, msg("internal error {kind}", kind=kind), msg("its report file could not be written"))
    else:
        _tell(context, msg("internal error {kind}", kind=kind), msg("the details are in {path}", path=str(path)))
    return int(ExitCode.INTERNAL)


def _write_report(context: Context, error: Exception) -> Path | None:
    """Write the traceback for whoever mends it; neither environment nor the words typed are in it."""
    try:
        import platform
        import sys
        import traceback
        from datetime import UTC

        moment = context.now(UTC)
        folder = context.state_home / "reports"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / f"{moment:%Y%m%d-%H%M%S}-{os.getpid()}.txt"
        head = [
            f"collab {__version__}",
            f"Python {platform.python_version()} ({sys.implementation.name})",
            f"{platform.system()} {platform.release()} {platform.machine()}",
            moment.isoformat(timespec="seconds"),
            "",
        ]
        text = "\n".join(head) + "\n" + "".join(traceback.format_exception(error))
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except Exception:  # without a report the person still gets the one line
        return None
    return path
