"""The state verbs of issues: who has it, who was asked higher up, how it ended."""

from __future__ import annotations

from collab_cli.edits.stamps import Append, Put, given, moment
from collab_cli.edits.state_verb import DATE, Move, StateVerb, VerbOption
from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg

_AT = "The day it is dated with, or day and time; else now"


def _holder(move: Move) -> str:
    from collab_cli.analyses.issue_figures import holder_of

    return holder_of(move.value)


def _goes_on(move: Move) -> None:
    to = move.text("to") or ""
    if move.state == "assigned" and to == _holder(move):
        raise CollabError(
            msg("{party} has {issue} already", party=move.world.parties.name(to), issue=move.titled),
            msg("name somebody else with --to"),
        )


def _bounced(move: Move) -> tuple[Message, ...]:
    """Say that an issue comes back to a party which has passed it on."""
    to = move.text("to")
    if to == _holder(move) or all(each.from_ != to for each in move.value.handovers):
        return ()
    return (
        msg(
            "it comes back to {party}, who had passed it on; {command} has somebody above both decide",
            party=move.world.parties.name(to or ""),
            command=f"collab issue escalate {move.record.id}",
        ),
    )


def _above(move: Move) -> str | None:
    """Return who it is taken to: whoever is named, else the next person above whoever has it."""
    from collab_cli.analyses.escalation import next_in_escalation

    return move.text("to") or next_in_escalation(move.world, move.value)


def _has_somebody_above(move: Move) -> None:
    if _above(move) is None:
        raise CollabError(
            msg(
                "nobody is left above {party}, who has {issue}",
                party=move.world.parties.name(_holder(move)),
                issue=move.titled,
            ),
            msg("name a person with --to"),
        )


def _after_escalation(move: Move) -> tuple[Message, ...]:
    """Say why it is that person, where nobody named one."""
    if move.text("to") is not None:
        return ()
    from collab_cli.analyses.issue_figures import first_return

    if first_return(move.value.handovers) is not None:
        return (msg("above all it was passed between; name somebody else with --to"),)
    return (msg("the next above {party}; name somebody else with --to", party=move.world.parties.name(_holder(move))),)


def _cause(move: Move) -> tuple[Message, ...]:
    """Say what is still to be settled with the hand-off an issue comes from."""
    kind, _, handoff = (move.value.caused_by or "").partition(":")
    if kind != "handoff":
        return ()
    return (
        msg(
            "it came from the hand-off {handoff}; {command} shows how that is kept",
            handoff=handoff.partition("/")[0],
            command="collab report handoffs",
        ),
    )


VERBS = (
    StateVerb(
        "issue",
        "handover",
        "Hand an issue to the department, person or role that takes it on.",
        (
            "collab issue handover 2025-07-02-batch-colour-complaint --to production --reason 'A matter of quality' "
            "--date 2025-07-08  # production has it now",
        ),
        lambda move: msg(
            "handed {issue} over to {party}",
            issue=move.titled,
            party=move.world.parties.name(move.text("to") or ""),
        ),
        start=("open", "assigned", "escalated"),
        to=("assigned",),
        options=(
            VerbOption("to", "handovers.to", needed=True),
            VerbOption("reason", "handovers.reason", needed=True),
            VerbOption(DATE, "handovers.at", _AT),
        ),
        stamps=(
            Put("assigned", given("to")),
            Append("handovers", {"from": _holder, "to": given("to"), "at": moment, "reason": given("reason")}),
        ),
        conditions=(_goes_on,),
        notes=_bounced,
    ),
    StateVerb(
        "issue",
        "escalate",
        "Take an issue to somebody higher up.\n\nThat is the head of the department that has it, then of the one that "
        "is part of, then the head of the company: whoever is next, unless --to names somebody else.",
        (
            "collab issue escalate 2025-07-02-batch-colour-complaint --date 2025-07-08"
            "  # to the next person above whoever has it",
            "collab issue escalate 2025-07-02-batch-colour-complaint --to li-na --date 2025-07-08  # Li Na decides",
        ),
        lambda move: msg(
            "took {issue} to {person}",
            issue=move.titled,
            person=move.world.parties.name(f"person:{_above(move)}"),
        ),
        start=("open", "assigned", "escalated"),
        to=("escalated",),
        options=(
            VerbOption("to", "escalations.to", "Who it is taken to; else the next person above whoever has it"),
            VerbOption(DATE, "escalations.at", _AT),
        ),
        stamps=(Append("escalations", {"to": _above, "at": moment}),),
        conditions=(_has_somebody_above,),
        notes=_after_escalation,
    ),
    StateVerb(
        "issue",
        "resolve",
        "Note how an issue was resolved, by whoever has it or the person it was taken to.",
        (
            "collab issue resolve 2025-07-02-batch-colour-complaint --resolution 'Batch exchanged' --date 2025-07-08"
            "  # resolved today",
        ),
        lambda move: msg("resolved {issue}", issue=move.titled),
        start=("assigned", "escalated"),
        to=("resolved",),
        options=(VerbOption("resolution", "resolution", needed=True), VerbOption(DATE, "resolved_at", _AT)),
        stamps=(Put("resolution", given("resolution")), Put("resolved_at", moment)),
        notes=_cause,
    ),
    StateVerb(
        "issue",
        "close",
        "Close an issue whose resolution holds.",
        ("collab issue close 2025-07-02-batch-colour-complaint  # nothing is left to do",),
        lambda move: msg("closed {issue}", issue=move.titled),
        start=("resolved",),
        to=("closed",),
    ),
)
