"""The journal as a list: what the last writing commands did, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from collab_cli.documents.journal import Change, Entry
from collab_cli.messages import msg
from collab_cli.page import Report, Table

SCHEMA = "collab/undo/v1"


def build(entries: Sequence[Entry], zone: tzinfo) -> Report:
    """Return the list of ``entries``, which are newest first, with times in ``zone``."""
    rows = tuple(
        (
            f"{entry.when.astimezone(zone):%Y-%m-%d %H:%M}",
            entry.sentence,
            str(len(entry.changes)),
        )
        for entry in entries
    )
    table = Table(
        (msg("When"), msg("What was done"), msg("Files changed")), rows, "<<>", msg("there is nothing to undo")
    )
    record = {
        "entries": [
            {
                "when": entry.when.astimezone(zone).isoformat(timespec="seconds"),
                "sentence": entry.sentence,
                "files": [{"path": change.path, "change": _word(change)} for change in entry.changes],
            }
            for entry in entries
        ]
    }
    return Report(SCHEMA, (table,), record)


def _word(change: Change) -> str:
    if change.before is None:
        return "created"
    return "removed" if change.after is None else "changed"
