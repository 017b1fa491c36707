"""The state verbs of actions; each adds to the history."""

from __future__ import annotations

from datetime import date

from collab_cli.edits.stamps import Append, Put, by, day, given, state
from collab_cli.edits.state_verb import BY, DATE, Move, StateVerb, VerbOption
from collab_cli.errors import CollabError
from collab_cli.messages import Message, msg

_OPEN = ("open", "in_progress")
_BY = VerbOption(BY, "history.by", "Who says so; else you, by git's identity")
_DATE = VerbOption(DATE, "history.date", "The day it is dated with; else today")
_NOTE = VerbOption("note", "history.note")
_REASON = VerbOption("reason", "history.note", "The reason")
_MOVED = {"date": day, "by": by, "status": state, "note": given("note")}


def _is_due_then(move: Move) -> bool:
    return bool(move.value.due == move.given["due"])


def _is_first_change(move: Move) -> bool:
    """Return whether no entry tells yet when the action was first to be done."""
    return move.value.due is not None and all(entry.due is None for entry in move.value.history)


def _first_day(move: Move) -> date:
    from collab_cli.analyses.due_history import began

    start = began(move.record)
    return min(start, move.day) if start is not None else move.day


def _is_in_order(move: Move) -> None:
    """Raise CollabError for a day given that is before the last one in the history, without one before it came up."""
    from collab_cli.analyses.due_history import began

    last = max((entry.date for entry in move.value.history), default=None) or began(move.record)
    if DATE in move.given and last is not None and move.day < last:
        raise CollabError(
            msg("{day} is before {last}, the last day in the history of {action}", day=move.day, last=last,
                action=move.titled)
            if move.value.history
            else msg("{day} is before {last}, when {action} was agreed", day=move.day, last=last, action=move.titled),
            msg("date it with that day or a later one; the history is only added to"),
        )  # fmt: skip


def _is_owner(move: Move) -> bool:
    return bool(move.value.owner == move.given["person"])


def _assigned(move: Move) -> Message:
    from collab_cli.model.person import Person

    person = move.world.name(Person, str(move.given["person"]))
    return msg("{action} is with {person} now", action=move.titled, person=person)


def _handed_over(move: Move) -> str:
    """Return the note that says from whom to whom an action went, by ids, and why if that is said."""
    change = f"owner: {move.value.owner or '-'} -> {move.given['person']}"
    reason = move.text("reason")
    return f"{change}; {reason}" if reason else change


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
        conditions=(_is_in_order,),
        stamps=(Append("history", _MOVED),),
        many=True,
    ),
    StateVerb(
        "action",
        "done",
        "Note that actions are done, and what shows it.\n\n"
        "Several are closed in one step, or none. A number is that of the list last shown in this terminal session.",
        (
            "collab action done 2025-07-07-forecast-deadline  # done today",
            "collab action done 1 3  # those with these numbers in the list last shown",
            "collab action done 2025-07-07-forecast-deadline --evidence 'Forecast of week 28' --date 7/8  # proof too",
        ),
        lambda move: msg("{action} is done", action=move.titled),
        start=_OPEN,
        to=("done",),
        options=(VerbOption("evidence", "evidence"), _NOTE, _BY, _DATE),
        conditions=(_is_in_order,),
        stamps=(Put("evidence", given("evidence"), optional=True), Append("history", _MOVED)),
        many=True,
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
        conditions=(_is_in_order,),
        stamps=(Append("history", {**_MOVED, "note": given("reason")}),),
        many=True,
    ),
    StateVerb(
        "action",
        "postpone",
        "Give an action another due date.",
        ("collab action postpone 2025-07-07-forecast-deadline --due 7/18 --reason 'Stock-taking'  # a week later",),
        lambda move: msg("{action} is due on {due} now", action=move.titled, due=move.text("due") or ""),
        start=_OPEN,
        options=(VerbOption("due", "due", "The new date", needed=True), _REASON, _BY, _DATE),
        conditions=(_is_in_order,),
        stamps=(
            Put("due", given("due")),
            Append("history", {"date": _first_day, "due": lambda move: move.value.due}, when=_is_first_change),
            Append("history", {"date": day, "by": by, "due": given("due"), "note": given("reason")}),
        ),
        is_done=_is_due_then,
        many=True,
    ),
    StateVerb(
        "action",
        "assign",
        "Give an action to somebody else, who answers for it from then on.",
        ("collab action assign 2025-07-07-forecast-deadline 陈杰 --reason 'Knows the regions'  # another owner",),
        _assigned,
        start=_OPEN,
        options=(
            VerbOption("person", "owner", "Who answers for it from now on", needed=True, argument=True),
            _REASON,
            _BY,
            _DATE,
        ),
        conditions=(_is_in_order,),
        stamps=(Put("owner", given("person")), Append("history", {"date": day, "by": by, "note": _handed_over})),
        is_done=_is_owner,
    ),
    StateVerb(
        "action",
        "note",
        "Add a note to the history of an action.",
        ("collab action note 2025-07-07-forecast-deadline 'Draft is with production'  # one entry more",),
        lambda move: msg("added a note to {action}", action=move.titled),
        options=(VerbOption("note", "history.note", "What is to be noted", needed=True, argument=True), _BY, _DATE),
        conditions=(_is_in_order,),
        stamps=(Append("history", {"date": day, "by": by, "note": given("note")}),),
    ),
)
