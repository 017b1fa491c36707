"""A change on its way: what it starts from, what it plans, and the proof that the result is sound."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from collab_cli.documents.save import Write
from collab_cli.edits.changes import Changes
from collab_cli.edits.named_records import Choose, Make, NamedRecords
from collab_cli.edits.proving import prove
from collab_cli.edits.typed_values import ValueReader
from collab_cli.graph.world import World
from collab_cli.messages import Message


@dataclass(frozen=True, slots=True)
class Planned:
    """A change ready to be saved: its files, the world as it will be, and ``sentence``, which says what was done.

    The sentence is in the past tense; it is told, kept in the journal and used as the message of a commit.
    ``notes`` are told beside it.
    """

    writes: tuple[Write, ...]
    after: World
    sentence: Message
    notes: tuple[Message, ...] = ()
    before: World | None = None
    """The world the change starts from, where the rules still have to see what is new in the result."""
    touched: tuple[str, ...] = ()
    """The files the change is about, also those that were so already."""


class Plan:
    """A change while it is made: the ``world`` it starts from, its ``changes``, the ``names`` and values it reads.

    ``day`` is the day stamps are dated with: the day the workspace is judged at. ``now`` is the time it is, where the
    command knows it.
    """

    def __init__(
        self, world: World, *, choose: Choose | None = None, make: Make | None = None, now: datetime | None = None
    ) -> None:
        self.world = world
        self._now = now
        self.changes = Changes(world.workspace.snapshot, world.workspace.documents)
        self.names = NamedRecords(world, choose=choose, make=make)

    @property
    def day(self) -> date:
        """Return the day stamps are dated with."""
        return self.world.as_of

    @property
    def moment(self) -> date | datetime:
        """Return the time stamps are dated with: that it is now, to the minute, if now is that day; else the day."""
        if self._now is None or self._now.date() != self.day:
            return self.day
        return self._now.replace(second=0, microsecond=0, tzinfo=None)

    @cached_property
    def values(self) -> ValueReader:
        """Return the reader of what people type."""
        return ValueReader(self.world, self.names, self.day)

    def finish(self, sentence: Message, *notes: Message) -> Planned:
        """Return the planned change, each note once; raise CollabError if it would break a structure rule."""
        changes = self.changes
        after = prove(self.world.workspace.snapshot, changes.overlay, self.world.as_of, self.world, changes.readings)
        told: list[Message] = []
        for note in (*self.names.notes, *notes):
            if note not in told:
                told.append(note)
        return Planned(self.changes.writes, after, sentence, tuple(told), self.world, self.changes.touched)
