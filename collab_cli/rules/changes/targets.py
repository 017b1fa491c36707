"""Is a target moved openly?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from collab_cli.documents.nodes import Sequence
from collab_cli.documents.splice import append_item, set_field
from collab_cli.documents.writer import Value
from collab_cli.findings import Fault, Fix
from collab_cli.messages import Message, Param, Titled, msg
from collab_cli.model.fields import field_word, fields_of
from collab_cli.model.goal import Goal, KeyResult
from collab_cli.model.record import Record
from collab_cli.rules.compared import Compared
from collab_cli.rules.rule import rule

_GOAL_FIELDS = tuple(info.name for info in fields_of(Goal))
_WATCHED = ("baseline", "target", "unit", "weight", "direction")


@rule(
    code="D953",
    slug="silent-target-change",
    term="Silent target change",
    severity="error",
    profile="standard",
    absence=("goal",),
    fix="suggested",
    handbook="5.3",
    target="goal:fewer-returns",
    sees="base",
)
def silent_target_change(compared: Compared) -> Iterator[Fault]:
    """A target has been moved without a word.

    What it finds
        A goal active then and now, whose period, or the baseline, target, unit, weight or direction of a key result,
        differs from the base, without a new entry of `adjustments` for that field (`kr1.target`).

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
        Say it in an entry of `adjustments`: the field, the value before and after, the reason, and who approved it.
        Who agreed to the old target is asked again. Or take the change back.
    """
    for goal in compared.world.all(Goal):
        before = compared.before(goal)
        if before is None or {goal.value.status, before.value.status} != {"active"}:
            continue
        told = _told_since(goal.value, before.value)
        periods = (before.value.period, goal.value.period)
        if periods[0] != periods[1] and "period" not in told:
            yield _fault(compared, goal, ("period",), "period", None, periods)
        results = {result.id: result for result in before.value.key_results}
        for index, result in enumerate(goal.value.key_results):
            old = results.get(result.id)
            for name in _WATCHED if old is not None else ():
                values = (getattr(old, name), getattr(result, name))
                if values[0] != values[1] and f"{result.id}.{name}" not in told:
                    route = ("key_results", index, name)
                    yield _fault(compared, goal, route, f"{result.id}.{name}", result, values)


def _told_since(goal: Goal, before: Goal) -> set[str]:
    """Return the fields of which the goal has an entry of `adjustments` it did not have before."""
    left = list(before.adjustments)
    told = set()
    for entry in goal.adjustments:
        if entry in left:
            left.remove(entry)
        else:
            told.add(entry.field.strip().replace("/", ".").removeprefix("key_results."))
    return told


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
    hint = msg("add an entry of `adjustments` for {field} with the reason, or take the change back", field=path)
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
