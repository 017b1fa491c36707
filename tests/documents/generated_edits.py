"""Random edits of read files, with the content they are meant to make, and a look at files on its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from collab_cli.documents import splice
from collab_cli.documents.lines import line_end
from collab_cli.documents.nodes import Document, Mapping, Node, Scalar, Sequence
from collab_cli.documents.writer import Value, plain_value
from collab_cli.findings import Patch

VALUES: tuple[Value, ...] = (
    "new", "13.2", 7, True, "x: y", "a\nb\n", "a\nb", "", "目标：x", "- z", ["a", "b"], [], {},
    {"k": "v", "l": ["m", {"n": "o"}]},
    [{"id": "p", "t": "q\nr\n"}], ["long " * 20], {"deep": {"er": {"x": "y"}}}, "it's # \"quoted\"", ["目标：x", "[y"],
)  # fmt: skip

Step = str | int


@dataclass(frozen=True)
class Edit:
    """What was done at ``route``: the patch, the old places of the changed entries (new ones have none)."""

    act: str
    patch: Patch
    route: tuple[Step, ...]
    """The way to the entry in the document before; for a new one to its collection."""


def collections(
    node: Node | None, plain: Any, route: tuple[Step, ...] = ()
) -> list[tuple[Mapping | Sequence, Any, tuple[Step, ...]]]:
    """Return all collections with their plain content and the way to them."""
    found: list[tuple[Mapping | Sequence, Any, tuple[Step, ...]]] = []
    if isinstance(node, Mapping):
        found.append((node, plain, route))
        for key, (_, below) in node.entries.items():
            found += collections(below, plain[key], (*route, key))
    elif isinstance(node, Sequence):
        found.append((node, plain, route))
        for index, (below, item) in enumerate(zip(node.items, plain, strict=True)):
            found += collections(below, item, (*route, index))
    return found


def edit(rng: Random, document: Document, intended: Any) -> Edit | None:
    """Make one random edit: change ``intended`` in place and return the patch for the file; None for a bare text."""
    places = collections(document.root, intended)
    if not places:
        return None
    node, plain, route = rng.choice(places)
    acts = (
        _in_map(rng, document, node, plain, route)
        if isinstance(node, Mapping)
        else _in_list(rng, document, node, plain, route)
    )
    return rng.choice(acts)()


def _in_map(
    rng: Random, document: Document, node: Mapping, plain: Any, route: tuple[Step, ...]
) -> list[Callable[[], Edit]]:
    value = rng.choice(VALUES)
    key = rng.choice([*node.entries, "new-key", "a: b"])
    new_key = next(name for name in rng.sample(("fresh", "键", "x: y", "2025", "it's"), 5) if name not in plain)

    def insert() -> Edit:
        before = rng.choice([*node.entries, None]) if node.entries else None
        patch = splice.insert_entry(document, node, key, value, before=before)
        entries = list(plain.items())
        at = len(entries) if before is None else list(plain).index(before)
        _refill(plain, [*entries[:at], (key, plain_value(value)), *entries[at:]])
        return Edit("insert", patch, route)

    def set_it() -> Edit:
        act = "set" if key in plain else "insert"
        patch = splice.set_field(document, node, key, value)
        plain[key] = plain_value(value)
        return Edit(act, patch, (*route, key) if act == "set" else route)

    def remove() -> Edit:
        del plain[key]
        return Edit("remove", splice.remove_entry(document, node, key), (*route, key))

    def rename() -> Edit:
        _refill(plain, [(new_key if name == key else name, below) for name, below in plain.items()])
        return Edit("rename", splice.rename_key(document, node, key, new_key), (*route, key))

    return [set_it, remove, rename] if key in node.entries else [set_it, insert]


def _in_list(
    rng: Random, document: Document, node: Sequence, plain: Any, route: tuple[Step, ...]
) -> list[Callable[[], Edit]]:
    value = rng.choice(VALUES)
    index = rng.randint(0, len(node.items))

    def insert() -> Edit:
        patch = splice.insert_item(document, node, index, value)
        plain.insert(index, plain_value(value))
        return Edit("insert", patch, route)

    def append() -> Edit:
        patch = splice.append_item(document, node, value)
        plain.append(plain_value(value))
        return Edit("insert", patch, route)

    def remove() -> Edit:
        del plain[index]
        return Edit("remove", splice.remove_item(document, node, index), (*route, index))

    def replace() -> Edit:
        text = rng.choice([each for each in VALUES if isinstance(each, str | int)])
        item = node.items[index]
        assert isinstance(item, Scalar)
        patch = splice.replace_scalar(document, item, text)
        plain[index] = plain_value(text)
        return Edit("set", patch, (*route, index))

    if index == len(node.items):
        return [insert, append]
    return [insert, append, remove, *([replace] if isinstance(node.items[index], Scalar) else [])]


def _refill(plain: dict[str, Any], entries: list[tuple[str, Any]]) -> None:
    plain.clear()
    plain.update(entries)


def own_lines(document: Document, route: tuple[Step, ...]) -> tuple[int, int]:
    """Return the first and last 1-based line of the entry at ``route``: its key, its value and all within."""
    here = document.root
    first = 1
    for step in route:
        if isinstance(here, Mapping):
            key, here = here.entries[str(step)]
            first = key.line
        elif isinstance(here, Sequence):
            here = here.items[int(step)]
            first = here.line
    assert here is not None
    return first, document.text.count("\n", 0, here.end) + document.text.replace("\r\n", " \n").count(
        "\r", 0, here.end
    ) + 1


def comments_of(document: Document) -> list[tuple[int, str]]:
    """Return the comments of a file with their 1-based lines."""
    text = document.text
    inside: set[int] = set()
    for node in _scalars(document.root):
        head = line_end(text, node.start) if node.style in ("|", ">") else node.start
        inside.update(range(head, node.end))
    found: list[tuple[int, str]] = []
    offset = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        sign = next((at for at, mark in enumerate(line) if mark == "#" and offset + at not in inside), None)
        if sign is not None:
            found.append((number, line[sign:].strip()))
        offset += len(line)
    return found


def _scalars(node: Node | None) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Mapping):
        return [leaf for key, below in node.entries.values() for leaf in (key, *_scalars(below))]
    return [leaf for item in node.items for leaf in _scalars(item)] if node is not None else []
