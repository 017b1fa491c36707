"""A record: its typed value, and the place every part of it stands at."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from collab_cli.documents.nodes import Document, Mapping, Node, find, place_at
from collab_cli.findings import Place, Route
from collab_cli.messages import Bilingual, Titled
from collab_cli.model.field_types import KindRecord, Part
from collab_cli.model.kind import Kind

_NOTHING_LOST: AnyMapping[Route, tuple[int, ...]] = MappingProxyType({})
T = TypeVar("T", bound=KindRecord)


@dataclass(frozen=True, slots=True)
class Record(Generic[T]):
    """One record of a workspace.

    ``written`` is the value as typed; in ``value`` references that lead nowhere are taken out, so that rules
    need not report them again. ``route`` leads from the top of the file to the record (an entry of a register).
    ``kept`` are the written indexes of the entries left in lists that lost some to dead references or were faulty;
    ``kept_in_written`` are those of ``written``, from which only faulty entries are missing. ``is_whole`` says that
    nothing faulty is missing from ``written``, so that it has the content of the file.
    """

    kind: Kind
    id: str
    document: Document
    value: T
    written: T
    route: Route = ()
    restricted: bool = False
    kept: AnyMapping[Route, tuple[int, ...]] = field(default_factory=lambda: _NOTHING_LOST)
    kept_in_written: AnyMapping[Route, tuple[int, ...]] = field(default_factory=lambda: _NOTHING_LOST)
    is_whole: bool = True

    @property
    def path(self) -> str:
        """Return the path of the record's file."""
        return self.document.path

    @property
    def node(self) -> Mapping:
        """Return the mapping the record is written as."""
        found = find(self.document.root, self.route)
        assert isinstance(found, Mapping)
        return found

    @property
    def ref(self) -> str:
        """Return the record as an open reference, `kind:id`."""
        return f"{self.kind.name}:{self.id}"

    @property
    def name(self) -> str | Bilingual:
        """Return what people call the record: its title or name, else its id."""
        found: str | Bilingual | None = getattr(self.value, self.kind.title_field, None)
        return found or self.id

    @property
    def titled(self) -> Titled:
        """Return the record as messages name it: title first, id in brackets."""
        found = getattr(self.value, self.kind.title_field, None)
        return Titled(found or None, self.id)

    @property
    def is_draft(self) -> bool:
        """Return whether the record is in state draft."""
        return getattr(self.value, "status", None) == "draft"

    def find(self, *route: str | int) -> Node | None:
        """Return the node at ``route`` (written field names, indexes in lists of ``value`` or entry ids), or None."""
        return find(self.node, self._written(route))

    def place(self, *route: str | int) -> Place:
        """Return where the value at ``route`` stands; of a missing field, the first key of its row or record."""
        return place_at(self.path, self.node, self._written(route), self.route)

    @property
    def first_place(self) -> Place:
        """Return where the first key of the record stands: the place of what the record lacks as a whole."""
        node = self.node
        first = next((key for key, _ in node.entries.values()), node)
        return Place(self.path, first.line, first.column, self.route)

    def key_place(self, *route: str | int) -> Place:
        """Return where the key that ends ``route`` stands; of a missing key, as ``place``."""
        parent = self.find(*route[:-1])
        key = parent.key(str(route[-1])) if isinstance(parent, Mapping) else None
        place = self.place(*route)
        return Place(self.path, key.line, key.column, place.route) if key is not None else place

    def in_file(self, *route: str | int) -> Route:
        """Return ``route``, which has the indexes of lists of ``written``, with those of the file."""
        return with_file_indexes(route, self.kept_in_written)

    def _written(self, route: Route) -> Route:
        """Return ``route`` with the indexes of lists as they are in the file."""
        return with_file_indexes(route, self.kept)


def with_file_indexes(route: Route, kept: AnyMapping[Route, tuple[int, ...]]) -> Route:
    """Return ``route`` with the indexes of lists as they are in the file; ``kept`` are those of the entries left."""
    if not kept:
        return route
    steps: list[str | int] = []
    for step in route:
        left = kept.get(tuple(steps)) if isinstance(step, int) else None
        steps.append(left[step] if left is not None and isinstance(step, int) and 0 <= step < len(left) else step)
    return tuple(steps)


@dataclass(frozen=True, slots=True)
class Remains:
    """What is good of a record or part that lacks what it cannot be without; ``values`` are by attribute.

    ``steps`` lead from the record to the part, by the indexes of the file.
    """

    struct: type[Part]
    values: AnyMapping[str, Any]
    steps: Route


@dataclass(frozen=True, slots=True)
class Torso:
    """The remains of one record, for a look at their references; ``kept`` as in Record."""

    document: Document
    route: Route
    ref: str
    kept: AnyMapping[Route, tuple[int, ...]]
    remains: tuple[Remains, ...]

    @property
    def node(self) -> Mapping:
        """Return the mapping the record is written as."""
        found = find(self.document.root, self.route)
        assert isinstance(found, Mapping)
        return found
