"""Whom an agreement concerns: the departments that must be heard before a text binds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from collab_cli.graph.agreements import affected_departments
from collab_cli.graph.world import World
from collab_cli.model.charter import Charter
from collab_cli.model.goal import Goal
from collab_cli.model.handoff import Handoff
from collab_cli.model.record import Record

_PURSUED = frozenset({"draft", "proposed", "active"})
"""The states of goals that are still pursued."""


def concerned_departments(world: World, records: Iterable[Record[Any]]) -> tuple[str, ...]:
    """Return the departments that an agreement on ``records`` concerns, in the order of the register.

    A goal concerns the department that has it, else that of its owner, those that share it, and those whose goals serve
    it. A department that has been closed is not heard.
    """
    found = {one for record in records for one in _concerned(world, record)}
    return tuple(department.id for department in world.parties.active_departments if department.id in found)


def _concerned(world: World, record: Record[Any]) -> Iterator[str]:
    value = record.value
    if isinstance(value, Charter):
        yield from affected_departments(world.parties, record)
    elif isinstance(value, Handoff):
        yield from (value.from_, value.to)
    elif isinstance(value, Goal):
        owner = value.department or world.parties.department(f"person:{value.owner}")
        links = world.goal_tree.contributors(record.id, _PURSUED)
        served_by = (link.child.value.department for link in links)
        yield from (one for one in (owner, *value.co_owners, *served_by) if one is not None)
