"""The dialogue of ``collab goal decompose`` on a terminal: which goal, how it is shared out, and what is changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from collab_cli.analyses.goals.contribution_shares import BYS, history_of, link_shares
from collab_cli.analyses.goals.decomposition import Decomposition, Portion, carriers
from collab_cli.analyses.goals.split_target import is_divided
from collab_cli.cli.asking import Asking
from collab_cli.cli.context import Context
from collab_cli.cli.goal_dialogue import OPEN, in_tree_order
from collab_cli.edits.answers import fault_of_line
from collab_cli.edits.decompose_goal import Request, Words
from collab_cli.edits.decomposition_options import Typed, fault_of_figure, read_figure
from collab_cli.errors import CollabError
from collab_cli.messages import Bilingual, Message, Param, msg
from collab_cli.model.forgiving import read_number

if TYPE_CHECKING:
    from collab_cli.edits.plan import Plan
    from collab_cli.graph.world import World
    from collab_cli.model.goal import Goal
    from collab_cli.model.record import Record

BY_HAND = "by-hand"
NO_MORE = "no-more"
WHOLE = Decimal(100)


def ask_goal(context: Context, world: World) -> str:
    """Return the id of the goal chosen; raise CollabError where none can be broken down."""
    goals = [goal for goal in in_tree_order(world) if goal.value.status in OPEN and goal.value.level != "person"]
    if not goals:
        raise CollabError(msg("no goal can be broken down"), msg("add one with {command}", command="collab goal add"))
    return Asking(context).choice(msg("Which goal is to be broken down?"), [(goal.id, goal.titled) for goal in goals])


def ask_shares(context: Context, plan: Plan, goal: Record[Goal], typed: Typed) -> Typed:
    """Return ``typed`` with what the goal is shared out by; titles, rationales and targets come after the plan."""
    ask, world = Asking(context), plan.world
    parties = tuple(plan.names.party(text) for text in typed.to) or carriers(world, goal)
    if not parties:
        return replace(typed, by="equal")
    ways = _ways(plan, goal, typed)
    way = ask.choice(msg("How is it shared out?"), ways) if len(ways) > 1 else BY_HAND
    if way == BY_HAND:
        shares = _ask_shares(ask, world, parties)
        return replace(typed, split=shares, to=())
    return replace(typed, by=next(each for each in BYS if each == way))


def ask_changes(
    context: Context, world: World, request: Request, found: Decomposition, new: Mapping[str, Record[Goal]]
) -> Request | None:
    """Return the request with what is changed of one party after another; None where nothing is to be changed."""
    ask = Asking(context)
    if not ask.confirm(msg("Change a title, a rationale or a target?")):
        return None
    parties = {portion.party: portion for portion in found.portions}
    choices: list[tuple[str, Param]] = [(party, world.parties.name(party)) for party in parties]
    while True:
        party = ask.choice(msg("Of whose goal?"), [*choices, (NO_MORE, msg("no more: show the plan"))])
        if party == NO_MORE:
            return request
        request = _ask_of(ask, world.parties.name(party), request, parties[party], new[party].value)
        del choices[next(at for at, each in enumerate(choices) if each[0] == party)]
        if not choices:
            return request


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
    """Ask for a share in percent for each party until they add up to 100; no share at all is asked for once more."""
    was_empty = False
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
        if was_empty and not found:
            raise CollabError(msg("no share was said"), msg("say the shares yourself with {option}", option="--split"))
        was_empty = not found
        question = (
            msg("{off} % are missing. Say the shares again?", off=left)
            if left > 0
            else msg("{off} % too much. Say the shares again?", off=-left)
        )
        if not ask.confirm(question, default=True):
            raise KeyboardInterrupt


def _ask_of(ask: Asking, name: str | Bilingual, request: Request, portion: Portion, goal: Goal) -> Request:
    """Ask how the goal of a party is called, how it serves this one, and its targets of what is not divided."""
    party = portion.party
    words, figures = request.words.get(party, Words()), dict(request.wanted.figures)
    question = msg("Title of the goal of {party} (empty: {title})", party=name, title=goal.title)
    title = ask.text(question, fault_of_line)
    sentence = goal.contributes_to[0].how or ""
    how = ask.text(msg("How does {party} serve it? (empty: {sentence})", party=name, sentence=sentence), fault_of_line)
    for key_result in request.wanted.key_results:
        target = portion.figures[key_result.id].target
        if is_divided(key_result) or key_result.target is None or target is None:
            continue
        question = msg(
            "Target of {party} for {result} (empty: {target} {unit})",
            party=name,
            result=key_result.title,
            target=target,
            unit=key_result.unit or "",
        )
        number = read_figure(ask.text(question, fault_of_figure))
        if number is not None:
            own = figures.get((party, key_result.id), {})
            figures[party, key_result.id] = {**own, "target": number}
    words = replace(words, title=title or words.title, how=how or words.how)
    return Request(replace(request.wanted, figures=figures), {**request.words, party: words})


def _fault_of_percent(text: str) -> Message | None:
    if not text.strip():
        return None
    number = read_number(text)
    if number is None or not 0 <= Decimal(number) <= WHOLE:
        return msg("write a percentage from 0 to 100")
    return None
