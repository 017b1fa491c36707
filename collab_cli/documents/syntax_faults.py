"""Errors of the YAML parser, told as a colleague would tell them, with the corrected line where it is known."""

from __future__ import annotations

from typing import Any

from collab_cli.documents.corrected_lines import TRIED_SIZE, corrected
from collab_cli.documents.lines import split_lines
from collab_cli.documents.parser_errors import diagnosed, part_of
from collab_cli.documents.screening import Limits
from collab_cli.findings import Fault, Place, Related
from collab_cli.messages import msg


def explain(path: str, text: str, error: Any, limits: Limits) -> Fault:
    """Return the fault a parser's ``error`` stands for."""
    problem, mark = diagnosed(error)
    context = getattr(error, "context_mark", None)
    place = Place(path) if mark is None else Place(path, mark.line + 1, mark.column + 1)
    lines = split_lines(text)
    if (problem is None or problem.code == "S001") and len(text) <= TRIED_SIZE:
        fault = corrected(path, text, lines, place.line, limits, problem)
        if fault is not None:
            return fault
    if problem is None:
        said = part_of(error, "problem") or str(error).partition("\n")[0]
        return Fault(place, msg("not valid YAML: {problem}", problem=said), code="S001")
    related: tuple[Related, ...] = ()
    if context is not None and mark is not context and "bracket" in problem.message.text:
        related = (Related(Place(path, context.line + 1, context.column + 1), msg("opened here")),)
    return Fault(place, problem.message, problem.hint, related=related, code=problem.code)
