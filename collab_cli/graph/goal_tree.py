"""Which goal contributes to which: the goal tree, and the circles in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from collab_cli.model.goal import Contribution, Goal
from collab_cli.model.record import Record
from collab_cli.model.workspace import Workspace

PLANNED = frozenset({"proposed", "active"})
"""The states in which a goal is agreed or about to be."""
COUNTED = PLANNED | {"achieved", "missed"}
"""The states in which a goal counts for the goals it serves (formulas.md F3): all but draft and cancelled."""
TOLD_CIRCLES = 10_000
"""How many goals the circles found may have together before those that share a goal with one are left out."""


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of ``contributes_to``: ``child`` serves ``parent``; ``index`` is its place in the list."""

    child: Record[Goal]
    parent: Record[Goal]
    entry: Contribution
    index: int


@dataclass(frozen=True, slots=True)
class GoalTree:
    """All links between goals, by child and by parent id.

    ``cycles`` are circles, of which some may be missing where they share goals; ``in_cycles`` all goals on any.
    """

    goals: tuple[Record[Goal], ...]
    up: Mapping[str, tuple[Link, ...]]
    down: Mapping[str, tuple[Link, ...]]
    cycles: tuple[tuple[str, ...], ...]
    in_cycles: frozenset[str]

    @property
    def roots(self) -> tuple[Record[Goal], ...]:
        """Return the goals that serve no other, and the first of every circle, in path order."""
        in_cycle = {cycle[0] for cycle in self.cycles}
        return tuple(goal for goal in self.goals if not self.up.get(goal.id) or goal.id in in_cycle)

    def contributors(self, goal_id: str, states: frozenset[str]) -> tuple[Link, ...]:
        """Return the links to a goal from goals in one of ``states``."""
        return tuple(link for link in self.down.get(goal_id, ()) if link.child.value.status in states)


def build_goal_tree(workspace: Workspace) -> GoalTree:
    """Return the tree of all goals, drafts included."""
    goals = workspace.all(Goal)
    up: dict[str, list[Link]] = defaultdict(list)
    down: dict[str, list[Link]] = defaultdict(list)
    for goal in goals:
        for index, entry in enumerate(goal.value.contributes_to):
            parent = workspace.get(Goal, entry.goal)
            if parent is not None:
                link = Link(goal, parent, entry, index)
                up[goal.id].append(link)
                down[parent.id].append(link)
    upward = {goal.id: [link.parent.id for link in up.get(goal.id, ())] for goal in goals}
    return GoalTree(
        goals,
        {key: tuple(links) for key, links in up.items()},
        {key: tuple(links) for key, links in down.items()},
        find_cycles(upward),
        circling(upward),
    )


def link_weights(links: Sequence[Link]) -> tuple[Decimal, ...]:
    """Return the weight of each link to one goal (formulas.md F3), not yet made to add up to 1.

    Links without weight share equally what the stated weights leave of 1; if nothing is left, each gets the mean
    of the stated weights.
    """
    stated = [link.entry.weight for link in links if link.entry.weight is not None]
    open_links = len(links) - len(stated)
    rest = 1 - sum(stated, Decimal())
    fallback = Decimal()
    if open_links and rest > 0:
        fallback = rest / open_links
    elif open_links:
        fallback = sum(stated, Decimal()) / len(stated)
    return tuple(fallback if link.entry.weight is None else link.entry.weight for link in links)


def find_cycles(edges: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return each circle once, as the ids on it starting with the smallest; in order of that id.

    Where circles have goals in common some may be missing, but never all of them, so breaking those found and
    looking again finds the rest. Iterative, so that a chain of thousands of goals does no harm.
    """
    done: set[str] = set()
    on_path: dict[str, int] = {}
    found: dict[tuple[str, ...], None] = {}
    told: set[str] = set()
    size = 0
    for start in edges:
        path: list[str] = []
        stack: list[tuple[str, int]] = [(start, 0)]
        while stack:
            node, position = stack.pop()
            if position == 0:
                if node in on_path:
                    circle = path[on_path[node] :]
                    if size < TOLD_CIRCLES or told.isdisjoint(circle):
                        low = circle.index(min(circle))
                        found[tuple(circle[low:] + circle[:low])] = None
                        told.update(circle)
                        size += len(circle)
                    continue
                if node in done:
                    continue
                on_path[node] = len(path)
                path.append(node)
            targets = edges.get(node, ())
            if position < len(targets):
                stack.append((node, position + 1))
                stack.append((targets[position], 0))
            else:
                done.add(node)
                del on_path[path.pop()]
    return tuple(sorted(found))


def circling(edges: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return all ids that lie on a circle: those of every strongly connected part of several, or linked to itself."""
    backward: dict[str, list[str]] = defaultdict(list)
    for node, targets in edges.items():
        for target in targets:
            backward[target].append(node)
    found: set[str] = set()
    done: set[str] = set()
    for last in reversed(by_end(edges)):
        part, waiting = set[str](), [last]
        while waiting:
            node = waiting.pop()
            if node not in done:
                done.add(node)
                part.add(node)
                waiting += backward[node]
        if len(part) > 1 or last in edges.get(last, ()):
            found |= part
    return frozenset(found)


def by_end(edges: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the ids in the order in which a walk into the depth leaves them for good."""
    ended: dict[str, None] = {}
    entered: set[str] = set()
    for start in edges:
        stack = [(start, False)]
        while stack:
            node, is_left = stack.pop()
            if is_left:
                ended[node] = None
            elif node not in entered:
                entered.add(node)
                stack.append((node, True))
                stack += [(target, False) for target in edges.get(node, ())]
    return list(ended)
