"""Early warnings: what will be missed if nothing changes."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.goals.checkins import seen_checkins
from collab_cli.analyses.goals.expected_progress import is_over
from collab_cli.analyses.goals.standing import GoalStanding, KeyResultStanding, goal_standings
from collab_cli.findings import Fault, Place
from collab_cli.graph.world import World
from collab_cli.messages import Titled, msg
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.field_types import Share
from collab_cli.rules.raci.judged_rows import percent
from collab_cli.rules.rule import rule


@rule(
    code="G123",
    slug="low-confidence",
    term="Forecast miss",
    severity="info",
    profile="strict",
    day=True,
    thresholds=("confidence-min", "forecast-min"),
    handbook="5.3",
    target="goal:increase-revenue/kr1",
)
def low_confidence(world: World) -> Iterator[Fault]:
    """A key result is likely to be missed.

    What it finds
        A key result of an active goal, its period not over, that is heading for less than the limit of its target by
        the end; or whose newest confidence is below the limit. What was never checked in has no forecast.

    Why it matters
        Halfway there is time to help; at the end there is only an explanation.

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
          - id: kr1
            title: New customers
            baseline: 0
            target: 100
            unit: customers
            checkins:
              - {date: 2025-06-30, value: 52, confidence: 0.3}

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
          - id: kr1
            title: New customers
            baseline: 0
            target: 100
            unit: customers
            checkins:
              - {date: 2025-06-30, value: 52, confidence: 0.7}

    How to mend it
        Ask the owner what would have to happen, and agree on an action or on help from another department. If the
        target cannot be had, change it openly with `collab goal adjust`.
    """
    least, lowest = rounded(world.threshold("forecast-min")), rounded(world.threshold("confidence-min"))
    for standing in world.once(goal_standings).values():
        period = standing.period
        if standing.goal.value.status != "active" or period is None or is_over(period, world.as_of):
            continue
        for index, result in enumerate(standing.key_results):
            goal, titled = standing.goal, Titled(result.entry.title, result.entry.id)
            confidence, place = _confidence(world, standing, index, result)
            if result.forecast is not None and result.progress.has_data and rounded(result.forecast.at_end) < least:
                message = msg(
                    "{result} of {goal} is heading for {share} % of its target",
                    result=titled,
                    goal=goal.titled,
                    share=percent(result.forecast.at_end),
                )
                place = goal.place("key_results", index, "target")
            elif confidence is not None and rounded(confidence) < lowest and result.computed != "done":
                message = msg(
                    "the confidence that {result} of {goal} is reached is {share} %",
                    result=titled,
                    goal=goal.titled,
                    share=percent(confidence),
                )
            else:
                continue
            hint = msg("ask what would have to happen, and agree on it")
            yield Fault(place, message, hint, (f"{goal.ref}/{result.entry.id}",))


def _confidence(
    world: World, standing: GoalStanding, index: int, result: KeyResultStanding
) -> tuple[Share | None, Place]:
    """Return the newest confidence stated, and where: in a check-in, else in the key result itself."""
    for seen in reversed(seen_checkins(result.entry, world.as_of)):
        if seen.entry.confidence is not None:
            route = ("key_results", index, "checkins", seen.index, "confidence")
            return seen.entry.confidence, standing.goal.place(*route)
    return result.entry.confidence, standing.goal.place("key_results", index, "confidence")
