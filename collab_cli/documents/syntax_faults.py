"""Errors of the YAML parser, told as a colleague would tell them, with the corrected line where it is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from collab_cli.documents import corrections
from collab_cli.documents.lines import Line, split_lines
from collab_cli.documents.nodes import Document, Mapping, Node, Scalar, Sequence
from collab_cli.documents.parsing import event_types, events_of, parse_error
from collab_cli.documents.screening import REPORTED, Limits
from collab_cli.findings import Fault, Fix, Patch, Place, Related
from collab_cli.messages import Message, msg

_TRIED_SIZE = 64 << 10
"""Corrections are only tried in files up to this length: every try parses the file again."""


class _Problem(NamedTuple):
    """What the parser says (a part of it), and what we say; ``at_context``: it began where the parser's context is."""

    needle: str
    message: Message
    hint: Message
    at_context: bool = False
    code: str = "S001"


_QUOTE = msg("put the text in double quotes")
_ALIGN = msg("start the line in the same column as the lines it belongs to")
_PROBLEMS = (
    _Problem(
        "while scanning a quoted scalar",
        msg("a quote is opened here and never closed"),
        msg("close the quote at the end of the text"),
        True,
    ),
    _Problem(
        "could not find expected ':'",
        msg("a key needs a colon and a blank behind it"),
        msg("write `key: value`, or indent the line if it goes on with the text above"),
        True,
    ),
    _Problem(
        "mapping values are not allowed",
        msg("a second `: ` stands in this value, or the line above is not closed"),
        msg("put the value in double quotes, or start the key on a line of its own"),
    ),
    _Problem("found a tab character", msg("a tab is used to indent"), msg("indent with blanks, two for each level")),
    _Problem("character '\\t'", msg("a tab is used to indent"), msg("indent with blanks, two for each level")),
    _Problem("sequence entries are not allowed", msg("a list entry cannot start here"), _ALIGN),
    _Problem("mapping keys are not allowed", msg("a key cannot start here"), _ALIGN),
    _Problem("did not find expected '-' indicator", msg("the list goes on with something that is no entry"), _ALIGN),
    _Problem("while parsing a block collection", msg("the list goes on with something that is no entry"), _ALIGN),
    _Problem(
        "did not find expected ',' or ']'",
        msg("the bracket {bracket} is not closed, or a comma is missing", bracket="`[`"),
        msg("separate the entries by commas and close the bracket"),
    ),
    _Problem(
        "expected ',' or ']'",
        msg("the bracket {bracket} is not closed, or a comma is missing", bracket="`[`"),
        msg("separate the entries by commas and close the bracket"),
    ),
    _Problem(
        "expected ',' or '}'",
        msg("the bracket {bracket} is not closed, or a comma is missing", bracket="`{`"),
        msg("separate the entries by commas and close the bracket"),
    ),
    _Problem("while scanning an alias", msg("aliases (`*name`) are not allowed"), _QUOTE, code="S013"),
    _Problem("while scanning an anchor", msg("anchors (`&name`) are not allowed"), _QUOTE, code="S013"),
    _Problem("while scanning a tag", msg("tags (`!name`) are not allowed"), _QUOTE, code="S013"),
    _Problem("while parsing a tag", msg("tags (`!name`) are not allowed"), _QUOTE, code="S013"),
    _Problem("tag handle", msg("tags (`!name`) are not allowed"), _QUOTE, code="S013"),
    _Problem("directive", msg("directives are not allowed"), msg("delete this line"), code="S013"),
    _Problem("incompatible YAML document", msg("directives are not allowed"), msg("delete this line"), code="S013"),
    _Problem(
        "while parsing a block mapping",
        msg("a key with the indent of its neighbours is expected here"),
        _ALIGN,
    ),
    _Problem("cannot start any token", msg("a value cannot start with this character"), _QUOTE),
    _Problem("unknown escape character", msg("a backslash in double quotes starts an escape"), msg("write `\\\\`")),
    _Problem("while scanning a double-quoted scalar", msg("the escape is not complete"), msg("write `\\\\`")),
    _Problem(
        "while scanning a block scalar",
        msg("something stands behind `|` or `>`, or the text is not indented"),
        msg("start the text on the next line, indented by two blanks"),
    ),
    _Problem("<document start>", msg("the file goes on after its end"), msg("keep one record or one list in a file")),
    _Problem("expected node content", msg("a value is missing here"), msg("write a value, or delete the sign")),
    _Problem("expected the node content", msg("a value is missing here"), msg("write a value, or delete the sign")),
    _Problem("control characters are not allowed", msg("a character is not allowed"), msg("remove it"), code="S016"),
)


class _Way(NamedTuple):
    """A correction, and how it is told."""

    correct: Callable[[str], str | None]
    message: Message | None
    title: Message


_WAYS = (
    _Way(
        corrections.half_width,
        msg("full-width punctuation stands where YAML has its signs"),
        msg("write half-width punctuation"),
    ),
    _Way(
        lambda line: corrections.closed_bracket(corrections.half_width(line) or ""),
        msg("full-width punctuation stands where YAML has its signs"),
        msg("write half-width punctuation"),
    ),
    _Way(corrections.without_tabs, msg("a tab is used to indent"), msg("indent with blanks")),
    _Way(corrections.blank_after_colon, msg("a blank is missing behind the colon"), msg("add the blank")),
    _Way(corrections.quoted_value, None, msg("put the value in quotes")),
    _Way(corrections.closed_quote, None, msg("close the quote")),
    _Way(corrections.closed_bracket, None, msg("close the bracket")),
)


