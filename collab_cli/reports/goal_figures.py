"""Every number of a goal expanded to its inputs, as a tree: `goal show --explain`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from collab_cli.analyses.goals.figure import Figure
from collab_cli.analyses.goals.goal_figures import goal_figures
from collab_cli.analyses.goals.status_words import STATUS_WORDS
from collab_cli.findings import Place
from collab_cli.graph.world import World
from collab_cli.messages import Param, Titled, msg
from collab_cli.model.exact_numbers import rounded
from collab_cli.model.goal import Goal
from collab_cli.model.record import Record
from collab_cli.page import Block, Branch, Cell, Heading, Report, Styled, Text, Tree

SCHEMA = "collab/goal-figures/v1"
_PLACES = Decimal(10) ** -4
_FINE = Decimal(10) ** -7


def build(world: World, goal: Record[Goal]) -> Report:
    """Return the numbers of a goal and of its key results, each with its formula and the lines its inputs stand on."""
    found = goal_figures(world, goal.id)
    heading = msg("The figures of {goal} on {day}", goal=goal.titled, day=world.as_of)
    where = msg("line numbers without a file are those of {path}", path=goal.path)
    pairs = zip(goal.value.key_results, found.key_results, strict=True)
    blocks: list[Block] = [
        Heading(heading),
        Text(Styled(where, "muted")),
        Tree(tuple(_branches(found.goal, goal.path))),
    ]
    for entry, figures in pairs:
        blocks += [Heading(Titled(entry.title, entry.id), 2), Tree(tuple(_branches(figures, goal.path)))]
    data = {
        "goal": goal.id,
        "title": goal.value.title,
        "path": goal.path,
        "as_of": world.as_of,
        "figures": [_record(figure) for figure in found.goal],
        "key_results": [
            {"id": entry.id, "title": entry.title, "figures": [_record(figure) for figure in figures]}
            for entry, figures in zip(goal.value.key_results, found.key_results, strict=True)
        ],
    }
    return Report(SCHEMA, tuple(blocks), data)


def shown_value(value: Decimal | date | str | bool | None, places: Decimal = _PLACES) -> Param:
    """Return a value to a few decimal places; what has none is a dash."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return rounded(value).quantize(places, ROUND_HALF_UP)
    return STATUS_WORDS.get(value, value) if isinstance(value, str) else value  # type: ignore[call-overload]


def _branches(figures: tuple[Figure, ...], path: str) -> Iterator[Branch]:
    for figure in figures:
        if not figure.explained:
            yield _branch(figure, path)


def _branch(figure: Figure, path: str) -> Branch:
    inner = path
    if not figure.symbol:
        inner = figure.place.path if figure.place is not None else path
        said: Param = figure.label if inner == path else msg("{goal}, {path}", goal=figure.label, path=inner)
        return Branch((Styled(said, "strong"),), tuple(_branches(figure.inputs, inner)))
    return Branch(tuple(_cells(figure, path)), tuple(_branches(figure.inputs, path)))


def _cells(figure: Figure, path: str) -> Iterator[Cell]:
    """Yield what a figure is, with its value and formula; then where it stands."""
    value = shown_value(figure.value, _FINE if figure.symbol == "k" else _PLACES)
    named: Param = figure.symbol
    if figure.label != "":
        named = msg("{symbol} {label}", symbol=figure.symbol, label=figure.label)
    if figure.formula:
        yield msg("{name}: {value} = {formula}", name=named, value=value, formula=figure.formula)
    else:
        yield msg("{name}: {value}", name=named, value=value)
    where = _where(figure.place, path) if figure.place is not None else figure.note
    if where is not None:
        yield Styled(where, "muted")


def _where(place: Place, path: str) -> Param:
    return msg("line {line}", line=place.line) if place.path == path else f"{place.path}:{place.line}"


def _record(figure: Figure) -> dict[str, Any]:
    label: Param = figure.label
    return {
        "symbol": figure.symbol or None,
        "label": label or None,
        "value": figure.value,
        "formula": figure.formula or None,
        "path": figure.place.path if figure.place is not None else None,
        "line": figure.place.line if figure.place is not None else None,
        "column": figure.place.column if figure.place is not None else None,
        "note": figure.note,
        "inputs": [_record(each) for each in figure.inputs],
    }
