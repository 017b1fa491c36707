"""What people see and programs read: a report with a page of blocks and a record of plain data.

Renderers know these few blocks and nothing of the domain; reports build them and nothing of a format.
Texts are messages, so that one report can be shown in either language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, Union

from collab_cli.findings import Finding, Severity
from collab_cli.messages import Param

Tone = Literal["", "good", "warn", "bad", "muted", "strong", "accent", "mention"]
"""The meaning of a piece of text; the terminal alone decides on a colour for it.

``mention`` is an account that is to be told by the host of a comment; no other text ever is.
"""

Cell = Union[Param, "Styled"]


@dataclass(frozen=True, slots=True)
class Styled:
    """A text with a tone."""

    text: Param
    tone: Tone


@dataclass(frozen=True, slots=True)
class Heading:
    """A title of a page (level 1), of a part of it (level 2), or of a piece of such a part (level 3)."""

    text: Param
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: Cell


@dataclass(frozen=True, slots=True)
class Code:
    """Lines shown as they are: an example file, a command to type.

    ``is_prose`` says that they are for reading, not for copying: where there is no room they are broken between words.
    """

    text: str
    syntax: str = ""
    is_prose: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a label and a value."""

    pairs: tuple[tuple[Param, Cell], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column headings; ``align`` holds one of ``<`` and ``>`` a column.

    ``keys`` name what each row is about, for programs: a column of its own in spreadsheets, not shown to people.
    ``spare`` are columns that only draw what another one says: a terminal leaves them out where rows would break.
    """

    columns: tuple[Param, ...]
    rows: tuple[tuple[Cell, ...], ...]
    align: str = ""
    empty: Param = ""
    keys: tuple[str, ...] = ()
    spare: tuple[int, ...] = ()


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
    """A node of a tree: a line of cells and what hangs below it.

    ``key`` names what it is about, for drawings in which one thing at several places of the tree is drawn once.
    """

    cells: tuple[Cell, ...]
    branches: tuple[Branch, ...] = ()
    key: str = ""


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
    says how to see them all. ``is_settled`` marks findings that are no more: shown to people, told to no build server.
    """

    findings: tuple[Finding, ...]
    sources: Mapping[tuple[str, int], str]
    closing: tuple[Cell, ...] = ()
    foldable: bool = True
    folded_note: Param = ""
    is_settled: bool = False


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks, one at least, that stand under a summary and can be folded away.

    Where nothing folds, the summary is a heading of ``level``.
    """

    summary: Param
    blocks: tuple[Block, ...]
    level: int = 3


Block = Heading | Text | Code | Facts | Table | Matrix | Chart | Tree | FindingList | Fold


def unfolded(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks with every fold as a heading, unless it begins with one of its own, and what stands under it."""
    for block in blocks:
        if isinstance(block, Fold):
            if not isinstance(block.blocks[0], Heading):
                yield Heading(block.summary, block.level)
            yield from unfolded(block.blocks)
        else:
            yield block


@dataclass(frozen=True, slots=True)
class RuleRun:
    """A rule of a check: its names, what it says of itself in short and at length, and how it went."""

    code: str
    slug: str
    term: Param
    family: Param
    severity: Severity
    summary: Param
    explanation: tuple[Block, ...] = ()
    state: Literal["checked", "not checked", "failed"] = "checked"


@dataclass(frozen=True, slots=True)
class CheckRun:
    """How the findings of a report were come by, for the formats that build servers read.

    ``folder`` is the folder of the workspace in its repository, "" or ending in ``/``: build servers know paths from
    the top of the repository. ``rules`` are those that were to run, by their codes; ``texts`` the files findings stand
    in or change, by path. A finding below ``threshold`` fails no build; ``is_done`` is false where nothing could be
    checked.
    """

    folder: str = ""
    rules: tuple[RuleRun, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    threshold: Severity = Severity.ERROR
    is_done: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """An answer with two faces: ``page`` for people, ``record`` for programs under ``schema``.

    ``record`` holds plain data; a message or a name in it is said in the reader's language when written. ``run`` says
    how its findings were come by. ``comment`` names a page that is put as a comment beside a change: Markdown begins
    with a mark by which a program finds that comment again, and is no longer than a comment may be. ``is_paper`` says
    that the page is sent out as a paper, such as minutes: its title stands in the middle.
    """

    schema: str
    page: tuple[Block, ...]
    record: Mapping[str, Any] = field(default_factory=dict)
    run: CheckRun = CheckRun()
    comment: str = ""
    is_paper: bool = False
