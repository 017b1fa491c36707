"""Three versions of a file merged by its records and their parts, or the reason why that cannot be done."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from collab_cli.documents.conflict_text import Marks, Side, chosen, conflict_text, count_conflicts
from collab_cli.documents.nodes import Document
from collab_cli.documents.pieces import (
    Block,
    Clash,
    Entry,
    Leaf,
    NotInPieces,
    body_of,
    count_comments,
    pieces_of,
    plain_of,
)
from collab_cli.documents.reader import read_document
from collab_cli.documents.screening import BOM
from collab_cli.edits.merging.kept_sides import at_least, is_back, is_miscounted, is_missing
from collab_cli.edits.merging.merge_entries import merge_entries
from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg
from collab_cli.model.fields import FieldType, ListType


class Merged(NamedTuple):
    """The bytes of a merged file, and how many conflicts are marked in it."""

    data: bytes
    conflicts: int


_COMMENT_LOST = msg("a comment would be lost")


class NotMerged(Exception):
    """A file that is not merged by its parts; ``reason`` says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.text)
        self.reason = reason


def merge_file(path: str, base: bytes, ours: bytes, theirs: bytes, wanted: FieldType, marks: Marks) -> Merged:
    """Return what both sides made of ``base``: ours with the changes of theirs in it, conflicts marked at their field.

    ``wanted`` is the type of the whole file, ``path`` its name in faults. Every result is read back: it has the content
    meant, and nothing either side changed is missing. Raises NotMerged when unsure.
    """
    sides = [_read(path, data) for data in (base, ours, theirs)]
    texts = [_Text.of(document) for document in sides]
    try:
        before, mine, yours = (pieces_of(text.body) for text in texts)
        if _are_two_new([document.plain for document in sides], wanted):
            merged: Entry | Clash = Clash([mine], [yours])
        else:
            merged = merge_entries(before, *_alike(mine, yours), wanted, is_top=True)
    except (NotInPieces, CollabError):
        raise NotMerged(msg("its entries cannot be told apart")) from None
    text = conflict_text(merged, marks)
    conflicts = count_conflicts(merged)
    counts = [count_comments(side) for side in (before, mine, yours)]
    if at_least(*counts) - count_comments(merged):
        raise NotMerged(_COMMENT_LOST)
    plains = [document.plain for document in sides]
    if conflicts:
        _prove_sides(path, merged, plains, counts, wanted)
    else:
        _prove(path, merged, text, plains, counts, wanted)
    first = texts[1] if texts[0].form == texts[2].form else texts[2] if texts[0].form == texts[1].form else texts[1]
    return Merged(first.data(text), conflicts)


class _Text(NamedTuple):
    """A text with LF, and how its file says it: mark of byte order, line ends."""

    body: str
    bom: bool
    line_end: str

    @classmethod
    def of(cls, document: Document) -> _Text:
        """Return the text of a document; raise NotMerged if its lines end in several ways."""
        text = document.text
        pairs = text.count("\r\n")
        if text.count("\r") != pairs or pairs not in (0, text.count("\n")):
            raise NotMerged(msg("its lines do not all end alike"))
        return cls(text.replace("\r\n", "\n"), document.bom, "\r\n" if pairs else "\n")

    @property
    def form(self) -> tuple[bool, str]:
        """Return how the file says its text."""
        return self.bom, self.line_end

    def data(self, text: str) -> bytes:
        """Return the bytes of a text in the form of this one."""
        return ((BOM if self.bom else "") + text.replace("\n", self.line_end)).encode()


def _read(path: str, data: bytes) -> Document:
    reading = read_document(path, data)
    if reading.document is None:
        raise NotMerged(msg("one version cannot be read: {fault}", fault=reading.faults[0].message))
    return reading.document


def _are_two_new(plains: list[Any], wanted: FieldType) -> bool:
    """Return whether the sides are two records nobody had before: no mixture of them is a third."""
    base, ours, theirs = plains
    return not base and bool(ours) and bool(theirs) and ours != theirs and not isinstance(wanted, ListType)


def _alike(ours: Entry, theirs: Entry) -> tuple[Entry, Entry]:
    """Return both sides; one without entries, `[]` or nothing at all, is a block where the other is one."""
    return _opened(ours, theirs), _opened(theirs, ours)


def _opened(entry: Entry, other: Entry) -> Entry:
    value = entry.value
    if not isinstance(value, Leaf) or value.plain or not isinstance(other.value, Block):
        return entry
    block = Block(other.value.is_map, 1)
    if value.text or not entry.tail.strip():
        return Entry("", "", entry.lead, block, "\n")
    return Entry("", "", entry.tail.rstrip("\n") + "\n", block, "\n")


def _prove(
    path: str, merged: Entry | Clash, text: str, plains: list[Any], counts: list[Counter[str]], wanted: FieldType
) -> None:
    """Raise NotMerged unless a text without conflicts reads back as meant and misses nothing of either side."""
    reading = read_document(path, text.encode())
    meant = plain_of(merged.value) if isinstance(merged, Entry) else None
    if reading.document is None or (reading.plain or None) != (meant or None):
        raise NotMerged(msg("the result would not read back as meant"))
    base, *sides = plains
    lacks = (is_missing, is_back)
    is_lacking = any(finds(base, side, reading.plain, wanted) for finds in lacks for side in sides)
    if is_lacking or is_miscounted(plains, reading.plain, wanted):
        raise NotMerged(msg("a change of one side would be missing"))
    if at_least(*counts) - _comments(text):
        raise NotMerged(_COMMENT_LOST)


def _comments(text: str) -> Counter[str]:
    try:
        return count_comments(pieces_of(text))
    except NotInPieces:
        raise NotMerged(msg("its entries cannot be told apart")) from None


def _prove_sides(
    path: str, merged: Entry | Clash, plains: list[Any], counts: list[Counter[str]], wanted: FieldType
) -> None:
    """Raise NotMerged unless the file, once its conflicts are settled for one side, has all of that side."""
    if isinstance(merged, Clash):
        return  # both whole files
    sides: tuple[Side, Side] = ("ours", "theirs")
    for side, plain, own, other in zip(sides, plains[1:], counts[1:], counts[:0:-1], strict=True):
        text = body_of(chosen(merged, side))
        reading = read_document(path, text.encode())
        if reading.document is None:
            raise NotMerged(msg("the result would not read back as meant"))
        if is_missing(plains[0], plain, reading.plain, wanted):
            raise NotMerged(msg("a change of one side would be missing"))
        if (own - (counts[0] - other)) - _comments(text):
            raise NotMerged(_COMMENT_LOST)
