"""Who is told of a change of heads: the new head of each department that has another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from collab_cli.analyses.changes.ask import Ask
from collab_cli.analyses.changes.change import Change
from collab_cli.analyses.stand_ins import answering
from collab_cli.graph.world import World
from collab_cli.model.department import Department


def head_asks(after: World, changes: Iterable[Change]) -> Iterator[Ask]:
    """Yield the new head of each active department in which that is somebody else than before."""
    for change in changes:
        record, info = change.spot.record, change.field
        if record is None or info is None or change.struct is not Department or info.name != "head":
            continue
        head = str(change.new) if change.new is not None else None
        if head is not None and record.value.status == "active" and after.parties.is_active_person(head):
            now = answering(after, record.id).now
            yield Ask(record, "acknowledge", record.id, head, now, ("new-head",), "missing")
