"""What a state verb is: the states it moves a record between, what has to hold, and what it writes.

A verb is a value, declared in `edits/verbs/`; nothing here knows a single one. Fields are named by their written
path (`history.note`), so that a declaration is read without loading the types of records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from collab_cli.messages import Message, Titled

if TYPE_CHECKING:
    from collab_cli.documents.writer import Value
    from collab_cli.edits.plan import Plan
    from collab_cli.edits.stamps import Stamp
    from collab_cli.graph.world import World
    from collab_cli.model.record import Record

DATE = "date"
BY = "by"


@dataclass(frozen=True, slots=True)
class VerbOption:
    """Something to be said to a verb: ``key`` names the option, ``field`` the field whose type the value has.

    Without a field it is a switch. ``help`` is the field's own where none is given. An ``argument`` stands behind
    the record and may be given as an option too; a ``needed`` one must be said.
    """

    key: str
    field: str = ""
    help: str = ""
    needed: bool = False
    argument: bool = False
    many: bool = False

    @property
    def flag(self) -> str:
        """Return the option as it is typed."""
        return "--" + self.key.replace("_", "-")

    @property
    def typed(self) -> str:
        """Return what stands for it in the usage: an argument in capitals, else the option."""
        return self.key.upper() if self.argument else self.flag


@dataclass(frozen=True, slots=True)
class Move:
    """One use of a verb: the record as it is, and what was ``given``, read, by the key of its option."""

    plan: Plan
    record: Record[Any]
    verb: StateVerb
    given: Mapping[str, Value]

    @property
    def world(self) -> World:
        """Return the world before the change."""
        return self.plan.world

    @property
    def value(self) -> Any:
        """Return the record's value as written."""
        return self.record.written

    @property
    def titled(self) -> Titled:
        """Return the record as messages name it."""
        return self.record.titled

    @property
    def state(self) -> str:
        """Return the state the record is in, empty for a kind without states."""
        return getattr(self.record.value, "status", "")

    @property
    def by(self) -> str:
        """Return the person who does it; only for a verb that has the option."""
        return str(self.given[BY])

    @property
    def day(self) -> date:
        """Return the day it is dated with."""
        given = self.given.get(DATE)
        if isinstance(given, datetime):
            return given.date()
        return given if isinstance(given, date) else self.plan.day

    def text(self, key: str) -> str | None:
        """Return what was given as ``key``, as a text; None if it was not."""
        given = self.given.get(key)
        return None if given is None else str(given)

    def plain(self, *route: str | int) -> Any:
        """Return the content at ``route`` of the record, as it will be, as dicts, lists and texts."""
        return self.plan.changes.plain(self.record.path, (*self.record.route, *route))

    def entries(self, path: str) -> list[Any]:
        """Return the entries of the list ``path``, as they will be; empty where there is none or no list."""
        found = self.plain(path)
        return found if isinstance(found, list) else []

    def maps(self, path: str) -> list[Mapping[str, Any]]:
        """Return those entries of the list ``path`` that are maps."""
        return [entry for entry in self.entries(path) if isinstance(entry, dict)]


Condition = Callable[[Move], None]
"""Raises CollabError where a verb cannot be used."""


@dataclass(frozen=True, slots=True)
class StateVerb:
    """A command `collab <kind> <name>`.

    It is for records in one of the states ``start`` (none named: in any) and takes them to ``to`` (none: they stay);
    of several, ``choose`` says to which. ``stamps`` are what it writes besides, ``conditions`` what has to hold,
    ``makes`` plans what the record is to refer to then, ``is_done`` says whether nothing is left to do. ``sentence``
    says in the past tense what was done. A verb with a ``switch`` is another form of the one of the same name, taken
    when that option is given. What is ``asked`` for on a terminal are those options, by key, that are not said. One for
    ``many`` takes several records in one step.
    """

    kind: str
    name: str
    help: str
    examples: tuple[str, ...]
    sentence: Callable[[Move], Message]
    start: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    choose: Callable[[Move], str] | None = None
    options: tuple[VerbOption, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    conditions: tuple[Condition, ...] = ()
    makes: Callable[[Move], None] | None = None
    is_done: Callable[[Move], bool] | None = None
    notes: Callable[[Move], tuple[Message, ...]] | None = None
    switch: str | None = None
    asked: tuple[str, ...] = ()
    many: bool = False

    @property
    def command(self) -> str:
        """Return the command as it is typed."""
        return " ".join(("collab", self.kind, self.name))

    def option(self, key: str) -> VerbOption | None:
        """Return the option ``key``, None if the verb has none of that name."""
        return next((option for option in self.options if option.key == key), None)
