"""Is a target moved openly?"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from collab_cli.analyses.changes.under_new_names import under_new_names
from collab_cli.documents.nodes import Sequence
from collab_cli.documents.splice import append_item, set_field
from collab_cli.documents.writer import Value
from collab_cli.findings import Fault, Fix, Route
from collab_cli.graph.goal_tree import PLANNED
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, Titled, msg
from collab_cli.model.fields import field_word, fields_of
from collab_cli.model.goal import Adjustment, Goal, KeyResult
from collab_cli.model.record import Record
from collab_cli.rules.changes.unseen_edits import unseen_edits
from collab_cli.rules.compared import Compared
from collab_cli.rules.rule import rule

_GOAL_FIELDS = tuple(info.name for info in fields_of(Goal))
_WATCHED = ("baseline", "target", "unit", "weight", "direction")
_STEPS_TO_FIELD = 3
"""How many steps lead to a field of a key result: the list, the entry, the field."""


@rule(
    code="D953",
    slug="silent-target-change",
    term="Silent target change",
    severity="error",
    profile="standard",
    fix="suggested",
    handbook="5.3",
    target="goal:fewer-returns",
    sees="base",
)
def silent_target_change(compared: Compared) -> Iterator[Fault]:
    """A target has been moved without a word.

    What it finds
        A goal active in the base, whose period, or the baseline, target, unit, weight or direction of a key result,
        differs from the base, without a new entry of `adjustments` for that field (`kr1.target`). The values the entry
        gives as `from` and `to` must be those of the change. A goal that has changed and whose targets cannot be read
        is told as well.

    Why it matters
        A target that moves by itself is always reached.

    Before
        # goals/fewer-returns.yaml
        title: Fewer returns
        level: department
        department: production
        owner: wang-qiang
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, weight: 0.4, how: Quality keeps customers}
        key_results:
          - {id: kr1, title: Return rate, direction: decrease, baseline: 4, target: 2, unit: "%"}

    Example
        # goals/fewer-returns.yaml
        title: Fewer returns
        level: department
        department: production
        owner: wang-qiang
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, weight: 0.4, how: Quality keeps customers}
        key_results:
          - {id: kr1, title: Return rate, direction: decrease, baseline: 4, target: 3, unit: "%"}

    Instead
        # goals/fewer-returns.yaml
        title: Fewer returns
        level: department
        department: production
        owner: wang-qiang
        period: "2025"
        status: active
        contributes_to:
          - {goal: increase-market-share, weight: 0.4, how: Quality keeps customers}
        key_results:
          - {id: kr1, title: Return rate, direction: decrease, baseline: 4, target: 3, unit: "%"}
        adjustments:
          - {date: 2025-06-30, field: kr1.target, from: 2, to: 3, reason: feasibility, approved_by: li-na}

    How to mend it
        Say it in an entry of `adjustments`: the field, the value before and after, the reason, and who approved it;
        `collab goal adjust` writes it, with `--was` even afterwards. Who agreed to the old target is asked again. Or
        take the change back.
    """
    for goal in compared.world.workspace.all(Goal):
        before = compared.before(goal)
        if before is None or before.value.status != "active":
            continue
        names = compared.names
        old_goal = under_new_names(before.written, names, before.ref)
        told = _told_since(goal.written, old_goal)
        told_fields = [(entry, names.path(_path_of(entry), before.ref)) for entry in told]
        for path, route, result, old in _watched(goal, old_goal, partial(names.own, ref=before.ref)):
            name = str(route[-1])
            values = (getattr(old, name), getattr(result or goal.value, name))
            entries = [entry for entry, field in told_fields if path in (field, _path_of(entry))]
            if values[0] == values[1] or _is_told(values, entries):
                continue
            if not (_is_lost(compared.world, goal, result, name) or _is_lost(compared.base, before, old, name)):
                yield _fault(compared, goal, route, path, result, values)
    yield from unseen_edits(compared, "goal", "active", _may_hide_targets)


def _watched(
    goal: Record[Goal], before: Goal, new_id: Callable[[str], str]
) -> Iterator[tuple[str, tuple[str | int, ...], KeyResult | None, Goal | KeyResult]]:
    """Yield what is watched: as `adjustments` name it, as a route, the key result now, and what had it before."""
    yield "period", ("period",), None, before
    results = {new_id(result.id): result for result in before.key_results}
    for index, result in enumerate(goal.value.key_results):
        if result.id in results:
            for name in _WATCHED:
                yield f"{result.id}.{name}", ("key_results", index, name), result, results[result.id]


def _path_of(entry: Adjustment) -> str:
    """Return the field an entry of `adjustments` is about, in the one way of writing it."""
    return entry.field.strip().replace("/", ".").removeprefix("key_results.")


def _is_lost(world: World, goal: Record[Goal], part: Goal | KeyResult | None, name: str) -> bool:
    """Return whether a goal, or a key result of it, lacks a field only because what is written there is faulty."""
    steps = [at for at, one in enumerate(goal.written.key_results) if isinstance(part, KeyResult) and one.id == part.id]
    route = ("key_results", steps[0], name) if steps else (name,)
    return (goal.path, (*goal.route, *goal.in_file(*route))) in world.workspace.absent


def _may_hide_targets(route: Route) -> bool:
    """Return whether something lost at a route of a goal may have been a field that is watched."""
    if route[:1] == ("key_results",):
        return len(route) < _STEPS_TO_FIELD or route[_STEPS_TO_FIELD - 1] in _WATCHED
    return route[:1] == ("period",)


def _told_since(goal: Goal, before: Goal) -> list[Adjustment]:
    """Return the entries of `adjustments` that came in since; one that took the place of an older one is none."""
    gone = list(before.adjustments)
    come = []
    for entry in goal.adjustments:
        if entry in gone:
            gone.remove(entry)
        else:
            come.append(entry)
    for old in gone:
        alike = next((one for one in come if one.field == old.field or one.date == old.date), come[0] if come else None)
        if alike is not None:
            come.remove(alike)
    return come


def _is_told(values: tuple[Any, Any], entries: Iterable[Adjustment]) -> bool:
    """Return whether entries lead from the old value of their field to its new one; a value they leave out fits."""
    reached: list[Any] = [values[0]]
    for entry in entries:
        if entry.from_ is None or any(_says(entry.from_, value) for value in reached):
            if entry.to is None or _says(entry.to, values[1]):
                return True
            reached.append(entry.to)
    return False


def _says(text: str, value: object) -> bool:
    """Return whether a value as an entry has it means the value of a field: 2 and 2.0 are one number."""
    if value is None:
        return False
    try:
        return Decimal(text.strip()) == Decimal(str(value))
    except InvalidOperation:
        return text.strip() == str(value)


def _fault(
    compared: Compared,
    goal: Record[Goal],
    route: tuple[str | int, ...],
    path: str,
    result: KeyResult | None,
    values: tuple[Any, Any],
) -> Fault:
    old, new = (value if value is not None else msg("nothing") for value in values)
    name = str(route[-1])
    field: Param = field_word(Goal if result is None else KeyResult, name)
    params: dict[str, Param] = {"field": field, "goal": goal.titled, "old": old, "new": new}
    message: Message = (
        msg("{field} of {goal} went from {old} to {new} without a word in its `adjustments`", **params)
        if result is None
        else msg(
            "{field} of {result} of {goal} went from {old} to {new} without a word in its `adjustments`",
            result=Titled(result.title, result.id),
            **params,
        )
    )
    if None in values or goal.value.status not in PLANNED:  # what is closed, or a draft again, is not adjusted
        hint = msg("add an entry of `adjustments` for {field} with the reason, or take the change back", field=path)
    else:
        part = goal.id if result is None else f"{goal.id}/{result.id}"
        said = (shlex.quote(f"{value:f}" if isinstance(value, Decimal) else str(value)) for value in values)
        was, value = said
        command = f"collab goal adjust {part} {name}={value} --was {was} --reason REASON"
        hint = msg("say why with {command}, or take the change back", command=command)
    fix = _note_adjustment(compared, goal, path, values)
    return Fault(goal.place(*route), message, hint, (goal.ref,), fixes=(fix,))


def _note_adjustment(compared: Compared, goal: Record[Goal], path: str, values: tuple[Any, Any]) -> Fix:
    """Return the edit that adds an entry about the field, without a reason."""
    entry: dict[str, Value] = {"date": compared.world.as_of, "field": path}
    entry |= {name: value for name, value in zip(("from", "to"), values, strict=True) if value is not None}
    known = goal.find("adjustments")
    if isinstance(known, Sequence) and known.items:
        patch = append_item(goal.document, known, entry)
    else:
        patch = set_field(goal.document, goal.node, "adjustments", [entry], order=_GOAL_FIELDS)
    return Fix(False, msg("add an entry of `adjustments` for {field}", field=path), (patch,))
