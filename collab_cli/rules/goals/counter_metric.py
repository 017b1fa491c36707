"""Volume and speed are watched together with what they could harm."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.findings import Fault
from collab_cli.graph.world import World
from collab_cli.messages import Titled, msg
from collab_cli.model.goal import Goal, KeyResult
from collab_cli.model.metric import Metric
from collab_cli.rules.rule import rule

PUSHING = frozenset({"volume", "speed"})
"""Natures of numbers that can be had at the cost of something else."""
HOLDING = frozenset({"quality", "cost"})
"""Natures of numbers that hold against them."""


@rule(
    code="G112",
    slug="missing-counter-metric",
    term="Missing counter-metric",
    severity="info",
    profile="standard",
    absence=("goal", "metric"),
    fix="suggested",
    handbook="2.2",
    target="goal:increase-revenue/kr1",
)
def missing_counter_metric(world: World) -> Iterator[Fault]:
    """A goal drives volume or speed, and nothing holds against it.

    What it finds
        An active goal with a key result of nature volume or speed, without a guardrail, without a key result of
        nature quality or cost, and without a tension that names that key result. The nature is that of the key
        result or of its metric; where neither has one, a key result of type money counts as volume.

    Why it matters
        A number alone can be reached at the cost of what comes later: revenue by discounts, output by defects.

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
          - {id: kr1, title: Revenue, type: money, baseline: 80, target: 100, unit: million yuan}

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
          - {id: kr1, title: Revenue, type: money, baseline: 80, target: 100, unit: million yuan}
        guardrails:
          - {name: Average discount in per cent, at_most: 8}

    How to mend it
        Add a guardrail for what could suffer, such as `{name: Average discount in per cent, at_most: 8}`, or a key
        result of nature quality or cost. Where the key result of another goal holds against it, name both under
        `tensions`.
    """
    named = {ref for goal in world.all(Goal) for ref in _in_tensions(goal.id, goal.value)}
    for goal in world.all(Goal):
        if goal.value.status != "active" or goal.value.guardrails:
            continue
        natures = [_nature(world, result) for result in goal.value.key_results]
        if any(nature in HOLDING for nature, _ in natures):
            continue
        for index, (result, (nature, field)) in enumerate(zip(goal.value.key_results, natures, strict=True)):
            ref = f"{goal.ref}/{result.id}"
            if nature in PUSHING and ref not in named:
                message = msg(
                    "{result} of {goal} drives volume or speed, and no guardrail, quality or cost holds against it",
                    result=Titled(result.title, result.id),
                    goal=goal.titled,
                )
                hint = msg("add a guardrail, or a key result of quality or cost")
                yield Fault(goal.place("key_results", index, field), message, hint, (ref,))


def _in_tensions(goal_id: str, goal: Goal) -> Iterator[str]:
    """Yield the key results a goal's tensions name, as `goal:id/part`."""
    for tension in goal.tensions:
        for name in tension.between:
            yield name if name.startswith("goal:") else f"goal:{goal_id}/{name}"


def _nature(world: World, result: KeyResult) -> tuple[str | None, str]:
    """Return the nature of a key result (its own, that of its metric, volume for money) and the field it is from."""
    if result.nature is not None:
        return result.nature, "nature"
    metric = world.get(Metric, result.metric)
    if metric is not None and metric.value.nature is not None:
        return metric.value.nature, "metric"
    return ("volume" if result.type == "money" else None), "type"
