"""Where proposals stand, as a table for the meeting: who is still to be heard, on which text, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from collab_cli.analyses.consensus import Stand
from collab_cli.analyses.obstacle_words import obstacle_said
from collab_cli.analyses.proposal_standing import NEEDED, ProposalStanding, SubjectStanding, TextState
from collab_cli.graph.world import World
from collab_cli.messages import Items, Label, Message, Param, msg, msgn
from collab_cli.model.proposal import Proposal
from collab_cli.page import Block, Cell, Code, Facts, Heading, Report, Styled, Table, Text, Tone
from collab_cli.reports.unread_said import unread_said

SCHEMA = "collab/proposal-status/v1"

_TEXTS: Final[Mapping[TextState, tuple[Message, Tone]]] = {
    "same": (msg("unchanged"), "good"),
    "editorial": (msg("other wording only"), "good"),
    "changed": (msg("changed since"), "bad"),
    "unbound": (msg("text not recorded"), "warn"),
    "faulty": (msg("has faults"), "bad"),
    "gone": (msg("does not exist"), "bad"),
    "superseded": (msg("agreed anew"), "muted"),
    "approved": (msg("changed, approved by all"), "good"),
}
_POSITIONS: Final[Mapping[str, Tone]] = {"agree": "good", "reserve": "warn", "abstain": "muted", "object": "bad"}
_CHECK: Final = "collab check"
_METHODS: Final[Mapping[str, Message]] = {
    "consent": msg("accepted if no objection is open"),
    "consensus": msg("accepted if no objection is open and more than half agree"),
    "fist_to_five": msg("accepted if everybody gives 3 or more"),
    "majority": msg("accepted if more agree than object"),
    "lazy": msg("accepted if nobody objects by the deadline"),
    "sign_off": msg("accepted if all departments agree"),
}
"""What each method asks for, in a few words."""


def build(world: World, standings: Sequence[ProposalStanding], named: bool = False) -> Report:
    """Return where these proposals stand; ``named`` where the reader asked for them, so that each is told in full.

    Else comes one table of all, then each. What cannot be read is told before all.
    """
    blocks: list[Block] = []
    unread = unread_said(world, *NEEDED)
    if not named:
        blocks.append(Heading(msg("Proposals of {company}", company=world.settings.company.name)))
    if unread is not None:
        blocks.append(Text(Styled(unread, "bad")))
        blocks.append(Text(Styled(msg("more may be open than is shown"), "bad")))
    if not named:
        blocks += _overview(world, standings, is_known=unread is None)
    for one in standings:
        blocks += _told(one, named)
    return Report(SCHEMA, tuple(blocks), _record(world, standings))


def _overview(world: World, standings: Sequence[ProposalStanding], is_known: bool) -> Iterator[Block]:
    if not standings:
        if not world.all(Proposal) and is_known:
            yield Text(
                msg("there is no proposal yet; {command} puts one to the departments",
                    command="collab proposal open TITLE --subject REF")
            )  # fmt: skip
        elif is_known:
            yield Text(Styled(msg("nothing is open"), "good"))
        return
    rows = tuple(
        (
            one.proposal.titled,
            Label(one.proposal.value.status, "proposal.status"),
            _deadline(one),
            msg("{count} of {total}", count=_heard(one), total=len(one.consensus.stands)),
            _verdict(one),
        )
        for one in standings
    )
    columns = (msg("Proposal"), msg("Status"), msg("Deadline"), msg("Heard"), msg("Outcome"))
    yield Table(columns, rows, "<<<><", keys=tuple(one.proposal.ref for one in standings))


def _told(one: ProposalStanding, named: bool) -> Iterator[Block]:
    value = one.proposal.value
    title = msg("{proposal}, {status}", proposal=one.proposal.titled, status=Label(value.status, "proposal.status"))
    yield Heading(title, 1 if named else 2)
    if not one.proposal.is_whole:
        said = msg("It has faults, so nobody can tell how departments stand; {command} names them", command=_CHECK)
        yield Text(Styled(said, "bad"))
    if named or not one.is_decided:
        yield Facts(tuple(_facts(one)))
        yield _positions(one)
    if one.subjects:
        yield _subjects(one)
    if one.objections and (named or not one.is_decided):
        yield _objections(one)
    if named and one.ideas:
        yield _ideas(one)
    yield from _next(one)


def _facts(one: ProposalStanding) -> Iterator[tuple[Param, Cell]]:
    value, found = one.proposal.value, one.consensus
    yield msg("Outcome"), _verdict(one)
    for each in () if one.is_decided else one.in_the_way:
        yield msg("In the way"), obstacle_said(one.world, each)
    method = Label(value.method, "method")
    yield msg("Method"), msg("{method}: {meaning}", method=method, meaning=_METHODS[value.method])
    if value.round > 1:
        yield msg("Round"), msg("{round}; positions of earlier rounds do not count", round=value.round)
    if found.participation is not None:
        yield (
            msg("Heard"),
            msg("{count} of {total} ({percent} %; asked for are {quorum} %)", count=_heard(one),
                total=len(found.stands), percent=_percent(found.participation), quorum=_percent(found.quorum)),
        )  # fmt: skip
    if found.index is not None:
        yield msg("Agreement"), msg("{percent} %", percent=_percent(found.index))
    if value.opened is not None:
        yield msg("Opened"), value.opened
    if value.deadline is not None:
        yield msg("Deadline"), _deadline(one)
    if value.review_on is not None:
        yield msg("To be looked at again"), value.review_on
    signed = tuple(
        msg("{person} ({date})", person=one.world.parties.name(f"person:{sign.by}"), date=sign.date)
        for sign in value.signoffs
        if sign.round == value.round
    )
    if signed:
        yield msg("Signed"), Items(signed)


def _heard(one: ProposalStanding) -> int:
    return len(one.consensus.stands) - len(one.consensus.missing)


def _verdict(one: ProposalStanding) -> Cell:
    """Return what has been decided, or would be today."""
    value, verdict = one.proposal.value, one.consensus.verdict
    if one.is_stale:
        said = msgn("accepted, {count} text has changed since", "accepted, {count} texts have changed since",
                    len(one.stale))  # fmt: skip
        return Styled(said, "bad")
    if one.is_decided:
        tone: Tone = "good" if value.status == "accepted" else "muted"
        status = Label(value.status, "proposal.status")
        if value.decided is None:
            return Styled(status, tone)
        return Styled(msg("{status} on {date}", status=status, date=value.decided), tone)
    if one.stale:
        return Styled(msg("the text has changed: put it to the vote again"), "bad")
    if verdict == "accepted":
        return Styled(msg("agreed, can be closed"), "good")
    if verdict == "rejected":
        return Styled(msg("voted down, can be closed"), "bad")
    return Styled(msg("not decided"), "warn")


def _deadline(one: ProposalStanding) -> Cell:
    deadline = one.proposal.value.deadline
    if deadline is None or one.is_decided:
        return deadline or "-"
    days = (deadline - one.world.as_of).days
    if days < 0:
        return Styled(msgn("{date}, {count} day ago", "{date}, {count} days ago", -days, date=deadline), "bad")
    if days == 0:
        return Styled(msg("{date}, today", date=deadline), "warn")
    return msgn("{date}, in {count} day", "{date}, in {count} days", days, date=deadline)


def _positions(one: ProposalStanding) -> Table:
    by_score = one.proposal.value.method == "fist_to_five"
    rows = tuple(_position(one, stand, by_score) for stand in one.consensus.stands)
    columns = [msg("Department"), msg("Speaker"), msg("Position"), msg("Score"), msg("Date"), msg("Via"),
               msg("Comment")]  # fmt: skip
    keys = tuple(one.world.parties.ref(stand.department) for stand in one.consensus.stands)
    return Table(tuple(columns), rows, "<<<><<<", empty=msg("it is put to no department"), keys=keys)


def _position(one: ProposalStanding, stand: Stand, by_score: bool) -> tuple[Cell, ...]:
    name, position = one.world.parties.name(stand.department), stand.position
    if position is None:
        taken = Styled(msg("missing"), "muted" if one.is_decided else "bad")
        return (name, _speaker(one, stand.department), taken, "-", "-", "-", "-")
    said: Cell = "-"
    if position.position is not None:
        said = Styled(Label(position.position, "position"), _POSITIONS[position.position])
    score: Cell = "-" if stand.score is None else stand.score
    if position.score is None and stand.score is not None:
        score = Styled(stand.score, "muted")  # what the word counts for
    elif by_score and stand.score is not None:
        score = Styled(stand.score, "good" if stand.carries else "bad")
    return (
        name,
        one.world.parties.name(f"person:{position.by}"),
        said,
        score,
        position.date,
        _via(position.via, position.evidence),
        position.comment or "-",
    )


def _via(via: str | None, evidence: str | None) -> Cell:
    if via is None:
        return evidence or "-"
    said = Label(via, "via")
    return said if evidence is None else msg("{via}, {evidence}", via=said, evidence=evidence)


def _speaker(one: ProposalStanding, department: str) -> Cell:
    """Return who is to be asked today, with whom that person stands in for."""
    found, parties = one.speaker(department), one.world.parties
    if one.is_decided:
        return "-"
    if found.now is None:
        if found.person is None:
            return Styled(msg("nobody"), "bad")
        return Styled(msg("{person} is away", person=parties.name(f"person:{found.person}")), "bad")
    now = parties.name(f"person:{found.now}")
    if found.person is None or found.person == found.now:
        return now
    return msg("{person} (for {head})", person=now, head=parties.name(f"person:{found.person}"))


def _subjects(one: ProposalStanding) -> Table:
    columns = (msg("To be agreed"), msg("Put to the vote"), msg("Present text"), msg("Since then"))
    rows = tuple(
        (
            subject.record.titled if subject.record is not None else subject.subject.ref,
            subject.subject.digest or "-",
            subject.present or "-",
            _text(subject),
        )
        for subject in one.subjects
    )
    return Table(columns, rows, keys=tuple(subject.subject.ref for subject in one.subjects))


def _text(subject: SubjectStanding) -> Cell:
    said, tone = _TEXTS[subject.state]
    if subject.later is not None:
        said = msg("agreed anew by {proposal}", proposal=subject.later.titled)
    return Styled(said, tone)


def _objections(one: ProposalStanding) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for number, objection in one.objections:
        status = Label(objection.status, "objection.status")
        rows.append(
            (
                number,
                one.world.parties.name(f"person:{objection.by}"),
                objection.reason or "-",
                objection.resolving_change or "-",
                Styled(status, "bad" if objection.status == "open" else "good"),
                objection.resolution or "-",
            )
        )
    columns = (msg("No."), msg("Objects"), msg("Why"), msg("What would settle it"), msg("Status"), msg("How settled"))
    return Table(columns, tuple(rows), "><<<<<")


def _ideas(one: ProposalStanding) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for number, idea in one.ideas:
        became: Cell = Styled(msg("not said"), "warn")
        if idea.disposition is not None:
            became = Label(idea.disposition, "disposition")
        rows.append((number, one.world.parties.name(f"person:{idea.by}"), idea.text, became, idea.reason or "-"))
    columns = (msg("No."), msg("Brought in by"), msg("Idea"), msg("What became of it"), msg("Reason"))
    return Table(columns, tuple(rows), "><<<<")


def _next(one: ProposalStanding) -> Iterator[Block]:
    if one.amending is not None:
        yield Text(msg("Put the present text to the vote; who has spoken is asked again:"))
        yield Code(one.amending, "sh")
        return
    if one.positioning:
        yield Text(msg("When they say where they stand, note it; --via and --evidence say how they did:"))
        yield Code("\n".join(one.positioning), "sh")
    if one.resolving:
        yield Text(msg("When an objection is settled, note how:"))
        yield Code("\n".join(one.resolving), "sh")
    if one.closing is not None:
        yield Text(msg("It is decided; note it:"))
        yield Code(one.closing, "sh")
    if one.rejecting is not None:
        yield Text(msg("If it cannot be agreed, reject it:"))
        yield Code(one.rejecting, "sh")
    if one.reopening is not None:
        yield Text(msg("Put what has changed to a new vote, or take the change back; what is unchanged stays agreed:"))
        yield Code(one.reopening, "sh")
    if one.activating:
        yield Text(msg("It can take effect now:"))
        yield Code("\n".join(one.activating), "sh")


def _percent(share: Decimal) -> Decimal:
    return (share * 100).quantize(Decimal(1), ROUND_HALF_UP)


def _record(world: World, standings: Sequence[ProposalStanding]) -> dict[str, Any]:
    return {
        "as_of": world.as_of,
        "unread_kinds": sorted(world.workspace.unread.intersection(NEEDED)),
        "proposals": [_proposal_record(one) for one in standings],
    }


def _proposal_record(one: ProposalStanding) -> dict[str, Any]:
    value, found = one.proposal.value, one.consensus
    return {
        "proposal": one.proposal.id,
        "title": one.proposal.name,
        "status": value.status,
        "type": value.type,
        "method": value.method,
        "round": value.round,
        "opened": value.opened,
        "deadline": value.deadline,
        "decided": value.decided,
        "review_on": value.review_on,
        "whole": one.proposal.is_whole,
        "verdict": found.verdict,
        "stale": one.is_stale,
        "overdue": one.is_overdue,
        "participation": found.participation,
        "quorum": found.quorum,
        "index": found.index,
        "missing": list(found.missing),
        "obstacles": [
            {"obstacle": each.by, "departments": list(each.departments), "people": list(each.people), "day": each.day}
            for each in one.in_the_way
        ],
        "departments": [_stand_record(one, stand) for stand in found.stands],
        "subjects": [
            {
                "ref": subject.subject.ref,
                "agreed": subject.subject.digest,
                "present": subject.present,
                "state": subject.state,
                "superseded_by": subject.later.id if subject.later is not None else None,
            }
            for subject in one.subjects
        ],
        "objections": [
            {
                "by": objection.by,
                "reason": objection.reason,
                "resolving_change": objection.resolving_change,
                "status": objection.status,
                "resolution": objection.resolution,
            }
            for _, objection in one.objections
        ],
        "ideas": [
            {"by": idea.by, "text": idea.text, "disposition": idea.disposition, "reason": idea.reason}
            for _, idea in one.ideas
        ],
        "next": {
            "position": list(one.positioning),
            "resolve": list(one.resolving),
            "amend": one.amending,
            "close": one.closing,
            "reject": one.rejecting,
            "open": one.reopening,
            "activate": list(one.activating),
        },
    }


def _stand_record(one: ProposalStanding, stand: Stand) -> dict[str, Any]:
    position = stand.position
    speaks = one.speaker(stand.department)
    return {
        "department": stand.department,
        "speaker": speaks.now,
        "stands_in_for": speaks.person if speaks.now != speaks.person else None,
        "position": position.position if position is not None else None,
        "score": stand.score,
        "by": position.by if position is not None else None,
        "date": position.date if position is not None else None,
        "comment": position.comment if position is not None else None,
        "via": position.via if position is not None else None,
        "evidence": position.evidence if position is not None else None,
    }
