"""Where charters stand: who has agreed to the present text, who has read it, and the commands that come next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from collab_cli.analyses.acknowledgements import Concern, Readership
from collab_cli.analyses.charter_standing import NEEDED, Agreed, Agreement, Standing
from collab_cli.graph.agreements import needs_agreement
from collab_cli.graph.world import World
from collab_cli.messages import Items, Label, Message, Param, msg, msgn
from collab_cli.model.charter import Charter, CharterAcknowledgement
from collab_cli.page import Block, Cell, Code, Facts, Heading, Report, Styled, Table, Text, Tone
from collab_cli.reports.party_names import unlike
from collab_cli.reports.unread_said import unread_said

SCHEMA = "collab/charter-standing/v1"

_AGREED: Final[dict[Agreed, tuple[Message, Tone]]] = {
    "present": (msg("present text"), "good"),
    "editorial": (msg("present text but for wording"), "good"),
    "older": (msg("older text"), "warn"),
    "unbound": (msg("text not recorded"), "warn"),
    "never": (msg("never"), "bad"),
}
_CONCERN: Final[dict[Concern, Message]] = {
    "owning": msg("its own charter"),
    "affected": msg("has to agree"),
    "informed": msg("only has to know it"),
}
_NOT_ASKED: Final = msg("This workspace does not ask departments to agree: P201 is not checked")
_CHECK: Final = "collab check"
_SHOWN: Final = 5
"""How many commands that note a reading are shown of each charter where all charters are shown."""


def build(world: World, standings: Sequence[Standing], named: bool = False) -> Report:
    """Return where these charters stand; ``named`` where the reader asked for them, so that each is told in full.

    Else comes one table of all, then those of which something is open. What cannot be read is told before all.
    """
    blocks: list[Block] = []
    unread = unread_said(world, *NEEDED)
    if not named:
        blocks.append(Heading(msg("Agreement and reading in {company}", company=world.settings.company.name)))
    if unread is not None:
        blocks.append(Text(Styled(unread, "bad")))
        blocks.append(Text(Styled(msg("more may be open than is shown"), "bad")))
    if not named:
        blocks += _overview(world, standings)
    for one in standings:
        if named or one.is_open:
            blocks += _told(world, one, named)
    return Report(SCHEMA, tuple(blocks), _record(world, standings))


def _overview(world: World, standings: Sequence[Standing]) -> Iterator[Block]:
    is_known = world.workspace.unread.isdisjoint(NEEDED)
    if not standings:
        if is_known:
            yield Text(msg("there is no charter yet; {command} makes one", command="collab charter add ID"))
        return
    open_ones = sum(one.is_open for one in standings)
    if open_ones:
        said = msgn(
            "{count} of {all} charters needs something", "{count} of {all} charters need something", open_ones,
            all=len(standings),
        )  # fmt: skip
        yield Text(Styled(said, "warn"))
    elif is_known:
        yield Text(Styled(msg("nothing is open"), "good"))
    rows = tuple(
        (
            one.charter.titled,
            Label(one.charter.value.status, "status"),
            one.charter.value.version,
            _agreed_share(one),
            _read_share(one),
            _state(one),
        )
        for one in standings
    )
    columns = (msg("Charter"), msg("Status"), msg("Version"), msg("Agreed"), msg("Read it"), msg("Open"))
    yield Table(columns, rows, "<<>>><", keys=tuple(one.charter.ref for one in standings))
    if not needs_agreement(world.settings):
        yield Text(_NOT_ASKED)


def _agreed_share(one: Standing) -> Cell:
    count, total = len(one.agreements) - len(one.missing), len(one.agreements)
    said = msg("{count} of {total}", count=count, total=total) if total else "-"
    return Styled(said, "bad") if one.waits_for_agreement else said


def _read_share(one: Standing) -> Cell:
    if not one.people:
        return "-"
    said = msg("{count} of {total}", count=one.read, total=len(one.people))
    if not one.is_read:
        return Styled(said, "muted")
    return Styled(said, "warn") if one.short else said


def _state(one: Standing) -> Cell:
    """Return what is open of a charter, in a word each."""
    if not one.charter.is_whole:
        return Styled(msg("faults"), "bad")
    found: list[Param] = []
    if one.waits_for_agreement:
        found.append(msg("agreement"))
    if one.can_take_effect:
        found.append(msg("activation"))
    if one.short:
        found.append(msg("reading"))
    if not found and not one.is_known:
        return Styled(msg("not known"), "warn")
    return Styled(Items(tuple(found)), "warn") if found else Styled(msg("nothing"), "good")


def _told(world: World, one: Standing, named: bool) -> Iterator[Block]:
    charter = one.charter
    title = msg(
        "{charter}, version {version}, {status}",
        charter=charter.titled,
        version=charter.value.version,
        status=Label(charter.value.status, "status"),
    )
    yield Heading(title, 1 if named else 2)
    if not charter.is_whole:
        said = msg("It has faults, so nobody can tell who agreed to its text; {command} names them", command=_CHECK)
        yield Text(Styled(said, "bad"))
    yield from _agreements(world, one)
    yield from _readings(world, one)
    yield from _next(world, one, named)


def _agreements(world: World, one: Standing) -> Iterator[Block]:
    if one.proposal is not None:
        proposal, decided = one.proposal.proposal, one.proposal.proposal.value.decided
        if decided is not None:
            yield Text(
                msg(
                    "By the proposal {proposal}, accepted on {date}, all have agreed to the present text",
                    proposal=proposal.titled,
                    date=decided,
                )
            )
        else:
            yield Text(msg("By the proposal {proposal} all have agreed to the present text", proposal=proposal.titled))
    rows = []
    for agreement in one.agreements:
        text, tone = _AGREED[agreement.agreed]
        agreed = Styled(text, "muted" if one.proposal is not None and not agreement.holds else tone)
        rows.append((world.parties.name(agreement.department), agreed, *_how(world, agreement)))
    columns = (msg("Department"), msg("Agreed to"), msg("By"), msg("Date"), msg("Via"), msg("Evidence"))
    keys = tuple(world.parties.ref(agreement.department) for agreement in one.agreements)
    nobody = msg("it concerns no department yet") if one.is_known else msg("whom it concerns is not known")
    yield Table(columns, tuple(rows), empty=nobody, keys=keys)


def _how(world: World, agreement: Agreement) -> tuple[Cell, Cell, Cell, Cell]:
    if agreement.given is None:
        return ("-", "-", "-", "-")
    approval = agreement.given.approval
    via: Param = Label(approval.via, "via") if approval.via is not None else "-"
    return (_person(world, approval.by), approval.date, via, approval.evidence or "-")


def _readings(world: World, one: Standing) -> Iterator[Block]:
    if not one.readership or one.is_over:
        return
    rows: list[tuple[Cell, ...]] = []
    for department in one.readership:
        total = len(department.readers)
        share: Param = _percent(department.share) if total else "-"
        rows.append(
            (
                world.parties.name(department.department),
                _CONCERN[department.concern],
                msg("{count} of {total}", count=department.known, total=total),
                Styled(share, "warn") if department in one.short else share,
            )
        )
    keys = tuple(world.parties.ref(department.department) for department in one.readership)
    yield Table((msg("Department"), msg("Concern"), msg("Read it"), msg("Read %")), tuple(rows), "<<>>", keys=keys)
    if not one.is_read:
        return
    pairs: list[tuple[Param, Cell]] = []
    people = [reader.person for reader in one.people]
    named = [(world.parties.name(f"person:{person}"), person) for person in people]
    names = dict(zip(people, unlike(named), strict=True))
    for department in one.readership:
        again, never = _again(names, department), _never(names, department)
        if again:
            label = msg("{department}, read again", department=world.parties.name(department.department))
            pairs.append((label, Items(again)))
        if never:
            label = msg("{department}, not yet read", department=world.parties.name(department.department))
            pairs.append((label, Items(never)))
    if pairs:
        yield Facts(tuple(pairs))


def _again(names: Mapping[str, Param], department: Readership) -> tuple[Param, ...]:
    """Return who has read another version than the present one, and which."""
    return tuple(
        msg("{person} (version {version})", person=names[one.person], version=_version(one.entry))
        for one in department.readers
        if one.entry is not None and not one.is_present
    )


def _version(entry: CharterAcknowledgement) -> Param:
    return entry.version if entry.version is not None else "?"


def _never(names: Mapping[str, Param], department: Readership) -> tuple[Param, ...]:
    return tuple(names[one.person] for one in department.readers if one.entry is None)


def _next(world: World, one: Standing, named: bool) -> Iterator[Block]:
    silent = [agreement for agreement in one.missing if agreement.speaker is None]
    if silent and one.is_known and one.waits_for_agreement:
        names = tuple(world.parties.name(agreement.department) for agreement in silent)
        yield Text(Styled(msg("Nobody can speak for {departments}: name a head first", departments=names), "bad"))
    if one.approving:
        yield Text(msg("When they agree, note it; --via and --evidence say how they did:"))
        yield Code("\n".join(one.approving), "sh")
    if one.editorial is not None:
        yield Text(msg("If only the wording has changed, its owner says so, and the agreements carry over:"))
        yield Code(one.editorial, "sh")
    if one.activating is not None:
        yield Text(msg("Nothing keeps it from taking effect:"))
        yield Code(one.activating, "sh")
    commands = one.acknowledging
    if commands:
        limit = _percent(world.threshold("ack-coverage"))
        yield Text(msg("When they have read it, note it; {limit} % of each department are asked for:", limit=limit))
        shown = commands if named else commands[:_SHOWN]
        yield Code("\n".join(shown), "sh")
        if len(shown) < len(commands):
            command = f"collab charter standing {one.charter.id}"
            count = len(commands) - len(shown)
            yield Text(msgn("{count} more: {command}", "{count} more: {command}", count, command=command))
    if one.is_over:
        yield Text(Styled(msg("It has been superseded, so nobody has to do anything"), "muted"))


def _person(world: World, person: str) -> Param:
    return world.parties.name(f"person:{person}")


def _percent(share: Decimal) -> Decimal:
    return (share * 100).quantize(Decimal(1), ROUND_HALF_UP)


def _record(world: World, standings: Sequence[Standing]) -> dict[str, Any]:
    return {
        "as_of": world.as_of,
        "asks_for_agreement": needs_agreement(world.settings),
        "coverage_asked": world.threshold("ack-coverage"),
        "unread_kinds": sorted(world.workspace.unread),
        "charters": [_charter_record(one) for one in standings],
    }


def _charter_record(one: Standing) -> dict[str, Any]:
    charter = one.charter
    return {
        "charter": charter.id,
        "title": one.world.name(Charter, charter.id),
        "status": charter.value.status,
        "version": charter.value.version,
        "whole": charter.is_whole,
        "digest": one.world.digest(charter),
        "proposal": one.proposal.proposal.id if one.proposal is not None else None,
        "agreed": len(one.agreements) - len(one.missing),
        "read": one.read,
        "readers": len(one.people),
        "open": one.is_open or (False if one.is_known else None),
        "agreements": [_agreement_record(agreement) for agreement in one.agreements],
        "reading": [
            {
                "department": department.department,
                "concern": department.concern,
                "read": department.known,
                "readers": len(department.readers),
                "share": department.share,
                "people": [
                    {
                        "person": reader.person,
                        "present": reader.is_present,
                        "version": reader.entry.version if reader.entry is not None else None,
                        "date": reader.entry.date if reader.entry is not None else None,
                    }
                    for reader in department.readers
                ],
            }
            for department in one.readership
        ],
        "next": {
            "approve": list(one.approving),
            "editorial": one.editorial,
            "activate": one.activating,
            "acknowledge": list(one.acknowledging),
        },
    }


def _agreement_record(agreement: Agreement) -> dict[str, Any]:
    approval = agreement.given.approval if agreement.given is not None else None
    return {
        "department": agreement.department,
        "agreed": agreement.agreed,
        "speaker": agreement.speaker,
        "by": approval.by if approval is not None else None,
        "date": approval.date if approval is not None else None,
        "via": approval.via if approval is not None else None,
        "evidence": approval.evidence if approval is not None else None,
        "digest": approval.digest if approval is not None else None,
    }
