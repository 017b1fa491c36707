"""A goal whose time is over is closed, scored and learned from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from collab_cli.findings import Fault
from collab_cli.graph.world import World
from collab_cli.messages import Message, msg
from collab_cli.model.goal import Goal
from collab_cli.rules.rule import rule

_TIME_TO_CLOSE = timedelta(days=30)


@rule(
    code="G121",
    slug="unscored-closed-goal",
    term="Unscored goal",
    severity="warning",
    profile="strict",
    day=True,
    fix="suggested",
    handbook="5.3, 8.2",
    target="goal:fair-2024",
)
def unscored_closed_goal(world: World) -> Iterator[Fault]:
    """The time of a goal is over, and nobody has said what came of it.

    What it finds
        A goal whose period ended more than 30 days ago and that is still active, or that is achieved or missed without
        `score` or `closing`.

    Why it matters
        The same cause spoils the next goal when nobody has looked for it.

    Example
        # collab.yaml
        schema: 1
        company: {name: Brook Hardware, head: li-na}
        periods:
          - {id: "2024", start: 2024-01-01, end: 2024-12-31}
          - {id: "2025", start: 2025-01-01, end: 2025-12-31}
        # goals/fair-2024.yaml
        title: Win customers at fairs
        level: department
        department: sales
        owner: zhang-wei
        period: "2024"
        status: missed

    Instead
        # collab.yaml
        schema: 1
        company: {name: Brook Hardware, head: li-na}
        periods:
          - {id: "2024", start: 2024-01-01, end: 2024-12-31}
          - {id: "2025", start: 2025-01-01, end: 2025-12-31}
        # goals/fair-2024.yaml
        title: Win customers at fairs
        level: department
        department: sales
        owner: zhang-wei
        period: "2024"
        status: missed
        score: 0.4
        closing: {cause: One fair was cancelled, next: modify}

    How to mend it
        Close it with `collab goal score`: the score, the cause, and whether it is kept, modified or dropped.
    """
    for goal in world.all(Goal):
        value, period = goal.value, world.settings.period(goal.value.period)
        if period is None or world.as_of <= period.end + _TIME_TO_CLOSE:
            continue
        hint = msg("score it and say what was learned")
        if value.status == "active":
            message = msg(
                "{goal} is still active, although its period ended on {date}", goal=goal.titled, date=period.end
            )
            yield Fault(goal.place("status"), message, hint, (goal.ref,))
        elif value.status in ("achieved", "missed"):
            missing: list[Message] = [msg("a score")] if value.score is None else []
            missing += [msg("a closing")] if value.closing is None else []
            if missing:
                message = msg("{goal} is closed without {missing}", goal=goal.titled, missing=tuple(missing))
                field = "score" if value.score is None else "closing"
                yield Fault(goal.place(field), message, hint, (goal.ref,))
