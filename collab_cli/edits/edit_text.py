"""Edit the text of a record by hand: what is opened, and what the edited text would make of the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from collab_cli.documents.nodes import find
from collab_cli.documents.save import Write
from collab_cli.edits.plan import Planned
from collab_cli.edits.proving import try_out
from collab_cli.edits.set_fields import target_of
from collab_cli.edits.states import check_closed, check_state_changes
from collab_cli.errors import CollabError
from collab_cli.findings import Fault
from collab_cli.graph.lookup import find_with_part
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg
from collab_cli.model.kind import Kind
from collab_cli.model.record import Record
from collab_cli.model.workspace import RESTRICTED, Workspace
from collab_cli.sources.entry_faults import Unreadable


@dataclass(frozen=True, slots=True)
class Editing:
    """What is edited: a whole file, its bytes as read, the line to begin at and how messages name it."""

    path: str
    data: bytes
    line: int
    titled: Param


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an edited text cannot be saved: ``faults`` of the workspace as it would be, or ``reason`` and hint."""

    after: Workspace
    faults: tuple[Fault, ...] = ()
    reason: tuple[Message, Message | None] | None = None


def editing_of(workspace: Workspace, kind: Kind, text: str) -> Editing:
    """Return what ``text`` names: a record of ``kind`` or a part of it, or a file of that kind by its path.

    A file whose record cannot be used can be edited too, by its path or by the id it is named after. Raises
    CollabError as ``find_record`` does.
    """
    if text in workspace.snapshot.paths and _holds(kind, text):
        return _file(workspace, kind, text)
    try:
        record, part = find_with_part(workspace, kind, text)
    except CollabError:
        named = [path for path in workspace.snapshot.paths if _holds(kind, path) and PurePosixPath(path).stem == text]
        if len(named) == 1:
            return _file(workspace, kind, named[0])
        raise
    node = find(record.document.root, target_of(record, part).route)
    return Editing(record.path, record.document.data, node.line if node is not None else 1, record.titled)


def plan_edited(world: World, editing: Editing, data: bytes) -> Planned | Refusal:
    """Return the change that gives the file the text ``data``, or why it cannot be made.

    ``world`` is the workspace as it is now, in which the file must still be as it was read.
    """
    after, faults = try_out(world.workspace.snapshot, {editing.path: data}, world.as_of, world)
    notes: tuple[Message, ...] = ()
    if editing.path not in world.workspace.documents:
        here = tuple(fault for fault in after.faults if fault.place.path == editing.path)
        if editing.path not in after.workspace.documents:
            faults = here or faults
        elif here:
            command = f"collab check {editing.path}"
            notes = (
                msg("{path} can be read again; {command} says what else it needs", path=editing.path, command=command),
            )
    if faults:
        return Refusal(after.workspace, faults)
    try:
        check_state_changes(world.workspace, after.workspace)
        check_closed(world.workspace, after.workspace)
    except CollabError as error:
        return Refusal(after.workspace, reason=(error.message, error.hint))
    write = Write(editing.path, data, editing.data)
    return Planned((write,), after, msg("edited {record}", record=editing.titled), notes, world)


def is_as_read(workspace: Workspace, editing: Editing) -> bool:
    """Return whether the file is still as it was when ``editing`` began."""
    try:
        return editing.path in workspace.snapshot.paths and workspace.snapshot.read(editing.path) == editing.data
    except Unreadable:
        return False


def _file(workspace: Workspace, kind: Kind, path: str) -> Editing:
    try:
        data = workspace.snapshot.read(path)
    except Unreadable as problem:
        raise CollabError(problem.fault.message, problem.fault.hint) from None
    records: list[Record[Any]] = [each for each in workspace.records[kind.name].values() if each.path == path]
    is_one = len(records) == 1 and not records[0].route
    fault = next((each for each in workspace.faults if each.place.path == path), None)
    return Editing(path, data, fault.place.line if fault is not None else 1, records[0].titled if is_one else path)


def _holds(kind: Kind, path: str) -> bool:
    inner = path.removeprefix(f"{RESTRICTED}/")
    return inner == f"{kind.folder}.yaml" or inner.startswith(f"{kind.folder}/")
