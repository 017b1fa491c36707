"""What taking over a table would change: which rows are new, whose letters change, what has to be added for it."""

from __future__ import annotations

from dataclasses import dataclass

from collab_cli.messages import Message, Param


@dataclass(frozen=True, slots=True)
class LetterChange:
    """Letters of a party in a row, before and after; "" for none."""

    party: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of a charter that is new, or whose letters change: as the charter holds it, and where the table has it."""

    charter: str
    row: str
    title: Param
    address: str
    is_new: bool
    letters: tuple[LetterChange, ...]


@dataclass(frozen=True, slots=True)
class TakenParty:
    """Whom a name of the table was taken for; ``party`` is None for one that is left out."""

    text: str
    address: str
    party: str | None
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Addition:
    """A record that has to be there first: its kind, its id, and what it is called."""

    kind: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What taking over tables changes: ``same`` rows stay, ``others`` are rows in force that no table names.

    ``notes`` tell what a person should know of the rows, each with the address of its cell.
    """

    parties: tuple[TakenParty, ...]
    additions: tuple[Addition, ...]
    changes: tuple[RowChange, ...]
    same: int
    others: int
    notes: tuple[tuple[str, Message], ...] = ()
