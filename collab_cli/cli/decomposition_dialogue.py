"""The dialogue of ``collab goal decompose`` on a terminal: which goal, how it is shared out, and by which figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from collab_cli.analyses.goals.contribution_shares import BYS, history_of, link_shares
from collab_cli.analyses.goals.decomposition import carriers, claims
from collab_cli.analyses.goals.split_target import is_divided
from collab_cli.cli.asking import Asking
from collab_cli.cli.context import Context
from collab_cli.cli.goal_dialogue import OPEN, in_tree_order
from collab_cli.edits.answers import fault_of_line
from collab_cli.edits.decompose_goal import key_results_of
from collab_cli.edits.decomposition_options import Typed, fault_of_figure, read_options
from collab_cli.errors import CollabError
from collab_cli.messages import Message, Param, msg
from collab_cli.model.forgiving import read_number

if TYPE_CHECKING:
    from collab_cli.edits.plan import Plan
    from collab_cli.graph.world import World
    from collab_cli.model.goal import Goal
    from collab_cli.model.record import Record

BY_HAND = "by-hand"
WHOLE = Decimal(100)


def ask_goal(context: Context, world: World) -> str:
    """Return the id of the goal chosen; raise CollabError where none can be broken down."""
    goals = [goal for goal in in_tree_order(world) if goal.value.status in OPEN and goal.value.level != "person"]
    if not goals:
        raise CollabError(msg("no goal can be broken down"), msg("add one with {command}", command="collab goal add"))
    return Asking(context).choice(msg("Which goal is to be broken down?"), [(goal.id, goal.titled) for goal in goals])


def ask_shares(context: Context, plan: Plan, goal: Record[Goal], typed: Typed) -> Typed:
    """Return ``typed`` with the answers: the shares, a rationale for each, and own targets of what is not divided."""
    ask, world = Asking(context), plan.world
    parties = tuple(plan.names.party(text) for text in typed.to) or carriers(world, goal)
    if not parties:
        return replace(typed, by="equal")
    ways = _ways(plan, goal, typed)
    way = ask.choice(msg("How is it shared out?"), ways) if len(ways) > 1 else BY_HAND
    if way == BY_HAND:
        shares = _ask_shares(ask, world, parties)
        typed, parties = replace(typed, split=shares, to=()), tuple(each.rpartition("=")[0] for each in shares)
    else:
        typed = replace(typed, by=next(each for each in BYS if each == way))
        wanted = read_options(plan, goal, typed).wanted
        parties = tuple(claims(world, goal, wanted))
    return _ask_words(ask, plan, goal, typed, parties)


def _ways(plan: Plan, goal: Record[Goal], typed: Typed) -> list[tuple[str, Param]]:
    """Return the ways of sharing out that there is something to go by for."""
    world = plan.world
    ways: list[tuple[str, Param]] = [
        (BY_HAND, msg("by shares I say")),
        ("equal", msg("in equal shares")),
        ("headcount", msg("by the number of people")),
    ]
    if history_of(world, goal, goal.value.key_results) is not None:
        ways.append(("history", msg("by what was reached before")))
    if link_shares(world, goal):
        ways.append(("weight", msg("by the weights so far")))
    return ways


def _ask_shares(ask: Asking, world: World, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Ask for a share in percent for each party until they add up to 100."""
    while True:
        left, found = WHOLE, []
        for party in parties:
            question = msg(
                "Share of {party} in % (empty: none; {left} % are left)", party=world.parties.name(party), left=left
            )
            answer = ask.text(question, _fault_of_percent)
            share = Decimal(read_number(answer) or 0)
            left -= share
            if share:
                found.append(f"{party}={share}%")
        if abs(left) <= Decimal("0.1"):
            return tuple(found)
        question = (
            msg("{off} % are missing. Say the shares again?", off=left)
            if left > 0
            else msg("{off} % too much. Say the shares again?", off=-left)
        )
        if not ask.confirm(question, default=True):
            raise KeyboardInterrupt


def _ask_words(ask: Asking, plan: Plan, goal: Record[Goal], typed: Typed, parties: tuple[str, ...]) -> Typed:
    """Ask of each party how its goal serves this one, and which targets it has where they are not divided."""
    world = plan.world
    chosen = read_options(plan, goal, typed).wanted
    has_how = {text.partition("=")[0].strip() for text in typed.hows}
    hows, targets = list(typed.hows), list(typed.targets)
    for party in parties:
        name = world.parties.name(party)
        if party not in has_how:
            answer = ask.text(msg("How does {party} serve it? (empty: a sentence is made)", party=name), fault_of_line)
            hows += [f"{party}={answer}"] if answer else []
        for key_result in key_results_of(goal, tuple(each.id for each in chosen.key_results)):
            if is_divided(key_result) or key_result.target is None or (party, key_result.id) in chosen.figures:
                continue
            question = msg(
                "Target of {party} for {result} (empty: the same, {target} {unit})",
                party=name,
                result=key_result.title,
                target=key_result.target,
                unit=key_result.unit or "",
            )
            answer = ask.text(question, fault_of_figure)
            targets += [f"{party}/{key_result.id}={answer}"] if answer else []
    return replace(typed, hows=tuple(hows), targets=tuple(targets))


def _fault_of_percent(text: str) -> Message | None:
    if not text.strip():
        return None
    number = read_number(text)
    if number is None or not 0 <= Decimal(number) <= WHOLE:
        return msg("write a percentage from 0 to 100")
    return None
