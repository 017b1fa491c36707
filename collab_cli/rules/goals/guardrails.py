"""The limits that protect the long term are kept."""

from __future__ import annotations

from collections.abc import Iterator

from collab_cli.analyses.goals.guardrail_standing import GuardrailStanding, guardrail_standings
from collab_cli.findings import Fault, Related
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg
from collab_cli.model.exact_numbers import rounded
from collab_cli.rules.rule import rule


@rule(
    code="G125",
    slug="guardrail-breached",
    term="Guardrail breached",
    severity="error",
    profile="standard",
    handbook="2.2",
    target="goal:increase-revenue",
)
def guardrail_breached(world: World) -> Iterator[Fault]:
    """A goal is pursued at a price that was ruled out.

    What it finds
        An active goal with a guardrail whose metric, by its newest point, is above `at_most` or below `at_least`.

    Why it matters
        The number looks good, and the harm shows up elsewhere.

    Example
        # metrics.yaml
        - {id: market-share, name: Market share, unit: "%"}
        - {id: return-rate, name: Return rate, unit: "%", direction: down}
        - {id: discount, name: Average discount, unit: "%", points: [{date: 2025-06-30, value: 11}]}
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
        guardrails:
          - {metric: discount, at_most: 8}

    Instead
        # metrics.yaml
        - {id: market-share, name: Market share, unit: "%"}
        - {id: return-rate, name: Return rate, unit: "%", direction: down}
        - {id: discount, name: Average discount, unit: "%", points: [{date: 2025-06-30, value: 7.5}]}
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
        guardrails:
          - {metric: discount, at_most: 8}

    How to mend it
        Bring the number back inside its limit before pushing on, and record it with `collab metric record`. If the
        limit is wrong, those who agreed to the goal agree to another one.
    """
    for guardrail in world.once(guardrail_standings):
        if guardrail.state == "breached" and guardrail.metric is not None and guardrail.newest is not None:
            goal, metric, newest = guardrail.goal, guardrail.metric, guardrail.newest
            at = metric.value.points.index(newest)
            field, message = _breach(guardrail, metric.name if guardrail.entry.name is None else guardrail.entry.name)
            related = (Related(metric.place("points", at, "value")),)
            hint = msg("bring it back inside the limit before pushing on")
            place = goal.place("guardrails", guardrail.index, field)
            yield Fault(place, message, hint, (goal.ref, metric.ref), related)


def _breach(guardrail: GuardrailStanding, name: Param) -> tuple[str, Message]:
    """Return the limit that is broken and what to say of it."""
    newest, high, low = guardrail.newest, guardrail.entry.at_most, guardrail.entry.at_least
    assert newest is not None
    said: dict[str, Param] = {"guardrail": name, "goal": guardrail.goal.titled, "value": newest.value}
    if high is not None and rounded(newest.value) > rounded(high):
        return "at_most", msg("{guardrail}, a limit of {goal}, is {value}, above {limit}", limit=high, **said)
    assert low is not None
    return "at_least", msg("{guardrail}, a limit of {goal}, is {value}, below {limit}", limit=low, **said)
