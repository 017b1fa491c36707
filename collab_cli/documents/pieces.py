"""A file cut into its entries, each with the text around it: joined again, they are the file, byte for byte.

What a merge moves from one version into another are these pieces, so comments, quotes and layout come along.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence as SequenceValue
from dataclasses import dataclass, field, replace
from typing import Any

from collab_cli.documents.composer import compose_sound
from collab_cli.documents.content import content_of
from collab_cli.documents.lines import behind_sign
from collab_cli.documents.nodes import Mapping, Node, Scalar
from collab_cli.documents.nodes import Sequence as SequenceNode
from collab_cli.documents.spans import entry_end
from collab_cli.documents.writer import list_text, map_text

_LINE = re.compile(r"\n( *)(?=[^ \n])")
_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*")
_IN_BRACKETS = re.compile(r"""(?<=[\s,\[{:])(?:'(?:[^']|'')*'|"(?:[^"\\]|\\.)*")|(?<=\s)(#[^\n]*)""", re.DOTALL)
"""Texts in quotes, where a ``#`` is none of a comment, and comments."""


@dataclass(slots=True)
class Leaf:
    """A value that is not cut further: a text, or a collection in brackets."""

    text: str
    plain: Any
    is_flow: bool = False


@dataclass(slots=True)
class Block:
    """A map or list in block style whose entries start in ``column`` (from 1)."""

    is_map: bool
    column: int
    entries: list[Entry | Clash] = field(default_factory=list)

    @property
    def own(self) -> list[Entry]:
        """Return the entries of a block without conflicts."""
        return [entry for entry in self.entries if isinstance(entry, Entry)]


@dataclass(slots=True)
class Entry:
    """An entry: ``gap`` is what stands before it (empty for the first), ``lead`` its key or dash up to the value.

    ``tail`` are the comments behind the value. The gap of all but the first begins with the end of the line before.
    """

    key: str
    gap: str
    lead: str
    value: Leaf | Block
    tail: str


@dataclass(slots=True)
class Clash:
    """What two sides made of the same entries, where nobody but a person can choose; a side may have removed them."""

    ours: list[Entry]
    theirs: list[Entry]


class NotInPieces(Exception):
    """A text whose entries cannot be told apart by lines."""


def pieces_of(text: str) -> Entry:
    """Return a sound text (LF, no mark of byte order) as the one entry its top value makes, whatever stands around it.

    Raises NotInPieces where anything but blank lines and comments stands between two entries.
    """
    root = compose_sound(text)
    if root is None:
        return Entry("", "", "", Leaf("", None), text)
    value, start, end = _value(text, root)
    return Entry("", "", text[:start], value, text[end:])


def block_of(plain: SequenceValue[Any] | dict[str, Any]) -> Block:
    """Return a collection as a block, written anew."""
    if not plain:
        return Block(isinstance(plain, dict), 1)
    found = pieces_of(map_text(plain, 0) if isinstance(plain, dict) else list_text(plain, 0)).value
    if not isinstance(found, Block):
        raise NotInPieces
    return found


def plain_of(value: Leaf | Block) -> Any:
    """Return the content of a value as dicts, lists and texts; of a conflict nothing is in it."""
    if isinstance(value, Leaf):
        return value.plain
    if value.is_map:
        return {entry.key: plain_of(entry.value) for entry in value.own}
    return [plain_of(entry.value) for entry in value.own]


def body_of(entry: Entry) -> str:
    """Return the text of an entry without conflicts, without what stands before it."""
    return f"{entry.lead}{text_of(entry.value)}{entry.tail}"


def text_of(value: Leaf | Block) -> str:
    """Return the text of a value without conflicts."""
    if isinstance(value, Leaf):
        return value.text
    return "".join(entry.gap + body_of(entry) for entry in value.own)


def filled(entry: Entry, entries: SequenceValue[Entry | Clash], *, is_map: bool, column: int) -> Entry:
    """Return an entry whose value is a block of these: each begins a line, the comments above the first stay above it.

    Where the first begins behind a dash, its comments go behind the block.
    """
    pad = " " * (column - 1)
    below = [
        replace(each, gap=f"\n{pad}") if number and isinstance(each, Entry) and not each.gap else each
        for number, each in enumerate(entries)
    ]
    lead, tail = entry.lead, entry.tail
    for first in below[:1]:
        if isinstance(first, Entry) and first.gap:
            below[0] = replace(first, gap="")
            comments = comments_in(first.gap)
            if is_on_own_line(lead):
                lead += "".join(f"{comment}\n{pad}" for comment in comments)
            else:
                tail = "".join(f"\n{pad}{comment}" for comment in comments) + tail
    return replace(entry, lead=lead, value=Block(is_map, column, below), tail=tail)


def is_on_own_line(lead: str) -> bool:
    """Return whether what follows ``lead`` begins a line."""
    return not lead.rpartition("\n")[2].strip()


def shifted(entry: Entry, by: int) -> Entry:
    """Return an entry ``by`` columns further in, or out."""
    if not by:
        return entry
    value = entry.value
    if isinstance(value, Leaf):
        value = replace(value, text=shifted_text(value.text, by))
    else:
        value = Block(value.is_map, value.column + by, [shifted(below, by) for below in value.own])
    return Entry(
        entry.key, _shifted_lines(entry.gap, by), _shifted_lines(entry.lead, by), value, shifted_text(entry.tail, by)
    )


def shifted_text(text: str, by: int) -> str:
    """Return ``text`` with all lines but the first and the blank ones ``by`` columns further in, or out."""
    return _LINE.sub(lambda found: "\n" + " " * max(len(found[1]) + by, 0), text) if by and "\n" in text else text


def _shifted_lines(text: str, by: int) -> str:
    """Return the same of a text that ends with the blanks before what follows it, which are moved too."""
    if "\n" not in text:
        return text
    lines, _, pad = text.rpartition("\n")
    return shifted_text(f"{lines}\n{pad}.", by)[:-1]


def comments_in(text: str) -> list[str]:
    """Return the comments of a text that holds no values."""
    return [found.group().rstrip() for found in _COMMENT.finditer(text)] if "#" in text else []


def comments_of(entry: Entry) -> list[str]:
    """Return the comments around an entry and of all that is in it."""
    return _comments_of(entry)


def count_comments(entry: Entry | Clash) -> Counter[str]:
    """Return how often each comment is there; of a conflict, how often in the side that has more of it."""
    return Counter(_comments_of(entry))


def _comments_of(entry: Entry | Clash) -> list[str]:
    if isinstance(entry, Clash):
        ours, theirs = (
            Counter(comment for each in side for comment in _comments_of(each)) for side in (entry.ours, entry.theirs)
        )
        return [*(ours | theirs).elements()]
    found = [*comments_in(entry.gap), *lead_comments(entry), *comments_in(entry.tail)]
    if isinstance(entry.value, Leaf):
        found += _leaf_comments(entry.value)
    else:
        for below in entry.value.entries:
            found += _comments_of(below)
    return found


def _leaf_comments(leaf: Leaf) -> list[str]:
    """Return the comments inside brackets, and that behind the sign of a block text."""
    if "#" not in leaf.text:
        return []
    if leaf.is_flow:
        return [found[1].rstrip() for found in _IN_BRACKETS.finditer(leaf.text) if found[1]]
    return comments_in(leaf.text.partition("\n")[0]) if leaf.text[0] in "|>" else []


def lead_comments(entry: Entry) -> list[str]:
    """Return the comments between a key or dash and the value."""
    return comments_in(_behind_key(entry.lead))


def _behind_key(lead: str) -> str:
    """Return what stands behind the sign of a key or dash; a ``#`` inside a quoted key is no comment."""
    if lead[:1] not in ("'", '"'):
        return lead
    end = lead.find(lead[0], 1)
    return lead[end:] if end > 0 else lead


def _value(text: str, node: Node) -> tuple[Leaf | Block, int, int]:
    """Return a value with its start and its end."""
    if isinstance(node, Scalar) or node.flow:
        is_flow = not isinstance(node, Scalar)
        return Leaf(text[node.start : node.end], content_of(node), is_flow), node.start, node.end
    if isinstance(node, Mapping):
        parts = [(key.text, key.start, value) for key, value in node.entries.values()]
    else:
        parts = [("", start, item) for start, item in zip(_dashes(text, node), node.items, strict=True)]
    block = Block(isinstance(node, Mapping), node.column)
    end = parts[0][1]
    for key, start, below in parts:
        gap = text[end:start]
        if block.entries and not _is_gap(gap):
            raise NotInPieces
        value, value_start, value_end = _value(text, below)
        end = max(entry_end(text, below, node.column), value_end)
        block.entries.append(Entry(key, gap, text[start:value_start], value, text[value_end:end]))
    return block, parts[0][1], end


def _dashes(text: str, node: SequenceNode) -> list[int]:
    ends = [node.start, *(item.end for item in node.items)]
    return [behind_sign(text, end, "-") - 1 for end in ends[:-1]]


def _is_gap(gap: str) -> bool:
    return gap.startswith("\n") and all(not line.strip() or line.lstrip().startswith("#") for line in gap.split("\n"))
