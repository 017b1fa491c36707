"""Mermaid: the trees of a page as a flowchart, which git hosts and note programs draw."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from collab_cli.errors import CollabError
from collab_cli.i18n import Language
from collab_cli.messages import msg
from collab_cli.page import Branch, Heading, Report, Tone, Tree
from collab_cli.renderers.cells import line_text, tone

_CLASSES: Final[dict[Tone, str]] = {
    "bad": "fill:#f8d7da,stroke:#b3261e,color:#1d2733",
    "warn": "fill:#fff3cd,stroke:#946200,color:#1d2733",
    "good": "fill:#ddf1e1,stroke:#1a7f45,color:#1d2733",
}
"""The tones that colour a box, the gravest first."""
_UNSAFE = re.compile(r"[^\w\s.,;:()+\-/%·“”、，。；：（）]|;")
"""What could mean something in a label; written as the number of the character."""
_DRAWN = re.compile("[█░·]+")
"""A bar: the colour of the box says what it does."""


def render(report: Report, language: Language, *, width: int = 80, color: bool = False, show_all: bool = False) -> str:
    """Return the trees of ``report`` as a flowchart; ``width``, ``color`` and ``show_all`` change nothing.

    Branches of one key are one box. Raises CollabError where the page has no tree.
    """
    trees = [block for block in report.page if isinstance(block, Tree)]
    if not trees:
        raise CollabError(msg("there is no tree to draw"), msg("choose another format"))
    title = next((line_text(block.text, language) for block in report.page if isinstance(block, Heading)), "")
    lines = ["flowchart TD", f"  accTitle: {title}"] if title else ["flowchart TD"]
    lines += [f"  classDef {name} {style}" for name, style in _CLASSES.items()]
    boxes: dict[str, str] = {}
    for tree in trees:
        for root in tree.roots:
            lines += _drawn(root, language, boxes, None)
    return "".join(f"{line}\n" for line in lines)


def _drawn(branch: Branch, language: Language, boxes: dict[str, str], above: str | None) -> Iterator[str]:
    """Yield the box of a branch, the arrow to it from the box ``above``, and what hangs below it."""
    key = branch.key or f"#{len(boxes)}"  # no key of a record begins so
    name = boxes.get(key)
    if name is None:
        name = boxes[key] = f"b{len(boxes) + 1}"
        yield f'  {name}["{_label(branch, language)}"]{_class(branch)}'
    if above is not None:
        yield f"  {above} --> {name}"
    for below in branch.branches:
        yield from _drawn(below, language, boxes, name)


def _label(branch: Branch, language: Language) -> str:
    first, *others = [text for cell in branch.cells if (text := line_text(cell, language))] or [""]
    rest = " · ".join(_escaped(text) for text in others if not _DRAWN.fullmatch(text))
    return f"{_escaped(first)}<br>{rest}" if rest else _escaped(first)


def _class(branch: Branch) -> str:
    tones = {tone(cell) for cell in branch.cells}
    found = next((meaning for meaning in _CLASSES if meaning in tones), None)
    return f":::{found}" if found else ""


def _escaped(text: str) -> str:
    return _UNSAFE.sub(lambda found: f"#{ord(found.group())};", text)
