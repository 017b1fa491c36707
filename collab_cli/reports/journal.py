"""The journal as a list: what the last writing commands did, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import Any

from collab_cli.documents.journal import Change, Entry, UnreadableEntry
from collab_cli.messages import msg
from collab_cli.page import Cell, Report, Styled, Table

SCHEMA = "collab/undo/v1"


def build(entries: Sequence[Entry | UnreadableEntry], zone: tzinfo) -> Report:
    """Return the list of ``entries``, which are newest first, with times in ``zone``; unreadable ones tell no time."""
    rows = tuple(_row(entry, zone) for entry in entries)
    table = Table(
        (msg("When"), msg("What was done"), msg("Files changed")), rows, "<<>", msg("there is nothing to undo")
    )
    return Report(SCHEMA, (table,), {"entries": [_record(entry, zone) for entry in entries]})


def _row(entry: Entry | UnreadableEntry, zone: tzinfo) -> tuple[Cell, ...]:
    if isinstance(entry, UnreadableEntry):
        return "-", Styled(entry.message, "warn"), "-"
    return f"{entry.when.astimezone(zone):%Y-%m-%d %H:%M}", entry.sentence, str(len(entry.changes))


def _record(entry: Entry | UnreadableEntry, zone: tzinfo) -> dict[str, Any]:
    if isinstance(entry, UnreadableEntry):
        return {"when": None, "sentence": entry.message, "files": []}
    return {
        "when": entry.when.astimezone(zone).isoformat(timespec="seconds"),
        "sentence": entry.sentence,
        "files": [{"path": change.path, "change": _word(change)} for change in entry.changes],
    }


def _word(change: Change) -> str:
    if change.before is None:
        return "created"
    return "removed" if change.after is None else "changed"
