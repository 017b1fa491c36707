"""Events to nodes: our own composer, with limits, refusals and every duplicate key.

It keeps its own stack, so nesting never meets the recursion limit of Python or C, and stops at the first
collection that is too deep, before the parser goes on.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from typing import Any

from collab_cli.documents.lines import behind_sign, line_end, split_lines
from collab_cli.documents.nodes import Mapping, Node, Scalar, Sequence, entry_id
from collab_cli.documents.parsing import event_types, events_of
from collab_cli.documents.screening import REPORTED, Limits
from collab_cli.findings import Fault, Place, Related, Route
from collab_cli.messages import Message, msg

_NO_LIMITS = Limits(*[sys.maxsize] * 4)
_SUSPECTS = ("&", "!", "?", "<<", "\\u", "\\U")


def compose(  # noqa: PLR0912, PLR0915 (one loop over all events: a call for each would double its time)
    path: str, text: str, limits: Limits
) -> tuple[Node | None, list[Fault]]:
    """Return the tree of ``text`` and the faults that forbid using it.

    Raises the parser's error for text that is not YAML.
    """
    if "%" in text and (fault := _refused_directive(path, text)):
        return None, [fault]
    get_event = events_of(text)
    (scalar, mapping_start, mapping_end, sequence_start, sequence_end, alias, document_start, stream_end) = (
        event_types()
    )
    # the checks below the loop are only worth their time where one of these is in the text
    careful = len(text) * 4 > min(limits.scalar, limits.nodes) or any(mark in text for mark in _SUSPECTS)
    lines = _Lines(text)
    faults: list[Fault] = []
    stack: list[Any] = []
    root: Node | None = None
    node: Any = None  # the collection being filled, and its entries if it is a map
    entries: dict[str, tuple[Scalar, Node]] | None = None
    key: Scalar | None = None
    name = ""
    end = nodes = documents = 0
    while True:
        event = get_event()
        kind = event.__class__
        if kind is scalar:
            value = event.value
            style = event.style or ""
            mark = event.start_mark
            before, end = end, event.end_mark.index
            new: Any = Scalar(value, style, mark.index, end, mark.line + 1, mark.column + 1)
            nodes += 1
            if not style:
                if not value:
                    end = _settle(new, text, lines, key, node, before)
            elif style in "|>":
                new.end = end = _block_end(text, mark.index, end, value)
            if careful and (fault := _refused_scalar(path, event, new, nodes, limits)):
                return None, [fault]
            if entries is None:
                if node is None:
                    root = new
                else:
                    node.items.append(new)
            elif key is None:
                name, key = value, new
                if name in entries:
                    if len(faults) < REPORTED:
                        first = entries[name][0]
                        faults.append(_duplicate(path, _route(stack, node), new, first))
                    name = f"{name}\0{nodes}"
                elif not value and not style:
                    return None, [_fault(path, new, "S001", msg("a key is missing before the colon"))]
                elif careful and (fault := _refused_key(path, text, new, before, node)):
                    return None, [fault]
            else:
                entries[name] = (key, new)
                key = None
        elif kind is mapping_start or kind is sequence_start:
            nodes += 1
            mark = event.start_mark
            is_mapping = kind is mapping_start
            kin = Mapping if is_mapping else Sequence
            new = kin(bool(event.flow_style), mark.index, mark.line + 1, mark.column + 1)
            if (careful or len(stack) >= limits.depth) and (
                fault := _refused_collection(path, event, new, nodes, len(stack), limits)
            ):
                return None, [fault]
            stack.append((node, entries, name))
            if entries is not None:
                if key is None:
                    return None, [_not_a_text_key(path, new)]
                entries[name] = (key, new)
                key = None
            elif node is None:
                root = new
            else:
                node.items.append(new)
            node, end = new, event.end_mark.index
            entries = new.entries if is_mapping else None
        elif kind is mapping_end or kind is sequence_end:
            # a block collection ends where its last child does: libyaml reports the next token
            if node.flow and text[node.start] in "{[":
                end = event.end_mark.index
            node.end = end
            node, entries, name = stack.pop()
        elif kind is alias:
            return None, [_refused_alias(path, event)]
        elif kind is document_start:
            documents += 1
            if documents > 1:
                return None, [_second_document(path, event)]
            end = event.end_mark.index
        elif kind is stream_end:
            break
    if isinstance(root, Scalar) and root.is_empty:
        root = None
    return root, faults


def compose_sound(text: str) -> Node | None:
    """Return the tree of a text that has been read before: nothing in it is refused again."""
    return compose("", text, _NO_LIMITS)[0]


class _Lines:
    """Lines and columns of offsets, made only when somebody asks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] | None = None

    def place(self, offset: int) -> tuple[int, int]:
        if self._starts is None:
            self._starts = [line.start for line in split_lines(self._text)]
        line = max(bisect_right(self._starts, offset), 1)
        return line, offset - (self._starts[line - 1] if self._starts else 0) + 1


def _settle(new: Scalar, text: str, lines: _Lines, key: Scalar | None, node: Any, before: int) -> int:
    """Move an empty value right behind the ``:`` or ``-`` it belongs to, where both parsers agree; return its end."""
    if isinstance(node, Mapping):
        position = behind_sign(text, before, ":") if key is not None else new.start
    elif isinstance(node, Sequence):
        position = behind_sign(text, before if node.items else node.start, "-")
    else:
        position = before
    if position != new.start:
        new.line, new.column = lines.place(position)
    new.start = new.end = position
    return position


