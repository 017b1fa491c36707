"""Hand-offs: what one department supplies to another, and how fast."""

from __future__ import annotations

from typing import Literal

import msgspec

from collab_cli.messages import msg
from collab_cli.model.agreement import Agreed
from collab_cli.model.field_types import (
    ChannelId,
    Date,
    DepartmentId,
    Flag,
    KindRecord,
    NameField,
    Part,
    PastDate,
    PersonId,
    RowRef,
)
from collab_cli.model.kind import Kind


class Acceptance(Agreed, frozen=True, kw_only=True):
    """The receiver's agreement to a hand-off."""

    person: PersonId
    """Who accepted it for the receiver."""
    date: PastDate
    """When."""


class Delivery(Part, frozen=True, kw_only=True):
    """One delivery of a hand-off."""

    due: Date
    """The day it was due."""
    delivered: PastDate | None = None
    """The day it came."""
    accepted: Flag | None = None
    """Whether the receiver accepted it."""


class Handoff(KindRecord, frozen=True, kw_only=True):
    """What one department supplies to another."""

    title: NameField
    """What the hand-off is called."""
    from_: DepartmentId = msgspec.field(name="from")
    """The department that supplies."""
    to: DepartmentId
    """The department that receives."""
    item: str
    """What is handed over."""
    frequency: Literal["day", "week", "month"] | None = None
    """How often it is handed over."""
    trigger: str | None = None
    """The event after which it is handed over, instead of a frequency."""
    sla: str | None = None
    """How fast or by when it is handed over."""
    channel: ChannelId | None = None
    """The channel agreed for it."""
    quality: str | None = None
    """What makes it good enough."""
    duty: RowRef | None = None
    """The supplier's duty it belongs to, as `charter/row`."""
    accepted_by: Acceptance | None = None
    """Who accepted the agreement for the receiver."""
    deliveries: list[Delivery] = []
    """What was delivered, and when."""
    status: Literal["draft", "agreed", "ended"] = "draft"
    """Where the hand-off stands."""


KIND = Kind(
    name="handoff",
    folder="handoffs",
    struct=Handoff,
    one=msg("handoff"),
    many=msg("handoffs"),
    states={
        "draft": ("agreed",),
        "agreed": ("ended",),
        "ended": (),
    },
    closed=frozenset({"ended"}),
    parts={"delivery": "deliveries"},
)
