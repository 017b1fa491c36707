"""A goal broken down, before it is written: who carries what, whether it adds up, what is counted twice or left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from collab_cli.analyses.goals.contribution_shares import party_of
from collab_cli.analyses.goals.decomposition import (
    Carried,
    Decomposition,
    Portion,
    SumCheck,
    is_doubled,
    is_wrong,
    main_of,
)
from collab_cli.analyses.goals.split_target import Figures, is_divided, is_ratio, same_figures
from collab_cli.graph.world import World
from collab_cli.messages import Items, Message, Param, Titled, msg, msgn
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.goal import Goal, KeyResult
from collab_cli.model.record import Record
from collab_cli.page import Block, Branch, Cell, Code, Heading, Report, Styled, Table, Text, Tone, Tree

SCHEMA = "collab/goal-decomposition/v1"
_PERCENT = Decimal(100)
_BASES: Mapping[str, Message] = {
    "headcount": msg("People"),
    "history": msg("Reached before"),
    "weight": msg("Weight so far"),
}
_TOLD = Literal["good", "warn", "bad"]
_SIGNS: Mapping[str, str] = {"good": "✓", "warn": "!", "bad": "✗"}


class Check(NamedTuple):
    """One line under the plan: what was looked at, how it came out, the sentence, and what command mends it."""

    kind: str
    tone: _TOLD
    message: Message
    command: str | None = None


def build(world: World, found: Decomposition, new: Mapping[str, Record[Goal]]) -> Report:
    """Return the plan for a goal; ``new`` are the goals as they will be in ``world``, by party."""
    checks = tuple(_checks(world, found, new))
    count = len(found.portions)
    heading = msgn("{goal}, broken down into {count} goal", "{goal}, broken down into {count} goals", count,
                   goal=found.goal.titled)  # fmt: skip
    blocks: list[Block] = [Heading(heading), _who(world, found, new)]
    for key_result in found.wanted.key_results:
        blocks += _key_result(world, found, key_result)
    signs = Tree(tuple(Branch((Styled(_SIGNS[each.tone], each.tone), each.message)) for each in checks))
    blocks += [Heading(msg("Checks"), 2), signs]
    commands = [each.command for each in checks if each.command is not None]
    if commands:
        blocks.append(Text(msg("where the parts are to add up, this divides them:")))
        blocks.append(Code("\n".join(commands), "sh"))
    return Report(SCHEMA, tuple(blocks), _record(world, found, new, checks))


def doubts(world: World, found: Decomposition, new: Mapping[str, Record[Goal]]) -> tuple[Check, ...]:
    """Return the checks nobody should pass over unseen, the gravest first: what is wrong, then who is left out."""
    checks = tuple(_checks(world, found, new))
    wrong = sorted((each for each in checks if each.tone == "bad"), key=lambda each: each.kind != "counted-twice")
    return (*wrong, *(each for each in checks if each.kind == "left-out" and each.tone == "warn"))


def _who(world: World, found: Decomposition, new: Mapping[str, Record[Goal]]) -> Table:
    basis = _BASES.get(found.wanted.by or "")
    columns: list[Param] = [msg("Whose"), msg("Owner"), msg("Weight"), msg("New goal")]
    if basis is not None:
        columns.insert(2, basis)
    rows = []
    for portion in found.portions:
        goal = new[portion.party]
        owner = goal.value.owner
        row: list[Cell] = [
            world.parties.name(portion.party),
            world.parties.name(f"person:{owner}") if owner else Styled(msg("nobody"), "warn"),
            msg("{percent} %", percent=portion.weight * _PERCENT),
            goal.titled,
        ]
        if basis is not None:
            row.insert(2, portion.basis if portion.basis is not None else "-")
        rows.append(tuple(row))
    align = "<<>><" if basis is not None else "<<><"
    return Table(tuple(columns), tuple(rows), align, keys=tuple(portion.party for portion in found.portions))


def _key_result(world: World, found: Decomposition, key_result: KeyResult) -> Iterator[Block]:
    """Yield what one key result asks of each: a table where the figures differ, else a sentence."""
    yield Heading(_asked(key_result), 2)
    whole = same_figures(key_result)
    divided = is_divided(key_result)
    if not divided and all(_alike(portion.figures[key_result.id], whole) for portion in found.portions):
        yield Text(_same_for_all(key_result))
        return
    if not divided:
        yield Text(msg("not divided: each has figures of its own or those of the goal"))
    names = [name for name in ("baseline", "low", "target", "high") if getattr(whole, name) is not None]
    is_rounded = divided and any(
        figures.exact is not None and figures.main is not None and rounded(figures.exact) != rounded(figures.main)
        for figures in (portion.figures[key_result.id] for portion in found.portions)
    )
    labels: Mapping[str, Message] = {
        "baseline": msg("Baseline"), "low": msg("Low"), "target": msg("Target"), "high": msg("High")
    }  # fmt: skip
    columns: tuple[Param, ...] = (msg("Whose"), *(labels[name] for name in names))
    if is_rounded:
        columns = (*columns, msg("Before rounding"))
    rows: list[tuple[Cell, ...]] = []
    for portion in found.portions:
        figures = portion.figures[key_result.id]
        cells: list[Cell] = [_number(getattr(figures, name)) for name in names]
        if is_rounded:
            cells.append(Styled(_rounded(figures.exact), "muted"))
        rows.append((world.parties.name(portion.party), *cells))
    check = next((each for each in found.sums if each.key_result.id == key_result.id), None)
    if check is not None:
        rows += _sums(found, check, names, extra=is_rounded)
    yield Table(columns, tuple(rows), "<" + ">" * (len(columns) - 1))


def _sums(found: Decomposition, check: SumCheck, names: list[str], *, extra: bool) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows under a table: what others carry already, the sum, what the goal asks, the difference."""
    key_result, last = check.key_result, ("",) if extra else ()
    columns = [
        [getattr(portion.figures[key_result.id], name) or Decimal() for portion in found.portions] for name in names
    ]
    totals = [sum(column, Decimal()) for column in columns]
    for carried in check.carried:
        own = [getattr(same_figures(carried.key_result), name) for name in names]
        totals = [total + (number or Decimal()) for total, number in zip(totals, own, strict=True)]
        title = msg("already: {goal}", goal=carried.link.child.name)
        yield (Styled(title, "muted"), *(_number(number) for number in own), *last)
    asked = [getattr(same_figures(key_result), name) or Decimal() for name in names]
    yield (Styled(msg("Sum"), "strong"), *(Styled(_number(total), "strong") for total in totals), *last)
    yield (Styled(msg("Asked"), "muted"), *(Styled(_number(number), "muted") for number in asked), *last)
    tone: Tone = "bad" if is_wrong(check) else "good"
    differences = [total - number for total, number in zip(totals, asked, strict=True)]
    yield (Styled(msg("Difference"), tone), *(Styled(_signed(each), tone) for each in differences), *last)


