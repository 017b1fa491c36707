"""Channels: every department can be reached by another, and every channel is looked after."""

from __future__ import annotations

from collections.abc import Container, Iterator

from collab_cli.documents.nodes import Sequence
from collab_cli.documents.splice import append_item
from collab_cli.findings import Fault, Fix
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.channel import Channel
from collab_cli.model.department import Department
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule


@rule(
    code="C601",
    slug="unconnected-department",
    term="Unconnected department",
    severity="warning",
    profile="standard",
    needs=("channel",),
    absence=("channel",),
    fix="suggested",
    handbook="3.1, 4.2",
    target="department:production",
)
def unconnected_department(world: World) -> Iterator[Fault]:
    """A department shares no channel with another one.

    What it finds
        An active department that is in no channel together with another active department, while two or more
        departments are active. A part of a department is reached through it, and is not looked at by itself.

    Why it matters
        Who has no common channel hears things late and from others.

    Example
        # channels.yaml
        - id: sales-marketing
          name: Sales and Marketing
          type: im_group
          departments: [sales, marketing]
          owner: chen-jie
          purposes: [news]

    Instead
        # channels.yaml
        - id: all-departments
          name: All departments
          type: im_group
          departments: [sales, production, marketing]
          owner: chen-jie
          purposes: [news]

    How to mend it
        Add the department under `departments` to a channel that another one is in, or register in channels.yaml the
        channel it already uses.
    """
    active = {department.id: department for department in world.parties.active_departments}
    connected: set[str] = set()
    for channel in world.all(Channel):
        members = {one: world.parties.top(one) for one in channel.value.departments if one in active}
        if len(set(members.values())) > 1:
            connected |= members.keys()
    columns = [active[one] for one in world.parties.columns]
    if len(columns) < 2:
        return
    for department in columns:
        if department.id not in connected:
            message = msg("{department} shares no channel with another department", department=department.name)
            hint = msg("add it to a channel, or register the one it uses")
            fixes = _joined(world, department, active)
            yield Fault(department.first_place, message, hint, (department.ref,), fixes=fixes)


@rule(
    code="C602",
    slug="ownerless-channel",
    term="Ownerless channel",
    severity="warning",
    profile="strict",
    handbook="4.2, 4.3",
    target="channel:all-departments",
)
def ownerless_channel(world: World) -> Iterator[Fault]:
    """Nobody looks after a channel, or nobody says what it is for.

    What it finds
        A channel without `owner` or without `purposes`. One finding names both.

    Why it matters
        A group nobody looks after fills with everything, and what matters is not read any more.

    Example
        # channels.yaml
        - id: all-departments
          name: All departments
          type: im_group
          departments: [sales, production, marketing]

    Instead
        # channels.yaml
        - id: all-departments
          name: All departments
          type: im_group
          departments: [sales, production, marketing]
          owner: chen-jie
          purposes: [news, questions]

    How to mend it
        Name under `owner` the person who lets people in, answers and tidies up, and under `purposes` what belongs
        there.
    """
    for channel in world.all(Channel):
        missing: list[Message] = []
        if channel.written.owner is None:
            missing.append(msg("somebody who looks after it (owner)"))
        if not channel.value.purposes:
            missing.append(msg("what it is for (purposes)"))
        if missing:
            message = msg("{channel} lacks {missing}", channel=channel.titled, missing=tuple(missing))
            yield Fault(channel.first_place, message, msg("settle it with the departments in it"), (channel.ref,))


def _joined(world: World, department: Record[Department], active: Container[str]) -> tuple[Fix, ...]:
    """Return the edit that adds a department to the one channel another active one is in; none where several are."""
    others = [
        channel
        for channel in world.all(Channel)
        if any(one in active and one != department.id for one in channel.value.departments)
    ]
    present = others[0].find("departments") if len(others) == 1 else None
    if not isinstance(present, Sequence):
        return ()
    patch = append_item(others[0].document, present, department.id)
    title = msg("add {department} to {channel}", department=department.name, channel=others[0].titled)
    return (Fix(False, title, (patch,)),)
