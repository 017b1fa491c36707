"""The state verbs that end a proposal: what becomes of ideas, whether it is accepted, that it is taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from collab_cli.edits.stamps import Put, PutAt, day, given
from collab_cli.edits.state_verb import DATE, Move, StateVerb, VerbOption
from collab_cli.errors import CollabError
from collab_cli.messages import Message, Word, msg, msgn

if TYPE_CHECKING:
    from collab_cli.analyses.proposal_standing import ProposalStanding


def _standing(move: Move) -> ProposalStanding:
    """Return where the proposal stands on the day it is closed."""
    from collab_cli.analyses.proposal_standing import standing

    return standing(replace(move.world, as_of=move.day), move.record)


def _outcome(move: Move) -> str:
    if "reject" in move.given:
        return "rejected"
    return _standing(move).consensus.verdict


def _is_whole(move: Move) -> None:
    """What is faulty may be a position, so nothing is accepted without it."""
    if "reject" not in move.given and not move.record.is_whole:
        raise CollabError(
            msg("{record} has faults, so nobody can tell how departments stand", record=move.titled),
            msg("mend it first; {command} names them", command="collab check"),
        )


def _is_decided(move: Move) -> None:
    if _outcome(move) != "undecided":
        return
    from collab_cli.analyses.obstacle_words import obstacle_said

    reason = obstacle_said(move.world, _standing(move).in_the_way[0])
    raise CollabError(
        msg("{proposal} is not decided: {reason}", proposal=move.titled, reason=reason),
        msg(
            "{command} shows what is missing; {option} rejects it as it stands",
            command=f"collab proposal status {move.record.id}",
            option="--reject",
        ),
    )


def _is_the_text_agreed(move: Move) -> None:
    """What is accepted is the text the departments were asked about."""
    if _outcome(move) != "accepted":
        return
    for one in _standing(move).subjects:
        record = one.record.titled if one.record is not None else one.subject.ref
        if one.state == "gone":
            raise CollabError(
                msg("{proposal} is about {record}, which does not exist", proposal=move.titled, record=record),
                msg("reject it with --reject, and open another"),
            )
        if one.state == "faulty":
            raise CollabError(
                msg("{record} has faults, so nobody can tell whether its text was agreed", record=record),
                msg("mend it first; {command} names them", command="collab check"),
            )
        if one.is_stale:
            raise CollabError(
                msg("{record} has changed since it was put to the vote", record=record),
                msg(
                    "put its present text to the vote with {command}",
                    command=f"collab proposal amend {move.record.id}",
                ),
            )


def _what_comes_next(move: Move) -> tuple[Message, ...]:
    """Say who was not heard, what of the proposal is still open, and what can take effect now."""
    from collab_cli.analyses.proposal_standing import activating

    found, parties = _standing(move), move.world.parties
    notes = []
    if found.consensus.missing:
        names = tuple(parties.name(one) for one in found.consensus.missing)
        notes.append(msg("not heard: {departments}", departments=names))
    open_ideas = sum(idea.disposition is None for idea in move.value.ideas)
    if open_ideas:
        command = f"collab proposal dispose {move.record.id} NUMBER --disposition parked"
        notes.append(
            msgn("what becomes of {count} idea is not said: {command}", "what becomes of {count} ideas is not said: "
                 "{command}", open_ideas, command=command)
        )  # fmt: skip
    if _outcome(move) == "accepted":
        looked_at_again = move.value.review_on is not None or "review_on" in move.given
        if move.value.method == "consent" and not looked_at_again:
            notes.append(msg("nobody has said when to look at it again; --review-on says so"))
        notes += [msg("it can take effect now: {command}", command=command) for command in activating(found.subjects)]
    return tuple(notes)


def _idea(move: Move) -> int:
    """Return the place of the idea meant: the one named, else the only one of which nothing has become yet."""
    named = move.text("idea")
    if named is not None:
        from collab_cli.edits.part_list import part_list

        return part_list(move.record, "ideas").index(move.plan, named)
    entries = enumerate(move.entries("ideas"))
    found = [place for place, entry in entries if isinstance(entry, dict) and "disposition" not in entry]
    if len(found) == 1:
        return found[0]
    if not move.entries("ideas"):
        raise CollabError(
            msg("nobody has brought an idea into {proposal}", proposal=move.titled),
            msg("bring one in with {command}", command=f"collab proposal idea add {move.record.id} TEXT"),
        )
    if not found:
        raise CollabError(
            msg("of all ideas of {proposal} it is said what became of them", proposal=move.titled),
            msg("name one by its number to say otherwise"),
        )
    raise CollabError(
        msg("of several ideas of {proposal} it is not said what becomes of them", proposal=move.titled),
        msg("name one by its number: {numbers}", numbers=tuple(str(place + 1) for place in found)),
    )


VERBS = (
    StateVerb(
        "proposal",
        "dispose",
        "Note what becomes of an idea brought in.\n\nThat can be said before a proposal is closed and after.",
        (
            "collab proposal dispose market-share-decomposition 1 --disposition parked --reason 'After the fair'"
            "  # not now",
        ),
        lambda move: msg(
            "noted what becomes of idea {number} of {proposal}: {outcome}",
            number=_idea(move) + 1,
            proposal=move.titled,
            outcome=Word(move.text("disposition") or "", "disposition"),
        ),
        start=("open", "accepted", "rejected"),
        options=(
            VerbOption("idea", "ideas.text", "Its number, or how it begins; else the only one open", argument=True),
            VerbOption("disposition", "ideas.disposition", needed=True),
            VerbOption("reason", "ideas.reason"),
        ),
        stamps=(PutAt("ideas", _idea, {"disposition": given("disposition"), "reason": given("reason")}),),
    ),
    StateVerb(
        "proposal",
        "close",
        "Close a proposal with what its method says of the positions taken.\n\n"
        "It is refused while that is not decided, while an objection is open, and where the text has changed since it "
        "was put to the vote. With --reject it is rejected as it stands.",
        (
            "collab proposal close market-share-decomposition --review-on 7/15  # accepted, if it is agreed",
            "collab proposal close market-share-decomposition --reject  # not agreed, and nobody tries further",
        ),
        lambda move: msg(
            "closed {proposal}: {outcome}", proposal=move.titled, outcome=Word(_outcome(move), "proposal.status")
        ),
        start=("open",),
        to=("accepted", "rejected"),
        choose=_outcome,
        options=(
            VerbOption("reject", "", "Reject it, whatever the positions"),
            VerbOption("review_on", "review_on"),
            VerbOption(DATE, "decided", "The day it was decided; else today"),
        ),
        stamps=(Put("decided", day), Put("review_on", given("review_on"), optional=True)),
        conditions=(_is_whole, _is_decided, _is_the_text_agreed),
        notes=_what_comes_next,
    ),
    StateVerb(
        "proposal",
        "withdraw",
        "Withdraw a proposal that is open.",
        ("collab proposal withdraw market-share-decomposition  # it is no longer put to anybody",),
        lambda move: msg("withdrew the proposal {proposal}", proposal=move.titled),
        start=("open",),
        to=("withdrawn",),
    ),
)
