"""The limits of goals beside what their metrics show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from collab_cli.analyses.goals.guardrail_standing import GuardrailStanding, GuardrailState
from collab_cli.messages import Message, Param, msg
from collab_cli.model.goal import Guardrail
from collab_cli.page import Cell, Styled, Table, Tone
from collab_cli.reports.goal_cells import NOTHING

_STATES: Final[dict[GuardrailState, tuple[Message, Tone]]] = {
    "kept": (msg("kept"), "good"),
    "breached": (msg("broken"), "bad"),
    "no_data": (msg("no value yet"), "muted"),
}

_GOAL_AT: Final = 4
"""The place of the column that says whose a limit is."""


def guardrail_table(guardrails: Iterable[GuardrailStanding], *, of_one_goal: bool = False) -> Table:
    """Return the limits, one a row, with the newest value and whether it keeps to the limit.

    ``of_one_goal`` leaves out whose they are.
    """
    columns = (msg("Limit"), msg("Allowed"), msg("Newest value"), msg("Date"), msg("Goal"), msg("State"))
    shown = [at for at in range(len(columns)) if not (of_one_goal and at == _GOAL_AT)]
    rows = [tuple(_row(one)) for one in guardrails]
    return Table(tuple(columns[at] for at in shown), tuple(tuple(row[at] for at in shown) for row in rows))


def guardrail_record(one: GuardrailStanding) -> dict[str, Any]:
    """Return a limit for programs."""
    return {
        "goal": one.goal.id,
        "name": one.entry.name,
        "metric": one.entry.metric,
        "at_most": one.entry.at_most,
        "at_least": one.entry.at_least,
        "value": one.newest.value if one.newest is not None else None,
        "date": one.newest.date if one.newest is not None else None,
        "state": one.state,
    }


def _row(one: GuardrailStanding) -> Iterator[Cell]:
    word, tone = _STATES[one.state]
    unit = one.metric.value.unit if one.metric is not None else ""
    yield one.entry.name or (one.metric.name if one.metric is not None else NOTHING)
    yield msg("{limit} {unit}", limit=_limit(one.entry), unit=unit)
    yield msg("{value} {unit}", value=one.newest.value, unit=unit) if one.newest is not None else NOTHING
    yield one.newest.date if one.newest is not None else NOTHING
    yield one.goal.name
    yield Styled(word, tone)


def _limit(entry: Guardrail) -> Param:
    if entry.at_most is not None and entry.at_least is not None:
        return msg("{low} to {high}", low=entry.at_least, high=entry.at_most)
    if entry.at_most is not None:
        return msg("at most {number}", number=entry.at_most)
    return msg("at least {number}", number=entry.at_least) if entry.at_least is not None else NOTHING
