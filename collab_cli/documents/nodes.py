"""The positioned tree of a file: every key and value with the place it stands at.

All scalars stay text; the fields of the model type them. ``start`` and ``end`` are offsets in characters
into the text of the document, ``line`` and ``column`` are 1-based.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from collab_cli.findings import Place, Route


class Scalar:
    """A text with its style: ``""`` plain, ``'``, ``"``, ``|`` literal, ``>`` folded."""

    __slots__ = ("column", "end", "line", "start", "style", "text")

    def __init__(self, text: str, style: str, start: int, end: int, line: int, column: int) -> None:
        self.text = text
        self.style = style
        self.start = start
        self.end = end
        self.line = line
        self.column = column

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was written: ``key:`` with no value."""
        return not self.text and not self.style


class Mapping:
    """Keys and values in file order; keys are unique (a duplicate is a fault of the file)."""

    __slots__ = ("column", "end", "entries", "flow", "line", "start")

    def __init__(self, flow: bool, start: int, line: int, column: int) -> None:
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.flow = flow
        self.start = start
        self.end = start
        self.line = line
        self.column = column

    def get(self, key: str) -> Node | None:
        """Return the value under ``key``, or None."""
        entry = self.entries.get(key)
        return entry[1] if entry else None

    def key(self, key: str) -> Scalar | None:
        """Return the key node of ``key``, or None."""
        entry = self.entries.get(key)
        return entry[0] if entry else None


class Sequence:
    """Entries in file order."""

    __slots__ = ("column", "end", "flow", "items", "line", "start")

    def __init__(self, flow: bool, start: int, line: int, column: int) -> None:
        self.items: list[Node] = []
        self.flow = flow
        self.start = start
        self.end = start
        self.line = line
        self.column = column


Node = Scalar | Mapping | Sequence


@dataclass(frozen=True)
class Document:
    """One read file: ``data`` are its bytes, which are UTF-8; all else is made of them when somebody asks.

    In most files nothing is wrong, and nobody asks where a value stands.
    """

    path: str
    data: bytes

    @classmethod
    def with_tree(cls, path: str, data: bytes, root: Node | None) -> Document:
        """Return a document whose tree has been made already: ``root`` is that of the text in ``data``."""
        document = cls(path, data)
        document.__dict__["root"] = root  # where cached_property keeps what it has made
        return document

    @property
    def bom(self) -> bool:
        """Return whether the file starts with a byte order mark."""
        return self.data.startswith(BOM_UTF8)

    @cached_property
    def text(self) -> str:
        """Return the whole text without a byte order mark, line ends as in the file."""
        return self.data.decode("utf-8-sig")

    @cached_property
    def root(self) -> Node | None:
        """Return the tree of the text, None for an empty file."""
        from collab_cli.documents.composer import compose_sound  # it builds on this module

        return compose_sound(self.text)

    @property
    def plain(self) -> Any:
        """Return the content as dicts, lists and strings, an empty plain scalar being None."""
        from collab_cli.documents.content import content_of  # it builds on this module

        return content_of(self.root)

    def line_text(self, line: int) -> str:
        """Return the text of a 1-based line without its line end, or an empty text beyond the end."""
        lines = self.text.splitlines()  # the reader lets no other line ends pass than LF, CR LF and CR
        return lines[line - 1] if 0 < line <= len(lines) else ""


def find(node: Node | None, route: tuple[str | int, ...]) -> Node | None:
    """Return the node ``route`` leads to from ``node`` (keys, list indexes, or ids of list entries)."""
    for step in route:
        if isinstance(node, Mapping) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, Sequence):
            node = _entry(node, step)
        else:
            return None
    return node


def _entry(node: Sequence, step: str | int) -> Node | None:
    if isinstance(step, int):
        return node.items[step] if 0 <= step < len(node.items) else None
    return next((item for item in node.items if entry_id(item) == step), None)


def entry_id(node: Node) -> str | None:
    """Return the ``id`` written in a list entry, or None."""
    if isinstance(node, Mapping):
        found = node.get("id")
        if isinstance(found, Scalar) and found.text:
            return found.text
    return None


def place_of(path: str, node: Node, route: Route = ()) -> Place:
    """Return where ``node`` stands in ``path``."""
    return Place(path, node.line, node.column, route)


def place_at(path: str, top: Node | None, route: tuple[str | int, ...], before: Route = ()) -> Place:
    """Return the place of the value at ``route`` below ``top``; list indexes become ids where entries have one.

    Where the route leads nowhere, the place is the first key of the last mapping on the way (that is where a
    missing field is reported), or the last node reached. ``before`` is the route of ``top`` itself.
    """
    node, steps = top, list(before)
    for step in route:
        if isinstance(node, Sequence):
            below = _entry(node, step)
            named = entry_id(below) if below is not None else None
            steps.append(named or step)
        else:
            below = node.get(step) if isinstance(node, Mapping) and isinstance(step, str) else None
            steps.append(step)
        if below is None:
            steps.extend(route[len(steps) - len(before) :])
            break
        node = below
    else:
        if node is None:
            return Place(path, 1, 1, tuple(steps))
        return Place(path, node.line, node.column, tuple(steps))
    if isinstance(node, Mapping) and node.entries:
        first = next(iter(node.entries.values()))[0]
        return Place(path, first.line, first.column, tuple(steps))
    return Place(path, node.line, node.column, tuple(steps)) if node else Place(path, 1, 1, tuple(steps))
