"""Ids that repeat the id of another record: a department's charter, duties of an activity, meetings of a series."""

from __future__ import annotations

import re
from collections.abc import Iterator

from collab_cli.documents.nodes import Mapping, find
from collab_cli.findings import Route
from collab_cli.graph.uses import Written, written_records
from collab_cli.model.workspace import Workspace


def charter_of(workspace: Workspace, department: str) -> Written | None:
    """Return the charter that is a department's because of its id, None if there is none."""
    for record in written_records(workspace, kinds=("charter",)):
        if record.id == department and is_of_department(record):
            return record
    return None


def is_of_department(charter: Written) -> bool:
    """Return whether a charter is that of the department whose id it has."""
    return charter.text("type") in (None, "department")


def duties_of(workspace: Workspace, activity: str) -> Iterator[tuple[Written, Route]]:
    """Yield the charter and the route of each duty that covers an activity because of its id."""
    for record in written_records(workspace, (activity,), ("charter",)):
        for part, route in record.parts():
            if part == activity and covers_by_id(record, route):
                yield record, route


def covers_by_id(charter: Written, route: Route) -> bool:
    """Return whether a duty covers the activity whose id it has: it names no other, and is no step within one."""
    row = find(charter.document.root, route)
    return isinstance(row, Mapping) and row.get("activity") is None and row.get("within") is None


def meetings_of(workspace: Workspace, series: str) -> Iterator[tuple[Written, str, str]]:
    """Yield each meeting of a series that is named after it, and what stands before and behind the series in its id."""
    for record in written_records(workspace, (series,), ("meeting",)):
        if record.text("series") == series:
            parts = re.fullmatch(rf"(\d{{4}}-\d{{2}}-\d{{2}}-){re.escape(series)}((?:-\d+)?)", record.id)
            if parts is not None:
                yield record, parts[1], parts[2]