def _asked(key_result: KeyResult) -> Message:
    title = Titled(key_result.title, key_result.id)
    if key_result.type == "boolean":
        return msg("{result}: yes or no", result=title)
    if key_result.type == "milestone":
        count = len(key_result.milestones)
        return msgn("{result}: {count} milestone", "{result}: {count} milestones", count, result=title)
    start = key_result.low if key_result.direction == "range" else key_result.baseline
    end, unit = main_of(key_result), key_result.unit or ""
    if start is None:
        return msg("{result}: {target} {unit}", result=title, target=_number(end), unit=unit)
    return msg("{result}: {baseline} → {target} {unit}", result=title, baseline=start, target=_number(end), unit=unit)


def _same_for_all(key_result: KeyResult) -> Message:
    if key_result.type in ("boolean", "milestone"):
        return msg("not divided: the same for each")
    if is_ratio(key_result):
        return msg("not divided: a percentage is neither divided nor added up, each gets the same target")
    return msg("not divided: each gets the same target")


def _checks(world: World, found: Decomposition, new: Mapping[str, Record[Goal]]) -> Iterator[Check]:
    yield _weights(found)
    for check in found.sums:
        yield _sum(check)
    for key_result, carried in found.twice:
        yield Check(
            "counted-twice",
            "bad",
            msg(
                "{result} is carried already by {goal}: it would be counted twice",
                result=key_result.title,
                goal=carried.link.child.titled,
            ),
        )
    for key_result in found.copied:
        yield Check(
            "copied",
            "warn",
            msg("{result} is given whole to several, not divided", result=key_result.title),
            f"collab goal kr set {found.goal.id} {key_result.id} additive=true",
        )
    for portion in found.portions:
        yield from _about(world, found, portion, new[portion.party])
    if found.left_out:
        names = Items(tuple(world.parties.name(party) for party in found.left_out))
        yield Check("left-out", "warn", msg("left out: {parties}", parties=names))
    else:
        yield Check("left-out", "good", msg("nobody who could carry it is left out"))
    if not found.wanted.key_results:
        yield Check("no-key-results", "warn", msg("it has no key results to hand down, so the new goals have none yet"))


def _weights(found: Decomposition) -> Check:
    own, every = found.weights * _PERCENT, found.all_weights * _PERCENT
    if not found.serving:
        return Check("weights", "good", msg("the weights add up to {percent} %", percent=own))
    tone: _TOLD = "good" if abs(found.all_weights - 1) <= Decimal("0.001") else "warn"
    message = msgn(
        "the weights add up to {percent} %, with the goal that serves it already to {all} %",
        "the weights add up to {percent} %, with the {count} goals that serve it already to {all} %",
        len(found.serving),
        percent=own,
        all=every,
    )
    return Check("weights", tone, message)


