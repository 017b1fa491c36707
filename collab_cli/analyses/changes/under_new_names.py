"""What a record of the old state would say if it were written under the new names."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any, TypeVar

from msgspec.structs import replace

from collab_cli.analyses.changes.covered_activity import covered_activity
from collab_cli.analyses.changes.new_names import NewNames
from collab_cli.analyses.changes.option_for import option_for
from collab_cli.graph.uses import OWN_PARTS, type_at
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
from collab_cli.model.goal import Adjustment
from collab_cli.model.responsibility_row import ResponsibilityRow

P = TypeVar("P", bound=Part)


def under_new_names(part: P, names: NewNames, ref: str) -> P:
    """Return a record or part as it would be written now; ``ref`` is the old `kind:id` of the record.

    Parts keep their own ids, by which they are found.
    """
    if not names:
        return part
    changed: dict[str, Any] = {}
    for info in _referring_fields(type(part)):
        value = getattr(part, info.attribute)
        if value is None or value == info.default:
            continue
        found = _value(value, _type_of(part, info), names, ref, (type(part), info.name))
        if found != value:
            changed[info.attribute] = found
    if isinstance(part, Adjustment):
        changed["field"] = names.path(part.field, ref)
    return replace(part, **changed) if changed else part


@cache
def _referring_fields(struct: type[Part]) -> tuple[FieldInfo, ...]:
    """Return the fields of a struct in which names, or digests, may stand at any depth."""
    return tuple(
        info for info in fields_of(struct) if (struct, info.name) in OWN_PARTS or _may_refer(info.type, (struct,))
    )


def _may_refer(wanted: FieldType, above: tuple[type[Part], ...]) -> bool:
    if isinstance(wanted, TextType):
        return wanted.refers is not None or wanted.form in ("digest", "typed")
    if isinstance(wanted, ListType):
        return _may_refer(wanted.item, above)
    if isinstance(wanted, MapType):
        return _may_refer(wanted.key, above) or _may_refer(wanted.value, above)
    if isinstance(wanted, UnionType):
        return any(_may_refer(option, above) for option in wanted.options)
    if not isinstance(wanted, StructType) or wanted.struct in above:
        return False
    struct, below = wanted.struct, (*above, wanted.struct)
    return any((struct, info.name) in OWN_PARTS or _may_refer(info.type, below) for info in fields_of(struct))


def with_new_ids(value: P, names: NewNames, ref: str, activities: Collection[str]) -> P:
    """Return the record of the old state called ``ref`` as a rename would write it, its parts under their new ids.

    A row goes on covering the activity it covers, which is written where its id no longer says it. ``activities`` are
    the ids of the old catalogue.
    """
    rewritten = under_new_names(value, names, ref)
    changed = {}
    for info in fields_of(type(value)):
        parts = getattr(rewritten, info.attribute)
        if isinstance(info.type, ListType) and any(hasattr(part, "id") for part in parts):
            found = [_with_new_id(part, names, ref, activities) for part in parts]
            if found != parts:
                changed[info.attribute] = found
    return replace(rewritten, **changed) if changed else rewritten


def _with_new_id(part: Any, names: NewNames, ref: str, activities: Collection[str]) -> Any:
    renamed = replace(part, id=names.own(part.id, ref))
    if not isinstance(part, ResponsibilityRow):
        return renamed
    covered = covered_activity(part, activities)
    activity = names.id("activity", covered) if covered is not None else None
    is_said = renamed.id == activity and (part.activity is None or renamed.id != part.id)
    return replace(renamed, activity=None if is_said else activity)


def _type_of(part: Part, info: FieldInfo) -> FieldType:
    """Return the type of a field; of the values of an adjustment, that of the field they were in."""
    if isinstance(part, Adjustment) and info.name in ("from", "to"):
        return type_at(part.field.split(".")) or info.type
    return info.type


def _value(value: Any, wanted: FieldType, names: NewNames, ref: str, field: tuple[type[Part], str]) -> Any:
    if isinstance(wanted, UnionType):
        wanted = option_for(value, wanted)
    if isinstance(value, Part):
        return under_new_names(value, names, ref)
    if isinstance(value, str) and isinstance(wanted, TextType):
        return names.text(value, wanted, *field, ref)
    if isinstance(value, list) and isinstance(wanted, ListType):
        return [_value(item, wanted.item, names, ref, field) for item in value]
    if isinstance(value, dict) and isinstance(wanted, MapType):
        return {
            _value(key, wanted.key, names, ref, field): _value(item, wanted.value, names, ref, field)
            for key, item in value.items()
        }
    return value
