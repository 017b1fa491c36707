"""The state verbs of actions; each adds to the history."""

from __future__ import annotations

from collab_cli.edits.stamps import Append, Put, by, day, given, state
from collab_cli.edits.state_verb import BY, DATE, Move, StateVerb, VerbOption
from collab_cli.messages import msg

_OPEN = ("open", "in_progress")
_BY = VerbOption(BY, "history.by", "Who says so; else you, by git's identity")
_DATE = VerbOption(DATE, "history.date", "The day it is dated with; else today")
_NOTE = VerbOption("note", "history.note")
_REASON = VerbOption("reason", "history.note", "The reason")
_MOVED = {"date": day, "by": by, "status": state, "note": given("note")}


def _is_due_then(move: Move) -> bool:
    return bool(move.value.due == move.given["due"])


VERBS = (
    StateVerb(
        "action",
        "start",
        "Note that an action is being worked on.",
        ("collab action start 2025-07-07-forecast-deadline  # in progress from today on",),
        lambda move: msg("started {action}", action=move.titled),
        start=("open",),
        to=("in_progress",),
        options=(_NOTE, _BY, _DATE),
        stamps=(Append("history", _MOVED),),
    ),
    StateVerb(
        "action",
        "done",
        "Note that an action is done, and what shows it.",
        (
            "collab action done 2025-07-07-forecast-deadline  # done today",
            "collab action done 2025-07-07-forecast-deadline --evidence 'Forecast of week 28' --date 6/27  # proof too",
        ),
        lambda move: msg("{action} is done", action=move.titled),
        start=_OPEN,
        to=("done",),
        options=(VerbOption("evidence", "evidence"), _NOTE, _BY, _DATE),
        stamps=(Put("evidence", given("evidence"), optional=True), Append("history", _MOVED)),
    ),
    StateVerb(
        "action",
        "cancel",
        "Cancel an action that is not needed any more.",
        ("collab action cancel 2025-07-07-forecast-deadline --reason 'The system does it now'  # with the reason",),
        lambda move: msg("cancelled {action}", action=move.titled),
        start=_OPEN,
        to=("cancelled",),
        options=(VerbOption("reason", "history.note", "Why it is not needed any more", needed=True), _BY, _DATE),
        stamps=(Append("history", {**_MOVED, "note": given("reason")}),),
    ),
    StateVerb(
        "action",
        "postpone",
        "Give an action another due date.",
        ("collab action postpone 2025-07-07-forecast-deadline --due 7/18 --reason 'Stock-taking'  # a week later",),
        lambda move: msg("{action} is due on {due} now", action=move.titled, due=move.text("due") or ""),
        start=_OPEN,
        options=(VerbOption("due", "due", "The new date", needed=True), _REASON, _BY, _DATE),
        stamps=(
            Put("due", given("due")),
            Append("history", {"date": day, "by": by, "due": given("due"), "note": given("reason")}),
        ),
        is_done=_is_due_then,
    ),
    StateVerb(
        "action",
        "note",
        "Add a note to the history of an action.",
        ("collab action note 2025-07-07-forecast-deadline 'Draft is with production'  # one entry more",),
        lambda move: msg("added a note to {action}", action=move.titled),
        options=(VerbOption("note", "history.note", "What is to be noted", needed=True, argument=True), _BY, _DATE),
        stamps=(Append("history", {"date": day, "by": by, "note": given("note")}),),
    ),
)
