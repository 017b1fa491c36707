"""Break a goal down: one draft for everybody who carries a part of it, linked to it, all in one step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import count
from typing import Any

from collab_cli.analyses.goals.decomposition import (
    TOLERANCE,
    Decomposition,
    Portion,
    Wanted,
    carriers,
    claims,
    counted_twice,
    decompose,
    level_of,
    owner_of,
    stated,
)
from collab_cli.analyses.goals.split_target import FIGURES, is_divided, leaves_nothing
from collab_cli.documents.writer import Value
from collab_cli.edits.add_record import Said, add_to_plan
from collab_cli.edits.first_fault import first_fault
from collab_cli.edits.plan import Plan, Planned
from collab_cli.edits.states import state_word
from collab_cli.errors import CollabError
from collab_cli.graph.world import World
from collab_cli.i18n import language
from collab_cli.messages import Bilingual, Param, Titled, forms_of, msg, msgn
from collab_cli.model.department import Department
from collab_cli.model.field_types import Name, Number
from collab_cli.model.goal import KIND as GOAL
from collab_cli.model.goal import Goal, KeyResult
from collab_cli.model.record import Record
from collab_cli.model.slug import free_id, slug_of

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LONGEST_ID = 64
_NOT_HANDED_DOWN = frozenset({"id", "checkins", "confidence"})
_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Words:
    """What a person says of the goal of one party; ``key_results`` are further ones of its own."""

    title: Value | None = None
    how: str | None = None
    owner: str | None = None
    key_results: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """What a goal is to be broken down into, and how the new goals are called."""

    wanted: Wanted
    words: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BrokenDown:
    """A goal broken down, ready to be written; ``ids`` are those of the new goals, by party."""

    decomposition: Decomposition
    ids: Mapping[str, str]
    planned: Planned


def check_can_be_broken_down(world: World, goal: Record[Goal]) -> None:
    """Raise CollabError for a goal nobody can serve any more, whose text is faulty, or that is one person's."""
    if goal.value.status in goal.kind.closed:
        raise CollabError(
            msg("{goal} is closed: {state}", goal=goal.titled, state=state_word(goal.kind, goal.value.status)),
            msg("break down a goal that is still worked on"),
        )
    if not goal.is_whole:
        raise CollabError(
            msg("{goal} has faults: {place}", goal=goal.titled, place=first_fault(world.workspace, goal.ref)),
            msg("mend it first; {command} names them", command="collab check"),
        )
    if goal.value.level == "person":
        raise CollabError(
            msg("{goal} is the goal of one person, nobody carries a part of it", goal=goal.titled),
            msg("break down a goal of the company, a department or a team"),
        )


def plan_decomposition(plan: Plan, goal: Record[Goal], request: Request) -> BrokenDown:
    """Return the goal broken down and the change that writes the drafts.

    Raises CollabError for shares that do not add up, a party named twice or beside one it is part of, and figures
    that leave nothing to be reached.
    """
    check_can_be_broken_down(plan.world, goal)
    _check_parties(plan.world, goal, (*request.wanted.shares, *request.wanted.parties))
    if request.wanted.shares:
        _check_sum(plan.world, goal, request.wanted.shares)
    else:
        _check_claims(plan.world, goal, request.wanted)
    found = decompose(plan.world, goal, request.wanted)
    _check_ways(plan.world, found)
    ids: dict[str, str] = {}
    for portion in found.portions:
        ids[portion.party] = _add(plan, found, portion, request.words.get(portion.party, Words()), ids.values())
    sentence = msgn("broke {goal} down into {count} goal", "broke {goal} down into {count} goals", len(ids),
                    goal=goal.titled)  # fmt: skip
    return BrokenDown(found, ids, plan.finish(sentence))


def titled_for(world: World, goal: Record[Goal], party: str) -> Value:
    """Return the title proposed for the goal of a party: that of the goal it serves, with whose it is.

    Where a goal is called so already, a number behind it tells the two apart.
    """
    title, name = goal.value.title, world.parties.name(party)
    if isinstance(title, str):
        made = {"": _with_party(title, name, is_chinese=bool(_HAN.search(title)))}
    else:
        pairs = (("zh", title.zh, True), ("en", title.en, False))
        made = {key: _with_party(text, name, is_chinese=han) for key, text, han in pairs if text}
    taken = {form.casefold() for known in world.all(Goal) for form in forms_of(known.value.title)}
    numbered = (made if n == 1 else {key: f"{text} {n}" for key, text in made.items()} for n in count(1))
    free = next(each for each in numbered if not any(text.casefold() in taken for text in each.values()))
    return free[""] if isinstance(title, str) else {**free}


