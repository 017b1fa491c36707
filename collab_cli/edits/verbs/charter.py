"""The state verbs of charters: who agreed to which text, and since when it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from collab_cli.edits.speaking import check_speaks
from collab_cli.edits.stamps import AGREED, Append, Put, by, day, given, own_digest
from collab_cli.edits.state_verb import BY, DATE, Move, StateVerb, VerbOption
from collab_cli.errors import CollabError
from collab_cli.messages import Param, msg

if TYPE_CHECKING:
    from collab_cli.model.charter import Charter
    from collab_cli.model.record import Record

_CURRENT = ("draft", "effective")
_DATE = VerbOption(DATE, "approvals.date", "The day it is dated with; else today")


def _charter(move: Move) -> Record[Charter]:
    return cast("Record[Charter]", move.record)


def _affected(move: Move) -> tuple[str, ...]:
    from collab_cli.graph.agreements import affected_departments

    return affected_departments(move.world.parties, _charter(move))


def _department(move: Move) -> str:
    """Return the department that approves: the one named, else the one concerned that the person speaks for."""
    given_one = move.text("department")
    if given_one is not None:
        return given_one
    parties = move.world.parties
    affected = _affected(move)
    if not affected:
        raise CollabError(
            msg("{charter} concerns no department yet", charter=move.titled),
            msg("give its duties to departments first"),
        )
    found = [one for one in affected if move.by in parties.speakers(one, move.day)]
    if len(found) == 1:
        return found[0]
    names: tuple[Param, ...] = tuple(parties.name(one) for one in found or affected)
    if found:
        raise CollabError(
            msg("{person} speaks for {departments}", person=parties.name(f"person:{move.by}"), departments=names),
            msg("name one with --department"),
        )
    raise CollabError(
        msg("{person} speaks for no department concerned", person=parties.name(f"person:{move.by}")),
        msg("name with --by the head or deputy of one of them: {departments}", departments=names),
    )


def _is_concerned(move: Move) -> None:
    """Only who is concerned approves; who is only informed acknowledges."""
    department, parties = _department(move), move.world.parties
    if department not in _affected(move):
        raise CollabError(
            msg("{charter} does not concern {department}", charter=move.titled, department=parties.name(department)),
            msg("who only has to know it uses {command}", command="collab charter ack"),
        )


def _speaks(move: Move) -> None:
    check_speaks(move, _department(move))


def _has_approved(move: Move) -> bool:
    """Return whether the department's newest approval holds for the present text."""
    from collab_cli.graph.agreements import missing_approvals

    return _department(move) not in missing_approvals(move.world.parties, _charter(move), own_digest(move))


def _is_owner(move: Move) -> None:
    from collab_cli.graph.agreements import charter_owner

    owner = charter_owner(move.world.workspace, _charter(move))
    if owner != move.by:
        parties = move.world.parties
        message = msg(
            "only the owner of {charter} may say that a change was editorial, not {person}",
            charter=move.titled,
            person=parties.name(f"person:{move.by}"),
        )
        hint = (
            msg("let {person} do it", person=parties.name(f"person:{owner}")) if owner else msg("name its owner first")
        )
        raise CollabError(message, hint)


def _last_agreed(move: Move) -> str:
    from collab_cli.graph.agreements import last_agreed

    found = last_agreed(move.world.workspace, _charter(move))
    if found is None:
        raise CollabError(
            msg("nobody has agreed to an earlier text of {charter}", charter=move.titled),
            msg("let the departments approve it with {command}", command="collab charter approve"),
        )
    return found


def _is_wording(move: Move) -> None:
    """Letters are no wording, where the text that was agreed to can be found in git."""
    from collab_cli.analyses.changes.letters import row_letters, same_letters
    from collab_cli.analyses.changes.new_names import NO_NAMES
    from collab_cli.edits.committed_charter import committed_charter

    agreed = committed_charter(move.world, _charter(move), _last_agreed(move))
    if agreed is None:
        return
    then, now = ({row.id: row_letters(row, NO_NAMES) for row in one.written.duties} for one in (agreed, _charter(move)))
    if then.keys() == now.keys() and all(same_letters(then[row_id], now[row_id]) for row_id in now):
        return
    raise CollabError(
        msg("more than the wording of {charter} has changed: duties, or who holds them", charter=move.titled),
        msg("let the departments approve it with {command}", command="collab charter approve"),
    )


_NAMED = ("department", "person", "role")
_LOST = frozenset({"S004", "S017"})
"""The rules whose findings mean that a record is left out."""


