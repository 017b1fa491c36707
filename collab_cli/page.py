"""What people see and programs read: a report with a page of blocks and a record of plain data.

Renderers know these few blocks and nothing of the domain; reports build them and nothing of a format.
Texts are messages, so that one report can be shown in either language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, Union

from collab_cli.findings import Finding
from collab_cli.messages import Param

Tone = Literal["", "good", "warn", "bad", "muted", "strong", "accent"]
"""The meaning of a piece of text; the terminal alone decides on a colour for it."""

Cell = Union[Param, "Styled"]


@dataclass(frozen=True, slots=True)
class Styled:
    """A text with a tone."""

    text: Param
    tone: Tone


@dataclass(frozen=True, slots=True)
class Heading:
    """A title of a page (level 1) or of a part of it (level 2)."""

    text: Param
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: Cell


@dataclass(frozen=True, slots=True)
class Code:
    """Lines shown as they are: an example file, a command to type."""

    text: str
    syntax: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a label and a value."""

    pairs: tuple[tuple[Param, Cell], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column headings; ``align`` holds one of ``<`` and ``>`` a column.

    ``keys`` name what each row is about, for programs: a column of its own in spreadsheets, not shown to people.
    """

    columns: tuple[Param, ...]
    rows: tuple[tuple[Cell, ...], ...]
    align: str = ""
    empty: Param = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a matrix: what it is about, a short cell for every column, and ``key`` as those of a `Table`."""

    label: Cell
    cells: tuple[Cell, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Rows of a matrix under a heading of their own; "" for none."""

    heading: Param
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Things by columns with short cells, such as duties by departments.

    ``corner`` is the heading over the labels, ``legend`` says what the letters in the cells mean, ``grouped`` what the
    headings of the groups are.
    """

    corner: Param
    columns: tuple[Param, ...]
    groups: tuple[LineGroup, ...]
    legend: tuple[tuple[str, Param], ...] = ()
    empty: Param = ""
    grouped: Param = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: its label, its length from 0 to 1 of the longest possible, and what is written behind it."""

    label: Param
    length: Decimal
    text: Param
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Horizontal bars, one a line."""

    bars: tuple[Bar, ...]
    empty: Param = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of a tree: a line of cells and what hangs below it."""

    cells: tuple[Cell, ...]
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """One or more trees."""

    roots: tuple[Branch, ...]
    empty: Param = ""


@dataclass(frozen=True, slots=True)
class FindingList:
    """Findings with the source lines they stand on, and what the check as a whole has to say.

    ``sources`` maps a path and a line number to that line's text, for every place of every finding.
    ``closing`` are the lines that end the list: the counts, what was not checked, the next command.
    ``foldable`` is true where a terminal may show several findings of one code as one line; ``folded_note`` then
    says how to see them all.
    """

    findings: tuple[Finding, ...]
    sources: Mapping[tuple[str, int], str]
    closing: tuple[Cell, ...] = ()
    foldable: bool = True
    folded_note: Param = ""


Block = Heading | Text | Code | Facts | Table | Matrix | Chart | Tree | FindingList


@dataclass(frozen=True, slots=True)
class Report:
    """An answer with two faces: ``page`` for people, ``record`` for programs under ``schema``.

    ``record`` holds plain data; a message or a name in it is said in the reader's language when written.
    """

    schema: str
    page: tuple[Block, ...]
    record: Mapping[str, Any] = field(default_factory=dict)
