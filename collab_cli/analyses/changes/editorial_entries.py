"""The entries a change adds to change logs that call it editorial, and whether they count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from collab_cli.analyses.changes.change import Change, Changes
from collab_cli.analyses.changes.old_record import old_record
from collab_cli.analyses.changes.rewording import is_rewording
from collab_cli.graph.agreements import carried_over, charter_owner
from collab_cli.graph.world import World
from collab_cli.model.charter import Change as LogEntry
from collab_cli.model.charter import Charter
from collab_cli.model.record import Record


@dataclass(frozen=True, slots=True)
class EditorialEntry:
    """A new entry of a change log that says two texts of a charter mean the same.

    It ``counts`` where it is in the name of one who owned the charter before and owns it now, leads to the present
    text, and ``is_wording`` is true: nothing but texts changed. ``texts`` are the changes of what agreements are bound
    to, whatever it says of them.
    """

    charter: Record[Charter]
    entry: LogEntry
    counts: bool
    texts: tuple[Change, ...]
    is_wording: bool = True


def editorial_entries(before: World, after: World, changes: Changes) -> tuple[EditorialEntry, ...]:
    """Return the editorial entries that are new in ``after``, in path order."""
    return tuple(
        found
        for charter in after.all(Charter)
        if charter.is_whole
        for found in _entries(before, after, charter, changes)
    )


def _entries(before: World, after: World, charter: Record[Charter], changes: Changes) -> Iterator[EditorialEntry]:
    new = [entry for entry in charter.value.change_log if entry.editorial is not None]
    if not new:
        return
    own = [change for change in changes if any(record.ref == charter.ref for record in change.records)]
    old = old_record(before, changes.names, charter)
    known = list(old.value.change_log) if old is not None else []
    owners = {charter_owner(after.workspace, charter)}
    owners |= {charter_owner(before.workspace, old)} if old is not None else set()
    texts = tuple(change for change in own if change.is_bound)
    is_wording = old is None or is_rewording(old, charter, changes, changes.names)
    for entry in new:
        if entry in known or entry.editorial is None:
            continue
        leads_here = carried_over(after.workspace, charter, entry.editorial.from_, after.digest(charter))
        yield EditorialEntry(charter, entry, owners == {entry.by} and leads_here and is_wording, texts, is_wording)
