"""Responsibility rows: the one type of duties, process steps and project tasks."""

from __future__ import annotations

from typing import Annotated, Literal

from collab_cli.model.field_types import (
    ActivityId,
    Coded,
    Date,
    DepartmentId,
    GoalId,
    Id,
    MetricId,
    NameField,
    Number,
    Part,
    Party,
    RowRef,
    SkillId,
    Weight,
)
from collab_cli.model.skill import SkillLevel


class Scope(Part, frozen=True, kw_only=True):
    """How far a duty reaches."""

    text: str | None = None
    """The scope in words."""
    areas: list[str] = []
    """The fields of work covered, such as product lines or regions."""
    excludes: list[RowRef] = []
    """Duties of other charters this one leaves out, as `charter/row`."""


class Standard(Part, frozen=True, kw_only=True):
    """A standard the work is measured by."""

    text: str | None = None
    """The standard in words."""
    metric: MetricId | None = None
    """The metric that measures it."""
    target: Number | None = None
    """The value the metric should reach."""


class Split(Part, frozen=True, kw_only=True):
    """Where the boundary of joint work runs."""

    lead: str | None = None
    """What the department of the charter does."""
    assist: str | None = None
    """What the other department does."""


class SharedWith(Part, frozen=True, kw_only=True):
    """A department that shares a duty, and the boundary between the two."""

    department: DepartmentId
    """The department the work is shared with."""
    split: Split | None = None
    """Who does what."""


class ResponsibilityRow(Part, frozen=True, kw_only=True):
    """A duty of a charter, a step of a process or a task of a project."""

    id: Id
    """The id of the row; of a duty, the catalogue activity it covers unless `activity` says otherwise."""
    activity: Annotated[ActivityId | None, Coded("R328")] = None
    """The catalogue activity the row covers; the id of the row if nothing is written."""
    within: ActivityId | None = None
    """The activity a process step belongs to without covering all of it."""
    title: NameField | None = None
    """What people call the row; the name of the activity if nothing is written."""
    scope: Annotated[str | Scope | None, Coded("R317")] = None
    """How far the duty reaches, in words or as text, areas and exclusions."""
    content: Annotated[list[str], Coded("R317")] = []
    """What is done."""
    workflow: Annotated[list[str], Coded("R317")] = []
    """The steps of the work, in order."""
    standards: Annotated[list[str | Standard], Coded("R317")] = []
    """What the work is measured by, in words or as a metric with a target."""
    raci: Annotated[dict[Party, str], Coded("R312")] = {}
    """Who is accountable (A), responsible (R), consulted (C) and informed (I), by department, role or person."""
    weight: Weight = Weight("1")
    """Its weight among the duties when they are evaluated."""
    supports: list[GoalId] = []
    """The goals this work serves."""
    shared_with: list[SharedWith] = []
    """Departments that share the work, and where the boundary runs."""
    decision_rights: list[str] = []
    """What the accountable department may decide by itself."""
    required_skills: dict[SkillId, SkillLevel] = {}
    """The level of each skill the work needs."""
    output: str | None = None
    """What a process step passes on."""
    next: list[Id] | None = None
    """The rows a process step passes its output to; the next row if nothing is written."""
    due: Date | None = None
    """When the task is to be done."""
    status: Literal["open", "done"] | None = None
    """Where the task stands."""
    phase: str | None = None
    """The phase of the project the task belongs to."""
