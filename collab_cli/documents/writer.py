"""Values as YAML text: single texts, fields and list entries for edits, and whole new documents.

Our own emitter, not that of a library: edits need the text of one entry in the indent and style of its
neighbours, and the same few rules must decide for new documents, so that both always agree. Scalars come
out plain where every YAML 1.1 and 1.2 tool reads them as text, else double-quoted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from collab_cli.errors import CollabError
from collab_cli.messages import msg

ScalarValue = str | bool | int | Decimal | date | time
Value = ScalarValue | Sequence["Value"] | Mapping[str, "Value"]
"""What can be written; numbers, dates, times and true/false go in plain, texts quoted where needed."""

_WORDS = frozenset(
    ("~", "=", "<<", "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".inf", "-.inf", "+.inf", ".nan")
)
_TYPED = (
    re.compile(r"[-+]?[0-9][0-9_,]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?"),
    re.compile(r"[-+]?\.[0-9_]+(?:[eE][-+]?[0-9]+)?"),
    re.compile(r"[-+]?0(?:x[0-9a-fA-F_]+|o[0-7_]+|b[01_]+)"),
    re.compile(r"[-+]?[0-9][0-9_]*(?::[0-9]{1,2})+(?:\.[0-9_]*)?"),
    re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9:.,+\-Zz \t]*)?"),
)
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
# control characters, line separators, hidden and bidirectional characters, what is no character at all
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]')
_NOT_LITERAL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\uffff]"
)
_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`=<–—－−•")
_FLOW_LINE = 72


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out: blanks a level, whether lists are indented under their key, and more.

    ``dash`` is the width of the dash of a list entry with the blanks behind it.
    """

    step: int = 2
    indented_lists: bool = True
    literals: bool = True
    flow_lists: bool = True
    dash: int = 2


LAYOUT = Layout()


def scalar_text(text: str, *, flow: bool = False, item: bool = False) -> str:
    """Return ``text`` as a YAML scalar that reads back the same in every tool: plain if safe, else double-quoted.

    ``flow`` is for places inside brackets, ``item`` for entries of lists, where a full-width colon, and in brackets a
    full-width comma, would look like a slip of typing. Keys follow the same rules. Raises CollabError for half a
    surrogate pair.
    """
    is_slip = item and ("：" in text or (flow and "，" in text))
    return text if is_plain_safe(text, flow=flow) and not is_slip else quoted(text)


def quoted(text: str) -> str:
    """Return ``text`` in double quotes on one line, everything unseen escaped. Raises CollabError as above."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise CollabError(
            msg("the text holds half a character: {code}", code=f"U+{ord(text[error.start]):04X}"),
            msg("type it again, in UTF-8"),
        ) from error
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    return _SHORT.get(character) or (f"\\x{ord(character):02x}" if character < "\x80" else f"\\u{ord(character):04x}")


def looks_typed(text: str) -> bool:
    """Return whether some YAML tool reads the plain ``text`` as number, date, time, null or true/false."""
    if text.lower() in _WORDS:
        return True
    if text[:1] not in "0123456789+-.":
        return False
    return any(pattern.fullmatch(text) for pattern in _TYPED)


def is_plain_safe(text: str, *, flow: bool = False, typed: bool = False) -> bool:
    """Return whether ``text`` may stand without quotes; ``typed`` allows what looks like a number or date."""
    if not text or text != text.strip():
        return False
    if text[0] in _FIRST and not (typed and text[0] == "-" and looks_typed(text)):
        return False
    if _NOT_LITERAL.search(text) or "\n" in text:
        return False
    if ": " in text or " #" in text or text[-1] == ":" or text.startswith(("---", "...")):
        return False
    if flow and any(sign in text for sign in ",[]{}?"):
        return False
    return typed or not looks_typed(text)


def scalar_value_text(value: ScalarValue, *, flow: bool = False, item: bool = False) -> str:
    """Return any single value as YAML text: texts by ``scalar_text``, other types plain."""
    return scalar_text(value, flow=flow, item=item) if isinstance(value, str) else _plain_text(value)


def _plain_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime | time):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    return value.isoformat() if isinstance(value, date) else str(value)


def plain_value(value: Value) -> Any:
    """Return ``value`` as a reader finds it again: dicts, lists and texts."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: plain_value(below) for key, below in value.items()}
    if isinstance(value, Sequence):
        return [plain_value(below) for below in value]
    return _plain_text(value)


