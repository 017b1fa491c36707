"""People: who holds posts, owns goals and takes part."""

from __future__ import annotations

from typing import Literal

import msgspec

from collab_cli.messages import msg
from collab_cli.model.field_types import (
    Date,
    DepartmentId,
    KindRecord,
    NameField,
    Part,
    PersonId,
    RoleId,
    Share,
    SkillId,
)
from collab_cli.model.kind import Kind
from collab_cli.model.skill import SkillLevel


class Absence(Part, frozen=True, kw_only=True):
    """A time somebody is away, and who stands in."""

    from_: Date = msgspec.field(name="from")
    """The first day away."""
    to: Date
    """The last day away."""
    deputy: PersonId | None = None
    """Who stands in; the department's deputy if nobody is named."""


class Person(KindRecord, frozen=True, kw_only=True):
    """A person of the company."""

    name: NameField
    """The person's name."""
    department: DepartmentId | None = None
    """Where the person works; only the head of the company needs none."""
    role: RoleId | None = None
    """The post held, from the register of roles."""
    title: NameField | None = None
    """The post as printed."""
    staff_no: str | None = None
    """The staff number."""
    manager: PersonId | None = None
    """The line manager."""
    contacts: dict[str, str] = {}
    """The user id in each chat tool, for mentions."""
    absences: list[Absence] = []
    """Times away, and who stands in."""
    capacity: Share = Share("1")
    """The share of working time available, from 0 to 1."""
    status: Literal["active", "left"] = "active"
    """Whether the person still works here."""
    git: list[str] = []
    """Author names or e-mail addresses used in git."""
    skills: dict[SkillId, SkillLevel] = {}
    """The present level of each skill."""


KIND = Kind(
    name="person",
    folder="people",
    struct=Person,
    one=msg("person"),
    many=msg("people"),
    title_field="name",
    in_register=True,
    states={
        "active": ("left",),
        "left": (),
    },
    closed=frozenset({"left"}),
    parts={"absence": "absences"},
)
