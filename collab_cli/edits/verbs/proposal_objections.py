"""The state verbs for objections to proposals: who objects to what, and how it was settled."""

from __future__ import annotations

from typing import Any

from collab_cli.edits.stamps import Append, PutAt, by, given
from collab_cli.edits.state_verb import BY, DATE, Move, StateVerb, VerbOption
from collab_cli.edits.taken_position import check_heard, named_or_spoken_for, position_entry
from collab_cli.errors import CollabError
from collab_cli.messages import Message, Param, Word, msg

_SETTLED = ("resolved", "withdrawn", "overruled")


def _is_heard(move: Move) -> None:
    department = named_or_spoken_for(move)
    if department is not None:
        check_heard(move, department)


def _is_new(move: Move) -> None:
    said = {"by": move.by, "reason": move.text("reason")}
    for number, entry in enumerate(_objections(move), 1):
        if _status(entry) == "open" and said == {key: entry.get(key) for key in said}:
            raise CollabError(
                msg("{person} objects to {proposal} already, for this reason", person=_who(move, entry),
                    proposal=move.titled),
                msg(
                    "change what is noted with {command}",
                    command=f"collab proposal objection set {move.record.id} {number} FIELD=VALUE",
                ),
            )  # fmt: skip


def _what_it_is(move: Move) -> tuple[Message, ...]:
    """Say where an objection is nobody's position."""
    if named_or_spoken_for(move) is not None:
        return ()
    person = move.world.parties.name(f"person:{move.by}")
    return (msg("{person} speaks for no department that is heard, so no position was entered", person=person),)


def _objections(move: Move) -> list[Any]:
    """Return the objections as they were before the change."""
    from collab_cli.documents.content import content_of

    found = content_of(move.record.node).get("objections")
    return found if isinstance(found, list) else []


def _place(move: Move) -> int:
    """Return the place of the objection meant: the one named, else the only one that is open."""
    named = move.text("objection")
    if named is not None:
        from collab_cli.edits.part_list import part_list

        return part_list(move.record, "objections").index(move.plan, named)
    entries = _objections(move)
    found = [place for place, entry in enumerate(entries) if _status(entry) == "open"]
    if len(found) == 1:
        return found[0]
    if not found:
        raise CollabError(
            msg("no objection to {proposal} is open", proposal=move.titled),
            msg("{command} shows where it stands", command=f"collab proposal status {move.record.id}"),
        )
    numbered = tuple(msg("{number} ({person})", number=place + 1, person=_who(move, entries[place])) for place in found)
    raise CollabError(
        msg("several objections to {proposal} are open", proposal=move.titled),
        msg("name one by its number: {objections}", objections=numbered),
    )


def _status(entry: Any) -> str:
    return str(entry.get("status", "open")) if isinstance(entry, dict) else ""


def _who(move: Move, entry: Any) -> Param:
    return move.world.parties.name(f"person:{entry.get('by', '?') if isinstance(entry, dict) else '?'}")


def _person(move: Move) -> Param:
    return _who(move, _objections(move)[_place(move)])


def _outcome(move: Move) -> str:
    return move.text("outcome") or "resolved"


def _is_open(move: Move) -> None:
    place = _place(move)
    entry = _objections(move)[place]
    if _status(entry) != "open":
        raise CollabError(
            msg(
                "the objection of {person} is {outcome} already",
                person=_who(move, entry),
                outcome=Word(_status(entry), "objection.status"),
            ),
            msg(
                "change what is noted with {command}",
                command=f"collab proposal objection set {move.record.id} {place + 1} FIELD=VALUE",
            ),
        )


def _says_how(move: Move) -> None:
    if _outcome(move) not in _SETTLED:
        raise CollabError(
            msg("{option} cannot be {value}", option="--outcome", value=_outcome(move)),
            msg("choose one of {choices}", choices=", ".join(_SETTLED)),
        )
    if _outcome(move) != "withdrawn" and move.text("resolution") is None:
        raise CollabError(
            msg("how it was settled is not said"), msg("say it with --resolution, or --outcome withdrawn")
        )


def _what_is_left(move: Move) -> tuple[Message, ...]:
    """Say whose objections are still open, and who has yet to take another position."""
    from collab_cli.analyses.consensus import ENOUGH_SETTLED
    from collab_cli.graph.agreements import standing_positions

    place, entries = _place(move), _objections(move)
    notes = []
    left = [_who(move, entry) for at, entry in enumerate(entries) if _status(entry) == "open" and at != place]
    if left:
        notes.append(msg("still to be settled: the objections of {people}", people=tuple(dict.fromkeys(left))))
    if move.state == "open" and move.value.method not in ENOUGH_SETTLED:
        for _, position in standing_positions(move.record):
            if position.by == entries[place].get("by") and position.position == "object":
                command = f"collab proposal position {move.record.id} agree --department {position.department}"
                name = move.world.parties.name(position.department)
                notes.append(msg("{department} still stands against it, until {command}", department=name,
                                 command=command))  # fmt: skip
    return tuple(notes)


VERBS = (
    StateVerb(
        "proposal",
        "object",
        "Object to a proposal, and say what would have to change.\n\n"
        "Anybody may object. Of a person who speaks for a department that is heard it is that department's position.",
        (
            "collab proposal object market-share-decomposition 'No inspection equipment' --by wang-qiang "
            "--change 'Two sets by August'  # with the change that would settle it",
        ),
        lambda move: msg(
            "noted the objection of {person} to {proposal}",
            person=move.world.parties.name(f"person:{move.by}"),
            proposal=move.titled,
        ),
        start=("open",),
        options=(
            VerbOption("reason", "objections.reason", "Why", needed=True, argument=True),
            VerbOption("change", "objections.resolving_change"),
            VerbOption("department", "positions.department", "The department; else the one the person speaks for"),
            VerbOption(BY, "objections.by", "Who objects; else you, by git's identity"),
            VerbOption(DATE, "positions.date", "The day it is dated with; else today"),
            VerbOption("via", "positions.via"),
            VerbOption("evidence", "positions.evidence"),
        ),
        stamps=(
            Append(
                "positions",
                position_entry(named_or_spoken_for, lambda _move: "object", comment=given("reason")),
                when=lambda move: named_or_spoken_for(move) is not None,
                again=True,
            ),
            Append("objections", {"by": by, "reason": given("reason"), "resolving_change": given("change")}),
        ),
        conditions=(_is_heard, _is_new),
        notes=_what_it_is,
    ),
    StateVerb(
        "proposal",
        "resolve",
        "Note how an objection was settled.\n\n"
        "Who objects may have been given what would settle it, may take the objection back, or may be overruled.",
        (
            "collab proposal resolve market-share-decomposition --resolution 'One set now, one in August'"
            "  # the only one open",
            "collab proposal resolve market-share-decomposition 2 --outcome overruled --resolution 'Decided by Li Na'"
            "  # the second",
        ),
        lambda move: msg(
            "settled the objection of {person} to {proposal}: {outcome}",
            person=_person(move),
            proposal=move.titled,
            outcome=Word(_outcome(move), "objection.status"),
        ),
        start=("open", "accepted"),
        options=(
            VerbOption(
                "objection",
                "objections.reason",
                "Its number, who objects, or how it begins; else the only one open",
                argument=True,
            ),
            VerbOption("outcome", "objections.status", "resolved (the usual), withdrawn or overruled"),
            VerbOption("resolution", "objections.resolution"),
        ),
        stamps=(PutAt("objections", _place, {"status": _outcome, "resolution": given("resolution")}),),
        conditions=(_says_how, _is_open),
        notes=_what_is_left,
    ),
)
