"""The goal tree: what serves what, from the company goal down to what a person does, and how far each goal is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from collab_cli.analyses.goals.active_goals import Asked
from collab_cli.analyses.goals.guardrail_standing import broken_guardrails
from collab_cli.analyses.goals.standing import GoalStanding, goal_standings
from collab_cli.graph.goal_tree import Link
from collab_cli.graph.world import World
from collab_cli.messages import msg
from collab_cli.model.goal import KIND, Goal
from collab_cli.model.record import Record
from collab_cli.page import Branch, Cell, Heading, Report, Styled, Text, Tree
from collab_cli.reports.goal_cells import bar, goal_state, goal_tone, number, percent, standing_record, whose

SCHEMA = "collab/goal-tree/v1"
LEVELS = 50
"""How many levels are shown at most; what lies deeper has a tree of its own."""

Cut = Literal["circle", "repeated", "deeper"]
"""Why the goals that serve a goal are not listed below it: a circle closes here, they are listed where the goal
stands first, or they lie too deep."""


@dataclass(frozen=True, slots=True)
class _Node:
    """A goal at one of its places in the tree; ``is_asked`` is false for one shown only for those below it."""

    standing: GoalStanding
    link: Link | None
    cut: Cut | None
    below: tuple[_Node, ...]
    is_asked: bool = True

    @property
    def goal(self) -> Record[Goal]:
        """Return the goal."""
        return self.standing.goal


@dataclass(frozen=True, slots=True)
class _Grower:
    """What grows the tree: how deep, and which goals have been listed with what serves them."""

    world: World
    depth: int
    shown: set[str]

    def node(self, goal: Record[Goal], link: Link | None, above: tuple[str, ...]) -> _Node:
        """Return a goal with what serves it."""
        links = self.world.goal_tree.down.get(goal.id, ())
        standing = self.world.once(goal_standings)[goal.id]
        cut: Cut | None = None
        if goal.id in above:
            cut = "circle"
        elif links and goal.id in self.shown:
            cut = "repeated"
        elif links and len(above) + 1 == self.depth:
            cut = "deeper"
        if cut is not None:
            return _Node(standing, link, cut, ())
        self.shown.add(goal.id)
        path = (*above, goal.id)
        return _Node(standing, link, None, tuple(self.node(one.child, one, path) for one in links))


def build(
    world: World, root: Record[Goal] | None = None, asked: Asked | None = None, depth: int | None = None
) -> Report:
    """Return the tree of all goals, or of ``root`` and what serves it, ``depth`` levels of it.

    A goal that serves several stands under each of them, with what serves it under the first; a circle is cut
    where it closes, and says so. Of the goals asked for, those they serve are shown as well.
    """
    asked = asked or Asked()
    grower = _Grower(world, min(depth or LEVELS, LEVELS), set())
    grown = (grower.node(goal, None, ()) for goal in ((root,) if root is not None else world.goal_tree.roots))
    nodes = [node for node in (_only_asked(world, node, asked) for node in grown) if node is not None]
    heading = msg("Goals of {company}", company=world.settings.company.name)
    unread = world.workspace.unread
    if not asked.is_all and world.goal_tree.goals:
        empty = msg("no goal is as asked for")
    elif KIND.name in unread:
        empty = msg("some {kinds} cannot be read", kinds=KIND.many)
    else:
        empty = msg("there is no goal yet; {command} adds one", command="collab goal add")
    is_measured = any(map(_is_measured, nodes))
    branches = tuple(_branch(world, node, is_measured) for node in nodes)
    blocks = (Heading(heading), Tree(branches) if branches else Text(empty))
    data = {"goals": [_record(world, node) for node in nodes], "unread_kinds": sorted(unread), "as_of": world.as_of}
    return Report(SCHEMA, blocks, data)


def _only_asked(world: World, node: _Node, asked: Asked) -> _Node | None:
    """Return a node with the goals asked for below it, None if there are none and it is not one itself."""
    if asked.is_all:
        return node
    below = tuple(one for one in (_only_asked(world, child, asked) for child in node.below) if one is not None)
    is_asked = asked.takes(world, node.standing)
    if not below and not is_asked:
        return None
    return replace(node, below=below, is_asked=is_asked)


def _is_measured(node: _Node) -> bool:
    return node.standing.progress.value is not None or any(map(_is_measured, node.below))


def _branch(world: World, node: _Node, is_measured: bool) -> Branch:
    below = tuple(_branch(world, one, is_measured) for one in node.below)
    return Branch(tuple(_cells(world, node, is_measured)), below, node.goal.id)


def _cells(world: World, node: _Node, is_measured: bool) -> Iterator[Cell]:
    """Yield the line of a goal, without figures where no goal of the tree has any."""
    standing = node.standing
    value, pace = standing.progress.value, standing.pace
    yield Styled(node.goal.titled, "strong" if node.is_asked else "muted")
    if is_measured:
        yield bar(value, goal_tone(standing))
        yield percent(value)
    yield goal_state(standing)
    if is_measured:
        quotient = pace.pace if pace is not None else None
        yield Styled(msg("pace {number}", number=number(quotient)), "muted") if quotient is not None else ""
    yield whose(world, node.goal.value)
    if node.link is not None and node.link.entry.weight is not None:
        yield Styled(msg("carries {percent}", percent=percent(node.link.entry.weight)), "accent")
    if node.goal.id in world.once(broken_guardrails):
        yield Styled(msg("limit broken"), "bad")
    match node.cut:
        case "circle":
            yield Styled(msg("circle"), "bad")
        case "repeated":
            yield Styled(msg("what serves it stands above"), "muted")
        case "deeper":
            yield Styled(msg("more below: {command}", command=f"collab goal tree {node.goal.id}"), "muted")


def _record(world: World, node: _Node) -> dict[str, Any]:
    value = node.goal.value
    return {
        "id": node.goal.id,
        "title": value.title,
        "level": value.level,
        "department": value.department,
        "owner": value.owner,
        "period": value.period,
        "status": value.status,
        "weight": node.link.entry.weight if node.link is not None else None,
        "path": node.goal.path,
        "cut": node.cut,
        "asked": node.is_asked,
        **standing_record(node.standing),
        "broken_guardrails": world.once(broken_guardrails).get(node.goal.id, 0),
        "contributors": [_record(world, below) for below in node.below],
    }
