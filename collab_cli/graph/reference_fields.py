"""Where in a record references stand, and a quick look whether all of them are good."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import Any

from collab_cli.model.field_types import Part
from collab_cli.model.fields import (
    FieldInfo,
    FieldType,
    ListType,
    MapType,
    StructType,
    TextType,
    UnionType,
    fields_of,
)

Look = Callable[[Any], bool]
_FORMS: dict[type, type] = {TextType: str, ListType: list, MapType: dict}


@cache
def referring_fields(struct: type[Part]) -> tuple[FieldInfo, ...]:
    """Return the fields of a struct in or below which a reference can stand."""
    return tuple(info for info in fields_of(struct) if info.code != "S011" and any(_texts(info.type)))


def _texts(wanted: FieldType) -> Iterator[bool]:
    if isinstance(wanted, TextType):
        yield wanted.refers is not None or wanted.form == "period"
    elif isinstance(wanted, ListType):
        yield from _texts(wanted.item)
    elif isinstance(wanted, MapType):
        yield from _texts(wanted.key)
        yield from _texts(wanted.value)
    elif isinstance(wanted, UnionType):
        for option in wanted.options:
            yield from _texts(option)
    elif isinstance(wanted, StructType):
        yield bool(referring_fields(wanted.struct))


class QuickLook:
    """Looks whether all references of a record are good; what it looks at is worked out once a struct.

    ``is_good`` judges one text; of each type of reference every text is judged once.
    """

    def __init__(self, is_good: Callable[[str, TextType], bool]) -> None:
        self._is_good = is_good
        self._good: dict[TextType, set[str]] = {}
        self._fields: dict[type[Part], tuple[tuple[str, Collection[str], Look], ...]] = {}

    def all_good(self, value: Part) -> bool:
        """Return whether every reference in or below ``value`` is good."""
        fields = self._fields.get(type(value))
        if fields is None:
            fields = self._fields[type(value)] = tuple(map(self._field, referring_fields(type(value))))
        for attribute, good, look in fields:
            found = getattr(value, attribute)
            if found is not None and found not in good and not look(found):
                return False
        return True

    def _field(self, info: FieldInfo) -> tuple[str, Collection[str], Look]:
        """Return the attribute of a field, the texts in it known to be good, and the look at all others."""
        good = self._good.setdefault(info.type, set()) if isinstance(info.type, TextType) else ()
        return info.attribute, good, self._look(info.type)

    def _look(self, wanted: FieldType) -> Look:
        """Return what looks at a value of this type; a union has the look its values' own type needs."""
        if isinstance(wanted, TextType):
            return self._at_text(wanted)
        if isinstance(wanted, ListType):
            return (
                self._at_texts(wanted.item) if isinstance(wanted.item, TextType) else _at_each(self._look(wanted.item))
            )
        if isinstance(wanted, MapType):
            return self._at_texts(wanted.key) if isinstance(wanted.key, TextType) else _pass
        if isinstance(wanted, StructType):
            return self.all_good
        if isinstance(wanted, UnionType):
            return self._at_any(wanted)
        return _pass

    def _at_text(self, wanted: TextType) -> Look:
        good, is_good = self._good.setdefault(wanted, set()), self._is_good

        def look(text: str) -> bool:
            if text in good:
                return True
            if is_good(text, wanted):
                good.add(text)
                return True
            return False

        return look

    def _at_texts(self, wanted: TextType) -> Look:
        good, look = self._good.setdefault(wanted, set()), self._at_text(wanted)

        def look_at_all(texts: Collection[str]) -> bool:
            return good.issuperset(texts) or all(map(look, texts))

        return look_at_all

    def _at_any(self, wanted: UnionType) -> Look:
        looks: dict[type, Look] = {}
        for option in wanted.options:
            form = option.struct if isinstance(option, StructType) else _FORMS.get(type(option))
            if form is not None:
                looks.setdefault(form, self._look(option))

        def look(value: Any) -> bool:
            return looks.get(type(value), _pass)(value)

        return look


def _at_each(look: Look) -> Look:
    return lambda items: all(map(look, items))


def _pass(value: Any) -> bool:
    return True
