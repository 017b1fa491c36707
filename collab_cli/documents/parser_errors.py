"""What the errors of the YAML parser mean, in our words."""

from __future__ import annotations

from typing import Any, NamedTuple

from collab_cli.documents.screening import LIMITS
from collab_cli.messages import Message, msg


class Problem(NamedTuple):
    """What the parser says (a part of it), and what we say; ``at_context``: it began where the parser's context is."""

    needle: str
    message: Message
    hint: Message
    at_context: bool = False
    code: str = "S001"


_QUOTE = msg("put the text in double quotes")
_ALIGN = msg("start the line in the same column as the lines it belongs to")
_PROBLEMS = (
    Problem(
        "while scanning a quoted scalar",
        msg("a quote is opened here and never closed"),
        msg("close the quote at the end of the text"),
        True,
    ),
    Problem(
        "could not find expected ':'",
        msg("a key needs a colon and a blank behind it"),
        msg("write `key: value`, or indent the line if it goes on with the text above"),
        True,
    ),
    Problem(
        "mapping values are not allowed",
        msg("a second `: ` stands in this value, or the line above is not closed"),
        msg("put the value in double quotes, or start the key on a line of its own"),
    ),
    Problem("found a tab character", msg("a tab is used to indent"), msg("indent with blanks, two for each level")),
    Problem("character '\\t'", msg("a tab is used to indent"), msg("indent with blanks, two for each level")),
    Problem("sequence entries are not allowed", msg("a list entry cannot start here"), _ALIGN),
    Problem("mapping keys are not allowed", msg("a key cannot start here"), _ALIGN),
    Problem("did not find expected '-' indicator", msg("the list goes on with something that is no entry"), _ALIGN),
    Problem("while parsing a block collection", msg("the list goes on with something that is no entry"), _ALIGN),
    Problem(
        "did not find expected ',' or ']'",
        msg("the bracket {bracket} is not closed, or a comma is missing", bracket="`[`"),
        msg("separate the entries by commas and close the bracket"),
    ),
    Problem(
        "expected ',' or ']'",
        msg("the bracket {bracket} is not closed, or a comma is missing", bracket="`[`"),
        msg("separate the entries by commas and close the bracket"),
    ),
    Problem(
        "expected ',' or '}'",
        msg("the bracket {bracket} is not closed, or a comma is missing", bracket="`{`"),
        msg("separate the entries by commas and close the bracket"),
    ),
    Problem("while scanning an alias", msg("aliases (`*name`) are not allowed"), _QUOTE, code="S013"),
    Problem("while scanning an anchor", msg("anchors (`&name`) are not allowed"), _QUOTE, code="S013"),
    Problem("while scanning a tag", msg("tags (`!name`) are not allowed"), _QUOTE, code="S013"),
    Problem("while parsing a tag", msg("tags (`!name`) are not allowed"), _QUOTE, code="S013"),
    Problem("tag handle", msg("tags (`!name`) are not allowed"), _QUOTE, code="S013"),
    Problem(  # the parser's own limit, met before it tells of the first bracket
        "exceeded maximum nesting depth",
        msg("lists and maps are nested deeper than {limit} levels", limit=LIMITS.depth),
        msg("split the record"),
        code="S015",
    ),
    Problem("directive", msg("directives are not allowed"), msg("delete this line"), code="S013"),
    Problem("incompatible YAML document", msg("directives are not allowed"), msg("delete this line"), code="S013"),
    Problem(
        "while parsing a block mapping",
        msg("a key with the indent of its neighbours is expected here"),
        _ALIGN,
    ),
    Problem("cannot start any token", msg("a value cannot start with this character"), _QUOTE),
    Problem("unknown escape character", msg("a backslash in double quotes starts an escape"), msg("write `\\\\`")),
    Problem("while scanning a double-quoted scalar", msg("the escape is not complete"), msg("write `\\\\`")),
    Problem(
        "while scanning a block scalar",
        msg("something stands behind `|` or `>`, or the text is not indented"),
        msg("start the text on the next line, indented by two blanks"),
    ),
    Problem("<document start>", msg("the file goes on after its end"), msg("keep one record or one list in a file")),
    Problem("expected node content", msg("a value is missing here"), msg("write a value, or delete the sign")),
    Problem("expected the node content", msg("a value is missing here"), msg("write a value, or delete the sign")),
    Problem("control characters are not allowed", msg("a character is not allowed"), msg("remove it"), code="S016"),
)


def diagnosed(error: Any) -> tuple[Problem | None, Any]:
    """Return the known problem an error is, and the parser's mark for the place where it began."""
    said = f"{part_of(error, 'context')}, {part_of(error, 'problem') or error}"
    problem = next((known for known in _PROBLEMS if known.needle in said), None)
    context = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or context
    if problem is not None and problem.at_context and context is not None:
        mark = context
    return problem, mark


def part_of(error: Any, name: str) -> str:
    """Return a part of what the parser says, or an empty text."""
    return str(getattr(error, name, None) or "")
