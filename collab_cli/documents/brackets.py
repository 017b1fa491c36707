"""Edits inside brackets: entries on one line, or on lines of their own, with their commas and comments."""

from __future__ import annotations

from collections.abc import Sequence as SequenceValue

from collab_cli.documents.lines import after_break, behind_sign, line_end, line_start
from collab_cli.documents.nodes import Document, Mapping, Node, Scalar, Sequence
from collab_cli.documents.spans import comments_start, own_ends
from collab_cli.findings import Patch


def into_brackets(
    document: Document,
    node: Mapping | Sequence,
    at: int,
    starts: SequenceValue[Node],
    ends: SequenceValue[Node],
    new: str,
) -> Patch:
    """Return the patch that puts ``new`` before entry ``at`` of a collection in brackets, or behind the last."""
    text = document.text
    if not ends:
        return Patch(document.path, node.start + 1, node.start + 1, new)
    near = starts[min(at, len(starts) - 1)].start
    pad = text[line_start(text, near) : near]
    on_lines = not pad.strip()  # an entry a line
    if at < len(starts):
        return Patch(document.path, near, near, own_ends(document, f"{new},\n{pad}" if on_lines else new + ", "))
    last = ends[-1].end
    comma = " ," if isinstance(ends[-1], Scalar) and ends[-1].is_empty else ","
    stop = line_end(text, last)
    if on_lines and _is_last_on_line(text, last):
        tail = text[last:stop]
        behind = "," if tail.lstrip().startswith(",") else ""
        lead = "" if behind else comma
        return Patch(document.path, last, stop, own_ends(document, f"{lead}{tail}\n{pad}{new}{behind}"))
    return Patch(document.path, last, last, f"{comma} {new}")


def out_of_brackets(document: Document, at: int, starts: list[int], values: SequenceValue[Node]) -> Patch:
    """Return the patch that removes an entry in brackets; comments on the lines of others stay."""
    text, path, start, end = document.text, document.path, starts[at], values[at].end
    behind = behind_sign(text, end, ",")
    if not text[line_start(text, start) : start].strip() and _is_last_on_line(text, behind):
        begin = comments_start(text, start, values[at - 1].end if at else None)
        return Patch(path, begin, after_break(text, line_end(text, behind)), "")
    if at + 1 < len(starts):
        return Patch(path, start, starts[at + 1], "")
    if at == 0 or "#" in text[values[at - 1].end : start]:
        return Patch(path, start, behind, "")
    before = values[at - 1]
    blank = " " if text[before.end - 1] == ":" and isinstance(before, Scalar) and before.is_empty else ""
    return Patch(path, before.end, end, blank)


def _is_last_on_line(text: str, end: int) -> bool:
    """Return whether only a comma or a comment follows the entry that stops at ``end`` on its line."""
    tail = text[end : line_end(text, end)].lstrip().removeprefix(",").lstrip()
    return not tail or tail.startswith("#")
