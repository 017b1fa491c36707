"""Where departments can talk to each other: channels and regular meetings that several are in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from collab_cli.graph.world import World
from collab_cli.model.channel import Channel
from collab_cli.model.department import Department
from collab_cli.model.record import Record
from collab_cli.model.series import Series


def is_in(world: World, department: str, members: list[str]) -> bool:
    """Return whether a department is one of some, or a part of one."""
    return any(world.parties.counts_for(department, member) for member in members)


def channels_shared(world: World, one: str, other: str) -> tuple[Record[Channel], ...]:
    """Return the channels two departments are in, in path order."""
    return tuple(
        channel
        for channel in world.all(Channel)
        if is_in(world, one, channel.value.departments) and is_in(world, other, channel.value.departments)
    )


def series_shared(world: World, one: str, other: str) -> tuple[Record[Series], ...]:
    """Return the series two departments report in, those left out that have ended."""
    return tuple(
        series
        for series in world.all(Series)
        if series.value.status == "active"
        and (series.value.ends is None or series.value.ends >= world.as_of)
        and is_in(world, one, series.value.required)
        and is_in(world, other, series.value.required)
    )


def unconnected_pairs(world: World) -> Iterator[tuple[Record[Department], Record[Department]]]:
    """Yield each two active departments that are part of no other one and share no channel."""
    columns = [one for one in world.parties.active_departments if one.id in world.parties.columns]
    for one, other in combinations(columns, 2):
        if not channels_shared(world, one.id, other.id):
            yield one, other
