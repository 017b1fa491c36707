"""Read the tables of a file people have: a spreadsheet, separated values or a Markdown document."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from collab_cli.analyses.raci_tables.grid import Grid
from collab_cli.errors import CollabError
from collab_cli.messages import msg
from collab_cli.transports.delimited_text import read_delimited
from collab_cli.transports.pipe_tables import read_pipe_tables
from collab_cli.transports.spreadsheets import read_spreadsheet
from collab_cli.transports.text_encoding import decoded

LARGEST_FILE = 20 * 2**20
"""Bytes of a file that is read; a table of responsibilities is smaller by far."""

SPREADSHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
SEPARATED = (".csv", ".tsv", ".tab", ".txt")
MARKDOWN = (".md", ".markdown")

_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_tables(path: Path) -> tuple[Grid, ...]:
    """Return the tables of the file at ``path`` in the order they stand in it.

    Raise CollabError when it cannot be read, is no table, holds too many cells, or is empty.
    """
    name, ending = path.name, path.suffix.lower()
    if ending not in (*SPREADSHEETS, *SEPARATED, *MARKDOWN):
        raise CollabError(
            msg("{file} is no table that can be read", file=name),
            msg("save it as one of {endings}", endings=(".xlsx", ".xls", ".ods", ".csv", ".tsv", ".md")),
        )
    content = _bytes_of(path)
    if ending in SPREADSHEETS:
        grids = read_spreadsheet(name, content)
    elif ending in MARKDOWN:
        grids = read_pipe_tables(name, decoded(name, content))
    else:
        grids = read_delimited(name, decoded(name, content), "\t" if ending in (".tsv", ".tab") else None)
    if not any(any(cell.strip() for row in grid.rows for cell in row) for grid in grids):
        raise CollabError(
            msg("{file} holds no table", file=name), msg("a table has a row of headings and rows below it")
        )
    return grids


def _bytes_of(path: Path) -> bytes:
    """Return the bytes of a regular file, without waiting for a pipe; raise CollabError for anything else."""
    try:
        handle = os.open(path, _READ)
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise CollabError(msg("{file} is no file", file=path.name), msg("name a spreadsheet or a table"))
            if status.st_size > LARGEST_FILE:
                raise CollabError(
                    msg("{file} is larger than {limit} MB", file=path.name, limit=LARGEST_FILE // 2**20),
                    msg("save only the sheet with the table"),
                )
            return file.read(LARGEST_FILE)
    except IsADirectoryError:
        raise CollabError(msg("{file} is no file", file=path.name), msg("name a spreadsheet or a table")) from None
    except (FileNotFoundError, NotADirectoryError):
        raise CollabError(msg("there is no file {file}", file=str(path)), msg("correct the path")) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "invalid path"
        raise CollabError(msg("{file} cannot be read: {reason}", file=path.name, reason=reason)) from None
