"""The short dialogue of ``collab goal add`` on a terminal: it asks for what was not said."""

from __future__ import annotations

from dataclasses import replace

from collab_cli.cli.asking import Asking
from collab_cli.edits.add_record import Said
from collab_cli.edits.answers import fault_of_line, fault_of_weight
from collab_cli.edits.new_goal import periods_now
from collab_cli.edits.plan import Plan
from collab_cli.errors import CollabError
from collab_cli.graph.world import World
from collab_cli.messages import Param, msg
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record

NOTHING = "-"
OPEN = ("draft", "proposed", "active")
"""The states of goals others can still serve."""


def ask_goal(ask: Asking, plan: Plan, said: Said) -> Said:
    """Return ``said``, which has a title, with the answers to what it leaves open: whose, serving what, when."""
    world = plan.world
    if not world.settings.periods:
        raise CollabError(msg("collab.yaml has no periods"), msg("add one under periods"))
    if "department" not in said.fields and said.fields.get("level") != ("company",):
        choices: list[tuple[str, Param]] = [(NOTHING, msg("the whole company"))] if "level" not in said.fields else []
        choices += [(department.id, department.titled) for department in world.parties.active_departments]
        if choices and choices != [(NOTHING, msg("the whole company"))]:
            chosen = ask.choice(msg("Whose goal is it?"), choices)
            said = said if chosen == NOTHING else _with_field(said, "department", chosen)
    if "parent" not in said.extras and (chosen := _ask_parent(ask, world, said)) != NOTHING:
        said = _with_extra(said, "parent", chosen)
    if "parent" in said.extras and "weight" not in said.extras:
        question = msg("Which share of it does it carry, such as 0.3? (empty: not said)")
        said = _with_extra(said, "weight", ask.text(question, fault_of_weight))
    if "parent" in said.extras and "how" not in said.extras:
        said = _with_extra(said, "how", ask.text(msg("How does it serve that goal? (empty: later)"), fault_of_line))
    if "period" not in said.fields and "parent" not in said.extras:
        periods = [period.id for period in world.settings.periods]
        now = next(iter(periods_now(world)), None)
        period = ask.choice(msg("For which period?"), [(each, each) for each in periods], now)
        said = _with_field(said, "period", period)
    return said


def in_tree_order(world: World) -> list[Record[Goal]]:
    """Return all goals, each before those that serve it and after what stands above it in the tree."""
    tree = world.goal_tree
    found: dict[str, Record[Goal]] = {}
    waiting = list(reversed(tree.roots))
    while waiting:
        goal = waiting.pop()
        if goal.id not in found:
            found[goal.id] = goal
            waiting += [link.child for link in reversed(tree.down.get(goal.id, ()))]
    return list(found.values())


def _ask_parent(ask: Asking, world: World, said: Said) -> str:
    """Return the goal served: most company goals serve none, most goals of a department one of the company's."""
    served = [goal for goal in in_tree_order(world) if goal.value.status in OPEN]
    goals: list[tuple[str, Param]] = [(goal.id, goal.titled) for goal in served]
    is_linked = "weight" in said.extras or "how" in said.extras
    none: list[tuple[str, Param]] = [] if is_linked else [(NOTHING, msg("none"))]
    if "department" not in said.fields:
        choices = [*none, *goals]
    else:
        companys = {goal.id for goal in served if goal.value.level == "company"}
        choices = [*sorted(goals, key=lambda choice: choice[0] not in companys), *none]
    if choices == none:
        return NOTHING
    return ask.choice(msg("Which goal does it serve?"), choices, choices[0][0])


def _with_field(said: Said, name: str, text: str) -> Said:
    return replace(said, fields={**said.fields, name: (text,)})


def _with_extra(said: Said, name: str, text: str) -> Said:
    return replace(said, extras={**said.extras, name: text})
