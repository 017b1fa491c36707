"""Byte-exact edits of a read document: each returns the one patch that makes the change.

Block collections change by whole lines in the indent of their neighbours, flow collections inside their
brackets. The file's own line ends, comments, quotes and final line end stay as they are. What has the value
already is not touched: the patch is empty then, even if quotes, layout or the order of keys could be others.
Comment lines right above an entry belong to it: a new entry goes above them, and they leave with the old one.
Patches refer to the document as read: after one is applied, read again before the next edit of the same collection.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingValue
from collections.abc import Sequence as SequenceValue
from dataclasses import replace
from itertools import pairwise

from collab_cli.documents import writer
from collab_cli.documents.brackets import into_brackets, out_of_brackets
from collab_cli.documents.content import content_of
from collab_cli.documents.lines import after_break, before_break, behind_sign, line_end, line_start
from collab_cli.documents.nodes import Document, Mapping, Node, Scalar, Sequence
from collab_cli.documents.patching import apply_patches, verified
from collab_cli.documents.spans import (
    comments_start,
    entry_end,
    is_blank,
    keeps_blank_lines,
    layout_of,
    lines_end,
    own_ends,
    parents,
)
from collab_cli.documents.writer import LAYOUT, ScalarValue, Value
from collab_cli.findings import Patch

__all__ = [
    "append_item",
    "apply_patches",
    "first_entry",
    "insert_entry",
    "insert_item",
    "remove_entry",
    "remove_item",
    "rename_key",
    "replace_scalar",
    "set_field",
    "verified",
]


def replace_scalar(document: Document, node: Scalar, text: ScalarValue) -> Patch:
    """Return the patch that writes ``text`` in place of ``node``, in its quotes where it had some.

    A text in place of a plain number or date stays plain if it looks like one too; other types are plain.
    """
    if content_of(node) == writer.plain_value(text):
        return _nothing(document, node)
    around = parents(document, node)
    inside = around[-1] if around else None
    flow = inside is not None and inside.flow
    item = isinstance(inside, Sequence)
    if not isinstance(text, str):
        written = writer.scalar_value_text(text)
    else:
        written = _as_before(node, text, flow) or _literal(document, node, text, inside) or ""
        written = written or writer.scalar_text(text, flow=flow, item=item)
    if node.is_empty and document.text[node.start - 1 : node.start] in (":", "-"):
        written = " " + written
    if node.style in ("|", ">") and written[0] != "|":
        written += _header_comment(document, node)
    return Patch(document.path, node.start, node.end, own_ends(document, written))


def set_field(document: Document, mapping: Mapping, key: str, value: Value, *, order: SequenceValue[str] = ()) -> Patch:
    """Return the patch that gives ``key`` of ``mapping`` the ``value``.

    A new key goes behind the last of the keys that precede it in ``order``, else to the end.
    """
    entry = mapping.entries.get(key)
    if entry is not None and content_of(entry[1]) == writer.plain_value(value):
        return _nothing(document, entry[1])
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
        return into_brackets(document, mapping, at, [entry[0] for entry in mapping.entries.values()], values, new)
    indent = mapping.column - 1
    new = writer.entry_text(key, value, indent, layout_of(document, mapping))
    return _into_block(document, mapping, at, values, new)


def rename_key(document: Document, mapping: Mapping, key: str, new_key: str) -> Patch:
    """Return the patch that gives ``key`` of ``mapping`` another name, in its quotes where it had some."""
    node = mapping.entries[key][0]
    if key == new_key:
        return _nothing(document, node)
    written = _as_before(node, new_key, mapping.flow) or writer.scalar_text(new_key, flow=mapping.flow)
    return Patch(document.path, node.start, node.end, written)


def first_entry(document: Document, value: Value) -> bytes:
    """Return the bytes of a register with ``value`` as its only entry; the file is empty, has only comments, or ``[]``.

    Comments stay above the entry. Raises CollabError if there is anything else in the file.
    """
    return verified(document, [_first(document, value)], [writer.plain_value(value)])


def append_item(document: Document, sequence: Sequence, value: Value) -> Patch:
    """Return the patch that adds ``value`` at the end of ``sequence``."""
    return insert_item(document, sequence, len(sequence.items), value)


def insert_item(
    document: Document, sequence: Sequence, index: int, value: Value, layout: writer.Layout | None = None
) -> Patch:
    """Return the patch that makes ``value`` entry ``index`` (0 to the length) of ``sequence``.

    ``layout`` is how the document is laid out, where that was found out before.
    """
    items = sequence.items
    if sequence.flow:
        if not items and sequence is document.root and not _is_single(value):
            return _first(document, value)
        if not items and not _is_single(value) and (outer := _holder(document, sequence)):
            return _replace_value(document, *outer, sequence, [value])
        return into_brackets(document, sequence, index, items, items, writer.flow_text(value, item=True))
    indent = sequence.column - 1
    neighbour = items[max(index - 1, 0)]
    dash = neighbour.column - sequence.column
    if dash < LAYOUT.dash or document.text[neighbour.start - dash] != "-":  # nothing behind it, or on the next line
        dash = LAYOUT.dash
    if not isinstance(neighbour, Scalar) and neighbour.flow and not _is_single(value):
        new = "-" + " " * (dash - 1) + writer.flow_text(value)
    else:
        new = writer.item_text(value, indent, replace(layout or layout_of(document, sequence), dash=dash))
    return _into_block(document, sequence, index, items, new, parted=_are_parted(document, items, index))


def remove_entry(document: Document, mapping: Mapping, key: str) -> Patch:
    """Return the patch that removes ``key`` with its value and the comments that belong to them."""
    keys = list(mapping.entries)
    at = keys.index(key)
    starts = [entry[0].start for entry in mapping.entries.values()]
    return _remove(document, mapping, at, starts, [entry[1] for entry in mapping.entries.values()], "{}")


def remove_item(document: Document, sequence: Sequence, index: int) -> Patch:
    """Return the patch that removes entry ``index`` of ``sequence`` and the comments that belong to it."""
    if sequence.flow:
        starts = [item.start for item in sequence.items]
    else:
        ends = [sequence.start, *(item.end for item in sequence.items)]
        starts = [behind_sign(document.text, end, "-") - 1 for end in ends[:-1]]
    return _remove(document, sequence, index, starts, sequence.items, "[]")


def _into_block(
    document: Document,
    node: Mapping | Sequence,
    at: int,
    values: SequenceValue[Node],
    new: str,
    *,
    parted: bool = False,
) -> Patch:
    """Return the patch that puts the lines ``new`` before the first entry, or behind the one before ``at``.

    ``parted`` wants a blank line between the entries.
    """
    text, column = document.text, node.column
    pad = " " * (column - 1)
    blank = "\n" if parted else ""
    if at == 0:
        start = comments_start(text, node.start, None)
        if start == line_start(text, node.start):
            return Patch(document.path, node.start, node.start, own_ends(document, f"{new}\n{blank}{pad}"))
        return Patch(document.path, start, start, own_ends(document, f"{pad}{new}\n{blank}"))
    before = values[at - 1]
    end = entry_end(text, before, column)
    if keeps_blank_lines(text, before):
        blank = ""
    return Patch(document.path, end, end, own_ends(document, f"\n{blank}{pad}{new}"))


def _first(document: Document, value: Value) -> Patch:
    """Return the patch that puts the first entry into a file without any; comments inside brackets go above it."""
    text, root = document.text, document.root
    new = writer.item_text(value, 0)
    if not isinstance(root, Sequence) or root.items:
        lead = "" if not text or after_break(text, len(text) - 1) == len(text) else "\n"
        return Patch(document.path, len(text), len(text), own_ends(document, f"{lead}{new}\n"))
    start, end = root.start, line_end(text, root.end)
    begin = line_start(text, start)
    ahead = text[begin:start].rstrip()  # `--- []`
    start, lead = begin + len(ahead), "\n" if ahead else ""
    comments = [line[line.index("#") :].rstrip() for line in text[start:end].splitlines() if "#" in line]
    return Patch(document.path, start, end, own_ends(document, lead + "\n".join([*comments, new])))


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
    if tail.strip() or head or entry_end(text, old, mapping.column) > line_end(text, end):
        # a comment would become part of a block text
        layout = replace(layout, literals=False)
    new = writer.value_text(value, indent, layout)
    new = head + new if new.startswith("\n") else new + head
    return Patch(document.path, colon, end, own_ends(document, new))


def _remove(
    document: Document, node: Mapping | Sequence, at: int, starts: list[int], values: SequenceValue[Node], empty: str
) -> Patch:
    text, path = document.text, document.path
    if len(starts) == 1:
        return _remove_only(document, node, starts[0], values[0], empty)
    start = starts[at]
    if node.flow:
        return out_of_brackets(document, at, starts, values)
    end = entry_end(text, values[at], node.column)
    if text[line_start(text, start) : start].strip():  # behind the dash of a list entry: what comes next moves up
        following = after_break(text, end)
        while text[following : following + 1] in (" ", "\t", "\n", "\r"):
            following += 1
        return Patch(path, start, following, "")
    before = entry_end(text, values[at - 1], node.column) if at else None
    begin = comments_start(text, start, before)
    following = after_break(text, end)
    keeps = at > 0 and keeps_blank_lines(text, values[at - 1])
    if before is None:
        head = text[line_start(text, before_break(text, begin)) : begin].strip()
        if not head.startswith("#"):
            following = _behind_blanks(text, following)
    elif keeps:
        following = _behind_blanks(text, following)
    elif at + 1 == len(starts) or is_blank(text, following):  # blank lines above would be left with nothing to part
        while begin > after_break(text, before) and is_blank(text, line_start(text, before_break(text, begin))):
            begin = line_start(text, before_break(text, begin))
    if after_break(text, end) == end and not (keeps and is_blank(text, line_start(text, before_break(text, begin)))):
        begin = before_break(text, begin)
    return Patch(path, begin, following, "")


def _remove_only(document: Document, node: Mapping | Sequence, start: int, value: Node, empty: str) -> Patch:
    """Return the patch that leaves ``empty`` of a collection; comments about all of it stay."""
    text, path = document.text, document.path
    if node.flow:
        is_commented = "#" in text[node.start : start] or "#" in text[value.end : node.end]
        return (
            out_of_brackets(document, 0, [start], [value]) if is_commented else Patch(path, node.start, node.end, empty)
        )
    end = entry_end(text, value, node.column)
    begin = comments_start(text, node.start, None, only=True)
    if outer := _holder(document, node):
        colon = behind_sign(text, outer[1].end, ":")
        return Patch(path, colon, end, f" {empty}{text[colon:begin].rstrip()}")
    if begin == line_start(text, node.start):
        return Patch(path, node.start, end, empty)
    return Patch(path, begin, end, text[line_start(text, node.start) : node.start] + empty)


def _behind_blanks(text: str, start: int) -> int:
    """Return the start of the first line from ``start`` on that is not blank."""
    while start < len(text) and is_blank(text, start):
        start = after_break(text, line_end(text, start))
    return start


def _as_before(node: Scalar, text: str, flow: bool) -> str | None:
    """Return ``text`` in the quotes of ``node``, or plain where both look like a number or date; else None."""
    if node.style == '"':
        return writer.quoted(text)
    if node.style == "'":
        return "'" + text.replace("'", "''") + "'" if writer.is_plain_safe(f"x{text}x") else writer.quoted(text)
    if not node.style and writer.looks_typed(node.text) and writer.looks_typed(text):
        return text if writer.is_plain_safe(text, flow=flow, typed=True) else writer.quoted(text)
    return None


def _nothing(document: Document, node: Node) -> Patch:
    """Return the patch that changes nothing."""
    return Patch(document.path, node.start, node.start, "")


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
    end = line_end(document.text, node.end)
    if document.text[node.end : end].strip() or entry_end(document.text, node, inside.column) > end:
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


def _are_parted(document: Document, items: SequenceValue[Node], index: int) -> bool:
    """Return whether blank lines stand between the list entries around place ``index``."""
    pairs = list(pairwise(items))[max(index - 2, 0) : index + 1]
    return bool(pairs) and all(_is_parted(document, one, other) for one, other in pairs)


def _is_parted(document: Document, one: Node, other: Node) -> bool:
    between = document.text[lines_end(document.text, one) : other.start].splitlines()
    return any(not line.strip() for line in between[1:-1])


def _is_single(value: Value) -> bool:
    return isinstance(value, str) or not isinstance(value, MappingValue | SequenceValue)


def _has_entries(node: Mapping | Sequence) -> bool:
    return bool(node.items if isinstance(node, Sequence) else node.entries)