def _block_end(text: str, start: int, end: int, value: str) -> int:
    """Return the end of a block text: the end of its last line that is not blank, without the line end.

    Blank lines behind it are layout. Only where the text itself ends with a line of blanks is that kept.
    """
    last = value.rstrip("\n").rpartition("\n")[2]
    bare = text[start:end].rstrip("\r\n" if last.isspace() else " \t\r\n")
    return min(line_end(text, start + len(bare)), end)


def _fault(path: str, at: Any, code: str, message: Message, hint: Message | None = None) -> Fault:
    return Fault(Place(path, at.line, at.column), message, hint, code=code)


def _refused_scalar(path: str, event: Any, new: Scalar, nodes: int, limits: Limits) -> Fault | None:
    if event.anchor is not None:
        return _refused_anchor(path, new)
    if event.tag is not None:
        return _refused_tag(path, new)
    if len(new.text) * 4 > limits.scalar and len(new.text.encode(errors="replace")) > limits.scalar:
        text = msg("this text is longer than {limit} KiB", limit=limits.scalar >> 10)
        return _fault(path, new, "S015", text, msg("shorten it, or keep it in a document of its own"))
    if new.style == '"' and not _is_whole(new.text):
        text = msg("the escape in this text is half a character")
        return _fault(path, new, "S001", text, msg("write the character itself"))
    return _too_many(path, new) if nodes > limits.nodes else None


def _is_whole(text: str) -> bool:
    """Return whether ``text`` holds no half of a surrogate pair, which only the pure parser lets pass."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _refused_key(path: str, text: str, new: Scalar, before: int, node: Mapping) -> Fault | None:
    if new.text == "<<" and not new.style:
        text_ = msg("merge keys (`<<`) are not allowed")
        return _fault(path, new, "S013", text_, msg("write the fields out where they are needed"))
    gap = text[before if node.entries else node.start : new.start]
    if "?" in gap and any("?" in line.partition("#")[0] for line in gap.splitlines()):
        text_ = msg("keys introduced by `?` are not allowed")
        return _fault(path, new, "S013", text_, msg("write `key: value`"))
    return None


def _refused_collection(path: str, event: Any, new: Any, nodes: int, depth: int, limits: Limits) -> Fault | None:
    if depth >= limits.depth:
        text = msg("lists and maps are nested deeper than {limit} levels", limit=limits.depth)
        return _fault(path, new, "S015", text, msg("split the record"))
    if event.anchor is not None:
        return _refused_anchor(path, new)
    if event.tag is not None:
        return _refused_tag(path, new)
    return _too_many(path, new) if nodes > limits.nodes else None


def _second_document(path: str, event: Any) -> Fault:
    place = Place(path, event.start_mark.line + 1, event.start_mark.column + 1)
    hint = msg("keep one record or one list in a file")
    return Fault(place, msg("a second document starts here"), hint, code="S013")


def _refused_directive(path: str, text: str) -> Fault | None:
    """Return the fault of a directive, which stands before all but blank lines and comments."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("%"):
            return Fault(Place(path, number), msg("directives are not allowed"), msg("delete this line"), code="S013")
        if line.strip() and not line.lstrip().startswith("#"):
            break
    return None


def _refused_alias(path: str, event: Any) -> Fault:
    place = Place(path, event.start_mark.line + 1, event.start_mark.column + 1)
    return Fault(
        place,
        msg("aliases (`*name`) are not allowed"),
        msg("write the value out where it is needed; put a text that starts with `*` in quotes"),
        code="S013",
    )


def _refused_anchor(path: str, new: Any) -> Fault:
    hint = msg("write the value out where it is needed; put a text that starts with `&` in quotes")
    return _fault(path, new, "S013", msg("anchors (`&name`) are not allowed"), hint)


def _refused_tag(path: str, new: Any) -> Fault:
    hint = msg("delete the tag; put a text that starts with `!` in quotes")
    return _fault(path, new, "S013", msg("tags (`!name`) are not allowed"), hint)


def _too_many(path: str, new: Any) -> Fault:
    return _fault(path, new, "S015", msg("the file holds too many values"), msg("split it into several files"))


def _not_a_text_key(path: str, new: Any) -> Fault:
    hint = msg("write a plain word before the colon; put a text that starts with a bracket in quotes")
    return _fault(path, new, "S013", msg("a list or map is not allowed as a key"), hint)


def _duplicate(path: str, route: Route, second: Scalar, first: Scalar) -> Fault:
    return Fault(
        Place(path, second.line, second.column, (*route, second.text)),
        msg("key {key} is written twice", key=second.text),
        msg("delete one of the two, or give it the name that was meant"),
        related=(Related(Place(path, first.line, first.column, (*route, second.text)), msg("first written here")),),
        code="S014",
    )


def _route(stack: list[Any], node: Any) -> Route:
    """Return the way to the collection being filled; the stack holds its parents and the keys they wait for."""
    steps: list[str | int] = []
    children = [frame[0] for frame in stack[1:]] + [node]
    for (parent, _, name), child in zip(stack, children, strict=True):
        if isinstance(parent, Mapping):
            steps.append(name.partition("\0")[0])
        elif isinstance(parent, Sequence):
            steps.append(entry_id(child) or len(parent.items) - 1)
    return tuple(steps)
