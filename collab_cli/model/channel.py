"""Channels: chat groups and libraries that departments share."""

from __future__ import annotations

from typing import Literal

from collab_cli.messages import msg
from collab_cli.model.field_types import DepartmentId, Duration, KindRecord, NameField, PersonId
from collab_cli.model.kind import Kind


class Channel(KindRecord, frozen=True, kw_only=True):
    """A chat group or library; it is registered and never opened."""

    name: NameField
    """What the channel is called."""
    type: Literal["im_group", "doc_library", "video", "mail"]
    """What kind of channel it is."""
    tool: str | None = None
    """The tool it lives in."""
    departments: list[DepartmentId]
    """The departments that use it."""
    owner: PersonId | None = None
    """Who looks after it."""
    purposes: list[str] = []
    """What it is for."""
    response_sla: Duration | None = None
    """How fast an answer may be expected."""


KIND = Kind(
    name="channel",
    folder="channels",
    struct=Channel,
    one=msg("channel"),
    many=msg("channels"),
    title_field="name",
    in_register=True,
)
