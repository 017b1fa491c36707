"""Key results and their metrics count in one unit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from collab_cli.documents.nodes import Mapping
from collab_cli.documents.splice import set_field
from collab_cli.findings import Fault, Fix, Related
from collab_cli.graph.world import World
from collab_cli.messages import Titled, msg
from collab_cli.model.fields import fields_of
from collab_cli.model.goal import Goal, KeyResult
from collab_cli.model.metric import Metric
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule


@rule(
    code="S010",
    slug="unit-mismatch",
    term="Unit mismatch",
    severity="warning",
    profile="strict",
    drafts=True,
    fix="suggested",
    handbook="5.3",
    target="goal:fewer-returns/kr1",
)
def unit_mismatch(world: World) -> Iterator[Fault]:
    """A key result counts in another unit than its metric.

    What it finds
        A key result with a `unit` that is not the unit of the `metric` it reads. Full-width and half-width forms, and
        capital and small letters, are not told apart.

    Why it matters
        Numbers of two units are compared as if they were of one.

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
          - {id: kr1, title: Rate, metric: return-rate, direction: decrease, baseline: 40, target: 20, unit: per mille}

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
          - {id: kr1, title: Rate, metric: return-rate, direction: decrease, baseline: 4, target: 2, unit: "%"}

    How to mend it
        Write the key result in the unit of its metric, the numbers too. If it measures something else, it reads another
        metric.
    """
    for goal in world.all(Goal):
        for index, result in enumerate(goal.value.key_results):
            metric = world.get(Metric, result.metric)
            if metric is None or result.unit is None or _plain(result.unit) == _plain(metric.value.unit):
                continue
            message = msg(
                "{result} of {goal} counts in {unit}, its metric {metric} in {other}",
                result=Titled(result.title, result.id),
                goal=goal.titled,
                unit=result.unit,
                metric=metric.titled,
                other=metric.value.unit,
            )
            hint = msg("write its numbers in the unit of the metric")
            related = (Related(metric.place("unit")),)
            place = goal.place("key_results", index, "unit")
            fixes = _in_unit(goal, index, metric.value.unit)
            yield Fault(place, message, hint, (f"{goal.ref}/{result.id}",), related, fixes)


def _plain(unit: str) -> str:
    return "".join(unicodedata.normalize("NFKC", unit).casefold().split())


def _in_unit(goal: Record[Goal], index: int, unit: str) -> tuple[Fix, ...]:
    """Return the edit that writes the unit of the metric; whether the numbers are in it, only people know."""
    node = goal.find("key_results", index)
    if not isinstance(node, Mapping):
        return ()
    order = tuple(info.name for info in fields_of(KeyResult))
    patch = set_field(goal.document, node, "unit", unit, order=order)
    return (Fix(False, msg("write {text}", text=f"unit: {unit}"), (patch,)),)
