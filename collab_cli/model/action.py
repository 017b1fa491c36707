"""Actions: what somebody promised to do by a day."""

from __future__ import annotations

from typing import Annotated, Literal

from collab_cli.messages import msg
from collab_cli.model.field_types import (
    Coded,
    Date,
    GoalId,
    KindRecord,
    NameField,
    Part,
    Party,
    PastDate,
    PersonId,
    RefersOpenly,
    RowRef,
)
from collab_cli.model.kind import Kind

ActionStatus = Literal["open", "in_progress", "done", "cancelled"]
"""Where an action stands."""


Origin = Annotated[str, RefersOpenly(("meeting", "goal", "evaluation", "issue", "proposal", "project"))]
"""Where an action can come from."""


class HistoryEntry(Part, frozen=True, kw_only=True):
    """An entry of an action's history."""

    date: PastDate
    """The day of the entry."""
    by: PersonId | None = None
    """Who wrote it."""
    status: ActionStatus | None = None
    """The state from that day on."""
    due: Date | None = None
    """The due date from that day on."""
    note: str | None = None
    """A remark."""


class Action(KindRecord, frozen=True, kw_only=True):
    """Something one person promised to do by a day."""

    title: NameField
    """What is to be done."""
    owner: Annotated[PersonId | None, Coded("A501")] = None
    """The one person who answers for it."""
    due: Annotated[Date | None, Coded("A502")] = None
    """When it is to be done."""
    origin: Annotated[str, RefersOpenly(("meeting", "goal", "evaluation", "issue", "proposal", "project"))] | None = (
        None
    )
    """Where it was agreed, as `kind:id`."""
    goal: GoalId | None = None
    """The goal it serves."""
    duty: RowRef | None = None
    """The duty it serves, as `charter/row`."""
    assist: list[Party] = []
    """Who helps."""
    supervisor: PersonId | None = None
    """Who follows it up."""
    acceptance: str | None = None
    """What counts as done."""
    evidence: str | None = None
    """The proof that it is done."""
    priority: Literal["high", "normal", "low"] = "normal"
    """How urgent it is."""
    status: ActionStatus = "open"
    """Where the action stands."""
    history: list[HistoryEntry] = []
    """What happened, entry by entry; only added to."""


KIND = Kind(
    name="action",
    folder="actions",
    subfolder="year",
    struct=Action,
    one=msg("action"),
    many=msg("actions"),
    ids="dated",
    states={
        "open": ("in_progress", "done", "cancelled"),
        "in_progress": ("done", "cancelled", "open"),
        "done": (),
        "cancelled": (),
    },
    closed=frozenset({"done", "cancelled"}),
)
