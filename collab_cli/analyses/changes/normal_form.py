"""Values as they count: what is left when layout, order that means nothing and new names are taken away."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from typing import Any, TypeVar

from collab_cli.analyses.changes.covered_activity import covered_activity
from collab_cli.analyses.changes.new_names import NO_NAMES, NewNames
from collab_cli.analyses.changes.option_for import option_for
from collab_cli.analyses.changes.under_new_names import under_new_names
from collab_cli.graph.digest import is_set, normal_text
from collab_cli.model.charter import Charter
from collab_cli.model.field_types import Part, Refers, RefersOpenly, RefersToParty, RefersToRow
from collab_cli.model.fields import (
    FieldInfo,
    FieldType,
    ListType,
    MapType,
    StructType,
    TextType,
    UnionType,
    fields_of,
    is_common,
)
from collab_cli.model.goal import Goal
from collab_cli.model.responsibility_row import ResponsibilityRow, Scope

P = TypeVar("P", bound=Part)

_SAID_OTHERWISE = {(ResponsibilityRow, "activity"), (Goal, "rollup")}
"""Fields that have a value where none is written, which other fields tell."""


class NormalForm:
    """Brings the values of one record into a form in which equal ones are equal.

    ``names`` are the new names of what the record, called ``ref``, may refer to; a reference to an old one counts as
    one to the new, also where nobody has rewritten it yet. ``activities`` are the ids of the catalogue.
    """

    def __init__(self, names: NewNames = NO_NAMES, ref: str = "", activities: Collection[str] = ()) -> None:
        self._names = names
        self._ref = ref
        self._activities = activities

    def part(self, part: Part) -> Hashable:
        """Return a record or a part as it counts; fields that have their default value count as not written."""
        return self._part(self.renamed(part))

    def renamed(self, part: P) -> P:
        """Return a record or a part as it would be written under the new names."""
        return under_new_names(part, self._names, self._ref)

    def field(self, part: Part, info: FieldInfo) -> Hashable:
        """Return the value of a field of a renamed part as it counts."""
        if isinstance(part, ResponsibilityRow) and info.name == "activity":
            return self._covered(part)
        if isinstance(part, Goal) and info.name == "rollup" and part.rollup is None:
            return "own" if part.key_results else "children"
        value = self._value(getattr(part, info.attribute), info.type, type(part), info)
        is_of_department = isinstance(part, Charter) and part.type == "department"
        return _sorted(value) if is_of_department and info.name == "duties" and isinstance(value, tuple) else value

    def _part(self, part: Part) -> Hashable:
        struct = type(part)
        forms = (
            (info.name, self.field(part, info))
            for info in fields_of(struct)
            if (struct, info.name) in _SAID_OTHERWISE or not is_default(part, info)
        )
        return (struct.__name__, *forms)

    def _covered(self, row: ResponsibilityRow) -> str | None:
        found = covered_activity(row, self._activities)
        return self._names.id("activity", found) if found is not None else None

    def _value(self, value: Any, wanted: FieldType, owner: type[Part], info: FieldInfo) -> Hashable:
        if isinstance(wanted, UnionType):
            wanted = option_for(value, wanted)
        if value is None:
            return None
        if isinstance(value, Scope) and not value.areas and not value.excludes:
            return normal_text(value.text or "") or None
        if isinstance(value, Part):
            return self._part(value)
        if isinstance(wanted, TextType) and isinstance(value, str):
            return normal_text(value)
        if isinstance(wanted, ListType):
            items = [self._value(item, wanted.item, owner, info) for item in value]
            return _sorted(items) if has_no_order(owner, info) else tuple(items)
        if isinstance(wanted, MapType):
            letters = (owner, info.name) == (ResponsibilityRow, "raci")
            return frozenset(
                (
                    self._value(key, wanted.key, owner, info),
                    frozenset(item) if letters else self._value(item, wanted.value, owner, info),
                )
                for key, item in value.items()
            )
        return repr(value) if isinstance(value, list | dict) else value


def _sorted(items: Iterable[Hashable]) -> tuple[Hashable, ...]:
    return tuple(sorted(items, key=repr))


def is_default(part: Part, info: FieldInfo) -> bool:
    """Return whether a field is as good as not written."""
    value = getattr(part, info.attribute)
    return value is None or value == info.default or value in ([], {}, "")


def has_no_order(owner: type[Part], info: FieldInfo) -> bool:
    """Return whether the order of a list says nothing: that of references, tags and of any parts but rows."""
    if is_set(owner, info.name) or is_common(info):
        return True
    item = info.type.item if isinstance(info.type, ListType) else None
    if isinstance(item, StructType):
        return item.struct is not ResponsibilityRow
    options = item.options if isinstance(item, UnionType) else (item,)
    refers = tuple(option.refers for option in options if isinstance(option, TextType))
    return any(isinstance(found, Refers | RefersOpenly | RefersToParty | RefersToRow) for found in refers)
