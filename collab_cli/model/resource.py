"""Resources: requests for people, material or budget."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from collab_cli.messages import msg
from collab_cli.model.field_types import (
    Date,
    KindRecord,
    NameField,
    Number,
    Part,
    Party,
    PersonId,
    RefersOpenly,
    Share,
)
from collab_cli.model.kind import Kind


class Quantity(Part, frozen=True, kw_only=True):
    """An amount with its unit."""

    qty: Number
    """The amount."""
    unit: str | None = None
    """The unit of the amount."""


class PersonShare(Part, frozen=True, kw_only=True):
    """A share of a person's working time."""

    person: PersonId
    """Who is lent."""
    share: Share
    """The share of working time, from 0 to 1."""


class Resource(KindRecord, frozen=True, kw_only=True):
    """A request for people, material or budget."""

    title: NameField
    """What is needed."""
    type: Literal["people", "material", "budget"]
    """What kind of resource it is."""
    for_: Annotated[str, RefersOpenly(("project", "goal"))] = msgspec.field(name="for")
    """The project or goal it is needed for, as `kind:id`."""
    requested_by: Party
    """Who asks for it."""
    needed_by: Date
    """The day it is needed."""
    requested: Quantity
    """How much is asked for."""
    approved: Quantity | None = None
    """How much was approved."""
    allocated: Quantity | None = None
    """How much was handed out."""
    people: list[PersonShare] = []
    """The people lent, and for how much of their time."""
    approver: PersonId | None = None
    """Who decides."""
    risk: str | None = None
    """What happens without it."""
    status: Literal["draft", "submitted", "approved", "partly", "rejected", "allocated", "released"] = "draft"
    """Where the request stands."""


KIND = Kind(
    name="resource",
    folder="resources",
    struct=Resource,
    one=msg("resource request"),
    many=msg("resource requests"),
    states={
        "draft": ("submitted",),
        "submitted": ("approved", "partly", "rejected"),
        "approved": ("allocated",),
        "partly": ("allocated",),
        "allocated": ("released",),
        "rejected": (),
        "released": (),
    },
    closed=frozenset({"rejected", "released"}),
    parts={"assignment": "people"},
)
