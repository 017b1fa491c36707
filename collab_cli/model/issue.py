"""Issues: problems that need somebody to take them on."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from collab_cli.messages import msg
from collab_cli.model.field_types import (
    ActivityId,
    Coded,
    Duration,
    KindRecord,
    NameField,
    Part,
    Party,
    PastMoment,
    PersonId,
    RefersOpenly,
)
from collab_cli.model.kind import Kind


class Handover(Part, frozen=True, kw_only=True):
    """A passing of an issue from one party to another."""

    from_: Party = msgspec.field(name="from")
    """Who passed it on."""
    to: Party
    """Who took it over."""
    at: PastMoment
    """When."""
    reason: str | None = None
    """The reason."""


class Escalation(Part, frozen=True, kw_only=True):
    """A taking of an issue to somebody higher up."""

    to: PersonId
    """Who it was taken to."""
    at: PastMoment
    """When."""


class Issue(KindRecord, frozen=True, kw_only=True):
    """A problem that needs somebody to take it on."""

    title: NameField
    """What the problem is."""
    category: Literal["duty", "information", "goal", "resource", "customer", "other"] = "other"
    """What it is about."""
    raised_by: PersonId
    """Who raised it."""
    raised_at: PastMoment
    """When it was raised."""
    first_contact: Annotated[PersonId | None, Coded("A508")] = None
    """The first person asked, who keeps it until somebody accepts it."""
    activity: Annotated[ActivityId | None, Coded("A511")] = None
    """The catalogue activity it belongs to."""
    assigned: Party | None = None
    """Who has it now."""
    sla: Duration | None = None
    """The time to resolve it."""
    handovers: list[Handover] = []
    """How it was passed on, entry by entry."""
    escalations: list[Escalation] = []
    """To whom it was taken higher up."""
    customer_impact: Literal["none", "low", "high"] = "none"
    """How much customers feel it."""
    caused_by: Annotated[str, RefersOpenly(("handoff", "goal", "charter"))] | None = None
    """The hand-off, goal or charter it comes from, as `kind:id`."""
    source: Annotated[str, RefersOpenly(("channel", "meeting"))] | None = None
    """The channel or meeting it came up in, as `kind:id`."""
    resolution: str | None = None
    """How it was resolved."""
    resolved_at: PastMoment | None = None
    """When it was resolved."""
    status: Literal["open", "assigned", "resolved", "closed", "escalated"] = "open"
    """Where the issue stands."""


KIND = Kind(
    name="issue",
    folder="issues",
    subfolder="year",
    struct=Issue,
    one=msg("issue"),
    many=msg("issues"),
    ids="dated",
    states={
        "open": ("assigned", "escalated"),
        "assigned": ("resolved", "escalated"),
        "escalated": ("assigned", "resolved"),
        "resolved": ("closed", "assigned"),
        "closed": (),
    },
    closed=frozenset({"closed"}),
)
