"""Goals that pull apart, and how that is settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from collab_cli.findings import Fault, Place, Related
from collab_cli.graph.goal_tree import PLANNED
from collab_cli.graph.world import World
from collab_cli.messages import Titled, msg
from collab_cli.model.goal import Goal, KeyResult
from collab_cli.model.metric import Metric
from collab_cli.model.record import Record
from collab_cli.rules.rule import rule

UP, DOWN = frozenset({"increase", "at_least"}), frozenset({"decrease", "at_most"})
"""The directions that pull a number up, and those that pull it down."""
NAMED = 5
"""How many goals a finding names at most that pull against a key result."""


@rule(
    code="G113",
    slug="unresolved-goal-conflict",
    term="Goal conflict",
    severity="warning",
    profile="standard",
    handbook="2.2",
    target="goal:fewer-returns/kr1",
)
def unresolved_goal_conflict(world: World) -> Iterator[Fault]:
    """Two goals pull one number in opposite directions.

    What it finds
        Key results of two active goals on one metric, one of them to go up and the other to go down, without a tension
        that names both; or a tension of a proposed or active goal without `resolution`.

    Why it matters
        Each department reaches its own target at the cost of the other.

    Example
        # goals/increase-revenue.yaml
        title: {zh: 增加销售额, en: Increase revenue}
        level: department
        department: sales
        owner: zhang-wei
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, weight: 0.6, how: Generous returns win customers}
        key_results:
          - {id: kr1, title: Returns accepted, metric: return-rate, baseline: 4, target: 6, unit: "%"}

    Instead
        # goals/increase-revenue.yaml
        title: {zh: 增加销售额, en: Increase revenue}
        level: department
        department: sales
        owner: zhang-wei
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, weight: 0.6, how: Generous returns win customers}
        key_results:
          - {id: kr1, title: Returns accepted, metric: return-rate, baseline: 4, target: 6, unit: "%"}
        tensions:
          - between: [kr1, "goal:fewer-returns/kr1"]
            resolution: Returns within 14 days are accepted, faulty goods are not sold

    How to mend it
        Let the owners settle what counts more and until where, and write it in one of the goals: both key results under
        `between`, the rule agreed under `resolution`.
    """
    tensions = _tensions(world)
    for metric, pulled in _pulled(world).items():
        record = world.get(Metric, metric)
        for down in pulled.down if record is not None else ():
            against = list(islice((up for up in pulled.up if _is_open(down, up, tensions)), NAMED))
            if against:
                other = against[0]
                message = msg(
                    "{result} of {goal} and {other_result} of {other} pull {metric} in opposite directions",
                    result=down.titled,
                    goal=down.goal.titled,
                    other_result=other.titled,
                    other=other.goal.titled,
                    metric=record.titled if record is not None else metric,
                )
                hint = msg("settle what counts more and write it under tensions")
                related = tuple(Related(up.place) for up in against)
                yield Fault(down.place, message, hint, (down.ref, *(up.ref for up in against)), related)
    yield from _unsettled(world)


def _unsettled(world: World) -> Iterator[Fault]:
    for goal in world.all(Goal):
        if goal.value.status not in PLANNED:
            continue
        for index, tension in enumerate(goal.value.tensions):
            if not tension.resolution:
                message = msg("{goal} names a tension, but not how it is settled", goal=goal.titled)
                yield Fault(
                    goal.place("tensions", index, "resolution"), message, msg("write its resolution"), (goal.ref,)
                )


@dataclass(frozen=True, slots=True)
class _Pull:
    """A key result that pulls at a metric."""

    goal: Record[Goal]
    entry: KeyResult
    index: int

    @property
    def ref(self) -> str:
        return f"{self.goal.ref}/{self.entry.id}"

    @property
    def titled(self) -> Titled:
        return Titled(self.entry.title, self.entry.id)

    @property
    def place(self) -> Place:
        return self.goal.place("key_results", self.index, "metric")


@dataclass(frozen=True, slots=True)
class _Pulled:
    up: list[_Pull]
    down: list[_Pull]


def _pulled(world: World) -> dict[str, _Pulled]:
    """Return what pulls at each metric, in path order."""
    found: dict[str, _Pulled] = defaultdict(lambda: _Pulled([], []))
    for goal in world.all(Goal):
        if goal.value.status != "active":
            continue
        for index, entry in enumerate(goal.value.key_results):
            if entry.metric is None or entry.type in ("boolean", "milestone"):
                continue
            if entry.direction in UP:
                found[entry.metric].up.append(_Pull(goal, entry, index))
            elif entry.direction in DOWN:
                found[entry.metric].down.append(_Pull(goal, entry, index))
    return found


def _tensions(world: World) -> dict[str, list[frozenset[str]]]:
    """Return the tensions that name each goal or key result, as the references each of them names."""
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for goal in world.all(Goal):
        for tension in goal.value.tensions:
            named = frozenset(name if name.startswith("goal:") else f"{goal.ref}/{name}" for name in tension.between)
            whole = named | {goal.ref}
            for name in whole:
                found[name].append(whole)
    return found


def _is_open(down: _Pull, up: _Pull, tensions: dict[str, list[frozenset[str]]]) -> bool:
    """Return whether two key results are of different goals and no tension names both, or their goals."""
    if down.goal.id == up.goal.id:
        return False
    near = [*tensions.get(down.ref, ()), *tensions.get(down.goal.ref, ())]
    return not any(up.ref in named or up.goal.ref in named for named in near)
