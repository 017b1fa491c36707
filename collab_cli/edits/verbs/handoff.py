"""The state verbs of hand-offs: the receiver accepts, the supplier delivers."""

from __future__ import annotations

from collab_cli.edits.stamps import AGREED, Put, PutEntry, by, day, given
from collab_cli.edits.state_verb import BY, DATE, Move, StateVerb, VerbOption
from collab_cli.errors import CollabError
from collab_cli.messages import msg


def _is_of_the_receiver(move: Move) -> None:
    parties = move.world.parties
    if not parties.counts_for(f"person:{move.by}", move.value.to):
        receiver = parties.name(move.value.to)
        raise CollabError(
            msg("{person} is not of {department}", person=parties.name(f"person:{move.by}"), department=receiver),
            msg("name with --by a person of {department}, which receives it", department=receiver),
        )


VERBS = (
    StateVerb(
        "handoff",
        "accept",
        "Note that the receiver agrees to a hand-off.\n\nA person of the department that receives it accepts it, and "
        "accepts it again when it has changed.",
        ("collab handoff accept rolling-forecast --by wang-qiang  # production agrees",),
        lambda move: msg("agreed on the hand-off {handoff}", handoff=move.titled),
        start=("draft", "agreed"),
        to=("agreed",),
        options=(
            VerbOption(BY, "accepted_by.person", "Who accepts it for the receiver; else you, by git's identity"),
            VerbOption(DATE, "accepted_by.date", "The day it is dated with; else today"),
            VerbOption("via", "accepted_by.via"),
            VerbOption("evidence", "accepted_by.evidence"),
        ),
        stamps=(Put("accepted_by", {"person": by, "date": day, **AGREED}),),
        conditions=(_is_of_the_receiver,),
    ),
    StateVerb(
        "handoff",
        "deliver",
        "Note a delivery of a hand-off: when it was due, and when it came.",
        (
            "collab handoff deliver rolling-forecast --due 7/14  # it came today",
            "collab handoff deliver rolling-forecast --due 6/23 --delivered 6/24 --accepted true  # late, but accepted",
        ),
        lambda move: msg("noted a delivery of {handoff}", handoff=move.titled),
        start=("agreed",),
        options=(
            VerbOption("due", "deliveries.due", needed=True),
            VerbOption("delivered", "deliveries.delivered", "The day it came; else today"),
            VerbOption("accepted", "deliveries.accepted"),
        ),
        stamps=(
            PutEntry(
                "deliveries",
                "due",
                {
                    "due": given("due"),
                    "delivered": lambda move: move.given.get("delivered") or day(move),
                    "accepted": given("accepted"),
                },
            ),
        ),
    ),
)
