"""Do the people of a department know its goal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from collab_cli.analyses.acknowledgements import staff
from collab_cli.findings import Fault
from collab_cli.graph.agreements import accepted_proposals
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.goal import Goal
from collab_cli.rules.rule import rule

_TIME_TO_TELL = timedelta(days=30)


@rule(
    code="G116",
    slug="unacknowledged-goal",
    term="Unacknowledged goal",
    severity="info",
    profile="strict",
    day=True,
    absence=("person",),
    thresholds=("ack-coverage",),
    handbook="3.2",
    target="goal:increase-revenue",
)
def unacknowledged_goal(world: World) -> Iterator[Fault]:
    """Too few people know the goal of their department.

    What it finds
        An active goal of a department or a team that fewer of the department's active people have acknowledged than the
        limit asks, more than 30 days after its period began or, if that is later, its proposal was accepted. The goal
        of a person is known when the owner has acknowledged it.

    Why it matters
        Nobody works for a goal they have not heard of.

    Example
        # goals/increase-revenue.yaml
        title: {zh: 增加销售额, en: Increase revenue}
        level: department
        department: sales
        owner: zhang-wei
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, weight: 0.6, how: New customers bring share}
        key_results:
          - {id: kr1, title: New customers, baseline: 0, target: 100, unit: customers}
        acknowledgements:
          - {person: zhang-wei, date: 2025-01-21}

    Instead
        # goals/increase-revenue.yaml
        title: {zh: 增加销售额, en: Increase revenue}
        level: department
        department: sales
        owner: zhang-wei
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, weight: 0.6, how: New customers bring share}
        key_results:
          - {id: kr1, title: New customers, baseline: 0, target: 100, unit: customers}
        acknowledgements:
          - {person: zhang-wei, date: 2025-01-21}
          - {person: chen-jie, date: 2025-01-22}

    How to mend it
        Talk the goal through with the department; whoever knows it confirms it with `collab goal ack`.
    """
    limit = rounded(world.threshold("ack-coverage"))
    accepted = accepted_proposals(world.workspace)
    people = world.once(staff)
    for goal in world.all(Goal):
        value = goal.value
        if value.status != "active" or value.level == "company" or value.department is None:
            continue
        agreed = accepted.get(goal.ref)
        since = _since(world, value.period, agreed.proposal.value.decided if agreed is not None else None)
        concerned = [value.owner] if value.level == "person" else people.get(value.department, [])
        if since is None or world.as_of <= since + _TIME_TO_TELL or not concerned:
            continue
        said = {entry.person for entry in value.acknowledgements if entry.date <= world.as_of}
        known = sum(person in said for person in concerned)
        if rounded(Decimal(known) / len(concerned)) < limit:
            message = msg(
                "{known} of {staff} people have acknowledged {goal}",
                known=known,
                staff=len(concerned),
                goal=goal.titled,
            )
            hint = msg("let the others confirm that they know it")
            yield Fault(goal.place("acknowledgements"), message, hint, (goal.ref,))


def _since(world: World, period_id: str, decided: date | None) -> date | None:
    """Return the day people could know of a goal from: the start of its period or the decision, the later one."""
    period = world.settings.period(period_id)
    days = [day for day in (period.start if period is not None else None, decided) if day is not None]
    return max(days, default=None)
