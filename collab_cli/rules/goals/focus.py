"""Few goals, and few key results for each: what everything is aimed at, nothing is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from collab_cli.findings import Fault, Related
from collab_cli.graph.goal_tree import PLANNED
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule


@rule(
    code="G108",
    slug="objective-overload",
    term="Objective overload",
    severity="warning",
    profile="strict",
    thresholds=("max-goals",),
    handbook="5.1",
    target="goal:a1",
)
def objective_overload(world: World) -> Iterator[Fault]:
    """A department has more goals than it can keep in mind.

    What it finds
        A department with more active goals of its own in one period than the limit. Goals of teams and persons are not
        counted.

    Why it matters
        Where everything is important, each person picks for themselves what comes first.

    Example
        # goals.yaml
        - {id: a1, title: A, level: department, department: marketing, owner: liu-fang, period: "2025", status: active}
        - {id: a2, title: B, level: department, department: marketing, owner: liu-fang, period: "2025", status: active}
        - {id: a3, title: C, level: department, department: marketing, owner: liu-fang, period: "2025", status: active}
        - {id: a4, title: D, level: department, department: marketing, owner: liu-fang, period: "2025", status: active}
        - {id: a5, title: E, level: department, department: marketing, owner: liu-fang, period: "2025", status: active}
        - {id: a6, title: F, level: department, department: marketing, owner: liu-fang, period: "2025", status: active}

    Instead
        # goals.yaml
        - {id: a1, title: A, level: department, department: marketing, owner: liu-fang, period: "2025", status: active}
        - {id: a2, title: B, level: department, department: marketing, owner: liu-fang, period: "2025", status: active}
        - {id: a3, title: C, level: department, department: marketing, owner: liu-fang, period: "2025", status: active}

    How to mend it
        Keep the goals that decide the year; the others wait with `status: proposed`, or are what a duty is about
        anyway.
    """
    groups: dict[tuple[str, str], list[Record[Goal]]] = defaultdict(list)
    for goal in world.all(Goal):
        if goal.value.status == "active" and goal.value.level == "department" and goal.value.department is not None:
            groups[goal.value.department, goal.value.period].append(goal)
    limit = world.threshold("max-goals")
    for (department, period), goals in groups.items():
        if len(goals) > limit:
            message = msg(
                "{department} has {count} active goals in {period}, more than {limit}",
                department=world.parties.name(department),
                count=len(goals),
                period=period,
                limit=limit,
            )
            related = tuple(Related(goal.first_place) for goal in goals[1:])
            records = tuple(goal.ref for goal in goals)
            yield Fault(goals[0].first_place, message, msg("keep those that matter most active"), records, related)


@rule(
    code="G109",
    slug="key-result-count",
    term="Key result count",
    severity="warning",
    profile="strict",
    thresholds=("max-key-results",),
    handbook="5.1",
    target="goal:increase-revenue",
)
def key_result_count(world: World) -> Iterator[Fault]:
    """A goal is measured by too many key results.

    What it finds
        A proposed or active goal with more key results than the limit.

    Why it matters
        With ten numbers to move nobody knows which one tells that the goal is reached.

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
          - {id: kr2, title: Visits, baseline: 0, target: 900, unit: visits}
          - {id: kr3, title: Offers, baseline: 0, target: 300, unit: offers}
          - {id: kr4, title: Calls, baseline: 0, target: 5000, unit: calls}
          - {id: kr5, title: Fairs, baseline: 0, target: 4, unit: fairs}
          - {id: kr6, title: Samples, baseline: 0, target: 200, unit: samples}

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
          - {id: kr2, title: Offers, baseline: 0, target: 300, unit: offers}

    How to mend it
        Keep the key results that say whether the goal is reached, and follow the others as metrics. If none can go, the
        goal is two goals.
    """
    limit = world.threshold("max-key-results")
    for goal in world.all(Goal):
        count = len(goal.value.key_results)
        if goal.value.status in PLANNED and count > limit:
            message = msg(
                "{goal} has {count} key results, more than {limit}", goal=goal.titled, count=count, limit=limit
            )
            hint = msg("keep those that say whether it is reached")
            yield Fault(goal.key_place("key_results"), message, hint, (goal.ref,))
