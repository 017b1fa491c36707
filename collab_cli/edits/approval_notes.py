"""What is to be told when the text of a charter changes: who has to approve it anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from collab_cli.graph.agreements import missing_approvals
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.charter import Charter
from collab_cli.model.department import Department
from collab_cli.model.record import Record


def approval_notes(before: World, after: World, *records: Record[Any], drafts: bool = False) -> Iterator[Message]:
    """Yield a sentence for each charter of ``records`` whose text changed, naming who has to approve it.

    A charter in force is one, with ``drafts`` any other too.
    """
    for record in records:
        old = before.get(Charter, record.id) if record.kind.name == "charter" else None
        new = after.get(Charter, record.id) if old is not None else None
        if old is None or new is None or before.digest(old) == after.digest(new):
            continue
        missing = missing_approvals(after.graph.parties, new, after.digest(new))
        if missing and (drafts or new.value.status == "effective"):
            yield msg(
                "{charter} has to be approved by {departments}: {command}",
                charter=new.titled,
                departments=tuple(after.name(Department, department) for department in missing),
                command=f"collab charter approve {new.id}",
            )
