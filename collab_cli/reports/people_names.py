"""People as papers name them: no two alike, with their department where that helps."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from collab_cli.graph.world import World
from collab_cli.messages import Param, msg
from collab_cli.model.person import Person
from collab_cli.reports.party_names import unlike


class PeopleNames:
    """The names of the people of a company, with the id in brackets where two are called alike."""

    def __init__(self, world: World) -> None:
        self._world = world

    def person(self, person_id: str) -> Param:
        """Return the name of a person, the id where nobody has it."""
        return self._known.get(person_id, person_id)

    def with_department(self, person_id: str) -> Param:
        """Return the name of a person with the department in brackets, where there is one."""
        person = self._world.get(Person, person_id)
        department = person.value.department if person is not None else None
        if department is None:
            return self.person(person_id)
        name = self._world.parties.name(department)
        return msg("{person} ({department})", person=self.person(person_id), department=name)

    @cached_property
    def _known(self) -> Mapping[str, Param]:
        people = self._world.workspace.all(Person)
        named = unlike([(person.name, person.id) for person in people])
        return {person.id: name for person, name in zip(people, named, strict=True)}
