"""Cases: what others can learn from."""

from __future__ import annotations

from typing import Annotated, Literal

from collab_cli.messages import msg
from collab_cli.model.field_types import (
    AnyRef,
    Coded,
    Date,
    DepartmentId,
    EventId,
    Id,
    KindRecord,
    NameField,
    Part,
    PersonId,
    Url,
)
from collab_cli.model.kind import Kind


class Discussion(Part, frozen=True, kw_only=True):
    """A discussion of a case."""

    date: Date
    """When."""
    people: list[PersonId] = []
    """Who took part."""
    text: str | None = None
    """What was said."""


class Lesson(Part, frozen=True, kw_only=True):
    """A lesson of a case, and where it was used."""

    id: Id
    """`l1`, `l2` and so on."""
    text: str
    """What was learned."""
    applied_in: list[AnyRef] = []
    """Where the lesson was used, as `kind:id`."""
    reason_not: str | None = None
    """Why it was not used."""


class Case(KindRecord, frozen=True, kw_only=True):
    """A success, a failure or a look back others can learn from."""

    title: NameField
    """What the case is called."""
    type: Literal["success", "failure", "retrospective"]
    """What kind of case it is."""
    departments: list[DepartmentId]
    """The departments concerned."""
    situation: Annotated[str | None, Coded("K901")] = None
    """How things were before."""
    goal: str | None = None
    """What was to be reached."""
    actions: Annotated[list[str], Coded("K901")] = []
    """What was done."""
    result: Annotated[str | None, Coded("K901")] = None
    """What came of it."""
    success_factors: Annotated[list[str], Coded("K901")] = []
    """What made it work."""
    cautions: Annotated[list[str], Coded("K901")] = []
    """What to watch out for."""
    applicability: str | None = None
    """Where else it applies."""
    presenter: PersonId | None = None
    """Who tells the case."""
    media: list[Url] = []
    """Addresses of videos and slides."""
    shared_at: list[EventId] = []
    """The events it was shared at."""
    about: list[AnyRef] = []
    """The records it is about, as `kind:id`."""
    discussions: list[Discussion] = []
    """Discussions of the case."""
    lessons: list[Lesson] = []
    """What was learned, and where it was used."""
    status: Literal["draft", "published"] = "draft"
    """Where the case stands."""


KIND = Kind(
    name="case",
    folder="cases",
    struct=Case,
    one=msg("case"),
    many=msg("cases"),
    states={
        "draft": ("published",),
        "published": (),
    },
    part_fields=("lessons",),
    parts={"lesson": "lessons", "discussion": "discussions"},
)
