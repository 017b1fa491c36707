"""Can it be seen whether a goal is reached?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from collab_cli.documents.nodes import Mapping
from collab_cli.documents.splice import set_field
from collab_cli.findings import Fault, Fix
from collab_cli.graph.goal_tree import COUNTED
from collab_cli.graph.world import World
from collab_cli.messages import Message, Titled, msg
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.fields import fields_of
from collab_cli.model.goal import Goal, KeyResult
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule


@rule(
    code="G105",
    slug="unmeasurable-goal",
    term="Not measurable (SMART)",
    severity="error",
    profile="basic",
    absence=("goal",),
    fix="suggested",
    handbook="5.3",
    target="goal:increase-revenue",
)
def unmeasurable_goal(world: World) -> Iterator[Fault]:
    """A goal has nothing it is measured by.

    What it finds
        An active goal without a key result. One whose progress is computed from the goals that contribute to it
        (`rollup: children`) needs none while there are such goals.

    Why it matters
        What is not measured cannot be tracked, and in the end nobody knows whether it was reached.

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
        Add a key result with `baseline`, `target` and `unit`, or let other goals contribute to it so that its progress
        is computed from theirs. A goal that cannot be measured yet stays `status: proposed`.
    """
    for goal in world.all(Goal):
        value = goal.value
        if value.status != "active" or value.key_results:
            continue
        # Without key results `rollup` is children unless it says otherwise.
        if value.rollup in (None, "children") and world.goal_tree.contributors(goal.id, COUNTED):
            continue
        message = msg("{goal} is active but has no key result", goal=goal.titled)
        hint = msg("add a key result with baseline, target and unit")
        yield Fault(goal.place("key_results"), message, hint, (goal.ref,))


@rule(
    code="G106",
    slug="degenerate-measure",
    term="Degenerate measure",
    severity="error",
    profile="starter",
    drafts=True,
    fix="suggested",
    handbook="5.3",
    target="goal:fewer-returns/kr1",
)
def degenerate_measure(world: World) -> Iterator[Fault]:
    """A key result cannot be reached as it is written.

    What it finds
        A key result whose baseline is its target; one that is to increase to less or to decrease to more than its
        baseline; a range whose `low` is not below its `high`; milestones whose weights add up to 0. Drafts are
        judged too.

    Why it matters
        Progress from the baseline to the target has no value, or counts in the wrong direction.

    Example
        # goals/fewer-returns.yaml
        title: {zh: 降低退货率, en: Fewer returns}
        level: department
        department: production
        owner: wang-qiang
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, weight: 0.4, how: Quality keeps customers}
        key_results:
          - {id: kr1, title: Return rate, baseline: 4, target: 2, unit: "%"}

    Instead
        # goals/fewer-returns.yaml
        title: {zh: 降低退货率, en: Fewer returns}
        level: department
        department: production
        owner: wang-qiang
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, weight: 0.4, how: Quality keeps customers}
        key_results:
          - {id: kr1, title: Return rate, direction: decrease, baseline: 4, target: 2, unit: "%"}

    How to mend it
        Correct `baseline` or `target`, or the direction: `direction: decrease` for a number that is to fall, `at_most`
        or `at_least` for a level that is to be held. Give milestones weights above 0.
    """
    for goal in world.all(Goal):
        for index, result in enumerate(goal.value.key_results):
            wrong = _wrong(result)
            if wrong is None:
                continue
            message = msg(
                "{result} of {goal}: {fault}",
                result=Titled(result.title, result.id),
                goal=goal.titled,
                fault=wrong.fault,
            )
            place = goal.place("key_results", index, *wrong.field)
            fixes = _turn(goal, index, wrong.direction)
            yield Fault(place, message, wrong.hint, (f"{goal.ref}/{result.id}",), fixes=fixes)


@dataclass(frozen=True, slots=True)
class _Wrong:
    """Where a key result is wrong, what is, and what to do; ``direction`` is the one that fits its numbers."""

    field: tuple[str | int, ...]
    fault: Message
    hint: Message
    direction: str = ""


def _wrong(result: KeyResult) -> _Wrong | None:
    if result.type == "boolean":
        return None
    if result.type == "milestone":
        total = sum((milestone.weight for milestone in result.milestones), Decimal())
        if rounded(total) != 0:
            return None
        hint = msg("give the milestones weights above 0")
        return _Wrong(("milestones", 0, "weight"), msg("the weights of its milestones add up to 0"), hint)
    return _wrong_range(result) if result.direction == "range" else _wrong_way(result)


def _wrong_range(result: KeyResult) -> _Wrong | None:
    low, high = result.low, result.high
    if low is None or high is None or rounded(low) < rounded(high):
        return None
    fault = msg("its low {low} is not below its high {high}", low=low, high=high)
    return _Wrong(("low",), fault, msg("correct low or high"))


def _wrong_way(result: KeyResult) -> _Wrong | None:
    if result.direction not in ("increase", "decrease") or result.baseline is None or result.target is None:
        return None
    start, end = rounded(result.baseline), rounded(result.target)
    numbers = {"baseline": result.baseline, "target": result.target}
    if start == end:
        fault = msg("its baseline is its target, {target}", target=result.target)
        hint = msg("set another target, or hold the level with direction at_least or at_most")
        return _Wrong(("target",), fault, hint)
    if result.direction == "increase" and end < start:
        fault = msg("it is to increase from {baseline} to {target}", **numbers)
        return _Wrong(("target",), fault, msg("correct the target, or write direction: decrease"), "decrease")
    if result.direction == "decrease" and end > start:
        fault = msg("it is to decrease from {baseline} to {target}", **numbers)
        return _Wrong(("target",), fault, msg("correct the target, or write direction: increase"), "increase")
    return None


def _turn(goal: Record[Goal], index: int, direction: str) -> tuple[Fix, ...]:
    """Return the edit that writes the direction the numbers of a key result have."""
    node = goal.find("key_results", index)
    if not direction or not isinstance(node, Mapping):
        return ()
    order = tuple(info.name for info in fields_of(KeyResult))
    patch = set_field(goal.document, node, "direction", direction, order=order)
    return (Fix(False, msg("write {text}", text=f"direction: {direction}"), (patch,)),)
