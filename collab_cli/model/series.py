"""Series: recurring meetings."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from collab_cli.messages import msg
from collab_cli.model.field_types import (
    Date,
    DepartmentId,
    Duration,
    KindRecord,
    NameField,
    Part,
    PersonId,
    Share,
    Time,
    Weekday,
)
from collab_cli.model.kind import Kind
from collab_cli.model.meeting import Mode


class Cadence(Part, frozen=True, kw_only=True):
    """How often a series meets."""

    unit: Literal["week", "month"]
    """Whether it meets by the week or by the month."""
    interval: Annotated[int, msgspec.Meta(ge=1)] = 1
    """Every how many weeks or months."""
    weekday: Weekday | None = None
    """The day of the week."""
    day: Annotated[int, msgspec.Meta(ge=1, le=31)] | None = None
    """The day of the month; in a shorter month its last day."""
    nth: Literal["1", "2", "3", "4", "last"] | None = None
    """Which of the month's days of that name, with `weekday`."""


class Skip(Part, frozen=True, kw_only=True):
    """A slot left out on purpose."""

    date: Date
    """Any day of the slot left out."""
    reason: str | None = None
    """The reason."""


class Series(KindRecord, frozen=True, kw_only=True):
    """A recurring meeting."""

    name: NameField
    """What the series is called."""
    cadence: Cadence
    """How often it meets."""
    skips: list[Skip] = []
    """Slots left out on purpose, with the reason."""
    starts: Date
    """The first slot."""
    ends: Date | None = None
    """The last slot."""
    chair: PersonId
    """Who leads the meeting."""
    secretary: PersonId
    """Who writes the minutes."""
    required: list[DepartmentId] = []
    """The departments that must report."""
    quorum: Share | None = None
    """The share of the required departments that must be present, from 0 to 1."""
    time: Time | None = None
    """When the meeting begins."""
    duration: Duration | None = None
    """How long it takes."""
    mode: Mode | None = None
    """How people meet."""
    place: str | None = None
    """Where people meet."""
    agenda: list[str] = []
    """The items of a usual meeting."""
    status: Literal["active", "ended"] = "active"
    """Whether the series still meets."""


KIND = Kind(
    name="series",
    folder="series",
    struct=Series,
    one=msg("series"),
    many=msg("series"),
    title_field="name",
    states={
        "active": ("ended",),
        "ended": (),
    },
    closed=frozenset({"ended"}),
    parts={"agenda-item": "agenda"},
)
