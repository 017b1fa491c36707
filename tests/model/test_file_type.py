"""What a file holds, told by its path and by its content."""

from __future__ import annotations

import pytest

from collab_cli.documents.reader import read_document
from collab_cli.model.fields import FieldType, ListType, StructType
from collab_cli.model.file_type import kind_of_content, type_of_file
from collab_cli.model.goal import Goal
from collab_cli.model.person import Person
from collab_cli.model.settings import Settings
from tests.small_company import FOLDER


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("goals/more.yaml", StructType(Goal)),
        ("goals/2025/more.yaml", StructType(Goal)),
        ("company/goals/2025/more.yaml", StructType(Goal)),
        ("restricted/goals/more.yaml", StructType(Goal)),
        ("people.yaml", ListType(StructType(Person))),
        ("restricted/people.yaml", ListType(StructType(Person))),
        ("collab.yaml", StructType(Settings)),
        ("goals/more.yml", None),
        ("goals", None),
        ("notes/more.yaml", None),
        ("", None),
    ],
)
def test_the_type_of_a_path(path: str, wanted: FieldType | None) -> None:
    assert type_of_file(path) == wanted


def test_the_kind_of_every_record_of_the_example_is_told_by_its_content() -> None:
    for path in sorted(FOLDER.rglob("*/*.yaml")):
        wanted = type_of_file(path.relative_to(FOLDER).as_posix())
        reading = read_document(path.name, path.read_bytes())
        kind = kind_of_content(reading.plain)
        assert kind is not None
        assert StructType(kind.struct) == wanted, path


@pytest.mark.parametrize("plain", [None, "text", [], ["a"], {}, {"odd": "1"}, [{"odd": "1"}]])
def test_what_is_like_no_kind(plain: object) -> None:
    assert kind_of_content(plain) is None
