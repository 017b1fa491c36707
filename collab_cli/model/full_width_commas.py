"""Lists in brackets whose entries stand between full-width commas: YAML takes them for one entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from collab_cli.documents.nodes import Document, Mapping, Node, Scalar, Sequence, place_of
from collab_cli.documents.writer import scalar_text
from collab_cli.findings import Fault, Fix, Patch, Route
from collab_cli.messages import msg

_COMMA = "，"
_BYTES = _COMMA.encode()
_IN_BRACKETS = re.compile(r"[\[,][^\[,\n]*，")
"""A full-width comma with a bracket or comma before it on its line."""


def full_width_commas(document: Document, plain: Any) -> Iterator[Fault]:
    """Yield an S002 for each plain entry of a list in brackets that holds `，`; text in quotes is free.

    ``plain`` is the content of the document. Without such a comma this costs one search in the bytes.
    """
    if _BYTES in document.data and _in_a_list(plain, in_list=False) and _IN_BRACKETS.search(document.text):
        yield from _below(document, document.root, ())


def holds_full_width_commas(node: Node | None, parent: Node | None) -> bool:
    """Return whether ``node`` is an entry of a list in brackets with full-width commas in it."""
    return (
        isinstance(parent, Sequence) and parent.flow and isinstance(node, Scalar) and not node.style
        and _COMMA in node.text
    )  # fmt: skip


def _in_a_list(plain: Any, *, in_list: bool) -> bool:
    """Return whether a text in a list holds the comma."""
    if isinstance(plain, str):
        return in_list and _COMMA in plain
    if isinstance(plain, dict):
        return any(_in_a_list(value, in_list=False) for value in plain.values())
    return isinstance(plain, list) and any(_in_a_list(value, in_list=True) for value in plain)


def _below(document: Document, node: Node | None, route: Route) -> Iterator[Fault]:
    if isinstance(node, Mapping):
        for key, (_, value) in node.entries.items():
            yield from _below(document, value, (*route, key))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            if holds_full_width_commas(item, node):
                yield _fault(document, item, (*route, index))
            else:
                yield from _below(document, item, (*route, index))


def _fault(document: Document, item: Node, route: Route) -> Fault:
    written = document.text[item.start : item.end]
    words = [word for word in (part.strip() for part in written.split(_COMMA)) if word]
    better = ", ".join(scalar_text(word, flow=True, item=True) for word in words)
    message = msg("{text} is one entry: {comma} does not separate entries", text=f"`{written}`", comma=_COMMA)
    hint = msg("write {line}, or put the text in quotes", line=better)
    fixes = (Fix(False, msg("write {text}", text=better), (Patch(document.path, item.start, item.end, better),)),)
    return Fault(place_of(document.path, item, route), message, hint, fixes=fixes, code="S002")
