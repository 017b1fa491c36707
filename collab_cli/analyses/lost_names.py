"""Who is gone from one world to another, and what still names them: meetings, goals, posts, other records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from collab_cli.findings import Place
from collab_cli.graph.living_uses import is_living
from collab_cli.graph.uses import all_uses, place_of_use
from collab_cli.graph.world import World
from collab_cli.model.person import Person

Group = Literal["people", "meetings", "goals", "posts", "work"]
GROUPS: Final[tuple[Group, ...]] = ("people", "meetings", "goals", "posts", "work")

_KINDS: Final[dict[str, Group]] = {"series": "meetings", "meeting": "meetings", "goal": "goals"}
_POSTS: Final = {
    "department": ("head", "deputy"),
    "charter": ("owner",),
    "person": ("manager", "deputy"),
    "": ("head",),
}
"""The fields by kind, none for collab.yaml, that name who holds a post."""
_LETTERS = "raci"
"""The field whose keys are judged as duties, not as names."""


@dataclass(frozen=True, slots=True)
class LostName:
    """A field of a record, empty ``ref`` for collab.yaml, that names a party which is gone."""

    ref: str
    field: str
    party: str
    place: Place

    @property
    def group(self) -> Group:
        """Return what kind of loss it is: a person's role, a meeting's, a goal's, a post's, or another record's."""
        kind = self.ref.partition(":")[0]
        if (kind, self.field) == ("person", "role"):
            return "people"
        return "posts" if self.field in _POSTS.get(kind, ()) else _KINDS.get(kind, "work")


def gone_parties(before: World, after: World) -> tuple[str, ...]:
    """Return who answers no more: people who left, roles that lost their holders, departments that closed."""
    people = (f"person:{person}" for person in _active_people(before) if person not in _active_people(after))
    roles = (f"role:{role}" for role in before.parties.holders if role not in after.parties.holders)
    active = {department.id for department in after.parties.active_departments}
    departments = (f"department:{each.id}" for each in before.parties.active_departments if each.id not in active)
    return (*departments, *roles, *people)


def lost_names(before: World, after: World) -> tuple[LostName, ...]:
    """Return what in ``after`` names a party gone since ``before``, letters of duties and what is past left out.

    People who stay without the role they held come with it, at the place where it was written.

    They come in the order of the groups, then in path order; a field that names a party twice comes once.
    """
    gone = frozenset(gone_parties(before, after))
    if not gone:
        return ()
    words = [party.partition(":")[2] for party in gone]
    found = {(lost.ref, lost.field, lost.party): lost for lost in _roleless(before, after, gone)}
    for use in all_uses(after.workspace, words):
        if use.target in gone and use.part is None and use.field != _LETTERS and is_living(after, use):
            key = (use.ref, use.field, use.target)
            if key not in found:
                found[key] = LostName(*key, place_of_use(after.workspace, use) if use.ref else Place(use.path))
    return tuple(sorted(found.values(), key=lambda lost: GROUPS.index(lost.group)))


def _roleless(before: World, after: World, gone: frozenset[str]) -> Iterator[LostName]:
    for person in before.all(Person):
        role = f"role:{person.value.role}"
        if role in gone and person.id in _active_people(before) and person.id in _active_people(after):
            yield LostName(person.ref, "role", role, person.place("role"))


def _active_people(world: World) -> dict[str, None]:
    return world.once(_find_active_people)


def _find_active_people(world: World) -> dict[str, None]:
    return {person.id: None for person in world.all(Person) if person.value.status == "active"}
