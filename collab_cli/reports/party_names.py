"""What people call the parties of a matrix, no two of them alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from collab_cli.graph.world import World
from collab_cli.messages import Bilingual, Param, Titled, forms_of
from collab_cli.model.department import Department
from collab_cli.model.person import Person
from collab_cli.model.role import Role


def party_names(world: World, parties: Sequence[str]) -> tuple[Param, ...]:
    """Return the name of each party; one called like another party of the company gets its id in brackets."""
    shown = tuple(parties)
    known = [*(one.id for one in world.workspace.all(Department))]
    known += [f"role:{one.id}" for one in world.workspace.all(Role)]
    known += [f"person:{one.id}" for one in world.workspace.all(Person)]
    everybody = dict.fromkeys((*shown, *known))
    return unlike([(world.parties.name(party), party) for party in everybody])[: len(shown)]


def unlike(named: Sequence[tuple[str | Bilingual, str]]) -> tuple[Param, ...]:
    """Return the name of each pair of name and id, with the id in brackets where another is called alike.

    Names are alike that are so in either language, blanks and capitals aside.
    """
    seen = Counter(spelling for name, _ in named for spelling in _spellings(name))
    return tuple(
        Titled(name, own) if any(seen[spelling] > 1 for spelling in _spellings(name)) else name for name, own in named
    )


def _spellings(name: str | Bilingual) -> frozenset[str]:
    return frozenset(" ".join(form.split()).casefold() for form in forms_of(name))
