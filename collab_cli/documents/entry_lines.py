"""An entry of a block list as the lines it is written in, so that it can go to another list as it stands."""

from __future__ import annotations

from collab_cli.documents.lines import line_end, line_start
from collab_cli.documents.nodes import Document, Sequence
from collab_cli.documents.spans import comments_start, entry_end, own_ends
from collab_cli.findings import Patch


def entry_lines(document: Document, sequence: Sequence, index: int) -> list[str] | None:
    """Return the lines of an entry with its comments, as if its dash stood at the start of a line.

    None where the list is in brackets or the entry does not begin a line of its own.
    """
    text, pad = document.text, " " * (sequence.column - 1)
    if sequence.flow:
        return None
    dash = _dash(document, sequence, index)
    if dash is None:
        return None
    behind = entry_end(text, sequence.items[index - 1], sequence.column) if index else None
    start = comments_start(text, dash, behind)
    lines = text[start : entry_end(text, sequence.items[index], sequence.column)].splitlines()
    return [line.removeprefix(pad) if line.startswith(pad) else line.lstrip(" ") for line in lines]


def write_entry_lines(document: Document, sequence: Sequence, index: int, lines: list[str]) -> Patch | None:
    """Return the patch that writes ``lines`` in place of an entry; None where that has no lines of its own."""
    dash = None if sequence.flow else _dash(document, sequence, index)
    if dash is None:
        return None
    text, pad = document.text, " " * (sequence.column - 1)
    start = line_start(text, dash)
    end = line_end(text, max(sequence.items[index].end, dash))
    new = "\n".join(pad + line if line else line for line in lines)
    return Patch(document.path, start, end, own_ends(document, new))


def _dash(document: Document, sequence: Sequence, index: int) -> int | None:
    """Return where the dash of an entry stands, None if something else stands before it on its line."""
    text, item = document.text, sequence.items[index]
    dash = line_start(text, item.start) + sequence.column - 1
    is_first = text[dash : dash + 1] == "-" and not text[line_start(text, dash) : dash].strip(" ")
    return dash if is_first and dash < item.start else None
