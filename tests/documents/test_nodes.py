"""Finding nodes and their places."""

from __future__ import annotations

import pytest

from collab_cli.documents.nodes import Document, Mapping, Scalar, entry_id, find, place_at, place_of
from collab_cli.documents.reader import read_document
from collab_cli.findings import Place

TEXT = "title: x\nlist:\n  - id: one\n    a: [p, q]\n  - b: 2\nempty:\n"


@pytest.fixture
def document() -> Document:
    found = read_document("a.yaml", TEXT.encode()).document
    assert found is not None
    return found


def test_find_walks_keys_indexes_and_ids(document: Document) -> None:
    found = find(document.root, ("list", "one", "a", 1))

    assert isinstance(found, Scalar)
    assert found.text == "q"
    assert find(document.root, ("list", 0, "a", 1)) is found
    assert find(document.root, ("list", 7)) is None
    assert find(document.root, ("list", "two")) is None
    assert find(document.root, ("title", "x")) is None
    assert find(document.root, ("no", "x")) is None
    assert find(document.root, ()) is document.root


def test_a_map_gives_its_keys_and_values(document: Document) -> None:
    assert isinstance(document.root, Mapping)
    key, value = document.root.key("empty"), document.root.get("empty")

    assert key is not None
    assert (key.text, key.line) == ("empty", 6)
    assert isinstance(value, Scalar)
    assert value.is_empty
    assert document.root.key("no") is None
    assert document.root.get("no") is None


def test_lines_are_given_without_their_ends() -> None:
    document = Document("a.yaml", b"a: 1\r\nb: 2\rc: 3\n")

    assert [document.line_text(line) for line in range(5)] == ["", "a: 1", "b: 2", "c: 3", ""]


def test_ids_of_entries(document: Document) -> None:
    assert entry_id(find(document.root, ("list", 0))) == "one"  # type: ignore[arg-type]
    assert entry_id(find(document.root, ("list", 1))) is None  # type: ignore[arg-type]
    assert entry_id(find(document.root, ("title",))) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("route", "line", "column", "told"),
    [
        ((), 1, 1, ()),
        (("title",), 1, 8, ("title",)),
        (("list", 0, "a", 1), 4, 12, ("list", "one", "a", 1)),
        (("list", "one", "a"), 4, 8, ("list", "one", "a")),
        (("list", 1, "b"), 5, 8, ("list", 1, "b")),
        (("list", 0, "missing"), 3, 5, ("list", "one", "missing")),
        (("list", 9, "x"), 3, 3, ("list", 9, "x")),
        (("title", "x"), 1, 8, ("title", "x")),
        (("missing", "x"), 1, 1, ("missing", "x")),
    ],
)
def test_places_of_routes(
    document: Document, route: tuple[str | int, ...], line: int, column: int, told: tuple[str | int, ...]
) -> None:
    assert place_at("a.yaml", document.root, route) == Place("a.yaml", line, column, told)


def test_a_place_below_a_record_keeps_the_way_to_it(document: Document) -> None:
    entry = find(document.root, ("list", 0))
    assert entry is not None

    assert place_at("a.yaml", entry, ("a",), ("one",)) == Place("a.yaml", 4, 8, ("one", "a"))
    assert place_of("a.yaml", entry, ("one",)) == Place("a.yaml", 3, 5, ("one",))


def test_an_empty_file_has_its_first_place() -> None:
    assert place_at("a.yaml", None, ()) == Place("a.yaml")
    assert place_at("a.yaml", None, ("x",)) == Place("a.yaml", 1, 1, ("x",))
