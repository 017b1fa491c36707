"""The responsibility rows of all files, also of records and rows that lack what they cannot be without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from collab_cli.documents.nodes import Document, find, place_at
from collab_cli.documents.nodes import Mapping as MappingNode
from collab_cli.findings import Fix, Place, Route
from collab_cli.graph.world import World
from collab_cli.messages import Param, Titled
from collab_cli.model.activity import Activity
from collab_cli.model.charter import Charter
from collab_cli.model.project import Project
from collab_cli.model.record import Record, Torso, with_file_indexes
from collab_cli.model.responsibility_row import ResponsibilityRow
from collab_cli.model.workspace import Workspace
from collab_cli.rules.raci.letter_edits import write_cell

_LISTS = {Charter: "duties", Project: "tasks"}
"""The list of a record that holds its rows."""


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """The cells of one row, what people call the row, and where it stands: ``steps`` lead to it from ``top``."""

    document: Document
    top: MappingNode
    route: Route
    steps: Route
    raci: Mapping[str, str]
    name: Param
    ref: str

    def cell_place(self, party: str) -> Place:
        """Return where the letters of a party stand."""
        return place_at(self.document.path, self.top, (*self.steps, "raci", party), self.route)

    def write(self, party: str, letters: str) -> tuple[Fix, ...]:
        """Return the edit that gives a party these letters."""
        return write_cell(self.document, find(self.top, self.steps), party, letters)


def written_rows(world: World) -> Iterator[WrittenRow]:
    """Yield all written rows, whatever the state of their charter or project, sound or not."""
    for charter in world.all(Charter):
        yield from _of_record(world, charter, "duties", charter.value.duties)
    for project in world.all(Project):
        yield from _of_record(world, project, "tasks", project.value.tasks)
    for torso in world.workspace.torsos:
        yield from _of_torso(world, torso)


def _of_record(
    world: World, record: Record[Any], list_field: str, rows: list[ResponsibilityRow]
) -> Iterator[WrittenRow]:
    top = record.node
    for index, row in enumerate(rows):
        steps = with_file_indexes((list_field, index), record.kept)
        name, ref = _titled(world, row), f"{record.ref}/{row.id}"
        yield WrittenRow(record.document, top, record.route, steps, row.raci, name, ref)


def _of_torso(world: World, torso: Torso) -> Iterator[WrittenRow]:
    """Yield the rows in what is left of a record, and what is left of rows; dead parties are reported elsewhere."""
    for remains in torso.remains:
        for struct, list_field in _LISTS.items():
            rows = remains.values.get(list_field, ()) if remains.struct is struct else ()
            for index, row in enumerate(rows):
                steps = with_file_indexes((list_field, index), torso.kept)
                raci, name = _of_known(world.workspace, row.raci), _titled(world, row)
                yield WrittenRow(torso.document, torso.node, torso.route, steps, raci, name, f"{torso.ref}/{row.id}")
        if remains.struct is ResponsibilityRow:  # it lacks its id
            values = remains.values
            raci = _of_known(world.workspace, values.get("raci", {}))
            activity = values.get("activity")
            name_of_row: Param = values.get("title") or (
                world.name(Activity, activity) if activity is not None else torso.ref
            )
            yield WrittenRow(torso.document, torso.node, torso.route, remains.steps, raci, name_of_row, torso.ref)


def _of_known(workspace: Workspace, raci: Mapping[str, str]) -> Mapping[str, str]:
    """Return the cells of parties that are there, as the values of whole records hold them."""
    found = {}
    for party, cell in raci.items():
        kind, colon, rest = party.partition(":")
        known = kind in ("person", "role") and workspace.is_known(kind, rest)
        if known if colon else workspace.is_known("department", party):
            found[party] = cell
    return found


def _titled(world: World, row: ResponsibilityRow) -> Titled:
    activity = world.get(Activity, row.activity or row.id)
    return Titled(row.title or (activity.name if activity is not None else None), row.id)
