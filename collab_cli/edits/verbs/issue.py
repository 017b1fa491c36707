"""The state verbs of issues: who has it, who was asked higher up, how it ended."""

from __future__ import annotations

from collab_cli.edits.stamps import Append, Put, day, given
from collab_cli.edits.state_verb import DATE, Move, StateVerb, VerbOption
from collab_cli.errors import CollabError
from collab_cli.messages import msg

_AT = "The day it is dated with, or day and time; else today"


def _holder(move: Move) -> str:
    """Return who has an issue: to whom it is assigned, else the first person asked, else who raised it."""
    issue = move.value
    return str(issue.assigned or f"person:{issue.first_contact or issue.raised_by}")


def _goes_on(move: Move) -> None:
    to = move.text("to") or ""
    if move.state == "assigned" and to == _holder(move):
        raise CollabError(
            msg("{party} has {issue} already", party=move.world.parties.name(to), issue=move.titled),
            msg("name somebody else with --to"),
        )


VERBS = (
    StateVerb(
        "issue",
        "handover",
        "Hand an issue to the department, person or role that takes it on.",
        (
            "collab issue handover 2025-07-02-batch-colour-complaint --to production --reason 'A matter of quality'  "
            "# production has it now",
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
            Append("handovers", {"from": _holder, "to": given("to"), "at": day, "reason": given("reason")}),
        ),
        conditions=(_goes_on,),
    ),
    StateVerb(
        "issue",
        "escalate",
        "Take an issue to somebody higher up.",
        ("collab issue escalate 2025-07-02-batch-colour-complaint --to li-na  # Li Na decides",),
        lambda move: msg(
            "took {issue} to {person}",
            issue=move.titled,
            person=move.world.parties.name(f"person:{move.text('to')}"),
        ),
        start=("open", "assigned"),
        to=("escalated",),
        options=(VerbOption("to", "escalations.to", needed=True), VerbOption(DATE, "escalations.at", _AT)),
        stamps=(Append("escalations", {"to": given("to"), "at": day}),),
    ),
    StateVerb(
        "issue",
        "resolve",
        "Note how an issue was resolved.",
        (
            "collab issue resolve 2025-07-02-batch-colour-complaint --resolution 'Batch exchanged' --date 2025-07-08"
            "  # resolved today",
        ),
        lambda move: msg("resolved {issue}", issue=move.titled),
        start=("assigned",),
        to=("resolved",),
        options=(VerbOption("resolution", "resolution", needed=True), VerbOption(DATE, "resolved_at", _AT)),
        stamps=(Put("resolution", given("resolution")), Put("resolved_at", day)),
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
