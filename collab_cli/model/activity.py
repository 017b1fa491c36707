"""Activities: the company's catalogue of things somebody must own."""

from __future__ import annotations

from collab_cli.messages import msg
from collab_cli.model.field_types import Flag, Id, KindRecord, NameField
from collab_cli.model.kind import Kind


class Activity(KindRecord, frozen=True, kw_only=True):
    """An entry of the company catalogue of things somebody must own."""

    name: NameField
    """What the activity is called."""
    required: Flag = Flag.TRUE
    """Whether an effective charter must cover it."""
    domain: Id | None = None
    """The group it is reported under, such as sales-management."""


KIND = Kind(
    name="activity",
    folder="activities",
    struct=Activity,
    one=msg("activity"),
    many=msg("activities"),
    title_field="name",
    in_register=True,
)
