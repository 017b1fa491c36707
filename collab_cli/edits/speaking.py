"""Who may speak for a department in a state verb."""

from __future__ import annotations

from collab_cli.edits.state_verb import Move
from collab_cli.errors import CollabError
from collab_cli.messages import Items, msg


def check_speaks(move: Move, department: str) -> None:
    """Raise CollabError unless the person speaks for ``department`` on the day."""
    parties = move.world.parties
    speakers = parties.speakers(department, move.day)
    if move.by in speakers:
        return
    person, name = parties.name(f"person:{move.by}"), parties.name(department)
    if not speakers:
        raise CollabError(
            msg("{department} has no head who could speak for it", department=name),
            msg("name one with {command}", command=f"collab set department:{department} head=PERSON"),
        )
    raise CollabError(
        msg("{person} does not speak for {department}", person=person, department=name),
        msg("name one of {people} with --by", people=Items(tuple(parties.name(f"person:{one}") for one in speakers))),
    )
