"""Projects: undertakings of several departments."""

from __future__ import annotations

from typing import Literal

from collab_cli.messages import msg
from collab_cli.model.field_types import Date, DepartmentId, GoalId, KindRecord, NameField, PersonId
from collab_cli.model.kind import Kind
from collab_cli.model.responsibility_row import ResponsibilityRow


class Project(KindRecord, frozen=True, kw_only=True):
    """A cross-department undertaking."""

    title: NameField
    """What the project is called."""
    owner: PersonId
    """The one person who answers for the project."""
    goals: list[GoalId] = []
    """The goals the project serves."""
    members: list[DepartmentId]
    """The departments that take part."""
    phases: list[str] = []
    """The phases, in order."""
    start: Date | None = None
    """The first day."""
    end: Date | None = None
    """The last day."""
    resources: Literal["none"] | None = None
    """`none`: no extra resources are needed."""
    status: Literal["planned", "active", "closed", "cancelled"] = "planned"
    """Where the project stands."""
    tasks: list[ResponsibilityRow] = []
    """Who does what, a row a task."""


KIND = Kind(
    name="project",
    folder="projects",
    struct=Project,
    one=msg("project"),
    many=msg("projects"),
    states={
        "planned": ("active", "cancelled"),
        "active": ("closed", "cancelled"),
        "closed": (),
        "cancelled": (),
    },
    closed=frozenset({"closed", "cancelled"}),
    part_fields=("tasks",),
    parts={"task": "tasks"},
)