def rationale_for(world: World, found: Decomposition, portion: Portion) -> str:
    """Return how the goal of a party serves the one broken down, in the language of the workspace."""
    say = language(world.settings.locale).say
    for key_result in found.wanted.key_results:
        main = portion.figures[key_result.id].main
        whole = key_result.target if key_result.target is not None else key_result.high
        if is_divided(key_result) and main is not None and whole is not None:
            return say(
                msg(
                    "carries {part} of {whole} {unit} of {result}",
                    part=main,
                    whole=whole,
                    unit=key_result.unit or "",
                    result=key_result.title,
                )
            )
    return say(msg("carries {percent} % of {goal}", percent=portion.weight * _PERCENT, goal=found.goal.name))


def _check_parties(world: World, goal: Record[Goal], parties: tuple[str, ...]) -> None:
    for party in parties:
        name = world.parties.name(party)
        if party == goal.value.department:
            raise CollabError(
                msg("{goal} is the goal of {party} itself", goal=goal.titled, party=name),
                msg("name departments below it, or people as {example}", example="person:ID"),
            )
        is_person = party.startswith("person:")
        department = None if is_person else world.get(Department, party)
        if is_person and not world.parties.is_active_person(party.removeprefix("person:")):
            raise CollabError(msg("{person} has left", person=name), msg("name somebody who works here"))
        if department is not None and department.value.status != "active":
            raise CollabError(
                msg("{department} is closed", department=name), msg("name a department that still exists")
            )
    inside = counted_twice(world, parties)
    if inside is not None:
        part, whole = (world.parties.name(party) for party in inside)
        raise CollabError(
            msg("{part} is part of {whole}, so its share would be counted twice", part=part, whole=whole),
            msg("name one of the two"),
        )


def _check_sum(world: World, goal: Record[Goal], shares: Mapping[str, Decimal]) -> None:
    total = sum(shares.values(), Decimal())
    rest = 1 - stated(world, goal)
    if abs(total - 1) <= TOLERANCE or (0 < rest < 1 and abs(total - rest) <= TOLERANCE):
        return
    said, off = total * _PERCENT, abs(total - 1) * _PERCENT
    message = (
        msg("the shares add up to {total} %: {off} % are missing", total=said, off=off)
        if total < 1
        else msg("the shares add up to {total} %: {off} % too much", total=said, off=off)
    )
    if 0 < rest < 1:
        raise CollabError(
            message,
            msg("make them add up to 100 %, or to {rest} % beside the goals that serve it", rest=rest * _PERCENT),
        )
    raise CollabError(message, msg("make them add up to 100 %"))


def _check_claims(world: World, goal: Record[Goal], wanted: Wanted) -> None:
    """Raise CollabError where nothing is known shares could follow from, of all parties or of one that is named."""
    known = claims(world, goal, wanted)
    others = known if known or not wanted.parties else claims(world, goal, replace(wanted, parties=()))
    by_hand = msg("say the shares yourself with {option}", option="--split")
    lacking = next((party for party in wanted.parties if party not in known), None)
    if lacking is not None and others:
        messages = {
            "headcount": msg("{party} has no active people", party=world.parties.name(lacking)),
            "history": msg("{party} has no result of an earlier period", party=world.parties.name(lacking)),
            "weight": msg(
                "{party} serves {goal} with no goal yet", party=world.parties.name(lacking), goal=goal.titled
            ),
        }
        raise CollabError(
            messages[wanted.by or ""], msg("leave it out, or say the shares with {option}", option="--split")
        )
    if known:
        return
    if wanted.by == "weight":
        raise CollabError(msg("no goal serves {goal} yet, so there are no weights", goal=goal.titled), by_hand)
    if wanted.by == "history":
        if not any(is_divided(each) and each.metric is not None for each in wanted.key_results):
            raise CollabError(
                msg("{goal} has no key result on a metric whose figures add up", goal=goal.titled),
                msg("mark one with {field}, or take {options}", field="additive: true", options="--by headcount"),
            )
        raise CollabError(msg("nothing is known of an earlier goal like {goal}", goal=goal.titled), by_hand)
    if not carriers(world, goal) and not wanted.parties:
        raise CollabError(
            msg("nobody is there who could carry {goal}", goal=goal.titled),
            msg("add one with {command}", command="collab department add" if goal.value.department is None
                else "collab person add"),
        )  # fmt: skip
    raise CollabError(msg("nobody of those who could carry {goal} has active people", goal=goal.titled), by_hand)


