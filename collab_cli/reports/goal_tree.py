"""The goal tree: what serves what, from the company goal down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from collab_cli.graph.goal_tree import GoalTree, Link
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg
from collab_cli.model.goal import KIND, Goal
from collab_cli.model.person import Person
from collab_cli.model.record import Record
from collab_cli.page import Branch, Cell, Heading, Report, Styled, Text, Tone, Tree

SCHEMA = "collab/goal-tree/v1"
LEVELS = 50
"""How many levels are shown; what lies deeper has a tree of its own."""

Cut = Literal["circle", "repeated", "deeper"]
"""Why the goals that serve a goal are not listed below it: a circle closes here, they are listed where the goal
stands first, or they lie too deep."""

_TONES: dict[str, Tone] = {
    "active": "good",
    "achieved": "good",
    "missed": "bad",
    "cancelled": "muted",
    "draft": "muted",
}


@dataclass(frozen=True, slots=True)
class _Node:
    """A goal at one of its places in the tree."""

    goal: Record[Goal]
    link: Link | None
    cut: Cut | None
    below: tuple[_Node, ...]


def build(world: World, root: Record[Goal] | None = None) -> Report:
    """Return the tree of all goals, or of ``root`` and what serves it.

    A goal that serves several stands under each of them, with what serves it under the first; a circle is cut
    where it closes, and says so.
    """
    tree = world.goal_tree
    shown: set[str] = set()
    nodes = [_node(tree, goal, None, (), shown) for goal in ((root,) if root is not None else tree.roots)]
    heading = msg("Goals of {company}", company=world.settings.company.name)
    unread = world.workspace.unread
    if KIND.name in unread:
        empty = msg("some {kinds} cannot be read", kinds=KIND.many)
    else:
        empty = msg("there is no goal yet; {command} adds one", command="collab goal add")
    branches = tuple(_branch(world, node) for node in nodes)
    blocks = (Heading(heading), Tree(branches) if branches else Text(empty))
    data = {"goals": [_record(node) for node in nodes], "unread_kinds": sorted(unread)}
    return Report(SCHEMA, blocks, data)


def _node(tree: GoalTree, goal: Record[Goal], link: Link | None, above: tuple[str, ...], shown: set[str]) -> _Node:
    links = tree.down.get(goal.id, ())
    cut: Cut | None = None
    if goal.id in above:
        cut = "circle"
    elif links and goal.id in shown:
        cut = "repeated"
    elif links and len(above) + 1 == LEVELS:
        cut = "deeper"
    if cut is not None:
        return _Node(goal, link, cut, ())
    shown.add(goal.id)
    return _Node(goal, link, None, tuple(_node(tree, one.child, one, (*above, goal.id), shown) for one in links))


def _branch(world: World, node: _Node) -> Branch:
    return Branch(tuple(_cells(world, node)), tuple(_branch(world, below) for below in node.below))


def _cells(world: World, node: _Node) -> Iterator[Cell]:
    status = node.goal.value.status
    yield Styled(node.goal.titled, "strong")
    yield Styled(Message(status), _TONES.get(status, "accent"))
    yield _whose(world, node.goal)
    if node.link is not None and node.link.entry.weight is not None:
        yield Styled(msg("carries {percent} %", percent=_percent(node.link.entry.weight)), "accent")
    match node.cut:
        case "circle":
            yield Styled(msg("circle"), "bad")
        case "repeated":
            yield Styled(msg("what serves it stands above"), "muted")
        case "deeper":
            yield Styled(msg("more below: {command}", command=f"collab goal tree {node.goal.id}"), "muted")


def _percent(share: Decimal) -> str:
    return str((share * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _whose(world: World, goal: Record[Goal]) -> Param:
    """Return who has the goal and who answers for it; of a company goal, the latter alone."""
    value = goal.value
    owner: Param = world.name(Person, value.owner) if value.owner else msg("nobody owns it")
    if value.department is None:
        return owner
    return msg("{department}, {owner}", department=world.parties.name(value.department), owner=owner)


def _record(node: _Node) -> dict[str, Any]:
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
        "contributors": [_record(below) for below in node.below],
    }
