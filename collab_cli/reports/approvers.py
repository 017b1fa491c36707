"""Who has to approve a change, with the accounts they have on the git host."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from collab_cli.analyses.changes.ask import Ask
from collab_cli.analyses.changes.who_agrees import Agreements
from collab_cli.graph.world import World
from collab_cli.messages import Items, Param, msg
from collab_cli.page import Block, Cell, Report, Styled, Table, Text
from collab_cli.reports.asked_people import accounts_of, person_asked

SCHEMA = "collab/approvers/v1"


def build(world: World, agreements: Agreements) -> Report:
    """Return everybody who must agree, once, in the order of the register, with what is still to be agreed to."""
    order = [department.id for department in world.parties.active_departments]
    asks: dict[tuple[str | None, str | None], list[Ask]] = {}
    for ask in agreements.agreeing:
        asks.setdefault((ask.department, ask.person if ask.department is None else None), []).append(ask)
    found = sorted(asks.values(), key=lambda own: order.index(own[0].department) if own[0].department in order else -1)
    columns = (msg("Department"), msg("Who"), msg("Team"), msg("User"), msg("Address"), msg("Still to agree to"))
    rows = tuple(_row(world, own) for own in found)
    table = Table(
        columns,
        rows,
        empty=msg("Nobody has to agree") if not agreements.unknown else msg("nobody is known"),
        keys=tuple(_key(own[0]) for own in found),
    )
    record = {
        "approval": agreements.approval if not agreements.unknown else None,
        "unknown": list(agreements.unknown),
        "approvers": [_record(world, own) for own in found],
    }
    return Report(SCHEMA, (*_notes(agreements), table), record)


def _notes(agreements: Agreements) -> Iterator[Block]:
    """Yield what the list cannot tell: what cannot be read, and that the company itself changes."""
    if agreements.unknown:
        said = msg("Nobody can tell who else must agree: {files} cannot be read", files=Items(agreements.unknown))
        yield Text(Styled(said, "bad"))
    if agreements.is_about_company:
        yield Text(
            Styled(msg("The company itself changes: its heads before and after agree where it is reviewed"), "warn")
        )


def _row(world: World, own: list[Ask]) -> tuple[Cell, ...]:
    first = own[0]
    department: Param = world.parties.name(first.department) if first.department is not None else "-"
    accounts = accounts_of(world, first)
    left = tuple(dict.fromkeys(ask.record.name for ask in own if not ask.is_answered))
    waiting: Cell = Styled(Items(left), "bad") if left else Styled(msg("nothing"), "good")
    told = (account or "-" for account in (accounts.team, accounts.user, accounts.address))
    return (department, person_asked(world, first), *told, waiting)


def _key(ask: Ask) -> str:
    return f"department:{ask.department}" if ask.department is not None else f"person:{ask.head}"


def _record(world: World, own: list[Ask]) -> dict[str, Any]:
    first, accounts = own[0], accounts_of(world, own[0])
    return {
        "department": first.department,
        "person": first.person,
        "team": accounts.team,
        "user": accounts.user,
        "address": accounts.address,
        "records": list(dict.fromkeys(ask.record.ref for ask in own)),
        "missing": list(dict.fromkeys(ask.record.ref for ask in own if not ask.is_answered)),
    }
