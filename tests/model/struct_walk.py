"""Every struct a record or the settings can hold, for tests that go over all of them."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.model.field_types import Part
from collab_cli.model.fields import (
    FieldType,
    ListType,
    MapType,
    StructType,
    UnionType,
    WordType,
    fields_of,
)
from collab_cli.model.kinds import all_kinds
from collab_cli.model.settings import Settings


def types_in(wanted: FieldType) -> Iterator[FieldType]:
    """Yield a field type and all types inside it, structs not entered."""
    yield wanted
    inner: tuple[FieldType, ...] = ()
    if isinstance(wanted, ListType):
        inner = (wanted.item,)
    elif isinstance(wanted, MapType):
        inner = (wanted.key, wanted.value)
    elif isinstance(wanted, UnionType):
        inner = wanted.options
    for part in inner:
        yield from types_in(part)


def all_structs() -> tuple[type[Part], ...]:
    """Return every struct reachable from a kind or from the settings."""
    found: dict[type[Part], None] = {}
    waiting: list[type[Part]] = [Settings, *(kind.struct for kind in all_kinds())]
    while waiting:
        struct = waiting.pop()
        if struct not in found:
            found[struct] = None
            for info in fields_of(struct):
                waiting += [part.struct for part in types_in(info.type) if isinstance(part, StructType)]
    return tuple(found)


def all_words() -> frozenset[str]:
    """Return every word a field accepts."""
    return frozenset(
        word
        for struct in all_structs()
        for info in fields_of(struct)
        for part in types_in(info.type)
        if isinstance(part, WordType)
        for word in part.values
    )
