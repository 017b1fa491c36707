"""What a record was before a change, and whether its text is still the same."""

from __future__ import annotations

from collab_cli.analyses.changes.new_names import NewNames
from collab_cli.graph.world import World
from collab_cli.model.record import Record, T


def old_record(before: World, names: NewNames, record: Record[T]) -> Record[T] | None:
    """Return a record as it was, under its old id where it was renamed; None for a new one."""
    kind = record.kind.name
    found = before.workspace.find(record.ref)
    if found is None:
        olds = (ref for ref, new in names.records.items() if new == record.id and ref.startswith(f"{kind}:"))
        found = before.workspace.find(next(olds, ""))
    return found


def is_same_text(before: World, after: World, names: NewNames, old: Record[T], new: Record[T]) -> bool:
    """Return whether a record says what agreements hold for, were it not for ids that changed."""
    present = after.digest(new)
    return before.digest(old) == names.digests.get(present, present)
