"""Key results measure what changes, not what is done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from collab_cli.findings import Fault
from collab_cli.graph.goal_tree import PLANNED
from collab_cli.graph.world import World
from collab_cli.messages import Titled, forms_of, msg
from collab_cli.model.goal import Goal, KeyResult
from collab_cli.rules.rule import rule

_DOING = re.compile(
    r"\s*(?:完成|开展|组织|召开|推进|制定|建设|编制|(?:complete|hold|organise|organize|launch|build|implement|write)\b)",
    re.IGNORECASE,
)
"""How a title begins that says what is done."""


@rule(
    code="G127",
    slug="activity-as-key-result",
    term="Output instead of outcome",
    severity="info",
    profile="strict",
    handbook="5.3",
    target="goal:increase-revenue/kr1",
)
def activity_as_key_result(world: World) -> Iterator[Fault]:
    """A key result says what is done, not what comes of it.

    What it finds
        A key result of a proposed or active goal that is of type boolean or milestone, or has no unit, and whose title
        begins with a word such as hold, launch, build or write, or 完成, 开展, 组织, 召开, 推进, 制定, 建设, 编制.

    Why it matters
        It measures effort; the effect may stay away while every box is ticked.

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
          - {id: kr1, title: Hold twelve customer days, type: boolean}

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
          - {id: kr1, title: Orders won at customer days, baseline: 0, target: 60, unit: orders}

    How to mend it
        Ask what is to be different afterwards, and measure that. What is to be done becomes an action or a project with
        this `goal`.
    """
    for goal in world.all(Goal):
        if goal.value.status not in PLANNED:
            continue
        for index, result in enumerate(goal.value.key_results):
            if _is_activity(result):
                message = msg(
                    "{result} of {goal} says what is done, not what comes of it",
                    result=Titled(result.title, result.id),
                    goal=goal.titled,
                )
                hint = msg("measure what is to be different afterwards")
                yield Fault(goal.place("key_results", index, "title"), message, hint, (f"{goal.ref}/{result.id}",))


def _is_activity(result: KeyResult) -> bool:
    if result.type not in ("boolean", "milestone") and result.unit is not None:
        return False
    return any(_DOING.match(form) for form in forms_of(result.title))
