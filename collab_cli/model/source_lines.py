"""The lines findings stand on, for showing them."""

from __future__ import annotations

from collections.abc import Iterable

from collab_cli.findings import Finding, Place
from collab_cli.model.settings_file import SETTINGS_PATH
from collab_cli.model.workspace import Workspace
from collab_cli.sources.entry_faults import Unreadable

NOWHERE = Place(SETTINGS_PATH)
"""Where findings about something that stands in no file are placed; there is no line of it to show."""


def source_lines(workspace: Workspace, findings: Iterable[Finding]) -> dict[tuple[str, int], str]:
    """Return the text of every line a finding or a place related to it stands on, by path and line.

    Files that cannot be read as records are shown too, what is no text in them replaced; lines of files that
    cannot be opened are left out.
    """
    texts: dict[str, list[str]] = {}
    lines = {}
    for finding in findings:
        for place in (finding.place, *(related.place for related in finding.related)):
            if place == NOWHERE and finding.records:
                continue
            if place.path not in texts:
                texts[place.path] = _lines(workspace, place.path)
            text = texts[place.path]
            if 0 < place.line <= len(text):
                lines[place.path, place.line] = text[place.line - 1].rstrip("\r")
    return lines


def _lines(workspace: Workspace, path: str) -> list[str]:
    document = workspace.documents.get(path)
    if document is not None:
        return document.text.split("\n")
    if path not in workspace.snapshot.paths:
        return []
    try:
        return workspace.snapshot.read(path).decode("utf-8-sig", "replace").split("\n")
    except Unreadable:
        return []
