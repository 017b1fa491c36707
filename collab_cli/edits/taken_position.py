"""A department's position in a proposal: for which one a person speaks, whether it is heard, and the entry of it."""

from __future__ import annotations

from collab_cli.edits.speaking import check_speaks
from collab_cli.edits.stamps import AGREED, Entry, Source, by, day
from collab_cli.edits.state_verb import Move
from collab_cli.errors import CollabError
from collab_cli.messages import msg


def spoken_for(move: Move) -> tuple[str, ...]:
    """Return the departments heard that the person speaks for on the day."""
    parties = move.world.parties
    return tuple(one for one in dict.fromkeys(move.value.affected) if move.by in parties.speakers(one, move.day))


def named_or_spoken_for(move: Move) -> str | None:
    """Return the department named, else the only one heard that the person speaks for, None for nobody's.

    Raises CollabError if there are several.
    """
    named = move.text("department")
    if named is not None:
        return named
    found, parties = spoken_for(move), move.world.parties
    if len(found) > 1:
        raise CollabError(
            msg(
                "{person} speaks for {departments}",
                person=parties.name(f"person:{move.by}"),
                departments=tuple(parties.name(one) for one in found),
            ),
            msg("name one with --department"),
        )
    return found[0] if found else None


def check_heard(move: Move, department: str) -> None:
    """Raise CollabError unless the proposal is put to ``department`` and the person speaks for it."""
    parties = move.world.parties
    if department not in move.value.affected:
        raise CollabError(
            msg("{proposal} is not put to {department}", proposal=move.titled, department=parties.name(department)),
            msg("it is put to {departments}", departments=tuple(parties.name(one) for one in move.value.affected)),
        )
    check_speaks(move, department)


def present_round(move: Move) -> int | None:
    """Return the present round, None for the first, which need not be written."""
    return move.value.round if move.value.round > 1 else None


def position_entry(department: Source, position: Source, **said: Source) -> Entry:
    """Return what is written of a position taken in the present round; ``said`` is what is said besides."""
    entry: Entry = {"department": department, "by": by, "date": day, "position": position}
    return {**entry, **said, "round": present_round, **AGREED}
