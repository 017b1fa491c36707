"""Recognitions: awards and thanks."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from collab_cli.messages import msg
from collab_cli.model.field_types import (
    Date,
    DepartmentId,
    KindRecord,
    NameField,
    PersonId,
    RefersOpenly,
    TextOrRef,
)
from collab_cli.model.kind import Kind

Nominee = Annotated[str, RefersOpenly(("project", "handoff", "department", "person", "event"))]
"""What can be recognised."""


class Recognition(KindRecord, frozen=True, kw_only=True):
    """An award, or a word of thanks."""

    title: NameField
    """What the recognition is called."""
    type: Literal["award", "thanks"]
    """Whether it is an award or a word of thanks."""
    level: Literal["team", "department", "person"]
    """Whom it honours: a team, a department or a person."""
    criteria: list[str] = []
    """What the award is given for."""
    nominees: list[Nominee] = []
    """Who or what was proposed, as `kind:id`."""
    winner: Nominee | None = None
    """Who or what won, as `kind:id`."""
    departments: list[DepartmentId] = []
    """The departments honoured."""
    from_: PersonId | None = msgspec.field(default=None, name="from")
    """Who says thanks."""
    to: PersonId | None = None
    """Who is thanked."""
    reason: str | None = None
    """The reason."""
    evidence: list[TextOrRef] = []
    """What it rests on, in words or as `kind:id`."""
    decided_by: PersonId | None = None
    """Who decided."""
    date: Date
    """When."""
    status: Literal["nominated", "decided", "published"] = "nominated"
    """Where the recognition stands."""


KIND = Kind(
    name="recognition",
    folder="recognition",
    struct=Recognition,
    one=msg("recognition"),
    many=msg("recognitions"),
    states={
        "nominated": ("decided",),
        "decided": ("published",),
        "published": (),
    },
    closed=frozenset({"published"}),
)
