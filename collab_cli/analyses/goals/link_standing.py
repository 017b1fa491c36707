"""How goals are tied to each other: what serves what, what serves nothing, what is out of date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from collab_cli.analyses.goals.uncovered_departments import uncovered_departments
from collab_cli.graph.goal_tree import COUNTED, PLANNED, Link, link_weights
from collab_cli.graph.world import World
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record

ParentText = Literal["current", "changed", "unknown"]
"""Whether a link was agreed with the text its parent has now; unknown where no digest was written."""
_SLACK = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class LinkStanding:
    """A link from a goal that is no draft and not cancelled; ``share`` is its part of all that serves its parent."""

    link: Link
    share: Decimal | None
    parent_text: ParentText


@dataclass(frozen=True, slots=True)
class Ties:
    """How the goals that are proposed or active hang together.

    ``orphans`` serve nothing though they are not the company's, ``undeployed`` are active company goals nothing
    serves, ``without_goal`` the departments without a goal in a period in which the company has one. ``unbalanced``
    are the parents whose stated weights do not make 1, with their sum. ``shared`` are active goals of two departments
    or more.
    """

    links: tuple[LinkStanding, ...]
    orphans: tuple[Record[Goal], ...]
    undeployed: tuple[Record[Goal], ...]
    without_goal: tuple[str, ...]
    unbalanced: tuple[tuple[Record[Goal], Decimal], ...]
    shared: tuple[tuple[Record[Goal], tuple[str, ...]], ...]
    active: int

    @property
    def shared_rate(self) -> Decimal | None:
        """Return the share of active goals that several departments share (formulas.md F15)."""
        return Decimal(len(self.shared)) / self.active if self.active else None


def goal_ties(world: World) -> Ties:
    """Return how the goals hang together on the day of ``world``."""
    tree = world.goal_tree
    planned = [goal for goal in tree.goals if goal.value.status in PLANNED]
    active = [goal for goal in planned if goal.value.status == "active"]
    departments = [(goal, _departments(world, goal)) for goal in active]
    return Ties(
        tuple(_links(world)),
        tuple(goal for goal in planned if goal.value.level != "company" and not goal.value.contributes_to),
        tuple(goal for goal in active if goal.value.level == "company" and not tree.contributors(goal.id, PLANNED)),
        tuple(dict.fromkeys(department for _, department in uncovered_departments(world))),
        tuple(_unbalanced(world)),
        tuple((goal, several) for goal, several in departments if len(several) > 1),
        len(active),
    )


def _links(world: World) -> Iterator[LinkStanding]:
    tree = world.goal_tree
    for parent in tree.goals:
        links = tree.contributors(parent.id, COUNTED)
        weights = link_weights(links)
        whole = sum(weights, Decimal())
        for link, weight in zip(links, weights, strict=True):
            yield LinkStanding(link, weight / whole if whole else None, parent_text(world, link))


def parent_text(world: World, link: Link) -> ParentText:
    """Return whether a link was agreed with the text its parent has now."""
    agreed = link.entry.parent_digest
    if agreed is None:
        return "unknown"
    return "current" if agreed == world.digest(link.parent) else "changed"


def _unbalanced(world: World) -> Iterator[tuple[Record[Goal], Decimal]]:
    for parent in world.goal_tree.goals:
        links = world.goal_tree.contributors(parent.id, COUNTED)
        stated = [link.entry.weight for link in links if link.entry.weight is not None]
        if not stated:
            continue
        whole = sum(stated, Decimal())
        if len(stated) < len(links) or abs(rounded(whole) - 1) > _SLACK:
            yield parent, whole


def _departments(world: World, goal: Record[Goal]) -> tuple[str, ...]:
    """Return the departments that share a goal: its own, its co-owners, those of the goals that serve it."""
    links = world.goal_tree.contributors(goal.id, COUNTED)
    named = (goal.value.department, *goal.value.co_owners, *(link.child.value.department for link in links))
    return tuple(dict.fromkeys(name for name in named if name is not None))
