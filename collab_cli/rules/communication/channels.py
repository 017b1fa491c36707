"""Channels: every department can be reached by another."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.findings import Fault
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.channel import Channel
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
        departments are active.

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
        members = {department for department in channel.value.departments if department in active}
        if len(members) > 1:
            connected |= members
    if len(active) < 2:
        return
    for department in active.values():
        if department.id not in connected:
            message = msg("{department} shares no channel with another department", department=department.name)
            hint = msg("add it to a channel, or register the one it uses")
            yield Fault(department.first_place, message, hint, (department.ref,))
