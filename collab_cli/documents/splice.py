"""Byte-exact edits of a read document: each returns the one patch that makes the change.

Block collections change by whole lines in the indent of their neighbours, flow collections inside their
brackets. The file's own line ends, comments, quotes and final line end stay as they are. Patches refer to
the document as read: after one is applied, read again before the next edit of the same collection.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingValue
from collections.abc import Sequence as SequenceValue
from dataclasses import replace

from collab_cli.documents import writer
from collab_cli.documents.lines import after_break, behind_sign, line_end, line_start
from collab_cli.documents.nodes import Document, Mapping, Node, Scalar, Sequence
from collab_cli.documents.patching import apply_patches, verified
from collab_cli.documents.spans import keeps_blank_lines, layout_of, lines_end, newline, parents
from collab_cli.documents.writer import ScalarValue, Value
from collab_cli.findings import Patch

__all__ = [
    "append_item",
    "apply_patches",
    "insert_entry",
    "insert_item",
    "remove_entry",
    "remove_item",
    "replace_scalar",
    "set_field",
    "verified",
]


def replace_scalar(document: Document, node: Scalar, text: ScalarValue) -> Patch:
    """Return the patch that writes ``text`` in place of ``node``, in its quotes where it had some.

    A text in place of a plain number or date stays plain if it looks like one too; other types are plain.
    """
    around = parents(document, node)
    inside = around[-1] if around else None
    flow = inside is not None and inside.flow
    item = isinstance(inside, Sequence)
    if not isinstance(text, str):
        written = writer.scalar_value_text(text)
    elif node.style == '"':
        written = writer.quoted(text)
    elif node.style == "'" and writer.is_plain_safe(f"x{text}x"):
        written = "'" + text.replace("'", "''") + "'"
    elif not node.style and writer.looks_typed(node.text) and writer.looks_typed(text):
        written = text if writer.is_plain_safe(text, flow=flow, typed=True) else writer.quoted(text)
    else:
        written = _literal(document, node, text, inside) or writer.scalar_text(text, flow=flow, item=item)
    if node.is_empty and document.text[node.start - 1 : node.start] in (":", "-"):
        written = " " + written
    if node.style in ("|", ">") and written[0] != "|":
        written += _header_comment(document, node)
    return Patch(document.path, node.start, node.end, _own_ends(document, written))


def set_field(document: Document, mapping: Mapping, key: str, value: Value, *, order: SequenceValue[str] = ()) -> Patch:
    """Return the patch that gives ``key`` of ``mapping`` the ``value``.

    A new key goes behind the last of the keys that precede it in ``order``, else to the end.
    """
    entry = mapping.entries.get(key)
    if entry is not None:
        return _replace_value(document, mapping, entry[0], entry[1], value)
    known = {name: place for place, name in enumerate(order)}
    before = None
    if key in known:
        keys = list(mapping.entries)
        behind = [at for at, name in enumerate(keys) if known.get(name, len(known)) < known[key]]
        following = behind[-1] + 1 if behind else 0
        before = keys[following] if following < len(keys) else None
    return insert_entry(document, mapping, key, value, before=before)


def insert_entry(document: Document, mapping: Mapping, key: str, value: Value, *, before: str | None = None) -> Patch:
    """Return the patch that adds ``key: value`` in front of the key ``before``, else at the end of ``mapping``."""
    keys = list(mapping.entries)
    at = keys.index(before) if before is not None else len(keys)
    values = [entry[1] for entry in mapping.entries.values()]
    if mapping.flow:
        new = f"{writer.scalar_text(key, flow=True)}: {writer.flow_text(value)}"
        if document.text[mapping.start] != "{":  # `[a: b]`: a map without brackets gets them
            old = document.text[mapping.start : mapping.end]
            joined = f"{{{new}, {old}}}" if at == 0 else f"{{{old}, {new}}}"
            return Patch(document.path, mapping.start, mapping.end, joined)
        return _into_flow(document, mapping, at, [entry[0] for entry in mapping.entries.values()], values, new)
    indent = mapping.column - 1
    new = writer.entry_text(key, value, indent, layout_of(document, mapping))
    return _into_block(document, mapping, at, values, new, indent)


def append_item(document: Document, sequence: Sequence, value: Value) -> Patch:
    """Return the patch that adds ``value`` at the end of ``sequence``."""
    return insert_item(document, sequence, len(sequence.items), value)


def insert_item(document: Document, sequence: Sequence, index: int, value: Value) -> Patch:
    """Return the patch that makes ``value`` entry ``index`` (0 to the length) of ``sequence``."""
    items = sequence.items
    if sequence.flow:
        if not items and not _is_single(value) and (outer := _holder(document, sequence)):
            return _replace_value(document, *outer, sequence, [value])
        return _into_flow(document, sequence, index, items, items, writer.flow_text(value, item=True))
    indent = sequence.column - 1
    neighbour = items[max(index - 1, 0)]
    if not isinstance(neighbour, Scalar) and neighbour.flow and not _is_single(value):
        new = "- " + writer.flow_text(value)
    else:
        new = writer.item_text(value, indent, layout_of(document, sequence))
    parted = 2 <= index == len(items) and _are_parted(document, items[-2], items[-1])
    if parted and not keeps_blank_lines(document.text, neighbour):
        new = "\n" + new
    return _into_block(document, sequence, index, items, new, indent)


def remove_entry(document: Document, mapping: Mapping, key: str) -> Patch:
    """Return the patch that removes ``key`` with its value and the comments on their lines."""
    keys = list(mapping.entries)
    at = keys.index(key)
    starts = [entry[0].start for entry in mapping.entries.values()]
    return _remove(document, mapping, at, starts, [entry[1] for entry in mapping.entries.values()], "{}")


def remove_item(document: Document, sequence: Sequence, index: int) -> Patch:
    """Return the patch that removes entry ``index`` of ``sequence`` and the comments on its lines."""
    if sequence.flow:
        starts = [item.start for item in sequence.items]
    else:
        ends = [sequence.start, *(item.end for item in sequence.items)]
        starts = [behind_sign(document.text, end, "-") - 1 for end in ends[:-1]]
    return _remove(document, sequence, index, starts, sequence.items, "[]")


def _into_flow(
    document: Document,
    node: Mapping | Sequence,
    at: int,
    starts: SequenceValue[Node],
    ends: SequenceValue[Node],
    new: str,
) -> Patch:
    """Return the patch that puts ``new`` before entry ``at`` of a collection in brackets, or behind the last."""
    if at < len(starts):
        return Patch(document.path, starts[at].start, starts[at].start, new + ", ")
    if not ends:
        return Patch(document.path, node.start + 1, node.start + 1, new)
    comma = " , " if isinstance(ends[-1], Scalar) and ends[-1].is_empty else ", "
    return Patch(document.path, ends[-1].end, ends[-1].end, comma + new)


def _into_block(
    document: Document, node: Mapping | Sequence, at: int, values: SequenceValue[Node], new: str, indent: int
) -> Patch:
    """Return the patch that puts the lines ``new`` before the first entry, or behind the one before ``at``."""
    pad = " " * indent
    if at == 0:
        return Patch(document.path, node.start, node.start, _own_ends(document, f"{new}\n{pad}"))
    end = lines_end(document.text, values[at - 1])
    lines = f"\n\n{pad}{new[1:]}" if new[0] == "\n" else f"\n{pad}{new}"
    return Patch(document.path, end, end, _own_ends(document, lines))


def _replace_value(document: Document, mapping: Mapping, key: Scalar, old: Node, value: Value) -> Patch:
    """Return the patch that writes ``value`` where ``old`` stands; comments on the lines of both ends stay."""
    text = document.text
    colon = behind_sign(text, key.end, ":")
    if isinstance(old, Scalar) and _is_single(value) and (colon > key.end or not mapping.flow):
        return replace_scalar(document, old, value)  # type: ignore[arg-type]
    if mapping.flow or (not isinstance(old, Scalar) and old.flow and not _is_single(value) and _has_entries(old)):
        lead = ": " if colon == key.end else " " if old.start == colon else ""
        return Patch(document.path, old.start, old.end, lead + writer.flow_text(value))
    indent = mapping.column - 1
    layout = layout_of(document, mapping)
    if isinstance(old, Sequence) and not old.flow:
        layout = replace(layout, indented_lists=old.column - 1 > indent)
    end = old.end
    tail = text[end : line_end(text, end)]
    between = text[colon : line_end(text, colon)] if colon < old.start else ""
    head = between.rstrip() if between.lstrip().startswith("#") else ""
    if isinstance(old, Scalar) and old.is_empty and tail.strip():
        head, end = tail.rstrip(), end + len(tail)
    elif isinstance(old, Scalar) and old.style in ("|", ">"):
        head = _header_comment(document, old)
    if tail.strip() or head:  # a comment would become part of a block text
        layout = replace(layout, literals=False)
    new = writer.value_text(value, indent, layout)
    new = head + new if new.startswith("\n") else new + head
    return Patch(document.path, colon, end, _own_ends(document, new))


def _remove(
    document: Document, node: Mapping | Sequence, at: int, starts: list[int], values: SequenceValue[Node], empty: str
) -> Patch:
    text, path = document.text, document.path
    if len(starts) == 1:
        outer = _holder(document, node)
        if outer is not None and not node.flow:
            return _replace_value(document, *outer, node, {} if empty == "{}" else [])
        return Patch(path, node.start, node.end, empty)
    start = starts[at]
    if node.flow:
        if at + 1 < len(starts):
            return Patch(path, start, starts[at + 1], "")
        before = values[at - 1]
        blank = " " if text[before.end - 1] == ":" and isinstance(before, Scalar) and before.is_empty else ""
        return Patch(path, before.end, values[at].end, blank)
    end = lines_end(text, values[at])
    begin = line_start(text, start)
    if text[begin:start].strip():  # behind the dash of a list entry: what comes next moves up
        following = after_break(text, end)
        while text[following : following + 1] in (" ", "\t", "\n", "\r"):
            following += 1
        return Patch(path, start, following, "")
    if (following := after_break(text, end)) != end:
        if at > 0 and keeps_blank_lines(text, values[at - 1]):
            while following < len(text) and not text[following : line_end(text, following)].strip():
                following = after_break(text, line_end(text, following))
        return Patch(path, begin, following, "")
    return Patch(path, line_end(text, line_start(text, begin - 1)), end, "")


def _holder(document: Document, node: Node) -> tuple[Mapping, Scalar] | None:
    """Return the block map that holds ``node`` as a value, and its key."""
    around = parents(document, node)
    if around and isinstance(around[-1], Mapping) and not around[-1].flow:
        return around[-1], next(key for key, value in around[-1].entries.values() if value is node)
    return None


def _literal(document: Document, node: Scalar, text: str, inside: Mapping | Sequence | None) -> str | None:
    """Return a text of several lines as literal block, where its place allows one."""
    if inside is None or inside.flow or "\n" not in text:
        return None
    comment = _header_comment(document, node)
    if document.text[node.end : line_end(document.text, node.end)].strip():
        return None
    literal = writer.literal_text(text, inside.column - 1 + layout_of(document).step)
    if literal is None or not comment:
        return literal
    header, _, body = literal.partition("\n")
    return f"{header}{comment}\n{body}"


def _header_comment(document: Document, node: Scalar) -> str:
    """Return the comment behind ``|`` or ``>``, with a blank before it, or an empty text."""
    header = document.text[node.start : line_end(document.text, node.start)]
    return f"  {header[header.index('#') :].rstrip()}" if node.style in ("|", ">") and "#" in header else ""


def _are_parted(document: Document, one: Node, other: Node) -> bool:
    """Return whether a blank line stands between two list entries."""
    between = document.text[lines_end(document.text, one) : other.start].splitlines()
    return any(not line.strip() for line in between[1:-1])


def _is_single(value: Value) -> bool:
    return isinstance(value, str) or not isinstance(value, MappingValue | SequenceValue)


def _has_entries(node: Mapping | Sequence) -> bool:
    return bool(node.items if isinstance(node, Sequence) else node.entries)


def _own_ends(document: Document, text: str) -> str:
    """Return ``text`` with the line ends of the document."""
    ends = newline(document)
    return text.replace("\n", ends) if ends != "\n" else text
