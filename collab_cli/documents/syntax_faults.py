"""Errors of the YAML parser, told as a colleague would tell them, with the corrected line where it is known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from collab_cli.documents import corrections
from collab_cli.documents.corrected_lines import FULL_WIDTH, TRIED_SIZE, changed, corrected, error_line, slip
from collab_cli.documents.lines import Line, split_lines
from collab_cli.documents.parser_errors import diagnosed, part_of
from collab_cli.documents.parsing import event_types, events_of, parse_error
from collab_cli.documents.screening import Limits
from collab_cli.findings import Fault, Place, Related
from collab_cli.messages import msg

_BEHIND_A_QUOTE = (
    "while parsing a block mapping",
    "while parsing a block collection",
    "did not find expected '-' indicator",
)
"""What the parser says where text follows a text in quotes."""


def explain(path: str, text: str, error: Any, limits: Limits) -> Fault:
    """Return the fault a parser's ``error`` stands for."""
    problem, mark = diagnosed(error)
    context = getattr(error, "context_mark", None)
    place = Place(path) if mark is None else Place(path, mark.line + 1, mark.column + 1)
    lines = split_lines(text)
    if (problem is None or problem.code == "S001") and len(text) <= TRIED_SIZE:
        quote = None
        if problem is not None and problem.needle in _BEHIND_A_QUOTE and mark is not None:
            quote = _closed_early(path, text, lines, mark, limits)
        fault = corrected(path, text, lines, place.line, limits, problem)
        if quote is not None and (fault is None or fault.message != FULL_WIDTH):
            return quote
        if fault is not None:
            return fault
    if problem is None:
        said = part_of(error, "problem") or str(error).partition("\n")[0]
        return Fault(place, msg("not valid YAML: {problem}", problem=said), code="S001")
    related: tuple[Related, ...] = ()
    if context is not None and mark is not context and "bracket" in problem.message.text:
        related = (Related(Place(path, context.line + 1, context.column + 1), msg("opened here")),)
    return Fault(place, problem.message, problem.hint, related=related, code=problem.code)


def _closed_early(path: str, text: str, lines: list[Line], mark: Any, limits: Limits) -> Fault | None:
    """Return the fault of a quote that closes directly before the error at ``mark``, or None if none does.

    A text in quotes that spans lines was meant to end on its first: its opening quote is the place to look at.
    """
    ends = _quoted_before(text, mark.line)
    if ends is None or mark.line >= len(lines):
        return None
    start, end = ends
    line = lines[mark.line].text
    is_quoted = lines[start.line].text[start.column : start.column + 1] in ("'", '"')  # YAML knows more line ends
    if not is_quoted or line[end.column : mark.column].strip():
        return None
    first = start.line + 1
    if start.line != end.line:
        message = msg("the quote opened here closes only in line {line}, where text follows", line=end.line + 1)
        opening = Place(path, first, start.column + 1)
        new = corrections.closed_quote(lines[start.line].text)
        if new is not None and error_line(changed(text, lines, {first: new}), limits) > mark.line + 1:
            fault = slip(path, lines, {first: new}, message, msg("close the quote"))
            return replace(fault, place=opening)
        return Fault(opening, message, msg("close the quote at the end of the text"), code="S001")
    message = msg("the quote closes here, and text follows")
    place = Place(path, first, end.column)
    new = corrections.quoted_again(line, start.column)
    if new is not None and error_line(changed(text, lines, {first: new}), limits) > first:
        fault = slip(path, lines, {first: new}, message, msg("put the value in other quotes"))
        return replace(fault, place=place)
    return Fault(place, message, msg("put the whole value in quotes that it does not contain"), code="S001")


def _quoted_before(text: str, at: int) -> tuple[Any, Any] | None:
    """Return the marks around the last value before the error if it is in quotes and ends in line ``at``, from 0."""
    get_event, types = events_of(text), event_types()
    last: Any = None
    try:
        while (event := get_event()).__class__ is not types.stream_end:
            last = event
    except parse_error():
        pass
    is_scalar = last.__class__ is types.scalar
    if not is_scalar or last.style not in ("'", '"') or last.end_mark.line != at:
        return None
    return last.start_mark, last.end_mark
