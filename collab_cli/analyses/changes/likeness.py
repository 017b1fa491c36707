"""How much the texts of two records, or parts of records, have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from collab_cli.graph.digest import normal_text
from collab_cli.messages import forms_of
from collab_cli.model.field_types import Name, Part
from collab_cli.model.fields import FieldType, ListType, MapType, StructType, TextType, UnionType, fields_of

_FREE = ("", "md")
"""The forms of texts that are neither ids nor times nor digests."""
_FIRST_CHINESE = "\u2e80"


@dataclass(frozen=True, slots=True)
class Texts:
    """What a record or part says in words: its title, and the pieces of all its texts.

    A piece is a pair of Chinese characters, or four letters of a script whose words are longer.
    """

    title: str
    pieces: frozenset[str]

    def likeness(self, other: Texts) -> float:
        """Return from 0 to 1 how much the pieces of both have in common (Dice)."""
        whole = len(self.pieces) + len(other.pieces)
        return 2 * len(self.pieces & other.pieces) / whole if whole else 0.0

    def inside(self, other: Texts) -> float:
        """Return from 0 to 1 how much of this one stands in the other."""
        return len(self.pieces & other.pieces) / len(self.pieces) if self.pieces else 0.0


def texts_of(part: Part) -> Texts:
    """Return the texts of a record or a part of one."""
    title = getattr(part, "title", None) or getattr(part, "name", None)
    found = list(_texts(part))
    pieces = {piece for text in found for piece in _pieces(text)}
    return Texts(" / ".join(map(_plain, forms_of(title))), frozenset(pieces))


def _pieces(text: str) -> Iterator[str]:
    for at in range(max(len(text) - 1, min(len(text), 1))):
        yield text[at : at + (2 if text[at] >= _FIRST_CHINESE else 4)]


def _texts(part: Part) -> Iterator[str]:
    for info in fields_of(type(part)):
        yield from _of_value(getattr(part, info.attribute), info.type)


def _of_value(value: Any, wanted: FieldType) -> Iterator[str]:
    if value is None:
        return
    if isinstance(value, Name):
        yield from map(_plain, forms_of(value))
    elif isinstance(value, Part):
        yield from _texts(value)
    elif isinstance(wanted, UnionType):
        for option in wanted.options:
            if isinstance(option, TextType) is isinstance(value, str) and not isinstance(option, StructType):
                yield from _of_value(value, option)
                return
    elif isinstance(wanted, ListType):
        for item in value:
            yield from _of_value(item, wanted.item)
    elif isinstance(wanted, MapType):
        for item in value.values():
            yield from _of_value(item, wanted.value)
    elif isinstance(wanted, TextType) and wanted.refers is None and wanted.form in _FREE:
        yield _plain(value)


def _plain(text: str) -> str:
    return normal_text(text).casefold()
