"""Whom the names in a table mean: departments, people and roles, as people write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from collab_cli.analyses.raci_tables.cell_text import folded
from collab_cli.analyses.raci_tables.difference import TakenParty
from collab_cli.analyses.raci_tables.read_table import ReadParty
from collab_cli.edits.plan import Plan
from collab_cli.edits.unknown_parties import means_everyone, unknown_parties
from collab_cli.errors import CollabError
from collab_cli.graph.lookup import LISTED, words_of
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.department import Department
from collab_cli.model.field_types import KindRecord
from collab_cli.model.person import Person
from collab_cli.model.role import Role

LEAVE_OUT = "-"
"""What is given for a party that is to be left out."""

_KINDS: tuple[tuple[str, type[KindRecord]], ...] = (("", Department), ("person:", Person), ("role:", Role))
_WITH_ID = re.compile(r"^.*[(（]((?:(?:person|role|department):)?[a-z0-9-]+)[)）]$", re.DOTALL)
_BESIDE_NAME = re.compile(
    r"\b(the|department|dept|division|team|unit|office|head|of)\b\.?|(部门|部|处|科|室|组|中心|团队|负责人)$"
)

Ask = Callable[[ReadParty], str | None]
"""Asks whom a name means: the id of a party, `-` to leave it out, or None where nobody can be asked."""


def exact_party(world: World, text: str) -> str | None:
    """Return the one party called ``text``: by its id, its name or an alias, or an id in brackets; None without one.

    Raises CollabError when several are called so.
    """
    found = _named(world, text)
    if len(found) > 1:
        raise CollabError(
            msg("{text} can mean several parties: {parties}", text=text, parties=tuple(found[:LISTED])),
            msg("say which with {option}", option=f"--party '{text}={found[0]}'"),
        )
    return found[0] if found else None


def like_party(world: World, text: str) -> str | None:
    """Return the one department called ``text`` but for words such as department and team, or None."""
    wanted = _bare(text)
    records = world.workspace.all(Department)
    found = [one.id for one in records if wanted and wanted in {_bare(word) for word in (one.id, *words_of(one))}]
    return found[0] if len(found) == 1 else None


def taken_parties(
    plan: Plan, parties: tuple[ReadParty, ...], given: Mapping[str, str], ask: Ask, *, create: bool
) -> tuple[TakenParty, ...]:
    """Return whom each name of a table means: as ``given`` says, as the workspace knows it, or as ``ask`` answers.

    With ``create`` a name nobody has becomes a department. Raises CollabError, naming the cells, for those nobody has.
    """
    from collab_cli.edits.add_record import Said, add_to_plan
    from collab_cli.model.department import KIND as DEPARTMENT

    said = {folded(text): party for text, party in given.items()}
    found: list[TakenParty] = []
    unknown: list[ReadParty] = []
    for party in parties:
        answer = said.get(folded(party.text))
        exact = None if answer is not None else _at(party, plan.world)
        like = like_party(plan.world, party.text) if answer is None and exact is None else None
        if answer is None and exact is None and like is None and (not create or means_everyone(party.text)):
            answer = ask(party)
            if answer is None:
                unknown.append(party)
                continue
        if answer == LEAVE_OUT:
            found.append(TakenParty(party.text, party.address, None))
        elif answer is not None:
            found.append(TakenParty(party.text, party.address, plan.names.party(answer)))
        elif exact is not None or like is not None:
            found.append(TakenParty(party.text, party.address, exact or like, is_exact=exact is not None))
        else:
            made = plan.names.planned.get((DEPARTMENT.name, party.text.casefold()))
            if made is None:
                made, _ = add_to_plan(plan, Said(DEPARTMENT, {"name": (party.text,)}))
            found.append(TakenParty(party.text, party.address, made))
    if unknown:
        raise unknown_parties(plan.world, unknown)
    return tuple(found)


def check_given(given: Mapping[str, str], parties: tuple[ReadParty, ...]) -> None:
    """Raise CollabError if it is said whom a name means that is none of the ``parties`` of the tables."""
    known = {folded(party.text) for party in parties}
    for text in given:
        if folded(text) not in known:
            raise CollabError(
                msg("the table has no party {text}", text=text),
                msg("its parties are {parties}", parties=tuple(dict.fromkeys(party.text for party in parties))),
            )


def _at(party: ReadParty, world: World) -> str | None:
    try:
        return exact_party(world, party.text)
    except CollabError as error:
        raise CollabError(msg("{cell}: {fault}", cell=party.address, fault=error.message), error.hint) from None


def refuse_twice(found: Iterable[TakenParty]) -> None:
    """Raise CollabError, naming the cell, if two names were taken for the same party."""
    first: dict[str, TakenParty] = {}
    for each in found:
        if each.party is None:
            continue
        if each.party in first:
            raise CollabError(
                msg(
                    "{cell}: {text} means the same party as {other}",
                    cell=each.address,
                    text=each.text,
                    other=first[each.party].text,
                ),
                msg("leave one of them out with {option}", option=f"--party '{each.text}={LEAVE_OUT}'"),
            )
        first[each.party] = each


def _named(world: World, text: str) -> list[str]:
    """Return the parties called ``text``; an id wins over names, a department over people and roles of its name."""
    bracketed = _WITH_ID.match(text.strip())
    for wanted in (text.strip(), bracketed[1] if bracketed else ""):
        plain = wanted.removeprefix("department:")
        for prefix, struct in _KINDS:
            own = plain.removeprefix(prefix) if prefix and plain.startswith(prefix) else plain
            if (prefix == "" or plain.startswith(prefix)) and world.get(struct, own) is not None:
                return [prefix + own]
    for prefix, struct in _KINDS:
        found = [prefix + one.id for one in world.workspace.all(struct) if folded(text) in _words(one)]
        if found:
            return found
    return [f"person:{text.strip()}"] if world.get(Person, text.strip()) is not None else []


def _words(record: Any) -> set[str]:
    return {folded(word) for word in words_of(record)}


def _bare(text: str) -> str:
    return "".join(_BESIDE_NAME.sub(" ", folded(text)).split())
