"""Departments that work with nobody but themselves."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.ties import current_span, tie_figures
from collab_cli.findings import Fault
from collab_cli.graph.world import World
from collab_cli.messages import msg, msgn
from collab_cli.model.department import Department
from collab_cli.rules.rule import rule

_LEAST = 3
"""Ties a department must have before their direction says anything."""


@rule(
    code="X965",
    slug="silo-department",
    term="Silo",
    severity="info",
    profile="strict",
    day=True,
    absence=("goal", "charter", "handoff", "action", "project"),
    handbook="1.2",
    target="department:service",
)
def silo_department(world: World) -> Iterator[Fault]:
    """A department works together with itself alone.

    What it finds
        An active department that is part of no other one, with three ties or more in the current period, all of them
        within it: goals that serve each other or are shared, letters in a duty, hand-offs, actions, projects. A record
        counts once for two departments.

    Why it matters
        Behind a wall everybody does their best, and the whole suffers: nobody notices what the others need.

    Example
        # departments.yaml
        - {id: sales, name: Sales, head: zhang-wei}
        - {id: production, name: Production, head: wang-qiang}
        - {id: marketing, name: Marketing, head: liu-fang}
        - {id: service, name: Service, head: li-na}
        - {id: hotline, name: Hotline, parent: service, head: li-na}
        - {id: workshop, name: Workshop, parent: service, head: li-na}
        # handoffs/repair-orders.yaml
        title: Repair orders
        from: hotline
        to: workshop
        item: Order with photograph
        frequency: day
        sla: The same day
        accepted_by: {person: li-na, date: 2025-02-03}
        status: agreed
        # handoffs/repaired-goods.yaml
        title: Repaired goods
        from: workshop
        to: hotline
        item: Repaired and tested
        frequency: day
        sla: 3 working days
        accepted_by: {person: li-na, date: 2025-02-03}
        status: agreed
        # handoffs/causes-of-repairs.yaml
        title: Causes of repairs
        from: workshop
        to: hotline
        item: List with the cause of every repair
        frequency: month
        sla: The first Monday
        accepted_by: {person: li-na, date: 2025-02-03}
        status: agreed

    Instead
        # departments.yaml
        - {id: sales, name: Sales, head: zhang-wei}
        - {id: production, name: Production, head: wang-qiang}
        - {id: marketing, name: Marketing, head: liu-fang}
        - {id: service, name: Service, head: li-na}
        - {id: hotline, name: Hotline, parent: service, head: li-na}
        - {id: workshop, name: Workshop, parent: service, head: li-na}
        # handoffs/repair-orders.yaml
        title: Repair orders
        from: hotline
        to: workshop
        item: Order with photograph
        frequency: day
        sla: The same day
        accepted_by: {person: li-na, date: 2025-02-03}
        status: agreed
        # handoffs/repaired-goods.yaml
        title: Repaired goods
        from: workshop
        to: hotline
        item: Repaired and tested
        frequency: day
        sla: 3 working days
        accepted_by: {person: li-na, date: 2025-02-03}
        status: agreed
        # handoffs/causes-of-repairs.yaml
        title: Causes of repairs
        from: workshop
        to: production
        item: List with the cause of every repair
        frequency: month
        sla: The first Monday
        accepted_by: {person: wang-qiang, date: 2025-02-03}
        status: agreed

    How to mend it
        Look at `collab report silo`. Ask which department works with what this one does, and agree on it: a goal both
        share, a hand-off, a place in a project, a C in the other's duty.
    """
    for one in tie_figures(world, *current_span(world)).departments:
        department = world.get(Department, one.department)
        if department is None or not one.is_silo or one.index.internal < _LEAST:
            continue
        message = msgn(
            "{department} is tied to no other department, but {count} time within itself",
            "{department} is tied to no other department, but {count} times within itself",
            one.index.internal,
            department=department.name,
        )
        hint = msg("agree on a goal, a hand-off or a project with another department")
        yield Fault(department.first_place, message, hint, (department.ref,))
