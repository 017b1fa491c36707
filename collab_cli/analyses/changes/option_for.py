"""Which of several forms a value has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from collab_cli.model.field_types import Part
from collab_cli.model.fields import FieldType, ListType, MapType, StructType, TextType, UnionType

_FORMS: Mapping[type, type] = {TextType: str, ListType: list, MapType: dict}


def option_for(value: Any, wanted: UnionType) -> FieldType:
    """Return the form a value of a union has."""
    for option in wanted.options:
        if isinstance(option, StructType):
            if isinstance(value, option.struct):
                return option
        elif isinstance(value, _FORMS.get(type(option), object)) and not isinstance(value, Part):
            return option
    return wanted.options[0]
