"""Read the file of minutes people have: Markdown, plain text, a log of messages or a Word document."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from collab_cli.analyses.minutes_reading.block import Block
from collab_cli.errors import CollabError
from collab_cli.messages import msg
from collab_cli.transports.minutes_blocks import LARGEST_TEXT, MOST_LINES, blocks_of, check_turned, too_long
from collab_cli.transports.text_encoding import decoded

LARGEST_FILE = 4 * 2**20
"""Bytes of a file that is read; a Word document with pictures is larger than its text."""

_TABLES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".et")
_OTHERS = (".pdf", ".doc", ".wps", ".rtf", ".odt", ".pages", ".html", ".htm", ".pptx", ".zip", ".png", ".jpg", ".jpeg")
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_minutes_file(path: Path) -> tuple[Block, ...]:
    """Return the blocks of the minutes at ``path``.

    Raise CollabError when it cannot be read, is no text, is empty, or too large to be minutes.
    """
    name, ending = path.name, path.suffix.lower()
    if ending in _TABLES:
        raise CollabError(
            msg("{file} is a table, not minutes", file=name),
            msg("save the minutes as .docx, .md or .txt; tables of duties go through {command}",
                command="collab import raci"),
        )  # fmt: skip
    if ending in _OTHERS:
        raise CollabError(
            msg("{file} cannot be read as minutes", file=name), msg("save it as .docx, .md or .txt, or copy the text")
        )
    content = _bytes_of(path)
    if ending == ".docx":
        from collab_cli.transports.word_document import blocks_of_document

        blocks = blocks_of_document(name, content)
    else:
        blocks = _blocks_of_text(name, content)
    if not blocks:
        raise CollabError(msg("{file} holds no text", file=name), msg("name the file of the minutes"))
    return blocks


def _blocks_of_text(name: str, content: bytes) -> tuple[Block, ...]:
    if len(content) > LARGEST_TEXT or content.count(b"\n") > MOST_LINES:
        raise too_long(name)
    try:
        text = decoded(name, content)
    except CollabError:
        text = "\ufffd"
    if any(character in text for character in "\0\ufffd") or sum(map(_is_control, text)) * 20 > len(text):
        raise CollabError(msg("{file} is no text", file=name), msg("save it as .docx, or as .md or .txt in UTF-8"))
    check_turned(name, text, 1)
    return blocks_of(text)


def _is_control(character: str) -> bool:
    return character < " " and character not in "\t\n\r\f"


def _bytes_of(path: Path) -> bytes:
    """Return the bytes of a regular file, without waiting for a pipe; raise CollabError for anything else."""
    hint = msg("name the file of the minutes")
    try:
        handle = os.open(path, _READ)
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise CollabError(msg("{file} is no file", file=path.name), hint)
            if status.st_size > LARGEST_FILE:
                raise CollabError(
                    msg("{file} is larger than {limit} MB", file=path.name, limit=LARGEST_FILE // 2**20),
                    msg("save only the text of the minutes"),
                )
            return file.read(LARGEST_FILE)
    except IsADirectoryError:
        raise CollabError(msg("{file} is no file", file=path.name), hint) from None
    except (FileNotFoundError, NotADirectoryError):
        raise CollabError(msg("there is no file {file}", file=str(path)), msg("correct the path")) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "invalid path"
        raise CollabError(msg("{file} cannot be read: {reason}", file=path.name, reason=reason)) from None
