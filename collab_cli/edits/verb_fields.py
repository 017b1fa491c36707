"""The fields a verb speaks of: `history.note` -> the struct of the entries and the type of the field."""

from __future__ import annotations

from dataclasses import dataclass

from collab_cli.model.field_types import Part
from collab_cli.model.fields import FieldInfo, FieldType, ListType, StructType, UnionType, fields_of


@dataclass(frozen=True, slots=True)
class VerbField:
    """A field: the struct that ``owner`` has it, its description, and the struct of what it holds, if it has one."""

    owner: type[Part]
    info: FieldInfo
    struct: type[Part] | None


def field_at(struct: type[Part], path: str) -> VerbField:
    """Return the field of ``struct`` at ``path``, through the entries of lists; raise KeyError if there is none."""
    name, _, rest = path.partition(".")
    info = next((info for info in fields_of(struct) if info.name == name), None)
    if info is None:
        raise KeyError(path)
    below = _struct_in(info.type)
    if not rest:
        return VerbField(struct, info, below)
    if below is None:
        raise KeyError(path)
    return field_at(below, rest)


def _struct_in(wanted: FieldType) -> type[Part] | None:
    if isinstance(wanted, StructType):
        return wanted.struct
    if isinstance(wanted, ListType):
        return _struct_in(wanted.item)
    if isinstance(wanted, UnionType):
        return next((found for option in wanted.options if (found := _struct_in(option)) is not None), None)
    return None
