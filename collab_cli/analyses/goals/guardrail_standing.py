"""Whether the limits of goals are kept (G125)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from collab_cli.analyses.metric_change import seen_points
from collab_cli.graph.world import World
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.goal import Goal, Guardrail
from collab_cli.model.metric import Metric, Point
from collab_cli.model.record import Record

GuardrailState = Literal["kept", "breached", "no_data"]


@dataclass(frozen=True, slots=True)
class GuardrailStanding:
    """A limit of a goal beside the newest point of its metric; ``index`` is its place in the list."""

    goal: Record[Goal]
    entry: Guardrail
    index: int
    metric: Record[Metric] | None
    newest: Point | None

    @property
    def state(self) -> GuardrailState:
        """Return whether the limit is kept; without a point nobody knows."""
        if self.newest is None:
            return "no_data"
        value, low, high = rounded(self.newest.value), self.entry.at_least, self.entry.at_most
        is_outside = (high is not None and value > rounded(high)) or (low is not None and value < rounded(low))
        return "breached" if is_outside else "kept"


def guardrail_standings(world: World) -> tuple[GuardrailStanding, ...]:
    """Return the guardrails of all active goals, in path order."""
    return tuple(_standings(world))


def broken_guardrails(world: World) -> Mapping[str, int]:
    """Return how many limits of a goal are broken, by its id; goals that keep to all are left out."""
    return Counter(one.goal.id for one in world.once(guardrail_standings) if one.state == "breached")


def _standings(world: World) -> Iterator[GuardrailStanding]:
    for goal in world.goal_tree.goals:
        if goal.value.status != "active":
            continue
        for index, entry in enumerate(goal.value.guardrails):
            metric = world.get(Metric, entry.metric)
            points = seen_points(metric.value, world.as_of) if metric is not None else ()
            yield GuardrailStanding(goal, entry, index, metric, points[-1] if points else None)
