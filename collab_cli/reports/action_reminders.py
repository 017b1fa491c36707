"""Reminders to paste into a chat: what each owner owes, the latest first; nothing is sent."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from collab_cli.analyses.action_choice import by_due
from collab_cli.analyses.action_figures import ActionFigures
from collab_cli.graph.world import World
from collab_cli.messages import Message, Param, msg
from collab_cli.model.person import Person
from collab_cli.page import Block, Report, Styled, Text
from collab_cli.reports.action_list import figures_record, left

SCHEMA = "collab/action-reminders/v1"


def build(world: World, figures: Sequence[ActionFigures]) -> Report:
    """Return a text for each owner of ``figures``; what nobody owns comes under a text of its own."""
    ordered = sorted(figures, key=lambda one: (one.action.value.owner or "~", by_due(one)))
    blocks: list[Block] = []
    people: list[dict[str, Any]] = []
    for owner, group in groupby(ordered, key=lambda one: one.action.value.owner):
        theirs = list(group)
        name: Param = world.name(Person, owner) if owner is not None else msg("No owner")
        lines: Message = msg("{name}: a reminder of what is due", name=name)
        for one in theirs:
            lines = msg("{lines}\n- {line}", lines=lines, line=_line(one))
        blocks.append(Text(lines))
        people.append(
            {
                "person": owner,
                "actions": [{"id": one.action.id, "title": one.action.name, **figures_record(one)} for one in theirs],
            }
        )
    if not blocks:
        blocks.append(Text(Styled(msg("nobody needs a reminder"), "muted")))
    return Report(SCHEMA, tuple(blocks), {"as_of": world.as_of, "reminders": people})


def _line(one: ActionFigures) -> Message:
    if one.state.due is None:
        return msg("{title}: {left}", title=one.action.name, left=left(one))
    return msg("{title}: {due}, {left}", title=one.action.name, due=one.state.due, left=left(one))