def _sum(check: SumCheck) -> Check:
    key_result = check.key_result
    said = {
        "result": key_result.title,
        "total": check.total,
        "asked": main_of(key_result) or Decimal(),
        "unit": key_result.unit or "",
        "off": abs(check.difference),
    }
    if rounded(check.difference) == 0:
        return Check("sum", "good", msg("{result} adds up to {total} {unit}, as the goal asks", **_without(said)))
    if is_doubled(check):
        goals = tuple(dict.fromkeys(carried.link.child.titled for carried in check.carried))
        message = msg("{result} adds up to {total} {unit}, {off} more than asked: {goals} would be counted twice",
                      goals=goals, **_without(said, "off"))  # fmt: skip
        return Check("counted-twice", "bad", message)
    if check.difference < 0:
        message = msg("{result} adds up to {total} of {asked} {unit}: {off} are missing", **said)
    else:
        message = msg("{result} adds up to {total} {unit}, {off} more than asked", **_without(said, "off"))
    return Check("sum", "bad" if is_wrong(check) else "warn", message)


def _without(said: Mapping[str, Any], *kept: str) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name in ("result", "total", "unit", *kept)}


def _about(world: World, found: Decomposition, portion: Portion, goal: Record[Goal]) -> Iterator[Check]:
    name = world.parties.name(portion.party)
    if goal.value.owner is None:
        yield Check("no-owner", "warn", msg("{party} has no head, so nobody owns its goal yet", party=name))
    own = tuple(link.child.titled for link in found.serving if party_of(link.child.value) == portion.party)
    if own:
        yield Check("serves-already", "warn", msg("{party} serves it already with {goals}", party=name, goals=own))


def _alike(figures: Figures, whole: Figures) -> bool:
    return (figures.baseline, figures.target, figures.low, figures.high) == (
        whole.baseline, whole.target, whole.low, whole.high
    )  # fmt: skip


def _number(number: Decimal | None) -> Param:
    return "-" if number is None else number


def _rounded(number: Decimal | None) -> Param:
    return "-" if number is None else number.quantize(Decimal("0.0001")).normalize()


def _signed(number: Decimal) -> Param:
    return msg("+{number}", number=number) if number > 0 else number


def _record(
    world: World, found: Decomposition, new: Mapping[str, Record[Goal]], checks: tuple[Check, ...]
) -> dict[str, Any]:
    return {
        "goal": found.goal.id,
        "by": found.wanted.by,
        "goals": [_goal(portion, new[portion.party]) for portion in found.portions],
        "key_results": [_result(found, key_result) for key_result in found.wanted.key_results],
        "checks": [_check(each) for each in checks],
        "left_out": list(found.left_out),
        "weights": found.weights,
        "all_weights": found.all_weights,
        "needs_consent": found.needs_consent,
    }


def _check(check: Check) -> dict[str, Any]:
    return {"kind": check.kind, "tone": check.tone, "message": check.message, "command": check.command}


def _goal(portion: Portion, goal: Record[Goal]) -> dict[str, Any]:
    return {
        "party": portion.party,
        "id": goal.id,
        "path": goal.path,
        "title": goal.value.title,
        "level": goal.value.level,
        "owner": goal.value.owner,
        "weight": portion.weight,
        "basis": portion.basis,
        "how": goal.value.contributes_to[0].how,
    }


def _result(found: Decomposition, key_result: KeyResult) -> dict[str, Any]:
    check = next((each for each in found.sums if each.key_result.id == key_result.id), None)
    carried: tuple[Carried, ...] = (
        check.carried if check is not None
        else tuple(each for wanted, each in found.twice if wanted.id == key_result.id)
    )  # fmt: skip
    return {
        "id": key_result.id,
        "title": key_result.title,
        "unit": key_result.unit,
        "is_divided": check is not None,
        "asked": main_of(key_result),
        "sum": check.parts if check is not None else None,
        "difference": check.difference if check is not None else None,
        "carried_already": [
            {"goal": one.link.child.id, "key_result": one.key_result.id, "target": main_of(one.key_result)}
            for one in carried
        ],
        "parts": [
            {
                "party": portion.party,
                "baseline": portion.figures[key_result.id].baseline,
                "target": portion.figures[key_result.id].target,
                "low": portion.figures[key_result.id].low,
                "high": portion.figures[key_result.id].high,
                "exact": portion.figures[key_result.id].exact,
            }
            for portion in found.portions
        ],
    }
