"""What a kind of record is: its folder, its type and its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from collab_cli.messages import Message
from collab_cli.model.field_types import KindRecord


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record.

    ``name`` is the word on the command line and in references; ``folder`` holds its records, and
    ``folder + ".yaml"`` is its register. ``one`` and ``many`` are its labels. ``in_register`` says where a new
    record of a fresh workspace goes. ``ids`` is the form of its ids. ``closed`` are the states after which only
    additions are accepted. ``title_field`` holds what people call a record.
    """

    name: str
    folder: str
    struct: type[KindRecord]
    one: Message
    many: Message
    title_field: Literal["title", "name", "rule"] = "title"
    in_register: bool = False
    ids: Literal["slug", "dated", "meeting", "charter"] = "slug"
    subfolder: Literal["year", "period"] | None = None
    """The folder below ``folder`` a new record goes to; the reader does not mind where it is."""
    states: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """The states of its records and what each may become; the first is that of a new record."""
    closed: frozenset[str] = frozenset()
    corrections: Mapping[str, Message] = field(default_factory=dict, hash=False)
    """By a state after which nothing changes, what to do instead of changing a record."""
    part_fields: tuple[str, ...] = ()
    """The lists whose entries have ids of their own and can be referred to as `record/part`."""
    parts: Mapping[str, str] = field(default_factory=dict, hash=False)
    """The lists commands add to entry by entry: the word on the command line, and the field."""
