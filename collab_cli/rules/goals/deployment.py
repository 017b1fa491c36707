"""Goals reach the departments and the work: in time, in every department, in somebody's duty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from collab_cli.analyses.goals.uncovered_departments import uncovered_departments
from collab_cli.findings import Fault, Related
from collab_cli.graph.goal_tree import PLANNED
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.department import Department
from collab_cli.model.goal import Goal
from collab_cli.rules.rule import rule


@rule(
    code="G110",
    slug="period-outside-parent",
    term="Period mismatch",
    severity="warning",
    profile="strict",
    handbook="5.1",
    target="goal:increase-revenue",
)
def period_outside_parent(world: World) -> Iterator[Fault]:
    """A goal ends after the goal it serves.

    What it finds
        A proposed or active goal whose period ends after that of a goal it contributes to.

    Why it matters
        What it brings arrives when the other goal has been judged.

    Example
        # collab.yaml
        schema: 1
        company: {name: Brook Hardware, head: li-na}
        periods:
          - {id: "2025", start: 2025-01-01, end: 2025-12-31}
          - {id: "2026", start: 2026-01-01, end: 2026-12-31}
        # goals/increase-revenue.yaml
        title: {zh: 增加销售额, en: Increase revenue}
        level: department
        department: sales
        owner: zhang-wei
        period: "2026"
        status: active
        contributes_to:
          - {goal: increase-market-share, weight: 0.6, how: New customers bring share}
        key_results:
          - {id: kr1, title: New customers, baseline: 0, target: 100, unit: customers}

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

    How to mend it
        Give the goal a period that ends no later, and what comes afterwards a goal of its own; or link it to a goal of
        the later period.
    """
    for goal in world.all(Goal):
        ends = _end(world, goal.value.period)
        if goal.value.status not in PLANNED or ends is None:
            continue
        for link in world.goal_tree.up.get(goal.id, ()):
            parent_ends = _end(world, link.parent.value.period)
            if parent_ends is not None and parent_ends < ends:
                message = msg(
                    "{goal} ends on {date}, but {other}, which it serves, already on {end}",
                    goal=goal.titled,
                    date=ends,
                    other=link.parent.titled,
                    end=parent_ends,
                )
                hint = msg("give it a period that ends no later, or link it to a later goal")
                related = (Related(link.parent.place("period")),)
                yield Fault(goal.place("period"), message, hint, (goal.ref, link.parent.ref), related)


def _end(world: World, period_id: str) -> date | None:
    period = world.settings.period(period_id)
    return period.end if period is not None else None


@rule(
    code="G111",
    slug="department-without-goal",
    term="Uncovered department",
    severity="warning",
    profile="strict",
    absence=("goal",),
    fix="suggested",
    handbook="3.2",
    target="department:marketing",
)
def department_without_goal(world: World) -> Iterator[Fault]:
    """A department has no part in what the company wants.

    What it finds
        An active department without a proposed or active goal for a period in which the company has an active goal. A
        goal of a part of the department counts, one it shares (`co_owners`), and one for a shorter or longer period
        that overlaps with that of the company.

    Why it matters
        Who has no share in the common goal works for another one.

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

    Instead
        # goals/increase-revenue.yaml
        title: {zh: 增加销售额, en: Increase revenue}
        level: department
        department: sales
        owner: zhang-wei
        co_owners: [marketing]
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, weight: 0.6, how: New customers bring share}
        key_results:
          - {id: kr1, title: New customers, baseline: 0, target: 100, unit: customers}

    How to mend it
        Agree with the department on what it does for the goal of the company and write it with `collab goal add` or
        `collab goal decompose`; or name it under `co_owners` of the goal it shares.
    """
    for period, department in uncovered_departments(world):
        record = world.get(Department, department)
        if record is not None:
            message = msg(
                "{department} has no goal in {period}, although the company has one",
                department=record.name,
                period=period,
            )
            hint = msg("agree on a goal of its own, or on one it shares")
            yield Fault(record.first_place, message, hint, (record.ref,))


@rule(
    code="G122",
    slug="goal-without-duty",
    term="Goal without duty",
    severity="info",
    profile="strict",
    needs=("charter",),
    absence=("charter",),
    fix="suggested",
    handbook="3.2",
    target="goal:brand-awareness",
)
def goal_without_duty(world: World) -> Iterator[Fault]:
    """An active goal is nobody's regular work.

    What it finds
        An active goal that no duty of an effective charter `supports`.

    Why it matters
        What stands in no charter is done when there is time left.

    Example
        # goals/brand-awareness.yaml
        title: {zh: 提高品牌认知度, en: Be better known}
        level: department
        department: marketing
        owner: liu-fang
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, how: Who is known is asked}
        key_results:
          - {id: kr1, title: Awareness, baseline: 35, target: 45, unit: "%"}

    Instead
        # goals/brand-awareness.yaml
        title: {zh: 提高品牌认知度, en: Be better known}
        level: department
        department: marketing
        owner: liu-fang
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, how: Who is known is asked}
        key_results:
          - {id: kr1, title: Awareness, baseline: 35, target: 45, unit: "%"}
        # charters/marketing.yaml
        title: {zh: 市场部职责说明书, en: Charter of Marketing}
        status: effective
        duties:
          - {id: brand-promotion, raci: {marketing: AR, sales: I}, supports: [brand-awareness]}

    How to mend it
        Name the goal under `supports` of the duty that serves it. If there is none, a charter lacks a duty, or the goal
        is a project.
    """
    supported = {goal for row in world.matrix.rows for part in row.rows for goal in part.row.supports}
    for goal in world.all(Goal):
        if goal.value.status == "active" and goal.id not in supported:
            message = msg("no duty of an effective charter supports {goal}", goal=goal.titled)
            hint = msg("name it under supports of the duty that serves it")
            yield Fault(goal.first_place, message, hint, (goal.ref,))
