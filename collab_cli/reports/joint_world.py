"""Both sides of a comparison as one world to take names from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from collab_cli.graph.world import Graph, World
from collab_cli.messages import Titled
from collab_cli.model.field_types import Name
from collab_cli.model.person import Person
from collab_cli.model.record import Record
from collab_cli.reports.party_names import unlike

Records = Mapping[str, Record[Any]]


def joint_world(before: World, after: World) -> World:
    """Return the world ``after``, in which the records that are only in ``before`` can be found too.

    People who are called alike have their ids behind their names. It costs the same however many records there are,
    so that it can be had for every sentence.
    """
    new, old = after.workspace.records, before.workspace.records
    namesakes = before.once(_namesakes) | after.once(_namesakes)
    records = {
        kind: _Joint(new.get(kind, {}), old.get(kind, {}), namesakes if kind == "person" else frozenset())
        for kind in {**old, **new}
    }
    workspace = replace(after.workspace, records=records)
    return replace(after, workspace=workspace, graph=Graph(workspace, after.as_of))


def _namesakes(world: World) -> frozenset[str]:
    """Return the ids of the people who are called as others are."""
    people = world.workspace.all(Person)
    called = unlike([(person.name, person.id) for person in people])
    return frozenset(person.id for person, name in zip(people, called, strict=True) if isinstance(name, Titled))


@dataclass(frozen=True, slots=True)
class _Joint(Mapping[str, Record[Any]]):
    """The records of ``first``, and those of ``second`` whose ids are not there."""

    first: Records
    second: Records
    namesakes: frozenset[str]

    def __getitem__(self, record_id: str) -> Record[Any]:
        record = self.first[record_id] if record_id in self.first else self.second[record_id]
        return _with_id(record) if record_id in self.namesakes else record

    def __iter__(self) -> Iterator[str]:
        yield from self.first
        yield from (record_id for record_id in self.second if record_id not in self.first)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _with_id(person: Record[Any]) -> Record[Any]:
    """Return a person whose name has the id behind it."""
    name = person.value.name
    if isinstance(name, Name):
        forms = {code: f"{form} ({person.id})" for code, form in (("zh", name.zh), ("en", name.en)) if form}
        return replace(person, value=msgspec.structs.replace(person.value, name=Name(**forms)))
    return replace(person, value=msgspec.structs.replace(person.value, name=f"{name} ({person.id})"))
