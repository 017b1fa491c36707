"""Who is asked about a change, in words: the person, the account, the answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from collab_cli.analyses.changes.ask import Ask, Reason
from collab_cli.analyses.git_host_accounts import Accounts, accounts
from collab_cli.graph.world import World
from collab_cli.messages import Items, Label, Message, Param, msg
from collab_cli.page import Cell, Styled, Table

REASONS: Final[dict[Reason, Message]] = {
    "owning": msg("its own charter"),
    "affected": msg("has duties in it"),
    "no-longer-affected": msg("loses its duties in it"),
    "informed": msg("is only informed"),
    "editorial": msg("keeps the charter"),
    "goal-owner": msg("owns the goal"),
    "goal-department": msg("has the goal"),
    "agreed-before": msg("agreed to it before"),
    "receiver": msg("receives it"),
    "received-before": msg("received it before"),
    "supplier": msg("supplies it"),
    "own-part": msg("has another part in it"),
    "project-owner": msg("keeps the project"),
    "tasks": msg("gains or loses tasks"),
    "new-head": msg("is the new head"),
}
"""Why somebody is asked, in a few words."""


def agreement_table(world: World, asks: Iterable[Ask], *, mentions: bool) -> Table:
    """Return who must agree, to what and why, and what they answered; ``mentions`` where accounts are to be told."""
    rows, keys = [], []
    for ask, subject in _by_subject(asks):
        why = REASONS[ask.reasons[0]]
        rows.append((subject, *_asked(world, ask, mentions=mentions), why, answer_of(world, ask)))
        keys.append(ask.record.ref)
    columns = (msg("About"), msg("Department"), msg("Who"), msg("Account"), msg("Why"), msg("Agreed"))
    return Table(columns, tuple(rows), empty=msg("Nobody has to agree"), keys=tuple(keys))


def reading_table(world: World, asks: Iterable[Ask], *, mentions: bool) -> Table:
    """Return who is asked to read what, and how many have."""
    rows, keys = [], []
    for ask, subject in _by_subject(asks):
        read: Cell = "-"
        if ask.reading is not None:
            said = msg("{count} of {total}", count=ask.reading.read, total=ask.reading.readers)
            read = Styled(said, "good" if ask.is_answered else "warn")
        rows.append((subject, *_asked(world, ask, mentions=mentions), read))
        keys.append(ask.record.ref)
    columns = (msg("About"), msg("Department"), msg("Who"), msg("Account"), msg("Read it"))
    return Table(columns, tuple(rows), "<<<<>", keys=tuple(keys))


def _by_subject(asks: Iterable[Ask]) -> list[tuple[Ask, Cell]]:
    """Return each ask with what it is about, said once for those that follow each other."""
    found: list[tuple[Ask, Cell]] = []
    for ask in asks:
        is_same = bool(found) and found[-1][0].record.ref == ask.record.ref
        found.append((ask, "" if is_same else ask.record.name))
    return found


def _asked(world: World, ask: Ask, *, mentions: bool) -> tuple[Cell, Cell, Cell]:
    department: Param = world.parties.name(ask.department) if ask.department is not None else "-"
    return department, person_asked(world, ask), account_cell(accounts_of(world, ask), mentions=mentions)


def person_asked(world: World, ask: Ask) -> Cell:
    """Return who is to be asked now, and for whom where somebody stands in."""
    if ask.person is None:
        return Styled(msg("nobody"), "bad")
    name = world.parties.name(f"person:{ask.person}")
    if ask.head is None or ask.head == ask.person:
        return name
    return msg("{person} for {head}", person=name, head=world.parties.name(f"person:{ask.head}"))


def accounts_of(world: World, ask: Ask) -> Accounts:
    """Return the accounts of who is asked: a person who speaks for no department has no team."""
    return accounts(world, ask.department, ask.person)


def account_cell(found: Accounts, *, mentions: bool) -> Cell:
    """Return the account somebody is told under; ``mentions`` where the host of a comment is to tell them."""
    best = found.best
    if best is None:
        return Styled("-", "muted")
    return Styled(best, "mention") if mentions and best.startswith("@") else best


def answer_of(world: World, ask: Ask) -> Cell:
    """Return what somebody answered, with how it was given."""
    given = ask.given
    if ask.answer == "elsewhere":
        return Styled(msg("where it is reviewed"), "muted")
    if given is None:
        return Styled(msg("not yet"), "bad")
    if ask.answer == "older":
        return Styled(
            msg("older text, {date}", date=given.date) if given.date is not None else msg("older text"), "bad"
        )
    details: list[Param] = [given.date] if given.date is not None else []
    if given.by is not None and given.by != ask.person:
        details.append(world.parties.name(f"person:{given.by}"))
    if given.via is not None:
        details.append(Label(given.via, "via"))
    if given.evidence is not None:
        details.append(given.evidence)
    if given.proposal is not None:
        details.append(_proposal(world, given.proposal))
    said = Items(tuple(details))
    if ask.answer == "given":
        return Styled(said if details else msg("yes"), "good")
    return Styled(msg("{how}, carried over", how=said), "good")


def _proposal(world: World, proposal_id: str) -> Param:
    found = world.workspace.find(f"proposal:{proposal_id}")
    return found.name if found is not None else proposal_id


def ask_record(world: World, ask: Ask) -> dict[str, Any]:
    """Return somebody who is asked as plain data."""
    found, given = accounts_of(world, ask), ask.given
    return {
        "record": ask.record.ref,
        "gone": ask.is_gone,
        "wanted": ask.wanted,
        "department": ask.department,
        "head": ask.head,
        "person": ask.person,
        "accounts": {"team": found.team, "user": found.user, "address": found.address},
        "reasons": list(ask.reasons),
        "answer": ask.answer,
        "by": given.by if given is not None else None,
        "date": given.date if given is not None else None,
        "via": given.via if given is not None else None,
        "evidence": given.evidence if given is not None else None,
        "proposal": given.proposal if given is not None else None,
        "read": ask.reading.read if ask.reading is not None else None,
        "readers": ask.reading.readers if ask.reading is not None else None,
    }
