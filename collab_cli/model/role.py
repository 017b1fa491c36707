"""Roles: the posts people hold."""

from __future__ import annotations

from collab_cli.messages import msg
from collab_cli.model.field_types import DepartmentId, KindRecord, NameField, SkillId
from collab_cli.model.kind import Kind
from collab_cli.model.skill import SkillLevel


class Role(KindRecord, frozen=True, kw_only=True):
    """A post."""

    name: NameField
    """What the post is called."""
    department: DepartmentId | None = None
    """The department the post belongs to."""
    required_skills: dict[SkillId, SkillLevel] = {}
    """The level of each skill the holder needs."""


KIND = Kind(
    name="role",
    folder="roles",
    struct=Role,
    one=msg("role"),
    many=msg("roles"),
    title_field="name",
    in_register=True,
)
