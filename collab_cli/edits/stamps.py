"""What state verbs write: a field, an entry more in a list, an entry found again by what it names.

A source answers what is to be written, None for nothing; an entry is a map of sources.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Union

from collab_cli.edits.state_verb import DATE, Move
from collab_cli.errors import CollabError
from collab_cli.messages import msg

if TYPE_CHECKING:
    from collab_cli.documents.writer import Value
    from collab_cli.model.field_types import Part
    from collab_cli.model.record import Record

Source = Callable[[Move], Any]
Entry = Mapping[str, Union[Source, "Entry"]]


def day(move: Move) -> Value:
    """Return the day the move is dated with, with its time where one was given."""
    return move.given.get(DATE) or move.plan.day


def moment(move: Move) -> Value:
    """Return the day the move is dated with and its time, where that is given or known."""
    return move.given.get(DATE) or move.plan.moment


def by(move: Move) -> Value:
    """Return the person who does it."""
    return move.by


def given(key: str) -> Source:
    """Return the source that answers what was given as ``key``."""
    return lambda move: move.given.get(key)


def state(move: Move) -> str:
    """Return the state the record moves to."""
    return move.verb.choose(move) if move.verb.choose is not None else move.verb.to[0]


def own_digest(move: Move) -> str:
    """Return the present digest of the record."""
    return digest_of(move, move.record)


def digest_of(move: Move, record: Record[Any]) -> str:
    """Return the present digest of a record; raise CollabError for one whose content cannot be told for its faults."""
    if not record.is_whole:
        from collab_cli.edits.first_fault import first_fault

        raise CollabError(
            msg(
                "{record} has faults, so nobody can agree to its text: {place}",
                record=record.titled,
                place=first_fault(move.world.workspace, record.ref),
            ),
            msg("mend it first; {command} names them", command="collab check"),
        )
    return move.world.digest(record)


AGREED: Entry = {"via": given("via"), "evidence": given("evidence")}
"""How an agreement was given."""


@dataclass(frozen=True, slots=True)
class Put:
    """Gives a field a value; ``path`` may lead into a map (`closing.cause`). ``optional`` ones may stay unwritten."""

    path: str
    value: Source | Entry
    optional: bool = False

    def paths(self) -> Iterator[str]:
        """Yield the paths of the fields written."""
        yield from _paths(self.path, self.value)

    def write(self, move: Move) -> None:
        """Plan the change."""
        found = _answer(self.value, move, _struct_at(move, self.path))
        if found is not None:
            *above, _ = route = self.path.split(".")
            _set(move, tuple(route), found, _order(move, above))


@dataclass(frozen=True, slots=True)
class Append:
    """Adds an entry to the list ``path``, ``when`` it is wanted; ``again``, even if one like it is there."""

    path: str
    entry: Entry
    when: Callable[[Move], bool] | None = None
    again: bool = False

    @property
    def optional(self) -> bool:
        """Return whether nothing may be written."""
        return self.when is not None

    def paths(self) -> Iterator[str]:
        """Yield the paths of the fields written."""
        yield from _paths(self.path, self.entry)

    def write(self, move: Move) -> None:
        """Plan the change."""
        from collab_cli.documents.writer import plain_value

        if self.when is not None and not self.when(move):
            return
        found = _answer(self.entry, move, _struct_at(move, self.path))
        if self.again or plain_value(found) not in move.entries(self.path):
            _insert(move, self.path, found)


@dataclass(frozen=True, slots=True)
class PutEntry:
    """Changes the entry of the list ``path`` that has the same ``key``, else adds it; by date it stands in order."""

    path: str
    key: str
    entry: Entry
    optional: bool = field(default=False, init=False)

    def paths(self) -> Iterator[str]:
        """Yield the paths of the fields written."""
        yield from _paths(self.path, self.entry)

    def write(self, move: Move) -> None:
        """Plan the change."""
        from collab_cli.documents.writer import plain_value

        found = _answer(self.entry, move, _struct_at(move, self.path))
        wanted = plain_value(found[self.key])
        present = move.entries(self.path)
        keys = [entry.get(self.key) if isinstance(entry, dict) else None for entry in present]
        if wanted not in keys:
            texts = [str(key) for key in keys]
            in_order = self.key in ("date", "due") and texts == sorted(texts)
            _insert(move, self.path, found, sum(text < str(wanted) for text in texts) if in_order else None)
            return
        for name, value in found.items():
            _set(move, (self.path, keys.index(wanted), name), value, _order(move, [self.path]))


@dataclass(frozen=True, slots=True)
class PutAt:
    """Gives fields of one entry of the list ``path`` other values; ``place`` answers which entry, from 0."""

    path: str
    place: Callable[[Move], int]
    entry: Entry
    optional: bool = field(default=False, init=False)

    def paths(self) -> Iterator[str]:
        """Yield the paths of the fields written."""
        yield from _paths(self.path, self.entry)

    def write(self, move: Move) -> None:
        """Plan the change."""
        found = _answer(self.entry, move, _struct_at(move, self.path)) or {}
        place = self.place(move)
        for name, value in found.items():
            _set(move, (self.path, place, name), value, _order(move, [self.path]))


@dataclass(frozen=True, slots=True)
class PutEach:
    """Gives the entries of the list ``path`` a field; ``value`` answers for an entry as written, None to leave it."""

    path: str
    name: str
    value: Callable[[Move, Mapping[str, Any]], Any]
    optional: bool = False

    def paths(self) -> Iterator[str]:
        """Yield the paths of the fields written."""
        yield f"{self.path}.{self.name}"

    def write(self, move: Move) -> None:
        """Plan the change."""
        for index, entry in enumerate(move.entries(self.path)):
            found = self.value(move, entry) if isinstance(entry, dict) else None
            if found is not None:
                _set(move, (self.path, index, self.name), found, _order(move, [self.path]))


@dataclass(frozen=True, slots=True)
class PutBelow:
    """Gives the entries of the list ``path`` of other records, those ``records`` answers, a field.

    ``value`` answers for an entry as written, None to leave it; its move is that of the record itself.
    """

    records: Callable[[Move], Sequence[Record[Any]]]
    path: str
    name: str
    value: Callable[[Move, Mapping[str, Any]], Any]
    optional: bool = field(default=False, init=False)

    def paths(self) -> Iterator[str]:
        """Yield the paths of the fields written."""
        yield f"{self.path}.{self.name}"

    def write(self, move: Move) -> None:
        """Plan the change."""
        of_each = PutEach(self.path, self.name, lambda _, entry: self.value(move, entry))
        for record in self.records(move):
            of_each.write(replace(move, record=record))


Stamp = Put | Append | PutEntry | PutAt | PutEach | PutBelow


def _paths(path: str, value: Source | Entry) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _paths(f"{path}.{name}", inner)
    else:
        yield path


def _answer(source: Source | Entry, move: Move, struct: type[Part] | None) -> Any:
    """Return what is to be written: of an entry, the fields that have a value, in their usual order."""
    if not isinstance(source, Mapping):
        return source(move)
    from collab_cli.edits.verb_fields import field_at
    from collab_cli.model.fields import fields_of

    assert struct is not None
    found = {}
    for info in fields_of(struct):
        if info.name in source:
            inner = source[info.name]
            below = field_at(struct, info.name).struct if isinstance(inner, Mapping) else None
            value = _answer(inner, move, below)
            if value is not None:
                found[info.name] = value
    return found or None


def _struct_at(move: Move, path: str) -> type[Part] | None:
    from collab_cli.edits.verb_fields import field_at

    return field_at(move.record.kind.struct, path).struct


def _order(move: Move, above: list[str]) -> tuple[str, ...]:
    """Return the fields of the map at a path, in their usual order."""
    from collab_cli.model.fields import fields_of

    struct = _struct_at(move, ".".join(above)) if above else move.record.kind.struct
    assert struct is not None
    return tuple(info.name for info in fields_of(struct))


def _set(move: Move, route: tuple[str | int, ...], value: Any, order: tuple[str, ...]) -> None:
    from collab_cli.documents.writer import plain_value

    if plain_value(value) != move.plain(*route):
        move.plan.changes.set(move.record.path, (*move.record.route, *route), value, order)


def _insert(move: Move, path: str, entry: Value, index: int | None = None) -> None:
    route = (*move.record.route, path)
    move.plan.changes.insert(move.record.path, route, entry, index, _order(move, []))
