"""Documents: shared files with one owner and one place."""

from __future__ import annotations

from collab_cli.messages import msg
from collab_cli.model.field_types import ChannelId, Date, DepartmentId, Duration, KindRecord, NameField, Url
from collab_cli.model.kind import Kind


class SharedDocument(KindRecord, frozen=True, kw_only=True):
    """A shared document; it is registered and never opened."""

    title: NameField
    """What the document is called."""
    url: Url
    """Where it is."""
    library: ChannelId | None = None
    """The library it lies in."""
    owner_dept: DepartmentId
    """The department that answers for it."""
    editors: list[DepartmentId] = []
    """The departments that may edit it."""
    version: str | None = None
    """Its version, as printed."""
    last_reviewed: Date | None = None
    """The day it was last reviewed."""
    review_every: Duration | None = None
    """How often it is to be reviewed."""


KIND = Kind(
    name="document",
    folder="documents",
    struct=SharedDocument,
    one=msg("document"),
    many=msg("documents"),
    in_register=True,
)
