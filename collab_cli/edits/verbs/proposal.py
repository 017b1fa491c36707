"""The state verbs of proposals: where departments stand, who signs, and the text put to the vote."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from collab_cli.edits.stamps import AGREED, Append, Put, PutEach, by, day, digest_of, given
from collab_cli.edits.state_verb import BY, DATE, Move, StateVerb, VerbOption
from collab_cli.edits.taken_position import check_heard, named_or_spoken_for, position_entry, present_round, spoken_for
from collab_cli.errors import CollabError
from collab_cli.messages import Message, Word, msg

if TYPE_CHECKING:
    from collab_cli.model.proposal import Position


def _subject_digest(move: Move, entry: Mapping[str, Any]) -> str | None:
    record = move.world.workspace.find(str(entry.get("ref")))
    return digest_of(move, record) if record is not None else None


def _signs_for(move: Move) -> str:
    """Return the department that agrees by a signature: the only one unheard that the person speaks for, else none."""
    value = move.value
    if value.status != "open" or value.method == "fist_to_five":  # which counts scores, and a signature is none
        return ""
    heard = {entry.department for entry in value.positions if entry.round == value.round}
    found = [one for one in spoken_for(move) if one not in heard]
    return found[0] if len(found) == 1 else ""


def _has_changed(move: Move) -> None:
    if all(_subject_digest(move, entry) in (None, entry.get("digest")) for entry in move.maps("subjects")):
        raise CollabError(
            msg("no subject of {proposal} has changed since it was put to the vote", proposal=move.titled),
            msg("change what is to be agreed first"),
        )


def _department(move: Move) -> str:
    """Return the department that takes a position: the one named, else the one heard that the person speaks for."""
    department = named_or_spoken_for(move)
    if department is not None:
        return department
    parties = move.world.parties
    raise CollabError(
        msg("{person} speaks for no department that is heard", person=parties.name(f"person:{move.by}")),
        msg(
            "name with --by the head or deputy of one of them: {departments}",
            departments=tuple(parties.name(one) for one in move.value.affected),
        ),
    )


def _says_one_thing(move: Move) -> None:
    """A position is a word or, with the method fist_to_five, a score; who objects says why."""
    position, score = move.text("position"), move.text("score")
    by_score = move.value.method == "fist_to_five"
    if (position is None) == (score is None) or (score is not None and not by_score):
        raise CollabError(
            msg("{proposal} is decided by {method}", proposal=move.titled, method=Word(move.value.method, "method")),
            msg("give either a position or --score")
            if by_score
            else msg("say agree, reserve, abstain or object; leave out --score"),
        )
    if position == "object" and move.text("comment") is None:
        raise CollabError(msg("an objection needs a reason"), msg("give it with --comment"))


def _objects_anew(move: Move) -> bool:
    open_ones = {objection.by for objection in move.value.objections if objection.status == "open"}
    return move.text("position") == "object" and move.by not in open_ones


def _standing(move: Move) -> Position | None:
    """Return the position that counts for the department so far, or None."""
    from collab_cli.graph.agreements import standing_positions

    department = _department(move)
    return next((one for _, one in standing_positions(move.record) if one.department == department), None)


def _is_new(move: Move) -> bool:
    """Return whether something is said that the position that counts so far does not say."""
    known = _standing(move)
    said = (move.text("position"), move.text("score"), move.text("comment"), move.text("via"), move.text("evidence"))
    if known is None or (known.by, known.date) != (move.by, move.day):
        return True
    score = None if known.score is None else str(known.score)
    return said != (known.position, score, known.comment, known.via, known.evidence)


def _counts(move: Move) -> tuple[Message, ...]:
    """Say so where another position of the department is newer and counts; else who has not been heard."""
    known = _standing(move)
    if known is not None and known.date > move.day:
        name = move.world.parties.name(known.department)
        return (msg("what {department} said on {date} is newer, and counts", department=name, date=known.date),)
    return (*_still_objects(move), *_not_heard(move))


def _still_objects(move: Move) -> tuple[Message, ...]:
    """Say so where a person who no longer stands against it has an objection that is open."""
    is_open = any(one.by == move.by and one.status == "open" for one in move.value.objections)
    if not is_open or move.text("position") == "object":
        return ()
    person = move.world.parties.name(f"person:{move.by}")
    return (msg("still to be settled: the objections of {people}", people=(person,)),)


def _not_heard(move: Move) -> tuple[Message, ...]:
    """Say which departments have not taken position in the present round."""
    heard = {entry.department for entry in move.value.positions if entry.round == move.value.round}
    heard.add(_department(move) if move.verb.name == "position" else _signs_for(move))
    waiting = tuple(move.world.parties.name(one) for one in move.value.affected if one not in heard)
    if waiting:
        return (msg("not heard yet: {departments}", departments=waiting),)
    command = f"collab proposal status {move.record.id}"
    return (msg("all departments concerned have taken position: {command}", command=command),)


def _signed(move: Move) -> tuple[Message, ...]:
    """Say for which department a signature agrees, and who has not been heard."""
    department = _signs_for(move)
    if not department:
        return _not_heard(move)
    return (msg("{department} agrees by it", department=move.world.parties.name(department)), *_not_heard(move))


def _leaves_time(move: Move) -> None:
    """Where silence counts as agreement there must be time to speak about the new text."""
    from collab_cli.analyses.consensus import SHORTEST

    deadline = move.given.get("deadline", move.value.deadline)
    if move.value.method == "lazy" and (not isinstance(deadline, date) or deadline < move.plan.day + SHORTEST):
        raise CollabError(
            msg("silence counts as agreement after three days at the earliest"),
            msg("give them time with --deadline {day} or later", day=move.plan.day + SHORTEST),
        )


def _begins_anew(move: Move) -> tuple[Message, ...]:
    """Say what a new round means for those who have spoken."""
    heard = {entry.department for entry in move.value.positions if entry.round == move.value.round}
    again = tuple(move.world.parties.name(one) for one in move.value.affected if one in heard)
    objecting = (one.by for one in move.value.objections if one.status == "open")
    names = tuple(move.world.parties.name(f"person:{person}") for person in dict.fromkeys(objecting))
    notes = []
    if again:
        notes.append(msg("what they said before does not count any more: {departments}", departments=again))
    if names:
        notes.append(msg("still to be settled: the objections of {people}", people=names))
    return tuple(notes)


VERBS = (
    StateVerb(
        "proposal",
        "amend",
        "Put the present text of what is to be agreed to the vote again.\n\n"
        "A new round begins: positions taken before do not count in it.",
        ("collab proposal amend market-share-decomposition --deadline 7/15  # a new round, until that day",),
        lambda move: msg(
            "put {proposal} to the vote again, round {round}", proposal=move.titled, round=move.value.round + 1
        ),
        start=("open",),
        options=(VerbOption("deadline", "deadline"),),
        stamps=(
            PutEach("subjects", "digest", _subject_digest),
            Put("round", lambda move: move.value.round + 1),
            Put("deadline", given("deadline"), optional=True),
        ),
        conditions=(_has_changed, _leaves_time),
        notes=_begins_anew,
    ),
    StateVerb(
        "proposal",
        "position",
        "Note where a department stands on a proposal.\n\n"
        "Its head, its deputy or who stands in for the head speaks for it. An objection is entered with its reason.",
        (
            "collab proposal position market-share-decomposition agree  # for your department",
            "collab proposal position market-share-decomposition object --by wang-qiang "
            "--comment 'No inspection equipment'  # with its reason",
        ),
        lambda move: msg(
            "noted where {department} stands on {proposal}",
            department=move.world.parties.name(_department(move)),
            proposal=move.titled,
        ),
        start=("open",),
        options=(
            VerbOption("position", "positions.position", argument=True),
            VerbOption("department", "positions.department", "The department; else the one the person speaks for"),
            VerbOption("score", "positions.score"),
            VerbOption("comment", "positions.comment"),
            VerbOption(BY, "positions.by", "Who speaks for it; else you, by git's identity"),
            VerbOption(DATE, "positions.date", "The day it is dated with; else today"),
            VerbOption("via", "positions.via"),
            VerbOption("evidence", "positions.evidence"),
        ),
        stamps=(
            Append(
                "positions",
                position_entry(_department, given("position"), score=given("score"), comment=given("comment")),
                when=_is_new,
                again=True,
            ),
            Append("objections", {"by": by, "reason": given("comment")}, when=_objects_anew),
        ),
        conditions=(_says_one_thing, lambda move: check_heard(move, _department(move))),
        notes=_counts,
    ),
    StateVerb(
        "proposal",
        "sign",
        "Sign a proposal.\n\n"
        "Who speaks for a department that has not been heard agrees for it at that, unless scores are counted.",
        ("collab proposal sign market-share-decomposition --by li-na --via oa --evidence OA-2025-0416  # Li Na signs",),
        lambda move: msg(
            "{person} signed {proposal}",
            person=move.world.parties.name(f"person:{move.by}"),
            proposal=move.titled,
        ),
        start=("open", "accepted"),
        options=(
            VerbOption(BY, "signoffs.by", "Who signs; else you, by git's identity"),
            VerbOption(DATE, "signoffs.date", "The day it is dated with; else today"),
            VerbOption("via", "signoffs.via"),
            VerbOption("evidence", "signoffs.evidence"),
        ),
        stamps=(
            Append("signoffs", {"by": by, "date": day, "round": present_round, **AGREED}),
            Append(
                "positions",
                position_entry(_signs_for, lambda _move: "agree"),
                when=lambda move: bool(_signs_for(move)),
            ),
        ),
        notes=_signed,
    ),
)
