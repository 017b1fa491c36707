"""Why a goal is there and what carries it: up to the company goal with each rationale, down to duties and actions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from collab_cli.analyses.goals.standing import goal_standings
from collab_cli.analyses.goals.work_for_goal import Knowing, who_knows, work_for_goal
from collab_cli.graph.world import World
from collab_cli.messages import Param, msg
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record
from collab_cli.page import Block, Branch, Cell, Facts, Heading, Report, Styled, Text, Tree
from collab_cli.reports.goal_cells import bar_and_percent, goal_state, goal_tone, whose
from collab_cli.reports.line_of_sight import (
    LEVELS,
    cut_at,
    goal_line,
    goal_record,
    link_record,
    names_of,
    reason_branches,
    upward_record,
    work_line,
    work_record,
)

SCHEMA = "collab/goal-why/v1"


def build(world: World, goal: Record[Goal]) -> Report:
    """Return the line of sight of a goal: what it serves and why, what serves it, the work, and who knows it."""
    standing = world.once(goal_standings)[goal.id]
    knowing = who_knows(world, goal)
    facts: list[tuple[Param, Cell]] = [
        (msg("Whose"), whose(world, goal.value)),
        (msg("State"), goal_state(standing)),
        (msg("Progress"), bar_and_percent(standing.progress.value, goal_tone(standing))),
        (msg("Known by"), _known(world, knowing)),
    ]
    if knowing.missing and knowing.known:
        facts.append((msg("Not yet by"), names_of(world, tuple(f"person:{one}" for one in knowing.missing))))
    blocks: list[Block] = [Heading(goal.titled), Facts(tuple(facts)), Heading(msg("What it is for"), 2)]
    up = tuple(_up(world, goal, (goal.id,), set()))
    blocks.append(Tree(up) if up else Text(_serves_nothing(goal)))
    down = tuple(_down(world, goal, (goal.id,), set()))
    blocks.append(Heading(msg("What carries it"), 2))
    blocks.append(Tree(down) if down else Text(_carried_by_nothing(goal)))
    record = {
        **goal_record(world, goal),
        "as_of": world.as_of,
        "serves": upward_record(world, goal),
        "served_by": _down_record(world, goal, (goal.id,), set()),
        "work": [work_record(each) for each in work_for_goal(world, goal)],
        "known_by": list(knowing.known),
        "not_known_by": list(knowing.missing),
    }
    return Report(SCHEMA, tuple(blocks), record)


def _up(world: World, goal: Record[Goal], way: tuple[str, ...], told: set[str]) -> Iterator[Branch]:
    """Yield what a goal serves, each with how it does and with what that serves in turn, once for each goal."""
    up = world.goal_tree.up
    for link in up.get(goal.id, ()):
        parent = link.parent
        branches = [*reason_branches(world, link)]
        cut = cut_at(parent, way, told, goes_on=bool(up.get(parent.id)))
        if cut is None and len(way) < LEVELS:
            branches += _up(world, parent, (*way, parent.id), told)
        above = msg("what it serves stands above")
        yield Branch(tuple(goal_line(world, parent, link, cut, above)), tuple(branches))


def _down(world: World, goal: Record[Goal], way: tuple[str, ...], told: set[str]) -> Iterator[Branch]:
    """Yield the work for a goal, then the goals that serve it with theirs, once for each goal."""
    for work in work_for_goal(world, goal):
        yield Branch(tuple(work_line(world, work)))
    for link in world.goal_tree.down.get(goal.id, ()):
        cut = cut_at(link.child, way, told, goes_on=_is_carried(world, link.child))
        goes_on = cut is None and len(way) < LEVELS
        branches = tuple(_down(world, link.child, (*way, link.child.id), told)) if goes_on else ()
        yield Branch(tuple(goal_line(world, link.child, link, cut)), branches)


def _is_carried(world: World, goal: Record[Goal]) -> bool:
    return bool(world.goal_tree.down.get(goal.id) or work_for_goal(world, goal))


def _serves_nothing(goal: Record[Goal]) -> Cell:
    if goal.value.level == "company":
        return msg("it is a goal of the company itself")
    command = f"collab goal align {goal.id} --to GOAL"
    return Styled(msg("it serves no other goal; link it with {command}, or drop it", command=command), "bad")


def _carried_by_nothing(goal: Record[Goal]) -> Cell:
    command = f"collab goal decompose {goal.id}"
    if goal.value.level == "person":
        return Styled(msg("no duty, project or action names it yet"), "warn")
    return Styled(msg("nothing yet: no duty, project, action or goal names it; {command} breaks it down",
                      command=command), "warn")  # fmt: skip


def _known(world: World, knowing: Knowing) -> Cell:
    if not knowing.known:
        return Styled(msg("nobody has confirmed it yet"), "warn")
    names = names_of(world, tuple(f"person:{one}" for one in knowing.known))
    concerned = len(knowing.missing) + len(knowing.known)
    return msg("{people} ({known} of {all})", people=names, known=len(knowing.known), all=concerned)


def _down_record(world: World, goal: Record[Goal], way: tuple[str, ...], told: set[str]) -> list[dict[str, Any]]:
    found = []
    for link in world.goal_tree.down.get(goal.id, ()):
        child = link.child
        cut = cut_at(child, way, told, goes_on=_is_carried(world, child))
        goes_on = cut is None and len(way) < LEVELS
        found.append(
            {
                **goal_record(world, child),
                **link_record(world, link, cut),
                "work": [work_record(each) for each in work_for_goal(world, child)] if goes_on else [],
                "served_by": _down_record(world, child, (*way, child.id), told) if goes_on else [],
            }
        )
    return found
