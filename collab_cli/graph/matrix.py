"""The responsibility matrix: who holds which letter in what (data-model.md section 9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from collab_cli.documents.nodes import Mapping as MappingNode
from collab_cli.findings import Place, Related
from collab_cli.graph.letters import LETTER_ORDER, allowed_letters, known_letters
from collab_cli.messages import Bilingual, Titled
from collab_cli.model.activity import Activity
from collab_cli.model.charter import Charter
from collab_cli.model.project import Project
from collab_cli.model.record import Record
from collab_cli.model.responsibility_row import ResponsibilityRow, Scope
from collab_cli.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Row:
    """One written responsibility row: a duty, a process step or a project task.

    ``allowed`` are the letters of the workspace's framework; all others count as absent.
    """

    owner: Record[Charter] | Record[Project]
    row: ResponsibilityRow
    index: int
    allowed: str = LETTER_ORDER

    @property
    def list_field(self) -> str:
        """Return the field of the owner the row stands in."""
        return "tasks" if self.owner.kind.name == "project" else "duties"

    @property
    def id(self) -> str:
        """Return the row as a part, `charter/row`."""
        return f"{self.owner.id}/{self.row.id}"

    @property
    def ref(self) -> str:
        """Return the row as an open reference, `charter:id/row`."""
        return f"{self.owner.ref}/{self.row.id}"

    @property
    def department_charter(self) -> bool:
        """Return whether the row is a duty of the charter of a department."""
        return isinstance(self.owner.value, Charter) and self.owner.value.type == "department"

    @property
    def activity(self) -> str:
        """Return the activity the row is about: the one named, else its own id."""
        return self.row.activity or self.row.id

    @property
    def letters(self) -> Mapping[str, str]:
        """Return the letters of each party of the row, as written but for those outside the framework."""
        cells = ((party, known_letters(cell, self.allowed)) for party, cell in self.row.raci.items())
        return {party: cell for party, cell in cells if cell}

    @property
    def areas(self) -> frozenset[str]:
        """Return the areas the scope of the row names; empty where it covers any."""
        scope = self.row.scope
        return frozenset(scope.areas) if isinstance(scope, Scope) else frozenset()

    @property
    def excludes(self) -> frozenset[str]:
        """Return the rows (`charter/row`) the scope of this one leaves out."""
        scope = self.row.scope
        return frozenset(scope.excludes) if isinstance(scope, Scope) else frozenset()

    def place(self, *route: str | int) -> Place:
        """Return where a value of the row stands; of a missing field, the first key of the row."""
        return self.owner.place(self.list_field, self.index, *route)

    @property
    def raci_place(self) -> Place:
        """Return where the `raci` key of the row stands, else its first key."""
        return self.owner.key_place(self.list_field, self.index, "raci")

    @property
    def first_place(self) -> Place:
        """Return where the first key of the row stands: the place of what the row lacks as a whole."""
        place = self.owner.place(self.list_field, self.index)
        node = self.owner.find(self.list_field, self.index)
        if isinstance(node, MappingNode) and node.entries:
            key = next(iter(node.entries.values()))[0]
            return Place(place.path, key.line, key.column, place.route)
        return place


@dataclass(frozen=True)
class MatrixRow:
    """One row of the matrix: the written rows about one thing, merged. ``rows`` are in path order."""

    key: str
    rows: tuple[Row, ...]
    activity: Record[Activity] | None

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """Return the letters of each party, each once, united over the rows, in order of appearance."""
        found: dict[str, str] = {}
        for row in self.rows:
            for party, cell in row.letters.items():
                found[party] = "".join(dict.fromkeys(found.get(party, "") + cell))
        return found

    def parties(self, letter: str) -> tuple[str, ...]:
        """Return the parties that hold ``letter``, as written, in order of appearance."""
        return tuple(party for party, cell in self.letters.items() if letter in cell)

    @property
    def first(self) -> Row:
        """Return the row that stands first in path order: where findings about the row are placed."""
        return self.rows[0]

    @property
    def records(self) -> tuple[str, ...]:
        """Return the records a finding about the row concerns: the activity if catalogued, then each written row."""
        activity = (self.activity.ref,) if self.activity is not None else ()
        return (*activity, *(row.ref for row in self.rows))

    @property
    def related(self) -> tuple[Related, ...]:
        """Return where the other written rows stand: the further places of a finding about the row."""
        return tuple(Related(row.raci_place) for row in self.rows[1:])

    @property
    def name(self) -> str | Bilingual:
        """Return what people call the matter: title of the catalogue or of the row, else its id."""
        if self.activity is not None:
            return self.activity.name
        return self.first.row.title or self.first.row.id

    @property
    def titled(self) -> Titled:
        """Return the matter as messages name it: title first, id in brackets."""
        own = self.activity.id if self.activity is not None else self.first.row.id
        return Titled(None if self.name == own else self.name, own)


@dataclass(frozen=True)
class Matrix:
    """All matrix rows of the effective charters, in path order of their first written row."""

    rows: tuple[MatrixRow, ...]

    @cached_property
    def by_key(self) -> Mapping[str, tuple[MatrixRow, ...]]:
        """Return the matrix rows by activity id (or `charter/row`); several when scopes are disjoint."""
        found: dict[str, list[MatrixRow]] = defaultdict(list)
        for row in self.rows:
            found[row.key].append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def of_row(self) -> Mapping[str, MatrixRow]:
        """Return the matrix row each written row (`charter/row`) is part of."""
        return {row.id: matrix_row for matrix_row in self.rows for row in matrix_row.rows}

    @cached_property
    def audited(self) -> tuple[MatrixRow, ...]:
        """Return the rows that count for columns and load: process steps with `within` left out."""
        return tuple(row for row in self.rows if row.first.row.within is None)


def is_effective(charter: Record[Charter], as_of: date) -> bool:
    """Return whether a charter is in force on the day."""
    starts = charter.value.effective_from
    return charter.value.status == "effective" and (starts is None or starts <= as_of)


def charter_rows(charter: Record[Charter], allowed: str = LETTER_ORDER) -> Iterator[Row]:
    """Yield the written rows of a charter; ``allowed`` are the letters of the framework."""
    for index, row in enumerate(charter.value.duties):
        yield Row(charter, row, index, allowed)


def build_matrix(workspace: Workspace, as_of: date) -> Matrix:
    """Return the matrix of all charters effective on ``as_of``."""
    return matrix_of(workspace, (charter for charter in workspace.all(Charter) if is_effective(charter, as_of)))


def matrix_of(workspace: Workspace, charters: Iterable[Record[Charter]]) -> Matrix:
    """Return the matrix these charters alone make, whatever their states; ``charters`` are in path order."""
    groups: dict[str, list[Row]] = defaultdict(list)
    allowed = allowed_letters(workspace.settings)
    for charter in charters:
        for row in charter_rows(charter, allowed):
            catalogued = row.row.within is None and workspace.get(Activity, row.activity) is not None
            groups[row.activity if catalogued else row.id].append(row)
    merged = [
        MatrixRow(key, tuple(part), workspace.get(Activity, key))
        for key, rows in groups.items()
        for part in _merge(rows)
    ]
    merged.sort(key=lambda row: _position(row.first))
    return Matrix(tuple(merged))


def project_rows(project: Record[Project], allowed: str = LETTER_ORDER) -> tuple[MatrixRow, ...]:
    """Return the task rows of a project, each a matrix row of its own; ``allowed`` as in `charter_rows`."""
    rows = [Row(project, task, index, allowed) for index, task in enumerate(project.value.tasks)]
    return tuple(MatrixRow(row.id, (row,), None) for row in rows)


def are_disjoint(one: Row, other: Row) -> bool:
    """Return whether two rows cover different ground: no area in common, or one excludes the other."""
    areas, other_areas = one.areas, other.areas
    if areas and other_areas and not areas & other_areas:
        return True
    return other.id in one.excludes or one.id in other.excludes


def _merge(rows: list[Row]) -> list[list[Row]]:
    """Group rows that are not disjoint, transitively, keeping their order."""
    if len(rows) == 1:
        return [rows]
    groups: list[list[Row]] = []
    for row in rows:
        touching = [group for group in groups if any(not are_disjoint(row, other) for other in group)]
        if len(touching) == 1:
            touching[0].append(row)  # rows come in path order
            continue
        joined = sorted([row, *(item for group in touching for item in group)], key=_position)
        groups = [group for group in groups if group not in touching] + [joined]
    return groups


def _position(row: Row) -> tuple[str, int]:
    return (row.owner.path, row.index)
