"""The records a person names in a change: found by id, beginning, title or name, asked for, or made on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from collab_cli.errors import CollabError
from collab_cli.graph.lookup import (
    bare,
    find_part,
    not_there,
    parts_of,
    records_meant,
    records_with_word,
    several,
    words_of,
)
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.field_types import Refers, RefersOpenly, RefersToParty, RefersToRow
from collab_cli.model.fields import Reference
from collab_cli.model.kind import Kind
from collab_cli.model.kinds import all_kinds, kind_named
from collab_cli.model.record import Record

Choose = Callable[[Kind, str, tuple[Record[Any], ...]], str | None]
"""Asks which of several records is meant; returns its id, or None where nobody can be asked."""
Make = Callable[[Kind, str], str | None]
"""Makes a record that is not there yet, in the same step; returns its id, or None where that is not wanted."""


class NamedRecords:
    """Finds what texts name in a world, the records ``planned`` in the same step included.

    ``notes`` tell what was taken for what, where a text was no exact name.
    """

    def __init__(self, world: World, *, choose: Choose | None = None, make: Make | None = None) -> None:
        self._world = world
        self._choose = choose
        self.make = make
        self.offer: Callable[[Kind], str] | None = None
        """Names the option or command that adds what is not there."""
        self.planned: dict[tuple[str, str], str] = {}
        self.notes: list[Message] = []

    def plan(self, kind: Kind, record_id: str, *words: str) -> None:
        """Note a record this step will add, so that it can be named by its id and its titles."""
        for word in (record_id, *words):
            self.planned[kind.name, word.casefold()] = record_id

    def ref(self, text: str, refers: Reference) -> str:
        """Return the exact form of a reference; raise CollabError for one that names nothing, or several."""
        plain = text.strip().replace("：", ":")
        if isinstance(refers, Refers):
            return self.id_of(_kind(refers.kind), plain)
        if isinstance(refers, RefersToRow):
            return self._row(plain)
        if isinstance(refers, RefersToParty):
            return self.party(plain)
        if isinstance(refers, RefersOpenly):
            return self._open(plain, refers.kinds)
        head, colon, _ = plain.partition(":")
        return self._open(plain, ()) if colon and kind_named(head) is not None else text

    def id_of(self, kind: Kind, text: str) -> str:
        """Return the id of the record of ``kind`` that ``text`` names."""
        word = text.removeprefix(f"{kind.name}:").strip()
        planned = self.planned.get((kind.name, word.casefold()))
        if planned is not None:
            return planned
        found = records_meant(self._world.workspace, kind, text)
        if len(found) == 1:
            return self._taken(kind, text, found[0])
        if found:
            chosen = self._choose(kind, text, found) if self._choose is not None else None
            if chosen is None:
                raise several(kind, text, found)
            return chosen
        made = self.make(kind, word) if self.make is not None else None
        if made is None:
            raise self._not_there(kind, text)
        return made

    def one_of(self, kind: Kind, text: str, fits: Callable[[Record[Any]], bool]) -> str:
        """Return the id of the record of ``kind`` that ``text`` names, of several that of the one that ``fits``.

        Where nothing is called so, it is any word that the title of only one fitting record holds.
        """
        found = records_meant(self._world.workspace, kind, text)
        if not found and (kind.name, bare(kind, text).casefold()) not in self.planned:
            found = tuple(each for each in records_with_word(self._world.workspace, kind, text) if fits(each))
        fitting = tuple(each for each in found if fits(each)) if len(found) > 1 else found
        if len(fitting) == 1:
            return self._taken(kind, text, fitting[0])
        if not fitting:
            return self.id_of(kind, text)
        chosen = self._choose(kind, text, fitting) if self._choose is not None else None
        if chosen is None:
            raise several(kind, text, fitting)
        return chosen

    def _not_there(self, kind: Kind, text: str) -> CollabError:
        error = not_there(self._world.workspace, kind, text)
        if (
            self.offer is None
            or error.hint is None
            or bare(kind, text) in self._world.workspace.known.get(kind.name, ())
        ):
            return error
        return CollabError(
            error.message, msg("{hint}, or add it with {command}", hint=error.hint, command=self.offer(kind))
        )

    def party(self, text: str) -> str:
        """Return the party ``text`` names: a department's bare id, `person:x` or `role:x`."""
        head, colon, rest = text.partition(":")
        if colon and head in ("department", "person", "role"):
            found = self.id_of(_kind(head), rest)
            return found if head == "department" else f"{head}:{found}"
        if colon:
            raise CollabError(
                msg("{text} names no department, person or role", text=text),
                msg("write a department, {person} or {role}", person="person:ID", role="role:ID"),
            )
        for name in ("department", "person", "role"):
            kind = _kind(name)
            known = (name, text.casefold()) in self.planned or records_meant(self._world.workspace, kind, text)
            if known:
                found = self.id_of(kind, text)
                return found if name == "department" else f"{name}:{found}"
        return self.id_of(_kind("department"), text)

    def _open(self, text: str, kinds: tuple[str, ...]) -> str:
        allowed = kinds or tuple(kind.name for kind in all_kinds())
        head, colon, rest = text.partition(":")
        if colon and head in allowed:
            return f"{head}:{self._with_part(_kind(head), rest)}"
        if colon and kind_named(head) is not None:
            raise CollabError(
                msg("{text} does not fit here: it is of the kind {kind}", text=text, kind=_kind(head).one),
                msg("name one of {kinds}", kinds=", ".join(allowed)),
            )
        whole = text.partition("/")[0]
        fitting = [name for name in allowed if records_meant(self._world.workspace, _kind(name), whole)]
        if len(fitting) == 1:
            return f"{fitting[0]}:{self._with_part(_kind(fitting[0]), text)}"
        example = f"{(fitting or allowed)[0]}:{text}"
        if fitting:
            raise CollabError(
                msg("{text} can mean a record of several kinds: {kinds}", text=text, kinds=", ".join(fitting)),
                msg("write {example}", example=example),
            )
        raise CollabError(msg("there is no record {text}", text=text), msg("write it as {example}", example="kind:id"))

    def _with_part(self, kind: Kind, text: str) -> str:
        whole, slash, part = text.partition("/")
        record_id = self.id_of(kind, whole)
        if not slash:
            return record_id
        record = self._world.workspace.records.get(kind.name, {}).get(record_id)
        return f"{record_id}/{find_part(record, part, self._world.workspace) if record is not None else part}"

    def _row(self, text: str) -> str:
        """Return `charter/row` for a row named so, or by an id or title that one charter alone has."""
        charter = _kind("charter")
        if "/" in text:
            return self._with_part(charter, text)
        found = [
            f"{record.id}/{part}"
            for record in self._world.workspace.records.get("charter", {}).values()
            for part, words in parts_of(record, self._world.workspace)
            if text == part or text.casefold() in words
        ]
        if len(found) == 1:
            return found[0]
        if found:
            raise CollabError(
                msg("{text} can mean several duties: {duties}", text=text, duties=tuple(found)),
                msg("write {example}", example=found[0]),
            )
        raise CollabError(
            msg("there is no duty {text}", text=text),
            msg("write charter and duty, as in {example}", example="sales/contract-signing"),
        )

    def _taken(self, kind: Kind, text: str, record: Record[Any]) -> str:
        word = text.removeprefix(f"{kind.name}:").strip()
        if record.id != word and word.casefold() not in set(words_of(record)):
            taken = msg("{text} is taken for the {kind} {record}", text=word, kind=kind.one, record=record.titled)
            self.notes.append(taken)
        return record.id


def _kind(name: str) -> Kind:
    found = kind_named(name)
    assert found is not None
    return found