def flow_text(value: Value, *, item: bool = False) -> str:
    """Return ``value`` on one line, lists and maps in brackets; ``item`` as in ``scalar_text``."""
    if isinstance(value, Mapping):
        return (
            "{" + ", ".join(f"{scalar_text(key, flow=True)}: {flow_text(below)}" for key, below in value.items()) + "}"
        )
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(flow_text(below, item=True) for below in value) + "]"
    return scalar_value_text(value, flow=True, item=item)


def value_text(value: Value, indent: int, layout: Layout = LAYOUT) -> str:
    """Return what follows ``key:`` whose key stands behind ``indent`` blanks: ` text`, or lines of a block.

    Lines are parted by LF and the last one has none.
    """
    if isinstance(value, str):
        literal = literal_text(value, indent + layout.step) if layout.literals else None
        return " " + (literal or scalar_text(value))
    if isinstance(value, Mapping):
        if not value:
            return " {}"
        inner = indent + layout.step
        return "\n" + " " * inner + map_text(value, inner, layout)
    if isinstance(value, Sequence):
        if not value or (layout.flow_lists and _is_short(value, indent)):
            return " " + flow_text(value)
        inner = indent + (layout.step if layout.indented_lists else 0)
        return "\n" + " " * inner + list_text(value, inner, layout)
    return " " + _plain_text(value)


def entry_text(key: str, value: Value, indent: int, layout: Layout = LAYOUT) -> str:
    """Return ``key: value`` for a map whose keys stand behind ``indent`` blanks; its first line has no indent."""
    return f"{scalar_text(key)}:{value_text(value, indent, layout)}"


def map_text(value: Mapping[str, Value], indent: int, layout: Layout = LAYOUT) -> str:
    """Return the entries of a filled map; the first line has no indent."""
    return ("\n" + " " * indent).join(entry_text(key, below, indent, layout) for key, below in value.items())


def item_text(value: Value, indent: int, layout: Layout = LAYOUT) -> str:
    """Return ``- value`` for a list whose dashes stand behind ``indent`` blanks; its first line has no indent."""
    dash, inner = "-" + " " * (layout.dash - 1), indent + layout.dash
    if isinstance(value, Mapping):
        return dash + (map_text(value, inner, layout) if value else "{}")
    if isinstance(value, str):
        literal = literal_text(value, inner) if layout.literals else None
        return dash + (literal or scalar_text(value, item=True))
    if isinstance(value, Sequence):
        return dash + (flow_text(value) if _is_short(value, indent) else list_text(value, inner, layout))
    return dash + _plain_text(value)


def list_text(value: Sequence[Value], indent: int, layout: Layout = LAYOUT) -> str:
    """Return the entries of a filled list; the first line has no indent."""
    return ("\n" + " " * indent).join(item_text(below, indent, layout) for below in value)


def literal_text(text: str, indent: int) -> str | None:
    """Return a text of several lines as literal block behind ``indent`` blanks, or None where that is not safe."""
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if "\n" not in text or not lines[-1] or _NOT_LITERAL.search(text):
        return None
    if any(line != line.rstrip() for line in lines) or next(filter(None, lines))[0].isspace():
        return None
    pad = " " * indent
    return ("|" if text.endswith("\n") else "|-") + "".join(f"\n{pad}{line}" if line else "\n" for line in lines)


def _is_short(value: Sequence[Value], indent: int) -> bool:
    if len(value) > 8 or any(isinstance(below, Mapping | Sequence) and not isinstance(below, str) for below in value):
        return False
    return indent + len(flow_text(value)) <= _FLOW_LINE


def document_text(value: Mapping[str, Value] | Sequence[Value], *, comment: str = "") -> str:
    """Return a new document in block style: two blanks a level, lists indented under their key, LF, a final LF.

    ``comment`` stands above it, each line behind ``# ``. Raises CollabError for half a surrogate pair.
    """
    head = "".join(f"# {line}\n" if line else "#\n" for line in comment.splitlines())
    if not value:
        return f"{head}{flow_text(value)}\n"
    return f"{head}{map_text(value, 0) if isinstance(value, Mapping) else list_text(value, 0)}\n"
