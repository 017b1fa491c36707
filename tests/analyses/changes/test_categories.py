"""What a change of a field is about: as the table says, as its list, or by its type."""

from __future__ import annotations

import pytest

from collab_cli.analyses.changes import categories
from collab_cli.analyses.changes.categories import category_of, is_about_itself
from collab_cli.analyses.changes.change import CATEGORIES, Category
from collab_cli.model.charter import Charter
from collab_cli.model.field_types import Part
from collab_cli.model.fields import FieldInfo, FieldType, ListType, MapType, StructType, UnionType, fields_of
from collab_cli.model.goal import Goal, KeyResult
from collab_cli.model.kinds import all_kinds
from collab_cli.model.meeting import Meeting
from collab_cli.model.person import Person
from collab_cli.model.settings import Settings


def structs() -> dict[str, type[Part]]:
    """Return every type of a part that can stand in a workspace, by its name."""
    found: dict[str, type[Part]] = {}

    def walk(wanted: FieldType) -> None:
        if isinstance(wanted, StructType) and wanted.struct.__name__ not in found:
            found[wanted.struct.__name__] = wanted.struct
            for info in fields_of(wanted.struct):
                walk(info.type)
        for option in wanted.options if isinstance(wanted, UnionType) else ():
            walk(option)
        if isinstance(wanted, ListType):
            walk(wanted.item)
        if isinstance(wanted, MapType):
            walk(wanted.value)

    walk(StructType(Settings))
    for kind in all_kinds():
        walk(StructType(kind.struct))
    return found


def field(struct: type[Part], name: str) -> FieldInfo:
    return next(info for info in fields_of(struct) if info.name == name)


def test_the_table_names_fields_there_are() -> None:
    known = {f"{name}.{info.name}" for name, struct in structs().items() for info in fields_of(struct)}
    listed = [name for names in categories._OF_FIELDS.values() for name in names.split()]
    assert sorted(set(listed) - known) == []
    assert sorted(name for name in set(listed) if listed.count(name) > 1) == []


@pytest.mark.parametrize(
    ("struct", "name", "inherited", "is_bound", "expected"),
    [
        (Goal, "owner", None, True, "accountability"),
        (Goal, "title", None, True, "terms"),
        (Goal, "notes", None, False, "editorial"),
        (Goal, "status", None, False, "status"),
        (KeyResult, "target", "target", True, "target"),
        (KeyResult, "title", "target", True, "terms"),
        (KeyResult, "title", "target", False, "editorial"),
        (Charter, "effective_from", None, False, "schedule"),
        (Charter, "purpose", None, True, "terms"),
        (Person, "contacts", None, False, "contact"),
        (Meeting, "present", None, False, "membership"),
    ],
)
def test_category_of(
    struct: type[Part], name: str, inherited: Category | None, is_bound: bool, expected: Category
) -> None:
    assert category_of(struct, field(struct, name), inherited=inherited, is_bound=is_bound) == expected


def test_every_field_has_one() -> None:
    for struct in structs().values():
        for info in fields_of(struct):
            assert category_of(struct, info, inherited=None, is_bound=False) in CATEGORIES


def test_is_about_itself() -> None:
    assert is_about_itself(Goal, field(Goal, "closing"))
    assert not is_about_itself(Settings, field(Settings, "company"))
