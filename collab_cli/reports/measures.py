"""Why key results are behind, and what is done about it: the words of their newest check-ins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from collab_cli.analyses.action_state import ActionState, action_state
from collab_cli.analyses.goals.completion import Completed
from collab_cli.analyses.goals.standing import GoalStanding, KeyResultStanding
from collab_cli.graph.world import World
from collab_cli.messages import Label, Param, msg
from collab_cli.model.action import Action
from collab_cli.model.record import Record
from collab_cli.page import Cell, Styled, Table, Tone
from collab_cli.reports.goal_cells import NOTHING, person

_BEHIND = frozenset({"at_risk", "off_track", "missed"})


@dataclass(frozen=True, slots=True)
class Measures:
    """A key result with the cause of its gap and the actions against it; what has no record is left out."""

    goal: GoalStanding
    result: KeyResultStanding
    cause: str | None
    actions: tuple[tuple[Record[Action], ActionState], ...]


def measures_of(world: World, goals: Iterable[Completed]) -> tuple[Measures, ...]:
    """Return the key results of active goals that are behind, and those whose newest check-in names cause or action."""
    return tuple(_measures(world, goals))


def measures_table(world: World, measures: tuple[Measures, ...]) -> Table:
    """Return cause and actions of each key result, an action a row."""
    columns = (
        *(msg("Key result"), msg("Cause of the gap"), msg("Measure")),
        *(msg("Owner"), msg("Due"), msg("State")),
    )
    rows = tuple(row for one in measures for row in _rows(world, one))
    return Table(columns, rows)


def measures_record(one: Measures) -> dict[str, Any]:
    """Return cause and actions for programs."""
    newest = one.result.newest
    analysis = newest.entry.gap_analysis if newest is not None else None
    return {
        "key_result": f"{one.goal.goal.id}/{one.result.entry.id}",
        "gap": analysis.gap if analysis is not None else None,
        "cause": one.cause,
        "actions": [
            {
                "id": action.id,
                "title": action.value.title,
                "owner": action.value.owner,
                "due": state.due,
                "status": state.status,
            }
            for action, state in one.actions
        ],
    }


def _measures(world: World, goals: Iterable[Completed]) -> Iterator[Measures]:
    for goal in goals:
        for result in goal.standing.key_results:
            entry = result.newest.entry if result.newest is not None else None
            cause = entry.gap_analysis.cause if entry is not None and entry.gap_analysis is not None else None
            found = (world.get(Action, action) for action in (entry.actions if entry is not None else ()))
            actions = tuple((action, action_state(action.value, world.as_of)) for action in found if action is not None)
            is_behind = goal.standing.goal.value.status == "active" and result.shown in _BEHIND
            if cause or actions or is_behind:
                yield Measures(goal.standing, result, cause or None, actions)


def _rows(world: World, one: Measures) -> Iterator[tuple[Cell, ...]]:
    title: Cell = one.result.entry.title
    cause: Cell = one.cause if one.cause is not None else Styled(msg("no cause given"), "warn")
    if not one.actions:
        yield title, cause, Styled(msg("no measure"), "warn"), NOTHING, NOTHING, ""
    for action, state in one.actions:
        late = state.is_overdue(world.as_of)
        word: Param = msg("overdue") if late else _said(state)
        tone: Tone = "bad" if late else ("good" if state.status == "done" else "")
        owner, due = person(world, action.value.owner), state.due if state.due is not None else NOTHING
        yield title, cause, action.name, owner, due, Styled(word, tone)
        title = cause = ""


def _said(state: ActionState) -> Param:
    return msg("in progress") if state.status == "in_progress" else Label(state.status, "status")
