"""Which targets were changed after the day of a page: it judges by those in the files, whatever the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from collab_cli.graph.world import World
from collab_cli.messages import Items, Label, Message, Param, msg, msgn
from collab_cli.model.fields import label_of
from collab_cli.model.goal import Adjustment, Goal
from collab_cli.model.record import Record
from collab_cli.page import Block, Styled, Text

_NAMED = 3
"""How many adjustments a page names; of the others it says how many there are."""


def later_targets(world: World, goals: Iterable[Record[Goal]]) -> Iterator[Block]:
    """Yield a line about the adjustments of ``goals`` dated after the day of ``world``; nothing without any."""
    found = list(_later(world, goals))
    named: list[Param] = [_said(goal, entry) for goal, entry in found[:_NAMED]]
    if len(found) > _NAMED:
        named.append(msgn("{count} more", "{count} more", len(found) - _NAMED))
    if named:
        said = msg(
            "Judged by the targets in the files; after {day} these were adjusted: {changes}. "
            "{option} shows the files as they were.",
            day=world.as_of,
            changes=Items(tuple(named)),
            option="--at",
        )
        yield Text(Styled(said, "warn"))


def later_targets_record(world: World, goals: Iterable[Record[Goal]]) -> list[dict[str, Any]]:
    """Return those adjustments for programs."""
    return [
        {"goal": goal.id, "date": entry.date, "field": entry.field, "before": entry.from_, "after": entry.to}
        for goal, entry in _later(world, goals)
    ]


def adjusted_field(goal: Goal, entry: Adjustment) -> Param:
    """Return the field of an adjustment in the words of people: that of a key result behind the title of it."""
    head, dot, field = entry.field.rpartition(".")
    result = next((one for one in goal.key_results if one.id == head), None)
    label = Label(label_of(field).text, "keyresult" if dot else "goal")
    return label if result is None else msg("{label} of {name}", label=label, name=result.title)


def _later(world: World, goals: Iterable[Record[Goal]]) -> Iterator[tuple[Record[Goal], Adjustment]]:
    for goal in goals:
        yield from ((goal, entry) for entry in goal.value.adjustments if entry.date > world.as_of)


def _said(goal: Record[Goal], entry: Adjustment) -> Message:
    return msg(
        "{field} ({goal}) from {before} to {after} on {day}",
        field=adjusted_field(goal.value, entry),
        goal=goal.name,
        before=entry.from_ or "-",
        after=entry.to or "-",
        day=entry.date,
    )
