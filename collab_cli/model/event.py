"""Events: team building, case sharing, brainstorms and awards."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from collab_cli.messages import msg
from collab_cli.model.field_types import CaseId, Date, DepartmentId, GoalId, KindRecord, NameField, PersonId
from collab_cli.model.kind import Kind


class Event(KindRecord, frozen=True, kw_only=True):
    """A gathering of people from several departments."""

    title: NameField
    """What the event is called."""
    type: Literal["team_building", "case_sharing", "brainstorm", "award", "other"]
    """What kind of event it is."""
    date: Date
    """The day of the event."""
    departments: list[DepartmentId]
    """The departments that take part."""
    attendees: list[PersonId] = []
    """Who took part."""
    attendees_count: Annotated[int, msgspec.Meta(ge=0)] | None = None
    """How many took part, where they are not listed."""
    goal: GoalId | None = None
    """The goal it serves."""
    cases: list[CaseId] = []
    """The cases shared."""
    status: Literal["planned", "held", "cancelled"] = "planned"
    """Where the event stands."""


KIND = Kind(
    name="event",
    folder="events",
    struct=Event,
    one=msg("event"),
    many=msg("events"),
    states={
        "planned": ("held", "cancelled"),
        "held": (),
        "cancelled": (),
    },
    # who came to a held event and what was shared is written down afterwards
    closed=frozenset({"cancelled"}),
)
