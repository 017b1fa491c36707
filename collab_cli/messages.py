"""What the tool says, before a language is picked.

A message is an English sentence with named places and the values that go there. It is a plain value:
rules, readers and edits build it, and only ``i18n`` turns it into a sentence in Chinese or English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol, Union, runtime_checkable


@runtime_checkable
class Bilingual(Protocol):
    """A name written in Chinese, in English or in both."""

    @property
    def zh(self) -> str | None:
        """Return the Chinese form, or None."""
        ...

    @property
    def en(self) -> str | None:
        """Return the English form, or None."""
        ...


def forms_of(name: str | Bilingual | None) -> list[str]:
    """Return the forms of a name, the Chinese one first: one for a plain text, none for no name."""
    if name is None or isinstance(name, str):
        return [name] if name else []
    return [form for form in (name.zh, name.en) if form]


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to be said: ``text`` is the catalogue key, ``plural`` its form for many."""

    text: str
    params: Mapping[str, Param] = field(default_factory=dict)
    plural: str | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Titled:
    """A record as people are told of it: the title first, the id in brackets."""

    title: str | Bilingual | None
    id: str


@dataclass(frozen=True, slots=True)
class Items:
    """Values of a list as they are written in a record: separated, not read out as a sentence."""

    values: tuple[Param, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """The word for a field, or for one of its values, which can mean something else elsewhere.

    ``of`` is the kind or part a field belongs to, or the field of a value, `status` or `person.status`: a catalogue
    that has the text `Target (waiver)` says that instead of `Target`. English does not tell them apart. ``written``
    is the form files hold: English shows it alone, Chinese with the word in brackets.
    """

    text: str
    of: str
    written: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as files hold it, with what it means behind it where the language is another: `active（有效）`.

    ``of`` is the field it is a value of, as for a ``Label``.
    """

    text: str
    of: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence said inside another one, without its full stop; ``text`` is its catalogue key."""

    text: str


Param = Union[str, int, Decimal, date, Bilingual, Titled, Items, Label, Word, Clause, Message, "tuple[Param, ...]"]
"""What may stand in a message; a tuple is read out as a list (`A, B and C`, `A、B和C`)."""


def msg(text: str, /, **params: Param) -> Message:
    """Return the message ``text`` with its ``{places}`` to be filled from ``params``."""
    return Message(text, params)


def msgn(singular: str, plural: str, count: int, /, **params: Param) -> Message:
    """Return a message whose wording depends on ``count``, which fills ``{count}``."""
    return Message(singular, {"count": count, **params}, plural, count)
