"""Where things end and how a file is laid out: the geometry edits need."""

from __future__ import annotations

from dataclasses import replace

from collab_cli.documents.lines import after_break, before_break, line_end, line_start
from collab_cli.documents.nodes import Document, Mapping, Node, Scalar, Sequence
from collab_cli.documents.suppressions import MARK
from collab_cli.documents.writer import LAYOUT, Layout

Parent = Mapping | Sequence


def newline(document: Document) -> str:
    """Return the line end of the first line, LF for a file of one line without end."""
    text = document.text
    at = min((found for found in (text.find("\n"), text.find("\r")) if found >= 0), default=-1)
    return "\n" if at < 0 else "\r\n" if text.startswith("\r\n", at) else text[at]


def own_ends(document: Document, text: str) -> str:
    """Return ``text`` with the line ends of the document."""
    ends = newline(document)
    return text.replace("\n", ends) if ends != "\n" else text


def lines_end(text: str, node: Node) -> int:
    """Return the offset behind the last line of a block ``node``, before its line end.

    The line's comment belongs to it, and so do blank lines a block text keeps (``|+``).
    """
    end = line_end(text, node.end)
    if keeps_blank_lines(text, node):
        while end < (following := after_break(text, end)) < len(text):
            if text[following : line_end(text, following)].strip():
                break
            end = line_end(text, following)
    return end


def entry_end(text: str, value: Node, column: int) -> int:
    """Return the offset behind the last line of the block entry with this ``value``, before its line end.

    Comments further in than ``column``, where the entry starts, belong to it.
    """
    end = here = lines_end(text, value)
    while here < (following := after_break(text, here)) < len(text):
        here = line_end(text, following)
        line = text[following:here].strip(" \t")
        if line.startswith("#") and text.index("#", following) - following >= column:
            end = here
        elif line:
            break
    return end


def comments_start(text: str, start: int, behind: int | None, *, only: bool = False) -> int:
    """Return the start of the comment lines that belong to the block entry at ``start``, else of its own line.

    They stand right above it, in its indent, after the entry that ends at ``behind``. What stands above the first
    entry (``behind`` is None) is about the whole collection, unless it silences rules or comments above a blank line
    are about the collection already; above the ``only`` entry these do not count.
    """
    own = begin = line_start(text, start)
    pad = text[begin:start]
    silent = begin
    while begin > (behind or 0) and not pad.strip():
        above = line_start(text, before_break(text, begin))
        if not text.startswith(pad + "#", above):
            break
        if silent == begin and text[above:begin].lstrip(" #").startswith(MARK):
            silent = above
        begin = above
    if behind is not None or begin == own:
        return begin
    head = text[:begin].rstrip()
    is_parted = begin > 0 and is_blank(text, line_start(text, before_break(text, begin)))
    return begin if not only and is_parted and text[line_start(text, len(head)) :].lstrip().startswith("#") else silent


def is_blank(text: str, start: int) -> bool:
    """Return whether nothing but blanks stands on the line that begins at ``start``."""
    return not text[start : line_end(text, start)].strip(" \t")


def keeps_blank_lines(text: str, node: Node) -> bool:
    """Return whether ``node`` ends with a block text that blank lines behind it would belong to (``|+``)."""
    leaf = last_leaf(node)
    return isinstance(leaf, Scalar) and leaf.style in ("|", ">") and "+" in text[leaf.start : leaf.start + 3]


def last_leaf(node: Node) -> Node:
    """Return the last value inside ``node`` that is no block collection."""
    while not isinstance(node, Scalar) and not node.flow:
        node = node.items[-1] if isinstance(node, Sequence) else list(node.entries.values())[-1][1]
    return node


def parents(document: Document, node: Node) -> list[Parent]:
    """Return the collections around ``node``, the nearest last; empty for the top."""
    found: list[Parent] = []
    here = document.root
    while here is not None and here is not node and not isinstance(here, Scalar):
        found.append(here)
        below: list[Node] = (
            here.items if isinstance(here, Sequence) else [part for entry in here.entries.values() for part in entry]
        )
        around = [part for part in below if part is node or (part.start <= node.start and node.end <= part.end)]
        here = next((part for part in around if part is node), around[-1] if around else None)
    return found if here is node else []


def layout_of(document: Document, near: Parent | None = None) -> Layout:
    """Return how ``document`` is laid out, as its collections show; those inside ``near`` are asked first."""
    layout = LAYOUT
    step_known = lists_known = False
    pending: list[Node] = [part for part in (document.root, near) if part is not None]
    while pending and not (step_known and lists_known):
        node = pending.pop()
        if isinstance(node, Sequence):
            pending += reversed(node.items)
        elif isinstance(node, Mapping) and not node.flow:
            for key, value in node.entries.values():
                if isinstance(value, Scalar) or value.flow or value.line == key.line:
                    continue
                inward = value.column - node.column
                if isinstance(value, Sequence) and not lists_known:
                    layout, lists_known = replace(layout, indented_lists=inward > 0), True
                if inward > 0 and not step_known:
                    layout, step_known = replace(layout, step=inward), True
            pending += reversed([value for _, value in node.entries.values()])
    return layout