def _check_all_known(move: Move) -> None:
    """Raise CollabError while a department, person or role cannot be read: nobody can tell who has to agree then."""
    from collab_cli.model.kinds import kind_named
    from collab_cli.model.load_workspace import kind_of_path

    world = move.world
    places = (kind_of_path(fault.place.path) for fault in world.faults if fault.code in _LOST)
    lost = {kind.name for kind in places if kind is not None}
    for name in _NAMED:
        kind = kind_named(name)
        if kind is not None and (name in world.workspace.unread or name in lost):
            raise CollabError(
                msg("some {kinds} cannot be read, so nobody can tell who has to agree", kinds=kind.many),
                msg("mend it first; {command} says why", command="collab check"),
            )


def _is_agreed(move: Move) -> None:
    """A charter takes effect when those concerned agreed to its present text, where agreements are asked for."""
    from collab_cli.graph.agreements import accepted_proposals, is_current, missing_approvals, needs_agreement

    world, charter = move.world, _charter(move)
    if not needs_agreement(world.settings):
        return
    _check_all_known(move)
    present = own_digest(move)
    agreed = accepted_proposals(world.workspace).get(charter.ref)
    if agreed is not None and is_current(world.workspace, charter, agreed.subject.digest or "", present):
        return
    missing = missing_approvals(world.parties, charter, present)
    if missing:
        raise CollabError(
            msg(
                "{charter} cannot take effect: {departments} did not approve its present text",
                charter=charter.titled,
                departments=tuple(world.parties.name(one) for one in missing),
            ),
            msg("ask for it with {command}", command=f"collab charter approve {charter.id}"),
        )


def _has_read(move: Move) -> bool:
    """Return whether the person has acknowledged the present version already."""
    written = _charter(move).written
    return any(one.person == move.by and one.version == written.version for one in written.acknowledgements)


VERBS = (
    StateVerb(
        "charter",
        "approve",
        "Note that a department agrees to the present text of a charter.\n\n"
        "Its head, its deputy or who stands in for the head speaks for it. With --editorial the owner says that "
        "only the wording changed: what was agreed before then counts for the present text.",
        (
            "collab charter approve sales  # for your department, with today's date",
            "collab charter approve sales --by wang-qiang --via oa --evidence OA-2025-118  # as Wang Qiang agreed",
            "collab charter approve sales --editorial --note 'A comma'  # the owner: nothing else has changed",
        ),
        lambda move: msg(
            "{department} approved {charter}",
            department=move.world.parties.name(_department(move)),
            charter=move.titled,
        ),
        start=_CURRENT,
        options=(
            VerbOption("department", "approvals.department", "The department; else the one the person speaks for"),
            VerbOption(BY, "approvals.by", "Who speaks for it; else you, by git's identity"),
            _DATE,
            VerbOption("via", "approvals.via"),
            VerbOption("evidence", "approvals.evidence"),
        ),
        stamps=(
            Append("approvals", {"department": _department, "by": by, "date": day, "digest": own_digest, **AGREED}),
        ),
        conditions=(_is_concerned, _speaks),
        is_done=_has_approved,
    ),
    StateVerb(
        "charter",
        "approve",
        "",
        (),
        lambda move: msg("noted an editorial change of {charter}", charter=move.titled),
        start=_CURRENT,
        options=(
            VerbOption("editorial", "", "The owner says that only the wording changed; agreements carry over"),
            VerbOption(BY, "change_log.by"),
            _DATE,
            VerbOption("note", "change_log.note"),
        ),
        stamps=(
            Append(
                "change_log",
                {
                    "version": lambda move: _charter(move).written.version,
                    "date": day,
                    "by": by,
                    "note": given("note"),
                    "editorial": {"from": _last_agreed, "to": own_digest},
                },
            ),
        ),
        conditions=(_is_owner, _is_wording),
        is_done=lambda move: _last_agreed(move) == own_digest(move),
        switch="editorial",
    ),
    StateVerb(
        "charter",
        "activate",
        "Let a charter take effect.\n\n"
        "Where the workspace asks for agreements, the departments concerned must have agreed to its present text.",
        ("collab charter activate sales --date 2025-07-01  # from that day on",),
        lambda move: msg("{charter} takes effect on {day}", charter=move.titled, day=move.day),
        start=("draft",),
        to=("effective",),
        options=(VerbOption(DATE, "effective_from", "The day it takes effect; else today"),),
        stamps=(Put("effective_from", day),),
        conditions=(_is_agreed,),
    ),
    StateVerb(
        "charter",
        "ack",
        "Note that a person has read the present version of a charter.",
        ("collab charter ack sales --by zhou-min  # Zhou Min has read it",),
        lambda move: msg("noted that {charter} is known", charter=move.titled),
        options=(
            VerbOption(BY, "acknowledgements.person", "Who knows it; else you, by git's identity"),
            VerbOption(DATE, "acknowledgements.date", "The day it is dated with; else today"),
        ),
        stamps=(
            Append(
                "acknowledgements",
                {"person": by, "date": day, "version": lambda move: _charter(move).written.version},
            ),
        ),
        is_done=_has_read,
    ),
)