def explain(path: str, text: str, error: Any, limits: Limits) -> Fault:
    """Return the fault a parser's ``error`` stands for."""
    problem, mark = _diagnosed(error)
    context = getattr(error, "context_mark", None)
    place = Place(path) if mark is None else Place(path, mark.line + 1, mark.column + 1)
    lines = split_lines(text)
    if (problem is None or problem.code == "S001") and len(text) <= _TRIED_SIZE:
        corrected = _corrected(path, text, lines, place.line, limits, problem)
        if corrected is not None:
            return corrected
    if problem is None:
        said = _part(error, "problem") or str(error).partition("\n")[0]
        return Fault(place, msg("not valid YAML: {problem}", problem=said), code="S001")
    related: tuple[Related, ...] = ()
    if context is not None and mark is not context and "bracket" in problem.message.text:
        related = (Related(Place(path, context.line + 1, context.column + 1), msg("opened here")),)
    return Fault(place, problem.message, problem.hint, related=related, code=problem.code)


def _diagnosed(error: Any) -> tuple[_Problem | None, Any]:
    """Return the known problem an error is, and the parser's mark for the place where it began."""
    said = f"{_part(error, 'context')}, {_part(error, 'problem') or error}"
    problem = next((known for known in _PROBLEMS if known.needle in said), None)
    context = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or context
    if problem is not None and problem.at_context and context is not None:
        mark = context
    return problem, mark


def _part(error: Any, name: str) -> str:
    """Return a part of what the parser says, or an empty text."""
    return str(getattr(error, name, None) or "")


def _corrected(
    path: str, text: str, lines: list[Line], at: int, limits: Limits, problem: _Problem | None
) -> Fault | None:
    """Return a fault with the corrected line, if one of the known slips explains the error at line ``at``."""
    for number in (at, at - 1):
        if not 0 < number <= len(lines):
            continue
        line = lines[number - 1]
        for way in _WAYS:
            new = way.correct(line.text)
            if new is None:
                continue
            start = line.start + _common_start(line.text, new)
            after = text[: line.start] + new + text[line.start + len(line.text) :]
            if _error_line(after, limits) > max(at, number):
                message = way.message or (problem.message if problem else msg("this line is not valid YAML"))
                patch = Patch(path, line.start, line.start + len(line.text), new)
                return Fault(
                    Place(path, number, start - line.start + 1),
                    message,
                    msg("write: {line}", line=f"`{new.strip()}`"),
                    fixes=(Fix(False, way.title, (patch,)),),
                    code="S001",
                )
    return None


def _common_start(old: str, new: str) -> int:
    return next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )


def _error_line(text: str, limits: Limits) -> int:
    """Return the line of the first error of ``text``, or one beyond its last line."""
    get_event = events_of(text)
    types = event_types()
    depth = 0
    try:
        while True:
            kind = get_event().__class__
            if kind is types.stream_end:
                return len(text) + 2
            if kind is types.mapping_start or kind is types.sequence_start:
                depth += 1
                if depth > limits.depth:
                    return 0
            elif kind is types.mapping_end or kind is types.sequence_end:
                depth -= 1
    except parse_error() as error:
        mark = _diagnosed(error)[1]
        return mark.line + 1 if mark is not None else 0


def structural_colons(document: Document, limits: Limits) -> list[Fault]:
    """Return an S001 fault for each ``title：Sales`` that YAML took for a text, with the corrected lines.

    Such a text stands where a key must be: at the top of the file, as an entry of the list at the top or
    beside entries with keys, or as a key without a value in brackets.
    """
    path, text = document.path, document.text
    if "：" not in text or not _may_be_structure(text):
        return []
    found = sorted(_mistaken(document.root), key=lambda node: node.start)
    lines = split_lines(text) if found else []
    faults: dict[Place, Fault] = {}  # several slips on one line are one fault
    for node in found:
        if len(faults) < REPORTED and (fault := _full_width_colon(path, text, lines, node, limits)):
            faults.setdefault(fault.place, fault)
    return list(faults.values())


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
    patches: list[Patch] = []
    first = ""
    place: Place | None = None
    for number in range(node.line, len(lines) + 1):
        line = lines[number - 1]
        if line.start >= node.end:
            break
        new = corrections.half_width(line.text)
        if new is not None:
            patches.append(Patch(path, line.start, line.start + len(line.text), new))
            first = first or new.strip()
            place = place or Place(path, number, _common_start(line.text, new) + 1)
    after = text
    for patch in reversed(patches):
        after = after[: patch.start] + patch.replacement + after[patch.end :]
    if place is None or (len(text) <= _TRIED_SIZE and _error_line(after, limits) <= place.line):
        return None
    return Fault(
        place,
        msg("full-width punctuation stands where YAML has its signs"),
        msg("write: {line}", line=f"`{first}`"),
        fixes=(Fix(False, msg("write half-width punctuation"), tuple(patches)),),
        code="S001",
    )
