"""Departments: the units that hold duties and goals."""

from __future__ import annotations

from typing import Annotated, Literal

from collab_cli.messages import msg
from collab_cli.model.field_types import Coded, DepartmentId, KindRecord, NameField, PersonId
from collab_cli.model.kind import Kind


class Department(KindRecord, frozen=True, kw_only=True):
    """A unit that holds duties and goals."""

    name: NameField
    """What the department is called."""
    head: Annotated[PersonId | None, Coded("R319")] = None
    """The person accountable for everything the department is A of."""
    deputy: PersonId | None = None
    """Who stands in for the head in meetings and approvals."""
    parent: DepartmentId | None = None
    """The department it is part of; it is counted with it in column audits."""
    vcs_team: str | None = None
    """Its team or user on the git host, for the owners file."""
    status: Literal["active", "closed"] = "active"
    """Whether the department still exists."""


KIND = Kind(
    name="department",
    folder="departments",
    struct=Department,
    one=msg("department"),
    many=msg("departments"),
    title_field="name",
    in_register=True,
    states={
        "active": ("closed",),
        "closed": (),
    },
    closed=frozenset({"closed"}),
)
