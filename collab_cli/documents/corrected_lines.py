"""Known slips of typing behind an error of the parser: each guess is parsed before anybody is told of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import NamedTuple

from collab_cli.documents import corrections, indentation
from collab_cli.documents.composer import compose
from collab_cli.documents.lines import Line
from collab_cli.documents.parser_errors import Problem, diagnosed
from collab_cli.documents.parsing import event_types, events_of, parse_error
from collab_cli.documents.screening import Limits
from collab_cli.findings import Fault, Fix, Patch, Place
from collab_cli.messages import Message, msg, msgn

TRIED_SIZE = 64 << 10
"""Corrections are only tried in files up to this length: every try parses the file again."""
NO_ERROR = sys.maxsize
_WIDTHS = ((2, 2), (1, 1), (0, 0))
_WIDTHS_WITH_TABS = ((2, 2), (4, 2), (8, 2), (2, 1), (0, 0))


class _Way(NamedTuple):
    """A correction, and how it is told."""

    correct: Callable[[str], str | None]
    message: Message | None
    title: Message


FULL_WIDTH = msg("full-width punctuation stands where YAML has its signs")
HALF_WIDTH = msg("write half-width punctuation")
NO_DASH = msg("a blank is missing behind the dash of a list entry")
LONG_DASH = msg("a list entry starts with a sign that only looks like `-`")
DASH = msg("start the entry with `- `")

_FULL_WIDTH_WAYS = (
    _Way(corrections.half_width, FULL_WIDTH, HALF_WIDTH),
    _Way(lambda line: corrections.with_blanks(corrections.half_width(line) or ""), FULL_WIDTH, HALF_WIDTH),
    _Way(lambda line: corrections.closed_bracket(corrections.half_width(line) or ""), FULL_WIDTH, HALF_WIDTH),
)
_WAYS = (
    _Way(corrections.blank_after_dash, NO_DASH, DASH),
    _Way(corrections.plain_dash, LONG_DASH, DASH),
    _Way(corrections.blank_after_colon, msg("a blank is missing behind the colon"), msg("add the blank")),
    _Way(corrections.braced_value, None, msg("put the keys in braces")),
    _Way(corrections.quoted_value, None, msg("put the value in quotes")),
    _Way(corrections.closed_quote, None, msg("close the quote")),
    _Way(corrections.closed_bracket, None, msg("close the bracket")),
)


def corrected(
    path: str, text: str, lines: list[Line], at: int, limits: Limits, problem: Problem | None
) -> Fault | None:
    """Return a fault with the corrected lines, if one of the known slips explains the error at line ``at``."""
    if at < 1 or at > len(lines) + 1:
        return None
    known = problem.message if problem else msg("this line is not valid YAML")
    return (
        _one_line(path, text, lines, at, limits, _FULL_WIDTH_WAYS, known)
        or _odd_blanks(path, text, lines, at, limits)
        or _one_line(path, text, lines, at, limits, _WAYS, known)
        or _aligned(path, text, lines, at, limits)
    )


def _one_line(
    path: str, text: str, lines: list[Line], at: int, limits: Limits, ways: tuple[_Way, ...], known: Message
) -> Fault | None:
    """Return the fault of the line of the error, or the one above, that one of ``ways`` mends."""
    for number in (at, at - 1):
        if not 0 < number <= len(lines):
            continue
        for way in ways:
            new = way.correct(lines[number - 1].text)
            if new is None:
                continue
            edits = {number: new.rstrip()}
            if error_line(changed(text, lines, edits), limits) > max(at, number):
                return slip(path, lines, edits, way.message or known, way.title)
    return None


def _odd_blanks(path: str, text: str, lines: list[Line], at: int, limits: Limits) -> Fault | None:
    """Return the fault of tabs, full-width and no-break blanks, with all the lines that have them.

    Lines before the error may have been taken for something else, so they count too, but only when those from
    the error on do not explain it.
    """
    for first in sorted({max(at - 1, 1), 1}, reverse=True):
        edits = plain_blanks(text, lines, first, at, limits)
        if edits:
            message, title = odd_blank(lines, edits)
            return slip(path, lines, edits, message, title)
    return None


def plain_blanks(text: str, lines: list[Line], first: int, at: int, limits: Limits) -> dict[int, str]:
    """Return number and new text of the lines from ``first`` on that have odd blanks, with the widths that read best.

    Nothing is returned where none of them is at line ``at`` or above, or the error at ``at`` stays.
    """
    best: dict[int, str] = {}
    reached = at
    for tab, wide in _WIDTHS_WITH_TABS if "\t" in text else _WIDTHS:
        edits = indentation.with_blanks(lines, tab, wide, first)
        if edits and min(edits) <= at and (error := error_line(changed(text, lines, edits), limits)) > reached:
            best, reached = edits, error
            if reached == NO_ERROR:
                break
    return best


def _aligned(path: str, text: str, lines: list[Line], at: int, limits: Limits) -> Fault | None:
    """Return the fault of a line that reads in one other column, and in one only."""
    if at > len(lines):
        return None
    fitting = [
        edits
        for new in indentation.aligned(lines, at)
        if _reads(path, changed(text, lines, edits := {at: new}), at, limits)
    ]
    if len(fitting) != 1:
        return None
    message, title = msg("the line is indented differently from the lines it belongs to"), msg("align the line")
    if indentation.has_odd_indent(lines[at - 1].text):
        message, title = odd_blank(lines, fitting[0])
    return slip(path, lines, fitting[0], message, title)


def _reads(path: str, text: str, at: int, limits: Limits) -> bool:
    """Return whether ``text`` reads beyond line ``at``, and writes no key twice as far as one can tell."""
    try:
        return not compose(path, text, limits)[1]
    except parse_error():
        return error_line(text, limits) > at


def odd_blank(lines: list[Line], edits: Mapping[int, str]) -> tuple[Message, Message]:
    """Return what is said of the first blank that ``edits`` mend, and the title of the fix."""
    number = min(edits)
    old = lines[number - 1].text
    sign = next((sign for sign in old[_common_start(old, edits[number]) :] if sign in corrections.ODD_BLANKS), "\t")
    if sign == "\t":
        return msg("a tab is used to indent"), msg("indent with blanks")
    if sign == "\u3000":
        return msg("a full-width blank stands where YAML needs plain ones"), msg("write plain blanks")
    return msg("a no-break blank stands where YAML needs plain ones"), msg("write plain blanks")


def slip(path: str, lines: list[Line], edits: Mapping[int, str], message: Message, title: Message) -> Fault:
    """Return the fault at the first of the edited lines (number to new text), showing that line as it should be."""
    first = min(edits)
    old, new = lines[first - 1].text, edits[first]
    shown = f"`{new}`"
    others = len(edits) - 1
    hint = msg("write: {line}", line=shown)
    if others:
        hint = msgn(
            "write: {line}, and {count} more line likewise",
            "write: {line}, and {count} more lines likewise",
            others,
            line=shown,
        )
    patches = []
    for number in sorted(edits):
        line = lines[number - 1]
        patches.append(Patch(path, line.start, line.start + len(line.text), edits[number]))
    place = Place(path, first, _common_start(old, new) + 1)
    return Fault(place, message, hint, fixes=(Fix(False, title, tuple(patches)),), code="S001")


def changed(text: str, lines: list[Line], edits: Mapping[int, str]) -> str:
    """Return ``text`` with the edited lines in place of its own."""
    parts: list[str] = []
    position = 0
    for number in sorted(edits):
        line = lines[number - 1]
        parts += (text[position : line.start], edits[number])
        position = line.start + len(line.text)
    return "".join((*parts, text[position:]))


def _common_start(old: str, new: str) -> int:
    return next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )


def error_line(text: str, limits: Limits) -> int:
    """Return the line of the first error of ``text``, or NO_ERROR."""
    get_event = events_of(text)
    types = event_types()
    depth = 0
    try:
        while True:
            kind = get_event().__class__
            if kind is types.stream_end:
                return NO_ERROR
            if kind is types.mapping_start or kind is types.sequence_start:
                depth += 1
                if depth > limits.depth:
                    return 0
            elif kind is types.mapping_end or kind is types.sequence_end:
                depth -= 1
    except parse_error() as error:
        mark = diagnosed(error)[1]
        return mark.line + 1 if mark is not None else 0
