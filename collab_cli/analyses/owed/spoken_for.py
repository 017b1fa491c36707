"""Which departments a person answers for on a day: those the person heads, and those of heads who are away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from collab_cli.analyses.owed.owed import SpokenFor
from collab_cli.analyses.stand_ins import Answering, answering
from collab_cli.graph.world import World


def spoken_for(world: World, person: str, day: date | None = None) -> tuple[SpokenFor, ...]:
    """Return the active departments a person answers for on ``day``, else on that of the world.

    A head who is away and has somebody standing in answers for nothing on those days.
    """
    then = world if day is None else replace(world, as_of=day)
    found = ((one.id, answering(then, one.id)) for one in world.parties.active_departments)
    return tuple(spoken for _, one in found if (spoken := falls_to(one, person)) is not None)


def falls_to(one: Answering, person: str) -> SpokenFor | None:
    """Return for whom a person answers where ``one`` says who does, None where it is not that person."""
    if one.now != person and (one.now is not None or one.person != person):
        return None
    if one.person == person:
        return SpokenFor(one.party)
    return SpokenFor(one.party, one.person, one.until)
