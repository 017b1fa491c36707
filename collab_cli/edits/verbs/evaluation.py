"""The state verbs of evaluations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from collab_cli.edits.stamps import PutEach
from collab_cli.edits.state_verb import BY, Move, StateVerb, VerbOption
from collab_cli.errors import CollabError
from collab_cli.messages import msg


def _concerns(move: Move, entry: Mapping[str, Any]) -> bool:
    return not entry.get("reply") and entry.get("person") in (None, move.by)


def _reply(move: Move, entry: Mapping[str, Any]) -> str | None:
    return move.text("reply") if _concerns(move, entry) else None


def _has_what_to_reply_to(move: Move) -> None:
    entries = move.maps("consequences")
    if move.text("reply") is not None and not any(_concerns(move, entry) for entry in entries):
        raise CollabError(
            msg("{evaluation} has no consequence to which a reply is open", evaluation=move.titled),
            msg("leave the text out, or keep it under `notes`"),
        )


VERBS = (
    StateVerb(
        "evaluation",
        "publish",
        "Publish an evaluation to those it is about.",
        ("collab evaluation publish sales-2025-q3  # a draft no more",),
        lambda move: msg("published {evaluation}", evaluation=move.titled),
        start=("draft",),
        to=("published",),
    ),
    StateVerb(
        "evaluation",
        "reply",
        "Note the reply of those an evaluation is about.\n\n"
        "The text is written to the consequences that have no reply yet: those of the person who replies, and those "
        "that name nobody.",
        (
            "collab evaluation reply sales-2025-q3  # they have nothing to say against it",
            "collab evaluation reply sales-2025-q3 'The checklist is in use' --by chen-jie  # with what they say",
        ),
        lambda move: msg("noted the reply to {evaluation}", evaluation=move.titled),
        start=("published",),
        to=("replied",),
        options=(
            VerbOption("reply", "consequences.reply", "What they say", argument=True),
            VerbOption(BY, "consequences.person", "Who replies; else you, by git's identity"),
        ),
        stamps=(PutEach("consequences", "reply", _reply, optional=True),),
        conditions=(_has_what_to_reply_to,),
    ),
)
