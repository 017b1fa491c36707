"""What was understood of a RACI table: parties, rows, letters, and everything that is not certain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from collab_cli.messages import Message

Layout = Literal["letters", "letters_across", "names"]
"""How the table is laid out: duties down and parties across with letters in the cells; parties down and duties
across; or duties down, with a column for each letter that holds names."""


@dataclass(frozen=True, slots=True)
class ReadParty:
    """A party as the table names it, at the first place that does."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class ReadCell:
    """Letters a party holds in a row: ``party`` as named, ``letters`` in the order A R D S C I, ``written`` as in the
    file."""

    party: str
    letters: str
    address: str
    written: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A duty, step or task of the table.

    ``section`` is the heading it stands under. ``key`` is what the hidden column of an exported matrix holds: the
    rows it came from, `charter:id/row`, separated by blanks; "" without one.
    """

    title: str
    address: str
    cells: tuple[ReadCell, ...]
    section: str = ""
    key: str = ""
    title_en: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should look at: what was taken for what, or left out, at an address."""

    address: str
    message: Message


@dataclass(frozen=True, slots=True)
class Question:
    """A mark whose meaning the file does not say: the text as written and where it stands first.

    The answer is given again as a meaning: ``mark`` -> letters, "" for none.
    """

    mark: str
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One table as it was understood; ``left_out`` are headings of columns that are no party, such as notes."""

    name: str
    layout: Layout
    parties: tuple[ReadParty, ...]
    rows: tuple[ReadRow, ...]
    notes: tuple[Note, ...] = ()
    questions: tuple[Question, ...] = ()
    left_out: tuple[ReadParty, ...] = ()
