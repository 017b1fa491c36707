"""Comments that silence rules: ``# collab: ignore[R305,S007] reason``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from collab_cli.documents.lines import split_lines
from collab_cli.documents.nodes import Document, Mapping, Node, Sequence
from collab_cli.findings import Place

MARK = "collab: ignore["
_MARKED = MARK.encode()


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment: the codes it silences on ``line``, its reason, where it stands.

    ``start`` and ``end`` span what a fix removes: the comment with the blanks before it, or its whole line
    if nothing else stands there.
    """

    codes: tuple[str, ...]
    reason: str
    line: int
    place: Place
    start: int
    end: int


def find_suppressions(document: Document) -> list[Suppression]:
    """Return the suppressing comments of ``document`` in file order.

    A comment behind a value applies to its own line, one on a line of its own to the next line that holds
    a value. Text in quotes and in block texts is no comment.
    """
    if _MARKED not in document.data:
        return []
    text = document.text
    spans = sorted(_text_spans(text, document.root))
    found: list[Suppression] = []
    waiting: list[int] = []  # numbers in found of comments on lines of their own
    at = 0
    for number, line in enumerate(split_lines(text), 1):
        while at < len(spans) and spans[at][1] <= line.start:
            at += 1
        line_end = line.start + len(line.text)
        sign = _comment_sign(text, line.start, line_end, spans, at)
        alone = not text[line.start : sign].strip()
        if not alone:
            for index in waiting:
                found[index] = replace(found[index], line=number)
            waiting.clear()
        parsed = _parse(text[sign:line_end])
        if parsed is None:
            continue
        start, end = (line.start, line_end + len(line.ending)) if alone else (sign, line_end)
        while not alone and text[start - 1] in " \t":
            start -= 1
        if alone:
            waiting.append(len(found))
        place = Place(document.path, number, sign - line.start + 1)
        found.append(Suppression(parsed[0], parsed[1], number, place, start, end))
    return found


def _comment_sign(text: str, start: int, end: int, spans: list[tuple[int, int]], near: int) -> int:
    """Return the offset of the ``#`` that starts the comment of a line, or the end of the line."""
    here = start
    while (here := text.find("#", here, end)) >= 0:
        while near < len(spans) and spans[near][1] <= here:
            near += 1
        if near == len(spans) or here < spans[near][0]:
            return here  # outside of texts a # is nothing but the start of a comment
        here = spans[near][1]
    return end


def _parse(comment: str) -> tuple[tuple[str, ...], str] | None:
    """Return codes and reason of a comment that starts with ``#``, or None."""
    body = comment.lstrip("#").lstrip()
    if not body.startswith(MARK):
        return None
    inside, bracket, reason = body[len(MARK) :].partition("]")
    codes = tuple(dict.fromkeys(code.strip() for code in inside.split(",") if code.strip()))
    return (codes, reason.strip()) if bracket and codes else None


def _text_spans(text: str, root: Node | None) -> Iterator[tuple[int, int]]:
    """Yield the spans of all scalars, in which a ``#`` is text; of a block text only the lines below its header."""
    pending: list[Node] = [root] if root is not None else []
    while pending:
        node = pending.pop()
        if isinstance(node, Mapping):
            for key, value in node.entries.values():
                pending += (key, value)
        elif isinstance(node, Sequence):
            pending += node.items
        elif node.style in ("|", ">"):
            header = text[node.start : node.end].splitlines()[0]
            yield node.start + len(header), node.end
        else:
            yield node.start, node.end
