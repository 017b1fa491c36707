"""The real surroundings: this process, its streams, its terminal and its clock."""

from __future__ import annotations

import io
import os
import sys
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TextIO, cast

from collab_cli.cli.context import Context, Terminal


def this_process() -> Context:
    """Return the surroundings of this process, its streams set to UTF-8 whatever the locale says."""
    stdin = _stream(sys.stdin, "r")
    stdout = _stream(sys.stdout, "w")
    stderr = _stream(sys.stderr, "w")
    terminal = Terminal(stdin.isatty(), stdout.isatty(), stderr.isatty(), _columns(stdout))
    return Context(_now, stdin, stdout, stderr, os.environ, _current_folder(), terminal)


def silence_broken_streams(context: Context) -> None:
    """Point streams nobody reads any more at nothing, so that the interpreter ends without complaint."""
    for stream in (context.stdout, context.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            try:
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)
            except (OSError, ValueError):
                continue


def _now(zone: tzinfo) -> datetime:
    return datetime.now(zone)


def _stream(stream: TextIO | None, mode: str) -> TextIO:
    if stream is None:  # started with the stream closed
        return cast("TextIO", Path(os.devnull).open(mode, encoding="utf-8"))
    if isinstance(stream, io.TextIOWrapper):
        if mode == "r":
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return stream


def _columns(stdout: TextIO) -> int:
    """Return the width of the terminal; 80 where it is not known."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(stdout.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def _current_folder() -> Path:
    try:
        return Path.cwd()
    except OSError:  # the folder was deleted under us
        return Path(os.environ.get("PWD", os.sep))
