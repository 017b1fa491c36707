"""The shipped files in the layouts people save them in, and one edit of each kind at every place of them."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from collab_cli.documents import splice
from collab_cli.documents.nodes import Document, Mapping, Scalar
from collab_cli.documents.reader import read_document
from collab_cli.documents.writer import Value
from tests.documents.generated_edits import Edit, collections

ROOT = Path(__file__).parents[2]
LAYOUTS = ("as shipped", "four blanks", "lists flush", "CR LF", "byte order mark", "no last line end")
TEXTS = ("另一个：文本 # x", "12.50", "2025-07-07", "plain words", "two\nlines\n")


def shipped_files() -> list[Path]:
    """Return every YAML file of templates and examples."""
    return sorted(path for folder in ("templates", "examples") for path in (ROOT / folder).rglob("*.yaml"))


def laid_out(text: str, layout: str) -> bytes:
    """Return ``text`` in one of the layouts."""
    if layout == "four blanks":
        text = "".join(_deeper(line) for line in text.splitlines(keepends=True))
    elif layout == "lists flush":
        text = _flush(text)
    elif layout == "CR LF":
        text = text.replace("\n", "\r\n")
    elif layout == "byte order mark":
        text = "\ufeff" + text
    elif layout == "no last line end":
        text = text.rstrip("\n")
    return text.encode()


def _deeper(line: str) -> str:
    bare = line.lstrip(" ")
    blanks = 2 * (len(line) - len(bare))
    return " " * blanks + (bare.replace("- ", "-   ", 1) if bare.startswith("- ") else bare)


def _flush(text: str) -> str:
    """Return ``text`` with the lists right under the keys of the top as far out as their keys."""
    lines = []
    inside = False
    for line in text.splitlines(keepends=True):
        if line[:1] not in (" ", "\n", "#"):
            inside = False
        if line.startswith("  - "):
            inside = True
        lines.append(line[2:] if inside and line.startswith("  ") else line)
    return "".join(lines)


def edits_everywhere(document: Document) -> Iterator[tuple[Edit, Any]]:
    """Yield edits and what they shall make: each scalar replaced, each entry removed, each list made longer."""
    number = 0
    for node, plain, route in collections(document.root, document.plain):
        steps: list[Any] = list(plain) if isinstance(plain, dict) else list(range(len(plain)))
        for step in steps:
            below = node.entries[step][1] if isinstance(node, Mapping) else node.items[step]
            number += 1
            text = TEXTS[number % len(TEXTS)]
            if isinstance(below, Scalar):
                patch = splice.replace_scalar(document, below, text)
                yield Edit("set", patch, (*route, step)), _changed(document, route, step, text)
            if isinstance(node, Mapping):
                patch = splice.remove_entry(document, node, step)
            else:
                patch = splice.remove_item(document, node, step)
            yield Edit("remove", patch, (*route, step)), _changed(document, route, step, None)
        if not isinstance(node, Mapping):
            value: Value = {"id": "new", "name": {"zh": "新", "en": "New"}}
            for index in {0, len(plain) // 2, len(plain)}:
                patch = splice.insert_item(document, node, index, value)
                intended = copy.deepcopy(document.plain)
                _at(intended, route).insert(index, value)
                yield Edit("insert", patch, route), intended


def _at(plain: Any, route: tuple[Any, ...]) -> Any:
    for step in route:
        plain = plain[step]
    return plain


def _changed(document: Document, route: tuple[Any, ...], step: Any, text: str | None) -> Any:
    intended = copy.deepcopy(document.plain)
    holder = _at(intended, route)
    if text is None:
        del holder[step]
    else:
        holder[step] = text
    return intended


def read(data: bytes) -> Document:
    """Return the document in ``data``, which must be readable."""
    reading = read_document("a.yaml", data)
    assert reading.document is not None, (data, reading.faults)
    return reading.document
