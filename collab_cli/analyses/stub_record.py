"""The record an action noted in minutes becomes, whoever makes it: publishing them, or mending published ones."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from collab_cli.analyses.minutes_standing import leaders
from collab_cli.documents.content import content_of
from collab_cli.documents.nodes import find
from collab_cli.documents.writer import Value
from collab_cli.graph.world import World
from collab_cli.model.meeting import ActionStub, Meeting
from collab_cli.model.record import Record
from collab_cli.model.slug import free_id, slug_of


def stub_id(meeting: Record[Meeting], stub: ActionStub, taken: Collection[str]) -> str:
    """Return the id of the record: the day of the meeting and the title; ``taken`` are ids in lower case."""
    return free_id(f"{meeting.value.date.isoformat()}-{slug_of(stub.title)}", taken)


def stub_record(world: World, meeting: Record[Meeting], index: int, stub: ActionStub, day: date) -> dict[str, Value]:
    """Return the fields of the record that action ``index`` of a meeting becomes, free extensions with them.

    It was raised on the day of the meeting, or on ``day``, on which it is made, if that is earlier; so whoever makes it
    on whatever day after the meeting writes the same.
    """
    _, secretary = leaders(world, meeting)
    title: Value = stub.title if isinstance(stub.title, str) else _written(zh=stub.title.zh, en=stub.title.en)
    written = content_of(find(meeting.node, meeting.in_file("actions", index)))
    free = {key: value for key, value in written.items() if key.startswith("x-")} if isinstance(written, dict) else {}
    return _written(
        title=title,
        owner=stub.owner,
        due=stub.due,
        origin=meeting.ref if stub.decision is None else f"{meeting.ref}/{stub.decision}",
        assist=list(stub.assist) or None,
        supervisor=stub.supervisor,
        history=[_written(date=min(meeting.value.date, day), by=secretary, status="open")],
        **free,
    )


def _written(**fields: Value | None) -> dict[str, Value]:
    return {name: value for name, value in fields.items() if value is not None}
