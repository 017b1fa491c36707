"""The error for names of a table that nobody has: all of them together, with whom each may mean."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from difflib import get_close_matches

from collab_cli.analyses.raci_tables.read_table import ReadParty
from collab_cli.errors import CollabError
from collab_cli.graph.lookup import words_of
from collab_cli.graph.world import World
from collab_cli.messages import Items, Param, msg, msgn
from collab_cli.model.department import Department
from collab_cli.model.field_types import KindRecord
from collab_cli.model.person import Person
from collab_cli.model.role import Role
from collab_cli.model.slug import slug_of

SHOWN = 8
"""How many names are told one by one."""

_KINDS: tuple[tuple[str, type[KindRecord]], ...] = (("", Department), ("person:", Person), ("role:", Role))
_ALIKE = 0.8
_EVERYONE = frozenset(
    (
        "all",
        "everyone",
        "everybody",
        "all departments",
        "全体",
        "全部",
        "所有",
        "各部门",
        "全体部门",
        "所有部门",
        "全员",
    )
)


def means_everyone(text: str) -> bool:
    """Return whether a name stands for all parties, as `all` and 各部门 do."""
    return " ".join(text.casefold().split()) in _EVERYONE


def near_party(world: World, text: str) -> str | None:
    """Return the one party whose id or name looks like ``text``, or None."""
    found: dict[str, set[str]] = {}
    own = slug_of(text) if any(each.isalnum() for each in text) else ""
    for prefix, struct in _KINDS:
        for record in world.workspace.all(struct):
            if own and record.id == own:
                return prefix + record.id
            for word in (record.id, *words_of(record)):
                found.setdefault(word.casefold(), set()).add(prefix + record.id)
    for word in get_close_matches(" ".join(text.casefold().split()), found, n=1, cutoff=_ALIKE):
        if len(found[word]) == 1:
            return next(iter(found[word]))
    return None


def unknown_parties(world: World, parties: Sequence[ReadParty]) -> CollabError:
    """Return the error for ``parties`` nobody is called like; --create is said where all may be new departments."""
    everyone = [party for party in parties if means_everyone(party.text)]
    if everyone:
        first = everyone[0]
        return CollabError(
            msg("{cell}: {text} means everybody, and is no party", cell=first.address, text=first.text),
            msg(
                "give each party its own letter in the table, or leave it out with {option}",
                option=_option(first.text, "-"),
            ),
        )
    near = {party.text: near_party(world, party.text) for party in parties}
    options = " ".join(_option(party.text, near[party.text] or "ID") for party in parties[:SHOWN])
    may_be_new = not any(each is not None and ":" in each for each in near.values())
    if len(parties) == 1:
        (party,) = parties
        message = msg("{cell}: no department, person or role is called {text}", cell=party.address, text=party.text)
        if (better := near[party.text]) is not None:
            return CollabError(
                message, msg("did you mean {better}: say so with {option}", better=better, option=options)
            )
        return CollabError(
            message,
            msg(
                "say whom it means with {option}, leave it out with {none}, or add --create",
                option=options,
                none=_option(party.text, "-"),
            ),
        )
    listed: list[Param] = [msg("{text} ({place})", text=party.text, place=party.address) for party in parties[:SHOWN]]
    if len(parties) > SHOWN:
        listed.append(msgn("and {count} more", "and {count} more", len(parties) - SHOWN))
    message = msg("no department, person or role is called as these: {names}", names=Items(tuple(listed)))
    if may_be_new:
        return CollabError(
            message, msg("say whom they mean, - for nobody: {options}; or add --create", options=options)
        )
    return CollabError(message, msg("say whom they mean, - for nobody: {options}", options=options))


def _option(text: str, party: str) -> str:
    said = f"{text}={party}"
    return f"--party '{said}'" if "'" not in said else f"--party {shlex.quote(said)}"
