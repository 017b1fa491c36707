"""Lines that YAML reads without complaint as something nobody meant: a key taken for a text, a list for a key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from collab_cli.documents import corrections, indentation
from collab_cli.documents.corrected_lines import (
    DASH,
    FULL_WIDTH,
    HALF_WIDTH,
    LONG_DASH,
    NO_DASH,
    TRIED_SIZE,
    changed,
    error_line,
    odd_blank,
    plain_blanks,
    slip,
)
from collab_cli.documents.lines import Line, split_lines
from collab_cli.documents.nodes import Document, Mapping, Node, Scalar, Sequence
from collab_cli.documents.screening import REPORTED, Limits
from collab_cli.findings import Fault, Place

_WIDE = re.compile(r"(?:^|[\r\n]) *(?:- +)*-?[\u3000\xa0]|[:,{\[][ \t]*[\u3000\xa0]|[\u3000\xa0]:")
"""Where a full-width or no-break blank may stand for one of structure."""
_DASHES = re.compile(r"(?:^|[\r\n]) *(?:-[^\s-]|[–—－−•])")
_KEY_ON_ITS_OWN = re.compile(r"[a-z_]+:[\u3000\xa0]")
_WIDE_KEY = re.compile(r"-?[\u3000\xa0]|.*[\u3000\xa0]$", re.DOTALL)
_NO_ENTRY = re.compile(r"-[^\s-]|[–—－−•]")


def may_hold_slips(text: str, content: Any) -> bool:
    """Return whether it pays to look for what ``slips`` finds; most texts answer at once.

    ``content`` is what was read, anything where keys were written twice.
    """
    return _may_hold_blanks(text) or _DASHES.search(text) is not None or _may_hold_colons(text, content)


def slips(document: Document, content: Any, limits: Limits) -> list[Fault]:
    """Return S001 faults with the corrected lines: of odd blanks and dashes one, else of full-width colons."""
    text = document.text
    if _may_hold_blanks(text) or _DASHES.search(text):
        fault = _blanks_and_dashes(document, limits)
        if fault is not None:
            return [fault]
    return _structural_colons(document, limits) if _may_hold_colons(text, content) else []


def _may_hold_blanks(text: str) -> bool:
    return ("\u3000" in text or "\xa0" in text) and _WIDE.search(text) is not None


def _blanks_and_dashes(document: Document, limits: Limits) -> Fault | None:
    """Return the fault of all keys and entries that an odd blank or a dash without blank hides.

    One fault for the whole file: the lines only make sense when all of them are mended.
    """
    path, text = document.path, document.text
    found = list(_hidden(document.root))
    if not found:
        return None
    lines = split_lines(text)
    edits: dict[int, str] = {}
    for node, is_dash in found:
        line = lines[node.line - 1].text
        if is_dash and (new := corrections.blank_after_dash(line) or corrections.plain_dash(line)):
            edits[node.line] = new.rstrip()
    only_dashes = all(is_dash for _, is_dash in found)
    if only_dashes and not edits:
        return None
    if only_dashes and (len(text) > TRIED_SIZE or error_line(changed(text, lines, edits), limits) > min(edits)):
        is_dash = lines[min(edits) - 1].text.lstrip().startswith("-")
        return slip(path, lines, edits, NO_DASH if is_dash else LONG_DASH, DASH)
    first = min((node for node, _ in found), key=lambda node: node.start)
    blanks = {} if only_dashes else _plain_blanks(text, lines, first.line, limits)
    if blanks:
        message, title = odd_blank(lines, blanks)
        return slip(path, lines, blanks, message, title)
    place = Place(path, first.line, first.column)
    if only_dashes:
        return Fault(place, NO_DASH, DASH, code="S001")
    message, hint = odd_blank(lines, {first.line: lines[first.line - 1].text[: first.column - 1]})
    return Fault(place, message, hint, code="S001")


def _plain_blanks(text: str, lines: list[Line], first: int, limits: Limits) -> dict[int, str]:
    if len(text) > TRIED_SIZE:
        return indentation.with_blanks(lines, 2, 2, 1)
    return plain_blanks(text, lines, 1, first, limits)


def _hidden(root: Node | None) -> Iterator[tuple[Scalar, bool]]:
    """Yield the plain texts that hide structure, and whether a dash is the reason (else a blank)."""
    if isinstance(root, Scalar):
        if not root.style and _KEY_ON_ITS_OWN.match(root.text):
            yield root, False
        return
    pending: list[Mapping | Sequence] = [root] if root is not None else []
    while pending:
        node = pending.pop()
        children: list[tuple[Scalar | None, Node]] = []
        if isinstance(node, Mapping):
            for key, value in node.entries.values():
                children.append((key, value))
                if not key.style and _WIDE_KEY.match(key.text):
                    yield key, False
                elif not key.style and not node.flow and _NO_ENTRY.match(key.text):
                    yield key, True
        else:
            children += ((None, item) for item in node.items)
        keyed = node is root or any(isinstance(child, Mapping) for _, child in children)
        for above, child in children:
            if not isinstance(child, Scalar):
                pending.append(child)
            elif not child.style and _hides_blank(node, above, child, keyed):
                yield (above if above is not None and child.is_empty else child), False


def _hides_blank(node: Mapping | Sequence, key: Scalar | None, child: Scalar, keyed: bool) -> bool:
    """Return whether a plain value is a key or an entry that a full-width or no-break blank hides."""
    if child.text[:1] == "-" and child.text[1:2] in ("\u3000", "\xa0"):
        return True
    if key is None:
        return keyed and _KEY_ON_ITS_OWN.match(child.text) is not None
    if node.flow:
        return child.is_empty and _KEY_ON_ITS_OWN.match(key.text) is not None
    return child.line > key.line and _KEY_ON_ITS_OWN.match(child.text) is not None


def _structural_colons(document: Document, limits: Limits) -> list[Fault]:
    """Return an S001 fault for each ``title：Sales`` that YAML took for a text, with the corrected lines.

    Such a text stands where a key must be: at the top of the file, as an entry of the list at the top or
    beside entries with keys, or as a key without a value in brackets.
    """
    path, text = document.path, document.text
    found = sorted(_mistaken(document.root), key=lambda node: node.start)
    lines = split_lines(text) if found else []
    faults: dict[Place, Fault] = {}  # several slips on one line are one fault
    for node in found:
        if len(faults) < REPORTED and (fault := _full_width_colon(path, text, lines, node, limits)):
            faults.setdefault(fault.place, fault)
    return list(faults.values())


def _may_hold_colons(text: str, content: Any) -> bool:
    """Return whether it pays to look for them: whether some text with a colon stands where they can stand."""
    return "：" in text and _holds_suspects(content) and _may_be_structure(text)


def _holds_suspects(content: Any) -> bool:
    """Return what ``_mistaken`` tells of the tree, from the content: whether quotes matter it cannot know."""
    if isinstance(content, str):
        return "：" in content
    pending = [content]
    while pending:
        here = pending.pop()
        if isinstance(here, list):
            keyed = here is content or any(isinstance(item, dict) for item in here)
            if keyed and any(isinstance(item, str) and "：" in item for item in here):
                return True
            pending += [item for item in here if isinstance(item, dict | list)]
        elif isinstance(here, dict):
            if any(value is None and "：" in key for key, value in here.items()):
                return True
            pending += [value for value in here.values() if isinstance(value, dict | list)]
    return False


def _may_be_structure(text: str) -> bool:
    """Return whether a full-width colon stands first in its line or behind a bracket; most stand in values."""
    for line in text.splitlines():
        last = line.rfind("：")
        if last >= 0 and (":" not in line[: line.find("：")] or "{" in line[:last] or "[" in line[:last]):
            return True
    return False


def _mistaken(root: Node | None) -> Iterator[Scalar]:
    if isinstance(root, Scalar):
        if _holds_colon(root):
            yield root
        return
    pending: list[Mapping | Sequence] = [root] if root is not None else []
    while pending:
        node = pending.pop()
        if isinstance(node, Sequence):
            keyed = node is root or any(isinstance(item, Mapping) for item in node.items)
            for item in node.items:
                if isinstance(item, Scalar):
                    if keyed and _holds_colon(item):
                        yield item
                else:
                    pending.append(item)
        else:
            for key, value in node.entries.values():
                if not isinstance(value, Scalar):
                    pending.append(value)
                elif node.flow and value.is_empty and _holds_colon(key):
                    yield key


def _holds_colon(node: Scalar) -> bool:
    return not node.style and "：" in node.text


def _full_width_colon(path: str, text: str, lines: list[Line], node: Scalar, limits: Limits) -> Fault | None:
    edits: dict[int, str] = {}
    for number in range(node.line, len(lines) + 1):
        line = lines[number - 1]
        if line.start >= node.end:
            break
        new = corrections.half_width(line.text)
        if new is not None:
            new = corrections.with_blanks(new) or new
            edits[number] = (corrections.blank_after_dash(new) or corrections.plain_dash(new) or new).rstrip()
    if not edits or (len(text) <= TRIED_SIZE and error_line(changed(text, lines, edits), limits) <= min(edits)):
        return None
    return slip(path, lines, edits, FULL_WIDTH, HALF_WIDTH)
