"""What is wrong with an owner who is not one person."""

from __future__ import annotations

from typing import Any

from collab_cli.documents.nodes import Scalar, Sequence
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg
from collab_cli.model.department import Department
from collab_cli.model.person import Person
from collab_cli.model.record import Record
from collab_cli.model.role import Role


def owner_fault(world: World, record: Record[Any]) -> Message:
    """Return what the `owner` of a record says instead of naming a person: nothing, a list, a department or role."""
    written = record.find("owner")
    if isinstance(written, Sequence):
        owners = tuple(_name(world, item.text) for item in written.items if isinstance(item, Scalar) and item.text)
        if owners:
            return msg("{record} has a list as its owner: {owners}", record=record.titled, owners=owners)
    elif isinstance(written, Scalar) and written.text:
        owner = _name(world, written.text)
        return msg("{record} is owned by {owner}, not by a person", record=record.titled, owner=owner)
    return msg("{record} has no owner", record=record.titled)


def _name(world: World, written: str) -> Param:
    """Return the name of what a text means, with or without its kind."""
    kind, _, record_id = written.rpartition(":")
    for name, struct in (("person", Person), ("department", Department), ("role", Role)):
        record = world.get(struct, record_id) if kind in ("", name) else None
        if record is not None:
            return record.name
    return written
