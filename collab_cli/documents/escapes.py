"""Hidden characters that are written as escapes in double quotes: the file shows them, the text does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from collab_cli.documents.lines import place_of_offset
from collab_cli.documents.nodes import Document, Mapping, Node, Scalar, Sequence
from collab_cli.documents.screening import REPORTED, hidden_fault, hidden_runs
from collab_cli.findings import Fault

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|.)", re.DOTALL)


def escaped_characters(document: Document, text: str) -> list[Fault]:
    """Return an S025 fault for each escape of a bidirectional or zero-width character in ``text``, the document's."""
    if "\\u" not in text and "\\U" not in text:
        return []
    faults: list[Fault] = []
    for node in _scalars(document.root):
        if node.style != '"' or not any(hidden_runs(node.text)):
            continue
        for found in _ESCAPE.finditer(text, node.start, node.end):
            code = found[1] or found[2]
            character = chr(int(code, 16)) if code else ""
            if any(hidden_runs(character)) and len(faults) < REPORTED:
                place = place_of_offset(document.path, text, found.start())
                faults.append(hidden_fault(place, character, found.start(), found.end()))
    return faults


def _scalars(root: Node | None) -> Iterator[Scalar]:
    pending: list[Node] = [root] if root is not None else []
    while pending:
        node = pending.pop()
        if isinstance(node, Mapping):
            pending += [part for pair in reversed(node.entries.values()) for part in reversed(pair)]
        elif isinstance(node, Sequence):
            pending += reversed(node.items)
        else:
            yield node
