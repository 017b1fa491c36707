"""A whole record read from a file or from standard input, for ``add --from``."""

from __future__ import annotations

from typing import Any

from collab_cli.cli.context import Context
from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg

_LARGEST = 1 << 20


def read_record(context: Context, source: str | None, hint: Message | None = None) -> dict[str, Any]:
    """Return the content of a YAML file with one record, `-` being standard input; an empty one for None.

    Raises CollabError for a file that cannot be read (with ``hint``), is no YAML or holds anything but fields and
    values.
    """
    if source is None:
        return {}
    from collab_cli.documents.reader import read_document

    reading = read_document(source, file_bytes(context, source, hint))
    if reading.document is None:
        fault = reading.faults[0]
        raise CollabError(msg("{place}: {fault}", place=str(fault.place), fault=fault.message), fault.hint)
    if not isinstance(reading.plain, dict):
        raise CollabError(
            msg("{path} holds no record", path=source), msg("write fields and values, one record in the file")
        )
    return reading.plain


def file_bytes(context: Context, source: str, hint: Message | None = None) -> bytes:
    """Return what a file holds, `-` being standard input; raise CollabError for one that cannot be read."""
    if source == "-":
        context.course.is_final = True
        return context.stdin.read(_LARGEST + 1).encode("utf-8", "surrogateescape")
    try:
        with (context.cwd / source).open("rb") as file:
            return file.read(_LARGEST + 1)
    except OSError as error:
        raise CollabError(_why(source, error), hint) from error


def _why(source: str, error: OSError) -> Message:
    if isinstance(error, FileNotFoundError):
        return msg("there is no file {path}", path=source)
    if isinstance(error, IsADirectoryError):
        return msg("{path} is a folder, not a file", path=source)
    return msg("{path} cannot be read: {reason}", path=source, reason=error.strerror or "")
