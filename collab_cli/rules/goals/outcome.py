"""What departments reach makes what the company wants."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from collab_cli.analyses.goals.standing import goal_standings
from collab_cli.findings import Fault, Related
from collab_cli.graph.goal_tree import COUNTED
from collab_cli.graph.world import World
from collab_cli.messages import Titled, msg
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.goal import Goal, KeyResult
from collab_cli.model.record import Record
from collab_cli.rules.raci.judged_rows import percent
from collab_cli.rules.rule import rule


@rule(
    code="G120",
    slug="alignment-gap",
    term="Alignment gap",
    severity="warning",
    profile="standard",
    thresholds=("alignment-gap",),
    handbook="5.1, 2.2",
    target="goal:increase-market-share",
)
def alignment_gap(world: World) -> Iterator[Fault]:
    """The departments succeed, and the goal they serve does not.

    What it finds
        An active goal with key results of its own whose contributing goals have together reached more of their way than
        the goal itself, by more than the limit.

    Why it matters
        The departments work hard on what does not move the goal.

    Example
        # goals/increase-market-share.yaml
        title: {zh: 提高市场占有率, en: Increase market share}
        level: company
        owner: li-na
        period: "2025"
        status: active
        key_results:
          - id: kr1
            title: Market share
            metric: market-share
            baseline: 12
            target: 15
            unit: "%"
            checkins:
              - {date: 2025-06-30, value: 12.3}

    Instead
        # goals/increase-market-share.yaml
        title: {zh: 提高市场占有率, en: Increase market share}
        level: company
        owner: li-na
        period: "2025"
        status: active
        key_results:
          - id: kr1
            title: Market share
            metric: market-share
            baseline: 12
            target: 15
            unit: "%"
            checkins:
              - {date: 2025-06-30, value: 13.2}

    How to mend it
        Ask with the owners what else moves the goal, or whether the goals below measure activity instead of effect.
        Then change goals, weights or key results openly, with `collab goal adjust`.
    """
    limit = rounded(world.threshold("alignment-gap"))
    for standing in world.once(goal_standings).values():
        goal, progress = standing.goal, standing.progress
        gap, own, contribution = progress.alignment_gap, progress.own, progress.contribution
        if goal.value.status != "active" or gap is None or own is None or contribution is None:
            continue
        if rounded(gap) > limit:
            message = msg(
                "the goals that serve {goal} have reached {contribution} %, the goal itself {own} %",
                goal=goal.titled,
                contribution=percent(contribution),
                own=percent(own),
            )
            hint = msg("ask what else moves it, or whether the goals below measure the right thing")
            yield Fault(goal.key_place("key_results"), message, hint, (goal.ref,))


@rule(
    code="G124",
    slug="target-coverage-gap",
    term="Target coverage gap",
    severity="warning",
    profile="standard",
    absence=("goal",),
    fix="suggested",
    handbook="5.1",
    target="goal:increase-market-share/kr1",
)
def target_coverage_gap(world: World) -> Iterator[Fault]:
    """The targets below do not add up to the one above.

    What it finds
        A key result with `additive: true` of a proposed or active goal that is to increase, where the targets of the
        contributing goals' key results on the same metric and in the same unit add up to less than its own target.

    Why it matters
        Even if everybody reaches their target, the common one is missed.

    Example
        # metrics.yaml
        - {id: revenue, name: Revenue, unit: million yuan, nature: outcome}
        # goals/increase-market-share.yaml
        title: {zh: 提高市场占有率, en: Increase market share}
        level: company
        owner: li-na
        period: "2025"
        status: active
        key_results:
          - {id: kr1, title: Revenue, metric: revenue, additive: true, baseline: 80, target: 100, unit: million yuan}
        # goals/increase-revenue.yaml
        title: {zh: 增加销售额, en: Increase revenue}
        level: department
        department: sales
        owner: zhang-wei
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, how: New customers bring share}
        key_results:
          - {id: kr1, title: Revenue, metric: revenue, baseline: 70, target: 85, unit: million yuan}

    Instead
        # metrics.yaml
        - {id: revenue, name: Revenue, unit: million yuan, nature: outcome}
        # goals/increase-market-share.yaml
        title: {zh: 提高市场占有率, en: Increase market share}
        level: company
        owner: li-na
        period: "2025"
        status: active
        key_results:
          - {id: kr1, title: Revenue, metric: revenue, additive: true, baseline: 80, target: 100, unit: million yuan}
        # goals/increase-revenue.yaml
        title: {zh: 增加销售额, en: Increase revenue}
        level: department
        department: sales
        owner: zhang-wei
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, how: New customers bring share}
        key_results:
          - {id: kr1, title: Revenue, metric: revenue, baseline: 80, target: 100, unit: million yuan}

    How to mend it
        Settle who takes the rest: raise the target of a goal, or let another department contribute; `collab goal
        decompose` shows how it adds up. If the parts are not to add up, take `additive` away.
    """
    for goal in world.all(Goal):
        if goal.value.status not in ("proposed", "active"):
            continue
        for index, result in enumerate(goal.value.key_results):
            if result.additive and result.metric is not None and result.direction == "increase":
                yield from _uncovered(world, goal, index, result)


def _uncovered(world: World, goal: Record[Goal], index: int, result: KeyResult) -> Iterator[Fault]:
    parts = [
        (link.child, at, part)
        for link in world.goal_tree.contributors(goal.id, COUNTED)
        for at, part in enumerate(link.child.value.key_results)
        if part.metric == result.metric and part.unit == result.unit and part.direction == "increase"
    ]
    total = sum((part.target for _, _, part in parts if part.target is not None), Decimal())
    if not world.goal_tree.contributors(goal.id, COUNTED) or result.target is None:
        return
    if rounded(total) < rounded(result.target):
        message = msg(
            "the targets of the goals that serve {goal} add up to {total} {unit} of the {target} of {result}",
            goal=goal.titled,
            total=total,
            unit=result.unit or "",
            target=result.target,
            result=Titled(result.title, result.id),
        )
        related = tuple(Related(child.place("key_results", at, "target")) for child, at, _ in parts)
        place = goal.place("key_results", index, "target")
        hint = msg("settle who takes the rest")
        yield Fault(place, message, hint, (f"{goal.ref}/{result.id}",), related)
