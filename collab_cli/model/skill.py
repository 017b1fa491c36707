"""Skills: what people can do, and how well."""

from __future__ import annotations

from typing import Annotated

import msgspec

from collab_cli.messages import msg
from collab_cli.model.field_types import KindRecord, NameField
from collab_cli.model.kind import Kind

SkillLevel = Annotated[int, msgspec.Meta(ge=0, le=4)]
"""0 none, 1 aware, 2 supervised, 3 independent, 4 can coach."""


class Skill(KindRecord, frozen=True, kw_only=True):
    """A skill with levels 0 none, 1 aware, 2 supervised, 3 independent, 4 can coach."""

    name: NameField
    """What the skill is called."""
    levels: list[str] = []
    """What levels 1 to 4 mean for this skill, four texts."""


KIND = Kind(
    name="skill",
    folder="skills",
    struct=Skill,
    one=msg("skill"),
    many=msg("skills"),
    title_field="name",
    in_register=True,
)