def _check_ways(world: World, found: Decomposition) -> None:
    for portion in found.portions:
        for key_result in found.wanted.key_results:
            figures = portion.figures[key_result.id]
            if not leaves_nothing(key_result, figures):
                continue
            message = msg(
                "{result} leaves {party} nothing to reach: from {baseline} to {target}",
                result=Titled(key_result.title, key_result.id),
                party=world.parties.name(portion.party),
                baseline=_shown(figures.baseline if figures.target is not None else figures.low),
                target=_shown(figures.main),
            )
            hint = (
                msg("take more decimal places with {option}, or leave it out", option="--decimals")
                if is_divided(key_result)
                else msg("give it figures of its own with {option}", option="--target")
            )
            raise CollabError(message, hint)


def _shown(number: Decimal | None) -> Param:
    return "-" if number is None else number


def _add(plan: Plan, found: Decomposition, portion: Portion, words: Words, taken: Any) -> str:
    """Plan one draft and return its id."""
    goal, world = found.goal, plan.world
    link = {
        "goal": goal.id,
        "weight": _written(portion.weight),
        "how": words.how or rationale_for(world, found, portion),
    }
    record: dict[str, Any] = {
        "title": words.title or titled_for(world, goal, portion.party),
        "level": level_of(world, goal, portion.party),
        "department": world.parties.department(portion.party) or goal.value.department,
        "owner": words.owner or owner_of(world, portion.party),
        "period": goal.value.period,
        "commitment": "aspirational" if goal.value.commitment == "aspirational" else None,
        "contributes_to": [link],
        "key_results": _numbered([*_handed_down(plan, found, portion), *words.key_results]) or None,
    }
    record = {name: value for name, value in record.items() if value is not None}
    record_id = _id(world, goal, portion.party, taken)
    return add_to_plan(plan, Said(GOAL, record=record, id=record_id))[0]


def _handed_down(plan: Plan, found: Decomposition, portion: Portion) -> list[dict[str, Any]]:
    """Return the key results of the goal with the figures of a party, as content for a new record."""
    goal = found.goal
    wanted = {each.id for each in found.wanted.key_results}
    rows = []
    for plain in plan.changes.plain(goal.path, (*goal.route, "key_results")) or ():
        if plain.get("id") not in wanted:
            continue
        row = {name: value for name, value in plain.items() if name not in _NOT_HANDED_DOWN}
        figures = portion.figures[plain["id"]]
        for name in FIGURES:
            value = getattr(figures, name)
            if value is not None:
                row[name] = _written(value)
        if "milestones" in row:
            row["milestones"] = [{k: v for k, v in each.items() if k != "done"} for each in row["milestones"]]
        rows.append(row)
    return rows


def _numbered(rows: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": f"kr{number}", **{k: v for k, v in row.items() if k != "id"}} for number, row in enumerate(rows, 1)]


def _written(number: Decimal) -> str:
    """Return a number as files hold it; raise CollabError for one with more digits than they can hold."""
    text = format(number, "f")
    try:
        Number.read(text)
    except ValueError as error:
        raise CollabError(
            msg("{number} has too many digits", number=text),
            msg("take fewer places with {option}", option="--decimals"),
        ) from error
    return text


def _with_party(title: str, name: str | Bilingual, *, is_chinese: bool) -> str:
    forms = forms_of(name)
    fitting = (name.zh if is_chinese else name.en) if isinstance(name, Name) else None
    own = fitting or forms[0]
    return f"{title}（{own}）" if is_chinese else f"{title} ({own})"


def _id(world: World, goal: Record[Goal], party: str, new: Any) -> str:
    """Return an id of the goal's and the party's, not cut short where both fit."""
    taken = frozenset(known.casefold() for known in (*world.workspace.known.get(GOAL.name, ()), *new))
    own = party.rpartition(":")[2]
    room = _LONGEST_ID - len(own) - len("--99")
    if room < 1:
        return free_id(slug_of(own), taken)
    return free_id(f"{goal.id[:room].rstrip('-')}-{own}", taken)


def key_results_of(goal: Record[Goal], ids: tuple[str, ...]) -> tuple[KeyResult, ...]:
    """Return the key results of a goal with these ids, in its order; all for none."""
    return tuple(each for each in goal.value.key_results if not ids or each.id in ids)
